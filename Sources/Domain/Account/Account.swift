/// What is known of an account at an exchange: a value to which readings, pushed changes and failures are applied.
public struct Account: Hashable, Sendable {
    /// The last good reading, with a notice where settings have changed since the first one.
    public private(set) var snapshot: AccountSnapshot?
    /// What earlier readings knew of the parts that `snapshot` lacks.
    public private(set) var earlier = EarlierParts()
    /// The settings that later ones are compared with: those of the first reading, until the user has seen others.
    public private(set) var firstSettings: AccountSettings?
    /// Why the last reading failed; `nil` when it did not.
    public private(set) var failure: Failure?
    /// How many readings have failed since the last good one, or since `forgetFailures()`.
    public private(set) var failures = 0
    /// How many of the latest failures in a row were the same explicit refusal.
    public private(set) var equalRefusals = 0

    /// Something that became known about the account.
    public enum Change: Hashable, Sendable {
        /// All of it was read: what was known before is replaced, but for the parts that could not be had this time.
        case reading(AccountSnapshot)
        /// The exchange told of something that changed. It is ignored until the account has been read once.
        case delta(AccountDelta)
        /// It could not be read. What was known stays.
        case failure(Failure)
    }

    /// An account of which nothing is known.
    public init() {}

    /// An account that was read for the first time, or with another key than before.
    public init(_ reading: AccountSnapshot) {
        snapshot = reading
        firstSettings = reading.settings
    }

    /// Applies a change. Where futures are used, settings that differ from the first ones add a notice.
    public mutating func apply(_ change: Change, futures: AccessTarget.FuturesUse) {
        switch change {
        case .reading(let reading): take(reading, futures)
        case .delta(let delta): snapshot = snapshot?.applying(delta)
        case .failure(let failure): take(failure)
        }
    }

    private mutating func take(_ reading: AccountSnapshot, _ futures: AccessTarget.FuturesUse) {
        let first = firstSettings ?? reading.settings
        firstSettings = first
        failure = nil
        earlier = EarlierParts(beside: reading, after: snapshot, earlier)
        switch futures {
        case .used: snapshot = reading.adding(reading.settings.changeNotice(since: first))
        case .notUsed: snapshot = reading
        }
    }

    private mutating func take(_ failure: Failure) {
        if failure.isExplicitRefusal {
            equalRefusals = self.failure.map(failure.isEqual) == true ? equalRefusals + 1 : 1
        } else {
            equalRefusals = 0
        }
        self.failure = failure
        failures += 1
    }

    /// Starts to count failures anew.
    public mutating func forgetFailures() {
        failures = 0
        equalRefusals = 0
    }

    /// Lets the next reading's settings be the first ones, because the user is about to change them.
    public mutating func forgetSettings() {
        firstSettings = nil
    }

    /// Takes the present settings as seen by the user: later ones are compared with these. Those that could not be read keep their known
    /// value.
    public mutating func acknowledgeSettings() {
        guard let snapshot, let first = firstSettings else { return }
        firstSettings = snapshot.settings.filled(from: first)
        self.snapshot = snapshot.without(.settingsChanged)
    }

    /// Whether anything is said of it that only tells of a change, and is gone once it is acknowledged.
    public var tellsOfChange: Bool { snapshot?.notices.contains { $0.warning == .settingsChanged } == true }

    /// Whether the user has been told that these settings are other ones than at first.
    public func hasTold(of settings: AccountSettings) -> Bool {
        guard let snapshot else { return false }
        return snapshot.notices.contains { $0.warning == .settingsChanged } && settings.changeNotice(since: snapshot.settings) == nil
    }

    /// Whether the key may do more than read and is bound to no address, as far as is known.
    public var mayHaveUnboundKey: Bool {
        // A key that has not been read yet may be one.
        guard let key = snapshot?.key else { return true }
        return key.addresses.isBound != true && key.mayAct
    }
}
