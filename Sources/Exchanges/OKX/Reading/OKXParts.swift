import Domain

/// The parts of one reading, each with its payload or its failure.
struct OKXParts {
    let trading: OKXTradingBalance?
    let funding: OKXFundingBalance?
    let valuation: OKXValuation?
    let prices: OKXIndexPrices?
    let fallbackPrices: OKXIndexPrices?
    let positions: OKXOpenPositions?
    let yuanRate: Amount?
    /// In the order of `OKXPart`.
    let failures: [(part: OKXPart, failure: Failure)]
    /// Values that were there and could not be understood, each named once.
    let unreadable: [String]

    init(_ parts: [OKXPart: Result<OKXPartReply, Failure>]) {
        var trading: OKXTradingBalance?
        var funding: OKXFundingBalance?
        var valuation: OKXValuation?
        var prices: OKXIndexPrices?
        var fallbackPrices: OKXIndexPrices?
        var positions: OKXOpenPositions?
        var yuanRate: Amount?
        var failures: [(part: OKXPart, failure: Failure)] = []
        var unreadable: [String] = []
        for part in OKXPart.allCases {
            switch parts[part] {
            case .none: continue
            case .failure(let failure): failures.append((part, failure))
            case .success(let reply):
                unreadable += part == .identity ? [] : reply.unreadable
                switch reply {
                case .identity: continue
                case .trading(let payload): trading = payload
                case .funding(let payload): funding = payload
                case .valuation(let payload): if part == .valuation { valuation = payload }
                case .prices(let payload):
                    if part == .fallbackPrices { fallbackPrices = payload } else { prices = payload }
                case .positions(let payload): positions = payload
                case .yuanRate(let payload): yuanRate = payload
                }
            }
        }
        self.trading = trading
        self.funding = funding
        self.valuation = valuation
        self.prices = prices
        self.fallbackPrices = fallbackPrices
        self.positions = positions
        self.yuanRate = yuanRate
        self.failures = failures
        self.unreadable = unreadable
    }

    func failure(of part: OKXPart) -> Failure? {
        failures.first { $0.part == part }?.failure
    }

    /// The value of `asset` in the quote currency of the prices, exact but for a rate that has to be divided; `nil` without an amount or
    /// a price.
    func value(of asset: Asset) -> Amount? {
        guard let total = asset.total else { return nil }
        if total.isZero { return .zero }
        if asset.code == prices?.quote { return total }
        if let price = prices?.prices[asset.code] { return total * price }
        if let value = valueByOwnRate(of: total, asset.code) { return value }
        // One step over a stablecoin, whose own price in dollars is never assumed to be 1.
        guard let fallback = fallbackPrices, let price = fallback.prices[asset.code],
            let bridge = prices?.prices[fallback.quote]
        else { return nil }
        return total * price * bridge
    }

    /// The asset with its price in dollars and how much that has changed in 24 hours, over a stablecoin where there is no other price.
    func priced(_ asset: Asset) -> Asset {
        guard let prices, prices.quote == TotalCurrency.dollar.rawValue else { return asset }
        if let price = prices.prices[asset.code] { return asset.priced(price, dayChange: prices.dayChanges[asset.code]) }
        guard let fallback = fallbackPrices, let price = fallback.prices[asset.code], let bridge = prices.prices[fallback.quote] else {
            return asset
        }
        guard let change = fallback.dayChanges[asset.code], let bridgeChange = prices.dayChanges[fallback.quote] else {
            return asset.priced(price * bridge, dayChange: nil)
        }
        // The stablecoin's own price has moved meanwhile.
        return asset.priced(price * bridge, dayChange: price * bridge - (price - change) * (bridge - bridgeChange))
    }

    /// What the exchange itself makes of the same coin in the trading wallet: its only rate of fiat money.
    private func valueByOwnRate(of total: Amount, _ code: String) -> Amount? {
        let held = trading?.assets.first { $0.code == code }
        return OwnRate.value(of: total, held: held?.total, worth: held?.value)
    }

    /// What the currencies of totals are worth, as far as this fetch told it.
    var rates: ExchangeRates {
        var rates: [TotalCurrency: ExchangeRates.Rate] = [:]
        for currency in TotalCurrency.allCases {
            switch currency {
            case .dollar: continue
            case .yuan: rates[currency] = yuanRate.map(ExchangeRates.Rate.unitsPerDollar)
            case .tether, .bitcoin, .euro:
                guard prices?.quote == TotalCurrency.dollar.rawValue else { continue }
                rates[currency] = prices?.prices[currency.rawValue].map(ExchangeRates.Rate.dollarsPerUnit)
            }
        }
        return ExchangeRates(rates, awaited: awaitedRates)
    }

    /// Those that the exchange has and that could not be had this time.
    private var awaitedRates: Set<TotalCurrency> {
        var awaited: Set<TotalCurrency> = []
        if yuanRate == nil { awaited.insert(.yuan) }
        if prices == nil { awaited.formUnion([.tether, .bitcoin]) }
        return awaited
    }

    /// The codes of those assets that have an amount other than zero and no price.
    func unpriced(_ assets: [Asset]) -> [String] {
        assets.filter { asset in asset.total.map { !$0.isZero } ?? false && value(of: asset) == nil }.map(\.code)
    }

    // MARK: What is missing

    /// Whether an asset with an amount lacks a price.
    var needsPrices: Bool { !unpriced(funding?.assets ?? []).isEmpty }

    /// Whether nothing can be shown: balances and their valuation all failed.
    var isEmpty: Bool { failure(of: .trading) != nil && failure(of: .funding) != nil && failure(of: .valuation) != nil }

    /// What is lacking where a part could not be had; `nil` where nothing is: prices that no asset needed are not missed, and a valuation is
    /// a remark.
    func gap(where part: OKXPart) -> Phrase? {
        switch part {
        case .trading: Phrase(en: "the trading balances", zh: "交易账户余额")
        case .funding: Phrase(en: "the funding balances", zh: "资金账户余额")
        case .positions: Phrase(en: "the open positions", zh: "持仓")
        case .prices, .fallbackPrices: needsPrices ? Phrase(en: "index prices", zh: "指数价格") : nil
        case .identity, .valuation, .yuanRate, .euroValuation: nil
        }
    }
}
