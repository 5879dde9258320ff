import Domain

/// Turns what was read into rows, and into a plan of what can be changed. Sends nothing.
struct BybitSettingsPlan {
    let reading: BybitSettingsReading
    let settingsTarget: SettingsTarget

    private var who: BybitIdentity { reading.who }

    var findings: SettingsFindings {
        let rows = [Self.accountType(who), marginMode, positionMode, leverage]
        // The margin mode first: it needs an account with nothing open, which is also what the position mode reaches best.
        let steps =
            (rows[1].state == .fixable ? [BybitSettingChange.marginMode.step()] : [])
            + (rows[2].state == .fixable ? [BybitSettingChange.positionMode.step(skipping: skippedSymbols)] : [])
            + (rows[3].state == .fixable ? leverageChange.map { [$0.step()] } ?? [] : [])
        return SettingsFindings(rows: rows, plan: steps)
    }

    // MARK: Account type

    /// Both as a reading of the account tells it and where settings are looked at.
    static func accountType(_ who: BybitIdentity) -> SettingRow {
        func row(_ state: SettingState, _ remarks: [Phrase] = [], _ failure: Failure? = nil) -> SettingRow {
            SettingRow(
                BybitSettings.accountType, value: who.accountType?.setting, wanted: BybitAccountType.wanted, state: state, remarks: remarks,
                failure: failure)
        }
        switch who.accountType {
        case nil: return row(.unknown, [newValue])
        case .classic?: return row(.needsWebsite, BybitRemedy.upgrade, classic)
        case .unified(version: "1.0")?: return row(.right, [olderVersion])
        case .unified?: return row(.right)
        }
    }

    // MARK: Margin mode

    private var marginMode: SettingRow {
        func row(
            _ state: SettingState, _ blockers: [SettingBlocker] = [], _ remarks: [Phrase] = [], _ failure: Failure? = nil
        ) -> SettingRow { Self.marginMode(who, state, blockers, remarks, failure) }
        guard who.accountType != .classic else { return row(.unavailable, [], [Self.upgradeFirst]) }
        switch who.marginMode {
        case .isolated: return row(.right, [], [Self.wholeAccount])
        case nil: return row(.unknown, [], [Self.newValue])
        case .cross, .portfolio:
            let blockers = ((try? reading.marginBlockers?.get()) ?? []) + BybitBlockers.ofAccount(who)
            if !blockers.isEmpty { return row(.blocked, blockers, [who.mayChange ? Self.wholeAccount : Self.byHand]) }
            // It differs; whether it can be changed depends on what is open.
            switch reading.marginBlockers {
            case .failure(let failure)?: return row(.unknown, [], [Self.openUnread], failure)
            case nil: return row(.unknown, [], [Self.openUnread])
            case .success?: return row(.fixable, [], [Self.wholeAccount])
            }
        }
    }

    /// Of the identity alone, with what was found out about it.
    static func marginMode(
        _ who: BybitIdentity, _ state: SettingState, _ blockers: [SettingBlocker] = [], _ remarks: [Phrase] = [],
        _ failure: Failure? = nil
    ) -> SettingRow {
        // What is told of an account that has no such setting is none of its own.
        SettingRow(
            BybitSettings.marginMode, value: state == .unavailable ? nil : who.marginMode?.setting,
            wanted: BybitMarginMode.isolated.setting, state: state, blockers: blockers, remarks: remarks, failure: failure)
    }

    // MARK: Position mode

    private var mode: Result<BybitPositionMode, Failure> {
        reading.hedgeable.flatMap { BybitSettingsReading.mode($0, reading.untouched) }
    }

    private var skippedSymbols: [String] { BybitSettingsReading.hedgedSymbols((try? reading.hedgeable.get()) ?? []) }

    private var positionMode: SettingRow {
        func row(
            _ mode: BybitPositionMode?, _ state: SettingState, _ blockers: [SettingBlocker] = [], _ remarks: [Phrase] = [],
            _ failure: Failure? = nil
        ) -> SettingRow {
            SettingRow(
                BybitSettings.positionMode, value: mode?.setting, wanted: BybitPositionMode.oneWay.setting, state: state,
                blockers: blockers, remarks: remarks, failure: failure)
        }
        guard who.accountType != .classic else { return row(nil, .unavailable, [], [Self.upgradeFirst]) }
        switch mode {
        case .failure(let failure): return row(nil, .unknown, [], [], failure)
        case .success(.oneWay): return row(.oneWay, .right, [], [lookedAt])
        case .success(.hedge):
            let blockers = BybitBlockers.ofAccount(who)
            guard blockers.isEmpty else { return row(.hedge, .blocked, blockers, who.mayChange ? [] : [Self.byHand]) }
            return row(.hedge, .fixable, [], skippedSymbols.isEmpty ? [] : [Self.skipped(skippedSymbols)])
        case .success(let mode):
            let held = ((try? reading.hedgeable.get()) ?? []).filter(\.isHedged)
            return row(mode, .blocked, BybitBlockers.open(held) + BybitBlockers.ofAccount(who), who.mayChange ? [] : [Self.byHand])
        }
    }

