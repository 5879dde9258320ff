import Foundation
import TestSupport
import Testing

/// What becomes of output that cannot be written, or not be shown.
@Suite(.timeLimit(.minutes(5)))
struct OutputTests {
    /// Runs a line of a shell in which `$tidegate` is the program.
    private static func shell(_ line: String, in folder: TemporaryFolder, environment: [String: String] = [:]) async throws
        -> Program.Outcome
    {
        var variables = Program.environment(folder, adding: environment)
        variables["tidegate"] = Program.path
        return try await Program.run("/bin/sh", ["-c", line], in: folder, environment: variables)
    }

    /// A vault with one connection and a passphrase in a file, beside a running sandbox.
    private static func withVault(_ body: (Flow) async throws -> Void) async throws {
        try await Flow.run { flow in
            try flow.folder.write("correct horse battery staple\n", to: "passphrase")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: flow.folder.path + "/passphrase")
            let given = ["--home", flow.folder.path, "--passphrase-file", flow.folder.path + "/passphrase"]
            #expect(try await Program.run(["vault", "create"] + given, in: flow.folder).status == 0)
            let made = try await Program.run(
                ["connect", "okx", "--name", "main", "--site", "lab"] + given, input: flow.sandbox.sample("main").lines, in: flow.folder)
            #expect(made.status == 0, "\(made.complaint)")
            try await body(flow)
        }
    }

    // MARK: Output that cannot be written

    /// Every command that prints, with what it needs.
    private static let printing = [
        "--help", "-h", "help", "--version", "status --help", "help vault", "vault", "vault --help", "--generate-completion-script bash",
        "completions bash", "completions fish --json", "manual", "manual --json", "explain 50110", "explain 50110 --json", "themes",
        "themes --json",
        "vault path", "vault path --json", "vault verify", "vault verify --json", "list", "list --json", "status", "status --json",
        "status main",
        "check main", "check main --json", "settings main", "settings main --json", "doctor", "doctor --json", "sandbox --port 0",
        "sandbox --port 0 --json",
        "rename main main2 --json",
    ]

    private static let unwritable = [
        (place: "> /dev/full", words: "there is no room left"),
        (place: ">&-", words: "it is closed"),
    ]

    @Test func whatCannotBeWrittenIsToldByEveryCommand() async throws {
        try await Self.withVault { flow in
            for command in Self.printing {
                // Help takes no folder, and needs none.
                let isHelp =
                    ["-h", "help", "--", "completion"].contains { command.hasPrefix($0) } || command.hasSuffix("--help")
                    || command == "vault"
                let given = isHelp ? "" : " --home '\(flow.folder.path)' --passphrase-file '\(flow.folder.path)/passphrase'"
                for (place, words) in Self.unwritable {
                    let outcome = try await Self.shell("$tidegate \(command)\(given) \(place)", in: flow.folder)
                    #expect(outcome.status == 34, "\(command) \(place): \(outcome.status) \(outcome.complaint)")
                    #expect(
                        outcome.complaint.contains("tidegate: Standard output could not be written: \(words)"),
                        "\(command) \(place): \(outcome.complaint)")
                    #expect(outcome.complaint.components(separatedBy: "could not be written").count == 2, "said once: \(outcome.complaint)")
                    // The name was changed the first time, which is not undone by what could not be printed.
                    if command.hasPrefix("rename") { _ = try await Self.shell("$tidegate rename main2 main \(given)", in: flow.folder) }
                }
            }
        }
    }

    @Test func itIsSaidInTheLanguageThatIsSet() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Self.shell("$tidegate --version > /dev/full", in: folder, environment: ["LC_ALL": "zh_CN.UTF-8"])
        #expect(outcome.status == 34 && outcome.complaint.contains("无法写入标准输出：磁盘空间不足。"), "\(outcome.complaint)")
        let themes = try await Self.shell("$tidegate themes --lang zh-Hans > /dev/full", in: folder)
        #expect(themes.status == 34 && themes.complaint.contains("无法写入标准输出"), "\(themes.complaint)")
    }

    /// A failure whose report nobody could read says both, and ends with the status of what could not be written.
    @Test func aFailureThatCannotBeReportedSaysBoth() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Self.shell("$tidegate status --json --home \"$HOME\" > /dev/full", in: folder)
        #expect(outcome.status == 34)
        #expect(
            outcome.complaint.contains("There is no vault") && outcome.complaint.contains("could not be written"), "\(outcome.complaint)")
        // Where nothing was to be printed, there is nothing that could not be.
        let text = try await Self.shell("$tidegate status --home \"$HOME\" > /dev/full", in: folder)
        #expect(text.status == 30 && !text.complaint.contains("could not be written"), "\(text.complaint)")
    }

    /// A file that reaches the size limit, as on a full disk; the signal that the system sends then must not end the program.
    @Test func aFileThatMayNotGrowIsToldAndEndsNothing() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Self.shell("ulimit -f 1; $tidegate manual > \"$HOME/manual\"", in: folder)
        #expect(
            outcome.status == 34 && outcome.complaint.contains("the file would be larger than is allowed"),
            "\(outcome.status) \(outcome.complaint)")
    }

    @Test func aReaderThatWentAwayIsNoFailure() async throws {
        let folder = try TemporaryFolder()
        for command in [
            "--help", "--version", "manual", "completions zsh", "themes", "themes --json", "explain 50110", "help status", "vault path",
        ] {
            // The reader has gone before the program begins.
            let outcome = try await Self.shell("mkfifo p; sleep 0 < p & exec 3> p; wait; rm p; $tidegate \(command) >&3", in: folder)
            #expect(outcome.status == 0 && outcome.complaint.isEmpty, "\(command): \(outcome.status) \(outcome.complaint)")
        }
    }

    /// A closed standard descriptor is not reused for a file of ours, which would then get the output.
    @Test func noFileOfOursTakesTheNumberOfAClosedDescriptor() async throws {
        try await Self.withVault { flow in
            let vault = try Data(contentsOf: URL(filePath: flow.folder.path + "/vault.age"))
            let given = "--home '\(flow.folder.path)' --passphrase-file '\(flow.folder.path)/passphrase'"
            for closed in [">&-", "2>&-", "<&- >&- 2>&-"] {
                for command in ["list", "vault verify", "status --json", "no-such-command"] {
                    _ = try await Self.shell("$tidegate \(command) \(given) \(closed)", in: flow.folder)
                }
            }
            #expect(try Data(contentsOf: URL(filePath: flow.folder.path + "/vault.age")) == vault)
            let listed = try await Self.shell("$tidegate list \(given)", in: flow.folder)
            #expect(listed.status == 0 && listed.output.contains("main"))
        }
    }

    @Test func whatIsWrongWithTheArgumentsIsToldOnStandardErrorAsBefore() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Self.shell("$tidegate --no-such-option > /dev/full", in: folder)
        #expect(outcome.status == 64 && outcome.complaint.contains("no-such-option"))
    }

    /// A narrow terminal, and sizes in the environment that no terminal has.
    @Test(arguments: ["1", "20", "0", "-1", "-9223372036854775808", "9223372036854775807", "99999999999999999999", "wide", "100"])
    func helpIsShownInAnyWidth(columns: String) async throws {
        let folder = try TemporaryFolder()
        for command in ["--help", "status --help", "help vault", "vault", "sandbox --help", "--no-such-option", "sandbox --port x"] {
            let outcome = try await Self.shell("$tidegate \(command)", in: folder, environment: ["COLUMNS": columns, "LINES": columns])
            #expect([0, 64].contains(outcome.status), "\(command): \(outcome.status)")
            #expect((outcome.output + outcome.complaint).contains("tidegate"), "\(command)")
        }
    }

    // MARK: What a terminal can show

    struct Locale: Sendable, CustomTestStringConvertible {
        let variables: [String: String]
        var testDescription: String { variables.map { "\($0)=\($1)" }.sorted().joined(separator: " ") }

        init(all: String = "", ctype: String = "", lang: String = "") {
            variables = ["LC_ALL": all, "LC_CTYPE": ctype, "LANG": lang]
        }
    }

    @Test(arguments: [
        Locale(lang: "zh_CN.GBK"), Locale(lang: "zh_CN.GB18030"), Locale(lang: "zh_CN.gb2312"), Locale(lang: "zh_TW.BIG5"),
        Locale(lang: "zh_CN"), Locale(),
        Locale(all: "C", lang: "zh_CN.UTF-8"), Locale(all: "POSIX", ctype: "zh_CN.UTF-8", lang: "zh_CN.UTF-8"),
        Locale(ctype: "zh_CN.GBK", lang: "zh_CN.UTF-8"),
        Locale(all: "zh_CN.GBK", ctype: "C.UTF-8"), Locale(ctype: "en_US.ISO-8859-1", lang: "zh_CN.UTF-8"), Locale(lang: "ru_RU.KOI8-R"),
        Locale(lang: "ja_JP.eucJP"),
    ])
    func whereLettersCannotBeShownCommandsSpeakEnglishInASCII(locale: Locale) async throws {
        let folder = try TemporaryFolder()
        try folder.write("refresh_seconds = \"often\"\n", to: "config.toml")
        for command in [
            "--help", "status --help", "list", "list --json", "list --lang zh-Hans", "explain 50110 --lang zh-Hans", "manual",
            "completions bash", "themes", "doctor",
            "vault path --json", "explain 99999", "no-such-command", "sandbox --port 99999", "connect okx --name x --site nowhere",
            "--version > /dev/full",
            "--lang zh-Hans",
        ] {
            let home = command.hasPrefix("list") || command == "doctor" ? " --home \"$HOME\"" : ""
            let outcome = try await Self.shell("$tidegate \(command)\(home)", in: folder, environment: locale.variables)
            for text in [outcome.output, outcome.complaint] {
                #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(command): \(text)")
                #expect(!text.contains("??"), "\(command) lost what it had to say: \(text)")
            }
            #expect(!(outcome.output + outcome.complaint).isEmpty, "\(command)")
        }
    }

    @Test(arguments: [
        Locale(lang: "zh_CN.UTF-8"), Locale(lang: "zh_CN.utf8"), Locale(all: "zh_CN.UTF-8", lang: "C"),
        Locale(ctype: "zh_CN.UTF-8", lang: "zh_CN.UTF-8"),
        Locale(ctype: "C.UTF-8", lang: "zh_CN.GBK"), Locale(lang: "zh_CN.UTF-8@pinyin"),
    ])
    func whereTheyCanTheyAreShown(locale: Locale) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Self.shell("$tidegate list --home \"$HOME\"", in: folder, environment: locale.variables)
        #expect(outcome.status == 30 && outcome.complaint.contains("没有"), "\(outcome.complaint)")
    }

    /// JSON says the same in ASCII; a path is what it is.
    @Test func programsGetEveryLetterEverywhere() async throws {
        let folder = try TemporaryFolder()
        let plain = try await Self.shell("$tidegate vault path --json --home \"$HOME/币圈👍🏽\"", in: folder)
        let escaped = try await Self.shell("$tidegate vault path --json --home \"$HOME/币圈👍🏽\"", in: folder, environment: ["LC_ALL": "C"])
        #expect(try escaped.json()["path"] as? String == plain.json()["path"] as? String)
        #expect(try (plain.json()["path"] as? String)?.hasSuffix("/币圈👍🏽/vault.age") == true)
        let path = try await Self.shell("$tidegate vault path --home \"$HOME/币圈\"", in: folder, environment: ["LC_ALL": "C"])
        #expect(path.output == folder.path + "/币圈/vault.age\n")
    }
}

