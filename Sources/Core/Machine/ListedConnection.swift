import Domain

/// A connection as the vault keeps it; its credentials lie in the slots of its target.
public struct ListedConnection: Hashable, Sendable {
    public let name: String
    public let target: AccessTarget
    public let isDefault: Bool
    /// Why it cannot be used as it is stored, such as a site that the configuration no longer has.
    public let problem: Failure?
    /// What the problem is where the user can do away with it by saying where the key may go.
    public let addressChange: AddressChange?

    public init(name: String, target: AccessTarget, isDefault: Bool, problem: Failure? = nil, addressChange: AddressChange? = nil) {
        self.name = name
        self.target = target
        self.isDefault = isDefault
        self.problem = problem
        self.addressChange = addressChange
    }
}
