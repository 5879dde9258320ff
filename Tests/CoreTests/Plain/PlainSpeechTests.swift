import Testing

@testable import Core
@testable import Domain

/// What the plain mode says, and what it keeps to itself.
struct PlainSpeechTests {
    /// A machine and someone who listens to it.
    private struct Listener {
        var transcript: MachineTranscript
        var speech = PlainSpeech()

        mutating func hear(_ occasion: PlainSpeech.Occasion) -> [String] {
            speech.lines(for: PlainPage(transcript.view, language: transcript.machine.language), on: occasion)
        }
    }

    private func listener(_ connections: Int = 1) throws -> Listener {
        var listener = Listener(transcript: MachineTranscript())
        for _ in 0..<connections { try listener.transcript.connect() }
        _ = listener.hear(.answer)
        return listener
    }

    @Test(arguments: Scene.all, Language.allCases)
    func saysEveryScreenWithoutMovingACursor(scene: Scene, language: Language) throws {
        let view = try scene.transcript(language).view
        var speech = PlainSpeech()
        let lines = speech.lines(for: PlainPage(view, language: language), on: .news)
        #expect(lines.count > 2)
        for glyphs in [GlyphSet.unicode, .ascii] {
            for line in lines + speech.everything() {
                let printed = PlainText.printable(line, glyphs)
                #expect(printed.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
                #expect(glyphs == .unicode || printed.unicodeScalars.allSatisfy(\.isASCII))
                if glyphs == .ascii, language == .english {
                    #expect(ownSigns(in: line).allSatisfy { PlainText.printable($0, .ascii) != "?" }, "\(line)")
                }
            }
        }
    }

