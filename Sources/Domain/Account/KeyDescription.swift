/// What the exchange says of the API key itself.
public struct KeyDescription: Hashable, Sendable {
    /// The key with all but its first and last three characters hidden.
    public let masked: String
    /// The name that the user gave the key at the exchange; empty where the exchange gave none.
    public let label: String
    /// `nil` where the exchange did not say.
    public let permissions: [Permission]?
    /// The addresses from which the key works, as far as the exchange says.
    public let addresses: AddressBinding
    /// Until when the key works, as far as the exchange says.
    public let expiry: KeyExpiry

    /// A key as the exchange told of it.
    public init(masked: String, label: String, permissions: [Permission]?, addresses: AddressBinding, expiry: KeyExpiry) {
        self.masked = masked
        self.label = label
        self.permissions = permissions
        self.addresses = addresses
        self.expiry = expiry
    }

    /// Whether it can do more than read; a key of which that is not known counts as one that can.
    public var mayAct: Bool { permissions.map { $0.contains { $0.role != .read } } ?? true }
}
