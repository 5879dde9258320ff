/// Whether the key belongs to a main account or to one of its sub-accounts.
public enum AccountKind: String, Hashable, Sendable {
    case main
    case sub
}
