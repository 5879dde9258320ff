import Core
import Glibc
import Testing
import Themes

@testable import Terminal

/// What the layout puts into cells arrives at the terminal, letter by letter.
extension FullScreenTests {
    @Test func everyLetterOfANameReachesTheTerminal() throws {
        guard TerminalLocale.isUTF8 else { return }
        let names = ["हिन्दी", "ക്ഷേത്രം", "தமிழ்", "བོད་ཡིག", "မြန်မာ", "ภาษาไทย", "🇩🇪flag", "👍🏽tone", "👨👩👧", "가나", "e\u{301}\u{302}\u{303}\u{304}"]
        let terminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { terminal.close() }
        let theme = try #require(ThemeCatalog().theme(named: ThemeCatalog.defaultName)).theme
        let screen = try FullScreen(
            theme: theme,
            setup: TerminalSetup(
                inputDescriptor: terminal.program, outputDescriptor: terminal.program, type: "xterm-256color", colours: .none,
                multiplexer: .none))
        defer { screen.restore() }
        screen.present(Frame(View(title: "names", blocks: names.map { .paragraph([Span($0 + "|")], indent: 0) }), size: screen.size))
        let output = try terminal.output()
        for name in names {
            #expect(
                output.unicodeScalars.split(separator: "|").contains {
                    Array($0.suffix(name.unicodeScalars.count)) == Array(name.unicodeScalars)
                }, "\(name)")
        }
    }

    /// Letters of flags that a newer system calls wide are letters at least.
    @Test func aFlagIsNeverAQuestionMark() {
        guard TerminalLocale.isUTF8 else { return }
        for value in UInt32(0x1F1E6)...0x1F1FF {
            let glyph = Glyph(String(Unicode.Scalar(value)!), columns: 1)
            #expect(glyph.columns == 1 && (glyph.scalars == [value, 0] || glyph.scalars == [value - 0x1F1E6 + 0x41, 0]))
        }
    }
}
