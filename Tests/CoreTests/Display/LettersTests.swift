import TestSupport
import Testing

@testable import Core
@testable import Domain

/// No letter of a name is lost on the screen, and every column is where the layout put it, whatever the script.
struct LettersTests {
    /// Names as people choose them, and what is seen of them: a piece for each cell or pair of cells.
    struct Name: CustomTestStringConvertible, Sendable {
        let text: String
        let pieces: [String]
        let columns: Int

        var testDescription: String { text }

        init(_ text: String, _ pieces: [String], _ columns: Int) {
            self.text = text
            self.pieces = pieces
            self.columns = columns
        }
    }

    static let names = [
        Name("हिन्दी", ["ह", "ि", "न्", "द", "ी"], 5),
        Name("क्षत्रिय", ["क्", "ष", "त्", "र", "ि", "य"], 6),
        Name("ज़्यादा", ["ज़्", "य", "ा", "द", "ा"], 5),
        Name("বাংলা", ["ব", "া", "ং", "ল", "া"], 5),
        Name("ਪੰਜਾਬੀ", ["ਪੰ", "ਜ", "ਾ", "ਬ", "ੀ"], 5),
        Name("ગુજરાતી", ["ગુ", "જ", "ર", "ા", "ત", "ી"], 6),
        Name("ଓଡ଼ିଆ", ["ଓ", "ଡ଼ି", "ଆ"], 3),
        Name("தமிழ்", ["த", "ம", "ி", "ழ்"], 4),
        Name("நௌகா", ["ந", "ௌ", "க", "ா"], 4),
        Name("తెలుగు", ["తె", "ల", "\u{C41}", "గ", "\u{C41}"], 5),
        Name("ಕನ್ನಡ", ["ಕ", "ನ್", "ನ", "ಡ"], 4),
        Name("ക്ഷേത്രം", ["ക്", "ഷ", "േ", "ത്", "ര", "ം"], 6),
        Name("ශ්රී", ["ශ්", "රී"], 2),
        Name("ภาษาไทย", ["ภ", "า", "ษ", "า", "ไ", "ท", "ย"], 7),
        Name("น้ำ", ["น้", "ำ"], 2),
        Name("ລາວ", ["ລ", "າ", "ວ"], 3),
        Name("བོད་ཡིག", ["བོ", "ད", "་", "ཡི", "ག"], 5),
        Name("မြန်မာ", ["မ", "ြ", "န်", "မ", "ာ"], 5),
        Name("ខ្មែរ", ["ខ្", "ម", "ែ", "រ"], 4),
        Name("한국", ["한", "국"], 4),
        Name("\u{1112}\u{1161}\u{11AB}", ["\u{1112}\u{1161}\u{11AB}"], 2),
        Name("عَرَبِيّ", ["عَ", "رَ", "بِ", "يّ"], 4),
        Name("עִבְרִית", ["עִ", "בְ", "רִ", "י", "ת"], 5),
        Name("🇩🇪flag", ["🇩", "🇪", "f", "l", "a", "g"], 6),
        Name("🇩🇪🇫🇷", ["🇩", "🇪", "🇫", "🇷"], 4),
        Name("👍🏽tone", ["👍", "🏽", "t", "o", "n", "e"], 8),
        Name("👨‍👩‍👧", ["👨", "👩", "👧"], 6),
        Name("👩🏽‍🚀", ["👩", "🏽", "🚀"], 6),
        Name("🏳️‍🌈", ["🏳", "🌈"], 3),
        Name("❤️‍🔥", ["❤", "🔥"], 3),
        Name("🏃🏿‍♀️", ["🏃", "🏿", "♀"], 5),
        Name("1️⃣", ["1\u{20E3}"], 1),
        Name("🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}", ["🏴", "g", "b", "w", "l", "s"], 7),
        Name("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}x", ["e\u{301}\u{302}\u{303}\u{304}", "\u{25CC}\u{305}\u{306}", "x"], 3),
        Name("\u{301}a", ["\u{25CC}\u{301}", "a"], 2),
        Name("a \u{301}b", ["a", " ", "\u{25CC}\u{301}", "b"], 4),
    ]

