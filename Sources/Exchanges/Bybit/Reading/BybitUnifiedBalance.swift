import Domain
import JSON

/// The unified wallet (Bybit API, "Get Wallet Balance"), as replies and pushes describe it.
public struct BybitUnifiedBalance: Hashable, Sendable {
    /// In USD; covers the unified wallet only.
    public let totalEquity: Amount?
    /// How the wallet's coins stand for one another.
    public let pooling: Pooling
    /// One for each coin of the wallet, valued in USD by Bybit.
    public let coins: [BybitCoin]
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]

    /// Whether margin is taken from one coin or from all of them.
    public enum Pooling: Hashable, Sendable {
        /// Isolated margin: a position's margin comes out of its own coin.
        case separate
        /// Cross and portfolio margin: all coins together stand behind all positions.
        case shared
        case unknown
    }

    /// The rows of the wallet.
    var assets: [Asset] { coins.map { $0.asset(pooling) } }

    /// The first account of the list, which is the only one of a unified account.
    static func read(_ result: JSONView) -> Result<BybitUnifiedBalance, Failure> {
        guard let row = result["list"]?.elements.first, row.kind == .object else { return .failure(BybitFailure.gateway.lacking("list")) }
        return .success(BybitUnifiedBalance(row))
    }

    private init(_ row: JSONView) {
        var fields = ReplyFields()
        totalEquity = fields.amount(row, "totalEquity")
        pooling = Self.pooling(row)
        guard let list = row["coin"], list.kind == .array else {
            fields.note("coin")
            coins = []
            unreadable = fields.unreadable
            return
        }
        let rows = ReplyRows(list.elements)
        fields.note(cut: rows)
        var seen: Set<String> = []
        coins = rows.views.compactMap { view in
            guard let coin = BybitCoin(view, over: nil, &fields) else { return nil }
            // A coin has one row; a second one would count it twice.
            guard seen.insert(coin.code).inserted else {
                fields.note("\(coin.code) coin")
                return nil
            }
            return coin
        }
        unreadable = fields.unreadable
    }

    /// Totals of the margin of a whole account do not apply to isolated margin: they are there and empty.
    static func pooling(_ row: JSONView) -> Pooling {
        guard let available = row["totalAvailableBalance"]?.scalarText else { return .unknown }
        return available.isEmpty ? .separate : .shared
    }
}

/// A coin of the unified wallet.
public struct BybitCoin: Hashable, Sendable, AccountRow {
    /// The coin's code, such as `USDT`.
    public let code: String
    /// With the profit of open positions, and less what is borrowed.
    public let equity: Amount?
    /// Without the profit of open positions.
    public let walletBalance: Amount?
    /// In USD.
    public let value: Amount?
    /// Held back by spot orders.
    public let locked: Amount?
    /// The initial margin of positions; empty in portfolio margin.
    public let positionMargin: Amount?
    /// The initial margin of orders; empty in portfolio margin.
    public let orderMargin: Amount?
    /// Of open positions.
    public let unrealizedProfit: Amount?
    /// What is borrowed of it, above zero; `nil` for nothing.
    public let debt: Amount?

    /// A coin has one row.
    public var rowID: String { code }

    /// Reads a row; what it does not mention stays as it was in `earlier`. `nil` for one without a name.
    init?(_ view: JSONView, over earlier: BybitCoin?, _ fields: inout ReplyFields) {
        guard let code = Self.code(view, &fields) else { return nil }
        func amount(_ name: String, _ earlier: Amount?) -> Amount? {
            view[name] == nil ? earlier : fields.amount(view, name, of: code)
        }
        self.code = code
        equity = amount("equity", earlier?.equity)
        walletBalance = amount("walletBalance", earlier?.walletBalance)
        value = amount("usdValue", earlier?.value)
        locked = amount("locked", earlier?.locked)
        positionMargin = amount("totalPositionIM", earlier?.positionMargin)
        orderMargin = amount("totalOrderIM", earlier?.orderMargin)
        unrealizedProfit = amount("unrealisedPnl", earlier?.unrealizedProfit)
        let isToldOfDebt = view["borrowAmount"] != nil || view["spotBorrow"] != nil
        debt = isToldOfDebt ? Self.debt(view, code, &fields) : earlier?.debt
    }

    /// The name of a coin in a row.
    static func code(_ view: JSONView, _ fields: inout ReplyFields) -> String? {
        guard view.kind == .object, let code = fields.text(view, "coin", characters: 24) else {
            fields.note("coin")
            return nil
        }
        return code
    }

    /// `borrowAmount` has what spot trades borrowed in it; older replies name only one of the two.
    private static func debt(_ view: JSONView, _ code: String, _ fields: inout ReplyFields) -> Amount? {
        let owed = [fields.amount(view, "borrowAmount", of: code), fields.amount(view, "spotBorrow", of: code)].compactMap { amount in
            amount.map { $0.isNegative ? $0.magnitude : $0 }
        }
        return owed.first { amount in !amount.isZero && owed.allSatisfy { $0 <= amount } }
    }

    /// As a row of the wallet.
    func asset(_ pooling: BybitUnifiedBalance.Pooling) -> Asset {
        Asset(
            code: code, total: equity, available: available(pooling), inUse: inUse, value: value, unrealizedProfit: unrealizedProfit,
            debt: debt)
    }

    /// What orders and positions hold back; `nil` where Bybit leaves a part of it empty.
    private var inUse: Amount? {
        guard let positionMargin, let orderMargin, let locked else { return nil }
        return positionMargin + orderMargin + locked
    }

    /// Bybit gives none. Isolated margin is taken from the coin itself. In the other modes positions may live on other coins, so that
    /// nothing is said of a coin that margin is reckoned in or that is borrowed; of one that is not, spot orders alone hold back something.
    private func available(_ pooling: BybitUnifiedBalance.Pooling) -> Amount? {
        guard let walletBalance, let inUse, let locked else { return nil }
        switch pooling {
        case .separate: break
        case .shared: guard inUse == locked, debt == nil else { return nil }
        case .unknown: return nil
        }
        let rest = walletBalance - inUse
        return rest.isNegative ? nil : rest
    }

    /// Whether nothing is left of it. What is not known is not nothing.
    var isNothing: Bool {
        equity?.isZero == true && walletBalance?.isZero == true && debt == nil
            && [value, locked, positionMargin, orderMargin, unrealizedProfit].allSatisfy { $0?.isZero != false }
    }

    /// Whether contracts that settle in it are held or ordered, as far as the coin itself tells.
    var hasContracts: Bool {
        [positionMargin, orderMargin, unrealizedProfit].contains { $0?.isZero == false }
    }
}
