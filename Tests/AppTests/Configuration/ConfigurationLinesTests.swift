import Domain
import Testing

@testable import App

/// The line that is named is that of the mistake, however the file is written.
@Suite struct ConfigurationLinesTests {
    private func message(_ text: String) throws -> String {
        try #require(throws: Failure.self) { _ = try Configuration.parse(Array(text.utf8), file: "config.toml") }.message.english
    }

    @Test(
        arguments: [
            // The line ends of Windows.
            (
                "# mine\r\nlanguage = \"en\"\r\n\r\n[sites.lab]\r\nexchange = \"okx\"\r\nrest = \"http://okx.lab.example\"\r\n", 6,
                "sites.lab.rest"
            ),
            ("# mine\r\n\r\nlanguage = \"en\"\r\nlock_after_minuts = 5\r\n", 4, "lock_after_minuts"),
            ("[sites.lab]\r\nexchange = \"okx\"\r\nrest = \"http://okx.lab.example\"\r\n", 3, "sites.lab.rest"),
            ("language = \"en\"\r\ntheme = \"a\"\r\nlanguage = \"en\"\r\n", 3, "language"),
            ("language = \"en\"\r\nrefresh_seconds = = 3\r\n", 2, "valid TOML"),
            // Strings over several lines, with what looks like keys in them.
            ("passphrase_command = \"\"\"\nlanguage = x\n\"\"\"\nlanguage = \"fr\"\n", 4, "language"),
            ("passphrase_command = '''\nlanguage = x\n[vault]\n# \"\n'''\nlanguage = \"fr\"\n", 6, "language"),
            ("passphrase_command = \"\"\"a\\\"\"\"\"\nlanguage = \"fr\"\n", 2, "language"),
            ("passphrase_command = \"a # b = [c\"\nlanguage = \"fr\"\n", 2, "language"),
            ("passphrase_command = 'a\\'\nlanguage = \"fr\"\n", 2, "language"),
            // Dots, quotes and blanks in keys.
            ("\nvault.work_factor = 99\n", 2, "vault.work_factor"),
            ("\n\n\"vault\" . 'work_factor' = 99\n", 3, "vault.work_factor"),
            ("[ sites . \"lab\" ]\nexchange = \"okx\"\nrest = \"x\"\n", 3, "sites.lab.rest"),
            ("[\"sites\".\"l.b\"]\nexchange = \"okx\"\n", 1, "sites.l.b"),
            ("\"langu\\u0061ge\" = \"en\"\n\"th\\U00000065me\" = 3\n", 2, "theme"),
            ("sites.lab.exchange = \"okx\"\n\nsites.lab.rest = \"x\"\n", 3, "sites.lab.rest"),
            // Tables in a line, lists over several.
            ("theme = \"a\"\nvault = { work_factor = 99 }\n", 2, "vault.work_factor"),
            ("sites = { lab = { exchange = \"okx\", rest = \"x\" } }\n", 1, "sites.lab.rest"),
            ("[keys.my-exchanges]\nrefresh = [\n  \"R\", # here\n\n  \"Wrong\",\n]\n", 5, "keys.my-exchanges.refresh"),
            ("[keys.my-exchanges]\nrefresh = [\r\n\"R\",\r\n3]\r\n", 4, "keys.my-exchanges.refresh"),
            ("[keys]\nmy-exchanges = { refresh = \"R\" }\nlist = { nothing = \"x\" }\n", 3, "keys.list"),
            ("[keys.my-exchanges]\n\nnothing = \"x\"\n", 3, "keys.my-exchanges.nothing"),
            // A byte order mark in front of the file.
            ("\u{FEFF}theme = \"a\"\nlanguage = \"fr\"\n", 2, "language"),
            // Without a line end at the end.
            ("theme = \"a\"\n\n\nmouse = 3", 4, "mouse"),
        ] as [(String, Int, String)])
    func theLineOfTheMistakeIsNamed(_ text: String, _ line: Int, _ key: String) throws {
        let message = try message(text)
        #expect(message.contains("config.toml, line \(line): ") && message.contains(key), "\(message)")
    }

