import Core
import Testing

@testable import Themes

@Suite struct ColourTests {
    @Test func contrastFollowsTheFormula() {
        #expect(abs(RGB.black.contrast(with: .white) - 21) < 0.001)
        // #777777 on white is the well-known near miss of 4.5.
        let grey = RGB(red: 0x77, green: 0x77, blue: 0x77)
        #expect(abs(grey.contrast(with: .white) - 4.478) < 0.001)
    }

    @Test(arguments: [
        ("#000000", 16), ("#ffffff", 231), ("#ff0000", 196), ("#5f87af", 67), ("#808080", 244), ("#121212", 233), ("#eeeeee", 255),
    ])
    func nearestOf256(hex: String, index: Int) {
        let text = "[palette]\nc = \"\(hex)\"\n[roles]\ntext = { fg = \"default\", bg = \"c\" }\n"
        let theme = Theme.load(Array(text.utf8)) { _ in .missing }.theme
        #expect(theme.style(for: .text, depth: .twoHundredFiftySix).background == UInt8(index))
    }

    @Test func namedColoursStayWhatTheUserMadeThem() {
        let text = "[roles]\ntext = { fg = \"bright-red\", bg = \"black\" }\ngood = { fg = 2, bg = 2 }\n"
        let theme = Theme.load(Array(text.utf8)) { _ in .missing }.theme
        #expect(theme.style(for: .text, depth: .twoHundredFiftySix) == Style(foreground: 9, background: 0))
        #expect(theme.style(for: .text, depth: .sixteen) == Style(foreground: 9, background: 0))
        #expect(theme.style(for: .text, depth: .eight) == Style(foreground: 1, background: 0))
        #expect(theme.style(for: .good, depth: .sixteen).foreground != 2)
    }

    @Test func aBackgroundThatVanishesIsReplaced() {
        let text = "[roles]\ntext = { fg = \"default\", bg = \"#000000\" }\nselection = { fg = \"#ffffff\", bg = \"#0a0a0a\" }\n"
        let theme = Theme.load(Array(text.utf8)) { _ in .missing }.theme
        #expect(theme.style(for: .selection, depth: .eight).attributes == .reverse)
        #expect(theme.style(for: .selection, depth: .twoHundredFiftySix).attributes == [])
    }

    @Test(arguments: [
        (-1, ColourDepth.none), (0, .none), (7, .none), (8, .eight), (15, .eight), (16, .sixteen), (88, .sixteen),
        (256, .twoHundredFiftySix), (16_777_216, .twoHundredFiftySix),
    ])
    func depthOfATerminal(colours: Int, depth: ColourDepth) {
        #expect(ColourDepth(colours: colours) == depth)
    }

    /// Tints keep their hue where there are few colours: salmon is red, not white.
    @Test(arguments: [("#fb8a86", 1), ("#e5bb5f", 3), ("#74cc8f", 2)])
    func tintsKeepTheirHue(hex: String, hue: UInt8) {
        let text = "[roles]\ntext = {}\ngood = { fg = \"\(hex)\" }\n"
        let theme = Theme.load(Array(text.utf8)) { _ in .missing }.theme
        #expect(theme.style(for: .good, depth: .eight).foreground == hue)
        #expect(theme.style(for: .good, depth: .sixteen).foreground.map { $0 & 7 } == hue)
    }
}
