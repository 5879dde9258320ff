import Domain

/// Puts the parts of a visit together: wallets, equity, settings, notices. The same for every exchange.
struct OKXAssembly {
    let identity: Identity
    let visit: OKXParts
    /// The exchange's clock minus ours.
    let clockOffsetMilliseconds: Int64
    let asOf: Moment
    let options: AssemblyOptions

    var snapshot: AccountSnapshot {
        let futures = settings
        let wallets = wallets
        return AccountSnapshot(
            key: identity.keyDescription(masked: options.maskedKey), kind: identity.kind, futures: futures, equity: equity,
            wallets: wallets, positions: positions, rates: visit.rates, notices: notices(futures, wallets),
            remarks: remarks(wallets), clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, accountID: identity.accountID
        )
    }

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

    private var settings: FuturesSettings {
        let marginMode = visit.positions?.marginMode ?? .unavailable
        let marginModeIsWanted: Bool? =
            switch marginMode {
            case .isolated, .none: true
            case .cross, .mixed: false
            case .unavailable: nil
            }
        return FuturesSettings(
            accountMode: .init(value: identity.accountMode, isWanted: identity.accountMode.map { $0 == .futures }),
            positionMode: .init(value: identity.positionMode, isWanted: identity.positionMode.map { $0 == .oneWay }),
            marginMode: .init(value: marginMode, isWanted: marginModeIsWanted),
            isolatedTransfer: .init(value: identity.isolatedTransfer, isWanted: identity.isolatedTransfer.map { $0 == .automatic })
        )
    }

    private func notices(_ futures: FuturesSettings, _ wallets: [Wallet]) -> [Notice] {
        [
            AccountReview.clockNotice(offsetMilliseconds: clockOffsetMilliseconds),
            AccountReview.withdrawalNotice(identity),
            AccountReview.addressNotice(identity),
            AccountReview.unknownNotice(identity, keyPage: options.keyPage),
            AccountReview.settingsNotice(futures, use: options.futures),
            AccountReview.totalNotice(visit, wallets, in: options.environment),
            AccountReview.unpricedNotice(pricesFailed ? unpriced(wallets) : []),
            partialNotice,
        ].compactMap { $0 }
    }

    private func unpriced(_ wallets: [Wallet]) -> [String] { Reconciliation(wallets: wallets, total: nil).unpriced }

    /// Whether assets may lack a price only because the prices could not be had.
    private var pricesFailed: Bool {
        visit.failures.contains { ($0.part == .prices || $0.part == .fallbackPrices) && matters($0.part) }
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
                    en: "The valuation of the whole account could not be had (\(Self.amid(why.english)))",
                    zh: "未能获取整个账户的估值（\(Self.amid(why.simplifiedChinese))）")
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
        let gaps = visit.failures.filter { $0.part != .identity && matters($0.part) }
        let unreadable = identity.unreadable + visit.unreadable
        guard !gaps.isEmpty || !unreadable.isEmpty else { return nil }
        var english: [String] = []
        var chinese: [String] = []
        for gap in gaps {
            let name = Self.name(of: gap.part)
            english.append("\(name.english) could not be had (\(Self.amid(gap.failure.message.english)))")
            chinese.append("未能获取\(name.simplifiedChinese)（\(Self.amid(gap.failure.message.simplifiedChinese))）")
        }
        if !unreadable.isEmpty {
            let named = unreadable.prefix(12).joined(separator: ", ") + (unreadable.count > 12 ? ", …" : "")
            english.append("not understood: \(named)")
            chinese.append("无法识别：\(named)")
        }
        var remedy: [Phrase] = []
        for step in gaps.flatMap(\.failure.remedy) where !remedy.contains(step) && remedy.count < 4 {
            remedy.append(step)
        }
        return Notice(
            .partial,
            message: Phrase(
                en: "Some data is missing: \(english.joined(separator: "; ")).", zh: "部分数据缺失：\(chinese.joined(separator: "；"))。"),
            remedy: remedy.isEmpty ? [Phrase(en: "Refresh later.", zh: "请稍后刷新。")] : remedy
        )
    }

    /// A sentence inside another one.
    private static func amid(_ sentence: String) -> Substring {
        sentence.hasSuffix(".") || sentence.hasSuffix("。") ? sentence.dropLast() : sentence[...]
    }

    /// Prices that no asset needed are not missed, and a valuation is a remark.
    private func matters(_ part: OKXPart) -> Bool {
        switch part {
        case .prices, .fallbackPrices: !visit.unpriced(visit.funding?.assets ?? []).isEmpty
        case .valuation, .yuanRate, .euroValuation: false
        case .identity, .trading, .funding, .positions: true
        }
    }

    private static func name(of part: OKXPart) -> Phrase {
        switch part {
        case .identity: Phrase(en: "the account's settings", zh: "账户设置")
        case .trading: Phrase(en: "the trading balances", zh: "交易账户余额")
        case .funding: Phrase(en: "the funding balances", zh: "资金账户余额")
        case .valuation: Phrase(en: "the valuation of the whole account", zh: "整个账户的估值")
        case .prices, .fallbackPrices: Phrase(en: "index prices", zh: "指数价格")
        case .euroValuation: Phrase(en: "the rate of the euro", zh: "欧元汇率")
        case .yuanRate: Phrase(en: "the rate of the yuan", zh: "人民币汇率")
        case .positions: Phrase(en: "the open positions", zh: "持仓")
        }
    }
}
