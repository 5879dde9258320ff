/// The open streams, and what is limited across them.
struct StreamRoster: Sendable {
    /// An open stream, as the sandbox's user is shown it. No secret is in it.
    struct Entry: Sendable {
        let place: StreamPlace
        let environment: SandboxEnvironment
        var account: SandboxAccount.ID?
        var channels: [String] = []
        /// Tells the stream what happened, in the order in which it did.
        let tell: @Sendable (StreamNews) -> Void
    }

    /// The most streams of an account that may have the same private channel (OKX API guide, "Connection count limit").
    static let greatestConnectionCount = 30
    /// The most streams that an address may open in a second (OKX API guide, "Connect").
    static let attemptsPerSecond = 3
    private static let greatestAddressCount = 1_024

    private struct Place: Hashable {
        let uid: String
        let channel: StreamChannel
    }

    private(set) var entries: [String: Entry] = [:]
    private var subscribers: [Place: Set<String>] = [:]
    private var attempts: [String: [Int64]] = [:]

    /// Whether one more stream may be opened from this address.
    /// - Parameter milliseconds: a clock that never goes back.
    mutating func admits(_ address: String, atMilliseconds milliseconds: Int64) -> Bool {
        if attempts.count >= Self.greatestAddressCount { attempts.removeAll() }
        var recent = (attempts[address] ?? []).filter { milliseconds - $0 < 1_000 }
        defer { attempts[address] = recent }
        guard recent.count < Self.attemptsPerSecond else { return false }
        recent.append(milliseconds)
        return true
    }

    mutating func add(_ id: String, _ entry: Entry) { entries[id] = entry }

    mutating func change(_ id: String, account: SandboxAccount.ID?, channels: [String]) {
        entries[id]?.account = account
        entries[id]?.channels = channels
    }

    mutating func remove(_ id: String) {
        entries[id] = nil
        for place in subscribers.keys { removeSubscriber(id, place) }
    }

    /// Counts a stream among those of an account that have a channel.
    /// - Returns: how many there are with it; `nil` when there is no room for it.
    mutating func subscribe(_ id: String, uid: String, channel: StreamChannel) -> Int? {
        let place = Place(uid: uid, channel: channel)
        var ids = subscribers[place] ?? []
        guard ids.contains(id) || ids.count < Self.greatestConnectionCount else { return nil }
        ids.insert(id)
        subscribers[place] = ids
        return ids.count
    }

    mutating func unsubscribe(_ id: String, uid: String, channel: StreamChannel) {
        removeSubscriber(id, Place(uid: uid, channel: channel))
    }

    private mutating func removeSubscriber(_ id: String, _ place: Place) {
        subscribers[place]?.remove(id)
        if subscribers[place]?.isEmpty == true { subscribers[place] = nil }
    }
}

/// What streams are told.
enum StreamNews: Sendable {
    case changed(AccountChange)
    /// The prices of these currencies are others now.
    case pricesMoved(Set<String>)
    /// The exchange restarts after that long; streams that are open now end then.
    case restartAnnounced(afterMilliseconds: Int64)
}

/// What is different about an account. Figures are not in it: whoever tells of a change looks them up when it does.
struct AccountChange: Sendable {
    let account: SandboxAccount.ID
    /// The currencies whose cash is another.
    private(set) var cash: Set<String> = []
    /// The currencies of which anything is different.
    private(set) var currencies: Set<String> = []
    /// The ids of the positions that are new or different.
    private(set) var positions: Set<String> = []
    /// The positions that are no more, as they were.
    private(set) var closed: [SandboxPosition] = []
    /// Why, as `eventType` of `balance_and_position` spells it.
    let cause: Cause
    /// The trade that did it.
    var trade: (instrument: String, id: String)?
    /// A key was deleted or changed.
    private(set) var touchesKeys = false

    enum Cause: String, Sendable {
        case filled, transferred
        case leverageSet = "set_leverage"
    }

    /// - Returns: `nil` when nothing is different.
    init?(from before: SandboxAccount, to after: SandboxAccount, cause: Cause) {
        guard before != after else { return nil }
        account = after.id
        self.cause = cause
        let old = Dictionary(before.trading.map { ($0.currency, $0) }, uniquingKeysWith: { first, _ in first })
        let new = Dictionary(after.trading.map { ($0.currency, $0) }, uniquingKeysWith: { first, _ in first })
        for currency in Set(old.keys).union(new.keys) where old[currency] != new[currency] {
            currencies.insert(currency)
            if (old[currency]?.cash ?? .zero) != (new[currency]?.cash ?? .zero) { cash.insert(currency) }
        }
        for position in after.positions where !before.positions.contains(position) {
            positions.insert(position.id)
            currencies.insert(position.marginCurrency)
        }
        for position in before.positions where !after.positions.contains(where: { $0.id == position.id }) {
            closed.append(position)
            currencies.insert(position.marginCurrency)
        }
        touchesKeys = before.keys != after.keys
    }
}
