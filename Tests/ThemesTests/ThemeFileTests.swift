import Core
import TestSupport
import Testing

@testable import Themes

@Suite struct ThemeFileTests {
    static let complete = "[roles]\n" + Role.allCases.map { "\($0.rawValue) = {}\n" }.joined()

    private func problems(_ text: String, parent: (String) -> ThemeParent = { _ in .missing }) -> [ThemeProblem] {
        Theme.load(Array(text.utf8), parent: parent).problems
    }

    @Test func completeFileHasNoProblem() {
        #expect(problems(Self.complete) == [])
    }

    /// Themes of users are older than the testnet, and its badge then looks like that of demo trading.
    @Test func aThemeOfBeforeIsComplete() {
        let old = Self.complete.replacing("badge-testnet = {}\n", with: "").replacing("badge-demo = {}", with: "badge-demo = { fg = 3 }")
        let (theme, problems) = Theme.load(Array(old.utf8)) { _ in .missing }
        #expect(problems == [])
        #expect(theme.style(for: .badgeTestnet, depth: .twoHundredFiftySix) == theme.style(for: .badgeDemo, depth: .twoHundredFiftySix))
    }

    /// One mistake each, on the line that is told.
    @Test(arguments: [
        ("colour = 1\n", ThemeProblem.Kind.unknownKey, "colour", 1),
        ("\nappearance = \"grey\"\n", .wrongType(expected: "\"dark\" or \"light\""), "appearance", 2),
        ("inherits = \"nobody\"\n", .missingParent("nobody"), "inherits", 1),
        ("inherits = 3\n", .wrongType(expected: "the name of a theme"), "inherits", 1),
        ("palette = 3\n", .wrongType(expected: "a table"), "palette", 1),
        ("[palette]\nsea = \"#12345\"\n", .unknownColour("#12345"), "palette.sea", 2),
        ("[palette]\nsea = \"#12345g\"\n", .unknownColour("#12345g"), "palette.sea", 2),
        ("[palette]\nsea = 256\n", .unknownColour("256"), "palette.sea", 2),
        ("[palette]\nsea = true\n", .wrongType(expected: "a colour"), "palette.sea", 2),
        ("[name]\nfr = \"x\"\n", .unknownKey, "name.fr", 2),
        ("[name]\nen = 1\n", .wrongType(expected: "text"), "name.en", 2),
    ])
    func reportsTheMistake(start: String, kind: ThemeProblem.Kind, key: String, line: Int) {
        #expect(problems(start + Self.complete) == [ThemeProblem(kind: kind, key: key, line: line)])
    }

    @Test(arguments: [
        ("sidebar = {}", ThemeProblem.Kind.unknownRole, "roles.sidebar"),
        ("good = { fg = \"emerald\" }", .unknownColour("emerald"), "roles.good.fg"),
        ("good = { colour = \"red\" }", .unknownKey, "roles.good.colour"),
        ("good = { bold = 1 }", .wrongType(expected: "true or false"), "roles.good.bold"),
        ("good = \"red\"", .wrongType(expected: "a table"), "roles.good"),
    ])
    func reportsTheMistakeInARole(entry: String, kind: ThemeProblem.Kind, key: String) {
        let others = Role.allCases.filter { $0 != .good }.map { "\($0.rawValue) = {}\n" }.joined()
        let found = problems("[roles]\n" + entry + "\n" + others).filter { $0.kind != .missingRole }
        #expect(found == [ThemeProblem(kind: kind, key: key, line: 2)])
    }

    @Test func tellsMissingRoles() {
        #expect(problems("").map(\.kind) == Role.allCases.map { _ in .missingRole })
    }

    @Test func tellsTheLineOfASyntaxError() {
        #expect(problems("appearance = \"dark\"\n[roles\n").first?.kind == .syntax)
        #expect(problems("appearance = \"dark\"\n[roles\n").first?.line == 2)
    }

    @Test func refusesWhatIsNotText() {
        let tooLong = [UInt8](repeating: 0x20, count: Theme.longestFileBytes + 1)
        for bytes in [[0xFF, 0xFE], Array("a = 1\0".utf8), tooLong] {
            #expect(Theme.load(bytes) { _ in .missing }.problems.map(\.kind) == [.notText])
        }
    }

    @Test func circlesEnd() throws {
        let catalog = ThemeCatalog(userThemes: [
            "one": Array(("inherits = \"two\"\n" + Self.complete).utf8),
            "two": Array(("inherits = \"one\"\n" + Self.complete).utf8),
        ])
        #expect(try #require(catalog.theme(named: "two")).problems == [])
        let own = ThemeCatalog(userThemes: ["one": Array(("inherits = \"one\"\n" + Self.complete).utf8)])
        #expect(try #require(own.theme(named: "one")).problems == [ThemeProblem(kind: .circularParent("one"), key: "inherits", line: 1)])
    }

    @Test func longLinesOfParentsEnd() throws {
        let themes = (0..<2000).map { ("t\($0)", Array(("inherits = \"t\($0 + 1)\"\n" + Self.complete).utf8)) }
        let catalog = ThemeCatalog(userThemes: Dictionary(uniqueKeysWithValues: themes))
        #expect(catalog.theme(named: "t0") != nil)
    }

    @Test func aUsersThemeJoinsTheOthers() throws {
        let text = "inherits = \"tidegate-dark\"\n[palette]\nkelp = \"#00ff00\"\n"
        let catalog = ThemeCatalog(userThemes: ["mine": Array(text.utf8)])
        #expect(catalog.names == ThemeCatalog.builtInNames + ["mine"])
        let (theme, problems) = try #require(catalog.theme(named: "mine"))
        #expect(problems == [])
        // The parent's role is looked up in the child's palette.
        #expect(theme.style(for: .good, depth: .twoHundredFiftySix).foreground == 46)
        #expect(catalog.theme(named: "yours") == nil)
    }

    @Test func problemsAreSafeToPrint() {
        let found = problems("inherits = \"\\u001b[31m\\u202e\"\n" + Self.complete)
        #expect(found.first?.description == "line 1: inherits: no theme is called “?[31m?”")
    }

    @Test func garbageNeverTraps() {
        var generator = SeededGenerator(seed: 20_241)
        let source = Array(("inherits = \"tidegate-dark\"\n[palette]\nsea = \"#123456\"\n" + Self.complete).utf8)
        for _ in 0..<300 {
            var bytes = source
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let theme = Theme.load(bytes) { _ in .missing }.theme
            for role in Role.allCases {
                for depth in ColourDepth.allCases {
                    let style = theme.style(for: role, depth: depth)
                    #expect(style.foreground == nil || style.foreground != style.background, "seed 20241")
                }
            }
        }
    }
}
