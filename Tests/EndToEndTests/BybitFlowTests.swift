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
}