/// Names in scripts whose letters join, in a real terminal.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(5)))
struct NamesFlowTests {
    @Test func noLetterOfANameIsLostAndColumnsLineUp() async throws {
        let names = ["हिन्दी", "🇩🇪flag", "👍🏽tone"]
        try await VaultFlow.run { flow in
            try await flow.succeed("vault", "create")
            for (name, account) in zip(names, ["main", "hedge", "sub"]) {
                let sample = try flow.flow.sandbox.sample(account)
                try await flow.succeed("connect", "okx", "--name", name, "--site", "lab", input: sample.lines)
            }
            try await flow.interface { terminal in
                try await VaultFlow.unlock(terminal, until: "tone")
                let screen = try await terminal.wait(for: "all three names") { screen in names.allSatisfy { screen.contains($0) } }
                // The frame around the list ends in one column, counted as the terminal counts.
                let ends = screen.split(separator: "\n").compactMap { line in
                    line.range(of: "││").map { Self.columns(line[..<$0.lowerBound]) }
                }
                #expect(ends.count > 10 && Set(ends).count == 1, "\(ends)\n\(screen)")
                for name in names {
                    #expect(screen.split(separator: "\n").contains { $0.contains(name) && $0.contains("││") }, "\(screen)")
                }
            }
        }
    }

