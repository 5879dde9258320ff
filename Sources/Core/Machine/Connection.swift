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
    /// Set where the problem is that its site has other addresses now, which the user may agree to.
    public var addressChange: AddressChange?
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
    /// How many of the latest of them were the same explicit refusal.
    var equalRefusals = 0
    /// Whether a timer runs until the next attempt.
    var waitsToRetry = false

    /// How the connection stands.
    public var status: ConnectionStatus {
        if problem != nil { return .failed }
        if let failure {
            return snapshot != nil && !failure.isExplicitRefusal ? .stale : .failed
        }
        guard let snapshot else { return .checking }
        return snapshot.notices.isEmpty ? .connected : .attention
    }

    /// A reading has failed; the last good one stays.
    mutating func take(_ failure: Failure) {
        if failure.isExplicitRefusal {
            equalRefusals = self.failure.map(failure.isEqual) == true ? equalRefusals + 1 : 1
        } else {
            equalRefusals = 0
        }
        self.failure = failure
        failures += 1
    }

    /// From here on a failure is the first.
    mutating func forgetFailures() {
        failures = 0
        equalRefusals = 0
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

    /// Takes the settings as they are for known: later ones are held against these. Those that could not be read stay as they were.
    mutating func acknowledgeSettings() {
        guard let snapshot, let first = firstSettings else { return }
        firstSettings = snapshot.futures.filled(from: first)
        self.snapshot = snapshot.without(.settingsChanged)
    }

    /// Whether the user has been told that these settings are other ones than at first.
    func hasTold(of futures: FuturesSettings) -> Bool {
        guard let snapshot else { return false }
        return snapshot.notices.contains { $0.warning == .settingsChanged } && futures.changeNotice(since: snapshot.futures) == nil
    }

    /// With another key, or none, of which nothing was known before.
    mutating func startAnew(_ reading: AccountSnapshot?) {
        snapshot = reading
        earlier = EarlierParts()
        firstSettings = reading?.futures
        failure = nil
    }

    /// The exchange's id of its account, as the vault or a reading of this session has it; empty where it is not known.
    var account: String { target.account.isEmpty ? snapshot?.accountID ?? "" : target.account }

    /// What stands in the way of seeing how the account stands.
    var obstacle: Failure? { problem ?? failure }

    /// Whether what is known is from the last reading.
    var freshness: AssetTable.Freshness { obstacle == nil ? .current : .outdated }

    /// Whether the exchange would remove the key if it were not used for a while.
    var hasToBeKeptAlive: Bool {
        guard target.environment == .live else { return false }
        // What nobody has read yet may be such a key.
        guard let key = snapshot?.key else { return true }
        return key.boundAddresses?.isEmpty ?? true && key.mayAct
    }

    var badge: Badge { Badge(target.site.origin, target.environment) }
}
