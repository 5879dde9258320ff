import App
import Commands
import Core
import Domain
import Exchanges
import HTTP
import JSON
import Session
import TestSupport

/// Replies that were changed at random, read as a fetch reads them, and shown in every way in which anything of them is shown.
struct Round<Adapter: StreamAdapter> {
    let samples: ExchangeSamples<Adapter>
    var mutation: Mutation

    /// What must never be, in words; empty where all is well. That nothing traps is the other half.
    private(set) var flaws: [String] = []
    private(set) var accountsRead = 0
    private(set) var filesWritten = 0
    private(set) var changesHeard = 0

    init(_ samples: ExchangeSamples<Adapter>, seed: UInt64, round: Int) {
        self.samples = samples
        mutation = Mutation(seed: seed, round: round)
    }

    private var adapter: Adapter { samples.adapter }
    private var profile: ExchangeProfile { adapter.profile }

    mutating func run() async {
        let readings = [await reading(), await reading()]
        for reading in readings where (try? reading.get()) != nil { accountsRead += 1 }
        let languages = Language.allCases
        let language = mutation.chance.one(of: languages)
        showCommands(readings, language)
        showInterface(readings, language)
    }

    // MARK: Reading

    private mutating func reading() async -> Result<AccountSnapshot, Failure> {
        let places = Array(samples.replies.indices)
        let changed = Set((0...mutation.chance.below(3)).map { _ in mutation.chance.one(of: places) })
        var replies: [String: HTTPReply] = [:]
        for place in places {
            let sample = samples.replies[place]
            replies[sample.target] = reply(sample.body, isChanged: changed.contains(place))
        }
        let client = SampleClient(replies: replies, access: access)
        let time = adapter.decodeClock(reply(samples.clock, isChanged: mutation.chance.happens(oneIn: 4)))
        let announced = (try? adapter.decodeMaintenance(reply(samples.maintenance, isChanged: true)).get()) ?? []
        for maintenance in announced { check([maintenance.title], "maintenance") }
        let offset = ((try? time.get()) ?? Self.now) - Self.now
        let who: Adapter.Identification
        switch await adapter.identify(client) {
        case .success(let read): who = read
        case .failure(let failure): return .failure(failure)
        }
        let identity = who.identity
        if let refusal = AccountReview.refusal(of: identity, withdrawal: .refused, exchangeTime: 0) { return .failure(refusal) }
        let results = [
            AccountReview.permissions(of: identity), AccountReview.withdrawal(of: identity, rule: .insisted),
            AccountReview.address(of: identity),
            AccountReview.clock(offsetMilliseconds: offset),
        ]
        for case .warning(let notice) in results {
            check([notice.message.english, notice.message.simplifiedChinese], "a row of the verification")
        }
        let parts = await parts(client)
        if let fatal = parts.first(where: { adapter.absence(of: $0.key, among: parts) == .fatal }), case .failure(let failure) = fatal.value
        {
            return .failure(failure)
        }
        let read = adapter.assemble(
            identity: who, parts: parts, clockOffsetMilliseconds: offset, asOf: Self.moment,
            options: AssemblyOptions(maskedKey: "37c…418"))
        return .success(mutation.chance.happens(oneIn: 2) ? followed(read) : read)
    }

    /// All that a fetch asks for, and what follows from the answers.
    private func parts(_ client: SampleClient) async -> Adapter.Parts {
        var parts: Adapter.Parts = [:]
        for part in adapter.parts(in: .live) { parts[part] = await adapter.read(part, client) }
        for part in adapter.followUps(after: parts) { parts[part] = await adapter.read(part, client) }
        for currency in TotalCurrency.allCases { _ = await adapter.lateRate(of: currency, after: parts)?.ask(client) }
        return parts
    }

    private var access: Access { Access(site: profile.sites[0], environment: .live, unixMilliseconds: Self.now) }

    /// The account after what its line has told, some of which was changed at random.
    private mutating func followed(_ read: AccountSnapshot) -> AccountSnapshot {
        var account = Account(read)
        guard let line = adapter.streams(at: profile.sites[0], in: .live).first else { return read }
        var conversation = adapter.conversation(on: line)
        _ = conversation.opened(access)
        for message in samples.pushes {
            let heard = mutation.chance.happens(oneIn: 3) ? mutation.changed(message) : Array(message.utf8)
            for step in conversation.heard(heard, access, asOf: Self.moment) {
                switch step {
                case .delta(let delta):
                    changesHeard += 1
                    account.apply(.delta(delta), futures: .used)
                case .refused(let failure), .openAnother(let failure?):
                    check([failure.message.english, failure.message.simplifiedChinese], "a refusal of a stream")
                case .say, .live, .readAgain, .openSuccessor, .openAnother(nil): continue
                }
            }
        }
        return account.snapshot ?? read
    }

    private mutating func reply(_ usual: String, isChanged: Bool) -> HTTPReply {
        let body = isChanged ? mutation.changed(usual) : Array(usual.utf8)
        let isStrange = mutation.chance.happens(oneIn: 25)
        let seconds = mutation.chance.one(of: [
            "9223372036854775807", "-1", "1e9", "Wed, 31 Dec 9999 23:59:59 GMT", "99999999999999999999", "0",
        ])
        return HTTPReply(
            status: isStrange ? mutation.chance.below(1_000) : 200,
            headers: isStrange
                ? [HTTPReplyHeader(name: "retry-after", value: seconds), HTTPReplyHeader(name: "date", value: seconds)] : [], body: body,
            startedAtUnixMilliseconds: Self.now, finishedAtUnixMilliseconds: Self.now + 5, protocolVersion: .http1_1)
    }

