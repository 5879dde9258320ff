import Core
import Testing

@testable import Themes

/// The line that is named is that of the mistake, however the file is written.
@Suite struct ThemeLinesTests {
    private func found(_ text: String) -> [ThemeProblem] {
        Theme.load(Array(text.utf8)) { _ in .missing }.problems.filter { $0.kind != .missingRole }
    }

    @Test(arguments: [
        ("appearance = \"dark\"\r\n\r\n[palette]\r\nsea = \"#12345\"\r\n", "palette.sea", 4),
        ("[name]\nen = \"\"\"\ncolour = 1\n[roles]\n\"\"\"\ncolour = 2\n", "name.colour", 6),
        ("[ \"roles\" ]\ngood . fg = \"emerald\"\n", "roles.good.fg", 2),
        ("# a\nroles.good = { bold = true, fg = \"emerald\" }\n", "roles.good.fg", 2),
        ("[roles.good]\nfg = \"red\"\n\nbg = \"emerald\"\n", "roles.good.bg", 4),
        ("[roles]\r\ngood = { fg = \"red\" }\r\nbad = { fg = \"emerald\" }\r\n", "roles.bad.fg", 3),
    ])
    func theLineOfTheMistakeIsNamed(_ text: String, _ key: String, _ line: Int) {
        #expect(found(text).contains { $0.key == key && $0.line == line }, "\(found(text))")
    }

    @Test func aKeyThatStandsTwiceIsNamed() {
        let problems = found("appearance = \"dark\"\r\n[palette]\r\nsea = 1\r\nsea = 2\r\n")
        #expect(problems == [ThemeProblem(kind: .repeatedKey(firstLine: 3), key: "palette.sea", line: 4)])
        #expect(problems[0].description == "line 4: palette.sea: stands on line 3 already")
    }
}
