/// The one table from which every price, rate and value in the sandbox comes.
struct PriceTable: Sendable {
    /// A fiat currency, or a stand-in for one, in which `asset/asset-valuation` can answer.
    struct Rate: Sendable {
        let currency: String
        let perUSD: SandboxQuantity
    }

    private(set) var currencies: [String]
    private var pricesUSD: [String: SandboxQuantity]
    /// Where the prices that have moved began.
    private var openingsUSD: [String: SandboxQuantity] = [:]

    static let standard = PriceTable([
        ("BTC", "117871.3"), ("ETH", "4210.55"), ("USDT", "0.9998"), ("USDC", "1"), ("SOL", "187.42"),
        ("OKB", "102.3"), ("DOGE", "0.2213"), ("XRP", "2.911"), ("PEPE", "0.00001012"),
    ])

    /// `JP` is how the exchange spells yen there (OKX API guide, get account asset valuation).
    static let fiatRates: [Rate] = [
        Rate(currency: "USD", perUSD: "1"), Rate(currency: "CNY", perUSD: "7.162"), Rate(currency: "JP", perUSD: "147.2"),
        Rate(currency: "KRW", perUSD: "1390"), Rate(currency: "RUB", perUSD: "81.4"), Rate(currency: "EUR", perUSD: "0.8605"),
        Rate(currency: "VND", perUSD: "26300"), Rate(currency: "IDR", perUSD: "16310"), Rate(currency: "INR", perUSD: "87.6"),
        Rate(currency: "PHP", perUSD: "57.1"), Rate(currency: "THB", perUSD: "32.4"), Rate(currency: "TRY", perUSD: "40.8"),
        Rate(currency: "AUD", perUSD: "1.53"), Rate(currency: "SGD", perUSD: "1.283"), Rate(currency: "ARS", perUSD: "1310"),
        Rate(currency: "SAR", perUSD: "3.75"), Rate(currency: "AED", perUSD: "3.6725"), Rate(currency: "IQD", perUSD: "1310"),
    ]
    private static let madeUpPrice: SandboxQuantity = "0.0125"
    static let yuanPerUSD: SandboxQuantity = "7.162"
    static let quoteCurrencies = ["USD", "USDT", "BTC", "USDC"]
    static let perpetuals = ["BTC-USDT-SWAP", "ETH-USDT-SWAP", "SOL-USDT-SWAP"]

    private init(_ rows: [(String, SandboxQuantity)]) {
        currencies = rows.map(\.0)
        pricesUSD = Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    mutating func add(_ currency: String, priceUSD: SandboxQuantity) {
        if pricesUSD.updateValue(priceUSD, forKey: currency) == nil { currencies.append(currency) }
    }

    /// Changes the price of a coin; where it began is kept.
    mutating func move(_ currency: String, toUSD price: SandboxQuantity) {
        guard let old = pricesUSD.updateValue(price, forKey: currency) else { return }
        if openingsUSD[currency] == nil { openingsUSD[currency] = old }
    }

    /// The price with which a coin began.
    func openingUSD(_ currency: String) -> SandboxQuantity? { openingsUSD[currency] ?? usd(currency) }

    /// USD for one coin; `nil` for a coin without a price.
    func usd(_ currency: String) -> SandboxQuantity? {
        if currency == "USD" { return .one }
        return pricesUSD[currency] ?? (currency.hasPrefix(SandboxAccount.madeUpPrefix) ? Self.madeUpPrice : nil)
    }

    /// The index of a pair such as `BTC-USDT`; `nil` when a side has no price or both are the same.
    func index(base: String, quote: String) -> SandboxQuantity? {
        guard base != quote, pricesUSD[base] != nil, let price = usd(base), let unit = usd(quote) else { return nil }
        return Self.ratio(price, unit)
    }

    /// What a trade of a coin costs, of one too that has no public index.
    func tradePrice(of base: String, in quote: String) -> SandboxQuantity? {
        guard base != quote, let price = usd(base), let unit = usd(quote) else { return nil }
        return Self.ratio(price, unit)
    }

    /// The index with which a pair began.
    func openingIndex(base: String, quote: String) -> SandboxQuantity? {
        guard base != quote, pricesUSD[base] != nil, let price = openingUSD(base), let unit = openingUSD(quote) else { return nil }
        return Self.ratio(price, unit)
    }

    private static func ratio(_ price: SandboxQuantity, _ unit: SandboxQuantity) -> SandboxQuantity? {
        if unit == .one { return price }
        return price.divided(by: unit, scale: decimals(of: price))
    }

    /// The mark price of a perpetual such as `BTC-USDT-SWAP`.
    func mark(_ instrument: String) -> SandboxQuantity? {
        let parts = instrument.split(separator: "-").map(String.init)
        guard parts.count == 3 else { return nil }
        return index(base: parts[0], quote: parts[1])
    }

    /// An amount of USD in a valuation currency, with at most 16 digits behind the point; `nil` for what cannot be one.
    func value(ofUSD amount: SandboxQuantity, in currency: String) -> SandboxQuantity? {
        if let rate = Self.fiatRates.first(where: { $0.currency == currency }) { return (amount * rate.perUSD).cut(toScale: 16) }
        guard ["BTC", "USDT"].contains(currency), let price = usd(currency) else { return nil }
        return amount.divided(by: price, scale: 16)
    }

    /// Digits behind the point that suit a price of this size.
    static func decimals(of price: SandboxQuantity) -> Int {
        switch price {
        case "10000"...: 1
        case "100"...: 2
        case "1"...: 4
        default: 12
        }
    }
}
