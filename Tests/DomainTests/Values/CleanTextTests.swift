import Domain
import TestSupport
import Testing

@Suite struct CleanTextTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("字节 ok é", "字节 ok é"),
        ("a\nb\tc\r\nd", "a b c d"),
        ("  edges  ", "edges"),
        ("\u{1B}[31mred\u{1B}[0m", "[31mred[0m"),
        ("\u{9B}31m", "31m"),
        ("a\u{7F}\u{0}b", "ab"),
        ("\u{202E}txt.exe\u{202C}", "txt.exe"),
        ("\u{2066}a\u{2069}\u{200B}\u{200F}\u{FEFF}b", "ab"),
        ("a\u{2028}b\u{2029}c", "a b c"),
        ("a\u{00AD}\u{034F}\u{3164}\u{E0041}\u{FE0F}b", "ab"),
        ("\u{E000}x", "\u{FFFD}x"),
        ("a\u{00A0}\u{3000}b", "a b"),
        ("", ""),
    ])
    func leavesOnlyWhatCanBeShown(text: String, expected: String) {
        #expect(CleanText.line(text) == expected)
    }

    @Test func boundsCharacters() {
        #expect(CleanText.line(String(repeating: "x", count: 201)) == String(repeating: "x", count: 199) + "…")
        #expect(CleanText.line(String(repeating: "x", count: 200)).count == 200)
        #expect(CleanText.line("abcdef", characters: 3) == "ab…")
        #expect(CleanText.line("abcdef", characters: 0) == "…")
    }

    @Test func boundsMarksOnOneCharacter() {
        let zalgo = "a" + String(repeating: "\u{0301}", count: 100_000)
        #expect(CleanText.line(zalgo, characters: 10).unicodeScalars.count <= 41)
    }

    @Test func nothingForbiddenSurvivesAnyInput() {
        var generator = SeededGenerator(seed: 0xC0FFEE)
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<40 {
                if let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: generator.next()) % 0x3100) { text.append(scalar) }
            }
            let line = CleanText.line(String(text), characters: 20)
            #expect(line.count <= 20)
            for scalar in line.unicodeScalars {
                let value = scalar.value
                let isForbidden =
                    value < 0x20 || (0x7F...0x9F).contains(value) || (0x200B...0x200F).contains(value)
                    || (0x2028...0x202E).contains(value) || (0x2066...0x2069).contains(value) || value == 0xFEFF
                #expect(!isForbidden, "seed 0xC0FFEE, U+\(String(value, radix: 16))")
            }
        }
    }
}
