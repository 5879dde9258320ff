import Exchanges
import TestSupport
import Testing

@testable import Core
@testable import Domain

/// Pushes, readings, gaps and reconnects in any order: when all is quiet the account that is shown is the account that there is.
struct StreamHistoriesTests {
    static let seeds: [UInt64] = Array(1...40) + (1...4).map { _ in UInt64.random(in: .min ... .max) }

    @Test(arguments: seeds) func whatIsShownIsWhatThereIs(seed: UInt64) throws {
        print("seed \(seed)")
        var history = try StreamHistory(seed: seed)
        for _ in 0..<600 { history.step() }
        history.settle()
        let shown = try #require(history.transcript.machine.connections.first?.snapshot)
        let there = history.exchange.snapshot
        let comment = Comment(rawValue: "seed \(seed)\n\(history.events.suffix(60).joined(separator: "\n"))")
        func coins(_ snapshot: AccountSnapshot) -> [[String]] {
            snapshot.wallets.map { $0.assets.map { "\($0.code) \($0.total?.written ?? "")" }.sorted() }
        }
        #expect(coins(shown) == coins(there), comment)
        #expect(shown.wallets.map(\.total?.written) == there.wallets.map(\.total?.written), comment)
        #expect(shown.equity?.total.trimmed == there.equity?.total.trimmed, comment)
        func positions(_ snapshot: AccountSnapshot) -> [String] {
            (snapshot.positions.list ?? []).map { "\($0.instrument) \($0.side?.rawValue ?? "") \($0.size?.written ?? "")" }.sorted()
        }
        #expect(positions(shown) == positions(there), comment)
        #expect(history.lives > 1 && history.readings > 5, "a history without events proves nothing: \(history.lives) \(history.readings)")
    }
}

/// An account that trades by itself, as the exchange has it.
private struct TradingAccount {
    var coins = ["USDT": 500, "BTC": 20]
    var positions: [String: Int] = [:]
    var funding = 1_000
    /// By the exchange's clock.
    var time = 1_000

    var total: Int { coins.values.reduce(0, +) }

    var snapshot: AccountSnapshot {
        let assets = coins.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { asset($0.key, $0.value) }
        let open = positions.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { name, size in
            Position(
                instrument: "\(name)-USDT-SWAP", kind: .perpetual, side: size < 0 ? .short : .long, size: Amount("\(abs(size))"),
                marginMode: .isolated, currency: "USDT")
        }
        return AccountSnapshot(
            key: Sample.snapshot().key, kind: .main, settings: .untold,
            equity: .init(currency: "USD", total: Amount(total + funding)),
            wallets: [
                Wallet(kind: .trading, total: Amount("\(total)"), assets: assets),
                Wallet(kind: .funding, total: Amount("\(funding)"), assets: [asset("USDT", funding)]),
            ], positions: .read(open), notices: [], clockOffsetMilliseconds: 0, asOf: Sample.moment)
    }

    private func asset(_ code: String, _ amount: Int) -> Asset {
        let amount = Amount("\(amount)")
        return Asset(code: code, total: amount, available: amount, inUse: Amount("0"), value: amount, unrealizedProfit: nil)
    }

    func account(_ codes: [String]? = nil) -> [String] {
        let rows = (codes ?? coins.keys.sorted().filter { coins[$0] != 0 }).map { Pushes.coin($0, "\(coins[$0] ?? 0)", at: time) }
        guard codes == nil else { return [Pushes.account(rows, total: "\(total)", at: time, event: true)] }
        guard rows.count > 1 else { return [Pushes.account(rows, total: "\(total)", at: time)] }
        return [
            Pushes.account(Array(rows.prefix(1)), total: "\(total)", at: time, page: (1, false)),
            Pushes.account(Array(rows.dropFirst()), total: "\(total)", at: time, page: (2, true)),
        ]
    }

    func positions(_ ids: [String]? = nil) -> String {
        let ids = ids ?? positions.keys.sorted().filter { positions[$0] != 0 }
        return Pushes.positions(ids.map { Pushes.position($0, "\(positions[$0] ?? 0)", at: time) }, event: ids.count == 1)
    }
}

/// One account, one line and one machine, with everything that lies between them.
private struct StreamHistory {
    var transcript: MachineTranscript
    var exchange = TradingAccount()
    private(set) var events: [String] = []
    private(set) var lives = 0
    private(set) var readings = 0
    private var chance: SeededGenerator
    private let stream: Ticket
    private var conversation: (any StreamConversation)?
    private var isSubscribed = false
    private var isLive = false
    /// Pushed, and not yet arrived.
    private var onTheWay: [String] = []
    /// Readings that the exchange has answered, and whose answer has not arrived.
    private var answered: [Ticket: AccountSnapshot] = [:]

