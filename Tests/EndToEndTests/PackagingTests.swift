import Foundation
import Testing

/// What the program prints of itself for shells and for man.
@Suite(.timeLimit(.minutes(2)))
struct PackagingTests {
    private static func printed(_ arguments: String...) async throws -> String {
        let folder = try Folder()
        let outcome = try await Program.run(arguments, in: folder)
        #expect(outcome.status == 0, "\(outcome.complaint)")
        #expect(outcome.complaint.isEmpty)
        return outcome.output
    }

    /// Runs another program over a text; `nil` where it is not installed.
    private static func judged(_ text: String, by executable: String, _ arguments: String...) async throws -> Program.Outcome? {
        guard FileManager.default.isExecutableFile(atPath: executable) else { return nil }
        let folder = try Folder()
        try folder.write(text, to: "text")
        return try await Program.run(executable, arguments + [folder.path + "/text"], in: folder, environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
    }

    /// The names of the commands, from the program's own help.
    private static func commands() async throws -> [String] {
        let help = try await printed("--help")
        let names = help.split(separator: "\n").drop { !$0.contains("SUBCOMMANDS") }.compactMap { line -> String? in
            guard line.hasPrefix("  "), !line.hasPrefix("   "), let name = line.split(separator: " ").first else { return nil }
            return String(name)
        }
        #expect(names.count > 15, "\(help)")
        return names.filter { $0 != "See" && $0 != "help" }
    }

    @Test func theManualNamesEveryCommandAndEveryCauseAndHasNoFlaw() async throws {
        let page = try await Self.printed("manual")
        for command in try await Self.commands() { #expect(page.contains("tidegate \(command)"), "\(command) is not in the manual") }
        for cause in ["ip\\-not\\-allowed", "vault\\-passphrase\\-wrong", "terminal\\-unsuitable", "confirmation\\-needed"] { #expect(page.contains(cause)) }
        for option in ["\\-\\-plain", "\\-\\-home <folder>", "\\-\\-allow\\-withdraw"] { #expect(page.contains(option), "\(option)") }
        for (judge, arguments) in [("/usr/bin/groff", ["-man", "-ww", "-z", "-Tutf8"]), ("/usr/bin/mandoc", ["-Tlint", "-Wwarning"])] {
            guard FileManager.default.isExecutableFile(atPath: judge) else { continue }
            let folder = try Folder()
            try folder.write(page, to: "page")
            let outcome = try await Program.run(judge, arguments + [folder.path + "/page"], in: folder, environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
            #expect(outcome.status == 0 && outcome.complaint.isEmpty && outcome.output.isEmpty, "\(judge): \(outcome.output)\(outcome.complaint)")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsNameEveryCommandAndAreGoodScripts(shell: String) async throws {
        let script = try await Self.printed("completions", shell)
        for command in try await Self.commands() { #expect(script.contains(command), "\(command)") }
        if let outcome = try await Self.judged(script, by: "/usr/bin/\(shell)", "-n") { #expect(outcome.status == 0, "\(outcome.complaint)") }
    }

    @Test func otherShellsAreRefusedAndJSONWorks() async throws {
        let folder = try Folder()
        #expect(try await Program.run(["completions", "tcsh"], in: folder).status == 64)
        let outcome = try await Program.run(["manual", "--json"], in: folder)
        #expect(try outcome.json()["schema"] as? Int == 1)
    }
}
