import Domain
import HTTP
import Testing

@testable import Exchanges

/// Totals, and how far two of them may be apart before it is worth a warning.
@Suite struct TotalsTests {
    private static func valuation(
        _ trading: String, funding: String = "1790.09", earn: String = "112.73", classic: String = "0", total: String? = nil
    ) -> String {
        let sum = [trading, funding, earn, classic].reduce(Amount.zero) { $0 + (Amount($1) ?? .zero) }
        return
            #"{"totalBal":"\#(total ?? sum.plain)","details":{"classic":"\#(classic)","earn":"\#(earn)","funding":"\#(funding)","trading":"\#(trading)"}}"#
    }

    private static func position(_ members: String) -> String {
        #"{"instId":"BTC-USDT-SWAP","instType":"SWAP","mgnMode":"isolated","posSide":"net",\#(members)}"#
    }

    private func warnings(_ changed: [OKXPart: String], _ environment: TradingEnvironment = .live) throws -> [Warning] {
        try #require(Sample.snapshot(Sample.parts(changed), options: .init(maskedKey: "…", environment: environment))).notices.map(
            \.warning)
    }

    /// The trading wallet shows what its own reply says, whatever the valuation says of another moment.
    @Test func theTradingWalletAgreesWithItsRows() throws {
        let snapshot = try #require(Sample.snapshot(Sample.parts([.valuation: Self.valuation("2155.01")])))
        #expect(snapshot.wallets[0].total?.written == "2149.75003")
        #expect(Reconciliation(snapshot).parts.first?.difference == .zero)
        #expect(snapshot.equity?.total.plain == "4057.83" && snapshot.notices.isEmpty)
    }

    @Test(arguments: [
        ("0.01", false), ("0.0100001", true), ("-0.01", false), ("-0.02", true),
    ])
    func rowsThatWereLostAreNoticed(gap: String, isWorthAWord: Bool) throws {
        let total = (Amount("2149.75003")! + Amount(gap)!).plain
        let row = Sample.trading.replacing(#""totalEq":"2149.75003""#, with: #""totalEq":"\#(total)""#)
        for environment in [TradingEnvironment.live, .demo] {
            #expect(try warnings([.trading: row], environment) == (isWorthAWord ? [.totalDiffers] : []))
        }
    }

    /// Of a large account a millionth is rounding: 43 749 372 USD differed by a few thousand-millionths.
    @Test(arguments: [("43749372.5", "43", false), ("43749372.5", "44", true), ("-43749372.5", "43", false)])
    func aMillionthIsRounding(value: String, gap: String, isWorthAWord: Bool) {
        let total = Amount(value)!
        #expect(Reconciliation.Tolerance.oneReply.allows(Amount(gap)!, of: total) == !isWorthAWord)
    }

    /// An account of 2 149 USD with 60 000 USD of positions moves by 600 between two replies.
    @Test(arguments: [
        (#""pos":"1","notionalUsd":"60000""#, "2749.7", []), (#""pos":"-1","notionalUsd":"60000""#, "1549.8", []),
        (#""pos":"1","notionalUsd":"60000""#, "2751", [Warning.totalDiffers]), (#""pos":"1","notionalUsd":"6E4""#, "2749.7", []),
        (#""pos":"1","notionalUsd":"100""#, "2171", []), (#""pos":"1","notionalUsd":"100""#, "2172", [.totalDiffers]),
        // How much is at stake is not known: nothing is claimed.
        (#""pos":"1","notionalUsd":"""#, "2749.7", []), (#""pos":"1""#, "9000", []),
    ])
    func aLeveragedAccountMayMove(members: String, valued: String, expected: [Warning]) throws {
        #expect(try warnings([.positions: Self.position(members), .valuation: Self.valuation(valued)]) == expected)
        #expect(
            try warnings([.positions: Self.position(members), .valuation: Self.valuation(valued)], .demo) == [], "demo prices are made up")
    }

    @Test func shortAndLongPositionsBothMoveIt() throws {
        let rows = Self.position(#""pos":"1","notionalUsd":"30000""#) + "," + Self.position(#""pos":"-1","notionalUsd":"-30000""#)
        #expect(try warnings([.positions: rows, .valuation: Self.valuation("2749.7")]) == [])
    }

    @Test func withoutPositionsThatCouldBeReadNothingIsClaimed() throws {
        var parts = Sample.parts([.valuation: Self.valuation("9000")])
        parts[.positions] = .failure(Failure(.rateLimited, message: Phrase(verbatim: "x"), remedy: []))
        #expect(try #require(Sample.snapshot(parts)).notices.map(\.warning) == [.partial])
    }

    @Test(arguments: [("4053.57", []), ("4053.58", []), ("4056.6", []), ("4056.7", [Warning.totalDiffers])])
    func theWalletsOfOneValuationAddUp(total: String, expected: [Warning]) throws {
        #expect(try warnings([.valuation: Self.valuation("2149.75", total: total)]) == expected)
    }

    // MARK: An ordinary account

    /// Money that has no index, and dust of a coin that has none.
    @Test func fiatAndDustAreRemarks() throws {
        var parts = Sample.parts([.funding: #"{"ccy":"EUR","bal":"250.5"},{"ccy":"DUST","bal":"0.00000001"},{"ccy":"ETH","bal":"0.5"}"#])
        parts[.fallbackPrices] = Sample.okx.decode(.fallbackPrices, Sample.rows(Sample.row(of: .fallbackPrices)))
        let snapshot = try #require(Sample.snapshot(parts))
        #expect(snapshot.notices.isEmpty)
        #expect(snapshot.remarks.map(\.kind) == [.unpricedAssets])
        #expect(snapshot.wallets[1].assets.map { $0.value?.plain } == [nil, nil, "1750.125"])
        #expect(snapshot.wallets[1].total?.written == "1790.09")
    }

    /// OKX's own rate of the same coin, and never one that says nothing.
    @Test(arguments: [
        (#""eq":"100","eqUsd":"108.5""#, "271.7925"), (#""eq":"3","eqUsd":"1""#, "83.5"), (#""eq":"1e2","eqUsd":"1.085E+2""#, "271.7925"),
        (#""eq":"0","eqUsd":"0""#, nil), (#""eq":"5","eqUsd":"0""#, nil), (#""eq":"5","eqUsd":"""#, nil),
        (#""eq":"-2","eqUsd":"-2.17""#, "271.7925"),
        (#""eq":"-2","eqUsd":"2.17""#, nil),
    ])
    func aCoinOfTheTradingWalletIsPricedInFunding(members: String, value: String?) throws {
        let trading = #"{"totalEq":"","details":[{"ccy":"EUR",\#(members)}]}"#
        let parts = Sample.parts([.trading: trading, .funding: #"{"ccy":"EUR","bal":"250.5"}"#])
        #expect(try #require(Sample.snapshot(parts)).wallets[1].assets.first?.value?.plain == value)
        #expect(Sample.okx.followUps(after: parts) == (value == nil ? [.fallbackPrices] : []), "nothing is asked that is known")
    }

    /// The index comes first: it is public, and of this moment.
    @Test func theIndexComesBeforeTheOwnRate() throws {
        let trading = #"{"totalEq":"10","details":[{"ccy":"ETH","eq":"1","eqUsd":"10"}]}"#
        let snapshot = try #require(Sample.snapshot(Sample.parts([.trading: trading, .funding: #"{"ccy":"ETH","bal":"1"}"#])))
        #expect(snapshot.wallets[1].assets.first?.value?.plain == "3500.25")
    }

    @Test(arguments: [
        #"{"code":"50011","msg":"x"}"#, #"{"code":"58007","msg":"x","data":[]}"#, "<html>",
        #"{"code":"0","data":[{"totalBal":"","details":{}}]}"#,
        #"{"code":"0","data":[{"details":{"trading":"2149.75"}}]}"#,
    ])
    func aValuationThatCouldNotBeHadIsARemark(body: String) throws {
        var parts = Sample.parts()
        parts[.valuation] = Sample.okx.decode(.valuation, Sample.reply(body))
        let snapshot = try #require(Sample.snapshot(parts))
        #expect(snapshot.notices.isEmpty && snapshot.remarks.map(\.kind) == [.valuationMissing])
        #expect(snapshot.equity?.coverage == .tradingOnly && snapshot.equity?.total.written == "2149.75003")
    }

    @Test func aValuationThatMakesNoSenseIsStillNamed() throws {
        let snapshot = try #require(Sample.snapshot(Sample.parts([.valuation: #"{"totalBal":"lots","details":{"trading":"2149.75"}}"#])))
        #expect(snapshot.notices.map(\.warning) == [.partial] && snapshot.remarks.map(\.kind) == [.valuationMissing])
    }

    // MARK: Wallets

    @Test func classicIsAWalletWhereItHasSomething() throws {
        let snapshot = try #require(Sample.snapshot(Sample.parts([.valuation: Self.valuation("2149.75", classic: "12.5")])))
        #expect(snapshot.wallets.map(\.kind) == [.trading, .funding, .earn, .classic])
        #expect(snapshot.wallets[3].total?.written == "12.5" && snapshot.wallets[3].assets.isEmpty && snapshot.wallets[3].failure == nil)
        #expect(snapshot.notices.isEmpty)
        for none in ["0", "0.00", "-0", ""] {
            let snapshot = try #require(Sample.snapshot(Sample.parts([.valuation: Self.valuation("2149.75", classic: none)])))
            #expect(!snapshot.wallets.contains { $0.kind == .classic }, "\(none)")
        }
    }

    @Test func availableFallsBackToTheEquity() throws {
        let rows =
            #"{"ccy":"A","eq":"3","availBal":"","availEq":"2"},{"ccy":"B","eq":"3","availEq":"2"},{"ccy":"C","eq":"3","availBal":"0","availEq":"2"},"#
            + #"{"ccy":"D","eq":"3","availBal":"","availEq":""},{"ccy":"E","eq":"3","availBal":null,"availEq":"1.5e-8"}"#
        guard case .trading(let balance) = try Sample.okx.decode(.trading, Sample.rows(#"{"totalEq":"1","details":[\#(rows)]}"#)).get()
        else { return }
        #expect(balance.assets.map { $0.available?.written } == ["2", "2", "0", nil, "1.5e-8"])
    }

    @Test(arguments: [#""frozenBal":"""#, #""frozenBal":null"#, #""other":"1""#])
    func whatIsInUseIsUnknownAndNotZero(member: String) throws {
        guard
            case .funding(let balance) = try Sample.okx.decode(.funding, Sample.rows(#"{"ccy":"A","bal":"3","availBal":"3",\#(member)}"#))
                .get()
        else { return }
        #expect(balance.assets.first?.inUse == nil && balance.unreadable.isEmpty)
    }

    // MARK: Positions

    @Test(arguments: [
        (#""instType":"SWAP","pos":"-1","posSide":"net""#, "1", PositionSide.short),
        (#""instType":"SWAP","pos":"-1.50","posSide":"net""#, "1.50", .short),
        (#""instType":"OPTION","pos":"-1","posSide":"net","lever":"","liqPx":"""#, "1", .short),
        (#""instType":"SWAP","pos":"-1e3","posSide":"net""#, "1000", .short),
        (#""instType":"SWAP","pos":"1E3","posSide":"net""#, "1E3", .long),
        (#""instType":"SWAP","pos":"3","posSide":"short""#, "3", .short), (#""instType":"SWAP","pos":"-3","posSide":"short""#, "3", .short),
        (#""instType":"EVENTS","pos":"-2","posSide":"net""#, "2", .short),
        (#""instType":"MARGIN","pos":"0.5","posSide":"net""#, "0.5", nil),
    ])
    func theSizeHasNoSignWhereTheSideTellsIt(members: String, size: String, side: PositionSide?) throws {
        guard
            case .positions(let positions) = try Sample.okx.decode(
                .positions, Sample.rows(#"{"instId":"X-Y","mgnMode":"cross",\#(members)}"#)
            ).get()
        else { return }
        #expect(positions.all.first?.size?.written == size && positions.all.first?.side == side)
    }

    // MARK: Numbers however they are written

    @Test(arguments: ["1.767225600123E12", "1767225600123.0", "17672256001230e-1", "1767225600123"])
    func timesInAnyNotation(text: String) {
        for row in [#"{"ts":"\#(text)"}"#, #"{"ts":\#(text)}"#] {
            #expect(Sample.okx.decodeClock(Sample.rows(row)).success == 1_767_225_600_123)
        }
    }

    @Test(arguments: ["0", "0.0", "0e0"])
    func successInNumbers(code: String) {
        #expect(Sample.okx.decodeClock(Sample.reply(#"{"code":\#(code),"data":[{"ts":"1767225600123"}]}"#)).success == 1_767_225_600_123)
    }

    @Test(arguments: ["50119", "50119.0", "5.0119e4"])
    func refusalsInNumbers(code: String) {
        #expect(Sample.okx.decodeIdentity(Sample.reply(#"{"code":\#(code),"msg":"x"}"#, status: 401)).failure?.cause == .keyUnknown)
        #expect(Sample.okx.decode(.trading, Sample.reply(#"{"code":1,"data":[{"sCode":\#(code)}]}"#)).failure?.code == "50119")
    }

    @Test func pricesAndRatesInScientificNotation() throws {
        guard case .prices(let index) = try Sample.okx.decode(.prices, Sample.rows(#"{"instId":"PEPE-USD","idxPx":"1.23E-5"}"#)).get(),
            case .yuanRate(let rate) = try Sample.okx.decode(.yuanRate, Sample.rows(#"{"usdCny":"7.162e0"}"#)).get()
        else { return }
        #expect(index.prices["PEPE"]?.plain == "0.0000123" && rate.plain == "7.162")
        let snapshot = try #require(
            Sample.snapshot(
                Sample.parts([.prices: #"{"instId":"ETH-USD","idxPx":"3.50025e3"}"#, .funding: #"{"ccy":"ETH","bal":"5E-1"}"#])))
        #expect(snapshot.wallets[1].assets.first?.total?.written == "5E-1" && snapshot.wallets[1].assets.first?.value?.plain == "1750.125")
    }
}

/// What the exchange leaves unsaid about a key or a setting.
@Suite struct UnsaidTests {
    private static func identity(_ members: String) throws -> Identity { try who(members).identity }

    private static func who(_ members: String) throws -> OKXIdentity {
        try Sample.okx.decodeIdentity(Sample.rows(#"{"uid":"1","mainUid":"1",\#(members)}"#)).get()
    }

    private static let rest = #""acctLv":"2","posMode":"net_mode","ctIsoMode":"automatic""#

    @Test(arguments: ["", #","perm":null"#, #","perm":"""#, #","perm":" ""#, #","perm":",""#, #","perm":[]"#, #","perm":7"#])
    func rightsThatWereNotGivenAreNotKnown(member: String) throws {
        let identity = try Self.identity(Self.rest + #","ip":"203.0.113.7""# + member)
        #expect(identity.permissions == nil)
        for result in [
            AccountReview.permissions(of: identity, keyPage: "https://x/y"),
            AccountReview.withdrawal(of: identity, rule: .refused, keyPage: "https://x/y"),
            AccountReview.withdrawal(of: identity, rule: .insisted, keyPage: "https://x/y"),
        ] {
            guard case .warning(let notice) = result else {
                Issue.record("\(result)")
                continue
            }
            #expect(
                notice.warning == .permissionsUnknown && notice.message.english.contains("not known")
                    && notice.message.simplifiedChinese.contains("未知"))
            #expect(
                notice.remedy.first?.english.contains("https://x/y") == true
                    && notice.remedy.first?.simplifiedChinese.contains("https://x/y") == true)
        }
        #expect(AccountReview.refusal(of: identity, withdrawal: .refused, exchangeTime: 0) == nil)
        let key = identity.keyDescription(masked: "…")
        #expect(key.permissions == nil && key.addresses.list == ["203.0.113.7"])
    }

    @Test(arguments: ["", #","ip":null"#, #","ip":7"#])
    func anAddressThatWasNotGivenIsNotKnown(member: String) throws {
        let identity = try Self.identity(Self.rest + #","perm":"read_only,trade""# + member)
        guard case .warning(let notice) = AccountReview.address(of: identity) else {
            Issue.record("no warning")
            return
        }
        #expect(notice.warning == .permissionsUnknown && identity.keyDescription(masked: "…").addresses.list == nil)
    }

    /// A right of a new name may be one to take money out.
    @Test func unknownRightsAreNamed() throws {
        let identity = try Self.identity(Self.rest + #","perm":"read_only,asset_transfer,trade","ip":"203.0.113.7""#)
        #expect(identity.permissions == [.read, .trade, .unknown("asset_transfer")])
        guard case .warning(let notice) = AccountReview.withdrawal(of: identity, rule: .refused) else {
            Issue.record("told as off")
            return
        }
        #expect(notice.warning == .permissionsUnknown && notice.message.english.contains("asset_transfer"))
    }

    @Test(arguments: [#""acctLv":"2","posMode":"""#, #""acctLv":"2""#, #""acctLv":"2","posMode":null"#, #""acctLv":"2","posMode":" ""#])
    func aSettingThatWasNotGivenCostsItsRow(members: String) throws {
        let row = #"{"uid":"1",\#(members),"ctIsoMode":"automatic","perm":"read_only,trade","ip":"203.0.113.7"}"#
        let snapshot = try #require(Sample.snapshot(Sample.parts([.identity: row])))
        #expect(
            snapshot.settings["position-mode"]?.value == nil && snapshot.settings["position-mode"]?.isRight == nil
                && snapshot.settings["account-mode"]?.value?.id == "futures")
        #expect(snapshot.notices.isEmpty)
        guard case .ok(let words) = AccountReview.settings(of: snapshot.settings, use: .used) else {
            Issue.record("not ok")
            return
        }
        #expect(words.english.contains("not known: position mode"), "it is not said to be as recommended")
    }

    @Test func anAccountModeThatWasNotGivenCostsItsRow() throws {
        let identity = try Self.who(#""acctLv":"","posMode":"net_mode""#)
        #expect(identity.accountMode == nil && identity.positionMode == .oneWay && identity.identity.unreadable.isEmpty)
    }

    @Test func aRecordedDemoAccountInSpotMode() throws {
        let identity = try Self.who(
            #""acctLv":1,"posMode":"net_mode","ctIsoMode":"automatic","mgnIsoMode":"auto_transfers_ccy","settleCcy":"USD","settleCcyList":[],"perm":"read_only,trade","ip":"""#
        )
        #expect(identity.accountMode == .spot && identity.positionMode == .oneWay && identity.identity.unreadable.isEmpty)
    }
}
