import Domain
import Testing

@testable import Exchanges

@Suite struct SettingsTests {
    @Test func requestsAreAsTheGuideHasThem() throws {
        let access = Sample.access()
        #expect(Sample.okx.switchCheckRequest(access: access).known.target == "/api/v5/account/set-account-switch-precheck?acctLv=2")
        #expect(
            Sample.okx.leverageRequest(instrument: "BTC-USDT-SWAP", access: access).known.target
                == "/api/v5/account/leverage-info?instId=BTC-USDT-SWAP&mgnMode=isolated")
        #expect(
            Sample.okx.isolatedSizeRequest(instrument: "BTC-USDT-SWAP", access: access).known.target
                == "/api/v5/account/max-avail-size?instId=BTC-USDT-SWAP&tdMode=isolated")
    }

    static let calls: [(OKXSettingChange, String)] = [
        (.accountMode, #"POST /api/v5/account/set-account-level {"acctLv":"2"}"#),
        (.positionMode, #"POST /api/v5/account/set-position-mode {"posMode":"net_mode"}"#),
        (.isolatedTransfer, #"POST /api/v5/account/set-isolated-mode {"isoMode":"automatic","type":"CONTRACTS"}"#),
        (
            .leveragePreset(leverage: Amount(10)),
            #"POST /api/v5/account/account-level-switch-preset {"acctLv":"2","lever":"10"}"#
        ),
        (
            .leverage(OKXLeveragePlace(instrument: "BTC-USDT-SWAP", side: nil), leverage: Amount(5)),
            #"POST /api/v5/account/set-leverage {"instId":"BTC-USDT-SWAP","lever":"5","mgnMode":"isolated"}"#
        ),
        (
            .leverage(OKXLeveragePlace(instrument: "BTC-USDT-SWAP", side: .short), leverage: Amount(5)),
            #"POST /api/v5/account/set-leverage {"instId":"BTC-USDT-SWAP","lever":"5","mgnMode":"isolated","posSide":"short"}"#
        ),
    ]

    /// What is shown is what is sent, and every request has its limit.
    @Test(arguments: calls.indices) func changes(index: Int) throws {
        let (change, call) = Self.calls[index]
        #expect(Sample.okx.call(change) == call)
        let request = try Sample.signed(Sample.okx.changeRequest(change, access: Sample.access()))
        guard case .bytes(let body) = request.body else {
            Issue.record("no body")
            return
        }
        #expect("\(request.method.rawValue) \(request.target) \(String(decoding: body, as: UTF8.self))" == call)
        #expect(!Sample.okx.costs(of: request).isEmpty)
    }

    /// A plan is data on its way through the program: what comes back is what was planned, and nothing else is made of it.
    @Test(arguments: calls.indices) func aStepHoldsItsChange(index: Int) throws {
        let (change, call) = Self.calls[index]
        let step = change.step
        #expect(OKXSettingChange(step) == change && step.call == call)
        for parameters in [["leverage": "x"], ["leverage": "5", "side": "up"], step.parameters.merging(["leverage": "7"]) { $1 }] {
            let other = SettingStep(step.setting, words: step.words, call: step.call, wanted: step.wanted, parameters: parameters)
            #expect(OKXSettingChange(other) != change)
        }
        let elsewhere = SettingStep(
            Setting.Key(id: step.id, scope: .coin("USDT")), words: step.words, call: call, wanted: step.wanted, parameters: step.parameters)
        #expect(OKXSettingChange(elsewhere) == nil && Sample.okx.query(for: elsewhere) == nil)
    }

    /// Vectors 8 to 10 of the known signatures are over these very bytes.
    @Test func signatures() throws {
        let vectors: [(OKXSettingChange, String)] = [
            (.positionMode, "mEtZPdiwsiE1mWCm/kJRI/TZCO/7tz/50dFkT2/XsUg="),
            (.accountMode, "yWOYNsBUro5KIOVVldtFaStD3agu/rTf7GMsSqPaboo="),
            (Self.calls[4].0, "gybSS2L4WZ/ZCHxUuKO8PZIYYQR0UOP333GmJyjN2J8="),
        ]
        for (change, signature) in vectors {
            let request = try Sample.signed(Sample.okx.changeRequest(change, access: Sample.access()))
            let sent = request.headers.first { $0.name == "OK-ACCESS-SIGN" }?.value
            guard case .plain(let text) = sent else {
                Issue.record("\(change)")
                continue
            }
            #expect(text == signature)
        }
    }

    private static func check(_ members: String) -> Result<OKXSwitchCheck, Failure> {
        Sample.okx.decodeSwitchCheck(Sample.rows(#"{"acctLv":"2","curAcctLv":"1","mgnAft":null,"mgnBf":null,\#(members)}"#))
    }

    @Test func checks() throws {
        #expect(Self.check(#""sCode":"0""#).success == .free)
        #expect(Self.check(#""sCode":"3","posList":[{"posId":"7","lever":"3"},{}]"#).success == .presetMissing(positionIDs: ["7"]))
        #expect(Self.check(#""sCode":"2""#).failure?.cause == .replyNotUnderstood)
        #expect(Self.check(#""x":"0""#).failure?.cause == .replyNotUnderstood)
        guard case .blocked(let tiers) = Self.check(#""sCode":"4","posTierCheck":[{"instFamily":"BTC-USDT"}]"#).success else {
            Issue.record("not blocked")
            return
        }
        #expect(tiers.map(\.kind) == ["position-tier"] && tiers.first?.subjects == ["BTC-USDT"])
        let website = Sample.okx.decodeSwitchCheck(Sample.reply(#"{"code":"51070","data":[],"msg":"x"}"#))
        #expect(website.failure?.cause == .modeNeedsWebsite)
    }

    @Test func blockersAreNamedEvenWhereTheyAreUnknown() throws {
        let list = #"[{"type":"all_positions","posList":["7","8"],"totalAsset":""},{"type":"brand_new\u001b[31m"},{"type":""},3]"#
        guard case .blocked(let blockers) = Self.check(#""sCode":"1","unmatchedInfoCheck":\#(list)"#).success else {
            Issue.record("not blocked")
            return
        }
        #expect(blockers.map(\.kind) == ["all_positions", "brand_new[31m"])
        #expect(blockers[0].subjects == ["7", "8"] && blockers[0].message.english.hasPrefix("Open positions"))
        #expect(blockers[1].message == Phrase(verbatim: "brand_new[31m"))
        guard case .blocked(let none) = Self.check(#""sCode":"1","unmatchedInfoCheck":null"#).success else {
            Issue.record("not blocked")
            return
        }
        #expect(none.count == 1)
    }

    @Test func leverage() {
        let one = Sample.okx.decodeLeverage(Sample.rows(#"{"instId":"BTC-USDT-SWAP","lever":"3","mgnMode":"isolated","posSide":"net"}"#))
        #expect(one.success == [OKXSetLeverage(OKXLeveragePlace(instrument: "BTC-USDT-SWAP", side: nil), Amount(3))])
        let two = Sample.okx.decodeLeverage(
            Sample.rows(
                #"{"instId":"B","lever":"3","posSide":"long"},{"instId":"B","lever":"5","posSide":"short"}"#))
        #expect(two.success?.map(\.place.side) == [.long, .short])
        #expect(Sample.okx.decodeLeverage(Sample.rows("")).failure?.cause == .replyNotUnderstood)
        #expect(Sample.okx.decodeLeverage(Sample.rows(#"{"instId":"B","lever":"x"}"#)).failure?.cause == .replyNotUnderstood)
        #expect(Sample.okx.decodeLeverage(Sample.reply("<html>", status: 404)).failure?.cause == .featureUnavailable)
    }

    @Test func whatAFailureSaysAboutIsolatedContracts() {
        func said(_ code: String, _ mode: OKXAccountMode) -> OKXIsolatedContracts? {
            let failure = Sample.okx.decodeIsolatedSize(Sample.reply(#"{"code":"\#(code)","data":[],"msg":""}"#)).failure
            return failure.flatMap { Sample.okx.isolatedContracts(after: $0, in: mode) }
        }
        #expect(said("51010", .futures) == .notOffered)
        #expect(said("51010", .spot) == nil)
        #expect(said("51000", .futures) == .notOffered && said("50072", .portfolio) == .notOffered)
        #expect(said("50011", .futures) == nil && said("50120", .futures) == nil)
        let gone = Sample.okx.decodeIsolatedSize(Sample.reply("", status: 404)).failure
        #expect(gone.flatMap { Sample.okx.isolatedContracts(after: $0, in: .futures) } == .notOffered)
    }

    @Test func thePresetMayComeWithoutItsEnvelope() {
        let preset = OKXSettingChange.leveragePreset(leverage: Amount(10))
        #expect(Sample.okx.decodeChange(preset, Sample.reply(#"{"acctLv":"2","curAcctLv":"4","lever":"10"}"#)).success != nil)
        #expect(Sample.okx.decodeChange(.accountMode, Sample.reply(#"{"acctLv":"2","curAcctLv":"4"}"#)).failure != nil)
        #expect(Sample.okx.decodeChange(preset, Sample.rows(#"{"acctLv":"2"}"#)).success != nil)
        #expect(Sample.okx.decodeChange(preset, Sample.reply(#"{"code":"59102","data":[],"msg":""}"#)).failure?.code == "59102")
    }

    @Test func everyValueHasItsWords() {
        let values =
            OKXAccountMode.allCases.map(\.setting) + OKXPositionMode.allCases.map(\.setting) + OKXIsolatedTransfer.allCases.map(\.setting)
            + OKXMarginMode.allCases.map(\.setting)
        for value in values {
            for words in [value.words, value.brief, value.printed] {
                #expect(!words.english.isEmpty && !words.simplifiedChinese.isEmpty)
                #expect(words.english != words.simplifiedChinese || words == SettingWords.unread, "\(value.id)")
            }
        }
        #expect(Set(values.map(\.words.english)).count == values.count)
        let hedge = OKXPositionMode.hedge.setting
        #expect(hedge.words.english == "Hedge (open/close mode)" && hedge.brief.english == "hedge mode" && hedge.printed.english == "hedge")
        let unread = OKXMarginMode.unavailable.setting
        #expect(unread.brief.english == "margin mode unknown" && unread.printed.english == "margin mode not available")
    }

    /// What a reading alone can say: the same values as the check of the settings, and no more.
    @Test func aReadingTellsTheSettings() throws {
        func rows(_ positions: String?, rights: [Permission]) throws -> AccountSettings {
            let who = OKXIdentity(
                identity: Identity(accountID: "1", kind: nil, label: "", permissions: rights, addresses: .unbound, expiry: .never),
                accountMode: .spot,
                positionMode: .hedge, isolatedTransfer: .automatic)
            var open: OKXOpenPositions?
            if let positions, case .positions(let read)? = Sample.okx.decode(.positions, Sample.rows(positions)).success { open = read }
            return OKXAccountSettings(who: who, positions: open).settings
        }
        let cross = #"{"instType":"SWAP","instId":"A","pos":"1","posSide":"long","mgnMode":"cross","posId":"1"}"#
        #expect(try rows("", rights: [.read, .trade]).rows.map(\.state) == [.fixable, .fixable, .right, .right])
        #expect(try rows(cross, rights: [.read, .trade]).rows.map(\.state) == [.fixable, .blocked, .blocked, .right])
        #expect(try rows(cross, rights: [.read, .trade])["margin-mode"]?.blockers.map(\.subjects) == [["A long"]])
        #expect(try rows("", rights: [.read]).rows.map(\.state) == [.blocked, .blocked, .right, .right])
        let unread = try rows(nil, rights: [.read, .trade])
        #expect(unread.rows.map(\.isRight) == [false, false, nil, true] && unread["margin-mode"]?.value?.id == "unavailable")
        #expect(unread.overview.map(\.id) == ["account-mode", "position-mode", "margin-mode"])
    }

    @Test func positionsAreNamedWithTheirSide() throws {
        let reply = Sample.rows(
            #"{"instType":"SWAP","instId":"A","pos":"1","posSide":"net","mgnMode":"cross","posId":"1"},"#
                + #"{"instType":"SWAP","instId":"B","pos":"-1","posSide":"net","mgnMode":"cross","posId":"2"},"#
                + #"{"instType":"SWAP","instId":"C","pos":"1","posSide":"short","mgnMode":"cross","posId":"3"}"#)
        guard case .positions(let positions) = Sample.okx.decode(.positions, reply).success else {
            Issue.record("no positions")
            return
        }
        #expect(positions.contracts.map(\.name) == ["A long", "B short", "C short"])
        #expect(positions.contracts.map(\.id) == ["1", "2", "3"])
    }

    @Test func whatAnInstrumentAndALeverageLookLike() {
        #expect(
            SettingsTarget.isInstrument("BTC-USDT-SWAP") && SettingsTarget.isInstrument("1INCH-USDT-SWAP")
                && SettingsTarget.isInstrument("BTCUSD_PERP"))
        for wrong in ["", "btc-usdt-swap", "BTC USDT", "BTC&x=1", "BTC\n", String(repeating: "A", count: 65), "比特"] {
            #expect(!SettingsTarget.isInstrument(wrong), "\(wrong)")
        }
        #expect(SettingsTarget.leverage("5") == Amount(5) && SettingsTarget.leverage("2.5") == Amount("2.5"))
        for wrong in ["", "0", "-3", "five", "1e2", "5x", String(repeating: "9", count: 40)] {
            #expect(SettingsTarget.leverage(wrong) == nil)
        }
    }
}