    /// Which symbols were looked at, because Bybit does not tell of all.
    private var lookedAt: Phrase {
        let untouched = (try? reading.untouched?.get())?.symbol
        return Phrase(
            en:
                "Bybit tells it by symbol: looked at \(untouched.map { "\($0) and " } ?? "")every symbol with a position or an order. One that was switched by itself may differ.",
            zh: "Bybit 只按交易对给出此设置：已查看\(untouched.map { " \($0) 及" } ?? "")所有有持仓或挂单的交易对；单独切换过的其他交易对可能不同。")
    }

    // MARK: Leverage

    private var leverage: SettingRow {
        let wanted = settingsTarget.instrumentLeverage
        func row(
            _ value: SettingValue?, _ state: SettingState, _ blockers: [SettingBlocker] = [], _ remarks: [Phrase] = [],
            _ failure: Failure? = nil
        ) -> SettingRow {
            SettingRow(
                BybitSettings.leverage(of: reading.symbol), value: value, wanted: wanted.map(BybitSettings.value),
                wantedWords: wanted == nil ? Phrase(en: "as you like", zh: "自定") : nil, state: state, blockers: blockers,
                remarks: remarks, failure: failure)
        }
        guard who.accountType != .classic else { return row(nil, .unavailable, [], [Self.upgradeFirst]) }
        switch reading.shown {
        case .failure(let failure):
            let isPortfolio = who.marginMode == .portfolio
            // A code of its own about this symbol: Bybit does not have it, or does not tell.
            let isTold = failure.cause == .featureUnavailable || failure.cause == .exchangeRefused || failure.cause == .settingsBlocked
            return row(nil, isPortfolio || isTold ? .unavailable : .unknown, [], isPortfolio ? [Self.byRisk] : [], failure)
        case .success(let symbol):
            guard let value = symbol.leverage else {
                return who.marginMode == .portfolio ? row(nil, .unavailable, [], [Self.byRisk]) : row(nil, .unknown)
            }
            guard let wanted, value.id != BybitSettings.value(wanted).id else { return row(value, .right) }
            guard who.mayChange else { return row(value, .blocked, BybitBlockers.ofAccount(who), [Self.byHand]) }
            return row(value, .fixable)
        }
    }

    private var leverageChange: BybitSettingChange? {
        settingsTarget.instrumentLeverage.map { .leverage(symbol: reading.symbol, leverage: $0) }
    }

    // MARK: Words

    private static let newValue = Phrase(en: "Bybit gave no value that this program knows.", zh: "Bybit 未给出本程序认识的值。")
    private static let classic = Failure(
        .featureUnavailable,
        message: Phrase(
            en: "A classic account has none of these settings for the whole account.", zh: "经典账户没有这些账户级设置。"),
        remedy: BybitRemedy.upgrade)
    private static let olderVersion = Phrase(
        en: "There is a newer version, 2.0: the website of Bybit offers the upgrade.", zh: "已有新版本 2.0：可在 Bybit 网页升级。")
    private static let upgradeFirst = Phrase(
        en: "It can be told once the account is a Unified Trading Account.", zh: "升级为统一交易账户后才能得知。")
    private static let wholeAccount = Phrase(
        en: "Bybit sets it for the whole account. In isolated margin there is no spot margin, and options cannot be traded.",
        zh: "Bybit 对整个账户设置此项。逐仓模式下不能使用现货杠杆，也不能交易期权。")
    private static let byHand = Phrase(
        en:
            "Change it by hand: Derivatives › settings (gear) on the website; or let the key write (Read-Write) and tick Orders and Positions.",
        zh: "请手动修改：网页「合约交易页 › 设置（齿轮）」；或把 Key 改为读写，并勾选“订单”和“仓位”。")
    private static let openUnread = Phrase(
        en: "Positions, orders or borrowings could not be read, so it is not known whether one stands in the way.",
        zh: "无法读取持仓、挂单或借币，因此不知是否受阻。")
    private static let byRisk = Phrase(
        en: "In portfolio margin Bybit reckons with the risk of all positions; there is no leverage to set.", zh: "组合保证金按整体风险计算，没有可设的杠杆。")

    private static func skipped(_ symbols: [String]) -> Phrase {
        let names = BybitSettings.shortened(symbols)
        return Phrase(
            en: "The switch leaves out what has a position or an order: \(names.joined(separator: ", ")).",
            zh: "切换会跳过有持仓或挂单的交易对：\(names.joined(separator: "、"))。")
    }
}