    @Test(arguments: [
        ("theme = \"a\"\nmouse = true\n\ntheme = \"b\"\n", "theme", 4, 1),
        ("[vault]\nwork_factor = 15\nwork_factor = 16\n", "vault.work_factor", 3, 2),
        ("[vault]\nwork_factor = 15\n\n[vault]\n", "vault", 4, 1),
        ("vault = { work_factor = 15 }\n[vault]\n", "vault", 2, 1),
        ("vault.work_factor = 15\nvault.\"work_factor\" = 16\n", "vault.work_factor", 2, 1),
        ("[keys.my-exchanges]\nrefresh = \"R\"\n[keys.\"my-exchanges\"]\n", "keys.my-exchanges", 3, 1),
        ("vault = { work_factor = 15, work_factor = 16 }\n", "vault.work_factor", 1, 1),
        ("passphrase_command = \"\"\"\ntheme = 1\n\"\"\"\ntheme = \"a\"\n'theme' = \"b\"\n", "theme", 5, 4),
    ])
    func aKeyThatStandsTwiceIsNamed(_ text: String, _ key: String, _ line: Int, _ first: Int) throws {
        let message = try message(text)
        #expect(message.contains("line \(line): \(key): ") && message.contains("stands on line \(first) already"), "\(message)")
    }

    @Test func nothingIsCalledARepetitionThatIsNone() throws {
        for text in [
            "[keys.my-exchanges]\nrefresh = \"R\"\n[keys.everywhere]\nthemes = \"F7\"\n", "vault.work_factor = 15\ntheme = \"a\"\n",
            "[sites.a]\nexchange = \"okx\"\nrest = \"https://a.example\"\n[sites.b]\nexchange = \"okx\"\nrest = \"https://a.example\"\n",
            "[sites]\na.exchange = \"okx\"\na.rest = \"https://a.example\"\n",
            "[sites.a]\nexchange = \"okx\"\nrest = \"https://a.example\"\n[sites]\n",
        ] {
            _ = try Configuration.parse(Array(text.utf8), file: "config.toml")
        }
        #expect(try message("theme = \"a\"\nmouse = = 1\ntheme = \"b\"\n").contains("line 2: expected valid TOML"))
        #expect(try message(String(repeating: "[", count: 100_000)).contains("valid TOML"))
        #expect(try message("a = " + String(repeating: "[", count: 100_000)).contains("config.toml"))
    }

    /// The parser never gets a header without a key, which it could not handle.
    @Test(arguments: [
        "[[[x]]]", "[=]", "[.a]", "[#", "[", "[[", "[ \"", "[a.]", "[[a.b..c]]", "[\u{E9}]", String(repeating: "[", count: 1_000),
    ])
    func aHeaderWithoutAKeyIsAMistakeAndNoCrash(_ header: String) throws {
        #expect(try message("theme = \"a\"\n\n\(header)\nmouse = true\n").contains("line 3: expected valid TOML"))
        #expect(try message("theme = \"a\"\n\n\(header)").contains("line 3: expected valid TOML"))
        #expect(try message("theme = = 1\n\(header)\n").contains("line 1: expected valid TOML"), "the first mistake is named")
        #expect(try message("theme = \"a\"\ntheme = \"b\"\n\(header)\n").contains("line 2: theme: "))
    }

    @Test func aKeyOfTooManyPartsIsAMistake() throws {
        let parts = Array(repeating: "a", count: 60_000).joined(separator: ".")
        #expect(try message("theme = \"a\"\n\(parts) = 1\n").contains("line 2: expected valid TOML"))
        #expect(try message("theme = \"a\"\n[\(parts)]\n").contains("line 2: expected valid TOML"))
    }

    @Test func theLineOfBytesThatAreNoTextIsNamed() throws {
        for bytes in [[0xFF], [0x00], [0xC3]] as [[UInt8]] {
            let text = Array("theme = \"a\"\r\nmouse = true\r\nname = \"".utf8) + bytes + Array("\"\r\n".utf8)
            let failure = try #require(throws: Failure.self) { _ = try Configuration.parse(text, file: "config.toml") }
            #expect(failure.message.english.contains("line 3: expected UTF-8 text"))
        }
    }
}
