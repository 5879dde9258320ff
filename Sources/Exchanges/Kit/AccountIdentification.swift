import Domain

/// Who signs in, with whatever an exchange tells beside that.
public protocol AccountIdentification: Sendable {
    /// What every exchange tells.
    var identity: Identity { get }
}

extension Identity: AccountIdentification {
    /// Itself, where an exchange tells nothing beside it.
    public var identity: Identity { self }
}
