import Foundation
import TestSupport
import Testing

/// The plain mode on a terminal that can do nothing but print: the whole way, and no byte that would move a cursor.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct PlainFlowTests {
    private static let size = TmuxTerminal.Size(columns: 200, rows: 120)

    /// What is offered instead of a full screen is what was asked for.
    @Test func aTerminalThatOnlyPrintsIsToldOfTheWay() async throws {
        try await Flow.run { flow in
            for (command, offered) in [
                (flow.interface(), "tidegate --plain"), ([Program.path, "demo", "--home", flow.folder.path], "tidegate demo --plain"),
            ] {
                try await TmuxTerminal.run(command, in: flow.folder, environment: ["TERM": "dumb"]) { terminal in
                    #expect(try await terminal.exitStatus() == 33)
                    let complaint = try String(contentsOfFile: terminal.complaints, encoding: .utf8)
                    #expect(complaint.contains(offered), "\(complaint)")
                }
            }
        }
    }

    @Test func goesTheWholeWayLineByLine() async throws {
        try await Flow.run { flow in
            let dumb = ["TERM": "dumb"]
            try await TmuxTerminal.run(flow.interface("--plain"), size: Self.size, in: flow.folder, environment: dumb) { terminal in
                let process = try await terminal.processIdentifier()
                let recording = try await terminal.record()
                func enter(_ line: String, until text: String) async throws {
                    if !line.isEmpty { try await terminal.type(line) }
                    try await terminal.press("Enter")
                    try await terminal.wait(for: text)
                }
                try await terminal.wait(for: "Vault passphrase (not shown while typed):")
                try await enter(VaultFlow.passphrase, until: "Again (not shown while typed):")
                try await enter(VaultFlow.passphrase, until: "No account is connected yet.")
                try await enter("1", until: "Which exchange is the account at?")
                try await enter("", until: "Trading page:")
                try await enter("continue", until: "recommended here (chosen)")
                // Each method has its number.
                try await enter("1", until: "1) attention: Fast API, not configured (chosen)")
                try await enter("2", until: "2) ok: Manual API key, recommended here (chosen)")
                try await enter("", until: "Make an API key at OKX")
                try await enter("", until: "API Key (not shown while typed):")
                try await enter(":1", until: "Choose the site where the account was registered.")
                try await enter("lab", until: "1) Site: lab")
                try await terminal.type("4")
                try await terminal.press("Enter")
                try await terminal.wait(for: "the hidden entry") {
                    $0.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }?.hasPrefix("API Key (not shown") == true
                }
                try await terminal.paste(flow.sandbox.sample("main").lines.trimmingCharacters(in: .newlines))
                try await terminal.wait(for: Flow.Words.english.filled)
                try await enter("", until: "ok: Balances, 5 balances in 3 wallets.")
                try await enter("", until: "BTC, Wallet Trading, Total 1.06126645222")
                try await enter("lock", until: "Keys are wiped from memory")
                try await enter("wrong", until: "does not open the vault")
                try await enter(VaultFlow.passphrase, until: "Unlocked in")
                try await enter("F2", until: "== 我的交易所 ==")
                try await enter("刷新", until: "正在读取所有账户")
                let status = try await Self.modes(of: process)
                try await terminal.press("C-c")
                #expect(try await terminal.exitStatus() == 0)
                #expect(status.contains("icanon"))
                let bytes = try Data(contentsOf: URL(filePath: recording))
                #expect(bytes.count > 1_000)
                #expect(bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D }, "something moves the cursor")
                let text = String(decoding: bytes, as: UTF8.self)
                let sample = try flow.sandbox.sample("main")
                for secret in [VaultFlow.passphrase, sample.secretKey, sample.passphrase] { #expect(!text.contains(secret)) }
            }
        }
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func aSignalWhileASecretIsTypedGivesTheTerminalBack(signal: Int32) async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run(
                ["sh", "-c", "'\(Program.path)' --home '\(flow.folder.path)'; r=$?; stty -a; exit $r"], in: flow.folder,
                environment: ["TERM": "dumb", "ACCESSIBLE": "1"]
            ) { terminal in
                try await terminal.wait(for: "Vault passphrase (not shown while typed):")
                try await terminal.type("half a secr")
                let shell = try await terminal.processIdentifier()
                let process = try await Deadline.wait(for: "the program") {
                    Int32(
                        try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8).trimmingCharacters(
                            in: .whitespaces))
                }
                #expect(try await Self.modes(of: process).contains("-echo"))
                kill(process, signal)
                #expect(try await terminal.exitStatus() == 128 + signal)
                let screen = try await terminal.wait(for: "icanon")
                #expect(!screen.contains("-icanon") && !screen.contains("-echo "))
                #expect(!screen.contains("half a secr"))
            }
        }
    }

    /// The modes of the terminal that a process reads from.
    private static func modes(of process: Int32) async throws -> String {
        let folder = try TemporaryFolder()
        return try await Program.run("/usr/bin/stty", ["-a", "-F", "/proc/\(process)/fd/0"], in: folder, environment: [:]).output
    }
}
