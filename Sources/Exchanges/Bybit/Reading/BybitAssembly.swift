import Domain

/// Puts the parts of a reading together: wallets, equity, settings, notices.
struct BybitAssembly {
    let who: BybitIdentity
    let fetched: BybitParts
    /// The exchange's clock minus ours.
    let clockOffsetMilliseconds: Int64
    let asOf: Moment
    let options: AssemblyOptions

    var snapshot: AccountSnapshot {
        let settings = settings
        let wallets = wallets
        let equity = equity(wallets)
        return AccountSnapshot(
            key: identity.keyDescription(masked: options.maskedKey), kind: identity.kind, settings: settings, equity: equity,
            wallets: wallets, positions: fetched.positions(who.marginMode?.ofPositions), rates: fetched.rates,
            notices: notices(settings, wallets), remarks: remarks(wallets, equity), clockOffsetMilliseconds: clockOffsetMilliseconds,
            asOf: asOf, accountID: identity.accountID)
    }

    private var identity: Identity { who.identity }

    // MARK: Wallets

    private var wallets: [Wallet] {
        let others = (fetched.overview?.accounts ?? []).filter { !Self.ownParts.contains($0.name) }
        return [unified, funding, earn].compactMap { $0 }
            + others.map { Wallet(kind: .bybit(accountType: $0.name), total: $0.total, assets: $0.assets.map(fetched.valued)) }
    }

    private static let ownParts = [BybitOverview.Account.unified, BybitOverview.Account.funding, BybitOverview.Account.earn]

    private var unified: Wallet? {
        let failure = fetched.failure(of: .unified)
        // Of the same reply as the rows, with which it therefore agrees.
        let total = fetched.unified?.totalEquity ?? valued(BybitOverview.Account.unified)?.total
        guard fetched.unified != nil || failure != nil || total != nil else { return nil }
        return Wallet(kind: .bybitUnified, total: total, assets: (fetched.unified?.assets ?? []).map(fetched.priced), failure: failure)
    }

    private var funding: Wallet? {
        let account = valued(BybitOverview.Account.funding)
        if let balance = fetched.funding {
            return wallet(.bybitFunding, account, balance.assets)
        }
        // The overview has the coins too, without what is available of them.
        if let account { return wallet(.bybitFunding, account, account.assets) }
        guard let failure = fetched.failure(of: .funding), !failure.isNotOffered else { return nil }
        return Wallet(kind: .bybitFunding, total: nil, assets: [], failure: failure)
    }

    private var earn: Wallet? {
        if let account = valued(BybitOverview.Account.earn) { return wallet(.bybitEarn, account, account.assets) }
        if let earn = fetched.earn { return wallet(.bybitEarn, nil, earn.assets) }
        guard let failure = fetched.failure(of: .earn), !failure.isNotOffered else { return nil }
        return Wallet(kind: .bybitEarn, total: nil, assets: [], failure: failure)
    }

    private func valued(_ name: String) -> BybitOverview.Account? { fetched.overview?.account(name) }

    /// Worth what the overview says; where there is none, what its rows are worth by prices, if all of them have one.
    private func wallet(_ kind: Wallet.Kind, _ account: BybitOverview.Account?, _ assets: [Asset]) -> Wallet {
        let rows = assets.map(fetched.valued)
        let values = rows.map(\.value)
        let sum = values.contains(nil) ? nil : values.reduce(Amount.zero) { $0 + ($1 ?? .zero) }
        return Wallet(kind: kind, total: account.map(\.total) ?? sum, assets: rows)
    }

    // MARK: Equity

    private static let currency = TotalCurrency.dollar.rawValue

    /// The whole account as Bybit values it; else the wallets added, where all of them are known, or the unified one alone.
    private func equity(_ wallets: [Wallet]) -> AccountSnapshot.Equity? {
        if let total = fetched.overview?.total { return .init(currency: Self.currency, total: total) }
        let totals = wallets.compactMap(\.total)
        if totals.count == wallets.count, let first = totals.first {
            return .init(currency: Self.currency, total: totals.dropFirst().reduce(first, +))
        }
        return fetched.unified?.totalEquity.map { .init(currency: Self.currency, total: $0, coverage: .tradingOnly) }
    }

    // MARK: Notices

    private var settings: AccountSettings { BybitAccountSettings(who: who).settings }

