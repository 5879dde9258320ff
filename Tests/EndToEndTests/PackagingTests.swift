import Foundation
import TestSupport
import Testing

/// What the program prints of itself for shells and for man.
@Suite(.timeLimit(.minutes(30)))
struct PackagingTests {
    private static func printed(_ arguments: String...) async throws -> String { try await printed(arguments) }

    private static func printed(_ arguments: [String]) async throws -> String {
        let folder = try TemporaryFolder()
        let outcome = try await Program.run(arguments, in: folder)
        #expect(outcome.status == 0, "\(outcome.complaint)")
        #expect(outcome.complaint.isEmpty)
        return outcome.output
    }

    /// Runs another program over a text; `nil` where it is not installed.
    private static func judged(_ text: String, by executable: String, _ arguments: String...) async throws -> Program.Outcome? {
        guard FileManager.default.isExecutableFile(atPath: executable) else { return nil }
        let folder = try TemporaryFolder()
        try folder.write(text, to: "text")
        return try await Program.run(
            executable, arguments + [folder.path + "/text"], in: folder, environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
    }

    /// The names of the commands, from the program's own help.
    private static func commands() async throws -> [String] {
        let help = try await printed("--help")
        let list = help.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != "Commands:" }.dropFirst().prefix {
            !$0.isEmpty
        }
        let names = list.compactMap { line -> String? in
            guard line.hasPrefix("  "), !line.hasPrefix("   "), let name = line.split(separator: " ").first else { return nil }
            return String(name)
        }
        #expect(names.count > 15, "\(help)")
        return names
    }

    @Test func theManualNamesEveryCommandAndEveryCauseAndHasNoFlaw() async throws {
        let page = try await Self.printed("manual")
        let chinese = try await Self.printed("manual", "--lang", "zh")
        #expect(
            chinese.contains(#".SH "\[u9000]\:\[u51FA]"#) && chinese.split(separator: "\n").count == page.split(separator: "\n").count + 1)
        for command in try await Self.commands() { #expect(page.contains("tidegate \(command)"), "\(command) is not in the manual") }
        for cause in ["ip\\-not\\-allowed", "vault\\-passphrase\\-wrong", "terminal\\-unsuitable", "confirmation\\-needed"] {
            #expect(page.contains(cause))
        }
        for option in ["\\-\\-plain", "\\-\\-home <folder>", "\\-\\-allow\\-withdraw"] { #expect(page.contains(option), "\(option)") }
        for (judge, arguments) in [("/usr/bin/groff", ["-man", "-ww", "-z", "-Tutf8"]), ("/usr/bin/mandoc", ["-Tlint", "-Wwarning"])] {
            guard FileManager.default.isExecutableFile(atPath: judge) else { continue }
            for page in [page, chinese] {
                let folder = try TemporaryFolder()
                try folder.write(page, to: "page")
                let outcome = try await Program.run(
                    judge, arguments + [folder.path + "/page"], in: folder, environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
                #expect(
                    outcome.status == 0 && outcome.complaint.isEmpty && outcome.output.isEmpty,
                    "\(judge): \(outcome.output)\(outcome.complaint)")
            }
        }
    }

    /// The columns that a line takes in a terminal.
    private static func columns(_ line: Substring) -> Int { line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) } }

    /// Everything that help says is there in Chinese too, and fits the terminal there as well.
    @Test func helpSpeaksChinese() async throws {
        let commands = try await Self.commands() + ["vault create", "vault verify", "vault change-passphrase", "vault path"]
        for command in [""] + commands {
            let page = try await Self.printed(["--lang", "zh"] + command.split(separator: " ").map(String.init) + ["--help"])
            for line in page.split(separator: "\n") {
                #expect(Self.columns(line) <= 80, "\(command): \(line)")
                // What explains something stands in its column, behind what it explains.
                let words = line.hasPrefix("  ") ? line.dropFirst(26) : line
                let isSaid = words.unicodeScalars.contains { $0.value >= 0x2E80 } || words.isEmpty || !words.contains(" ")
                #expect(isSaid, "\(command) has a line in English: \(line)")
            }
        }
        for (variables, word) in [(["LC_ALL": "zh_CN.UTF-8"], "用法"), (["LC_ALL": "C.UTF-8"], "Usage")] {
            let folder = try TemporaryFolder()
            #expect(try await Program.run(["--help"], in: folder, environment: variables).output.contains(word))
            // The configuration has a word in it too.
            try folder.write("language = \"zh\"\n", to: "config.toml")
            #expect(try await Program.run(["--help", "--home", folder.path], in: folder, environment: variables).output.contains("用法"))
        }
        #expect(try await Self.printed("completions", "fish", "--lang", "zh").contains("逐项验证一个连接"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsNameEveryCommandAndAreGoodScripts(shell: String) async throws {
        let script = try await Self.printed("completions", shell)
        for command in try await Self.commands() { #expect(script.contains(command), "\(command)") }
        if let outcome = try await Self.judged(script, by: "/usr/bin/\(shell)", "-n") {
            #expect(outcome.status == 0, "\(outcome.complaint)")
        }
    }

    /// The options that stand before every command, at the root and where a command has commands of its own.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/bash")))
    func bashCompletesWhatStandsBeforeACommand() async throws {
        let folder = try TemporaryFolder()
        try folder.write(try await Self.printed("completions", "bash"), to: "tidegate.bash")
        let attempts = [
            ("tidegate --pl", "--plain"), ("tidegate --pas", "--passphrase-file"), ("tidegate --ho", "--home"),
            ("tidegate --theme tidegate-d", "tidegate-dark"),
            ("tidegate vault --la", "--lang"), ("tidegate connect o", "okx"), ("tidegate --home /tmp stat", "status"),
            ("tidegate status --si", "--site"),
        ]
        let script = """
            source "$1"
            while read -r line; do
                COMP_WORDS=($line); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=$line; COMP_POINT=${#line}; COMPREPLY=()
                _tidegate tidegate "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                echo "${COMPREPLY[*]}"
            done
            """
        let outcome = try await Program.run(
            "/usr/bin/bash", ["-c", script, "bash", folder.path + "/tidegate.bash"], input: attempts.map { $0.0 + "\n" }.joined(),
            in: folder,
            environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
        let replies = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (attempt, reply) in zip(attempts, replies) {
            #expect(reply.split(separator: " ").contains { $0 == attempt.1 }, "\(attempt.0): \(reply) \(outcome.complaint)")
        }
        #expect(replies.count > attempts.count - 1)
        for arguments in [["--help"], ["help"]] {
            let help = try await Program.run(arguments, in: folder)
            #expect(help.status == 0 && help.output.contains("--plain") && help.output.contains("--passphrase-file"))
        }
    }

    @Test func otherShellsAreRefusedAndJSONWorks() async throws {
        let folder = try TemporaryFolder()
        #expect(try await Program.run(["completions", "tcsh"], in: folder).status == 64)
        let outcome = try await Program.run(["manual", "--json"], in: folder)
        #expect(try outcome.json()["schema"] as? Int == 1)
    }
}
