import JSON

extension SandboxBybit {
    /// The overview of all wallets, each with its sum; the trading wallet's is that of `wallet-balance`.
    struct Overview: Sendable {
        private let figures: AccountFigures

        init(_ figures: AccountFigures) {
            self.figures = figures
        }

        /// The wallet that the exchange's own example leaves out of its total.
        private static let apart = "Alpha"

        private struct Row {
            let name: String
            let equity: SandboxQuantity
            let content: JSONValue.Member
        }

        func result(nowMilliseconds: Int64) -> JSONValue {
            let rows = rows()
            var total = SandboxQuantity.sum(rows.filter { !figures.account.overviewIsRounded || $0.name != Self.apart }.map(\.equity))
            if figures.account.overviewIsRounded { total = total.cut(toScale: 0) }
            return .members([
                "totalEquity": .string("\(total)"),
                "list": .array(
                    rows.map { row in
                        .object([
                            .init("totalEquity", .string("\(row.equity)")), .init("valuationCurrency", "USD"),
                            .init("accountType", .string(row.name)), row.content,
                            .init("snapshotTime", .string(String(nowMilliseconds))),
                        ])
                    }),
            ])
        }

        private func rows() -> [Row] {
            let account = figures.account
            var rows: [Row] = []
            let earn = EarnProduct.allCases.compactMap { product -> (name: String, coins: [Deposit])? in
                let coins = account.earn.filter { $0.product == product && !$0.amount.isZero }.map { Deposit($0.coin, $0.amount) }
                return coins.isEmpty ? nil : (product.overviewName, coins)
            }
            if !earn.isEmpty { rows.append(row("Earn", earn)) }
            if !account.funding.isEmpty { rows.append(row("FundingAccount", [("", account.funding)])) }
            let coins = figures.coins.filter { !$0.isEmpty }
            rows.append(
                Row(
                    name: "UnifiedTradingAccount", equity: figures.totalEquity,
                    content: .init("coinDetail", .array(coins.map { Self.detail($0.coin.coin, $0.equity) }))))
            return rows + account.others.map { row($0.accountType, $0.categories) }
        }

        private func row(_ name: String, _ categories: [(name: String, coins: [Deposit])]) -> Row {
            func value(_ coins: [Deposit]) -> SandboxQuantity { .sum(coins.map { figures.prices.value($0.amount, of: $0.coin) }) }
            func details(_ coins: [Deposit]) -> JSONValue { .array(coins.map { Self.detail($0.coin, $0.amount) }) }
            let equity = SandboxQuantity.sum(categories.map { value($0.coins) })
            if categories.count == 1, categories[0].name.isEmpty {
                return Row(name: name, equity: equity, content: .init("coinDetail", details(categories[0].coins)))
            }
            return Row(
                name: name, equity: equity,
                content: .init(
                    "categories",
                    .array(
                        categories.map { category in
                            .members([
                                "coinDetail": details(category.coins), "category": .string(category.name),
                                "equity": .string("\(value(category.coins))"),
                            ])
                        })))
        }

        private static func detail(_ coin: String, _ equity: SandboxQuantity) -> JSONValue {
            .row(["equity": "\(equity)", "coin": coin])
        }
    }
}
