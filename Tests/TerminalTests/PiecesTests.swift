import Core
import Domain
import Testing

@testable import Terminal

/// A network may split what a terminal sends anywhere, with a pause of any length.
@Suite struct PiecesTests {
    typealias Happening = KeyRecorder.Happening

    private static let begin = Array("\u{1B}[200~".utf8)
    private static let content = Array("key\r\nsecret\rpass".utf8)
    private static let end = Array("\u{1B}[201~".utf8)
    private static let paste: [Happening] = [.pasteBegan, .pasted(content), .pasteEnded]

    /// Feeds the pieces with silence between them, long enough for whatever is waited for but a paste.
    private func decode(_ pieces: [[UInt8]], silentPastes: Bool = false) -> [Happening] {
        var decoder = InputDecoder()
        let recorder = KeyRecorder()
        for piece in pieces {
            piece.withUnsafeBytes { decoder.feed($0, into: recorder) }
            // More than once, as a driver may that is woken by something else.
            for _ in 0..<3 {
                switch decoder.wait {
                case .escape?, .sequence?: decoder.timeout(into: recorder)
                case .paste?: if silentPastes { decoder.endPaste(into: recorder) }
                case nil: break
                }
            }
        }
        #expect(decoder.wait == nil || decoder.isInPaste)
        return recorder.happenings
    }

    /// What a paste must never become.
    private func typed(_ happenings: [Happening]) -> [Happening] {
        happenings.filter {
            switch $0 {
            case .key(.escape), .key(.alt("[")): false
            case .key: true
            case .pasteBegan, .pasted, .pasteEnded, .pasteLeftOpen, .mouse, .background: false
            }
        }
    }

    @Test func aPasteIsOneWhereverItIsCut() {
        let stream = Self.begin + Self.content + Self.end
        for cut in 1..<stream.count {
            let happenings = decode([Array(stream[..<cut]), Array(stream[cut...]), Array("b".utf8)])
            #expect(happenings.suffix(4) == Self.paste + [.key(.character("b"))], "cut at \(cut)")
            #expect(typed(happenings) == [.key(.character("b"))], "cut at \(cut)")
        }
    }

    @Test func aPasteIsOneByteByByte() {
        let happenings = decode((Self.begin + Self.content + Self.end).map { [$0] })
        #expect(happenings == [.key(.escape)] + Self.paste)
        for first in 1..<Self.begin.count - 1 {
            for second in first + 1..<Self.begin.count {
                let pieces =
                    [Self.begin[..<first], Self.begin[first..<second], Self.begin[second...]].map(Array.init) + [Self.content + Self.end]
                let happenings = decode(pieces)
                #expect(happenings.suffix(3) == Self.paste && typed(happenings).isEmpty, "cut at \(first) and \(second)")
            }
        }
    }

    /// The end is given up on, and comes after all: in one piece or in several.
    @Test func theRestOfAPasteThatWasGivenUpIsNoKey() {
        let stream = Self.begin + Self.content + Self.end
        for cut in Self.begin.count..<stream.count {
            let happenings = decode([Array(stream[..<cut]), Array(stream[cut...]), Array("b".utf8)], silentPastes: true)
            #expect(typed(happenings) == [.key(.character("b"))], "cut at \(cut)")
            // With the beginning of the end marker everything has come.
            #expect(happenings.contains(.pasteLeftOpen) == (cut <= Self.begin.count + Self.content.count), "cut at \(cut)")
            #expect(happenings.count { $0 == .pasteEnded } == 1, "cut at \(cut)")
        }
        let bytewise = decode([Self.begin] + Self.content.map { [$0] } + Self.end.map { [$0] } + [Array("b".utf8)], silentPastes: true)
        #expect(bytewise == [.pasteBegan, .pasteEnded, .pasteLeftOpen, .key(.character("b"))])
    }

