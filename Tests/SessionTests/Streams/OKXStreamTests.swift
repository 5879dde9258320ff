import Crypto
import Domain
import Exchanges
import HTTP
import TestSupport
import Testing

@testable import Session

/// OKX's private line from the handshake to its end, over the wire.
@Suite struct OKXStreamTests {
    private let line: PrivateLine
    private let transport = WebSocketTransport(userAgent: "tidegate-tests")
    private let reports = StreamReports()

    init() throws { line = try PrivateLine() }

    private func start(_ request: AccountRequest? = nil) -> Task<Failure?, Never> {
        let stream = AccountStream(transport: transport, limits: PrivateLine.limits)
        let request = request ?? line.request()
        return Task { [reports] in await stream.run(request, clockOffsetMilliseconds: 0) { reports.add($0) } }
    }

    private func until(_ what: String, _ condition: () -> Bool) async throws {
        try await Deadline.wait(for: what, every: .milliseconds(5), state: { "\(reports.words) \(line.heard.count)" }) {
            condition() ? () : nil
        }
    }

    @Test func changesAreTold() async throws {
        let task = start()
        try await until("the line to be live") { reports.count(.live) == 1 }
        let first = try #require(line.lines().first)
        first.say(
            Pushes.account([Pushes.coin("BTC", "0.000000000000000001", at: 2)], total: "100.00000000000000000001", at: 2, event: true))
        try await until("the change") { reports.total == "100.00000000000000000001" }
        first.say(Pushes.cause("transferred", at: 3))
        try await until("the wish to read") { reports.count(.readingWanted) == 1 }
        first.cut()
        try await until("another line") { reports.count(.live) == 2 }
        #expect(reports.count(.interrupted) == 1)
        task.cancel()
        #expect(await task.value == nil)
        #expect(line.logins == 2 && line.heard.count == 4, "a login and a subscription for each line: \(line.heard.count)")
    }

    /// A login that is refused ends it, in the words that a reading has for the same.
    @Test func refusals() async throws {
        #expect(await start(line.request(SampleKey.otherKey)).value?.cause == .keyUnknown)
        #expect(await start(line.request(passphrase: "Wrong-one.2026")).value?.cause == .passphraseWrong)
        #expect(await start(line.request(secret: SampleKey.otherSecret)).value?.cause == .secretWrong)
        let opened = line.opened
        #expect(opened == 3, "nobody asks again what was refused")
        for (code, cause) in [
            ("50101", Cause.wrongEnvironment), ("50110", .ipNotAllowed), ("60006", .clockSkew), ("60009", .exchangeRefused),
        ] {
            line.become(.refusing(code: code))
            let failure = await start().value
            #expect(failure?.cause == cause && failure?.code == code)
            #expect(failure?.message.english.isEmpty == false && failure?.message.simplifiedChinese.isEmpty == false)
        }
        #expect(reports.list.isEmpty)
    }

    /// Close frames that speak of the key end it; others do not.
    @Test func closes() async throws {
        for (code, cause) in [(4_001, Cause.exchangeRefused), (4_007, .keyUnknown), (4_013, .accountRestricted)] {
            line.become(.closing(code: code))
            #expect(await start().value?.cause == cause)
        }
        line.become(.obliging)
        let task = start()
        try await until("the line to be live") { reports.count(.live) == 1 }
        for (number, code) in [4_004, 4_005, 4_006, 1_001].enumerated() {
            line.lines().last?.close(code: code)
            try await until("another line after \(code)") { reports.count(.live) == number + 2 }
        }
        line.lines().last?.close(code: 4_007)
        #expect(await task.value?.code == "4007")
        #expect(reports.words.last == "interrupted")
    }

