/// How margin moves into isolated contracts, spelled as `ctIsoMode` spells it.
public enum SandboxIsolatedMode: String, Hashable, Sendable, CaseIterable {
    case automatic
    case byHand = "autonomy"
}
