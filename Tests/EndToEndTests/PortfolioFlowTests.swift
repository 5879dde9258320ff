import Foundation
import Testing

/// My Exchanges as it is left open all day, with accounts at two exchanges of which one fails.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct PortfolioFlowTests {
    @Test func positionsPrivacyCurrencyFilterAndOrder() async throws {
        try await VaultFlow.run { flow in
            try await flow.makeVault(accounts: "main", "hedge")
            try await flow.interface { terminal in
                try await VaultFlow.unlock(terminal, until: "174 484.90")
                try await terminal.press("Down")
                try await terminal.wait(for: "23 869.54 USD")

                try await terminal.press("t")
                let positions = try await terminal.wait(for: "[Positions 2]")
                #expect(positions.contains("ETH-USDT-SWAP") && positions.contains("cross !"))
                for column in ["Entry", "Mark", "Liq"] { #expect(positions.contains(column), "at 80 columns\n\(positions)") }

                try await terminal.press("p")
                let hidden = try await terminal.wait(for: "Amounts are hidden.")
                for figure in ["174 484", "150 615", "23 869", "11.444"] {
                    #expect(!hidden.contains(figure), "\(figure) is still shown:\n\(hidden)")
                }
                #expect(!(try await terminal.state("#{pane_title}")).contains(where: \.isNumber))
                // It is not anywhere else on the screen either.
                try await terminal.press("e")
                try await terminal.wait(for: "Amounts are hidden, so nothing is exported. Press p first.")
                try await terminal.press("d")
                let dialog = try await terminal.wait(for: "Remove")
                for figure in ["174 484", "150 615", "23 869", "11.444"] { #expect(!dialog.contains(figure), "\(dialog)") }
                try await terminal.press("Escape")
                try await terminal.wait(for: "the end of the dialog") { !$0.contains("Remove") }
                try await terminal.press("p")
                try await terminal.wait(for: "23 869.54 USD")

                try await terminal.press("t", "v")
                try await terminal.wait(for: "174 519.81")
                try await terminal.press("v")
                var total = Self.totalLine(try await terminal.wait(for: "1.48030014"))
                // Euros and yuan; a currency whose rate is not known yet is passed by.
                var seen: [String] = []
                repeat {
                    try await terminal.press("v")
                    let before = total
                    total = Self.totalLine(
                        try await terminal.wait(for: "another currency") { Self.totalLine($0) != before && Self.totalLine($0) != "" })
                    seen.append(String(total.dropFirst(5).prefix(3)))
                } while !total.hasPrefix("All, USD ") && seen.count < 3
                #expect([["EUR", "CNY", "USD"], ["CNY", "USD"]].contains(seen), "\(seen)")

                try await terminal.press("s")
                try await terminal.wait(for: "%▼")
                try await terminal.press("S")
                let turned = try await terminal.wait(for: "%▲")
                #expect(turned.range(of: "309.94   1.3")!.lowerBound < turned.range(of: "11 579.01  48.5")!.lowerBound)
                try await terminal.press("/")
                try await terminal.type("eth")
                try await terminal.press("Enter")
                let filtered = try await terminal.wait(for: "2 filtered out")
                #expect(filtered.contains("11 579.01") && !filtered.contains("11 980.59"))
            }
        }
    }

    /// What is said of all accounts together.
    private static func totalLine(_ screen: String) -> String {
        let line = screen.split(separator: "\n").last { $0.contains("All, ") } ?? ""
        return line.range(of: "All, ").map { line[$0.lowerBound...].prefix { $0 != "│" }.trimmingCharacters(in: .whitespaces) } ?? ""
    }

    @Test func whatIsShownIsExported() async throws {
        try await VaultFlow.run { flow in
            try await flow.makeVault(accounts: "main")
            let file = flow.home + "/mine.csv"
            try await flow.interface { terminal in
                try await VaultFlow.unlock(terminal, until: "150 615.36 USD")
                try await terminal.press("e")
                try await terminal.wait(for: "The name's end says how: .csv or .json.")
                try await terminal.press("C-u")
                try await terminal.type("mine.csv")
                try await terminal.press("Enter")
                try await terminal.wait(for: "5 rows written to")
                let text = try String(contentsOfFile: file, encoding: .utf8)
                #expect(text.contains("main,BTC,trading,1.06126645222,0.66126645222,0.4,"), "every digit")
                #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)

                // Another word under the same name waits for consent.
                try "precious".write(toFile: file, atomically: false, encoding: .utf8)
                try await terminal.press("e", "C-u")
                try await terminal.type("mine.csv")
                try await terminal.press("Enter")
                try await terminal.wait(for: "This file exists. Enter again writes over it.")
                try await terminal.press("Escape")
                #expect(try String(contentsOfFile: file, encoding: .utf8) == "precious")
            }
        }
    }

    /// One exchange fails; the other account goes on. What was known stays, with its time and the reason, and comes back by itself.
    @Test func oneFailsIsGreyedAndRecovers() async throws {
        try await VaultFlow.run { flow in
            let other = try await SandboxProcess.start()
            do {
                try flow.flow.folder.configure(lab: flow.flow.sandbox.origin, refreshSeconds: 10)
                let configuration = try String(contentsOfFile: flow.home + "/config.toml", encoding: .utf8)
                try flow.flow.folder.write(
                    configuration + "[sites.far]\nexchange = \"okx\"\nrest = \"\(other.origin)\"\nweb = \"\(other.origin)\"\n",
                    to: "config.toml")
                try await flow.makeVault(accounts: "main")
                try await flow.succeed("connect", "okx", "--name", "hedge", "--site", "far", input: other.sample("hedge").lines)
                try await flow.interface { terminal in
                    try await VaultFlow.unlock(terminal, until: "174 484.90")
                    try await other.misbehave(#"{"kind":"html","status":502}"#)
                    try await terminal.press("Down", "r")
                    let failed = try await terminal.wait(for: "OKX is not available")
                    #expect(failed.contains("23 869.54"), "the last good values stay:\n\(failed)")
                    #expect(failed.contains("150 615.36"))
                    let greyed = try await terminal.wait(for: "1 old")
                    #expect(greyed.contains("Stale") && greyed.contains("as of "))
                    let before = try await other.requestCount()
                    try await other.behave()
                    try await terminal.wait(for: "the account to come back by itself") {
                        !$0.contains("OKX is not available") && !$0.contains("1 old") && $0.contains("23 869.54")
                    }
                    #expect(try await other.requestCount() > before)
                }
                await other.stop()
            } catch {
                await other.stop()
                throw error
            }
        }
    }
}
