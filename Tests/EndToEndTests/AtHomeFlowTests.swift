import Foundation
import Testing

/// What makes the program at home in a terminal: its commands by name, the mouse, its themes, keys of one's own.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct AtHomeFlowTests {
    private static let light = "rgb:fdfd/f6f6/e3e3"

    @Test func everyCommandIsFoundByItsName() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo"], in: flow.folder) { terminal in
                try await terminal.wait(for: "No account is connected yet.")
                try await terminal.type(":")
                try await terminal.wait(for: "type a part of its name")
                try await terminal.type("add")
                try await terminal.wait(for: "the list to be short") { $0.contains("▌add") && !$0.contains("suspend") }
                try await terminal.press("Enter")
                try await terminal.wait(for: "Which exchange is the account at?")
                // The help page has this screen first, and all others behind it.
                try await terminal.type("?")
                try await terminal.wait(for: "On this screen")
                try await terminal.press("PageDown", "PageDown")
                try await terminal.wait(for: "On “My Exchanges”")
                try await terminal.press("Escape")
            }
        }
    }

    /// Where text is typed a colon is text, and what is typed into the list of commands is no part of a secret.
    @Test func commandsAreFoundWhileASecretIsTyped() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                try await Flow.openForm(terminal)
                try await terminal.type("ab:")
                try await terminal.wait(for: "3 characters")
                try await terminal.press("C-p")
                try await terminal.wait(for: "type a part of its name")
                try await terminal.type("clear")
                try await terminal.wait(for: "▌clear field")
                try await terminal.press("Escape")
                try await terminal.wait(for: "the list to close") { $0.contains("3 characters") && !$0.contains("┌") }
                try await terminal.press("C-p")
                try await terminal.type("clear")
                try await terminal.wait(for: "▌clear field")
                try await terminal.press("Enter")
                try await terminal.wait(for: "the field to be empty") { !$0.contains("3 characters") && $0.contains("API Key") }
            }
        }
    }

    @Test func theMousePressesChoosesAndIsGivenBack() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo"], size: .init(columns: 80, rows: 24), in: flow.folder) { terminal in
                let bytes = try await terminal.record()
                var screen = try await terminal.wait(for: "No account is connected yet.")
                #expect(try await terminal.state("#{mouse_standard_flag}#{mouse_sgr_flag}") == "11")
                try await Self.press("help", screen, terminal)
                try await terminal.wait(for: "On this screen")
                try await terminal.press("Escape")
                screen = try await terminal.wait(for: "the help to close") { !$0.contains("On this screen") }
                try await Self.press("[Connect]", screen, terminal)
                screen = try await terminal.wait(for: "Which exchange is the account at?")
                try await Self.press("Bybit", screen, terminal)
                screen = try await terminal.wait(for: "▌Bybit")
                try await Self.press("OKX", screen, terminal)
                screen = try await terminal.wait(for: "▌OKX")
                try await Self.press("Enter choose", screen, terminal)
                screen = try await terminal.wait(for: "Account mode: Futures mode")
                try await Self.press("continue", screen, terminal)
                screen = try await terminal.wait(for: "▌✓ Manual API key")
                try await Self.press("Fast API", screen, terminal)
                try await terminal.wait(for: "▌✓ Fast API")
                // The wheel moves what is chosen.
                try await terminal.send(Array("\u{1B}[<65;10;10M".utf8))
                try await terminal.wait(for: "▌✓ Manual API key")
                // Releases, and presses outside of everything, do nothing.
                try await terminal.send(Array("\u{1B}[<0;3;3m\u{1B}[<0;500;500M\u{1B}[<2;3;3M".utf8))
                try await terminal.press("F6")
                try await terminal.wait(for: "The mouse is the terminal's now")
                #expect(try await terminal.state("#{mouse_any_flag}") == "0")
                try await terminal.press("F6")
                try await terminal.wait(for: "The mouse chooses, scrolls and presses.")
                #expect(try await terminal.state("#{mouse_any_flag}") == "1")
                try await terminal.press("C-c")
                #expect(try await terminal.exitStatus() == 0)
                #expect(try await terminal.state("#{mouse_any_flag}") == "0")
                let written = String(decoding: try Data(contentsOf: URL(filePath: bytes)), as: UTF8.self)
                #expect(written.contains("\u{1B}[?1006l\u{1B}[?1000l"))
            }
        }
    }

    /// What a double click would press the second time is another screen's hint, at the same place.
    @Test func aDoubleClickIsOnePress() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo"], size: .init(columns: 80, rows: 24), in: flow.folder) { terminal in
                let screen = try await terminal.wait(for: "No account is connected yet.")
                // Both at once, however long the terminal takes to pass them on.
                try await Self.press("Enter connect", screen, terminal, times: 2)
                try await terminal.wait(for: "Which exchange is the account at?")
                try await terminal.send(Array("\u{1B}[<0;4;24M\u{1B}[<0;4;24m\u{1B}[<0;5;24M\u{1B}[<0;5;24m".utf8))
                // The second would have ticked the first of the settings.
                let settings = try await terminal.wait(for: "[ ] Account mode")
                try await Self.press("continue", settings, terminal)
                try await terminal.wait(for: "How should Tidegate connect to OKX?")
            }
        }
    }

    @Test func whereThereIsNoClipboardTheTextIsSaid() async throws {
        try await Flow.run { flow in
            let terminals: [(variables: [String: String], TmuxTerminal.Surroundings, words: String)] = [
                (["TERM": "linux"], .hidden, "To copy: https://"),
                (["TERM": "screen-256color"], .hidden, "which not every terminal allows: https://"),
                (["TERM": "screen-256color", "WT_SESSION": "1"], .hidden, "Copied: https://"),
                // The tmux that runs these tests takes nothing for the clipboard.
                (["TERM": "screen-256color"], .known, "tmux keeps it from the clipboard"),
            ]
            for (variables, surroundings, words) in terminals {
                try await TmuxTerminal.run([Program.path, "demo"], in: flow.folder, environment: variables, within: surroundings) {
                    terminal in
                    try await terminal.wait(for: "No account is connected yet.")
                    try await terminal.press("Enter")
                    try await terminal.wait(for: "Which exchange is the account at?")
                    try await terminal.press("Enter")
                    try await terminal.wait(for: "Account mode: Futures mode")
                    try await terminal.press("y")
                    try await terminal.wait(for: words)
                }
            }
        }
    }

    /// A trap of our own gives the mouse back too.
    @Test(arguments: [SIGSEGV, SIGTERM])
    func theMouseIsGivenBackInTheEnd(signal: Int32) async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo"], in: flow.folder) { terminal in
                try await terminal.wait(for: "No account is connected yet.")
                #expect(try await terminal.state("#{mouse_any_flag}") == "1")
                kill(try await terminal.processIdentifier(), signal)
                #expect(try await terminal.exitStatus() == 128 + signal)
                #expect(try await terminal.state("#{mouse_any_flag} #{alternate_on}") == "0 0")
            }
        }
    }

    @Test func theMouseIsLeftAloneWhereTheConfigurationSaysSo() async throws {
        try await Flow.run { flow in
            try Self.configure(flow, "mouse = false\n")
            try await TmuxTerminal.run([Program.path, "demo", "--home", flow.folder.path], in: flow.folder) { terminal in
                try await terminal.wait(for: "No account is connected yet.")
                #expect(try await terminal.state("#{mouse_any_flag}") == "0")
                try await terminal.press("F6")
                try await terminal.wait(for: "The mouse chooses, scrolls and presses.")
                #expect(try await terminal.state("#{mouse_any_flag}") == "1")
            }
        }
    }

    @Test func aThemeIsSeenBeforeItIsChosen() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo", "--theme", "tidegate-dark"], in: flow.folder) { terminal in
                try await terminal.wait(for: "No account is connected yet.")
                let dark = try await Self.firstLine(terminal)
                try await terminal.press("F3")
                try await terminal.wait(for: "▌Tidegate dark")
                try await terminal.press("Down")
                try await terminal.wait(for: "▌Tidegate light")
                let light = try await Self.firstLine(terminal)
                #expect(light != dark, "the preview shows nothing")
                try await terminal.press("Escape")
                try await terminal.wait(for: "the list to close") { !$0.contains("Esc as it was") }
                #expect(try await Self.firstLine(terminal) == dark)
                try await terminal.press("F3", "Down", "Enter")
                try await terminal.wait(for: "the list to close") { !$0.contains("Esc as it was") && $0.contains("No account") }
                #expect(try await Self.firstLine(terminal) == light)
            }
        }
    }

    /// The language and the theme of the last time are there again, unless an option or the configuration says otherwise.
    @Test func whatWasChosenIsThereAtTheNextStart() async throws {
        try await Flow.run { flow in
            let configuration = try Data(contentsOf: URL(filePath: flow.folder.path + "/config.toml"))
            let state = flow.folder.path + "/state.toml"
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                try await terminal.wait(for: "Nobody can recover a forgotten passphrase.")
                try await terminal.press("F2")
                try await terminal.wait(for: "创建保险库")
                try await terminal.press("F3")
                try await terminal.wait(for: "▌潮闸 深色")
                try await terminal.press("Down", "Enter")
                try await terminal.wait(for: "the list to close") { !$0.contains("潮闸 深色") }
                // A signal would overtake keys that have not been read.
                try await terminal.press("C-c")
                #expect(try await terminal.exitStatus() == 0)
            }
            let text = try String(contentsOfFile: state, encoding: .utf8)
            #expect(text.contains("zh-Hans") && text.contains("theme"), "\(text)")
            #expect(try FileManager.default.attributesOfItem(atPath: state)[.posixPermissions] as? Int == 0o600)
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                try await terminal.wait(for: "创建保险库")
                try await terminal.press("F3")
                try await terminal.wait(for: "▌潮闸 浅色")
            }
            _ = try await TmuxTerminal.run(flow.interface("--lang", "en"), in: flow.folder) { try await $0.wait(for: "Create vault") }
            try await TmuxTerminal.run([Program.path, "demo", "--home", flow.folder.path], in: flow.folder) { terminal in
                try await terminal.wait(for: "No account is connected yet.")
                try await terminal.press("F2")
                try await terminal.wait(for: "F2 English")
            }
            #expect(try Data(contentsOf: URL(filePath: flow.folder.path + "/config.toml")) == configuration)
            #expect(try String(contentsOfFile: state, encoding: .utf8) == text, "the demo remembers nothing")
            try flow.folder.write("language = \"en\"\n" + String(decoding: configuration, as: UTF8.self), to: "config.toml")
            _ = try await TmuxTerminal.run(flow.interface(), in: flow.folder) { try await $0.wait(for: "Create vault") }
            // A damaged one is no reason not to start.
            try flow.folder.write("language = ", to: "state.toml")
            _ = try await TmuxTerminal.run(flow.interface(), in: flow.folder) { try await $0.wait(for: "The file was kept as") }
        }
    }

    /// The answer comes in two pieces with keys before and after it, as over a slow line: none of them is lost, and none is made up.
    @Test func theTerminalsBackgroundDecidesOnTheTheme() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo", "--theme", "tidegate-light"], in: flow.folder) { terminal in
                try await terminal.wait(for: "No account is connected yet.")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Which exchange")
                let wanted = try await Self.firstLine(terminal)
                try await TmuxTerminal.run([Program.path, "demo"], in: flow.folder, environment: ["COLORFGBG": "15;0"]) { terminal in
                    let before = try await terminal.wait(for: "No account is connected yet.")
                    #expect(!before.isEmpty)
                    let dark = try await Self.firstLine(terminal)
                    try await terminal.send(Array("\r\u{1B}]11;\(Self.light.prefix(9))".utf8))
                    try await terminal.wait(for: "Which exchange")
                    try await terminal.send(Array("\(Self.light.dropFirst(9))\u{1B}\\/ok".utf8))
                    try await terminal.wait(for: "what was typed after the answer") {
                        $0.contains("▌Filter") && $0.contains(" ok\n") && !$0.contains("rgb") && !$0.contains("e3e3")
                    }
                    let light = try await Self.firstLine(terminal)
                    #expect(light != dark && light == wanted)
                }
                // The variable decides until the terminal answers.
                try await TmuxTerminal.run([Program.path, "demo"], in: flow.folder, environment: ["COLORFGBG": "0;15"]) { terminal in
                    try await terminal.wait(for: "No account is connected yet.")
                    try await terminal.press("Enter")
                    try await terminal.wait(for: "Which exchange")
                    #expect(try await Self.firstLine(terminal) == wanted)
                }
            }
        }
    }

    @Test func keysOfOnesOwnWork() async throws {
        try await Flow.run { flow in
            try Self.configure(flow, "[keys.everywhere]\nlanguage = [\"F8\", \"Alt-l\"]\n[keys.my-exchanges]\nadd = \"F5\"\n")
            try await TmuxTerminal.run([Program.path, "demo", "--home", flow.folder.path], in: flow.folder) { terminal in
                let screen = try await terminal.wait(for: "No account is connected yet.")
                #expect(screen.contains("F8 中文") && screen.contains("F5 add"))
                try await terminal.press("F2", "a")
                try await terminal.press("F8")
                try await terminal.wait(for: "我的交易所")
                try await terminal.press("M-l")
                try await terminal.wait(for: "No account is connected yet.")
                try await terminal.press("F5")
                try await terminal.wait(for: "Which exchange is the account at?")
            }
        }
    }

    @Test func mistakesInTheConfigurationAreNamedWithTheirLine() async throws {
        try await Flow.run { flow in
            let mistakes = [
                ("theme = \"nightfall\"\n", "line 1: theme: expected the name of a theme (auto, tidegate-dark"),
                (
                    "\n[keys.my-exchanges]\nadd = \"r\"\n",
                    "line 3: keys.my-exchanges.add: expected another key than r, which is that of my-exchanges.refresh"
                ),
                ("[keys.everywhere]\nquite = \"F9\"\n", "line 2: keys.everywhere.quite: expected one of help, palette,"),
            ]
            for (text, words) in mistakes {
                try text.write(toFile: flow.folder.path + "/config.toml", atomically: true, encoding: .utf8)
                let outcome = try await Program.run(["demo", "--home", flow.folder.path], in: flow.folder)
                #expect(outcome.status == 32)
                #expect(outcome.complaint.contains("config.toml, " + words), "\(outcome.complaint)")
            }
            // What an option names is not the configuration's mistake.
            let outcome = try await Program.run(["demo", "--theme", "nightfall"], in: flow.folder)
            #expect(outcome.status == 32 && outcome.complaint.contains("There is no theme “nightfall”."))
        }
    }

    @Test func ambiguousCharactersAreAvoidedWhereTheyAreWide() async throws {
        try await Flow.run { flow in
            try Self.configure(flow, "ambiguous_width = \"wide\"\n")
            for language in ["en", "zh-Hans"] {
                try await TmuxTerminal.run([Program.path, "demo", "--home", flow.folder.path, "--lang", language], in: flow.folder) {
                    terminal in
                    let bytes = try await terminal.record()
                    try await terminal.wait(for: language == "en" ? "No account is connected yet." : "还没有连接任何账户。")
                    try await terminal.type("?")
                    try await terminal.wait(for: "+----") { $0.contains("+ ") && $0.contains("------") }
                    let written = String(decoding: try Data(contentsOf: URL(filePath: bytes)), as: UTF8.self)
                    #expect(!written.unicodeScalars.contains { "“”‘’…·×→←↑↓─│┌┐└┘▌█–—".unicodeScalars.contains($0) })
                }
            }
        }
    }

    @Test func theConfiguredSandboxIsCalledOne() async throws {
        try await Flow.run { flow in
            let text = "[sites.lab]\nexchange = \"okx\"\nrest = \"\(flow.sandbox.origin)\"\nsandbox = true\n"
            try text.write(toFile: flow.folder.path + "/config.toml", atomically: true, encoding: .utf8)
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                try await Flow.openForm(terminal)
                #expect(try await terminal.wait(for: "SANDBOX").contains("LIVE") == false)
            }
        }
    }

    // MARK: Steps

    /// Presses the mouse on words that are on the screen.
    private static func press(_ words: String, _ screen: String, _ terminal: TmuxTerminal, times: Int = 1) async throws {
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.lastIndex { $0.contains(words) }, "“\(words)” is not on the screen:\n\(screen)")
        let column = lines[row].distance(from: lines[row].startIndex, to: try #require(lines[row].range(of: words)).lowerBound)
        let once = "\u{1B}[<0;\(column + 1);\(row + 1)M\u{1B}[<0;\(column + 1);\(row + 1)m"
        try await terminal.send(Array(String(repeating: once, count: times).utf8))
    }

    /// The first line with its colours.
    private static func firstLine(_ terminal: TmuxTerminal) async throws -> String {
        try await String(terminal.styledScreen().prefix { $0 != "\n" })
    }

    private static func configure(_ flow: Flow, _ text: String) throws {
        try text.write(toFile: flow.folder.path + "/config.toml", atomically: true, encoding: .utf8)
    }
}
