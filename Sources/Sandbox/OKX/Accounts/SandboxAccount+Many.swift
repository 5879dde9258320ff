extension SandboxAccount {
    /// Accounts for a load: the first holds `assets` currencies, the others two each. Their keys follow from their number, so that they are
    /// the same every time; like all keys of the sandbox they are published samples.
    public static func many(_ count: Int, assets: Int) -> [SandboxAccount] {
        (0..<max(0, count)).map { number in
            SandboxAccount(
                id: "load-\(number + 1)",
                title: SandboxTitle(english: "One of many: account \(number + 1)", chinese: "批量账户：第 \(number + 1) 个"),
                keys: [
                    SandboxKey(
                        apiKey: "10ad0000-0000-4000-8000-\(padded(number, 12))", secretKey: "10AD\(padded(number, 28))",
                        passphrase: "Load-Test.\(number + 1)", label: "load\(number + 1)")
                ],
                uid: "7000000000000\(padded(number, 6))",
                trading: number == 0
                    ? manyHoldings(assets) : [SandboxHolding("USDT", cash: "1000.25"), SandboxHolding("BTC", cash: "0.015")],
                funding: [SandboxDeposit("USDT", balance: "12.5")])
        }
    }

    /// Made-up coins, of which the table of prices knows every one, with amounts as long as an exchange gives them.
    private static func manyHoldings(_ count: Int) -> [SandboxHolding] {
        (0..<max(0, count)).map { number in
            let units = Int128(number * number + 7) * 1_000_000_000_000 + 645_222_000_123 + Int128(number)
            return SandboxHolding(madeUpCurrency(number), cash: SandboxQuantity(units: units, scale: 16))
        }
    }

    /// The currency of this number among those that are made up for a load.
    static func madeUpCurrency(_ number: Int) -> String { madeUpPrefix + padded(number, 3) }

    static let madeUpPrefix = "LOAD"

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
