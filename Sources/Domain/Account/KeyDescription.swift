/// What the exchange says of the API key itself.
public struct KeyDescription: Hashable, Sendable {
    /// The key with all but its first and last three characters hidden.
    public let masked: String
    /// The name that the user gave the key at the exchange.
    public let label: String
    public let permissions: [Permission]
    /// Addresses and networks that the key is bound to; empty when it works from anywhere.
    public let boundAddresses: [String]

    public init(masked: String, label: String, permissions: [Permission], boundAddresses: [String]) {
        self.masked = masked
        self.label = label
        self.permissions = permissions
        self.boundAddresses = boundAddresses
    }
}
