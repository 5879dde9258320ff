import Domain
import Testing

@testable import Exchanges

/// An account of Bybit put together from its parts.
@Suite struct BybitAssemblyTests {
    // MARK: Wallets

    @Test func everyWalletAddsUp() throws {
        let snapshot = BybitAccountScene.snapshot(BybitAccountScene.parts())
        #expect(snapshot.wallets.map(\.kind.id) == ["unified", "funding", "earn", "TradingBot"])
        #expect(snapshot.wallets.map { $0.total?.written } == ["6400.5", "30090", "300", "50"])
        #expect(snapshot.equity == .init(currency: "USD", total: Amount("36840.5")!))
        let reconciliation = Reconciliation(snapshot)
        #expect(reconciliation.parts.count == 4 && reconciliation.parts.allSatisfy(\.difference.isZero))
        #expect(reconciliation.walletSum == snapshot.equity?.total && reconciliation.unpriced.isEmpty)
        #expect(snapshot.notices.isEmpty && snapshot.remarks.isEmpty)
        #expect(snapshot.accountID == "1448939" && snapshot.kind == .main)
    }

    @Test func amountsAsTheyWereWritten() throws {
        let snapshot = BybitAccountScene.snapshot(BybitAccountScene.parts())
        let unified = try #require(snapshot.wallet("unified"))
        #expect(unified.asset("USDT")?.written == ["994.75", "–", "140", "994.5", "-5.25", "–"])
        #expect(unified.asset("BTC")?.written == ["0.1", "0.07", "0.03", "6000", "0", "–"])
        #expect(unified.asset("SOL")?.written == ["-3", "–", "0", "-594", "0", "2"])
        let funding = try #require(snapshot.wallet("funding"))
        #expect(funding.asset("USDC")?.written == ["100", "90", "10", "90.0", "–", "–"])
        #expect(funding.asset("BTC")?.written == ["0.5", "0.5", "0.0", "30000.0", "–", "–"])
        #expect(snapshot.wallet("TradingBot")?.assets.map(\.written) == [["50", "–", "–", "50", "–", "–"]], "one coin of two products")
    }

    @Test func pricesAndHowTheyMoved() throws {
        let snapshot = BybitAccountScene.snapshot(BybitAccountScene.parts())
        let coin = try #require(snapshot.wallet("unified")?.asset("BTC"))
        #expect(coin.price?.written == "60000" && coin.dayChange?.plain == "3000", "by the share that the last price has moved by")
        #expect(coin.dayChangePercent?.rounded(toScale: 2, rounding: .halfEven).plain == "5.26")
        #expect(snapshot.wallet("unified")?.asset("SOL")?.dayChange?.plain == "-22")
        #expect(snapshot.wallet("unified")?.asset("USDT")?.price?.plain == "1", "by the index of the coin that it is traded for")
        #expect(snapshot.rates.rates[.tether] == .dollarsPerUnit(Amount(1)))
        #expect(snapshot.rates.rates[.bitcoin] == .dollarsPerUnit(Amount(60_000)))
        #expect(snapshot.rates.rates[.euro] == .unitsPerDollar(Amount("0.9")!))
        #expect(snapshot.rates.rates[.yuan] == nil && snapshot.rates.awaited.isEmpty)
    }

    /// A stablecoin is never assumed to be worth a dollar.
    @Test func coinsWithoutAnIndex() throws {
        let funding =
            #"{"balance":[{"coin":"PEPE","walletBalance":"1000000","transferBalance":"1000000"},{"coin":"RARE","walletBalance":"3"},{"coin":"NONE","walletBalance":"7"},{"coin":"USD","walletBalance":"5"}]}"#
        let snapshot = BybitAccountScene.snapshot(BybitAccountScene.parts([.funding: funding]))
        let rows = try #require(snapshot.wallet("funding")).assets
        #expect(rows.map { $0.value?.trimmed.plain } == ["10", "5.4", nil, "5"])
        #expect(rows.map { $0.dayChange?.plain } == ["-0.00001", nil, nil, nil])
        #expect(snapshot.remarks.map(\.kind) == [.unpricedAssets])
        let lonely =
            #"{"list":[{"symbol":"PEPEUSDT","lastPrice":"0.00001","usdIndexPrice":""},{"symbol":"BTCUSDT","lastPrice":"1","usdIndexPrice":"1"}]}"#
        let unknown = BybitAccountScene.snapshot(BybitAccountScene.parts([.funding: funding, .prices: lonely]))
        #expect(unknown.wallet("funding")?.asset("PEPE")?.value == nil, "nothing tells what USDT is worth")
    }

