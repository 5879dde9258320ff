import Domain

/// Who signs in to OKX, and how the account is set: one reply tells both.
public struct OKXIdentity: AccountIdentification, Hashable {
    public let identity: Identity
    /// `nil` where OKX did not say, and for a mode that this program does not know.
    public let accountMode: OKXAccountMode?
    /// `nil` where OKX did not say, and for a mode that this program does not know.
    public let positionMode: OKXPositionMode?
    /// `nil` where OKX did not say.
    public let isolatedTransfer: OKXIsolatedTransfer?

    /// Whether settings can be changed at all. A key of which nothing is known may try.
    var mayChange: Bool { identity.permissions?.has(.trade) ?? true }
}
