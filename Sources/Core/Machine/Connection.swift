/// An account that has been connected, as My Exchanges shows it.
public struct Connection: Hashable, Sendable, Identifiable {
    public let id: Int
    public var name: String
    /// The one that commands mean when none is named.
    public var isDefault = false
    /// Why it could not be written to the vault; it then lasts for this session only.
    public var storageFailure: Failure?
    /// Why it must not be contacted as it is stored, such as a site that is not configured any more; it is then never read.
    public var problem: Failure?
    public var target: AccessTarget
    /// The last good reading.
    public var snapshot: AccountSnapshot?
    /// Why the last reading failed; `nil` when it did not.
    public var failure: Failure?
    /// The reading under way.
    public var ticket: Ticket?

    /// How the connection stands.
    public var status: ConnectionStatus {
        if problem != nil { return .failed }
        if let failure {
            return snapshot != nil && failure.retry != .never ? .stale : .failed
        }
        guard let snapshot else { return .checking }
        return snapshot.notices.isEmpty ? .connected : .attention
    }

    /// What stands in the way of seeing how the account stands.
    var obstacle: Failure? { problem ?? failure }

    var badge: Badge {
        switch (target.site.origin, target.environment) {
        case (.sandbox, _): .sandbox
        case (_, .demo): .demo
        case (_, .live): .live
        }
    }
}