    /// Bybit's own rate of the same coin in the unified wallet is the only one of some money.
    @Test func theOwnRateOfACoin() throws {
        let unified =
            #"{"list":[{"totalEquity":"108.5","totalAvailableBalance":"1","coin":[{"coin":"AED","equity":"400","usdValue":"108.5"}]}]}"#
        let funding = #"{"balance":[{"coin":"AED","walletBalance":"100","transferBalance":"100"}]}"#
        let parts = BybitAccountScene.parts([.unified: unified, .funding: funding, .overview: #"{"totalEquity":"135.625","list":[]}"#])
        #expect(BybitAccountScene.snapshot(parts).wallet("funding")?.asset("AED")?.value?.plain == "27.125")
    }

    @Test func unknownAccountTypesSurvive() throws {
        let overview = #"""
            {"totalEquity":"6430.5","list":[{"accountType":"UnifiedTradingAccount","totalEquity":"6400.5","coinDetail":[]},
             {"accountType":"MoonBase","totalEquity":"10","coinDetail":[{"coin":"USDT","equity":"10"}]},
             {"accountType":"CryptoLoans","totalEquity":"-40","coinDetail":[{"coin":"BTC","equity":"-0.001"},{"coin":"USDT","equity":"20"}]},
             {"accountType":"TradFi","totalEquity":"60"},
             {"accountType":"Alpha","totalEquity":"7","categories":[{"category":"farm","equity":"7","coinDetail":[{"coin":"SOL-USDC",
              "equity":"3.4268","extMap":{"equityUnit":"USD"}},{"coin":"SOL-USDC","equity":"3.5732","extMap":{"equityUnit":"USD"}}]}]},
             {"accountType":"Launchpool","totalEquity":"0","categories":[{"category":"pool","equity":"5"}]},{"totalEquity":"3"},
             {"accountType":"MoonBase","totalEquity":"1"}]}
            """#
        let snapshot = BybitAccountScene.snapshot(BybitAccountScene.parts([.overview: overview]))
        #expect(snapshot.wallets.map(\.kind.id) == ["unified", "funding", "MoonBase", "CryptoLoans", "TradFi", "Alpha", "Launchpool"])
        #expect(
            snapshot.wallet("MoonBase")?.kind.label == Phrase(verbatim: "MoonBase") && snapshot.wallet("MoonBase")?.total?.written == "10")
        #expect(
            snapshot.wallet("CryptoLoans")?.asset("BTC")?.isDebt == true
                && snapshot.wallet("CryptoLoans")?.asset("BTC")?.value?.trimmed.plain == "-60")
        #expect(snapshot.wallet("TradFi")?.assets.isEmpty == true && snapshot.wallet("TradFi")?.kind.role == .sum, "only the sum is told")
        #expect(snapshot.wallet("Alpha")?.assets.map(\.written) == [["–", "–", "–", "7.0000", "–", "–"]], "counted in dollars")
        #expect(snapshot.wallet("Launchpool")?.assets.map(\.code) == ["pool"])
        let partial = try #require(snapshot.notices.first { $0.warning == .partial })
        #expect(partial.message.english.contains("accountType") && partial.message.english.contains("MoonBase"))
        #expect(!snapshot.notices.contains { $0.warning == .totalDiffers }, "the total is without Alpha")
    }

    // MARK: Isolated and portfolio margin

    /// The totals of an isolated account are there and empty; its coins tell what is available.
    @Test func isolatedMargin() throws {
        let unified = #"""
            {"list":[{"totalEquity":"3966.90684837","totalMarginBalance":"","totalInitialMargin":"","totalAvailableBalance":"","coin":[
             {"coin":"USDT","equity":"3967.36309513","usdValue":"3966.90684837","walletBalance":"4271.12149513","totalPositionIM":"2466.37380399",
              "totalOrderIM":"10.5","locked":"0.5","unrealisedPnl":"-303.7584","borrowAmount":"0"},
             {"coin":"ETH","equity":"1","usdValue":"0","walletBalance":"1","totalPositionIM":"2","totalOrderIM":"0","locked":"0"}]}]}
            """#
        let snapshot = BybitAccountScene.snapshot(BybitAccountScene.parts([.unified: unified]), .isolated)
        let rows = try #require(snapshot.wallet("unified")).assets
        #expect(rows[0].written == ["3967.36309513", "1793.74769114", "2477.37380399", "3966.90684837", "-303.7584", "–"])
        #expect(rows[1].available == nil, "more is in use than there is")
        #expect(snapshot.positions.list?.map(\.marginMode) == [.isolated])
    }

    @Test func portfolioMargin() throws {
        let unified = #"""
            {"list":[{"totalEquity":"5","totalAvailableBalance":"3","coin":[{"coin":"USDT","equity":"5","usdValue":"5","walletBalance":"5",
             "totalPositionIM":"","totalOrderIM":"","locked":"1","unrealisedPnl":"0"}]}]}
            """#
        let position = BybitAccountScene.short.replacing(#""leverage":"10""#, with: #""leverage":"""#)
        let parts = BybitAccountScene.parts([.unified: unified, BybitAccountScene.usdt: BybitAccountScene.list(position)])
        let snapshot = BybitAccountScene.snapshot(parts, .portfolio)
        #expect(snapshot.wallet("unified")?.asset("USDT")?.written == ["5", "–", "–", "5", "0", "–"], "what is empty is not zero")
        #expect(snapshot.positions.list?.map(\.marginMode) == [.cross] && snapshot.positions.list?.first?.leverage == nil)
    }

    @Test func whatIsNotSaidOfMarginIsNotKnown() throws {
        let unified =
            #"{"list":[{"totalEquity":"5","coin":[{"coin":"USDT","equity":"5","usdValue":"5","walletBalance":"5","totalPositionIM":"0","totalOrderIM":"0","locked":"1"}]}]}"#
        let snapshot = BybitAccountScene.snapshot(BybitAccountScene.parts([.unified: unified]), nil)
        #expect(snapshot.wallet("unified")?.asset("USDT")?.available == nil && snapshot.positions.list?.first?.marginMode == nil)
    }

    // MARK: What could not be had

    /// The box that a read-only key often lacks. The coins come from the overview then.
    @Test func fundingTakesABox() throws {
        let snapshot = BybitAccountScene.snapshot(BybitAccountScene.parts(refusing: .funding, 10005))
        let notice = try #require(snapshot.notices.first)
        #expect(snapshot.notices.count == 1 && notice.warning == .partial)
        #expect(notice.message.english.contains("the funding balances") && notice.message.simplifiedChinese.contains("资金账户余额"))
        #expect(notice.remedy.count == 1 && notice.remedy[0].english.contains("Account Transfer"))
        #expect(notice.remedy[0].simplifiedChinese.contains("账户划转"))
        let funding = try #require(snapshot.wallet("funding"))
        #expect(funding.failure == nil && funding.total?.written == "30090")
        #expect(funding.asset("BTC")?.written == ["0.5", "–", "–", "30000.0", "–", "–"], "what is available is not known")
        #expect(BybitAccountScene.bybit.absence(of: .funding, among: BybitAccountScene.parts(refusing: .funding, 10005)) != .fatal)
    }

    @Test func fundingThatNobodyTells() throws {
        var parts = BybitAccountScene.parts(refusing: .funding, 10005)
        parts[.overview] = BybitAccountScene.decode(.overview, BybitAccountScene.refusal(10001))
        parts[.earn] = BybitAccountScene.decode(.earn, BybitAccountScene.reply(BybitAccountScene.earn))
        let snapshot = BybitAccountScene.snapshot(parts)
        #expect(snapshot.wallet("funding")?.total == nil && snapshot.wallet("funding")?.failure?.code == "10005")
        #expect(
            snapshot.equity == .init(currency: "USD", total: Amount("6400.5")!, coverage: .tradingOnly),
            "never as if it were none")
        #expect(snapshot.remarks.first?.message.english.contains("the unified wallet only") == true)
    }

    /// Sites of one country: the wallets by prices, and a word on what is not in them.
    @Test(arguments: [10001, 10017, 10005, 180001]) func aSiteWithoutAnOverview(code: Int) throws {
        var parts = BybitAccountScene.parts(refusing: .overview, code)
        #expect(BybitAccountScene.bybit.followUps(after: parts) == [.earn])
        parts[.earn] = BybitAccountScene.decode(.earn, BybitAccountScene.reply(BybitAccountScene.earn))
        #expect(BybitAccountScene.bybit.followUps(after: parts).isEmpty)
        let snapshot = BybitAccountScene.snapshot(parts)
        #expect(snapshot.wallets.map { $0.total?.plain } == ["6400.5", "30090.0", "300.000"])
        #expect(snapshot.equity?.total == Amount("36790.5") && snapshot.equity?.coverage == .whole)
        #expect(snapshot.notices.isEmpty && snapshot.remarks.map(\.kind) == [.valuationMissing])
        #expect(snapshot.remarks[0].message.english.contains("bots") && snapshot.remarks[0].message.simplifiedChinese.contains("机器人"))
        #expect(BybitAccountScene.bybit.absence(of: .overview, among: parts) == .silent)
    }

    @Test func aWalletWithoutAPriceIsNotZero() throws {
        var parts = BybitAccountScene.parts(refusing: .overview, 10001, [.funding: #"{"balance":[{"coin":"NONE","walletBalance":"7"}]}"#])
        parts[.earn] = BybitAccountScene.decode(.earn, BybitAccountScene.reply(BybitAccountScene.earn))
        let snapshot = BybitAccountScene.snapshot(parts)
        #expect(snapshot.wallet("funding")?.total == nil && snapshot.equity?.coverage == .tradingOnly)
    }

    @Test func pricesThatCouldNotBeHad() throws {
        let snapshot = BybitAccountScene.snapshot(BybitAccountScene.parts(refusing: .prices, 10016))
        #expect(Set(snapshot.notices.map(\.warning)) == [.unpricedAssets, .partial])
        #expect(snapshot.rates.awaited == [.tether, .bitcoin, .euro] && snapshot.equity?.total == Amount("36840.5"))
        let rich = BybitAccountScene.snapshot(
            BybitAccountScene.parts(
                refusing: .prices, 10016,
                [
                    .funding: #"{"balance":[]}"#,
                    .overview: #"{"totalEquity":"6400.5","list":[{"accountType":"UnifiedTradingAccount","totalEquity":"6400.5"}]}"#,
                ]))
        #expect(rich.notices.isEmpty, "nothing needed them")
    }

    @Test func demoHasTheUnifiedWalletAlone() throws {
        let parts = BybitAccountScene.parts(in: .demo)
        #expect(parts[.funding] == nil && parts[.overview] == nil && BybitAccountScene.bybit.followUps(after: parts).isEmpty)
        let snapshot = BybitAccountScene.snapshot(parts, .cross, .demo)
        #expect(
            snapshot.wallets.map(\.kind.id) == ["unified"]
                && snapshot.equity == .init(currency: "USD", total: Amount("6400.5")!))
        #expect(snapshot.notices.isEmpty && snapshot.remarks.isEmpty, "not offered is not missing")
    }

    @Test(arguments: [10017, 10028]) func whatIsNotOfferedIsAbsent(code: Int) throws {
        var parts = BybitAccountScene.parts(refusing: .funding, code)
        parts[.overview] = BybitAccountScene.decode(.overview, "<html>", status: 404)
        parts[.earn] = BybitAccountScene.decode(.earn, "", status: 404)
        parts[BybitAccountScene.option] = BybitAccountScene.decode(BybitAccountScene.option, BybitAccountScene.refusal(10017))
        let snapshot = BybitAccountScene.snapshot(parts)
        #expect(snapshot.wallets.map(\.kind.id) == ["unified"] && snapshot.notices.isEmpty)
        #expect(snapshot.positions.list?.count == 1)
    }

    /// An account that is not a unified one says so.
    @Test func aClassicAccount() throws {
        var parts = BybitAccountScene.parts(refusing: .unified, 10028)
        #expect(BybitAccountScene.snapshot(parts).notices.first?.message.english.contains("not a unified trading account") == true)
        parts[.funding] = BybitAccountScene.decode(.funding, BybitAccountScene.refusal(10028))
        parts[.overview] = BybitAccountScene.decode(.overview, BybitAccountScene.refusal(10028))
        #expect(BybitAccountScene.bybit.absence(of: .unified, among: parts) == .fatal)
    }

    @Test func aUnifiedWalletThatCouldNotBeHad() throws {
        let snapshot = BybitAccountScene.snapshot(BybitAccountScene.parts(refusing: .unified, 10016))
        let wallet = try #require(snapshot.wallet("unified"))
        #expect(wallet.failure?.code == "10016" && wallet.assets.isEmpty && wallet.total?.written == "6400.5")
        #expect(snapshot.equity?.total == Amount("36840.5") && snapshot.notices.map(\.warning) == [.partial])
    }

    // MARK: Positions

    @Test func positionsOfEveryKind() throws {
        let hedged = #"""
            {"positionIdx":1,"symbol":"BTCUSDT","side":"Buy","size":"0.5","avgPrice":"50000.00","positionValue":"25000","leverage":"10","markPrice":"50500.00","liqPrice":"","unrealisedPnl":"250.00"},
            {"positionIdx":2,"symbol":"BTCUSDT","side":"Sell","size":"0.2","avgPrice":"51000","positionValue":"10000","leverage":"5"},
            {"positionIdx":0,"symbol":"SOLUSDT","side":"","size":"0","avgPrice":"0","positionValue":"0"},
            {"positionIdx":0,"symbol":"BTCUSDT-26DEC25","side":"Buy","size":"1"}
            """#
        let perpetual =
            #"{"positionIdx":0,"symbol":"ETHPERP","side":"Sell","size":"3"},{"positionIdx":0,"symbol":"BTC-26DEC25","side":"Buy","size":"1"}"#
        let inverse =
            #"{"positionIdx":0,"symbol":"BTCUSD","side":"Sell","size":"300","positionValue":"0.01092319","unrealisedPnl":"-0.00029413"},{"symbol":"ETHUSDH26","side":"Buy","size":"1"}"#
        let option =
            #"{"symbol":"BTC-30DEC22-18000-C","side":"Buy","size":"0.1"},{"symbol":"BTC-27MAR26-70000-P-USDT","side":"Sell","size":"2"}"#
        let snapshot = BybitAccountScene.snapshot(
            BybitAccountScene.parts([
                BybitAccountScene.usdt: BybitAccountScene.list(hedged), BybitAccountScene.usdc: BybitAccountScene.list(perpetual),
                BybitAccountScene.inverse: BybitAccountScene.list(inverse, "inverse"),
                BybitAccountScene.option: BybitAccountScene.list(option, "option"),
            ]), .isolated)
        let shown = try #require(snapshot.positions.list)
        #expect(
            shown.map { "\($0.instrument) \($0.kind) \($0.side?.rawValue ?? "?") \($0.size?.written ?? "?") \($0.currency ?? "?")" }
                .sorted() == [
                    "BTC-26DEC25 future long 1 USDC", "BTC-27MAR26-70000-P-USDT option short 2 USDT",
                    "BTC-30DEC22-18000-C option long 0.1 USDC",
                    "BTCUSD perpetual short 300 BTC", "BTCUSDT perpetual long 0.5 USDT", "BTCUSDT perpetual short 0.2 USDT",
                    "BTCUSDT-26DEC25 future long 1 USDT", "ETHPERP perpetual short 3 USDC", "ETHUSDH26 future long 1 ETH",
                ])
        let first = try #require(shown.first { $0.instrument == "BTCUSDT" && $0.side == .long })
        #expect(first.entryPrice?.written == "50000.00" && first.markPrice?.written == "50500.00" && first.liquidationPrice == nil)
        #expect(first.leverage?.written == "10" && first.unrealizedProfit?.written == "250.00" && first.marginMode == .isolated)
        #expect(Set(shown.map(\.rowID)).count == shown.count && snapshot.notices.isEmpty)
    }

    /// What is odd is not overlooked: it may be money.
    @Test func oddPositions() throws {
        let rows = #"""
            {"symbol":"A","side":"Up","size":"1"},{"symbol":"B","side":"Buy","size":"lots"},{"symbol":"CUSDT","positionIdx":2,"side":"","size":"4"},
            {"symbol":"D","side":"","size":""},7,null,{"symbol":"E","side":null,"size":null},{"side":"Buy","size":2},{"symbol":"FUSDT","side":"Sell","size":-1}
            """#
        let snapshot = BybitAccountScene.snapshot(BybitAccountScene.parts([BybitAccountScene.usdt: BybitAccountScene.list(rows)]))
        let shown = try #require(snapshot.positions.list)
        #expect(shown.map(\.instrument) == ["A", "B", "CUSDT", "—", "FUSDT"])
        #expect(shown.map(\.side) == [nil, .long, .short, .long, .short] && shown[1].size == nil && shown[3].size?.written == "2")
        let notice = try #require(snapshot.notices.first { $0.warning == .partial })
        for word in ["A side", "B size", "position"] { #expect(notice.message.english.contains(word), "\(word)") }
    }

    /// For a moment, all of them are not known, so that none is told as closed; for good, what is lacking is named.
    @Test func listsOfPositionsThatCouldNotBeHad() throws {
        let passing = BybitAccountScene.snapshot(BybitAccountScene.parts(refusing: BybitAccountScene.inverse, 10016))
        guard case .failed(let failure) = passing.positions else {
            Issue.record("\(passing.positions)")
            return
        }
        #expect(failure.code == "10016" && passing.notices.first?.message.english.contains("inverse") == true)
        let refused = BybitAccountScene.snapshot(BybitAccountScene.parts(refusing: BybitAccountScene.option, 10005))
        #expect(refused.positions.list?.count == 1)
        #expect(refused.notices.first?.message.english.contains("the open options") == true)
        #expect(refused.notices.first?.remedy.first?.english.contains("Positions") == true)
        var parts = BybitAccountScene.parts()
        for list in BybitPositionList.everyFetch {
            parts[.positions(list)] = BybitAccountScene.decode(.positions(list), BybitAccountScene.refusal(10005))
        }
        guard case .failed = BybitAccountScene.snapshot(parts).positions else {
            Issue.record("none is not the same as not allowed")
            return
        }
    }

    /// Bybit names no list of the coins that contracts settle in: one with margin that nothing explains is asked about.
    @Test func otherSettleCoins() throws {
        func unified(_ coin: String) -> String {
            #"{"list":[{"totalEquity":"1","totalAvailableBalance":"1","coin":[{"coin":"\#(coin)","equity":"1","usdValue":"1","totalPositionIM":"0.5"}]}]}"#
        }
        let brazil = BybitPart.positions(.linear(settling: "BRL"))
        let parts = BybitAccountScene.parts([.unified: unified("BRL")])
        #expect(BybitAccountScene.bybit.followUps(after: parts) == [brazil])
        #expect(BybitAdapter.target(of: brazil) == "/v5/position/list?category=linear&settleCoin=BRL&limit=200")
        var answered = parts
        answered[brazil] = BybitAccountScene.decode(
            brazil, BybitAccountScene.reply(BybitAccountScene.list(#"{"symbol":"BTCBRL","side":"Buy","size":"2"}"#)))
        #expect(BybitAccountScene.snapshot(answered).positions.list?.map(\.instrument).contains("BTCBRL") == true)
        #expect(BybitAccountScene.bybit.followUps(after: answered).isEmpty)
        // A coin that nothing settles in is a parameter that Bybit refuses.
        answered[brazil] = BybitAccountScene.decode(brazil, BybitAccountScene.refusal(10001))
        let silent = BybitAccountScene.snapshot(answered)
        #expect(!silent.notices.contains { $0.warning == .partial } && silent.positions.list?.count == 1)
        let explained = BybitAccountScene.parts([
            .unified: unified("BTC"),
            BybitAccountScene.inverse: BybitAccountScene.list(#"{"symbol":"BTCUSD","side":"Sell","size":"3"}"#, "inverse"),
        ])
        #expect(BybitAccountScene.bybit.followUps(after: explained).isEmpty)
        for odd in ["A&B", "br l", "é", "USDT"] {
            #expect(BybitAccountScene.bybit.followUps(after: BybitAccountScene.parts([.unified: unified(odd)])).isEmpty, "\(odd)")
        }
    }

    // MARK: Totals

    @Test(arguments: [
        ("6400.5", "6400.5", []), ("6400.51", "6400.5", []), ("6400.6", "6400.5", [Warning.totalDiffers]),
        ("6400.5", "6464.5", []), ("6400.5", "6500", [.totalDiffers]),
    ]) func theUnifiedWalletInBothReplies(own: String, valued: String, expected: [Warning]) {
        let unified = BybitAccountScene.unified.replacing(#""totalEquity":"6400.5""#, with: #""totalEquity":"\#(own)""#)
        let overview = #"{"totalEquity":"\#(valued)","list":[{"accountType":"UnifiedTradingAccount","totalEquity":"\#(valued)"}]}"#
        let parts = BybitAccountScene.parts([.unified: unified, .overview: overview, .funding: #"{"balance":[]}"#])
        #expect(BybitAccountScene.snapshot(parts).notices.map(\.warning) == expected)
    }

    /// Positions move the account between the two replies by a part of what they are worth.
    @Test func positionsMayMoveIt() {
        let overview = #"{"totalEquity":"6900","list":[{"accountType":"UnifiedTradingAccount","totalEquity":"6900"}]}"#
        func warnings(_ rows: String) -> [Warning] {
            BybitAccountScene.snapshot(
                BybitAccountScene.parts([
                    .overview: overview, .funding: #"{"balance":[]}"#, BybitAccountScene.usdt: BybitAccountScene.list(rows),
                ])
            ).notices.map(\.warning)
        }
        #expect(warnings(#"{"symbol":"BTCUSDT","side":"Buy","size":"1","positionValue":"60000"}"#) == [])
        #expect(warnings(#"{"symbol":"BTCUSDT","side":"Buy","size":"1","positionValue":"600"}"#) == [.totalDiffers])
        #expect(warnings(#"{"symbol":"BTCUSDT","side":"Buy","size":"1","positionValue":""}"#) == [], "how much is at stake is not known")
    }

    @Test(arguments: [("36840.5", []), ("36878", [Warning.totalDiffers]), ("36877", []), ("36805", [])])
    func theAccountsOfTheOverviewAddUp(total: String, expected: [Warning]) {
        let overview = BybitAccountScene.overview.replacing(#""totalEquity":"36840.5""#, with: #""totalEquity":"\#(total)""#)
        #expect(BybitAccountScene.snapshot(BybitAccountScene.parts([.overview: overview])).notices.map(\.warning) == expected)
    }

    @Test func aWalletThatDoesNotAddUp() throws {
        let overview = BybitAccountScene.overview.replacing(#""equity":"0.005""#, with: #""equity":"0.004""#)
        let notice = try #require(BybitAccountScene.snapshot(BybitAccountScene.parts([.overview: overview])).notices.first)
        #expect(notice.warning == .totalDiffers && notice.message.english.contains("earn wallet at 300 USD"))
        #expect(
            BybitAccountScene.snapshot(BybitAccountScene.parts([.overview: overview]), .cross, .testnet).notices.isEmpty,
            "prices there are made up")
    }
}