    @Test(arguments: [
        ("\u{1B}", []), ("\u{15}", [Key.control("u")]), ("\u{7F}", [.backspace]), ("\u{1B}[A", [.up]), ("\u{1B}x", [.alt("x")]),
        ("\u{1B}[97;5u", [.control("a")]),
    ])
    func whatNoPasteHasInItEndsTheWaitForItsRest(text: String, wanted: [Key]) {
        let happenings = decode(
            [Self.begin + Array("half".utf8), Array("rest\rmore".utf8), Array(text.utf8), Array("b".utf8)], silentPastes: true)
        #expect(
            happenings == [.pasteBegan, .pasted(Array("half".utf8)), .pasteEnded, .pasteLeftOpen] + wanted.map(Happening.key) + [
                .key(.character("b"))
            ])
    }

    @Test func thePasteAfterOneThatWasGivenUpIsOne() {
        let happenings = decode([Self.begin + Array("half".utf8), Self.begin + Self.content + Self.end], silentPastes: true)
        #expect(happenings == [.pasteBegan, .pasted(Array("half".utf8)), .pasteEnded, .pasteLeftOpen] + Self.paste)
    }

    /// ESC, the key, and then what was typed by hand.
    @Test(arguments: [
        ("[", []), ("[x", [Key.character("["), .character("x")]), ("[\r", [.character("["), .enter]), ("q", [.character("q")]),
        ("OP", [.character("O"), .character("P")]),
        ("[[A", [.function(1)]), ("[A", [.up]), ("\u{1B}[A", [.up]), ("[97;1u", [.character("a")]),
        ("[币", [.character("["), .character("币")]),
    ])
    func whatIsTypedAfterEscape(text: String, wanted: [Key]) {
        #expect(decode([[0x1B], Array(text.utf8)]) == [.key(.escape)] + wanted.map(Happening.key))
        if !text.utf8.contains(0x1B) {
            #expect(decode([[0x1B]] + text.utf8.map { [$0] }) == [.key(.escape)] + wanted.map(Happening.key), "byte by byte")
        }
    }

    @Test func escapeBeforeAPasteIsAKey() {
        #expect(decode([[0x1B] + Self.begin + Self.content + Self.end]) == [.key(.escape)] + Self.paste)
    }

    /// The reports of other keyboards and of the mouse, cut anywhere: the key that they are, and nothing that was typed.
    @Test(arguments: [
        ("\u{1B}[97;1u", Happening.key(.character("a"))), ("\u{1B}[97:65;2u", .key(.character("A"))), ("\u{1B}[1;5D", .key(.left)),
        ("\u{1B}[13;1:1u", .key(.enter)),
        ("\u{1B}[27;2;97~", .key(.character("A"))), ("\u{1B}[24~", .key(.function(12))),
        ("\u{1B}[<0;12;7M", .mouse(.pressed(Frame.Position(column: 11, row: 6)))),
        ("\u{1B}[57419u", .key(.up)), ("\u{1B}[A", .key(.up)), ("\u{1B}OP", .key(.function(1))),
        ("\u{1B}[M !\"", .mouse(.pressed(Frame.Position(column: 0, row: 1)))),
    ])
    func aReportIsOneWhereverItIsCut(text: String, wanted: Happening) {
        let stream = Array(text.utf8)
        for cut in 2..<stream.count {
            let happenings = decode([Array(stream[..<cut]), Array(stream[cut...])])
            #expect(
                happenings.filter { $0 != .key(.alt("[")) && $0 != .key(.alt("O")) } == [wanted], "\(text.debugDescription) cut at \(cut)")
        }
    }

    /// The right answers of what others have reported.
    @Test(arguments: [
        ("\u{1B}[97;1u\u{1B}[97;1:3u", [Key.character("a")]), ("\u{1B}[97;2u", [.character("A")]), ("\u{1B}[97:65;2u", [.character("A")]),
        ("\u{1B}[127;1u\u{1B}[127;1:3u", [.backspace]), ("\u{1B}[1;1:3D", []),
        ("\u{1B}[97;1:1u\u{1B}[97;1:2u\u{1B}[97;1:3u", [.character("a"), .character("a")]),
        // Shift with its other keys, with the layout's sign, with the text itself.
        ("\u{1B}[49:33;2u\u{1B}[49;2u\u{1B}[49;2;33u", [.character("!"), .character("!"), .character("!")]),
        ("\u{1B}[228;2u", [.character("Ä")]), ("\u{1B}[32;2u", [.character(" ")]),
        (
            "\u{1B}[27;2;97~\u{1B}[27;2;65~\u{1B}[27;2;49~\u{1B}[27;2;33~",
            [.character("A"), .character("A"), .character("1"), .character("!")]
        ),
        (
            "\u{1B}[97;;97u\u{1B}[97;1;97u\u{1B}[97:65;2;65u\u{1B}[0;;229u\u{1B}[101;3;233u",
            [.character("a"), .character("a"), .character("A"), .character("å"), .character("é")]
        ),
        ("\u{1B}[97;3;97u\u{1B}[97;4u", [.alt("a"), .alt("A")]), ("\u{1B}[110;;110:771u", [.character("n"), .character("\u{303}")]),
        ("\u{1B}[97;;7:27u", [.character("a")]),
        // Caps Lock and Num Lock are in the number of the modifiers.
        (
            "\u{1B}[97;65u\u{1B}[97;66u\u{1B}[97;129u\u{1B}[97;193u\u{1B}[49;65u",
            [.character("A"), .character("a"), .character("a"), .character("A"), .character("1")]
        ),
        ("\u{1B}[1;65A\u{1B}[1;129D\u{1B}[99;69u", [.up, .left, .control("c")]),
        // Other modifiers type nothing, and neither do the modifiers themselves.
        ("\u{1B}[97;9u\u{1B}[97;17u\u{1B}[97;33u\u{1B}[57441;2u\u{1B}[57441;1:3u\u{1B}[57358u\u{1B}[57376u", []),
        // A shortcut is known by its place on the Latin layout.
        ("\u{1B}[1089::99;5u", [.control("c")]),
        (
            "\u{1B}[91;5u\u{1B}[57414u\u{1B}[57399u\u{1B}[57408;129u\u{1B}[57409u",
            [.escape, .enter, .character("0"), .character("9"), .character(".")]
        ),
        ("\u{1B}[57417u\u{1B}[57420;1:3u\u{1B}[57423u\u{1B}[57426u", [.left, .home, .delete]),
        ("\u{1B}[3;1:3~\u{1B}[3;1:1~\u{1B}[1;1:3P\u{1B}[1;2:1P\u{1B}[13;1:3u\u{1B}[9;2:3u\u{1B}[27;1:3u", [.delete, .function(1)]),
        ("\u{1B}[9;1;1;1Z\u{1B}[3;1;1;1~\u{1B}[97;1;97;1u\u{1B}[1;1;1A\u{1B}[1;1;1Z", []),
        ("\u{1B}[?1u\u{1B}[?31u\u{1B}[u\u{1B}[;u", []), ("\u{1B}[55296u\u{1B}[1114112u\u{1B}[128;1u\u{1B}[0u", []),
    ])
    func keysAreWhatTheirReportsSay(text: String, wanted: [Key]) {
        #expect(decode([Array(text.utf8)]) == wanted.map(Happening.key), "\(text.debugDescription)")
    }

    @Test func whatIsFarAwayIsWaitedForLonger() {
        let near = LineDistance { _ in nil }
        #expect(near == .near && LineDistance { $0 == "SSH_TTY" ? "" : nil } == .near)
        for name in ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "TMUX", "STY"] {
            let far = LineDistance { $0 == name ? "x" : nil }
            #expect(far == .far)
            #expect(TerminalSetup { $0 == name ? "x" : nil }.distance == .far)
            #expect(
                far.escapeMilliseconds > near.escapeMilliseconds && far.sequenceMilliseconds > near.sequenceMilliseconds
                    && far.pasteMilliseconds > near.pasteMilliseconds)
            #expect(far.typedLineMilliseconds > near.typedLineMilliseconds && far.burstMilliseconds > near.burstMilliseconds)
        }
        // Reported: 80 ms behind ESC, 200 ms behind ESC [.
        #expect(near.escapeMilliseconds > 80 && near.sequenceMilliseconds > 200)
    }
}
