import Foundation
import Testing

/// From the first key to the balances, by what the screens say.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct DemoFlowTests {
    @Test func showsTheBalancesInEnglish() async throws {
        try await Flow.run { flow in
            let figures = try await Figures(of: flow)
            try await TmuxTerminal.run([Program.path, "demo", "--still", "--lang", "en"], in: flow.folder) { terminal in
                try await terminal.wait(for: "No account is connected yet.")
                #expect(try await terminal.screen().contains("SANDBOX"))
                try await terminal.press("Enter")
                try await terminal.wait(for: "Which exchange is the account at?")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Account mode: Futures mode")
                try await terminal.press("Space", "Space", "Space", "Enter")
                try await terminal.wait(for: "How should Tidegate connect to OKX?")
                try await terminal.press("Enter")
                try await terminal.wait(for: "In the sandbox you need no key of your own")
                try await terminal.press("Enter")
                try await terminal.wait(for: "choose a sandbox account, Enter fills in its key")
                try await terminal.wait(for: flow.sandbox.titles["main"]?.english ?? "no title")
                try await terminal.press("Enter")
                try await terminal.wait(for: "32 characters")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Everything works. Press Enter to see the balances.")
                try await terminal.press("Enter")
                let screen = try await terminal.wait(for: "[Balances]")
                for figure in figures.all { #expect(screen.contains(figure), "\(figure) is not shown:\n\(screen)") }

                try await terminal.press("F2")
                try await terminal.wait(for: "我的交易所")
                try await terminal.press("F2", "q")
                try await terminal.wait(for: "quitting forgets")
                try await terminal.press("y")
                #expect(try await terminal.exitStatus() == 0)
            }
            #expect(flow.folder.files().keys.allSatisfy { !$0.hasPrefix("xdg") }, "the demo wrote files")
        }
    }

    /// The European sample is not known at the first site, and found by a search of the sandbox's others.
    @Test func aKeyOfAnotherSiteIsFound() async throws {
        try await Flow.run { flow in
            let title = flow.sandbox.titles["other-site"]?.english ?? "no title"
            try await TmuxTerminal.run([Program.path, "demo", "--still", "--lang", "en"], in: flow.folder) { terminal in
                try await terminal.wait(for: "No account is connected yet.")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Which exchange is the account at?")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Account mode: Futures mode")
                try await terminal.press("Enter")
                try await terminal.wait(for: "How should Tidegate connect to OKX?")
                try await terminal.press("Enter")
                try await terminal.wait(for: "In the sandbox you need no key of your own")
                try await terminal.press("Enter")
                try await terminal.wait(for: "choose a sandbox account, Enter fills in its key")
                while try await !terminal.screen().contains(title.prefix(40)) {
                    let before = try await terminal.screen()
                    try await terminal.press("Right")
                    try await terminal.wait(for: "another sample") { $0 != before }
                }
                try await terminal.press("Enter")
                try await terminal.wait(for: "32 characters")
                try await terminal.press("Enter")
                try await terminal.wait(for: "p: look for the key elsewhere.")
                try await terminal.press("p")
                try await terminal.wait(for: "The key belongs to Sandbox EEA")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Press Enter to see the balances.")
                try await terminal.press("Enter")
                try await terminal.wait(for: "1 500")
            }
        }
    }

    @Test func showsTheBalancesInChineseOnASmallScreen() async throws {
        try await Flow.run { flow in
            let figures = try await Figures(of: flow)
            let size = TmuxTerminal.Size(columns: 60, rows: 20)
            let locale = ["LC_ALL": "", "LANG": "zh_CN.UTF-8"]
            try await TmuxTerminal.run([Program.path, "demo", "--still"], size: size, in: flow.folder, environment: locale) { terminal in
                try await terminal.wait(for: "还没有连接任何账户。")
                try await terminal.press("Enter")
                try await terminal.wait(for: "账户在哪家交易所？")
                try await terminal.press("Enter")
                try await terminal.wait(for: "账户模式：合约模式")
                try await terminal.press("Enter")
                try await terminal.wait(for: "用哪种方式连接 OKX？")
                try await terminal.press("Enter")
                try await terminal.wait(for: "沙盒中无需自备 Key")
                try await terminal.press("Enter")
                try await terminal.wait(for: "按 Enter 填入其 Key")
                try await terminal.press("Enter")
                try await terminal.wait(for: "32 个字符")
                try await terminal.press("Enter")
                try await terminal.wait(for: "一切正常。按 Enter 查看余额。")
                try await terminal.press("Enter")
                let list = try await terminal.wait(for: "1 个已连接")
                #expect(list.contains(figures.total.replacing(" USD", with: "")), "\(list)")
                try await terminal.press("Tab")
                let details = try await terminal.wait(for: "[余额]")
                for figure in figures.all { #expect(details.contains(figure), "\(figure) is not shown:\n\(details)") }
                try await terminal.press("F2")
                try await terminal.wait(for: "[Balances]")
            }
        }
    }
}

extension DemoFlowTests {
    /// What has to be on the screen, computed from what the exchange says to a command.
    struct Figures {
        let total: String
        let all: [String]

        init(of flow: Flow) async throws {
            let outcome = try await Program.run(
                ["status", "--site", "lab", "--json", "--home", flow.folder.path], input: try flow.sandbox.sample("main").lines,
                in: flow.folder)
            let connection = try #require((try outcome.json()["connections"] as? [[String: Any]])?.first)
            let equity = try #require(connection["equity"] as? [String: Any])
            total = try Self.money(equity["total"]) + " USD"
            var figures = [total]
            for wallet in try #require(connection["wallets"] as? [[String: Any]]) {
                figures.append(try Self.money(wallet["total"]))
                for asset in try #require(wallet["assets"] as? [[String: Any]]) { figures.append(try Self.money(asset["value"])) }
            }
            // The exact amount, with every digit.
            figures.append("1.06126645222")
            all = figures
        }

        /// Two decimals, thousands apart.
        private static func money(_ value: Any?) throws -> String {
            let text = try #require(value as? String)
            var exact = try #require(Decimal(string: text))
            var rounded = Decimal()
            NSDecimalRound(&rounded, &exact, 2, .bankers)
            let parts = "\(rounded)".split(separator: ".")
            var whole = ""
            for (index, digit) in parts[0].reversed().enumerated() {
                if index > 0, index % 3 == 0 { whole.insert(" ", at: whole.startIndex) }
                whole.insert(digit, at: whole.startIndex)
            }
            let fraction = parts.count > 1 ? String(parts[1]) : ""
            return whole + "." + fraction.padding(toLength: 2, withPad: "0", startingAt: 0)
        }
    }
}
