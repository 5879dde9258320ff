import Domain
import JSON

/// The funding wallet, without values: Bybit gives none ("Get All Coins Balance").
public struct BybitFundingBalance: Hashable, Sendable {
    /// One for each coin that was told.
    public let assets: [Asset]
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]

    static func read(_ result: JSONView) -> Result<BybitFundingBalance, Failure> {
        guard let list = result["balance"], list.kind == .array else { return .failure(BybitFailure.gateway.lacking("balance")) }
        var fields = ReplyFields()
        let rows = ReplyRows(list.elements)
        fields.note(cut: rows)
        var seen: Set<String> = []
        let assets = rows.views.compactMap { view -> Asset? in
            guard let code = BybitCoin.code(view, &fields) else { return nil }
            guard seen.insert(code).inserted else {
                fields.note("\(code) coin")
                return nil
            }
            let total = fields.amount(view, "walletBalance", of: code)
            let available = fields.amount(view, "transferBalance", of: code)
            // What cannot be transferred is held back by orders of the wallet, such as for P2P.
            let inUse = total.flatMap { total in available.flatMap { $0 <= total ? total - $0 : nil } }
            return Asset(code: code, total: total, available: available, inUse: inUse, value: nil, unrealizedProfit: nil)
        }
        return .success(BybitFundingBalance(assets: assets, unreadable: fields.unreadable))
    }
}

/// What is put up to earn, by coin ("Get Earn Position"), asked for where there is no overview that has it.
public struct BybitEarnHoldings: Hashable, Sendable {
    /// One for each coin that is put up, whatever the products.
    public let assets: [Asset]
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]

    /// The kinds of products, each of which is asked for by itself.
    static let categories = ["FlexibleSaving", "OnChain"]

    static func read(_ result: JSONView) -> Result<BybitEarnHoldings, Failure> {
        guard let list = result["list"], list.kind == .array else { return .failure(BybitFailure.gateway.lacking("list")) }
        var fields = ReplyFields()
        var sums = CoinSums()
        let rows = ReplyRows(list.elements)
        fields.note(cut: rows)
        for view in rows.views {
            guard let code = BybitCoin.code(view, &fields) else { continue }
            let amount = fields.amount(view, "amount", of: code)
            // A flexible product that was redeemed stays in the list.
            if amount?.isZero == true { continue }
            sums.add(code, amount)
        }
        return .success(BybitEarnHoldings(assets: sums.assets, unreadable: fields.unreadable))
    }

    /// What both replies have together.
    func joined(_ other: BybitEarnHoldings) -> BybitEarnHoldings {
        var sums = CoinSums()
        for asset in assets + other.assets { sums.add(asset.code, asset.total) }
        return BybitEarnHoldings(assets: sums.assets, unreadable: unreadable + other.unreadable)
    }
}

/// Adds up coins that stand in several rows of one wallet, in the order in which they come.
struct CoinSums {
    private var order: [String] = []
    private var totals: [String: Amount?] = [:]

    /// Adds an amount of a coin. One that is not known makes the sum unknown.
    mutating func add(_ code: String, _ amount: Amount?) {
        guard let known = totals[code] else {
            order.append(code)
            totals[code] = .some(amount)
            return
        }
        totals[code] = .some(known.flatMap { known in amount.map { known + $0 } })
    }

    /// A row for each coin. A single amount stays as it was written.
    var assets: [Asset] {
        order.map { code in
            Asset(code: code, total: totals[code] ?? nil, available: nil, inUse: nil, value: nil, unrealizedProfit: nil)
        }
    }
}
