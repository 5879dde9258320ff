import Crypto
import Domain
import HTTP
import Session
import Testing

@testable import Exchanges

private typealias Scene = BybitSettingsScene

/// The futures settings of Bybit: what is read, what is planned, and what its answers to changes mean.
struct BybitSettingsTests {
    // MARK: Requests

    private static let changes: [(change: BybitSettingChange, call: String, signature: String)] = [
        (
            .marginMode, #"POST /v5/account/set-margin-mode {"setMarginMode":"ISOLATED_MARGIN"}"#,
            "60fd3d91a93e5c9240ccd74b4abc266c5581bc17eed4b6c40d4cc71777ddc557"
        ),
        (
            .positionMode, #"POST /v5/position/switch-mode {"category":"linear","coin":"USDT","mode":0}"#,
            "3a7949e71e977d21b251b23783cb09192ad1e0c0e402187864b6230d631464a6"
        ),
        (
            .leverage(symbol: "BTCUSDT", leverage: Amount(6)),
            #"POST /v5/position/set-leverage {"category":"linear","symbol":"BTCUSDT","buyLeverage":"6","sellLeverage":"6"}"#,
            "030e5bfc375717196853d25710cc300068f40d7d78449dd98118e8b8239452bb"
        ),
    ]

    /// Vectors Y7, Y9 and Y10: what is shown is what is sent and signed, byte for byte, and every request has its limit.
    @Test(arguments: changes.indices) func callsAreShownAsTheyAreSent(index: Int) throws {
        let (change, call, signature) = Self.changes[index]
        #expect(change.step().call == call)
        let key = KeyHandle(
            KeyValues(
                apiKey: SecretBytes("ABCDEFGHIJKLMNOPQR".utf8),
                [(.secretKey, SecretBytes("abcdefghijklmnopqrstuvwxyz0123456789".utf8))]))
        let query = try #require(Scene.adapter.query(for: change.step()))
        let sent = try Signer(key).sign(query.request(Scene.access)).get()
        guard case .bytes(let body) = sent.body else {
            Issue.record("no body")
            return
        }
        #expect("\(sent.method.rawValue) \(sent.target) \(String(decoding: body, as: UTF8.self))" == call)
        guard case .plain(signature)? = sent.headers.first(where: { $0.name == "X-BAPI-SIGN" })?.value else {
            Issue.record("another signature")
            return
        }
        #expect(Scene.adapter.costs(of: sent).count == 2, "of the address and of the path")
    }

    /// A plan is data on its way through the program: what comes back is what was planned, and nothing else is made of it.
    @Test(arguments: changes.indices) func aStepHoldsItsChange(index: Int) throws {
        let (change, call, _) = Self.changes[index]
        let step = change.step(skipping: ["ETHUSDT"])
        #expect(BybitSettingChange(step) == change)
        for parameters in [["leverage": "x"], ["leverage": "5", "side": "up"], step.parameters.merging(["leverage": "7"]) { $1 }] {
            let other = SettingStep(step.setting, words: step.words, call: step.call, wanted: step.wanted, parameters: parameters)
            #expect(BybitSettingChange(other) != change)
        }
        let elsewhere = SettingStep(
            Setting.Key(id: step.id, scope: .coin("USDC")), words: step.words, call: call, wanted: step.wanted, parameters: step.parameters)
        #expect(BybitSettingChange(elsewhere) == nil && Scene.adapter.query(for: elsewhere) == nil)
    }