    @Test(arguments: names)
    func everyLetterHasItsPlace(name: Name) {
        let text = CleanText.line(name.text)
        let pieces = Array(TextCells(text))
        #expect(pieces.map(\.glyph) == name.pieces)
        #expect(pieces.reduce(0) { $0 + $1.columns } == name.columns)
        #expect(TextWidth.columns(of: text) == name.columns)
        // The library that draws keeps five scalars in a cell, of which the first alone has a width.
        for piece in pieces {
            let scalars = piece.glyph.unicodeScalars
            #expect(scalars.count <= 5 && TextWidth.columns(of: scalars.first!) == piece.columns)
            #expect(scalars.dropFirst().allSatisfy { TextWidth.columns(of: $0) == 0 })
        }
    }

    /// All flags, and every skin tone on what takes one.
    @Test func flagsAndSkinTonesStayWhole() {
        let letters = (0..<26).map { Unicode.Scalar(0x1F1E6 + $0)! }
        for first in letters {
            for second in letters {
                let flag = String(String.UnicodeScalarView([first, second]))
                #expect(TextCells(CleanText.line(flag)).map(\.glyph).joined() == flag)
                #expect(TextWidth.columns(of: flag) == 2)
            }
        }
        for base in ["👍", "👋", "🤝", "🧑", "💪", "✋"] {
            for tone in 0x1F3FB...0x1F3FF {
                let hand = base + String(Unicode.Scalar(UInt32(tone))!)
                #expect(TextCells(CleanText.line(hand)).map(\.glyph).joined() == hand)
                #expect(TextWidth.columns(of: hand) == 4)
            }
        }
    }

    /// Each script's letters and signs, all of them, one beside the other: every assigned one is on the screen.
    @Test(arguments: [
        0x900...0x97F, 0x980...0x9FF, 0xA00...0xA7F, 0xA80...0xAFF, 0xB00...0xB7F, 0xB80...0xBFF, 0xC00...0xC7F, 0xC80...0xCFF,
        0xD00...0xD7F, 0xD80...0xDFF,
        0xE00...0xE7F, 0xE80...0xEFF, 0xF00...0xFFF, 0x1000...0x109F, 0x1780...0x17FF, 0xA8E0...0xA8FF, 0x11000...0x1107F,
        0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    ])
    func everySignOfAScriptIsShown(block: ClosedRange<Int>) {
        let visible = block.compactMap { Unicode.Scalar(UInt32($0)) }.filter {
            ![.unassigned, .format, .control, .privateUse].contains($0.properties.generalCategory)
                && !$0.properties.isDefaultIgnorableCodePoint
        }
        #expect(visible.count > 20)
        for scalar in visible {
            for text in [String(scalar), "a" + String(scalar), "\u{915}\u{94D}" + String(scalar) + "b"] {
                let shown = TextCells(CleanText.line(text)).map(\.glyph).joined().unicodeScalars.filter {
                    $0 != "\u{25CC}" || scalar == "\u{25CC}"
                }
                #expect(Array(shown) == Array(text.unicodeScalars), "\(String(scalar.value, radix: 16))")
            }
        }
    }

    /// On the screen, at every size: what stands right of a name stands in one column, and the name is whole where it has room.
    @Test func namesLeaveTheColumnsEven() throws {
        let names = Self.names.map { CleanText.line($0.text) }
        let table = Block.table(
            Block.Table(
                columns: [
                    .init(title: "name", alignment: .leading, rank: 9), .init(title: "amount", alignment: .trailing, rank: 8),
                ], rows: names.map { [Span($0), Span("7.5|")] }, chosenRow: 0))
        for columns in [60, 61, 76, 80, 120, 200] {
            let frame = Frame(View(title: "names", blocks: [table]), size: Size(columns: columns, rows: names.count + 8))
            #expect(FrameFlaws.found(in: frame) == [])
            var ends: Set<Int> = []
            for (row, name) in zip((0..<frame.size.rows).filter { frame.row($0).contains { $0.glyph == "|" } }, names) {
                let cells = frame.row(row)
                let glyphs = cells.map(\.glyph)
                #expect(glyphs.joined().contains(TextCells(name).map(\.glyph).joined()), "\(columns) columns")
                // Counted as a terminal counts: the columns of what stands before it.
                let before = glyphs.prefix { $0 != "|" }.joined()
                ends.insert(TextWidth.columns(of: before))
            }
            #expect(ends.count == 1, "\(columns) columns: \(ends)")
        }
    }

