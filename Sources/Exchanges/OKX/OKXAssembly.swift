import Domain

/// Puts the parts of a reading together: wallets, equity, settings, notices.
struct OKXAssembly {
    let who: OKXIdentity
    let visit: OKXParts
    /// The exchange's clock minus ours.
    let clockOffsetMilliseconds: Int64
    let asOf: Moment
    let options: AssemblyOptions

    var snapshot: AccountSnapshot {
        let settings = settings
        let wallets = wallets
        return AccountSnapshot(
            key: identity.keyDescription(masked: options.maskedKey), kind: identity.kind, settings: settings, equity: equity,
            wallets: wallets, positions: positions, rates: visit.rates, notices: notices(settings, wallets),
            remarks: remarks(wallets), clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, accountID: identity.accountID
        )
    }

    private var identity: Identity { who.identity }

    private static let currency = "USD"

    /// The whole account where the exchange valued it, else the trading wallet alone.
    private var equity: AccountSnapshot.Equity? {
        visit.valuation?.total.map { .init(currency: Self.currency, total: $0) }
            ?? visit.trading?.totalEquity.map { .init(currency: Self.currency, total: $0, coverage: .tradingOnly) }
    }

    private var wallets: [Wallet] {
        var wallets: [Wallet] = []
        let tradingFailure = visit.failure(of: .trading)
        // Of the same reply as the rows, with which it therefore agrees.
        let tradingTotal = visit.trading?.totalEquity ?? visit.valuation?.trading
        if visit.trading != nil || tradingFailure != nil || tradingTotal != nil {
            wallets.append(
                Wallet(
                    kind: .trading, total: tradingTotal, assets: visit.trading?.assets ?? [], failure: tradingFailure
                ))
        }
        let fundingFailure = visit.failure(of: .funding)
        if visit.funding != nil || fundingFailure != nil || visit.valuation?.funding != nil {
            wallets.append(
                Wallet(
                    kind: .funding, total: visit.valuation?.funding, assets: valued(visit.funding?.assets ?? []),
                    failure: fundingFailure
                ))
        }
        if let earn = visit.valuation?.earn {
            wallets.append(Wallet(kind: .earn, total: earn, assets: []))
        }
        if let classic = visit.valuation?.classic, !classic.isZero {
            wallets.append(Wallet(kind: .classic, total: classic, assets: []))
        }
        return wallets
    }

    private func valued(_ assets: [Asset]) -> [Asset] {
        assets.map { $0.valued(visit.value(of: $0)) }
    }

    private var positions: PositionsReading {
        if let positions = visit.positions { return .read(positions.all) }
        return visit.failure(of: .positions).map(PositionsReading.failed) ?? .unasked
    }

    private var settings: AccountSettings {
        OKXAccountSettings(who: who, positions: visit.positions).settings
    }

    private func notices(_ settings: AccountSettings, _ wallets: [Wallet]) -> [Notice] {
        AccountReview.notices(of: identity, clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, options: options)
            + [
                AccountReview.settingsNotice(settings, use: options.futures),
                OKXTotals.notice(visit, wallets, in: options.environment),
                AccountReview.unpricedNotice(pricesFailed ? unpriced(wallets) : []),
                partialNotice,
            ].compactMap { $0 }
    }

    private func unpriced(_ wallets: [Wallet]) -> [String] { Reconciliation(wallets: wallets, total: nil).unpriced }

    /// Whether assets may lack a price only because the prices could not be had.
    private var pricesFailed: Bool {
        visit.needsPrices && (visit.failure(of: .prices) != nil || visit.failure(of: .fallbackPrices) != nil)
    }

    // MARK: Remarks

    private func remarks(_ wallets: [Wallet]) -> [Remark] {
        let unpriced = pricesFailed ? [] : unpriced(wallets)
        return [unpriced.isEmpty ? nil : Remark(.unpricedAssets, message: AccountReview.unpriced(unpriced)), valuationRemark].compactMap {
            $0
        }
    }

    /// OKX itself counts a valuation that could not be had as nothing that failed (agent-trade-kit, "balance all").
    private var valuationRemark: Remark? {
        guard visit.valuation?.total == nil, visit.trading != nil || visit.failure(of: .valuation) != nil else { return nil }
        let why = visit.failure(of: .valuation)?.message
        let missing =
            why.map { why in
                Phrase(
                    en: "The valuation of the whole account could not be had (\(MissingParts.amid(why.english)))",
                    zh: "未能获取整个账户的估值（\(MissingParts.amid(why.simplifiedChinese))）")
            } ?? Phrase(en: "The valuation of the whole account was not given", zh: "未给出整个账户的估值")
        guard visit.trading?.totalEquity != nil else {
            return Remark(.valuationMissing, message: Phrase(en: missing.english + ".", zh: missing.simplifiedChinese + "。"))
        }
        return Remark(
            .valuationMissing,
            message: Phrase(
                en: "\(missing.english); the total covers the trading wallet only.", zh: "\(missing.simplifiedChinese)；总额仅包含交易账户。"))
    }

    // MARK: What is missing

    private var partialNotice: Notice? {
        let gaps = visit.failures.compactMap { part, failure in visit.gap(where: part).map { ($0, failure) } }
        return MissingParts(gaps, unreadable: identity.unreadable + visit.unreadable).notice
    }
}
