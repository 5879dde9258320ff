/// Whether the key belongs to a main account or to one of its sub-accounts.
public enum AccountKind: String, Hashable, Sendable {
    case main
    case sub

    /// As it is shown and printed.
    public var words: Phrase {
        switch self {
        case .main: Phrase(en: "main account", zh: "母账户")
        case .sub: Phrase(en: "sub-account", zh: "子账户")
        }
    }
}