    private func notices(_ settings: AccountSettings, _ wallets: [Wallet]) -> [Notice] {
        AccountReview.notices(of: identity, clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, options: options)
            + [
                AccountReview.settingsNotice(settings, use: options.futures),
                BybitTotals.notice(fetched, wallets, in: options.environment),
                AccountReview.unpricedNotice(pricesFailed ? unpriced(wallets) : []),
                partialNotice,
            ].compactMap { $0 }
    }

    private func unpriced(_ wallets: [Wallet]) -> [String] { Reconciliation(wallets: wallets, total: nil).unpriced }

    /// Whether assets may lack a price only because the prices could not be had.
    private var pricesFailed: Bool { fetched.prices == nil }

    private var partialNotice: Notice? {
        let gaps = fetched.failures.compactMap { part, failure in
            fetched.gap(where: part).map { ($0, failure.namingBox(of: part)) }
        }
        return MissingParts(gaps, unreadable: identity.unreadable + fetched.unreadable).notice
    }

    // MARK: Remarks

    private func remarks(_ wallets: [Wallet], _ equity: AccountSnapshot.Equity?) -> [Remark] {
        let unpriced = pricesFailed ? [] : unpriced(wallets)
        return [unpriced.isEmpty ? nil : Remark(.unpricedAssets, message: AccountReview.unpriced(unpriced)), overviewRemark(equity)]
            .compactMap { $0 }
    }

    /// Sites of one country and demo trading have no overview; where it was asked for and not had, the total is what can be added up.
    private func overviewRemark(_ equity: AccountSnapshot.Equity?) -> Remark? {
        guard fetched.overview?.total == nil else { return nil }
        let why = fetched.failure(of: .overview)
        guard fetched.overview != nil || why != nil else { return nil }
        let missing =
            why.map { why in
                Phrase(
                    en: "Bybit's overview of the whole account could not be had (\(MissingParts.amid(why.message.english)))",
                    zh: "未能获取 Bybit 的整个账户总览（\(MissingParts.amid(why.message.simplifiedChinese))）")
            } ?? Phrase(en: "Bybit's overview gives no total of the whole account", zh: "Bybit 的总览未给出整个账户的总额")
        let rest: Phrase? =
            switch equity?.coverage {
            case .whole?:
                Phrase(
                    en: "the total adds up the wallets shown, by prices; bots, copy trading and loans are not in it",
                    zh: "总额由所列账户按价格相加得出，不含交易机器人、跟单交易和借贷")
            case .tradingOnly?: Phrase(en: "the total covers the unified wallet only", zh: "总额仅包含统一账户")
            case nil: nil
            }
        return Remark(
            .valuationMissing,
            message: Phrase(
                en: missing.english + (rest.map { "; \($0.english)" } ?? "") + ".",
                zh: missing.simplifiedChinese + (rest.map { "；\($0.simplifiedChinese)" } ?? "") + "。"))
    }
}

extension BybitMarginMode {
    /// What a loss of a position can consume. In portfolio margin, too, all of the account answers for all positions.
    var ofPositions: Position.MarginMode {
        switch self {
        case .isolated: .isolated
        case .cross, .portfolio: .cross
        }
    }
}

extension BybitPart {
    /// The box of the key page without which Bybit does not show the part; `nil` where no box of its own is known.
    fileprivate var box: Phrase? {
        switch self {
        case .funding: Phrase(en: "Assets › Account Transfer", zh: "资产 › 账户划转")
        case .earn: Phrase(en: "Earn", zh: "理财")
        case .positions: Phrase(en: "Unified Trading › Positions", zh: "统一交易 › 仓位")
        case .unified, .overview, .prices: nil
        }
    }
}

extension Failure {
    /// The same, with the box to tick where the key lacks a right.
    fileprivate func namingBox(of part: BybitPart) -> Failure {
        guard cause == .permissionMissing, let box = part.box else { return self }
        return Failure(
            cause, code: code, message: message,
            remedy: [
                Phrase(
                    en: "Edit the key on the API page of Bybit and tick \(box.english); Read-Only is enough.",
                    zh: "请在 Bybit 的 API 管理页编辑该 Key，勾选“\(box.simplifiedChinese)”；只读权限即可。")
            ], retry: retry)
    }
}
