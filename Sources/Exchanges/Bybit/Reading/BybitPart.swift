import Domain

/// A part of an account, read by one request or by several of a kind.
public enum BybitPart: String, CaseIterable, AccountPart {
    /// The unified wallet, with its totals.
    case unified
}

/// What the replies told about a part of an account.
public enum BybitPartReply: Hashable, Sendable {
    case unified(Amount?)
}
