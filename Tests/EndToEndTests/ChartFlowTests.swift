import Testing

/// What an account was worth, drawn in a real terminal and kept beside the vault.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct ChartFlowTests {
    @Test func isDrawnKeptAndHidden() async throws {
        try await VaultFlow.run { flow in
            try await flow.makeVault(accounts: "main")
            try await flow.interface { terminal in
                try await VaultFlow.unlock(terminal, until: "150 615.36 USD")
                try await terminal.press("w")
                let day = try await terminal.wait(for: "[day]")
                #expect(day.contains("Worth over time") && day.contains("Last 150 615.36"))
                try await terminal.press("a")
                try await terminal.wait(for: "[all]")
                try await terminal.press("Left")
                try await terminal.wait(for: "[month]")
                try await terminal.press("Escape")
                try await terminal.wait(for: "My Exchanges")
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == 0)
            }
            #expect(flow.flow.folder.files().keys.contains { $0.hasSuffix("history.age") })
            try await flow.interface { terminal in
                try await VaultFlow.unlock(terminal, until: "150 615.36 USD")
                try await terminal.press("p")
                try await terminal.wait(for: "Amounts are hidden. p shows them.")
                try await terminal.press("w")
                let hidden = try await terminal.wait(for: "[day]")
                #expect(hidden.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) }, "the shape is there:\n\(hidden)")
                #expect(!hidden.contains("150 615") && !hidden.contains("Last"))
            }
        }
    }
}
