import Domain
import JSON

/// Public prices of coins, from the tickers of spot trading ("Get Tickers"). Only prices above zero are kept.
public struct BybitPrices: Hashable, Sendable {
    /// In USD, by coin: Bybit's index, which it has of coins that can be collateral.
    public let index: [String: Amount]
    /// The last prices in each stablecoin that other coins are traded for, by that coin and then by the traded one.
    public let last: [String: [String: Trade]]
    /// Units of the euro for one of a stablecoin, by that coin.
    let euros: [String: Amount]

    /// A price at which a coin was traded.
    public struct Trade: Hashable, Sendable {
        /// In units of the other coin.
        public let price: Amount
        /// The same 24 hours ago; `nil` where it was not told.
        public let dayAgo: Amount?
    }

    /// The coins that prices are told in, the one that most is traded for first.
    static let stablecoins = ["USDT", "USDC"]

    static func read(_ result: JSONView) -> Result<BybitPrices, Failure> {
        guard let list = result["list"], list.kind == .array else { return .failure(BybitFailure.gateway.lacking("list")) }
        var index: [String: Amount] = [:]
        var last: [String: [String: Trade]] = [:]
        var euros: [String: Amount] = [:]
        for view in ReplyRows(list.elements).views {
            guard let symbol = view["symbol"]?.string else { continue }
            let price = price(view, "lastPrice")
            if symbol.hasSuffix(euro), let price { euros[String(symbol.dropLast(euro.count))] = price }
            guard let quote = (stablecoins + [euro]).first(where: symbol.hasSuffix) else { continue }
            let code = String(symbol.dropLast(quote.count))
            // The same in every market of the coin.
            if index[code] == nil { index[code] = self.price(view, "usdIndexPrice") }
            if let price, quote != euro { last[quote, default: [:]][code] = Trade(price: price, dayAgo: self.price(view, "prevPrice24h")) }
        }
        return .success(BybitPrices(index: index, last: last, euros: euros.filter { stablecoins.contains($0.key) }))
    }

    private static let euro = TotalCurrency.euro.rawValue

    private static func price(_ view: JSONView, _ name: String) -> Amount? {
        view[name]?.scalarText.flatMap { Amount($0) }.flatMap { $0 > .zero ? $0 : nil }
    }

    /// What one unit of a coin is worth in USD; `nil` where nothing tells. A stablecoin is never assumed to be worth a dollar.
    func dollars(_ code: String) -> Amount? {
        if code == TotalCurrency.dollar.rawValue { return Amount(1) }
        if let price = index[code] { return price }
        for stablecoin in Self.stablecoins where stablecoin != code {
            guard let trade = last[stablecoin]?[code], let bridge = bridge(stablecoin) else { continue }
            return trade.price * bridge
        }
        return Self.stablecoins.contains(code) ? bridge(code) : nil
    }

    /// What a stablecoin is worth in USD: its own index, or that of the other one by the price at which the two are traded.
    private func bridge(_ code: String) -> Amount? {
        if let price = index[code] { return price }
        for other in Self.stablecoins where other != code {
            guard let dollars = index[other] else { continue }
            if let trade = last[other]?[code] { return dollars * trade.price }
            if let trade = last[code]?[other] { return dollars.divided(by: trade.price, scale: 16, rounding: .halfEven)?.trimmed }
        }
        return nil
    }

    /// How much a price in dollars has changed in 24 hours. Bybit tells of its index only the present one: it is taken to have moved by the
    /// same share as the last price.
    func dayChange(_ code: String, of price: Amount) -> Amount? {
        guard let trade = Self.stablecoins.lazy.compactMap({ last[$0]?[code] }).first, let dayAgo = trade.dayAgo else { return nil }
        return (price * (trade.price - dayAgo)).divided(by: trade.price, scale: 16, rounding: .halfEven)?.trimmed
    }

    /// Units of the euro for one dollar.
    var eurosPerDollar: Amount? {
        for stablecoin in Self.stablecoins {
            guard let euros = euros[stablecoin], let dollars = dollars(stablecoin) else { continue }
            return euros.divided(by: dollars, scale: 8, rounding: .halfEven)
        }
        return nil
    }
}
