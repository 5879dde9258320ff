import Domain
import TestSupport
import Testing

@testable import Exchanges

/// The account as Bybit's pushes tell of it.
@Suite struct BybitStreamedAccountTests {
    /// A push with the same figures as a reading leaves an account that is equal to it, to the last digit.
    @Test(arguments: [BybitMarginMode.isolated, .cross, .portfolio]) func aPushIsAReading(mode: BybitMarginMode) throws {
        let totals = mode == .isolated ? #""totalAvailableBalance":"""# : #""totalAvailableBalance":"3000.25""#
        let margin = mode == .portfolio ? "" : "12.5"
        let coins = #"""
            {"coin":"USDT","equity":"3991.75","usdValue":"3990.75025","walletBalance":"4000","locked":"7.25","borrowAmount":"0","spotBorrow":"0",
             "totalOrderIM":"\#(margin)","totalPositionIM":"\#(margin)","totalPositionMM":"1","unrealisedPnl":"-8.25"},
            {"coin":"ETH","equity":"-0.06142","usdValue":"-184.2","walletBalance":"0","locked":"0","borrowAmount":"0.06142","spotBorrow":"0.06142",
             "totalOrderIM":"0","totalPositionIM":"0","unrealisedPnl":"0"},
            {"coin":"BTC","equity":"0.00102964","usdValue":"36.70759517","walletBalance":"0.00102964","locked":"0.00002","borrowAmount":"0",
             "spotBorrow":"0","totalOrderIM":"0","totalPositionIM":"0","unrealisedPnl":"0"}
            """#
        let account = #"{"accountType":"UNIFIED","totalEquity":"3843.25784517",\#(totals),"coin":[\#(coins)]}"#
        let rows = [
            #"{"positionIdx":0,"symbol":"ETHUSDT","side":"Buy","size":"0.30","avgPrice":"2475.5","positionValue":"30","leverage":"10","markPrice":"3000","liqPrice":"","unrealisedPnl":"-8.25","updatedTime":"9","category":"linear"}"#,
            #"{"positionIdx":1,"symbol":"BTCUSDT","side":"Buy","size":"1","avgPrice":"9","positionValue":"30","leverage":"","markPrice":"3","liqPrice":"1","unrealisedPnl":"0","updatedTime":"9","category":"linear"}"#,
            #"{"positionIdx":2,"symbol":"BTCUSDT","side":"Sell","size":"2","avgPrice":"9","positionValue":"30","leverage":"","markPrice":"3","liqPrice":"1","unrealisedPnl":"0","updatedTime":"9","category":"linear"}"#,
        ]
        let read = BybitAccountScene.snapshot(
            BybitAccountScene.parts([
                .unified: #"{"list":[\#(account)]}"#, BybitAccountScene.usdt: BybitAccountScene.list(rows.joined(separator: ",")),
            ]), mode
        )
        // What a reading before knew is another account: coins that are gone, a short position that has turned.
        var talk = BybitTalk.live(mode)
        let pushed = rows.map { $0.replacing(#""avgPrice""#, with: #""entryPrice""#) }
        let gone =
            #"{"coin":"SOL","equity":"0","usdValue":"0","walletBalance":"0","locked":"0","borrowAmount":"0","spotBorrow":"0","totalOrderIM":"\#(mode == .portfolio ? "" : "0")","totalPositionIM":"0","unrealisedPnl":"0"}"#
        talk.hear(
            #"{"topic":"wallet","creationTime":1700034722104,"data":[\#(account.dropLast(2)),\#(gone)]}]}"#,
            BybitPushes.positions(pushed, at: 1_700_034_722_105))
        let (streamed, known) = (talk.wallet, try #require(read.wallet("unified")))
        #expect(streamed.total?.written == known.total?.written)
        for asset in known.assets {
            let row = try #require(streamed.asset(asset.code))
            // Prices come with readings: a coin that is new has none yet.
            #expect(row.written == asset.written, "\(asset.code)")
            #expect(row == asset || row == asset.priced(nil, dayChange: nil), "\(asset.code)")
        }
        #expect(streamed.assets.count == known.assets.count)
        let positions = try #require(talk.snapshot.positions.list)
        #expect(positions.sorted { $0.instrument < $1.instrument } == read.positions.list?.sorted { $0.instrument < $1.instrument })
        #expect(Set(positions.map(\.rowID)) == Set((read.positions.list ?? []).map(\.rowID)))
        // The other wallets are as they were, and the whole has moved by what the unified wallet has.
        #expect(talk.snapshot.equity?.total == Amount("36840.5")! + Amount("3843.25784517")! - Amount("6400.5")!)
        #expect(talk.snapshot.wallet("funding") == BybitTalk().snapshot.wallet("funding"))
    }

    @Test func whatAPushDoesNotNameStays() throws {
        var talk = BybitTalk.live()
        talk.hear(BybitPushes.wallet([BybitPushes.coin("BTC", "0.2")], total: "12400.5", at: 10))
        #expect(talk.wallet.assets.map(\.code) == ["USDT", "BTC", "SOL"] && talk.wallet.asset("BTC")?.total?.written == "0.2")
        #expect(talk.wallet.asset("USDT") == BybitTalk().wallet.asset("USDT") && talk.wallet.total?.written == "12400.5")
        #expect(talk.wallet.asset("BTC")?.price?.written == "60000", "a push tells no price")
        // Members of a coin that was pushed before.
        talk.hear(
            #"{"topic":"wallet","creationTime":11,"data":[{"totalEquity":"","totalAvailableBalance":"1","coin":[{"coin":"BTC","equity":"0.3"}]}]}"#
        )
        let coin = try #require(talk.wallet.asset("BTC"))
        #expect(coin.total?.written == "0.3" && coin.value?.written == "0.2" && talk.wallet.total?.written == "12400.5")
    }

    @Test func aCoinThatFellToZeroIsGone() {
        var talk = BybitTalk.live()
        talk.hear(BybitPushes.wallet([BybitPushes.coin("BTC", "0")], at: 10))
        #expect(talk.wallet.assets.map(\.code) == ["USDT", "SOL"])
        talk.hear(BybitPushes.wallet([BybitPushes.coin("SOL", "0", owed: "2")], at: 11))
        #expect(talk.wallet.asset("SOL") != nil, "what is owed is not nothing")
        talk.hear(#"{"topic":"wallet","creationTime":12,"data":[{"coin":[{"coin":"USDT","equity":"","walletBalance":"0"}]}]}"#)
        #expect(talk.wallet.asset("USDT")?.total == nil && talk.wallet.asset("USDT") != nil, "not known is not nothing")
    }

    @Test func positionsOpenTurnAndClose() {
        var talk = BybitTalk.live()
        #expect(talk.positions == ["ETHUSDT": "short 0.01 cross USDT"])
        talk.hear(BybitPushes.positions([BybitPushes.position("ETHUSDT", "Sell", "0.02")], at: 10))
        #expect(talk.positions == ["ETHUSDT": "short 0.02 cross USDT"])
        talk.hear(BybitPushes.positions([BybitPushes.position("ETHUSDT", "Buy", "3")], at: 11))
        #expect(talk.positions == ["ETHUSDT": "long 3 cross USDT"])
        talk.hear(BybitPushes.positions([BybitPushes.position("ETHUSDT", "", "0")], at: 12))
        #expect(talk.positions.isEmpty && talk.snapshot.positions == .read([]))
        talk.hear(BybitPushes.positions([BybitPushes.position("BTCUSD", "Sell", "300", category: "inverse")], at: 13))
        #expect(talk.positions["BTCUSD"]?.hasSuffix(" BTC") == true)
    }

    /// Known from a reading only, and closed or turned by the first push.
    @Test(arguments: [("", "0", ""), ("Buy", "2", "long 2 cross USDT")]) func whatAReadingToldIsClosed(
        side: String, size: String, left: String
    ) {
        var talk = BybitTalk.live()
        talk.hear(BybitPushes.positions([BybitPushes.position("ETHUSDT", side, size)], at: 10))
        #expect(talk.positions["ETHUSDT"] ?? "" == left)
    }

    @Test func bothSidesOfOneSymbol() {
        let hedged = BybitAccountScene.list(
            #"{"positionIdx":1,"symbol":"ETHUSDT","side":"Buy","size":"1"},{"positionIdx":2,"symbol":"ETHUSDT","side":"Sell","size":"2"}"#)
        var talk = BybitTalk.live(.isolated, [BybitAccountScene.usdt: hedged])
        #expect(talk.positions == ["ETHUSDT": "long 1 isolated USDT, short 2 isolated USDT"])
        talk.hear(BybitPushes.positions([BybitPushes.position("ETHUSDT", "", "0", index: 2)], at: 10))
        #expect(talk.positions == ["ETHUSDT": "long 1 isolated USDT"])
        talk.hear(BybitPushes.positions([BybitPushes.position("ETHUSDT", "Sell", "5", index: 2)], at: 11))
        #expect(talk.snapshot.positions.list?.map(\.side) == [.long, .short])
        talk.hear(BybitPushes.positions([BybitPushes.position("ETHUSDT", "", "0", index: 1)], at: 12))
        #expect(talk.snapshot.positions.list?.map(\.side) == [.short])
    }

    @Test func nothingGoesBackInTime() {
        var talk = BybitTalk.live()
        talk.hear(
            BybitPushes.wallet([BybitPushes.coin("BTC", "5")], total: "50", at: 20),
            BybitPushes.positions([BybitPushes.position("ETHUSDT", "Buy", "5", changed: 5)], at: 20))
        talk.hear(
            BybitPushes.wallet([BybitPushes.coin("BTC", "4")], total: "40", at: 10),
            BybitPushes.positions([BybitPushes.position("ETHUSDT", "Buy", "4")], at: 10))
        #expect(talk.wallet.asset("BTC")?.total?.written == "5" && talk.wallet.total?.written == "50")
        #expect(talk.positions["ETHUSDT"]?.hasPrefix("long 5") == true)
        talk.hear(BybitPushes.positions([BybitPushes.position("ETHUSDT", "Buy", "3", changed: 4)], at: 20))
        #expect(talk.positions["ETHUSDT"]?.hasPrefix("long 5") == true, "of the same moment, and older")
    }

    /// A transfer changes another wallet too, which nobody pushes. Whoever trades without end is read about as often as without a stream.
    @Test func moneyThatCameFromElsewhereIsRead() {
        var talk = BybitTalk.live()
        func push(_ amount: String, at time: Int64) -> [String] {
            talk.hear(BybitPushes.wallet([BybitPushes.coin("USDT", amount)], at: time)).words.filter { !$0.hasPrefix("say") }
        }
        #expect(push("1100", at: 10) == ["delta", "read again"])
        talk.now += 1_000
        #expect(push("1200", at: 11) == ["delta"])
        talk.now += 13_999
        #expect(push("1200", at: 12) == ["delta"])
        talk.now += 1
        #expect(push("1200", at: 13) == ["delta", "read again"], "the one that was put off")
        talk.now += 15_000
        #expect(push("1200", at: 14) == ["delta"], "nothing has moved")
        talk.now += 1_000
        #expect(push("1300", at: 15) == ["delta", "read again"])
        talk.now += 1_000
        #expect(push("1400", at: 16) == ["delta"])
        talk.now += 20_000
        #expect(talk.silence().words == [#"say {"op":"ping"}"#, "read again"], "nothing is forgotten in silence")
        #expect(talk.hear(BybitPushes.positions([BybitPushes.position("ETHUSDT", "Buy", "9")], at: 17)).words == ["delta"])
    }

    @Test func noMoreThanIsKept() {
        var talk = BybitTalk.live()
        let rows = (0...2_000).map { BybitPushes.position("S\($0)USDT", "Buy", "1") }
        #expect(talk.hear(BybitPushes.positions(rows, at: 10)).words == ["refused: replyNotUnderstood "])
        var slow = BybitTalk.live()
        var outcome: [String] = []
        for part in 0...20 {
            let rows = (0..<100).map { BybitPushes.position("S\(part)x\($0)USDT", "Buy", "1") }
            outcome = slow.hear(BybitPushes.positions(rows, at: Int64(10 + part))).words
        }
        #expect(outcome == ["refused: replyNotUnderstood "])
        var coins = BybitTalk.live()
        #expect(
            coins.hear(BybitPushes.wallet((0...2_000).map { BybitPushes.coin("C\($0)", "1") }, at: 1)).words == [
                "refused: replyNotUnderstood "
            ])
    }
}
