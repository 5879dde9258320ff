import TestSupport
import Testing

@testable import Core
@testable import Domain

/// The layout holds whatever it is given, at any size.
struct LayoutTests {
    /// Lines stay where they are while what has the focus is seen, and what was pressed is never moved.
    @Test(arguments: [UInt64(1), 2, 3, 4]) func linesStayWhereTheyAre(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<500 {
            let count = Int.random(in: 1...60, using: &random)
            let rows = Int.random(in: 3...30, using: &random)
            var lines = (0..<count).map { _ in LaidLine.empty }
            for index in lines.indices { lines[index].item = Int.random(in: 0...3, using: &random) == 0 ? nil : index }
            let sticky = Int.random(in: 0..<count, using: &random)
            if Bool.random(using: &random) {
                lines[sticky].isSticky = true
                lines[sticky].item = nil
            }
            var before: Int?
            for _ in 0..<8 {
                // Somewhere else, by a key or by the mouse on what is seen.
                let isPressed = before != nil && Bool.random(using: &random)
                let seen = lines.indices.filter { index in
                    guard let before, lines[index].item != nil else { return lines[index].item != nil && !isPressed }
                    let top = ScrolledLines(lines, rows: rows).sticky(at: before).count
                    return !isPressed || (index >= before + top && index < before + rows)
                }
                guard let next = seen.randomElement(using: &random) else { break }
                for index in lines.indices { lines[index].isFocused = index == next }
                let scrolled = ScrolledLines(lines, rows: rows)
                let offset = scrolled.offset(after: before, holdsStill: isPressed)
                #expect((0...max(0, count - rows)).contains(offset), "seed \(seed), round \(round)")
                #expect(next >= offset && next < offset + rows, "seed \(seed), round \(round): the focus is out of sight")
                #expect(next >= offset + scrolled.sticky(at: offset).count || rows < 2 * scrolled.sticky(at: offset).count)
                if isPressed, let before { #expect(offset == before, "seed \(seed), round \(round): what was pressed has moved") }
                // What could stay does, but at the ends.
                if let before, next >= before + scrolled.sticky(at: before).count, next < before + rows, offset != before {
                    #expect(offset == 0 || offset == count - rows, "seed \(seed), round \(round)")
                }
                before = offset
            }
        }
    }

    /// A field with more options than fit says how many there are, and shows at which ends more follow; each can be come to by pressing.
    @Test func optionsOutOfSightAreCounted() {
        let options = ["Global (www.okx.com)", "Europe (my.okx.com)", "Türkiye (tr.okx.com)", "United States", "Demo"]
        func line(_ chosen: Int, _ columns: Int, _ glyphs: GlyphSet = .unicode) -> LaidLine {
            let field = Block.Field(label: "Site", content: .option(options, chosen: chosen), focus: .chosen)
            return BlockLayout(glyphSet: glyphs, columns: columns).lines([.fields([field])])[0]
        }
        func text(_ line: LaidLine) -> String { line.spans.map(\.text).joined() }
        #expect(text(line(0, 58)).hasSuffix("› 1/5") && !text(line(0, 58)).contains("‹"))
        #expect(text(line(2, 58)).contains("‹") && text(line(2, 58)).hasSuffix("› 3/5"))
        #expect(text(line(4, 58)).contains("‹") && text(line(4, 58)).hasSuffix("5/5") && !text(line(4, 58)).contains("›"))
        #expect(text(line(2, 58, .ascii)).contains("<") && text(line(2, 58, .ascii)).hasSuffix("> 3/5"))
        #expect(!text(line(2, 140)).contains("/5"), "there is room for all")
        for columns in 30...140 {
            for chosen in options.indices {
                let line = line(chosen, columns)
                #expect(TextWidth.columns(of: text(line)) <= columns, "\(columns)")
                #expect(line.options.contains { $0.option == chosen })
                // One step to each side is always within reach.
                for next in [chosen - 1, chosen + 1] where options.indices.contains(next) {
                    #expect(line.options.contains { $0.option == next }, "\(columns), \(chosen)")
                }
            }
        }
    }

    private static let pieces = [
        "a", "word", "OKX", " ", "  ", "，", "。", "（", "）", "“", "币", "期货设置", "🚀", "👨‍👩‍👧", "🇨🇳", "👍🏽", "हिन्दी", "क्ष", "ശ്രീ", "e\u{301}", "\u{301}",
        "\u{1B}[2J", "\u{7}", "\r\n", "\t",
        "\u{202E}", "\u{200B}", "\u{2028}", "\u{FEFF}", "ｆｕｌｌ", "x" + String(repeating: "\u{300}", count: 40), "각", "…", "-", "0123456789",
        "\u{E000}",
    ]

    private struct Words {
        var random: SeededGenerator

        mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

        mutating func text(_ most: Int) -> String {
            (0..<below(most + 1)).map { _ in LayoutTests.pieces[below(LayoutTests.pieces.count)] }.joined()
        }

        mutating func span() -> Span { Span(text(12), Role.allCases[below(Role.allCases.count)]) }

        mutating func focus() -> Block.Focus { [.none, .chosen, .chosenElsewhere][below(3)] }

        mutating func block(_ depth: Int) -> Block {
            switch below(depth > 0 ? 11 : 10) {
            case 0: .heading(text(8))
            case 1: .paragraph([span(), span()], indent: below(5))
            case 2: .spacer
            case 3: .rule
            case 4:
                .choices(
                    (0..<below(12)).map { _ in
                        Block.Choice(
                            mark: below(2) == 0 ? Mark.allCases[below(Mark.allCases.count)] : nil, title: text(6),
                            trailing: below(2) == 0 ? span() : nil,
                            details: [span()], focus: focus())
                    })
            case 5:
                .fields(
                    (0..<below(6)).map { index in
                        let content: Block.Field.Content =
                            switch index % 4 {
                            case 0: .text(text(20), cursor: below(30) - 5, placeholder: text(3))
                            case 1: .secret(length: below(100_000), shown: text(3))
                            case 2: .option([text(4), text(4)], chosen: below(2))
                            case _: .action(text(4))
                            }
                        return Block.Field(label: text(4), content: content, focus: focus(), remarks: [span()])
                    })
            case 6:
                .table(
                    Block.Table(
                        columns: (0..<1 + below(6)).map { _ in
                            Block.Table.Column(title: text(2), alignment: below(2) == 0 ? .leading : .trailing, rank: below(9))
                        }, rows: (0..<below(30)).map { _ in (0..<below(7)).map { _ in span() } }, chosenRow: below(40) - 5, focus: focus(),
                        inspector: (0..<below(5)).map { _ in [span(), span()] }, showsHeader: below(2) == 0, gap: below(4),
                        rules: [below(30)], growing: below(9)))
            case 7:
                .bars(
                    (0..<below(4)).map { _ in Block.Bar(label: text(3), amount: text(5), share: below(2) == 0 ? below(4_000) - 1_500 : nil)
                    })
            case 8: .line(Block.Line([span(), span()], trailing: [span()], focus: below(2) == 0 ? focus() : nil))
            case 9:
                .list(
                    Block.List(
                        columns: [Block.Table.Column(title: "", alignment: .trailing, rank: 5)],
                        rows: (0..<below(9)).map { _ in
                            Block.List.Row(
                                mark: .good, name: span(), cells: [span()], status: span(), focus: focus(), hasRule: below(3) == 0)
                        }))
            case _:
                .panes(
                    zip([Block.PaneChoice.first, .second, .third].prefix(1 + below(3)), 0..<3).map { choice, _ in
                        var pane = pane(depth - 1)
                        pane.choice = choice
                        pane.columns = below(2) == 0 ? below(90) : nil
                        return pane
                    })
            }
        }

        mutating func pane(_ depth: Int) -> Block.Pane {
            Block.Pane(.first, title: text(5), trailing: below(2) == 0 ? span() : nil, blocks: blocks(depth), focus: focus())
        }

        mutating func blocks(_ depth: Int) -> [Block] { (0..<below(7)).map { _ in block(depth) } }

        mutating func view() -> View {
            View(
                title: text(8), badge: [nil, .live, .sandbox][below(3)], summary: text(8), blocks: blocks(1),
                hints: (0..<below(9)).map { _ in View.Hint(key: text(2), label: text(4)) }, notice: below(2) == 0 ? span() : nil,
                dialog: below(3) == 0 ? View.Dialog(title: text(4), blocks: blocks(0), columns: below(90)) : nil,
                glyphs: below(2) == 0 ? .ascii : .unicode, tooSmall: text(20))
        }
    }

    private static let sizes = [(0, 0), (0, 9), (9, 0), (1, 1), (2, 1), (59, 20), (60, 19), (60, 20), (75, 24), (76, 24), (200, 60)].map {
        Size(columns: $0.0, rows: $0.1)
    }

    @Test(arguments: RandomEventsTests.seeds)
    func anyViewFitsAnySize(seed: UInt64) {
        print("seed \(seed)")
        var words = Words(random: SeededGenerator(seed: seed))
        for round in 0..<40 {
            let view = words.view()
            let other = Size(columns: words.below(201), rows: words.below(61))
            for size in [Self.sizes[round % Self.sizes.count], other, Size(columns: 60 + words.below(60), rows: 20 + words.below(20))] {
                #expect(FrameFlaws.found(in: Frame(view, size: size)) == [], "seed \(seed), round \(round), \(size)")
            }
        }
    }

    @Test(arguments: RandomEventsTests.seeds)
    func clippedAndPaddedTextHasItsWidth(seed: UInt64) {
        print("seed \(seed)")
        var words = Words(random: SeededGenerator(seed: seed))
        for _ in 0..<400 {
            let text = words.text(10)
            let columns = words.below(30)
            for mark in ["…", "~", "……"] {
                #expect(TextWidth.columns(of: TextWidth.clip(text, to: columns, mark: mark)) <= columns)
            }
            #expect(TextWidth.columns(of: text) > columns || TextWidth.clip(text, to: columns) == text || columns == 0)
            #expect(TextWidth.columns(of: TextWidth.padEnd(text, to: columns)) == max(columns, TextWidth.columns(of: text)))
            #expect(TextWidth.columns(of: TextWidth.padStart(text, to: columns)) == max(columns, TextWidth.columns(of: text)))
        }
    }

    @Test(arguments: RandomEventsTests.seeds)
    func wrappingLosesNothingAndFits(seed: UInt64) {
        print("seed \(seed)")
        var words = Words(random: SeededGenerator(seed: seed))
        for _ in 0..<400 {
            let spans = [words.span(), words.span()]
            let columns = 2 + words.below(40)
            let lines = TextWrap.lines(spans, columns: columns)
            func solid(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { $0 != " " && $0 != "\n" } }
            #expect(solid(lines.joined().map(\.text).joined()) == solid(spans.map(\.text).joined()), "seed \(seed)")
            for line in lines {
                #expect(line.reduce(0) { $0 + TextWidth.columns(of: $1.text) } <= columns, "seed \(seed), \(columns) columns: \(line)")
            }
        }
    }

    @Test func wrappingKeepsChinesePunctuationOffLineStarts() {
        func lines(_ text: String, _ columns: Int) -> [String] {
            TextWrap.lines([Span(text)], columns: columns).map { $0.map(\.text).joined() }
        }
        #expect(lines("请检查网络，然后重试。", 10) == ["请检查网", "络，然后重", "试。"])
        #expect(lines("用途为“交易”的", 8) == ["用途为", "“交易”的"])
        #expect(lines("two words", 5) == ["two", "words"])
        #expect(lines("unbreakable", 4) == ["unbr", "eaka", "ble"])
        #expect(lines("a\n\nb", 9) == ["a", "", "b"])
        #expect(lines("text", 0) == [])
        #expect(TextWrap.lines([Span("币")], columns: 1).count == 1)
    }

    @Test(arguments: [
        ("abc", 3), ("币圈", 4), ("é", 1), ("e\u{301}", 1), ("🚀", 2), ("👨‍👩‍👧", 6), ("🇩🇪", 2), ("👍🏽", 4), ("हिन्दी", 5), ("क्ष", 2), ("தமிழ்", 4), ("ｆ", 2),
        ("\u{200B}", 0), ("\u{1B}", 0), ("각", 2), ("…", 1), ("•", 1),
        ("█▏", 2), ("❤️", 1), ("", 0),
    ])
    func columnsOfText(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test func aBarShowsItsShare() {
        for glyphs in [Glyphs.of(.unicode), Glyphs.of(.ascii)] {
            for share in [-500, 0, 1, 499, 500, 999, 1000, 5000] {
                for columns in [0, 1, 4, 33] {
                    let (filled, rest) = glyphs.bar(share: share, columns: columns)
                    #expect(TextWidth.columns(of: filled + rest) == columns, "\(share), \(columns)")
                    #expect(filled.isEmpty == (share <= 0 || columns == 0), "\(share), \(columns)")
                    if share >= 1000 { #expect(rest.isEmpty) }
                }
            }
        }
    }

    @Test(arguments: [(918, "91.8"), (0, "0.0"), (5, "0.5"), (-5, "-0.5"), (-1215, "-121.5"), (1000, "100.0")])
    func percentages(thousandths: Int, words: String) {
        #expect(AmountText.percent(thousandths) == words)
    }

    @Test(arguments: [
        (Optional("0"), "0.00"), ("0.004", "< 0.01"), ("-0.004", "> -0.01"), ("0.005", "< 0.01"), ("1234567.005", "1 234 567.00"),
        (nil, "–"),
        ("-1500.255", "-1 500.26"),
    ])
    func values(amount: String?, words: String) {
        #expect(AmountText.value(amount.flatMap { Amount($0) }, .english) == words)
    }

    @Test func amountsShowEveryDigit() {
        #expect(
            AmountText.exact(Amount("123456789012345678901234567890.12345678"), .english)
                == "123 456 789 012 345 678 901 234 567 890.12345678")
        #expect(AmountText.exact(nil, .english) == "–")
    }

    @Test func theHintForHelpIsNeverLeftOut() throws {
        for scene in Scene.all {
            for language in Language.allCases {
                let view = try scene.transcript(language).view
                guard view.dialog == nil, let help = view.hints.last else { continue }
                let frame = Frame(view, size: Size(columns: 60, rows: 20))
                #expect(frame.row(19).map(\.glyph).joined().contains("\(help.key) \(help.label)"), "\(scene.name), \(language)")
            }
        }
    }

    /// A warning that is cut says too little.
    @Test func everyNoticeIsShownInFull() throws {
        var seen = 0
        for scene in Scene.all {
            for language in Language.allCases {
                let view = try scene.transcript(language).view
                guard let notice = view.notice, view.dialog == nil, view.glyphs == .unicode else { continue }
                seen += 1
                let frame = Frame(view, size: Size(columns: 60, rows: 20))
                let bottom = (16...18).map { frame.row($0).map(\.glyph).joined() }.joined()
                #expect(bottom.filter { !$0.isWhitespace }.hasSuffix(notice.text.filter { !$0.isWhitespace }), "\(scene.name): \(bottom)")
            }
        }
        #expect(seen > 10)
    }

    /// What the chosen row has to say covers other rows, and neither it nor any row moves.
    @Test func aRowThatIsOpenedDoesNotMove() {
        func lines(_ chosen: Int, isOpen: Bool) -> [String] {
            let table = Block.Table(
                columns: [.init(title: "name", alignment: .leading, rank: 9), .init(title: "amount", alignment: .trailing, rank: 8)],
                rows: (0..<8).map { [Span("row \($0)"), Span("\($0)")] }, chosenRow: chosen, focus: .chosen,
                inspector: isOpen ? (0..<3).map { [Span("said \($0)")] } : [])
            return TableLayout.lines(table, columns: 30, glyphs: Glyphs.of(.unicode)).map { $0.spans.map(\.text).joined() }
        }
        for chosen in 0..<8 {
            let (closed, open) = (lines(chosen, isOpen: false), lines(chosen, isOpen: true))
            #expect(closed.count == open.count && open[chosen + 1] == closed[chosen + 1] && open[0] == closed[0])
            #expect(open.filter { $0.contains("said") }.count == 3)
            #expect(zip(closed, open).allSatisfy { $0 == $1 || $1.contains("said") })
        }
    }

    @Test func scrollingKeepsTheChosenLineInSight() throws {
        let rows = (0..<100).map { Block.Choice(title: "line \($0)", details: [Span("more")]) }
        for chosen in [0, 1, 5, 50, 98, 99] {
            var choices = rows
            choices[chosen].focus = .chosen
            let frame = Frame(View(title: "", blocks: [.choices(choices)]), size: Size(columns: 60, rows: 20))
            let shown = (0..<20).map { frame.row($0).map(\.glyph).joined() }
            #expect(shown.contains { $0.contains("line \(chosen) ") }, "\(chosen)")
        }
    }
}
