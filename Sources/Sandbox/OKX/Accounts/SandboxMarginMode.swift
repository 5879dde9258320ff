/// The margin mode of one position, spelled as `mgnMode` spells it.
public enum SandboxMarginMode: String, Hashable, Sendable, CaseIterable {
    case isolated, cross
}