    /// Before a restart the next line is live, and nobody notices but the reading.
    @Test func aSuccessorIsLiveBeforeTheLineIsDropped() async throws {
        let task = start()
        try await until("the line to be live") { reports.count(.live) == 1 }
        line.lines()[0].say(#"{"event":"notice","code":"64008","msg":"Soon.","connId":"a4d3ae55"}"#)
        try await until("the handover") { reports.count(.readingWanted) == 1 }
        #expect(reports.count(.live) == 1 && reports.count(.interrupted) == 0 && line.lines().count == 2)
        line.lines()[1].say(Pushes.account([], total: "7", at: 9, event: true))
        try await until("a change on the new line") { reports.total == "7" }
        // The old one is closed by whoever opened it, and nothing comes of it any more.
        line.lines()[0].say(Pushes.account([], total: "8", at: 10, event: true))
        line.lines()[1].say(Pushes.account([], total: "9", at: 11, event: true))
        try await until("the next change") { reports.total == "9" }
        #expect(!reports.list.contains { if case .changed(let delta) = $0 { delta.wallets.first?.total?.written == "8" } else { false } })
        task.cancel()
        _ = await task.value
    }

    /// Where there is no successor, the account is no longer live.
    @Test func aSuccessorThatDoesNotCome() async throws {
        let task = start()
        try await until("the line to be live") { reports.count(.live) == 1 }
        line.become(.closing(code: 4_006))
        line.lines()[0].say(#"{"event":"notice","code":"64008","msg":"Soon."}"#)
        try await until("the end of being live") { reports.count(.interrupted) == 1 }
        line.become(.obliging)
        try await until("another line") { reports.count(.live) == 2 }
        task.cancel()
        _ = await task.value
    }

    /// Too many connections: it comes back after a pause, again and again, and is never live meanwhile.
    @Test func tooManyConnections() async throws {
        line.become(.crowded)
        let task = start()
        try await until("several attempts") { line.logins >= 4 }
        #expect(reports.count(.live) == 0)
        line.become(.obliging)
        try await until("the line to be live") { reports.count(.live) == 1 }
        task.cancel()
        _ = await task.value
    }

    @Test func nothingIsOpenedWhereThereIsNoLine() async {
        #expect(await start(line.request(in: .demo)).value == nil)
        #expect(line.opened == 0 && reports.list.isEmpty)
    }

    /// Half a frame, garbage between frames, and a frame that no server may send.
    @Test func brokenFrames() async throws {
        let task = start()
        for (number, bytes) in [[0x81, 0x05, 0x7B], [0x83, 0x01, 0x00], [0x81, 0x82, 1, 2, 3, 4, 5, 6], Array("HTTP/1.1".utf8)].enumerated()
        {
            try await until("line \(number)") { reports.count(.live) == number + 1 }
            let broken = try #require(line.lines().last)
            broken.send(bytes)
            if number == 0 { broken.cut() }
        }
        try await until("the last line") { reports.count(.live) == 5 }
        task.cancel()
        _ = await task.value
    }

    // MARK: Many

    /// Each account is told its own, while requests go on beside them.
    @Test func aHundredAccountsBesideRequests() async throws {
        let keys = (0..<100).map { SampleKey.apiKey + "-\($0)" }
        let stream = AccountStream(transport: transport, limits: PrivateLine.limits)
        let all = keys.map { _ in StreamReports() }
        let tasks = zip(keys, all).map { key, reports in
            let request = line.request(key)
            return Task { await stream.run(request, clockOffsetMilliseconds: 0) { reports.add($0) } }
        }
        let server = try RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        let http = HTTPTransport(userAgent: "tidegate-tests")
        let answers = Task {
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<200 {
                    group.addTask { (try? await http.send(HTTPRequest(origin: server.origin, target: "/")).get())?.status == 200 }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
        }
        try await Deadline.until("everybody to be live") { all.allSatisfy { $0.count(.live) == 1 } }
        for (number, key) in keys.enumerated() {
            line.lines(key).last?.say(Pushes.account([], total: "\(number + 1_000)", at: 2, event: true))
        }
        try await Deadline.until("everybody's change") { all.enumerated().allSatisfy { $1.total == "\($0 + 1_000)" } }
        #expect(await answers.value == 200)
        #expect(all.allSatisfy { $0.count(.interrupted) == 0 } && line.opened == 100)
        for task in tasks { task.cancel() }
        for task in tasks { #expect(await task.value == nil) }
    }

    /// Three attempts in a second is what OKX allows an address, whichever accounts they are for.
    @Test func attemptsAreSpacedOut() {
        let pace = ConnectionRateLimit(milliseconds: StreamLimits().connectionPaceMilliseconds)
        let turns = (0..<100).map { pace.takeTurn(at: "okx", now: 5_000 + Int64($0)) + 5_000 + Int64($0) }
        for start in turns { #expect(turns.count { (start..<start + 1_000).contains($0) } <= 3) }
        #expect(pace.takeTurn(at: "other", now: 5_000) == 0)
    }

    // MARK: Secrecy

    /// The login is the one message with a part of the key in it, and nothing that is kept or told of it says so.
    @Test func nothingOfTheKeyIsTold() async throws {
        let task = start()
        try await until("the line to be live") { reports.count(.live) == 1 }
        task.cancel()
        _ = await task.value
        line.become(.refusing(code: "60024"))
        let failure = await start().value
        let adapter = OKXAdapter()
        var conversation = adapter.conversation(on: adapter.streams(at: line.site, in: .live)[0])
        let steps = conversation.opened(Access(site: line.site, environment: .live, unixMilliseconds: 1))
        var told = ""
        dump((steps, conversation, reports.list, failure, line.request()), to: &told)
        for secret in [SampleKey.apiKey, SampleKey.secretKey, SampleKey.passphrase] {
            #expect(!told.contains(secret))
            #expect(line.heard.count { $0.contains(secret) } == (secret == SampleKey.secretKey ? 0 : 2))
        }
    }
}
