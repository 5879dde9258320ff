/// One-way or hedge, spelled as `posMode` spells it.
public enum SandboxPositionMode: String, Hashable, Sendable, CaseIterable {
    case oneWay = "net_mode"
    case hedge = "long_short_mode"
}
