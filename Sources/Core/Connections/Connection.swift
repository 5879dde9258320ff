import Domain

/// An account that has been connected, as My Exchanges shows it.
public struct Connection: Hashable, Sendable, Identifiable {
    /// The machine's own number, which a connection keeps when it is renamed; never given twice.
    public let id: Int
    /// The user's name for it, unique among the connections.
    public var name: String
    /// Whether commands mean it when none is named.
    public var isDefault = false
    /// Why it could not be written to the vault; it then lasts for this session only.
    public var storageFailure: Failure?
    /// Why it must not be contacted as it is stored, such as a site that is not configured any more; it is then never read.
    public var problem: Failure?
    /// Set where the problem is that its site has other addresses now, which the user may agree to.
    public var addressChange: AddressChange?
    /// The account at its exchange, with the slots of its key.
    public var target: AccessTarget
    /// What is known of its account.
    public internal(set) var account = Account()
    /// Whether its exchange tells of every change as it happens.
    public internal(set) var isLive = false
    /// What the exchange has told since the user last pressed a key.
    var moves = FigureMoves()
    /// Why its exchange does not tell of changes, where it was asked and said so; `nil` where it tells them or may still do.
    public internal(set) var streamFailure: Failure?
    /// How often in a row that was so.
    var streamRefusals = 0
    /// How many rounds of the refresh timer it is not asked again.
    var roundsWithoutStream = 0
    /// What was told while it is being read, and may be newer than what the reading will say.
    var changesDuringReading: AccountDelta?
    /// Whether the reading under way began before something that has to be read.
    var isReadOnceMore = false
    /// How many rounds of the refresh timer ago it was last read while it was live.
    var roundsSinceReading = 0
    /// Whether a reading takes longer than it should.
    var isLate = false
    /// Whether the user has asked for a reading, and is told when it came.
    var showsTime = false
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

    /// The last good reading of its account.
    public var snapshot: AccountSnapshot? { account.snapshot }
    /// Why the last reading failed; `nil` when it did not.
    public var failure: Failure? { account.failure }

    /// Whether its exchange may be asked to tell of changes.
    var mayStream: Bool { roundsWithoutStream == 0 }

    /// Remembers that the exchange tells nothing, so that it is not asked with every reading. The pause grows with each time.
    mutating func streamRefused(_ failure: Failure?) {
        streamFailure = failure
        streamRefusals += 1
        roundsWithoutStream = min(Self.mostRoundsWithoutStream, 1 << min(streamRefusals - 1, 10))
    }

    /// A round of the refresh timer has passed.
    mutating func roundPassed() {
        roundsSinceReading += 1
        roundsWithoutStream = max(0, roundsWithoutStream - 1)
    }

    /// Lets the exchange be asked again at once.
    mutating func forgetStreamRefusals() {
        streamFailure = nil
        streamRefusals = 0
        roundsWithoutStream = 0
    }

    private static let mostRoundsWithoutStream = 40

    /// Applies what became known of its account.
    mutating func apply(_ change: Account.Change) { account.apply(change, futures: target.futures) }

    /// The exchange's id of its account, as the vault or a reading of this session has it; empty where it is not known.
    var accountID: String { target.account.isEmpty ? snapshot?.accountID ?? "" : target.account }

    /// Why the state of the account is not known, if it is not.
    var obstacle: Failure? { problem ?? failure }

    /// Whether what is known is from the last reading.
    var freshness: AssetTable.Freshness { obstacle == nil ? .current : .outdated }

    /// Whether the exchange would remove the key if it were not used for a while.
    func hasToBeKeptAlive(by exchanges: [ExchangeProfile]) -> Bool {
        guard let rule = exchanges.first(where: { $0.id == target.exchange })?.unboundKeys else { return false }
        return rule.environments.contains(target.environment) && account.mayHaveUnboundKey
    }

    var badge: Badge { Badge(target.site.origin, target.environment) }
}
