import Domain

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
    /// What is known of the parts that it lacks.
    var earlier = EarlierParts()
    /// The futures settings as the first reading of this session had them; they tell a later one that differs.
    public var firstSettings: FuturesSettings?
    /// Why the last reading failed; `nil` when it did not.
    public var failure: Failure?
    /// How many readings have failed since the last good one.
    var failures = 0
    /// Whether a timer runs until the next attempt.
    var waitsToRetry = false

    /// How the connection stands.
    public var status: ConnectionStatus {
        if problem != nil { return .failed }
        if let failure {
            return snapshot != nil && failure.retry != .never ? .stale : .failed
        }
        guard let snapshot else { return .checking }
        return snapshot.notices.isEmpty ? .connected : .attention
    }

    /// Takes a good reading, with a word in it where the settings are other ones than at first.
    mutating func take(_ reading: AccountSnapshot) {
        let first = firstSettings ?? reading.futures
        firstSettings = first
        failure = nil
        earlier = EarlierParts(beside: reading, after: snapshot, earlier)
        switch target.futures {
        case .used: snapshot = reading.adding(reading.futures.changeNotice(since: first))
        case .notUsed: snapshot = reading
        }
    }

    /// With another key, or none, of which nothing was known before.
    mutating func startAnew(_ reading: AccountSnapshot?) {
        snapshot = reading
        earlier = EarlierParts()
        firstSettings = reading?.futures
        failure = nil
    }

    /// What stands in the way of seeing how the account stands.
    var obstacle: Failure? { problem ?? failure }

    /// Whether what is known is from the last reading.
    var freshness: AssetTable.Freshness { obstacle == nil ? .current : .outdated }

    /// Whether the exchange would remove the key if it were not used for a while.
    var hasToBeKeptAlive: Bool {
        guard target.environment == .live else { return false }
        // What nobody has read yet may be such a key.
        guard let key = snapshot?.key else { return true }
        return key.boundAddresses.isEmpty && (key.permissions.contains(.trade) || key.permissions.contains(.withdraw))
    }

    var badge: Badge { Badge(target.site.origin, target.environment) }
}
