import Testing

@testable import Core
@testable import Domain
@testable import Exchanges

/// The futures settings of Bybit, as its folder says them: rows of the whole account, of a coin and of a symbol.
extension Scene {
    static let bybit: [Scene] = [
        Scene("bybit-settings-guide", Sample.bybit) { $0.press(.character("a"), .enter) },
        Scene("bybit-settings-fixable", Sample.bybit) { try bybitSettings(&$0, .settings(Sample.bybitFixable)) },
        Scene("bybit-settings-blocked", Sample.bybit) { try bybitSettings(&$0, .settings(Sample.bybitBlocked)) },
        Scene("bybit-settings-classic", Sample.bybit) { try bybitSettings(&$0, .settings(Sample.bybitClassic)) },
        Scene("bybit-settings-confirm", Sample.bybit) {
            try bybitSettings(&$0, .settings(Sample.bybitFixable))
            $0.press(.enter)
        },
        Scene("bybit-settings-pending", Sample.bybit) {
            try applyBybitSettings(&$0)
            try $0.finishJob(.settingsApplied(Sample.bybitPending))
        },
        Scene("bybit-settings-partly", Sample.bybit) {
            try applyBybitSettings(&$0)
            try $0.finishJob(.settingsApplied(Sample.bybitPartly))
        },
    ]

    /// From the choice of the exchange to the key, recorded alone: what the screens do is the same for every exchange.
    static let bybitConnecting: [Scene] = [
        Scene("bybit-choose", Sample.bothExchanges) { $0.press(.character("a"), .down) },
        Scene("bybit-method", Sample.bothExchanges) { $0.goToBybit(.enter) },
        Scene("bybit-method-unavailable", Sample.bothExchanges) { $0.goToBybit(.enter, .up, .enter) },
        Scene("bybit-guide", Sample.bothExchanges) { $0.goToBybit(.enter, .enter) },
        Scene("bybit-entry", Sample.bothExchanges) { $0.goToBybit(.enter, .enter, .enter) },
        Scene("bybit-entry-unknown-key", Sample.bothExchanges) {
            $0.goToBybit(.enter, .enter, .enter)
            $0.paste(.keyAndSecret)
            $0.press(.enter)
            let unknown = try #require(BybitAdapter().explain(code: "10003"))
            let ticket = try $0.runningJob().ticket
            $0.send(.operation(ticket, .rowSettled(.reach, Sample.good(.reach))))
            $0.send(.operation(ticket, .rowSettled(.key, .failed(unknown))))
            try $0.finishJob(.failed(unknown))
        },
    ]

    private static func bybitSettings(_ transcript: inout MachineTranscript, _ outcome: OperationEvent) throws {
        transcript.goToEntry()
        transcript.paste(.keyAndSecret)
        transcript.press(.enter)
        try transcript.finishJob(.read(Sample.snapshot(settings: Sample.bybitSettings)))
        transcript.press(.enter)
        transcript.send(.timerFired(.notice))
        transcript.press(.character("f"))
        try transcript.finishJob(outcome)
    }

    private static func applyBybitSettings(_ transcript: inout MachineTranscript) throws {
        try bybitSettings(&transcript, .settings(Sample.bybitFixable))
        transcript.press(.enter)
        transcript.type("main")
        transcript.press(.enter)
    }
}

extension MachineTranscript {
    /// From My Exchanges to the second exchange's advice, and on from there.
    fileprivate mutating func goToBybit(_ keys: Key...) {
        press(.character("a"), .down, .enter)
        for key in keys { press(key) }
    }
}

extension Sample {
    /// Both exchanges, in the order in which they are offered.
    static func bothExchanges(_ language: Language) -> AppConfiguration {
        var configuration = AppConfiguration(language: language, exchanges: [.okx, .bybit])
        configuration.streams = false
        return configuration
    }