    private static var now: Int64 { 1_767_225_600_123 }
    private static var moment: Moment { Moment(unixMilliseconds: now, clockTime: "00:00:00", iso8601: "2026-01-01T00:00:00.123Z") }

    // MARK: Commands

    private mutating func showCommands(_ readings: [Result<AccountSnapshot, Failure>], _ language: Language) {
        let reports = readings.enumerated().map { index, reading in
            ConnectionReport(
                name: "account \(index)", exchange: profile.id, site: profile.sites[0].id, origin: profile.sites[0].origin,
                environment: .live,
                maskedKey: "37c…418", futures: .used, outcome: reading)
        }
        let text = StatusText.text(reports, exchanges: [profile], language)
        check(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), "status")
        let ascii = PlainText.ascii(text)
        if !ascii.utf8.allSatisfy({ $0 == 0x0A || (0x20...0x7E).contains($0) }) {
            flaws.append("status in ASCII: \(ascii.debugDescription)")
        }
        let json = StatusReport.jsonWithTotals(reports, exchanges: [profile], language).encoded()
        if (try? JSONDocument(parsing: json)) == nil {
            flaws.append("status --json cannot be read: \(String(decoding: json, as: UTF8.self))")
        }
        for case .failure(let failure) in readings {
            check(FailureReport.text(failure, language).split(separator: "\n").map(String.init), "a failure")
        }
    }

    // MARK: The interface

    private static var sizes: [(Int, Int)] {
        [(80, 24), (60, 20), (120, 36), (200, 60), (160, 40), (76, 24), (61, 21), (1, 1), (1_000, 500)]
    }

    private static var keys: [Key] {
        [
            .enter, .escape, .tab, .up, .down, .left, .right, .end, .home, .pageDown, .character("o"), .character("O"), .character("z"),
            .character("$"), .character("p"), .character("?"),
            .character("d"), .character("!"), .character("2"), .character("x"), .character("v"), .character("i"),
        ]
    }

    private mutating func showInterface(_ readings: [Result<AccountSnapshot, Failure>], _ language: Language) {
        var configuration = AppConfiguration(language: language, exchanges: [profile], vault: .present(workFactor: nil))
        configuration.glyphs = mutation.chance.one(of: [.unicode, .unicode, .ascii, .unambiguous])
        var desk = Desk(machine: AppMachine(configuration), readings: readings, profile: profile)
        desk.unlock()
        var speech = PlainSpeech()
        show(desk.machine, &speech, language)
        for _ in 0..<mutation.chance.below(4) { desk.send(.keyPressed(mutation.chance.one(of: Self.keys))) }
        if mutation.chance.happens(oneIn: 4) { desk.send(.keyPressed(.character("r"))) }
        show(desk.machine, &speech, language)
        desk.send(.keyPressed(.escape))
        desk.send(.keyPressed(.character("e")))
        if mutation.chance.happens(oneIn: 8) { show(desk.machine, &speech, language) }
        if mutation.chance.happens(oneIn: 2) {
            for _ in 0..<3 { desk.send(.keyPressed(.backspace)) }
            for letter in "json".unicodeScalars { desk.send(.keyPressed(.character(letter))) }
        }
        desk.send(.keyPressed(.enter))
        for table in desk.tables { check(table.table, table.format) }
    }

    private mutating func show(_ machine: AppMachine, _ speech: inout PlainSpeech, _ language: Language) {
        let view = machine.view
        let (columns, rows) = mutation.chance.happens(oneIn: 200) ? Self.sizes[8] : mutation.chance.one(of: Array(Self.sizes.dropLast()))
        check(Frame(view, size: Size(columns: columns, rows: rows)))
        let lines = speech.lines(for: PlainPage(view, language: language), on: .answer)
        check(lines.map { PlainText.printable($0, .unicode) }, "the plain mode")
    }

    // MARK: What must never be

    private mutating func check(_ lines: [String], _ place: String) {
        for line in lines
        where line.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0.properties.isBidiControl }) {
            flaws.append("\(place): \(line.debugDescription)")
        }
    }

    private mutating func check(_ frame: Frame) {
        for row in 0..<frame.size.rows {
            var columns = 0
            for cell in frame.row(row) where !cell.isContinuation { columns += TextWidth.columns(of: cell.glyph) }
            if columns != frame.size.columns {
                flaws.append("a line of \(columns) columns: \(frame.row(row).map(\.glyph).joined().debugDescription)")
            }
            check([frame.row(row).map(\.glyph).joined()], "a frame")
        }
    }

    private mutating func check(_ table: ExportTable, _ format: ExportRequest.Format) {
        filesWritten += 1
        let bytes = ExportText.bytes(table, format)
        switch format {
        case .json:
            if (try? JSONDocument(parsing: bytes)) == nil {
                flaws.append("an exported file cannot be read: \(String(decoding: bytes, as: UTF8.self))")
            }
        case .csv:
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            if lines.count != table.rows.count + 2 { flaws.append("\(lines.count) lines for \(table.rows.count) rows: \(lines)") }
            check(lines.map(String.init), "an exported file")
        }
    }
}