    @Test(arguments: ["2000000000", "0", "-5", "100000"])
    func sizesInTheEnvironmentThatNoTerminalHasChangeNothing(size: String) async throws {
        try await TmuxTerminal.run([Program.path, "demo"], in: TemporaryFolder(), environment: ["COLUMNS": size, "LINES": size]) {
            terminal in
            _ = try await terminal.wait(for: "No account is connected yet.")
        }
    }

    /// Line by line the interface may write to anything, a full disk too.
    @Test(arguments: [("> /dev/full", 34), ("| :", 0)])
    func thePlainModeSaysThatItCannotBeRead(place: String, status: Int32) async throws {
        let folder = try TemporaryFolder()
        // The reader of the pipe has gone before the program begins.
        let line =
            place == "| :"
            ? "mkfifo p; sleep 0 < p & exec 3> p; wait; exec '\(Program.path)' demo --plain >&3"
            : "exec '\(Program.path)' demo --plain \(place)"
        try await TmuxTerminal.run(["/bin/sh", "-c", line], in: folder) { terminal in
            #expect(try await terminal.exitStatus() == status)
            let complaint = try String(contentsOfFile: terminal.complaints, encoding: .utf8)
            #expect(complaint.contains("Standard output could not be written: there is no room left") == (status == 34), "\(complaint)")
        }
    }

    /// As a terminal counts that goes by `wcwidth`: everything else on the screen takes one column each.
    private static func columns(_ text: Substring) -> Int {
        [("हिन्दी", 5), ("🇩🇪flag", 6), ("👍🏽tone", 8)].reduce(String(text)) { $0.replacing($1.0, with: String(repeating: "x", count: $1.1)) }
            .unicodeScalars.count
    }
}
