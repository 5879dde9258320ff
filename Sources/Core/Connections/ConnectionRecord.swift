import Domain

/// A connection as the vault stores it, with what stands for its key: first the values themselves, then the slots that they lie in.
public struct ConnectionRecord<Key> {
    /// The user's name for it, unique in the vault.
    public let name: String
    /// The account, with what stands for its key.
    public let target: AccountRecord<Key>
    /// Whether commands mean it when none is named.
    public let isDefault: Bool
    /// Why it cannot be used as it is stored, such as a site that the configuration no longer has.
    public let problem: Failure?
    /// The change of addresses behind the problem, where the user can solve it by agreeing to that change.
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
