import Foundation
import TestSupport
import Testing

/// Fast API with a real browser, at the desk and over SSH. One after the other, because both wait at the registered port.
@Suite(.enabled(if: TmuxTerminal.isAvailable && Browser.isAvailable), .serialized, .timeLimit(.minutes(30)))
struct FastAPIFlowTests {
    /// The address that stands alone on a line after `o`.
    private func bareAddress(_ terminal: TmuxTerminal, begin: String) async throws -> String {
        try await terminal.press("o")
        let screen = try await terminal.wait(for: "Press Enter to go back.")
        let line = screen.split(separator: "\n").map(String.init).last { $0.hasPrefix(begin) }
        let address = try #require(line?.trimmingCharacters(in: .whitespaces), "\(screen)")
        try await terminal.press("Enter")
        try await terminal.wait(for: "Paste the address that the browser ended at")
        return address
    }

    private static let wide = TmuxTerminal.Size(columns: 330, rows: 30)

    private func configure(_ flow: VaultFlow, _ secret: String) throws {
        let path = flow.home + "/config.toml"
        let before = try String(contentsOfFile: path, encoding: .utf8)
        try flow.flow.folder.write(secret + "\n", to: "client-secret")
        try flow.flow.folder.write(
            before + """

                [fast_api.okx]
                client_id = "5b7d3f0c9a2e4c61b8d4e7f1a3c5e9d0TideGate"
                client_secret_file = "\(flow.home)/client-secret"
                redirect_uri = "http://127.0.0.1:8787/callback"

                """, to: "config.toml")
    }

    @Test func atTheDeskTheCallbackConnectsAndTheVaultKeepsIt() async throws {
        try await VaultFlow.run { flow in
            let secret = "3C1B5A7E9D2F4E6081A3C5E7092B4D6F"
            try configure(flow, secret)
            try await flow.succeed("vault", "create")
            try await TmuxTerminal.run(flow.flow.interface(), size: Self.wide, in: flow.flow.folder) { terminal in
                let bytes = try await terminal.record()
                try await Self.startAtTheLab(terminal)
                // The sandbox's published sample secret is part of the program, too.
                let process = try await terminal.processIdentifier()
                let before = ProcessMemory.isReadable ? try ProcessMemory.places(of: ["client secret": secret], in: process) : []
                try await terminal.press("Enter")
                try await terminal.wait(for: "the browser tells this terminal by itself")
                let address = try await bareAddress(terminal, begin: flow.flow.sandbox.origin)
                let end = try await Browser.consent(address, account: "main")
                #expect(end.text.contains("Return to the terminal"), "\(end)")
                // The key that the exchange made is bound to no address, which is said.
                try await terminal.wait(for: "The connection works, and something should be mended. Press Enter to see the balances.")
                try await terminal.press("Enter")
                try await terminal.wait(for: "[Balances]")
                let screen = try await terminal.screen()
                #expect(screen.contains("150 615.36 USD"), "\(screen)")
                // Neither the code nor the client secret was ever on the terminal, nor the code in the page's title.
                let code = try #require(end.address.split(separator: "code=").last?.split(separator: "&").first.map(String.init))
                let written = String(decoding: try Data(contentsOf: URL(filePath: bytes)), as: UTF8.self)
                for hidden in [code, secret] { #expect(!written.contains(hidden) && !screen.contains(hidden)) }
                #expect(end.text.hasPrefix("Tidegate: "))
                // Both are used up and gone from memory.
                if ProcessMemory.isReadable {
                    var left: Set<ProcessMemory.Place> = []
                    _ = try await Deadline.wait(for: "code and client secret to be gone", state: { "\(left)" }) {
                        left = try ProcessMemory.places(of: ["code": code, "client secret": secret], in: process).subtracting(before)
                        return left.isEmpty ? true : nil
                    }
                }
                // Removing says where to revoke.
                try await terminal.press("d")
                try await terminal.wait(for: "Connected apps")
                try await terminal.press("Escape")
                try await terminal.wait(for: "no question") { !$0.contains("Connected apps") }
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == 0)
            }
            let listed = try await flow.command("list", "--json")
            #expect(listed.output.contains(#""method":"fast-api""#), "\(listed.output)")
            let status = try await flow.command("status", "--json")
            #expect(
                status.status == 0 && status.output.contains(#""method":"fast-api""#)
                    && status.output.contains(#""warning":"address-unbound""#), "\(status.output)")
        }
    }

    /// Unlocks, and goes on to where Enter asks the sandbox for an authorization.
    private static func startAtTheLab(_ terminal: TmuxTerminal) async throws {
        try await VaultFlow.unlock(terminal, until: "No account is connected yet.")
        for step in ["Which exchange", "Account mode: Futures mode", "How should Tidegate"] {
            try await terminal.press("Enter")
            try await terminal.wait(for: step)
        }
        try await terminal.wait(for: "configured here")
        try await terminal.press("Up", "Enter")
        try await terminal.wait(for: "You agree on OKX's own page in a browser")
        // The sandbox is the last of the sites.
        try await terminal.press("Up", "Up", "Right", "Right", "Right")
        try await terminal.wait(for: "[lab(")
    }

    /// While the address stands alone on the terminal, the browser may have the answer.
    @Test func theAnswerThatComesWhileTheAddressStandsAloneIsTaken() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo", "--still", "--lang", "en"], size: Self.wide, in: flow.folder) { terminal in
                try await Flow.goToBrowserInDemo(terminal)
                try await terminal.wait(for: "the browser tells this terminal by itself")
                try await terminal.press("o")
                let screen = try await terminal.wait(for: "Press Enter to go back.")
                let line = screen.split(separator: "\n").map(String.init).last { $0.hasPrefix("http://127.0.0.1:") }
                let end = try await Browser.consent(try #require(line?.trimmingCharacters(in: .whitespaces), "\(screen)"), account: "main")
                #expect(end.text.contains("Return to the terminal"), "\(end)")
                try await terminal.press("Enter")
                try await terminal.wait(for: "the balances.")
            }
        }
    }