    /// A table whose names fill a column that is too narrow for them is cut between clusters, and marked.
    @Test func whatIsCutIsCutBetweenClusters() {
        #expect(TextWidth.clip("हिन्दी", to: 5) == "हिन्दी")
        #expect(TextWidth.clip("हिन्दी", to: 4) == "हि…")
        #expect(TextWidth.clip("👍🏽tone", to: 5) == "👍🏽…")
        #expect(TextWidth.clip("👍🏽tone", to: 4) == "…")
        #expect(TextWidth.clip("🇩🇪flag", to: 3) == "🇩🇪…")
        #expect(TextWidth.clip("🇩🇪flag", to: 2) == "…")
    }

    /// What a screen of another width would break is not broken: a cluster is one, except where a line is narrower than it.
    @Test func linesAreBrokenBetweenClusters() {
        func lines(_ text: String, _ columns: Int) -> [String] {
            TextWrap.lines([Span(text)], columns: columns).map { $0.map(\.text).joined() }
        }
        #expect(lines("हिन्दीहिन्दी", 5) == ["हिन्दी", "हिन्दी"])
        #expect(lines("🇩🇪🇫🇷🇮🇹", 4) == ["🇩🇪🇫🇷", "🇮🇹"])
        #expect(lines("👍🏽👍🏽", 5) == ["👍🏽", "👍🏽"])
        #expect(lines("👍🏽", 2) == ["👍", "🏽"])
        #expect(lines("हिन्दी भाषा", 7) == ["हिन्दी", "भाषा"])
    }

    /// My Exchanges with such coins, in every set of signs: nothing is out of place.
    @Test(arguments: [GlyphSet.unicode, .ascii, .unambiguous])
    func accountsWithSuchCoinsAreShownWhole(glyphs: GlyphSet) throws {
        var configuration = Sample.live()
        configuration.glyphs = glyphs
        let assets = Self.names.enumerated().map { index, name in
            Sample.asset(CleanText.line(name.text, characters: 64), "\(index + 1)", value: "\(100 - index)")
        }
        var transcript = MachineTranscript(configuration)
        try transcript.connect(Sample.snapshot(wallets: [Wallet(kind: .trading, total: Amount("1"), assets: assets)]))
        for size in [Size(columns: 80, rows: 60), Size(columns: 120, rows: 60), Size(columns: 60, rows: 40)] {
            transcript.send(.resized(size))
            let frame = Frame(transcript.view, size: size)
            #expect(FrameFlaws.found(in: frame) == [])
            guard glyphs == .unicode, size.columns == 120 else { continue }
            let lines = (0..<size.rows).map { frame.row($0).map(\.glyph).joined() }
            for name in Self.names {
                #expect(lines.contains { $0.contains(name.pieces.joined()) }, "\(name.text)")
            }
        }
    }
}

extension LettersTests {
    /// The name that a file is offered keeps the letters of the account's.
    @Test(arguments: [("हिन्दी", "हिन्दी"), ("ক্ষ 1", "ক্ষ-1"), ("a/b", "a-b"), ("币圈", "币圈"), ("e\u{301}", "e\u{301}")])
    func exportedFilesKeepTheNamesLetters(name: String, expected: String) {
        let slots = CredentialSlots(apiKey: Slot(1), secretKey: Slot(2), passphrase: Slot(3))
        let target = AccessTarget(exchange: "okx", site: ExchangeProfile.okx.sites[0], environment: .live, slots: slots)
        let connection = Connection(id: 1, name: name, target: target)
        let form = ExportForm(connection, table: ExportTable(columns: [], rows: []), asOf: Sample.moment, "balances")
        #expect(form.editor.text == "tidegate-\(expected)-balances-20261122T140312.csv")
    }
}
