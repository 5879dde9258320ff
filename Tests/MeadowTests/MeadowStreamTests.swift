import Core
import Crypto
import Domain
import Exchanges
import HTTP
import Session
import Synchronization
import TestSupport
import Testing

/// An exchange of its own kind tells of changes, through the kit alone, over a line of its own.
@Suite struct MeadowStreamTests {
    private final class Reports: Sendable {
        private let all = Mutex<[AccountStream.Report]>([])
        var list: [AccountStream.Report] { all.withLock { $0 } }
        var deltas: [AccountDelta] { list.compactMap { if case .changed(let delta) = $0 { delta } else { nil } } }
        func add(_ report: AccountStream.Report) { all.withLock { $0.append(report) } }
        func count(_ report: AccountStream.Report) -> Int { list.count { $0 == report } }
    }

    private let post: MeadowPost
    private let transport = WebSocketTransport(userAgent: "tidegate-tests")
    private let reports = Reports()

    init() throws { post = try MeadowPost() }

    private var site: Site {
        Site(
            id: "only", name: Phrase(verbatim: "Only"),
            places: [.live: SiteAddresses(web: post.origin, [Meadow.post: post.origin])], origin: .configured)
    }

    private func target(_ environment: TradingEnvironment = .live) -> AccountRequest {
        AccountRequest(
            exchange: "meadow", site: site, environment: environment,
            key: KeyHandle(
                KeyValues(
                    apiKey: SecretBytes(Meadow.key.utf8), [(Meadow.privateKeyField, SecretBytes(Meadow.kept.utf8))])))
    }

    private func start(_ target: AccountRequest? = nil) -> Task<Failure?, Never> {
        var limits = StreamLimits()
        limits.connectionPaceMilliseconds = 1
        limits.firstPauseMilliseconds = 5
        limits.longestPauseMilliseconds = 20
        limits.goodMilliseconds = 0
        limits.line.closeMilliseconds = 50
        let stream = AccountStream(
            transport: transport, limits: limits, exchanges: ExchangeRegistry([MeadowAdapter()]))
        let target = target ?? self.target()
        return Task { [reports] in await stream.run(target, clockOffsetMilliseconds: 0) { reports.add($0) } }
    }

    private func until(_ what: String, _ condition: () -> Bool) async throws {
        try await Deadline.wait(for: what, every: .milliseconds(5), state: { "\(reports.list)" }) { condition() ? () : nil }
    }

    /// Signed in by the key's other half, which never travels; told of what changed, and of nothing else.
    @Test func changesAreTold() async throws {
        let task = start()
        try await until("the greeting") { reports.count(.live) == 1 }
        post.say(#"{"barn":[{"thing":"OAT","amount":"4.000000000000000000000001","worth":"13.4"}],"gone":["HAY"],"worth":"13.4"}"#)
        try await until("the change") { reports.deltas.count == 1 }
        let wallet = try #require(reports.deltas.first?.wallets.first)
        #expect(wallet.kind == MeadowWallets.barn && wallet.total?.written == "13.4")
        guard case .some(let rows, let gone) = wallet.assets else {
            Issue.record("\(wallet)")
            return
        }
        #expect(rows.first?.total?.written == "4.000000000000000000000001" && gone == ["HAY"])
        task.cancel()
        #expect(await task.value == nil)
        #expect(post.greeted == 1 && post.turnedAway == 0)
    }

    /// A line that breaks comes back, and so does one that was asked to move or fell silent; what was missed is read.
    @Test func linesComeBack() async throws {
        let task = start()
        try await until("the greeting") { reports.count(.live) == 1 }
        post.cut()
        try await until("the second") { reports.count(.live) == 2 }
        #expect(reports.count(.interrupted) == 1)
        post.say(#"{"leaving":true}"#)
        try await until("the third") { reports.count(.live) == 3 }
        // Nothing more is said: the post is asked, and then left.
        try await until("the fourth") { reports.count(.live) >= 4 }
        #expect(post.heard.first == "there?")
        post.say(#"{"missed":true}"#)
        try await until("the wish to read") { reports.count(.readingWanted) == 1 }
        task.cancel()
        _ = await task.value
    }

    /// What no further attempt would mend ends it, with the words for it.
    @Test func refusalsEndIt() async throws {
        let task = start()
        try await until("the greeting") { reports.count(.live) == 1 }
        post.close(code: 4_321)
        #expect(await task.value?.cause == .keyUnknown)
        post.refuse("F7")
        #expect(await start().value?.code == "F7")
    }

    /// Where the exchange has no such host nothing is opened.
    @Test func nothingIsToldWhereThereIsNoPost() async {
        #expect(await start(target(.testnet)).value == nil)
        #expect(post.wire.isEmpty)
    }

    @Test func garbageIsNoChange() async throws {
        let task = start()
        try await until("the greeting") { reports.count(.live) == 1 }
        for text in ["", "[]", "{", #"{"barn":5}"#, #"{"barn":[5,{"thing":7}],"worth":"much"}"#] { post.say(text) }
        try await until("another line") { reports.count(.live) >= 2 }
        #expect(reports.deltas.allSatisfy { $0.wallets.allSatisfy { $0.total == nil && $0.assets == .some([], gone: []) } })
        task.cancel()
        _ = await task.value
    }
}
