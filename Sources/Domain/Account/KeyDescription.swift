/// What the exchange says of the API key itself.
public struct KeyDescription: Hashable, Sendable {
    /// The key with all but its first and last three characters hidden.
    public let masked: String
    /// The name that the user gave the key at the exchange.
    public let label: String
    /// `nil` where the exchange did not say.
    public let permissions: [Permission]?
    /// Rights that this program does not know, as the exchange calls them.
    public let otherPermissions: [String]
    /// Addresses and networks that the key is bound to; empty when it works from anywhere; `nil` where the exchange did not say.
    public let boundAddresses: [String]?

    public init(masked: String, label: String, permissions: [Permission]?, otherPermissions: [String] = [], boundAddresses: [String]?) {
        self.masked = masked
        self.label = label
        self.permissions = permissions
        self.otherPermissions = otherPermissions
        self.boundAddresses = boundAddresses
    }

    /// Whether it can do more than read; a key of which that is not known counts as one that can.
    public var mayAct: Bool {
        permissions.map { $0.contains(.trade) || $0.contains(.withdraw) || !otherPermissions.isEmpty } ?? true
    }
}
