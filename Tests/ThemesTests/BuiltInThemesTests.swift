import Core
import Domain
import Foundation
import Testing

@testable import Themes

@Suite struct BuiltInThemesTests {
    static let drawn: Set<Role> = [.border, .dialogBorder, .bar, .barTrack]

    private func theme(_ name: String) throws -> (theme: Theme, problems: [ThemeProblem]) {
        try #require(ThemeCatalog().theme(named: name))
    }

    /// A file without a line in the catalogue would be in the program, and nobody could choose it.
    @Test func everyFileIsOffered() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "themes").path)
        #expect(Set(files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }) == Set(ThemeCatalog.builtInNames))
    }

    @Test(arguments: ThemeCatalog.builtInNames)
    func loadsWithoutAProblem(name: String) throws {
        let (theme, problems) = try theme(name)
        #expect(problems == [])
        #expect(Set(theme.titles.keys) == Set(Language.allCases))
    }

    @Test(arguments: ThemeCatalog.builtInNames, [ColourDepth.eight, .sixteen, .twoHundredFiftySix])
    func textIsReadable(name: String, depth: ColourDepth) throws {
        let theme = try theme(name).theme
        for role in Role.allCases {
            let style = theme.style(for: role, depth: depth)
            let (text, behind) = theme.shownColours(of: style)
            #expect(text != behind, "\(role)")
            guard !Self.drawn.contains(role) else { continue }
            let needed = depth == .eight ? 3 : 4.5
            #expect(text.contrast(with: behind) >= needed, "\(role) \(style)")
        }
    }

    /// What must differ at a glance does, at every depth: the chosen line, the focus, the badges, trouble.
    @Test(arguments: ThemeCatalog.builtInNames, ColourDepth.allCases)
    func meaningsDiffer(name: String, depth: ColourDepth) throws {
        let theme = try theme(name).theme
        let groups: [[Role]] = [
            [.text, .selection, .selectionInactive],
            [.text, .field, .fieldFocused],
            [.text, .badgeLive, .badgeDemo, .badgeTestnet, .badgeSandbox],
            [.text, .bad], [.text, .caution], [.bad, .good], [.bad, .caution], [.titleBar, .text], [.hintKey, .hintText],
            [.bar, .barTrack],
        ]
        for group in groups {
            let styles = group.map { theme.style(for: $0, depth: depth) }
            #expect(Set(styles).count == group.count, "\(group) \(styles)")
        }
    }

    @Test(arguments: ThemeCatalog.builtInNames)
    func noColourMeansNoColour(name: String) throws {
        let theme = try theme(name).theme
        for role in Role.allCases {
            let style = theme.style(for: role, depth: .none)
            #expect(style.foreground == nil && style.background == nil)
        }
    }

    @Test func monochromeUsesNoColourAtAnyDepth() throws {
        let theme = try theme("monochrome").theme
        for role in Role.allCases {
            #expect(Set(ColourDepth.allCases.map { theme.style(for: role, depth: $0) }).count == 1, "\(role)")
        }
    }
}
