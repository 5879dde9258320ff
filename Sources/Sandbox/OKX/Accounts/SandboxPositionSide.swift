/// The side of one position, spelled as `posSide` spells it; `net` is the only one in one-way mode.
public enum SandboxPositionSide: String, Hashable, Sendable, CaseIterable {
    case net, long, short
}
