import Domain

/// Puts the parts of a reading together: wallets, equity, settings, notices.
struct OKXAssembly {
    let who: OKXIdentity
    let fetched: OKXParts
    /// The exchange's clock minus ours.
    let clockOffsetMilliseconds: Int64
    let asOf: Moment
    let options: AssemblyOptions

    var snapshot: AccountSnapshot {
        let settings = settings
        let wallets = wallets
        return AccountSnapshot(
            key: identity.keyDescription(masked: options.maskedKey), kind: identity.kind, settings: settings, equity: equity,
            wallets: wallets, positions: positions, rates: fetched.rates, notices: notices(settings, wallets),
            remarks: remarks(wallets), clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, accountID: identity.accountID
        )
    }

    private var identity: Identity { who.identity }

    private static let currency = "USD"

    /// The whole account where the exchange valued it, else the trading wallet alone.
    private var equity: AccountSnapshot.Equity? {
        fetched.valuation?.total.map { .init(currency: Self.currency, total: $0) }
            ?? fetched.trading?.totalEquity.map { .init(currency: Self.currency, total: $0, coverage: .tradingOnly) }
    }

    private var wallets: [Wallet] {
        var wallets: [Wallet] = []
        let tradingFailure = fetched.failure(of: .trading)
        // Of the same reply as the rows, with which it therefore agrees.
        let tradingTotal = fetched.trading?.totalEquity ?? fetched.valuation?.trading
        if fetched.trading != nil || tradingFailure != nil || tradingTotal != nil {
            wallets.append(
                Wallet(
                    kind: .trading, total: tradingTotal, assets: (fetched.trading?.assets ?? []).map(fetched.priced),
                    failure: tradingFailure
                ))
        }
        let fundingFailure = fetched.failure(of: .funding)
        if fetched.funding != nil || fundingFailure != nil || fetched.valuation?.funding != nil {
            wallets.append(
                Wallet(
                    kind: .funding, total: fetched.valuation?.funding, assets: valued(fetched.funding?.assets ?? []),
                    failure: fundingFailure
                ))
        }
        if let earn = fetched.valuation?.earn {
            wallets.append(Wallet(kind: .earn, total: earn, assets: []))
        }
        if let classic = fetched.valuation?.classic, !classic.isZero {
            wallets.append(Wallet(kind: .classic, total: classic, assets: []))
        }
        return wallets
    }

    private func valued(_ assets: [Asset]) -> [Asset] {
        assets.map { fetched.priced($0.valued(fetched.value(of: $0))) }
    }

    private var positions: PositionsReading {
        if let positions = fetched.positions { return .read(positions.all) }
        return fetched.failure(of: .positions).map(PositionsReading.failed) ?? .unasked
    }

    private var settings: AccountSettings {
        OKXAccountSettings(who: who, positions: fetched.positions).settings
    }

    private func notices(_ settings: AccountSettings, _ wallets: [Wallet]) -> [Notice] {
        AccountReview.notices(of: identity, clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, options: options)
            + [
                AccountReview.settingsNotice(settings, use: options.futures),
                OKXTotals.notice(fetched, wallets, in: options.environment),
                AccountReview.unpricedNotice(pricesFailed ? unpriced(wallets) : []),
                partialNotice,
            ].compactMap { $0 }
    }

    private func unpriced(_ wallets: [Wallet]) -> [String] { Reconciliation(wallets: wallets, total: nil).unpriced }

    /// Whether assets may lack a price only because the prices could not be had.
    private var pricesFailed: Bool {
        fetched.needsPrices && (fetched.failure(of: .prices) != nil || fetched.failure(of: .fallbackPrices) != nil)
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
        guard fetched.valuation?.total == nil, fetched.trading != nil || fetched.failure(of: .valuation) != nil else { return nil }
        let why = fetched.failure(of: .valuation)?.message
        let missing =
            why.map { why in
                Phrase(
                    en: "The valuation of the whole account could not be had (\(MissingParts.amid(why.english)))",
                    zh: "未能获取整个账户的估值（\(MissingParts.amid(why.simplifiedChinese))）")
            } ?? Phrase(en: "The valuation of the whole account was not given", zh: "未给出整个账户的估值")
        guard fetched.trading?.totalEquity != nil else {
            return Remark(.valuationMissing, message: Phrase(en: missing.english + ".", zh: missing.simplifiedChinese + "。"))
        }
        return Remark(
            .valuationMissing,
            message: Phrase(
                en: "\(missing.english); the total covers the trading wallet only.", zh: "\(missing.simplifiedChinese)；总额仅包含交易账户。"))
    }

    // MARK: What is missing

    private var partialNotice: Notice? {
        let gaps = fetched.failures.compactMap { part, failure in fetched.gap(where: part).map { ($0, failure) } }
        return MissingParts(gaps, unreadable: identity.unreadable + fetched.unreadable).notice
    }
}

/// OKX's wallets.
extension Wallet.Kind {
    /// The account that orders are placed from.
    public static let trading = Wallet.Kind(
        id: "trading", label: Phrase(en: "Trading", zh: "交易账户"), role: .trading)
    /// The account that deposits arrive in.
    public static let funding = Wallet.Kind(
        id: "funding", label: Phrase(en: "Funding", zh: "资金账户"))
    /// What is put up to earn.
    public static let earn = Wallet.Kind(
        id: "earn", label: Phrase(en: "Earn", zh: "赚币账户"), role: .sum)
    /// Of old accounts. OKX gives only its sum.
    public static let classic = Wallet.Kind(id: "classic", label: Phrase(en: "Classic", zh: "经典账户"), role: .sum)
}