    static func bybit(_ language: Language) -> AppConfiguration {
        var configuration = AppConfiguration(language: language, exchanges: [.bybit])
        configuration.streams = false
        return configuration
    }

    private static func who(_ type: BybitAccountType, _ mode: BybitMarginMode) -> BybitIdentity {
        BybitIdentity(
            identity: Identity(
                accountID: "1", kind: .main, label: "desk",
                permissions: [
                    .read, .trade, Permission(id: "ContractTrade.Order", label: Phrase(en: "futures orders", zh: "合约委托"), role: .trade),
                ], addresses: .unbound, expiry: .notTold),
            accountType: type, marginMode: mode, isMasterTrader: false)
    }

    private static let held = BybitHolding(kind: .positions, symbol: "SOLUSDT", name: "SOLUSDT long", isHedged: true)
    private static let order = BybitHolding(kind: .orders, symbol: "ETHUSDT", name: "ETHUSDT", isHedged: false)

    private static func findings(
        _ who: BybitIdentity, holdings: [BybitHolding] = [], blockers: [SettingBlocker] = [], isHedged: Bool
    ) -> SettingsFindings {
        func symbol(_ name: String) -> BybitSymbol {
            BybitSymbol(
                symbol: name,
                places: (isHedged ? [BybitPositionIndex.buy, .sell] : [.only]).map { BybitSymbol.Place(index: $0, leverage: Amount(10)) })
        }
        let reading = BybitSettingsReading(
            who: who, hedgeable: .success(holdings), marginBlockers: .success(blockers), untouched: .success(symbol("BTCUSDT")),
            shown: .success(symbol("BTCUSDT")), symbol: "BTCUSDT")
        return BybitSettingsPlan(reading: reading, settingsTarget: SettingsTarget()).findings
    }

    private static let unified = BybitAccountType.unified(version: "2.0")
    static let bybitSettings = BybitAccountSettings(who: who(unified, .isolated)).settings

    /// Isolated is wanted, and one-way of all that is not held.
    static let bybitFixable = findings(who(unified, .cross), isHedged: true)

    /// Positions, orders and debts, and a symbol that is still in hedge mode.
    static let bybitBlocked: SettingsFindings = {
        let open = [held, order]
        return findings(
            who(unified, .portfolio), holdings: open, blockers: BybitBlockers.ofMarginMode(open, borrowed: ["BTC"]), isHedged: false)
    }()

    static let bybitClassic = findings(who(.classic, .cross), isHedged: false)

    /// Accepted, and not to be seen yet.
    static let bybitPending: SettingsOutcome = {
        let failure = Failure(
            .settingsDiffer,
            message: Phrase(
                en: "The exchange took the change up, and it does not show yet; it may still be made.", zh: "交易所已受理修改，但尚未生效；稍后仍可能生效。"),
            remedy: [Phrase(en: "Look at the settings again in a minute, before you change anything else.", zh: "请一分钟后重新查看设置，再作其他修改。")])
        return SettingsOutcome(
            applied: [AppliedSetting(bybitFixable.plan[0], .unknown, failure: failure)], failure: failure,
            findings: .success(bybitFixable))
    }()

    /// Bybit left a symbol out.
    static let bybitPartly: SettingsOutcome = {
        let left = findings(who(unified, .isolated), holdings: [held], isHedged: false)
        let failure = Failure(
            .settingsDiffer,
            message: Phrase(
                en: "The change was made in part only: it is now “hedge for SOLUSDT”, not “one-way”.",
                zh: "修改仅部分生效：现为“部分为双向持仓：SOLUSDT”，而非“单向持仓”。"),
            remedy: [Phrase(en: "Look at the settings again, and apply what is left.", zh: "请重新查看设置，再执行剩余的修改。")])
        return SettingsOutcome(
            applied: [AppliedSetting(bybitFixable.plan[0], .changed), AppliedSetting(bybitFixable.plan[1], .changed, failure: failure)],
            failure: failure, findings: .success(left))
    }()
}