    @Test(arguments: [
        ("BTCUSDT", "linear"), ("BTCPERP", "linear"), ("BTC-26DEC25", "linear"), ("BTCUSDT-26DEC25", "linear"), ("BTCUSD", "inverse"),
        ("BTCUSDH26", "inverse"), ("USD", "inverse"), ("", "linear"), ("XUSDC", "linear"),
    ])
    func categories(symbol: String, category: String) { #expect(BybitSettings.category(of: symbol) == category) }

    // MARK: Rows

    @Test func asRecommended() async {
        let scene = Scene()
        let findings = await scene.findings()
        #expect(findings.rows.map(\.id) == ["account-type", "margin-mode", "position-mode", "leverage"])
        #expect(findings.rows.map(\.setting.scope) == [.account, .account, .coin("USDT"), .instrument("BTCUSDT")])
        #expect(findings.rows.map(\.value?.id) == ["unified", "isolated", "one-way", "10"])
        #expect(findings.rows.map(\.state) == [.right, .right, .right, .right])
        #expect(findings.plan.isEmpty && !findings.differs)
        #expect(scene.asked.allSatisfy { !$0.contains("set-") && !$0.contains("switch-") })
        #expect(scene.asked.count == 3, "an isolated account is not searched for what stands in the way")
    }

    /// The margin mode comes first: it wants an account with nothing open.
    @Test func everythingIsPlannedInOrder() async {
        let scene = Scene([Scene.info("BTCUSDT"): Scene.symbol("BTCUSDT", [(2, "3"), (1, "10")])])
        let who = Scene.identity(.unified(version: "1.0"), .cross, rights: ["ContractTrade.Order"])
        let findings = await scene.findings(who, SettingsTarget(instrument: "BTCUSDT", leverage: Amount(6)))
        #expect(findings.rows.map(\.value?.id) == ["unified", "cross", "hedge", "10/3"])
        #expect(findings.rows.map(\.state) == [.right, .fixable, .fixable, .fixable])
        #expect(findings.plan.map(\.call) == Self.changes.map(\.call))
        #expect(findings.plan.map { $0.caution == nil } == [false, true, true], "isolated margin ends spot margin and options")
        #expect(findings.rows[0].remarks.map(\.english).contains { $0.contains("2.0") })
        #expect(findings.rows[3].value?.words.english == "BTCUSDT long 10×, short 3×")
    }

    /// Anything that is open anywhere in the account, and on whatever page.
    @Test(arguments: Scene.lists.indices, [false, true]) func whatIsOpenStandsInTheWay(index: Int, isOnSecondPage: Bool) async {
        let (target, row, kind, name) = Scene.lists[index]
        let scene = Scene()
        if isOnSecondPage {
            scene.answer(target, Scene.rows(Scene.position("OTHER", size: "0"), next: "a%3Ab%2Cc"))
            scene.answer(target + "&cursor=a%3Ab%2Cc", Scene.rows(row))
        } else {
            scene.answer(target, Scene.rows(row))
        }
        let findings = await scene.findings(Scene.identity(mode: .cross))
        #expect(findings.rows[1].state == .blocked && findings.plan.isEmpty)
        let blocker = findings.rows[1].blockers.first { $0.kind == kind }
        #expect(blocker?.subjects.contains(name) == true, "\(findings.rows[1].blockers)")
        guard let failure = await Scene.adapter.obstacle(to: BybitSettingChange.marginMode.step(), scene.access()) else {
            Issue.record("nothing is said to stand in the way of the step")
            return
        }
        #expect(failure.cause == .settingsBlocked && failure.remedy.contains { $0.english.contains(name) })
    }

    /// What could not be read is no free way; a category that the account does not have is.
    @Test(arguments: Scene.lists.indices) func aListThatCannotBeRead(index: Int) async {
        let scene = Scene()
        let target = Scene.lists[index].target
        scene.answer(target, "", status: 502)
        let findings = await scene.findings(Scene.identity(mode: .portfolio))
        #expect(findings.rows[1].state == .unknown && findings.rows[1].failure?.cause == .exchangeUnavailable)
        #expect(findings.rows[1].value?.id == "portfolio" && findings.rows[1].remarks.isEmpty == false)
        #expect(findings.plan.isEmpty)
        #expect(await Scene.adapter.obstacle(to: BybitSettingChange.marginMode.step(), scene.access())?.cause == .exchangeUnavailable)
        scene.answer(target, "", status: 404)
        #expect(await scene.findings(Scene.identity(mode: .portfolio)).rows[1].state == .fixable)
    }

    @Test func borrowingsStandInTheWay() async {
        func blockers(_ coins: String) async -> [SettingBlocker] {
            let scene = Scene(["/v5/account/wallet-balance?accountType=UNIFIED": Scene.wallet(coins)])
            return await scene.findings(Scene.identity(mode: .cross)).rows[1].blockers
        }
        let coins =
            #"{"coin":"BTC","spotBorrow":"0.5"},{"coin":"USDT","spotBorrow":"0","borrowAmount":"3"},{"coin":"ETH","borrowAmount":"1"},"#
            + #"{"coin":"SOL","spotBorrow":"?"},{"coin":"XRP","spotBorrow":""},{"coin":"ADA","spotBorrow":"0.000"}"#
        #expect(await blockers(coins).map(\.kind) == ["borrowings"])
        #expect(await blockers(coins).first?.subjects == ["BTC", "ETH", "SOL"])
        #expect(await blockers(#"{"coin":"BTC","spotBorrow":"0"}"#).isEmpty)
    }

    @Test func whatKeyAndAccountAreStandsInTheWay() async {
        let hedged = Scene([Scene.info("BTCUSDT"): Scene.symbol("BTCUSDT", [(1, "10"), (2, "10")])])
        let target = SettingsTarget(instrument: "BTCUSDT", leverage: Amount(6))
        for rights in [[], ["Spot.SpotTrade"], ["Options.OptionsTrade", "Derivatives.DerivativesTrade"]] {
            let findings = await hedged.findings(Scene.identity(mode: .cross, rights: rights), target)
            #expect(findings.rows[1...].map(\.state) == [.blocked, .blocked, .blocked])
            #expect(findings.rows[1...].allSatisfy { $0.blockers.map(\.kind) == ["permission-missing"] && !$0.remarks.isEmpty })
            #expect(findings.plan.isEmpty)
        }
        let leader = await hedged.findings(Scene.identity(mode: .cross, rights: ["ContractTrade.Order"], isMaster: true))
        #expect(leader.rows[1].blockers.map(\.kind) == ["copy-trading"] && leader.rows[2].blockers.map(\.kind) == ["copy-trading"])
        // Where nothing is known of the key, it may try.
        #expect(await hedged.findings(Scene.identity(mode: .cross, isMaster: nil)).plan.count == 2)
    }

    /// A classic account is told where to go, and nothing of it is guessed.
    @Test func aClassicAccountNeedsTheWebsite() async {
        let findings = await Scene().findings(Scene.identity(.classic, .cross), SettingsTarget(instrument: "BTCUSDT", leverage: Amount(6)))
        #expect(findings.rows.map(\.state) == [.needsWebsite, .unavailable, .unavailable, .unavailable])
        #expect(findings.rows[0].failure?.cause == .featureUnavailable && findings.rows.map(\.value?.id) == ["classic", nil, nil, nil])
        #expect(findings.plan.isEmpty && findings.rows.allSatisfy { !$0.remarks.isEmpty })
    }

    @Test func valuesThatNobodyKnowsAreUnknown() async {
        let findings = await Scene().findings(Scene.identity(nil, nil))
        #expect(findings.rows.map(\.state) == [.unknown, .unknown, .right, .right])
        #expect(findings.rows[0].value == nil && findings.rows[1].value == nil && findings.plan.isEmpty)
    }

    // MARK: Position mode

    /// By coin, with a symbol that has a position: it is named before the switch, and what is left afterwards is told as what it is.
    @Test func aSwitchByCoinLeavesSymbolsOut() async {
        let scene = Scene([
            Scene.usdtPositions: Scene.rows(Scene.position("SOLUSDT", index: 1)),
            Scene.usdtOrders: Scene.rows(Scene.order("ADAUSDT", index: 2)),
            Scene.info("BTCUSDT"): Scene.symbol("BTCUSDT", [(1, "10"), (2, "10")]),
        ])
        let before = await scene.findings()
        #expect(before.rows[2].value?.id == "hedge" && before.rows[2].state == .fixable)
        #expect(before.plan.first?.caution?.english.contains("ADAUSDT, SOLUSDT will stay in hedge mode") == true)
        let step = BybitSettingChange.positionMode.step()
        #expect(await Scene.adapter.obstacle(to: step, scene.access()) == nil)
        scene.answer(Scene.info("BTCUSDT"), Scene.symbol("BTCUSDT", [(0, "10")]))
        guard case .success(.otherwise(let value?)) = await Scene.adapter.readBack(step, scene.access()) else {
            Issue.record("it is told as done")
            return
        }
        #expect(value.id == "mixed" && value.words == Phrase(en: "hedge for ADAUSDT, SOLUSDT", zh: "部分为双向持仓：ADAUSDT、SOLUSDT"))
        let after = await scene.findings()
        #expect(after.rows[2].state == .blocked && after.rows[2].blockers.map(\.kind) == ["positions", "orders"])
        #expect(after.rows[2].blockers.flatMap(\.subjects) == ["SOLUSDT long", "ADAUSDT"] && after.plan.isEmpty)
        #expect(await Scene.adapter.obstacle(to: step, scene.access())?.cause == .settingsBlocked)
        scene.answer(Scene.usdtPositions, Scene.rows(""))
        scene.answer(Scene.usdtOrders, Scene.rows(""))
        #expect(await Scene.adapter.readBack(step, scene.access()) == .success(.inForce))
    }

    /// The mode of symbols that nobody has touched shows in one that has neither position nor order.
    @Test func anUntouchedSymbolIsAskedAbout() async {
        let scene = Scene([
            Scene.usdtPositions: Scene.rows(Scene.position("BTCUSDT")), Scene.usdtOrders: Scene.rows(Scene.order("ETHUSDT")),
            Scene.info("SOLUSDT"): Scene.symbol("SOLUSDT", [(1, "5"), (2, "5")]),
        ])
        #expect(await scene.findings().rows[2].value?.id == "hedge")
        // Not known is not one-way.
        scene.answer(Scene.info("SOLUSDT"), "", status: 502)
        let unread = await scene.findings()
        #expect(unread.rows[2].state == .unknown && unread.rows[2].failure?.cause == .exchangeUnavailable)
        scene.answer(Scene.usdtOrders, Scene.rows(Scene.order("ETHUSDT", index: 1)))
        #expect(await scene.findings().rows[2].value?.id == "mixed")
    }

    // MARK: Leverage

    /// `symbol-info` is refused in portfolio margin and not offered everywhere; the list of positions tells the mode all the same.
    @Test(arguments: [(#"{"retCode":110077,"retMsg":"x"}"#, 200), ("", 404), (#"{"retCode":10017,"retMsg":"x"}"#, 200)])
    func theListOfPositionsStandsIn(body: String, status: Int) async {
        let scene = Scene([Scene.listed("BTCUSDT"): Scene.symbol("BTCUSDT", [(1, ""), (2, "")])])
        scene.answer(Scene.info("BTCUSDT"), body, status: status)
        let portfolio = await scene.findings(Scene.identity(mode: .portfolio))
        #expect(portfolio.rows[2].value?.id == "hedge")
        #expect(portfolio.rows[3].state == .unavailable && portfolio.rows[3].value == nil && !portfolio.rows[3].remarks.isEmpty)
        scene.answer(Scene.listed("BTCUSDT"), Scene.symbol("BTCUSDT", [(0, "25.00")]))
        #expect(await scene.findings().rows[3].value?.id == "25")
    }

    @Test func leverageIsLookedAtAndCompared() async {
        let scene = Scene([Scene.info("ETHUSD", category: "inverse"): Scene.symbol("ETHUSD", [(0, "12.5")])])
        let same = await scene.findings(Scene.trader, SettingsTarget(instrument: "ETHUSD", leverage: Amount("12.50")!))
        #expect(same.rows[3].state == .right && same.plan.isEmpty)
        let other = await scene.findings(Scene.trader, SettingsTarget(instrument: "ETHUSD", leverage: Amount(5)))
        #expect(
            other.plan.map(\.call) == [
                #"POST /v5/position/set-leverage {"category":"inverse","symbol":"ETHUSD","buyLeverage":"5","sellLeverage":"5"}"#
            ])
        scene.answer(Scene.info("NOUSDT"), Scene.refusal("10001"))
        scene.answer(Scene.listed("NOUSDT"), Scene.refusal("10001"))
        let nowhere = await scene.findings(Scene.trader, SettingsTarget(instrument: "NOUSDT", leverage: Amount(5)))
        #expect(nowhere.rows[3].state == .unavailable && nowhere.rows[3].failure?.code == "10001" && nowhere.plan.isEmpty)
        let step = BybitSettingChange.leverage(symbol: "ETHUSD", leverage: Amount("12.50")!).step()
        #expect(await Scene.adapter.readBack(step, scene.access()) == .success(.inForce))
        #expect(await Scene.adapter.obstacle(to: step, scene.access()) == nil)
    }

    // MARK: What is said about a change

    /// Each code that the pages name for changes of settings.
    @Test(arguments: [
        ("110025", 1), ("110043", 2), ("110026", 0), ("110027", 0),
    ])
    func nothingToChangeIsNoRefusal(code: String, change: Int) {
        for (index, known) in Self.changes.enumerated() {
            let said = BybitSettingsReplies.change(known.change, Sample.reply(Scene.refusal(code)))
            #expect((said.success == ChangeAccepted(.nothing)) == (index == change))
        }
    }

    @Test(arguments: [
        ("110024", Cause.settingsBlocked), ("110028", .settingsBlocked), ("110029", .featureUnavailable), ("110036", .settingsBlocked),
        ("110038", .settingsBlocked), ("110073", .settingsBlocked), ("110077", .settingsBlocked), ("3400045", .settingsBlocked),
        ("3200419", .settingsBlocked), ("3200425", .settingsBlocked), ("3401010", .settingsBlocked), ("3200641", .settingsBlocked),
        ("3200320", .settingsBlocked), ("3400208", .settingsBlocked), ("3400214", .settingsBlocked), ("3400071", .settingsBlocked),
        ("3400139", .settingsBlocked), ("10005", .permissionMissing), ("10028", .featureUnavailable), ("999999", .exchangeRefused),
    ])
    func aRefusalIsTold(code: String, cause: Cause) {
        for known in Self.changes {
            let failure = BybitSettingsReplies.change(known.change, Sample.reply(Scene.refusal(code))).failure
            #expect(failure?.cause == cause && failure?.code == code && failure?.retry == .never)
        }
    }

    /// Reasons refuse a change, whatever the code beside them says; each is named, known or not.
    @Test(arguments: ["3400045", "110073", "0"]) func reasonsAreNamed(code: String) throws {
        let reasons =
            #""reasons":[{"reasonCode":"3400002","reasonMsg":"a"},{"reasonCode":3400001,"reasonMsg":"b"},"#
            + #"{"reasonCode":"7","reasonMsg":"Brand new\u001b[31m"},{},{"reasonCode":"3400000"},{"reasonCode":"3400052"},"#
            + #"{"reasonCode":"3400053"},{"reasonCode":"3400054"}]"#
        let failure = try #require(
            BybitSettingsReplies.change(.marginMode, Sample.reply(Scene.refusal(code, reasons))).failure)
        #expect(failure.cause == .settingsBlocked && failure.code == (code == "0" ? nil : code))
        #expect(failure.remedy.count == 8)
        #expect(failure.remedy[0].english.hasPrefix("Orders are open") && failure.remedy[0].english.contains("(3400002)"))
        #expect(failure.remedy[0].simplifiedChinese.contains("存在挂单") && failure.remedy[1].simplifiedChinese.contains("存在持仓"))
        #expect(failure.remedy[2] == Phrase(en: "Bybit says: Brand new[31m (7)", zh: "Bybit 提示：Brand new[31m (7)"))
        #expect(failure.remedy[3].english.contains("does not say"))
        #expect(failure.remedy[4].english.contains("1000 USDC"))
        #expect(failure.remedy.allSatisfy { !$0.english.isEmpty && $0.english != $0.simplifiedChinese })
    }

    /// Replies as they were seen and documented.
    @Test func repliesThatWereRecorded() {
        let accepted = #"{"retCode":0,"retMsg":"Request accepted","result":{"reasons":[]}}"#
        #expect(BybitSettingsReplies.change(.marginMode, Sample.reply(accepted)).success == ChangeAccepted())
        let switched = #"{"retCode":0,"retMsg":"OK","result":{},"retExtInfo":{},"time":1675249072814}"#
        #expect(BybitSettingsReplies.change(.positionMode, Sample.reply(switched)).success == ChangeAccepted())
        let places =
            #"{"retCode":0,"retMsg":"OK","result":{"category":"linear","list":[{"symbol":"MNTUSDT","leverage":"10","side":"Sell","positionIdx":2},"#
            + #"{"symbol":"MNTUSDT","leverage":"10","side":"Sell","positionIdx":1}]},"retExtInfo":{},"time":1781518340920}"#
        let symbol = BybitSymbol.decode(Sample.reply(places), of: "MNTUSDT").success
        #expect(symbol?.places.map(\.index) == [.buy, .sell] && symbol?.leverage?.id == "10")
        #expect(BybitSymbol.decode(Sample.reply(places), of: "BTCUSDT").failure?.cause == .replyNotUnderstood)
    }

    /// Only the margin mode is made later than it is taken up.
    @Test func paces() {
        #expect(Self.changes.map { Scene.adapter.pace(of: $0.change.step()) } == [.deferred, .prompt, .prompt])
    }

    @Test func theMarginModeIsReadBackByItself() async {
        let scene = Scene(["/v5/account/info": Scene.result(#""marginMode":"REGULAR_MARGIN","unifiedMarginStatus":5"#)])
        let step = BybitSettingChange.marginMode.step()
        #expect(await Scene.adapter.readBack(step, scene.access()) == .success(.otherwise(BybitMarginMode.cross.setting)))
        scene.answer("/v5/account/info", Scene.result(#""marginMode":"ISOLATED_MARGIN","unifiedMarginStatus":5"#))
        #expect(await Scene.adapter.readBack(step, scene.access()) == .success(.inForce))
        scene.answer("/v5/account/info", Scene.result(#""marginMode":"NEW_MARGIN""#))
        #expect(await Scene.adapter.readBack(step, scene.access()) == .success(.otherwise(nil)))
        #expect(scene.asked == [String](repeating: "/v5/account/info", count: 3))
    }

    // MARK: A reading, and words

    /// What a reading alone can say: the same values as the check of the settings, and no more.
    @Test func aReadingTellsTheSettings() {
        func states(_ who: BybitIdentity) -> [SettingState] { BybitAccountSettings(who: who).settings.rows.map(\.state) }
        #expect(states(Scene.trader) == [.right, .right])
        #expect(states(Scene.identity(mode: .cross)) == [.right, .fixable])
        #expect(states(Scene.identity(mode: .cross, rights: [])) == [.right, .blocked])
        #expect(states(Scene.identity(.classic, .cross)) == [.needsWebsite, .unavailable])
        #expect(states(Scene.identity(nil, nil)) == [.unknown, .unknown])
        #expect(BybitAccountSettings(who: Scene.trader).settings.overview.map(\.brief.english) == ["unified account", "isolated"])
    }

    @Test func everyValueHasItsWords() {
        let values =
            [BybitAccountType.classic, .unified(version: "2.0")].map(\.setting) + BybitMarginMode.allCases.map(\.setting)
            + [BybitPositionMode.oneWay, .hedge, .mixed(["A"])].map(\.setting)
        for value in values {
            for words in [value.words, value.brief, value.printed] {
                #expect(!words.english.isEmpty && !words.simplifiedChinese.isEmpty && words.english != words.simplifiedChinese)
            }
        }
        #expect(Set(values.map(\.id)).count == values.count)
        let many = BybitPositionMode.mixed((0..<500).map { "S\($0)" }).setting.words.english
        #expect(many.hasSuffix("S11, …"), "a line has room for a dozen")
        for advice in ExchangeProfile.bybitFuturesAdvice {
            for words in [advice.name, advice.wanted, advice.why, advice.place] { #expect(words.english != words.simplifiedChinese) }
        }
        #expect(ExchangeProfile.bybitFuturesAdvice.count == 3)
    }
}

extension BybitSettingsScene {
    static func identity(mode: BybitMarginMode, rights: [String]? = nil, isMaster: Bool? = false) -> BybitIdentity {
        identity(.unified(version: "2.0"), mode, rights: rights, isMaster: isMaster)
    }
}
