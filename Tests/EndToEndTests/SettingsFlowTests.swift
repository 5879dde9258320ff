import Testing

/// Futures settings mended on screen, against the sandbox inside the program.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct SettingsFlowTests {
    @Test func aPlanIsShownConfirmedAndApplied() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo", "--lang", "en"], in: flow.folder) { terminal in
                try await terminal.wait(for: "No account is connected yet.")
                for step in [
                    "Which exchange is the account at?", "Account mode: Futures mode", "How should Tidegate connect to OKX?",
                    "In the sandbox you need no key of your own",
                ] {
                    try await terminal.press("Enter")
                    try await terminal.wait(for: step)
                }
                try await terminal.press("Enter")
                try await terminal.wait(for: "choose a sandbox account, Enter fills in its key")
                // The last of the sample accounts is the one that can be set right from here.
                try await terminal.press("Left")
                try await terminal.wait(for: flow.sandbox.titles["fixable"]?.english ?? "no title")
                try await terminal.press("Enter")
                try await terminal.wait(for: "32 characters")
                try await terminal.press("Enter")
                // Settings that differ are the next step, which can be skipped.
                try await terminal.wait(for: "Enter: look at them and mend them.")
                try await terminal.press("Enter")
                try await terminal.wait(for: "These settings are the last step; Esc skips it.")
                try await terminal.press("Escape")
                try await terminal.wait(for: "[Balances]")
                try await terminal.press("f")
                try await terminal.wait(for: "Press Enter to apply this plan; nothing has been changed yet:")
                try await terminal.press("Enter")
                try await terminal.wait(for: "type the name “main” and press Enter")
                try await terminal.type("main")
                try await terminal.wait(for: "Enter apply now")
                try await terminal.press("Enter")
                let screen = try await terminal.wait(for: "Position mode: One-way (buy/sell mode)")
                #expect(screen.contains("Isolated transfer: automatic"))
                // A leverage of the user's own, set and read back.
                try await terminal.press("e")
                try await terminal.wait(for: "Look at the leverage of an instrument")
                try await terminal.type("7")
                try await terminal.wait(for: "Leverage    7")
                try await terminal.press("Enter")
                try await terminal.wait(for: #""lever":"7""#)
                try await terminal.press("Enter")
                try await terminal.wait(for: "type the name “main” and press Enter")
                try await terminal.type("main")
                try await terminal.wait(for: "Enter apply now")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Leverage: BTC-USDT-SWAP 7×")
                try await terminal.press("Escape")
                try await terminal.wait(for: "Details ▸")
                try await terminal.press("Enter", "Enter")
                try await terminal.wait(for: "✓ one-way")
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
