/// What a key may do, spelled as `perm` of `account/config` spells it.
public enum SandboxPermission: String, Hashable, Sendable, CaseIterable {
    case read = "read_only"
    case trade
    case withdraw
}
