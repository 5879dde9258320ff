import Domain

/// Who a key belongs to, what it may do and how the account is set.
public struct Identity: Hashable, Sendable {
    /// The exchange's id of the account. Text: it exceeds what a number holds exactly.
    public let accountID: String
    public let kind: AccountKind
    /// The name that the user gave the key at the exchange; empty where the exchange gave none.
    public let label: String
    /// `nil` where the exchange did not say.
    public let permissions: [Permission]?
    /// Addresses and networks; empty when the key works from anywhere; `nil` where the exchange did not say.
    public let boundAddresses: [String]?
    /// `nil` for a mode that this program does not know.
    public let accountMode: FuturesSettings.AccountMode?
    /// `nil` for a mode that this program does not know.
    public let positionMode: FuturesSettings.PositionMode?
    /// `nil` where the exchange did not say.
    public let isolatedTransfer: FuturesSettings.IsolatedTransfer?
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]

    public init(
        accountID: String, kind: AccountKind, label: String, permissions: [Permission]?, boundAddresses: [String]?,
        accountMode: FuturesSettings.AccountMode?, positionMode: FuturesSettings.PositionMode?,
        isolatedTransfer: FuturesSettings.IsolatedTransfer?, unreadable: [String] = []
    ) {
        self.accountID = accountID
        self.kind = kind
        self.label = label
        self.permissions = permissions
        self.boundAddresses = boundAddresses
        self.accountMode = accountMode
        self.positionMode = positionMode
        self.isolatedTransfer = isolatedTransfer
        self.unreadable = unreadable
    }

    /// The key as it is shown.
    public func keyDescription(masked: String) -> KeyDescription {
        KeyDescription(masked: masked, label: label, permissions: permissions ?? [], boundAddresses: boundAddresses ?? [])
    }
}
