import Domain
import JSON

/// Bybit's own valuation of everything that a user has, in USD ("Get Asset Overview"). The list of account types is open.
public struct BybitOverview: Hashable, Sendable {
    /// All accounts together, as Bybit rounds it; `nil` where the member was missing or not understood.
    public let total: Amount?
    /// In Bybit's order; each type once.
    public let accounts: [Account]
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]

    /// One type of account.
    public struct Account: Hashable, Sendable {
        /// Bybit's name for the type, such as `TradingBot`.
        public let name: String
        /// In USD.
        public let total: Amount?
        /// What is in it, without values but where Bybit counts it in dollars; empty where only the sum is told.
        public let assets: [Asset]

        /// The account that unified trading happens in.
        static let unified = "UnifiedTradingAccount"
        /// The account that deposits arrive in.
        static let funding = "FundingAccount"
        /// What is put up to earn.
        static let earn = "Earn"
        /// Bybit shows it beside the total and does not count it in.
        static let alpha = "Alpha"
    }

    /// The account of that type; `nil` where it was not told.
    func account(_ name: String) -> Account? { accounts.first { $0.name == name } }

    static func read(_ result: JSONView) -> Result<BybitOverview, Failure> {
        guard let list = result["list"], list.kind == .array else { return .failure(BybitFailure.gateway.lacking("list")) }
        var fields = ReplyFields()
        let total = fields.amount(result, "totalEquity")
        let rows = ReplyRows(list.elements)
        fields.note(cut: rows)
        var accounts: [Account] = []
        for view in rows.views {
            guard view.kind == .object, let name = fields.text(view, "accountType", characters: 40) else {
                fields.note("accountType")
                continue
            }
            // More types than this nobody has, and each is a wallet on the screen.
            guard accounts.count < accountLimit, !accounts.contains(where: { $0.name == name }) else {
                fields.note(name)
                continue
            }
            accounts.append(account(view, name, &fields))
        }
        return .success(BybitOverview(total: total, accounts: accounts, unreadable: fields.unreadable))
    }

    private static let accountLimit = 40

    private static func account(_ view: JSONView, _ name: String, _ fields: inout ReplyFields) -> Account {
        var total = fields.amount(view, "totalEquity", of: name)
        // It was asked for in dollars.
        if let currency = fields.text(view, "valuationCurrency", characters: 12), currency != TotalCurrency.dollar.rawValue {
            fields.note("\(name) \(currency)")
            total = nil
        }
        var sums = CoinSums()
        var others: [Asset] = []
        add(view, &sums, &others, &fields)
        let categories = ReplyRows(view["categories"]?.elements ?? [])
        fields.note(cut: categories)
        for category in categories.views where category.kind == .object {
            let title = fields.text(category, "category", characters: 40) ?? "—"
            let equity = fields.amount(category, "equity", of: title)
            if category["coinDetail"]?.elements.isEmpty == false {
                add(category, &sums, &others, &fields)
            } else if let equity, !equity.isZero {
                // Only its sum is told.
                others.append(dollars(title, equity))
            }
        }
        return Account(name: name, total: total, assets: unique(sums.assets + others))
    }

    private static func add(_ view: JSONView, _ sums: inout CoinSums, _ others: inout [Asset], _ fields: inout ReplyFields) {
        let rows = ReplyRows(view["coinDetail"]?.elements ?? [])
        fields.note(cut: rows)
        for view in rows.views {
            guard let code = BybitCoin.code(view, &fields) else { continue }
            let equity = fields.amount(view, "equity", of: code)
            // A share of a pool, such as `SOL-USDC`, is no coin: Bybit tells what it is worth in place of how much it is.
            if view["extMap"]?["equityUnit"]?.string == TotalCurrency.dollar.rawValue {
                others.append(dollars(code, equity))
            } else {
                sums.add(code, equity)
            }
        }
    }

    private static func dollars(_ name: String, _ value: Amount?) -> Asset {
        Asset(code: name, total: nil, available: nil, inUse: nil, value: value, unrealizedProfit: nil)
    }

    /// What is told twice under one name is one row of a wallet, worth both.
    private static func unique(_ assets: [Asset]) -> [Asset] {
        var rows: [Asset] = []
        var places: [String: Int] = [:]
        for asset in assets {
            guard let place = places[asset.code] else {
                places[asset.code] = rows.count
                rows.append(asset)
                continue
            }
            let value = rows[place].value.flatMap { first in asset.value.map { first + $0 } }
            rows[place] = dollars(asset.code, value)
        }
        return rows
    }
}
