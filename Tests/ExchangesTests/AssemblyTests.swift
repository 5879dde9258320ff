import Domain
import Testing

@testable import Exchanges

@Suite struct AssemblyTests {
    private let refused = Failure(
        .rateLimited, code: "50011", message: Phrase(en: "Too often.", zh: "过于频繁。"), remedy: [Phrase(en: "Wait.", zh: "请等待。")]
    )

    @Test func aVisitThatGoesWell() throws {
        let snapshot = try #require(Sample.snapshot(Sample.parts()))
        #expect(
            snapshot.key
                == KeyDescription(
                    masked: "37c…418", label: "terminal01", permissions: [.read, .trade],
                    addresses: AddressBinding(["203.0.113.7", "2001:db8::/48"]), expiry: .never
                ))
        #expect(snapshot.kind == .main)
        #expect(snapshot.equity?.total.written == "4052.57")
        #expect(snapshot.equity?.currency == "USD" && snapshot.equity?.coverage == .whole)
        #expect(!snapshot.accountID.isEmpty)
        #expect(snapshot.wallets.map(\.kind) == [.trading, .funding, .earn])
        #expect(snapshot.wallets.map { $0.total?.written } == ["2149.75003", "1790.09", "112.73"])
        #expect(snapshot.wallets[0].assets.map { $0.value?.written } == ["1249.75", "900.00003"])
        #expect(snapshot.wallets[1].assets.map { $0.value?.plain } == ["1750.125", "40.110247125844"].map { $0 })
        #expect(snapshot.wallets[2].assets.isEmpty)
        #expect(snapshot.notices.isEmpty)
        #expect(snapshot.clockOffsetMilliseconds == -12)
        #expect(snapshot.asOf == Sample.moment)
        #expect(snapshot.settings["account-mode"]?.value?.id == "futures" && snapshot.settings["account-mode"]?.state == .right)
        #expect(snapshot.settings["position-mode"]?.value?.id == "one-way" && snapshot.settings["position-mode"]?.state == .right)
        #expect(snapshot.settings["margin-mode"]?.value?.id == "isolated" && snapshot.settings["margin-mode"]?.state == .right)
    }

    @Test func theTradingTotalStandsInForAMissingValuation() throws {
        var parts = Sample.parts()
        parts[.valuation] = .failure(refused)
        let snapshot = try #require(Sample.snapshot(parts))
        #expect(snapshot.equity?.total.written == "2149.75003" && snapshot.equity?.coverage == .tradingOnly)
        #expect(snapshot.wallets.map(\.kind) == [.trading, .funding])
        #expect(snapshot.wallets[0].total?.written == "2149.75003")
        #expect(snapshot.wallets[1].total == nil)
        // The exchange itself does not count it as something that failed.
        #expect(snapshot.notices.isEmpty)
        let remark = try #require(snapshot.remarks.first)
        #expect(snapshot.remarks.count == 1 && remark.kind == .valuationMissing)
        #expect(
            remark.message.english
                == "The valuation of the whole account could not be had (Too often); the total covers the trading wallet only.")
        #expect(remark.message.simplifiedChinese.contains("估值"))
    }

    @Test func aFailedWalletIsMarkedAndNotZero() throws {
        var parts = Sample.parts()
        parts[.trading] = .failure(refused)
        parts[.funding] = .failure(refused)
        let snapshot = try #require(Sample.snapshot(parts))
        #expect(snapshot.wallets[0] == Wallet(kind: .trading, total: Amount("2149.75"), assets: [], failure: refused))
        #expect(snapshot.wallets[1] == Wallet(kind: .funding, total: Amount("1790.09"), assets: [], failure: refused))
        #expect(snapshot.notices.map(\.warning) == [.partial])
    }

    @Test func nothingButTheIdentity() throws {
        var parts = Sample.parts()
        for part in OKXPart.everyFetch where part != .identity { parts[part] = .failure(refused) }
        let snapshot = try #require(Sample.snapshot(parts))
        #expect(snapshot.equity == nil)
        #expect(snapshot.wallets.allSatisfy { $0.total == nil && $0.failure == refused })
        #expect(snapshot.settings["margin-mode"]?.value?.id == "unavailable" && snapshot.settings["margin-mode"]?.isRight == nil)
        #expect(snapshot.notices.map(\.warning) == [.partial])
    }

    @Test func emptyAccounts() throws {
        let snapshot = try #require(
            Sample.snapshot(
                Sample.parts([
                    .trading: #"{"totalEq":"0","details":[]}"#, .funding: "", .positions: "",
                    .valuation: #"{"totalBal":"0","details":{"funding":"0","trading":"0","earn":"0","classic":"0"}}"#,
                ])))
        #expect(snapshot.equity?.total.written == "0")
        #expect(snapshot.settings["margin-mode"]?.value?.id == "none" && snapshot.settings["margin-mode"]?.state == .right)
        #expect(snapshot.notices.isEmpty)
    }

    @Test func assetsWithoutAnIndexUseTheStablecoinsPrice() throws {
        var parts = Sample.parts([.funding: #"{"ccy":"OKB","bal":"3"},{"ccy":"USD","bal":"7.5"},{"ccy":"ETH","bal":"0"}"#])
        parts[.valuation] = Sample.okx.decode(
            .valuation, Sample.rows(#"{"totalBal":"2163.25","details":{"funding":"13.5","trading":"2149.75","earn":"0"}}"#))
        #expect(Sample.okx.followUps(after: parts) == [.fallbackPrices])
        parts[.fallbackPrices] = Sample.okx.decode(.fallbackPrices, Sample.rows(Sample.row(of: .fallbackPrices)))
        #expect(Sample.okx.followUps(after: parts) == [])
        let snapshot = try #require(Sample.snapshot(parts))
        #expect(snapshot.wallets[1].assets.map { $0.value?.plain } == ["5.9988", "7.5", "0"])
        #expect(snapshot.notices.isEmpty)
    }

    @Test func assetsHaveTheirPriceAndItsChange() throws {
        var parts = Sample.parts([
            .funding: #"{"ccy":"OKB","bal":"3"},{"ccy":"ETH","bal":"0.5"},{"ccy":"NEW","bal":"1"}"#,
            .prices: #"{"idxPx":"60002.3","instId":"BTC-USD","open24h":"59010"},{"idxPx":"3500.25","instId":"ETH-USD"},"#
                + #"{"idxPx":"0.9998","instId":"USDT-USD","open24h":"0.9999"}"#,
        ])
        parts[.fallbackPrices] = Sample.okx.decode(.fallbackPrices, Sample.rows(#"{"idxPx":"2","instId":"OKB-USDT","open24h":"1.9"}"#))
        let wallets = try #require(Sample.snapshot(parts)).wallets
        func told(_ asset: Asset) -> [String?] { [asset.code, asset.price?.plain, asset.dayChange?.plain] }
        #expect(wallets[0].assets.map(told) == [["USDT", "0.9998", "-0.0001"], ["BTC", "60002.3", "992.3"]])
        // 2 * 0.9998 - 1.9 * 0.9999
        #expect(wallets[1].assets.map(told) == [["OKB", "1.9996", "0.09979"], ["ETH", "3500.25", nil], ["NEW", nil, nil]])
        parts[.prices] = .failure(refused)
        let unpriced = try #require(Sample.snapshot(parts)).wallets
        #expect(unpriced.flatMap(\.assets).allSatisfy { $0.price == nil && $0.dayChange == nil })
    }

    @Test func ratesThatCouldNotBeHadAreAwaited() throws {
        var parts = Sample.parts()
        #expect(try #require(Sample.snapshot(parts)).rates.awaited == [])
        parts[.yuanRate] = .failure(refused)
        #expect(try #require(Sample.snapshot(parts)).rates.awaited == [.yuan])
        parts[.prices] = nil
        #expect(try #require(Sample.snapshot(parts)).rates.awaited == [.yuan, .tether, .bitcoin])
    }

    @Test func theStablecoinsOwnPriceIsNotTakenForGranted() throws {
        var parts = Sample.parts([
            .funding: #"{"ccy":"OKB","bal":"3"},{"ccy":"USDT","bal":"3"}"#, .prices: #"{"idxPx":"60002.3","instId":"BTC-USD"}"#,
        ])
        parts[.fallbackPrices] = Sample.okx.decode(.fallbackPrices, Sample.rows(Sample.row(of: .fallbackPrices)))
        let snapshot = try #require(Sample.snapshot(parts))
        // The trading wallet holds USDT, and OKX's own value of it counts; of OKB nothing is known.
        #expect(snapshot.wallets[1].assets.map { $0.value?.plain } == [nil, "2.9994"])
        #expect(snapshot.notices.isEmpty && snapshot.remarks.map(\.kind) == [.unpricedAssets])
    }

    @Test func nothingMoreIsAskedWhereNothingIsMissing() {
        #expect(Sample.okx.followUps(after: Sample.parts()) == [])
        #expect(Sample.okx.followUps(after: Sample.parts([.funding: #"{"ccy":"NEW","bal":"0"}"#])) == [])
        var parts = Sample.parts([.funding: #"{"ccy":"NEW","bal":"1"}"#])
        parts[.prices] = .failure(refused)
        #expect(Sample.okx.followUps(after: parts) == [])
    }

    @Test func unpricedAssetsAreNamedAndKept() throws {
        let snapshot = try #require(
            Sample.snapshot(
                Sample.parts([
                    .funding: #"{"ccy":"NEW","bal":"3"},{"ccy":"ETH","bal":"1"},{"ccy":"ODD","bal":"-2"}"#
                ])))
        #expect(snapshot.wallets[1].assets.map(\.code) == ["NEW", "ETH", "ODD"])
        #expect(snapshot.notices.isEmpty && snapshot.remarks.map(\.kind) == [.unpricedAssets])
        #expect(snapshot.remarks.first?.message.english.hasPrefix("2 assets have no price") == true)
        #expect(snapshot.remarks.first?.message.english.contains("NEW, ODD") == true)
    }

    @Test func pricesThatNobodyNeededAreNotMissed() throws {
        let onlyTrading = #"{"totalBal":"2149.75","details":{"funding":"0","trading":"2149.75","earn":"0"}}"#
        var parts = Sample.parts([.funding: "", .valuation: onlyTrading])
        parts[.prices] = .failure(refused)
        #expect(try #require(Sample.snapshot(parts)).notices.isEmpty)
        parts = Sample.parts()
        parts[.prices] = .failure(refused)
        #expect(try #require(Sample.snapshot(parts)).notices.map(\.warning) == [.unpricedAssets, .partial])
    }

    @Test func unreadableAmountsAreNamed() throws {
        let snapshot = try #require(
            Sample.snapshot(
                Sample.parts([
                    .trading: #"{"totalEq":"2149.75","details":[{"ccy":"BTC","eq":"1,5","eqUsd":"2"}]}"#
                ])))
        #expect(snapshot.wallets[0].assets[0].total == nil)
        #expect(snapshot.notices.map(\.warning) == [.partial])
        #expect(snapshot.notices[0].message.english.contains("BTC eq"))
    }

    @Test(arguments: [(Int64(5_000), false), (5_001, true), (-5_001, true), (-5_000, false), (Int64.min, true), (Int64.max, true)])
    func clockOffsets(offset: Int64, isWorthAWord: Bool) throws {
        let snapshot = try #require(Sample.snapshot(Sample.parts(), offset: offset))
        #expect(snapshot.notices.contains { $0.warning == .clockOffset } == isWorthAWord)
    }

    @Test func clockDirection() throws {
        let slow = try #require(Sample.snapshot(Sample.parts(), offset: 7_250)).notices.first?.message
        #expect(slow?.english.contains("7.2 s behind") == true && slow?.simplifiedChinese.contains("慢 7.2 秒") == true)
        let fast = try #require(Sample.snapshot(Sample.parts(), offset: -7_250)).notices.first?.message
        #expect(fast?.english.contains("7.2 s ahead") == true && fast?.simplifiedChinese.contains("快 7.2 秒") == true)
    }

    @Test(arguments: [
        (#""perm":"read_only,trade","ip":"""#, [Warning.addressUnbound]),
        (#""perm":"read_only","ip":"""#, []),
        (#""perm":"read_only,trade""#, [.permissionsUnknown]), (#""perm":"read_only","ip":null"#, [.permissionsUnknown]),
        (#""perm":"read_only,withdraw","ip":"203.0.113.7""#, [.withdrawalAllowed]),
        (#""perm":"withdraw,read_only","ip":"""#, [.withdrawalAllowed, .addressUnbound]),
        (#""ip":"""#, [.permissionsUnknown]), (#""perm":null,"ip":"203.0.113.7""#, [.permissionsUnknown]),
        (#""perm":"","ip":"203.0.113.7""#, [.permissionsUnknown]), (#""perm":["read_only","trade"],"ip":["203.0.113.7"]"#, []),
        (#""perm":"read_only,trade,transfer_out","ip":"203.0.113.7""#, [.permissionsUnknown]),
    ])
    func warningsAboutTheKey(members: String, warnings: [Warning]) throws {
        let row = #"{"uid":"1","acctLv":"2","posMode":"net_mode",\#(members)}"#
        #expect(try #require(Sample.snapshot(Sample.parts([.identity: row]))).notices.map(\.warning) == warnings)
    }

    @Test(arguments: [
        ("1", "net_mode", "isolated", "account mode"), ("2", "long_short_mode", "isolated", "position mode"),
        ("2", "net_mode", "cross", "margin mode"),
    ])
    func differingSettingsAreNamedUnlessFuturesAreNotUsed(level: String, mode: String, margin: String, named: String) throws {
        let parts = Sample.parts([
            .identity: #"{"uid":"1","acctLv":"\#(level)","posMode":"\#(mode)","perm":"read_only","ip":""}"#,
            .positions: #"{"instId":"A","instType":"SWAP","mgnMode":"\#(margin)","pos":"1"}"#,
        ])
        let snapshot = try #require(Sample.snapshot(parts))
        #expect(snapshot.settings.differs)
        #expect(snapshot.notices.map(\.warning) == [.settingsDiffer])
        #expect(snapshot.notices.first?.message.english.hasSuffix("recommended ones: \(named).") == true)
        let quiet = try #require(Sample.snapshot(parts, options: .init(maskedKey: "…", futures: .notUsed)))
        #expect(quiet.notices.isEmpty)
        #expect(quiet.settings == snapshot.settings)
    }

    @Test func walletsThatDoNotAddUp() throws {
        let far = #"{"totalBal":"5000","details":{"funding":"1000","trading":"2000","earn":"0"}}"#
        #expect(try #require(Sample.snapshot(Sample.parts([.valuation: far]))).notices.map(\.warning) == [.totalDiffers])
        let near = #"{"totalBal":"3941","details":{"funding":"1790","trading":"2149","earn":"0"}}"#
        #expect(try #require(Sample.snapshot(Sample.parts([.valuation: near]))).notices.isEmpty)
        let classic = #"{"totalBal":"5939","details":{"classic":"2000","funding":"1790","trading":"2149","earn":"0"}}"#
        #expect(try #require(Sample.snapshot(Sample.parts([.valuation: classic]))).notices.isEmpty)
    }

    @Test func rowsThatDoNotAddUpToTheirWallet() throws {
        let far = #"{"totalBal":"3949","details":{"funding":"1000","trading":"2949","earn":"0"}}"#
        let notices = try #require(Sample.snapshot(Sample.parts([.valuation: far]))).notices
        #expect(notices.map(\.warning) == [.totalDiffers])
        #expect(
            notices.first?.message.english
                == "The exchange values the funding wallet at 1000 USD, its assets add up to 1790.235247125844 USD; "
                + "the exchange values the trading wallet at 2949 USD in all, and at 2149.75003 USD by itself.")
        // What has no value does not have to add up, and is named instead.
        let unpriced = #"{"ccy":"NEW","bal":"3"},{"ccy":"ETH","bal":"0.1"}"#
        #expect(try #require(Sample.snapshot(Sample.parts([.funding: unpriced]))).notices.isEmpty)
    }
}
