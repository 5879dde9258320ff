import Domain

/// The parts of one reading, each with its payload or its failure.
struct BybitParts {
    let unified: BybitUnifiedBalance?
    let funding: BybitFundingBalance?
    let overview: BybitOverview?
    let earn: BybitEarnHoldings?
    let prices: BybitPrices?
    /// The positions of the lists that could be read.
    let positions: [BybitPosition]
    /// The lists of positions that could be read.
    let readLists: [BybitPositionList]
    /// In the order of the parts.
    let failures: [(part: BybitPart, failure: Failure)]
    /// Values that were there and could not be understood, each named once.
    let unreadable: [String]

    init(_ parts: [BybitPart: Result<BybitPartReply, Failure>]) {
        var unified: BybitUnifiedBalance?
        var funding: BybitFundingBalance?
        var overview: BybitOverview?
        var earn: BybitEarnHoldings?
        var prices: BybitPrices?
        var positions: [BybitPosition] = []
        var readLists: [BybitPositionList] = []
        var failures: [(part: BybitPart, failure: Failure)] = []
        var unreadable: [String] = []
        for (part, result) in parts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            switch result {
            case .failure(let failure): failures.append((part, failure))
            case .success(let reply):
                unreadable += reply.unreadable
                switch reply {
                case .unified(let payload): unified = payload
                case .funding(let payload): funding = payload
                case .overview(let payload): overview = payload
                case .earn(let payload): earn = payload
                case .prices(let payload): prices = payload
                case .positions(let payload):
                    if case .positions(let list) = part { readLists.append(list) }
                    positions += payload.rows
                }
            }
        }
        self.unified = unified
        self.funding = funding
        self.overview = overview
        self.earn = earn
        self.prices = prices
        self.positions = positions
        self.readLists = readLists
        self.failures = failures
        self.unreadable = unreadable
    }

    func failure(of part: BybitPart) -> Failure? { failures.first { $0.part == part }?.failure }

    // MARK: Prices

    /// What one unit of a coin is worth in USD, and how much that has changed in 24 hours.
    private func price(_ code: String) -> (price: Amount, dayChange: Amount?)? {
        guard let prices, let price = prices.dollars(code) else { return nil }
        return (price, prices.dayChange(code, of: price))
    }

    /// The asset with its price.
    func priced(_ asset: Asset) -> Asset {
        guard let (price, dayChange) = price(asset.code) else { return asset }
        return asset.priced(price, dayChange: dayChange)
    }

    /// The asset with its price and its value, where Bybit did not tell what it is worth: by the price, or by what Bybit makes of the same
    /// coin in the unified wallet.
    func valued(_ asset: Asset) -> Asset { priced(asset.value == nil ? asset.valued(value(of: asset)) : asset) }

    private func value(of asset: Asset) -> Amount? {
        guard let total = asset.total else { return nil }
        if total.isZero { return .zero }
        if let (price, _) = price(asset.code) { return total * price }
        return valueByOwnRate(of: total, asset.code)
    }

    private func valueByOwnRate(of total: Amount, _ code: String) -> Amount? {
        let held = unified?.coins.first { $0.code == code }
        return OwnRate.value(of: total, held: held?.equity, worth: held?.value)
    }

    /// What the currencies of totals are worth, as far as this fetch told it.
    var rates: ExchangeRates {
        var rates: [TotalCurrency: ExchangeRates.Rate] = [:]
        for currency in TotalCurrency.allCases {
            switch currency {
            // Bybit has no rate of the yuan.
            case .dollar, .yuan: continue
            case .euro: rates[currency] = prices?.eurosPerDollar.map(ExchangeRates.Rate.unitsPerDollar)
            case .tether, .bitcoin: rates[currency] = prices?.dollars(currency.rawValue).map(ExchangeRates.Rate.dollarsPerUnit)
            }
        }
        return ExchangeRates(rates, awaited: prices == nil ? [.tether, .bitcoin, .euro] : [])
    }

    // MARK: Positions

    /// What all positions are worth in the market, in USD: their profit follows it. `nil` where one is not known.
    var exposure: Amount? {
        guard missedPositions.isEmpty else { return nil }
        var sum = Amount.zero
        for position in positions {
            guard let value = position.value, let currency = position.currency, let (price, _) = price(currency) else { return nil }
            sum = sum + value.magnitude * price
        }
        return sum
    }

    /// All open positions. Where a list could not be had for now, the positions count as not read, so that none is told as closed; a list
    /// that this key never gets is named in a notice.
    func positions(_ mode: Position.MarginMode?) -> PositionsReading {
        let missed = missedPositions
        if let passing = missed.first(where: { $0.retry != .never }) { return .failed(passing) }
        guard !readLists.isEmpty else { return missed.first.map(PositionsReading.failed) ?? .unasked }
        return .read(positions.map { $0.shown(mode) })
    }

    /// The lists that may have more positions: linear contracts that settle in other coins than the two that are always asked for. Bybit
    /// names no such coins; one that has margin or profit without a position that was read may be one.
    var suspectedLists: [BybitPositionList] {
        guard readLists.contains(.inverse), let unified else { return [] }
        let explained = Set(positions.compactMap(\.currency))
        let coins = unified.coins.filter { $0.hasContracts && !explained.contains($0.code) && BybitPositionList.isSettleCoin($0.code) }
        return coins.prefix(Self.suspectLimit).map { .linear(settling: $0.code) }.filter { !BybitPositionList.everyFetch.contains($0) }
    }

    private static let suspectLimit = 4

    // MARK: What is missing

    /// Whether nothing can be shown: balances and their valuation all failed.
    var isEmpty: Bool { unified == nil && funding == nil && overview == nil }

    /// Whether an asset with an amount lacks a value because there are no prices.
    private var needsPrices: Bool {
        guard prices == nil else { return false }
        let accounts = (overview?.accounts ?? []).filter { $0.name != BybitOverview.Account.unified }
        let held = (funding?.assets ?? []) + (earn?.assets ?? []) + accounts.flatMap(\.assets)
        return held.contains { valued($0).isUnpriced }
    }

    /// Whether a list of positions is missed.
    private func isMissed(_ list: BybitPositionList, _ failure: Failure) -> Bool {
        if failure.isNotOffered { return false }
        // Asked for on suspicion: Bybit may refuse a coin in which no contract settles.
        return BybitPositionList.everyFetch.contains(list) || failure.cause != .exchangeRefused
    }

    private var missedPositions: [Failure] {
        failures.compactMap { part, failure in
            if case .positions(let list) = part, isMissed(list, failure) { failure } else { nil }
        }
    }

    /// What is lacking where a part could not be had; `nil` where nothing is: what is not offered is not missed, and an overview is a
    /// remark.
    func gap(where part: BybitPart) -> Phrase? {
        let isOffered = failure(of: part)?.isNotOffered != true
        switch part {
        // An account that is not a unified one has none, and has to become one.
        case .unified: return Phrase(en: "the unified balances", zh: "统一账户余额")
        case .funding: return isOffered ? Phrase(en: "the funding balances", zh: "资金账户余额") : nil
        case .earn: return isOffered ? Phrase(en: "what is put up to earn", zh: "理财持仓") : nil
        case .positions(let list): return failure(of: part).map { isMissed(list, $0) } == true ? list.name : nil
        case .prices: return needsPrices ? Phrase(en: "prices", zh: "价格") : nil
        case .overview: return nil
        }
    }
}

extension Failure {
    /// Whether the site or the environment does not have what was asked for.
    var isNotOffered: Bool { cause == .featureUnavailable }
}