    init(seed: UInt64) throws {
        chance = SeededGenerator(seed: seed)
        transcript = MachineTranscript(Sample.streaming())
        try transcript.connect(exchange.snapshot)
        stream = try #require(
            transcript.driver.openTickets.first { if case .stream = $0.value { true } else { false } }?.key)
    }

    private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &chance) }

    mutating func step() {
        exchange.time += 1 + below(3)
        switch below(16) {
        case 0...2: trade()
        case 3, 4: move()
        case 5: transfer()
        case 6: regular()
        case 7...11: for _ in 0...below(4) { arrive() }
        case 12: answer()
        case 13: deliver()
        case 14 where below(3) == 0: cut()
        case 14: open()
        default: transcript.send(.timerFired(below(2) == 0 ? .refresh : .notice))
        }
    }

    /// Nothing changes any more, and all that is on the way arrives. No reading is made but those that the machine wants.
    mutating func settle() {
        if conversation == nil { open() }
        for _ in 0..<200 where !onTheWay.isEmpty { arrive() }
        for _ in 0..<20 where transcript.driver.openTickets.contains(where: { $0.value.isRefresh }) {
            answer()
            deliver()
        }
    }

    // MARK: The exchange

    private mutating func push(_ messages: [String]) {
        if isSubscribed { onTheWay += messages }
    }

    private mutating func trade() {
        let code = ["USDT", "BTC", "ETH", "SOL"][below(4)]
        exchange.coins[code] = below(4) == 0 ? 0 : below(900)
        push(exchange.account([code]))
    }

    private mutating func move() {
        let id = ["A", "B", "C"][below(3)]
        exchange.positions[id] = below(4) == 0 ? 0 : below(19) - 9
        push([exchange.positions([id])])
    }

    private mutating func transfer() {
        let amount = below(50) - 25
        exchange.funding += amount
        exchange.coins["USDT", default: 0] -= amount
        push(exchange.account(["USDT"]) + [Pushes.cause("transferred", at: exchange.time)])
    }

    /// The first snapshots, and those that come at intervals.
    private mutating func regular() { push(exchange.account() + [Self.snapshot(exchange)]) }

    private static func snapshot(_ exchange: TradingAccount) -> String {
        exchange.positions().replacing(#""eventType":"event_update""#, with: #""eventType":"snapshot","curPage":1,"lastPage":true"#)
    }

    // MARK: The line

    private mutating func open() {
        guard conversation == nil else { return }
        events.append("opens")
        let line = StreamLine("private", origin: "", target: "", silenceMilliseconds: 1)
        conversation = OKXAdapter().conversation(on: line)
        let access = access
        take(conversation?.opened(access) ?? [])
        onTheWay.append(Pushes.loggedIn)
    }

    private mutating func cut() {
        guard conversation != nil else { return }
        events.append("is cut, \(onTheWay.count) lost")
        conversation = nil
        isSubscribed = false
        onTheWay = []
        if isLive { transcript.send(.operation(stream, .streamInterrupted)) }
        isLive = false
    }

    private var access: Access {
        Access(site: ExchangeProfile.okx.sites[0], environment: .live, unixMilliseconds: 1_767_225_600_000)
    }

    /// The next message arrives, now and then twice or after the one behind it.
    private mutating func arrive() {
        guard !onTheWay.isEmpty else { return }
        if onTheWay.count > 1, below(10) == 0, onTheWay[..<2].allSatisfy({ $0.contains("event_update") }) { onTheWay.swapAt(0, 1) }
        let message = below(12) == 0 ? onTheWay[0] : onTheWay.removeFirst()
        events.append(message)
        let access = access
        take(conversation?.heard(Array(message.utf8), access, asOf: Sample.moment) ?? [])
    }

    private mutating func take(_ steps: [StreamStep]) {
        for step in steps {
            switch step {
            case .say(let message):
                guard let text = message.text.known, !isSubscribed, !text.isEmpty else { continue }
                isSubscribed = true
                push(Pushes.acknowledged)
                regular()
            case .live:
                isLive = true
                lives += 1
                transcript.send(.operation(stream, .streamLive))
            case .delta(let delta): transcript.send(.operation(stream, .changed(delta)))
            case .readAgain: transcript.send(.operation(stream, .readingWanted))
            case .openAnother, .openSuccessor, .refused: Issue.record("nothing was said that ends a line: \(step)")
            }
        }
    }

    // MARK: Readings

    private mutating func answer() {
        for (ticket, operation) in transcript.driver.openTickets where operation.isRefresh && answered[ticket] == nil {
            events.append("\(ticket) is answered")
            answered[ticket] = exchange.snapshot
        }
    }

    private mutating func deliver() {
        for (ticket, snapshot) in answered.sorted(by: { $0.key.number < $1.key.number }) {
            answered[ticket] = nil
            guard transcript.driver.openTickets[ticket] != nil else { continue }
            events.append("\(ticket) arrives: \(snapshot.wallets[0].assets.map { "\($0.code) \($0.total?.written ?? "")" })")
            readings += 1
            transcript.send(.operation(ticket, .read(snapshot)))
        }
    }
}

extension Operation {
    fileprivate var isRefresh: Bool { if case .refresh = self { true } else { false } }
}
