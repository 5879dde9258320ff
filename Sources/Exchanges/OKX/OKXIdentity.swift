import Domain

/// Who signs in to OKX, and how the account is set: one reply tells both.
public struct OKXIdentity: AccountIdentification, Hashable {
    public let identity: Identity
    /// `nil` where OKX did not say, and for a mode that this program does not know.
    public let accountMode: FuturesSettings.AccountMode?
    /// `nil` where OKX did not say, and for a mode that this program does not know.
    public let positionMode: FuturesSettings.PositionMode?
    /// `nil` where OKX did not say.
    public let isolatedTransfer: FuturesSettings.IsolatedTransfer?
}
