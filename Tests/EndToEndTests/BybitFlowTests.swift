import Foundation
import TestSupport
import Testing

/// The second exchange in a real terminal, from the first key to its balances, against the sandbox's Bybit.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct BybitFlowTests {
    /// A private key pasted whole, the account verified, its margin mode set right and read back until it shows.
    @Test func fromAPrivateKeyToBalances() async throws {
        try await Flow.run { flow in
            let key = try flow.sandbox.bybit(account: "rsa")
            try flow.folder.write(try flow.sandbox.bybitConfiguration, to: "config.toml")
            try await TmuxTerminal.run(flow.interface("--lang", "en"), in: flow.folder) { terminal in
                try await terminal.wait(for: "Nobody can recover a forgotten passphrase.")
                try await terminal.press("Up")
                try await terminal.wait(for: "Nothing is kept on disk")
                try await terminal.press("Enter")
                try await terminal.wait(for: "My Exchanges")
                try await terminal.press("a")
                try await terminal.wait(for: "unified account: spot, futures, options")
                try await terminal.press("Down", "Enter")
                for step in ["Account type: Unified Trading Account", "How should Tidegate connect to Bybit?", "Make an API key at Bybit"] {
                    try await terminal.wait(for: step)
                    try await terminal.press("Enter")
                }
                try await terminal.wait(for: "In place of the API Secret; paste the whole block.")
                try await terminal.press("Up", "Up", "Up")
                try await terminal.wait(for: "Choose the site where the account was registered.")
                for _ in 0..<9 { try await terminal.press("Right") }
                try await terminal.wait(for: "[lab (")
                try await terminal.paste("API Key: \(key.apiKey)\n\(try #require(key.privateKey))\n")
                let form = try await terminal.wait(for: "Filled in: API Key, RSA Private Key.")
                #expect(form.contains("28 lines") && !form.contains("BEGIN"))
                try await terminal.press("Enter")
                let verified = try await terminal.wait(for: "and futures settings differ. Enter: look at them and")
                #expect(verified.contains("RSA Private Key is right."))
                try await terminal.press("Enter")
                try await terminal.wait(for: "Press Enter to apply this plan; nothing has been changed yet:")
                try await terminal.press("Enter")
                try await terminal.wait(for: "type the name “main” and press Enter")
                try await terminal.type("main")
                try await terminal.wait(for: "Enter apply now")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Margin mode: isolated")
                try await terminal.press("Escape")
                let home = try await terminal.wait(for: "[Balances]")
                #expect(home.contains("Unified") && home.contains("Funding") && home.contains("main · Bybit"))
                try await terminal.press("q")
                try await terminal.wait(for: "quitting forgets")
                try await terminal.press("y")
                #expect(try await terminal.exitStatus() == 0)
            }
        }
    }

    /// Accounts of both exchanges on one screen: one of them is there while the other's exchange keeps silent, and both make one total.
    @Test func sideBySideWithOKX() async throws {
        try await VaultFlow.run { vault in
            let (folder, sandbox) = (vault.flow.folder, vault.flow.sandbox)
            let key = try sandbox.bybit(account: "main")
            try folder.write(
                try sandbox.bybitConfiguration
                    + "[sites.okxlab]\nexchange = \"okx\"\nrest = \"\(sandbox.origin)\"\nweb = \"\(sandbox.origin)\"\n",
                to: "config.toml")
            try await vault.succeed("vault", "create")
            try await vault.succeed("connect", "okx", "--name", "first", "--site", "okxlab", input: try sandbox.sample("main").lines)
            try await vault.succeed(
                "connect", "bybit", "--name", "second", "--site", "lab", input: "\(key.apiKey)\n\(try #require(key.secretKey))\n")
            let status = try await vault.command("status", "--json")
            let connections = try #require(try status.json()["connections"] as? [[String: Any]])
            #expect(connections.compactMap { $0["exchange"] as? String } == ["okx", "bybit"])
            let totals = try connections.map { try #require(($0["equity"] as? [String: Any])?["total"] as? String) }
            let sum = try totals.reduce(Decimal.zero) { $0 + (try #require(Decimal(string: $1))) }
            // The whole of the answer comes too late for any reading.
            try await sandbox.misbehave(#"{"kind":"silence","milliseconds":120000,"path":"/api/v5/account/config"}"#)
            try await vault.interface { terminal in
                let early = try await VaultFlow.screenAfterUnlocking(terminal, until: Self.figure(totals[1]))
                #expect(!early.contains(Self.figure(totals[0])) && !early.contains("All, USD \(Self.figure("\(sum)"))"))
                // A reading that is under way is not begun again.
                try await terminal.wait(for: "did not answer in time")
                try await sandbox.behave()
                try await terminal.press("r")
                try await terminal.wait(for: "All, USD \(Self.figure("\(sum)"))")
                try await terminal.press("C-c")
                #expect(try await terminal.exitStatus() == 0)
            }
        }
    }

    /// With two places and thin spaces between thousands, as totals are shown.
    private static func figure(_ text: String) -> String {
        var value = Decimal(string: text) ?? .nan
        var rounded = Decimal()
        NSDecimalRound(&rounded, &value, 2, .bankers)
        let parts = "\(rounded)".split(separator: ".")
        let places = parts.count > 1 ? String(parts[1]).padding(toLength: 2, withPad: "0", startingAt: 0) : "00"
        var whole = Substring(parts[0])
        var groups: [Substring] = []
        while whole.count > 3 {
            groups.insert(whole.suffix(3), at: 0)
            whole = whole.dropLast(3)
        }
        return ([whole] + groups).joined(separator: " ") + "." + places
    }
}
