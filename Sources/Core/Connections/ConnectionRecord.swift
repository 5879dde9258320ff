import Domain

/// A connection as the vault keeps it, with what stands for its key: the values as they come out of it, and then the slots that they lie in.
public struct ConnectionRecord<Key> {
    public let name: String
    public let target: AccountRecord<Key>
    public let isDefault: Bool
    /// Why it cannot be used as it is stored, such as a site that the configuration no longer has.
    public let problem: Failure?
    /// What the problem is where the user can do away with it by saying where the key may go.
    public let addressChange: AddressChange?

    /// A connection that can be used, unless said otherwise.
    public init(
        name: String, target: AccountRecord<Key>, isDefault: Bool, problem: Failure? = nil, addressChange: AddressChange? = nil
    ) {
        self.name = name
        self.target = target
        self.isDefault = isDefault
        self.problem = problem
        self.addressChange = addressChange
    }

    /// The same connection with something else for its key.
    public func keyed<Other>(by key: Other) -> ConnectionRecord<Other> {
        ConnectionRecord<Other>(
            name: name, target: target.keyed(by: key), isDefault: isDefault, problem: problem, addressChange: addressChange)
    }
}

extension ConnectionRecord: Sendable where Key: Sendable {}
extension ConnectionRecord: Equatable where Key: Equatable {}
extension ConnectionRecord: Hashable where Key: Hashable {}

/// A connection whose key lies in the slots of its target.
public typealias ListedConnection = ConnectionRecord<CredentialSlots>
