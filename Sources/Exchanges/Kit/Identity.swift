import Domain

/// Who a key belongs to and what it may do.
public struct Identity: Hashable, Sendable {
    /// The exchange's id of the account. Text: it exceeds what a number holds exactly.
    public let accountID: String
    /// `nil` where the exchange did not say.
    public let kind: AccountKind?
    /// The name that the user gave the key at the exchange; empty where the exchange gave none.
    public let label: String
    /// `nil` where the exchange did not say.
    public let permissions: [Permission]?
    /// The addresses from which the key works, as far as the exchange says.
    public let addresses: AddressBinding
    /// Until when the key works, as far as the exchange says.
    public let expiry: KeyExpiry
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]

    /// An identity as the exchange told it.
    public init(
        accountID: String, kind: AccountKind?, label: String, permissions: [Permission]?, addresses: AddressBinding, expiry: KeyExpiry,
        unreadable: [String] = []
    ) {
        self.accountID = accountID
        self.kind = kind
        self.label = label
        self.permissions = permissions
        self.addresses = addresses
        self.expiry = expiry
        self.unreadable = unreadable
    }

    /// The key as it is shown.
    public func keyDescription(masked: String) -> KeyDescription {
        KeyDescription(masked: masked, label: label, permissions: permissions, addresses: addresses, expiry: expiry)
    }
}
