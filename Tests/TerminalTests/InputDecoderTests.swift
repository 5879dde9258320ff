import Core
import Domain
import TestSupport
import Testing
import Themes

@testable import Terminal

@Suite struct InputDecoderTests {
    typealias Happening = KeyRecorder.Happening

    private func decode(_ chunks: [[UInt8]], timeouts: Int = 0, terminfo: [(bytes: [UInt8], key: Key)] = []) -> [Happening] {
        var decoder = InputDecoder(terminfoKeys: terminfo)
        let recorder = KeyRecorder()
        for chunk in chunks { chunk.withUnsafeBytes { decoder.feed($0, into: recorder) } }
        for _ in 0..<timeouts { decoder.timeout(into: recorder) }
        return recorder.happenings
    }

    private func keys(_ text: String, timeouts: Int = 0) -> [Happening] { decode([Array(text.utf8)], timeouts: timeouts) }

    static let table: [(String, [Key])] = [
        ("a", [.character("a")]), ("é€𝄞币", [.character("é"), .character("€"), .character("𝄞"), .character("币")]),
        ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]), ("\u{8}", [.backspace]),
        ("\u{1}\u{1A}\u{3}", [.control("a"), .control("z"), .control("c")]), ("\u{0}\u{1C}\u{1F}", []),
        ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
        ("\u{1B}OA\u{1B}OB\u{1B}OC\u{1B}OD", [.up, .down, .right, .left]),
        ("\u{1B}[1;5A\u{1B}[1;2D\u{1B}O5C\u{1B}O1;3B\u{1B}[5A", [.up, .left, .right, .down, .up]),
        ("\u{1B}Oa\u{1B}[b", [.up, .down]), ("\u{1B}\u{1B}[A\u{1B}\u{1B}OB", [.up, .down]),
        ("\u{1B}[H\u{1B}[F\u{1B}OH\u{1B}OF\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~", [.home, .end, .home, .end, .home, .end, .home, .end]),
        ("\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6~", [.insert, .delete, .pageUp, .pageDown]),
        ("\u{1B}[3;5~\u{1B}[3^\u{1B}[5$\u{1B}[6@", [.delete, .delete, .pageUp, .pageDown]), ("\u{1B}[Z", [.backTab]),
        ("\u{1B}OP\u{1B}OQ\u{1B}OR\u{1B}OS", [.function(1), .function(2), .function(3), .function(4)]),
        ("\u{1B}[[A\u{1B}[[E", [.function(1), .function(5)]),
        ("\u{1B}[11~\u{1B}[14~\u{1B}[15~", [.function(1), .function(4), .function(5)]),
        ("\u{1B}[17~\u{1B}[21~\u{1B}[23~\u{1B}[24~", [.function(6), .function(10), .function(11), .function(12)]),
        ("\u{1B}[1;2P\u{1B}[24;5~", [.function(1), .function(12)]), ("\u{1B}x\u{1B}é", [.alt("x"), .alt("é")]), ("\u{1B}\r", [.enter]),
        ("\u{1B}OM\u{1B}Op\u{1B}Ok", [.enter, .character("0"), .character("+")]),
        ("\u{1B}[27;5;99~\u{1B}[99;5u\u{1B}[97;3u\u{1B}[27u\u{1B}[9;2u", [.control("c"), .control("c"), .alt("a"), .escape, .backTab]),
        // Reports and answers are nobody's keys.
        ("\u{1B}[I\u{1B}[Oa", [.character("a")]), ("\u{1B}[<0;12;7ma", [.character("a")]), ("\u{1B}[M#!!a", [.character("a")]),
        ("\u{1B}[?1;2ca", [.character("a")]), ("\u{1B}[12;40Ra", [.character("a")]), ("\u{1B}[?2026;2$ya", [.character("a")]),
        ("\u{1B}]10;rgb:0/0/0\u{7}a", [.character("a")]), ("\u{1B}]11;?\u{7}a", [.character("a")]),
        ("\u{1B}]52;c;QUJD\u{1B}\\a", [.character("a")]), ("\u{1B}P1$r0m\u{1B}\\a", [.character("a")]),
        ("\u{1B}[25~\u{1B}[99~\u{1B}[201~\u{1B}[ qa", [.character("a")]),
        ("\u{1B}[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18Aa", [.character("a")]),
        ("\u{1B}[12\u{1B}[A", [.up]), ("\u{1B}[12\r", [.enter]), ("\u{1B}[99999999999999999999~a", [.character("a")]),
    ]

    @Test(arguments: table.indices)
    func keyTable(index: Int) {
        let (text, wanted) = Self.table[index]
        #expect(keys(text) == wanted.map(Happening.key), "\(text.debugDescription)")
        let bytewise = decode(text.utf8.map { [$0] })
        #expect(bytewise == wanted.map(Happening.key), "\(text.debugDescription) byte by byte")
    }

    @Test(arguments: [
        ("\u{1B}", [Key.escape]), ("\u{1B}\u{1B}", [.escape, .escape]), ("\u{1B}\u{1B}\u{1B}", [.escape, .escape, .escape]),
        ("\u{1B}[", [.alt("[")]), ("\u{1B}O", [.alt("O")]), ("\u{1B}]", [.alt("]")]), ("\u{1B}P", [.alt("P")]),
        ("\u{1B}\u{1B}x", [.escape, .alt("x")]), ("\u{1B}]0;x", []), ("a", [.character("a")]),
    ])
    func silenceTellsWhatItWas(text: String, wanted: [Key]) {
        #expect(keys(text, timeouts: 2) == wanted.map(Happening.key))
    }

    @Test(arguments: [
        ("\u{1B}[<0;12;7M", MouseReport.pressed(Frame.Position(column: 11, row: 6))),
        ("\u{1B}[<4;1;1M", .pressed(Frame.Position(column: 0, row: 0))),
        ("\u{1B}[<64;300;100M", .scrolled(.up, Frame.Position(column: 299, row: 99))),
        ("\u{1B}[<65;2;3M", .scrolled(.down, Frame.Position(column: 1, row: 2))),
        // The older form.
        ("\u{1B}[M !\"", .pressed(Frame.Position(column: 0, row: 1))),
        ("\u{1B}[Ma!!", .scrolled(.down, Frame.Position(column: 0, row: 0))),
    ])
    func theMouseIsReported(text: String, wanted: MouseReport) {
        #expect(keys("a" + text + "b") == [.key(.character("a")), .mouse(wanted), .key(.character("b"))])
        #expect(decode(text.utf8.map { [$0] }) == [.mouse(wanted)])
    }

    /// Other buttons, movements, ends of presses and nonsense.
    @Test(arguments: [
        "[<1;2;3M", "[<2;2;3M", "[<32;2;3M", "[<35;2;3M", "[<66;2;3M", "[<0;0;3M", "[<0;2M", "[<0;2;3;4M", "[<;;M", "[<-1;2;3M", "[<0;2;x",
        "[<0;2;3m",
        "[<99999999999999999999999;1;1M", "[<0;1;99999999999999999999999999999999999M", "[M \u{20}!",
    ])
    func whatIsNoPressIsDropped(sequence: String) {
        #expect(keys("\u{1B}" + sequence).allSatisfy { if case .mouse = $0 { false } else { true } })
        #expect(!keys("\u{1B}" + sequence + "\u{1B}[A").contains { if case .mouse = $0 { true } else { false } })
    }

    @Test(arguments: [
        ("rgb:1e1e/2e2e/ffff\u{7}", RGB(red: 0x1E, green: 0x2E, blue: 0xFF)),
        ("rgb:00/80/ff\u{1B}\\", RGB(red: 0, green: 0x80, blue: 0xFF)),
        ("rgb:f/0/7\u{7}", RGB(red: 255, green: 0, blue: 119)), ("rgba:ffff/ffff/ffff/8000\u{7}", .white),
    ])
    func theBackgroundIsReported(value: String, wanted: RGB) {
        #expect(keys("x\u{1B}]11;\(value)y") == [.key(.character("x")), .background(wanted), .key(.character("y"))])
    }

    @Test(arguments: [
        "rgb:0/0\u{7}", "rgb:0/0/0/0\u{7}", "rgb:00000/0/0\u{7}", "rgb:-1/0/0\u{7}", "rgb:٣/0/0\u{7}", "red\u{7}", "rgb:0/0/0\u{18}",
        "rgba:0/0/0\u{7}",
    ])
    func whatIsNoColourIsDropped(value: String) {
        #expect(keys("\u{1B}]11;\(value)y") == [.key(.character("y"))])
    }

    /// Over a slow line an answer comes in pieces, with silence between them; what was typed meanwhile comes before or after it.
    @Test func anAnswerInPiecesEatsNoKeyAndBecomesNone() {
        let answer = Array("\u{1B}]11;rgb:fafa/fbfb/fcfc\u{1B}\\".utf8)
        for cut in "\u{1B}]11;".utf8.count..<answer.count {
            var decoder = InputDecoder()
            let recorder = KeyRecorder()
            for part in [Array("a".utf8), Array(answer[..<cut]), Array(answer[cut...]), Array("b".utf8)] {
                part.withUnsafeBytes { decoder.feed($0, into: recorder) }
                if decoder.awaitsMore { decoder.timeout(into: recorder) }
            }
            #expect(
                recorder.happenings == [
                    .key(.character("a")), .background(RGB(red: 0xFA, green: 0xFB, blue: 0xFC)), .key(.character("b")),
                ], "cut at \(cut)")
        }
    }

    @Test func anAnswerWithoutAnEndIsGivenUp() {
        let endless = "\u{1B}]11;" + String(repeating: "0", count: 60)
        #expect(keys(endless, timeouts: 1) == [])
        var decoder = InputDecoder()
        let recorder = KeyRecorder()
        Array(endless.utf8).withUnsafeBytes { decoder.feed($0, into: recorder) }
        #expect(decoder.awaitsMore)
        decoder.timeout(into: recorder)
        Array("a".utf8).withUnsafeBytes { decoder.feed($0, into: recorder) }
        #expect(recorder.happenings == [.key(.character("a"))])
    }

    @Test func aLateRestIsNotText() {
        var decoder = InputDecoder()
        let recorder = KeyRecorder()
        for part in [Array("\u{1B}[1;".utf8), Array("5A".utf8), [0xE5], [0xB8, 0x81]] {
            part.withUnsafeBytes { decoder.feed($0, into: recorder) }
            #expect(!decoder.awaitsMore)
            decoder.timeout(into: recorder)
        }
        #expect(recorder.happenings == [.key(.up), .key(.character("币"))])
    }

    @Test(arguments: [
        [0xFF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0x80], [0xC2, 0x9B],
        [0xE4, 0xBD],
    ])
    func brokenTextIsDropped(bytes: [UInt8]) {
        #expect(decode([bytes + Array("a".utf8)]) == [.key(.character("a"))])
    }

    @Test func pasteArrivesWhole() {
        let inside = "line\r\n\u{1B}[20x\u{1B}\u{1B}[201\u{1B}[A密\u{1B}["
        let stream = Array("a\u{1B}[200~\(inside)\u{1B}[201~b".utf8)
        let wanted: [Happening] = [
            .key(.character("a")), .pasteBegan, .pasted(Array(inside.utf8)), .pasteEnded, .key(.character("b")),
        ]
        for cut in 0...stream.count {
            #expect(decode([Array(stream[..<cut]), Array(stream[cut...])]) == wanted, "cut at \(cut)")
        }
        #expect(decode(stream.map { [$0] }) == wanted)
        #expect(keys("\u{1B}[200~\u{1B}[201~") == [.pasteBegan, .pasteEnded])
    }

    @Test func aPasteWithoutAnEndCanBeEnded() {
        var decoder = InputDecoder()
        let recorder = KeyRecorder()
        Array("\u{1B}[200~abc".utf8).withUnsafeBytes { decoder.feed($0, into: recorder) }
        decoder.timeout(into: recorder)
        #expect(decoder.isInPaste && !decoder.awaitsMore)
        decoder.endPaste(into: recorder)
        #expect(recorder.happenings == [.pasteBegan, .pasted(Array("abc".utf8)), .pasteEnded, .pasteLeftOpen])
        #expect(!decoder.isInPaste)
    }

    @Test func theTerminalsOwnSequencesCount() {
        let own: [(bytes: [UInt8], key: Key)] = [
            (Array("\u{1B}[224z".utf8), .function(1)), (Array("\u{1B}A".utf8), .up), (Array("\u{1B}[M".utf8), .function(2)),
            ([0x08], .left),
        ]
        #expect(
            decode([Array("\u{1B}[224z\u{1B}A\u{1B}[M\u{8}".utf8)], terminfo: own) == [
                .key(.function(1)), .key(.up), .key(.function(2)), .key(.backspace),
            ])
    }

    @Test func piecesMakeNoDifference() throws {
        let seed: UInt64 = 99_173
        var generator = SeededGenerator(seed: seed)
        for round in 0..<300 {
            var stream: [UInt8] = []
            for _ in 0..<20 {
                let entry = Self.table[Int.random(in: 0..<Self.table.count, using: &generator)].0
                stream += Bool.random(using: &generator) ? Array(entry.utf8) : Array("\u{1B}[200~\(entry)\u{1B}[201~".utf8)
            }
            var pieces: [[UInt8]] = []
            var start = 0
            while start < stream.count {
                let end = min(stream.count, start + Int.random(in: 1...7, using: &generator))
                pieces.append(Array(stream[start..<end]))
                start = end
            }
            try #require(decode(pieces) == decode([stream]), "seed \(seed) round \(round)")
        }
    }

    @Test func garbageNeverTrapsNorLeaksControls() {
        let seed: UInt64 = 4_711
        var generator = SeededGenerator(seed: seed)
        let favourites = Array("\u{1B}\u{1B}\u{1B}[[O]PM0129;~$<?\u{7}\\\r".utf8)
        for round in 0..<500 {
            let bytes = (0..<200).map { _ in
                Bool.random(using: &generator) ? favourites.randomElement(using: &generator)! : UInt8.random(in: 0...255, using: &generator)
            }
            for happening in decode([bytes], timeouts: 1) {
                switch happening {
                case .key(.character(let scalar)), .key(.alt(let scalar)):
                    #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value), "seed \(seed) round \(round)")
                case .key(.control(let scalar)):
                    #expect(("a"..."z").contains(scalar), "seed \(seed) round \(round)")
                case .key(.function(let number)):
                    #expect((1...12).contains(number), "seed \(seed) round \(round)")
                case .key, .pasteBegan, .pasted, .pasteEnded, .pasteLeftOpen, .mouse, .background:
                    break
                }
            }
        }
    }
}