    @Test func overSSHThePastedAddressConnects() async throws {
        try await Flow.run { flow in
            let environment = [
                "SSH_CONNECTION": "198.51.100.9 50022 203.0.113.7 22", "SSH_TTY": "/dev/pts/9", "USER": "ada", "DISPLAY": ":0",
            ]
            let command = [Program.path, "demo", "--still", "--lang", "en"]
            try await TmuxTerminal.run(command, size: Self.wide, in: flow.folder, environment: environment) { terminal in
                try await Flow.goToBrowserInDemo(terminal)
                let screen = try await terminal.wait(for: "ssh -L 8787:127.0.0.1:8787 ada@203.0.113.7")
                #expect(!screen.contains("open browser"), "over SSH no browser is offered")
                let address = try await bareAddress(terminal, begin: "http://127.0.0.1:")
                // A wrong paste is explained, and the waiting goes on.
                try await terminal.paste("https://www.okx.com/account/users\n")
                try await terminal.wait(for: "There is no code in what was pasted.")
                let end = try await Browser.consent(address, account: "sub", "--elsewhere")
                #expect(end.address.hasPrefix("http://127.0.0.1:8787/callback?"))
                // Broken over lines, as a mail or a narrow terminal breaks it.
                let half = end.address.index(end.address.startIndex, offsetBy: end.address.count / 2)
                try await terminal.paste(end.address[..<half] + "\n  " + end.address[half...] + "\n")
                try await terminal.wait(for: "the balances.")
                try await terminal.press("Escape")
                try await terminal.wait(for: "[Balances]")
                try await terminal.press("q")
                try await terminal.wait(for: "quitting forgets")
                try await terminal.press("y")
                #expect(try await terminal.exitStatus() == 0)
            }
        }
    }
}

/// A user with a headless browser of the distribution.
enum Browser {
    static let isAvailable =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].contains {
            FileManager.default.isExecutableFile(atPath: $0)
        } || ProcessInfo.processInfo.environment["CI"] == "true"

    struct End: Sendable {
        let address: String
        let text: String
    }

    /// Logs in, agrees, and answers where the browser ends.
    static func consent(_ address: String, account: String, _ more: String...) async throws -> End {
        let folder = try TemporaryFolder()
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "browser/consent.py").path()
        let outcome = try await Program.run(
            "/usr/bin/env", ["python3", script, address, account, "allow"] + more, in: folder,
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
        try #require(outcome.status == 0, "\(outcome.output)\(outcome.complaint)")
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return End(address: lines[0], text: lines.count > 1 ? lines[1] : "")
    }
}