    /// Punctuation and signs, as our own texts have them; letters and pictures come from outside.
    private func ownSigns(in line: String) -> [String] {
        line.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .dashPunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol: scalar.value > 0x7F
            case .otherSymbol: (0x2190..<0x2800).contains(scalar.value)
            default: false
            }
        }.map(String.init)
    }

    @Test(arguments: Scene.all, Language.allCases)
    func leavesNoWordOut(scene: Scene, language: Language) throws {
        let view = try scene.transcript(language).view
        let said = PlainPage.tidy(PlainPage(view, language: language).all.joined(separator: " "))
        for words in words(of: view.dialog?.blocks ?? view.blocks).map(PlainPage.tidy) where !words.isEmpty {
            // The sign that something is being read just now is for the eye.
            let sign = Mark.running.sign(.unicode) + " "
            let spoken = words.hasPrefix(sign) ? String(words.dropFirst(sign.count)) : words
            #expect(said.contains(unmarked(spoken, view.glyphs, language)), "\(words)")
        }
    }

    /// Without a mark at the beginning, for which a word is said, and without masks.
    private func unmarked(_ words: String, _ glyphs: GlyphSet, _ language: Language) -> String {
        let sign = [Mark.good, .caution, .bad].map { $0.sign(glyphs) + " " }.first(where: words.hasPrefix) ?? ""
        let open = glyphs == .unicode ? "" : words.hasSuffix(" >") ? " >" : ""
        return String(words.dropFirst(sign.count).dropLast(open.count)).replacing(
            String(repeating: Glyphs.of(glyphs).mask, count: 4), with: Text.of(language).plain.hiddenAmount)
    }

    /// Arrows of an order, ticks, bars, frames and masks are for the eye; what they mean is said.
    @Test(arguments: Scene.all, Language.allCases)
    func saysNoSignThatIsOnlyDrawn(scene: Scene, language: Language) throws {
        let view = try scene.transcript(language).view
        for line in PlainPage(view, language: language).all {
            let drawn = line.unicodeScalars.filter { scalar in
                "▲▼▸▾✓✗•".unicodeScalars.contains(scalar) || (0x2500...0x259F).contains(scalar.value)
                    || (0x2800...0x28FF).contains(scalar.value)
            }
            #expect(drawn.isEmpty, "\(line)")
            // One number is enough for a line.
            #expect(line.firstMatch(of: #/^\d+\) \d+\. /#) == nil, "\(line)")
            #expect(line.firstMatch(of: #/(Value|估值)[v^]/#) == nil, "\(line)")
        }
    }

    /// A tick in a line of words is a word, and an amount that is hidden is said to be.
    @Test func marksAndMasksAreSaidInWords() {
        for glyphs in [GlyphSet.unicode, .ascii] {
            let good = Mark.good.sign(glyphs)
            let mask = String(repeating: Glyphs.of(glyphs).mask, count: 4)
            let open = glyphs == .unicode ? "▸" : ">"
            var view = View(
                title: "t",
                blocks: [
                    .paragraph([Span("Settings"), Span("  \(good) one-way", .good), Span("  ! cross", .caution)], indent: 0),
                    .line(Block.Line([Span("Total  "), Span(mask, .amount)], trailing: [Span("2 notices \(open)", .caution), Span(" ")])),
                    .table(
                        Block.Table(
                            columns: [
                                Block.Table.Column(title: "Coin", alignment: .leading, rank: 1),
                                Block.Table.Column(
                                    title: "Value" + SortOrder<AssetColumn>.Direction.descending.sign(glyphs), alignment: .trailing, rank: 1
                                ),
                            ], rows: [[Span("! OWED", .caution), Span("-5", .negative)]])),
                ])
            view.glyphs = glyphs
            #expect(
                PlainPage(view, language: .english).all == [
                    "== t ==", "Settings, ok: one-way, attention: cross", "Total hidden, 2 notices", "attention: OWED, Value -5",
                ])
        }
    }

    private func words(of blocks: [Block]) -> [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .heading(let text): [text]
            case .paragraph(let spans, _): spans.map(\.text)
            case .spacer, .rule: []
            case .choices(let choices): choices.flatMap { [$0.title, $0.trailing?.text ?? ""] + $0.details.map(\.text) }
            case .fields(let fields): fields.flatMap { [$0.label] + $0.remarks.map(\.text) }
            case .table(let table):
                (table.rows + table.inspector).flatMap { $0.map(\.text) }
            case .list(let list): list.rows.flatMap { [$0.name.text, $0.status.text] + $0.cells.map(\.text) }
            case .line(let line): (line.spans + line.trailing).map(\.text)
            case .bars(let bars): bars.flatMap { [$0.label, $0.amount] }
            case .chart(let chart): chart.remarks.map { $0.map(\.text).joined() }
            case .panes(let panes): panes.flatMap { [$0.title] + words(of: $0.blocks) }
            }
        }
    }

    @Test func aReadingThatChangesNothingButFiguresIsSilent() throws {
        var listener = try listener(2)
        listener.transcript.send(.timerFired(.refresh))
        #expect(listener.hear(.news) == [])
        let now = Sample.snapshot()
        let later = AccountSnapshot(
            key: now.key, kind: now.kind, settings: now.settings,
            equity: AccountSnapshot.Equity(currency: "USD", total: Amount("152550.815")!),
            wallets: now.wallets, notices: now.notices, clockOffsetMilliseconds: now.clockOffsetMilliseconds, asOf: now.asOf)
        for ticket in listener.transcript.driver.openTickets.keys { listener.transcript.send(.operation(ticket, .read(later))) }
        #expect(listener.hear(.news) == [])
        #expect(listener.speech.everything().contains { $0.contains("152 550.82") }, "it is there for whoever asks")
    }

    @Test func anAccountThatFailsIsToldOnceAndSoIsItsRecovery() throws {
        var listener = try listener()
        func read(_ outcome: OperationEvent) -> [String] {
            let id = listener.transcript.machine.connections[0].id
            listener.transcript.send(.timerFired(listener.transcript.driver.runningTimers.contains(.retry(id)) ? .retry(id) : .refresh))
            for ticket in listener.transcript.driver.openTickets.keys { listener.transcript.send(.operation(ticket, outcome)) }
            return listener.hear(.news)
        }
        let failed = read(.failed(Sample.failure(.ipNotAllowed)))
        #expect(failed.first?.hasPrefix("1) failed: main, OKX, 152 550.81, Failed") == true, "\(failed)")
        #expect(read(.failed(Sample.failure(.ipNotAllowed))) == [])
        let back = read(.read(Sample.snapshot()))
        #expect(back.contains { $0.hasPrefix("1) ok: main, OKX, 152 550.81, Connected") }, "\(back)")
        #expect(read(.read(Sample.snapshot())) == [])
    }

    @Test func whatTheUserCausesIsSaidInFull() throws {
        var listener = try listener(2)
        listener.transcript.press(.up)
        let lines = listener.hear(.answer)
        #expect(lines.contains { $0.contains("main, OKX, 152 550.81, Connected (chosen)") }, "\(lines)")
        #expect(!lines.contains { $0.hasPrefix("==") }, "the screen is the same")
    }

    @Test func rowsOfAVerificationAreSaidAsTheySettle() throws {
        var listener = try listener(0)
        listener.transcript.submitKey()
        let opened = listener.hear(.answer)
        #expect(opened.count { $0.hasPrefix("waiting") } == 0, "\(opened)")
        let ticket = try listener.transcript.runningJob().ticket
        listener.transcript.send(.operation(ticket, .rowSettled(.reach, Sample.good(.reach))))
        let first = listener.hear(.news)
        #expect(first.count == 1 && first[0].hasPrefix("ok: Reach the exchange"), "\(first)")
        listener.transcript.send(.operation(ticket, .read(Sample.snapshot())))
        #expect(listener.hear(.news).contains { $0.hasPrefix("Everything works.") })
    }

    @Test func aDialogIsSaidAloneAndTheScreenIsNotRepeatedAfterIt() throws {
        var listener = try listener(2)
        listener.transcript.press(.character("d"))
        let question = listener.hear(.answer)
        #expect(question[1] == "-- Remove? --")
        #expect(!question.contains { $0.contains("Accounts (2):") })
        listener.transcript.press(.character("n"))
        #expect(listener.hear(.answer) == ["", "== My Exchanges == LIVE, 2 connected"])
    }

    /// Nothing is left out for want of room.
    @Test func everyRowIsSaid() throws {
        let assets = (0..<500).map { Sample.asset("C\($0)", "\($0).5", value: "\(1_000_000 - $0)") }
        var listener = Listener(transcript: MachineTranscript())
        listener.transcript.send(.resized(PlainPage.size))
        try listener.transcript.connect(Sample.portfolio(wallets: [Wallet(kind: .trading, total: nil, assets: assets)]))
        _ = listener.hear(.answer)
        let lines = listener.speech.everything()
        #expect((0..<500).allSatisfy { number in lines.contains { $0.hasPrefix("C\(number), ") } })
    }

    @Test func aNoticeIsSaidWhenItComesAndNotWhenItGoes() throws {
        var listener = try listener()
        listener.transcript.press(.character("r"))
        #expect(listener.hear(.answer).last == "Reading all accounts…")
        listener.transcript.send(.timerFired(.notice))
        #expect(listener.hear(.news) == [])
    }

    /// How many lines a key has is its exchange's.
    @Test(arguments: [(2, "Two lines", "粘贴两行"), (3, "Three lines", "粘贴三行")])
    func theHelpSaysHowManyLinesFillInAKey(values: Int, english: String, chinese: String) {
        #expect(PlainText.help([], keyValues: values, .english).contains { $0.contains("\(english) pasted at once") })
        #expect(PlainText.help([], keyValues: values, .simplifiedChinese).contains { $0.contains(chinese) })
    }
}
