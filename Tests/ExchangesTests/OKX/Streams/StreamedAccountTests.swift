import Domain
import TestSupport
import Testing

@testable import Exchanges

/// The account as OKX's pushes tell of it.
@Suite struct StreamedAccountTests {
    @Test func snapshotsReplaceAndEventsMerge() {
        var talk = OKXTalk.live()
        #expect(talk.coins == ["USDT": "60", "BTC": "40"] && talk.positions == ["A-USDT-SWAP": "long 3"])
        talk.hear(Pushes.account([Pushes.coin("BTC", "41", at: 110)], total: "101", at: 110, event: true))
        #expect(talk.coins == ["USDT": "60", "BTC": "41"] && talk.wallet?.total?.written == "101")
        talk.hear(Pushes.account([Pushes.coin("ETH", "7", at: 120)], total: "7", at: 120))
        #expect(talk.coins == ["ETH": "7"] && talk.wallet?.total?.written == "7")
        talk.hear(Pushes.positions([Pushes.position("B", "2", at: 130)], event: true))
        #expect(talk.positions == ["A-USDT-SWAP": "long 3", "B-USDT-SWAP": "long 2"])
        talk.hear(Pushes.positions([Pushes.position("B", "2", at: 130, pushedAt: 135)]))
        #expect(talk.positions == ["B-USDT-SWAP": "long 2"])
        talk.hear(Pushes.positions([]))
        #expect(talk.account.snapshot?.positions == .read([]))
    }

    /// The other wallets are not pushed, and stay as they were.
    @Test func otherWalletsStay() throws {
        let talk = OKXTalk.live()
        let funding = try #require(talk.account.snapshot?.wallets.first { $0.kind == .funding })
        #expect(funding == OKXTalk.nothingKnown.wallets[1])
        #expect(talk.account.snapshot?.equity?.total == Amount(1_100), "the whole has moved by what the trading account has")
    }

    /// A transfer changes another wallet too, which nobody pushes.
    @Test func transfersAreRead() {
        var talk = OKXTalk.live()
        #expect(talk.hear(Pushes.cause("transferred", at: 200)).words == ["read again"])
        #expect(talk.hear(Pushes.cause("transferred", at: 200)).isEmpty, "told twice")
        #expect(talk.hear(Pushes.cause("filled", at: 210), Pushes.cause("funding_fee", at: 220)).isEmpty)
        #expect(talk.hear(Pushes.cause("transferred", at: 230)).words == ["read again"])
    }

    @Test func aCoinThatFellToZeroIsGone() {
        var talk = OKXTalk.live()
        talk.hear(Pushes.account([Pushes.coin("BTC", "0", at: 110)], total: "60", at: 110, event: true))
        #expect(talk.coins == ["USDT": "60"])
        talk.hear(Pushes.account([Pushes.coin("USDT", "0", at: 115, more: #","liab":"5""#)], at: 115, event: true))
        #expect(talk.coins == ["USDT": "0"], "what is owed is not nothing")
        talk.hear(Pushes.account([#"{"ccy":"USDT","eq":"0","cashBal":"3","uTime":"120"}"#], at: 120, event: true))
        #expect(talk.coins == ["USDT": "0"])
        talk.hear(Pushes.account([#"{"ccy":"USDT","eq":"","cashBal":"","uTime":"125"}"#], at: 125, event: true))
        #expect(talk.coins == ["USDT": ""], "not known is not nothing")
        // Known from a reading only.
        talk.hear(Pushes.account([Pushes.coin("SOL", "0", at: 130)], at: 130, event: true))
        #expect(talk.coins == ["USDT": ""])
    }

    /// An event may name no more than what has changed.
    @Test func whatAnEventDoesNotNameStays() throws {
        var talk = OKXTalk.live()
        talk.hear(Pushes.account([#"{"ccy":"BTC","eq":"39.5","uTime":"110"}"#], at: 110, event: true))
        let coin = try #require(talk.wallet?.assets.first { $0.code == "BTC" })
        #expect(coin.total?.written == "39.5" && coin.available?.written == "40" && coin.value?.written == "40")
        talk.hear(Pushes.account([#"{"ccy":"BTC","eq":"39.5","availBal":"","eqUsd":"","uTime":"111"}"#], at: 111, event: true))
        let emptied = try #require(talk.wallet?.assets.first { $0.code == "BTC" })
        #expect(emptied.available == nil && emptied.value == nil)
    }

    @Test func aPositionTurns() {
        var talk = OKXTalk.live()
        talk.hear(Pushes.positions([Pushes.position("A", "-2", at: 110)], event: true))
        #expect(talk.positions == ["A-USDT-SWAP": "short 2"])
        talk.hear(Pushes.positions([Pushes.position("A", "5", at: 120)], event: true))
        #expect(talk.positions == ["A-USDT-SWAP": "long 5"])
        talk.hear(Pushes.positions([Pushes.position("A", "0", at: 130)], event: true))
        #expect(talk.positions.isEmpty)
        talk.hear(Pushes.positions([Pushes.position("A", "1", at: 140)], event: true))
        #expect(talk.positions == ["A-USDT-SWAP": "long 1"])
    }

    @Test func bothSidesOfOneInstrument() {
        var talk = OKXTalk.live()
        let rows = [
            Pushes.position("L", "3", at: 110, side: "long"),
            Pushes.position("L", "2", at: 110, side: "short").replacing(#""posId":"L""#, with: #""posId":"S""#),
        ]
        talk.hear(Pushes.positions(rows))
        #expect(talk.account.snapshot?.positions.list?.map(\.side) == [.long, .short])
        talk.hear(Pushes.positions([Pushes.position("L", "0", at: 120, side: "long")], event: true))
        #expect(talk.positions == ["L-USDT-SWAP": "short 2"])
    }

    /// A position that only a reading has told of, without its side.
    @Test func aPositionIsClosedThatWasNotPushed() {
        for size in ["3", "-3"] {
            var talk = OKXTalk()
            _ = talk.open()
            _ = talk.hear([Pushes.loggedIn] + Pushes.acknowledged)
            var account = Account(OKXTalk.nothingKnown)
            let position = Position(
                instrument: "A-USDT-SWAP", kind: .perpetual, side: size.hasPrefix("-") ? .short : .long, size: Amount(3),
                marginMode: .isolated, currency: "USDT")
            account.apply(.delta(AccountDelta(positions: .all([position]), asOf: Sample.moment)), futures: .used)
            for case .delta(let delta) in talk.hear(Pushes.positions([Pushes.position("A", "0", at: 130)], event: true)) {
                account.apply(.delta(delta), futures: .used)
            }
            #expect(account.snapshot?.positions == .read([]), "\(size)")
        }
    }

    // MARK: Order

    @Test func nothingGoesBackInTime() {
        var talk = OKXTalk.live()
        talk.hear(Pushes.account([Pushes.coin("BTC", "45", at: 120)], total: "105", at: 120, event: true))
        // Older than that event, newer than the snapshot.
        talk.hear(Pushes.account([Pushes.coin("BTC", "44", at: 110)], total: "104", at: 110, event: true))
        #expect(talk.coins["BTC"] == "45" && talk.wallet?.total?.written == "105")
        // A snapshot that the event has overtaken says the rest.
        talk.hear(Pushes.account([Pushes.coin("BTC", "44", at: 110), Pushes.coin("ETH", "1", at: 112)], total: "104", at: 115))
        #expect(talk.coins == ["BTC": "45", "ETH": "1"] && talk.wallet?.total?.written == "105")
        // Older than the last snapshot: it brings nothing back.
        talk.hear(Pushes.account([Pushes.coin("USDT", "60", at: 90)], at: 100))
        talk.hear(Pushes.account([Pushes.coin("USDT", "60", at: 90)], at: 114, event: true))
        #expect(talk.coins == ["BTC": "45", "ETH": "1"])
    }

    @Test func closedPositionsStayClosed() {
        var talk = OKXTalk.live()
        talk.hear(Pushes.positions([Pushes.position("A", "0", at: 120)], event: true))
        talk.hear(Pushes.positions([Pushes.position("A", "3", at: 95, pushedAt: 110)], event: true))
        talk.hear(Pushes.positions([Pushes.position("A", "3", at: 95, pushedAt: 110), Pushes.position("B", "1", at: 105, pushedAt: 110)]))
        #expect(talk.positions == ["B-USDT-SWAP": "long 1"])
    }

    @Test func twiceIsOnce() {
        var talk = OKXTalk.live()
        let event = Pushes.account([Pushes.coin("BTC", "0", at: 110), Pushes.coin("ETH", "3", at: 110)], at: 110, event: true)
        talk.hear(event)
        let once = talk.account
        talk.hear(event)
        #expect(talk.account == once)
    }

    // MARK: Pages

    @Test func pagesAreGatheredToTheLast() {
        var talk = OKXTalk.live()
        let pages = (1...3).map { Pushes.account([Pushes.coin("C\($0)", "\($0)", at: 150)], total: "6", at: 150, page: ($0, $0 == 3)) }
        #expect(talk.hear(pages[0], pages[1]).isEmpty && talk.coins.count == 2)
        #expect(talk.hear(pages[2]).words == ["delta"] && talk.coins == ["C1": "1", "C2": "2", "C3": "3"])
        // One is missing: nothing is taken for complete.
        let later = (1...3).map { Pushes.account([Pushes.coin("D\($0)", "\($0)", at: 160)], at: 160, page: ($0, $0 == 3)) }
        #expect(talk.hear(later[0], later[2]).isEmpty && talk.coins.count == 3)
        #expect(talk.hear(later[1], later[2]).isEmpty)
        // It begins anew in the middle.
        #expect(talk.hear(later[0], later[0], later[1], later[2]).words == ["delta"] && talk.coins == ["D1": "1", "D2": "2", "D3": "3"])
    }

    @Test func tooManyRowsAreRefused() {
        let rows = (0...2_000).map { Pushes.coin("C\($0)", "1", at: 150) }
        var talk = OKXTalk.live()
        #expect(talk.hear(Pushes.account(rows, at: 150)).words == ["refused: replyNotUnderstood "])
        talk = .live()
        for page in 1...200 where talk.hear(Pushes.account(Array(rows[0..<10]), at: 150, page: (page, false))).isEmpty == false {
            Issue.record("page \(page)")
        }
        #expect(talk.hear(Pushes.account(["5"], at: 150, page: (201, false))).words == ["refused: replyNotUnderstood "])
        talk = .live()
        var refused = 0
        for number in 0..<2_500 {
            let steps = talk.hear(Pushes.account([Pushes.coin("E\(number)", "0", at: 200)], at: 200, event: true))
            if case .refused? = steps.first { refused += 1 }
        }
        #expect(refused == 502, "those that are gone take room too")
    }

    /// Servers that name no kind: the first push is everything, the others are merged.
    @Test func olderServers() {
        func unsaid(_ push: String) -> String { push.replacing(#""eventType":"snapshot","curPage":1,"lastPage":true,"#, with: "") }
        var talk = OKXTalk()
        _ = talk.open()
        _ = talk.hear([Pushes.loggedIn] + Pushes.acknowledged)
        #expect(
            talk.hear(unsaid(Pushes.account([Pushes.coin("USDT", "1", at: 1), Pushes.coin("BTC", "1", at: 1)], at: 1))).words == ["delta"])
        #expect(talk.hear(unsaid(Pushes.positions([Pushes.position("A", "1", at: 1)]))).words == ["delta", "live"])
        talk.hear(unsaid(Pushes.account([Pushes.coin("BTC", "2", at: 2)], at: 2)))
        talk.hear(unsaid(Pushes.positions([Pushes.position("B", "1", at: 2)])))
        #expect(talk.coins == ["USDT": "1", "BTC": "2"] && talk.positions.count == 2)
        talk.hear(
            unsaid(Pushes.account([Pushes.coin("BTC", "0", at: 3)], at: 3)), unsaid(Pushes.positions([Pushes.position("A", "0", at: 3)])))
        #expect(talk.coins == ["USDT": "1"] && talk.positions == ["B-USDT-SWAP": "long 1"])
    }

    @Test func whatMakesNoSenseChangesNothing() {
        var talk = OKXTalk.live()
        let before = talk.account
        let arg = #"{"arg":{"channel":"account"},"#
        for push in [
            arg + #""data":[]}"#, arg + #""data":{}}"#, arg + #""eventType":"snapshot","data":[{"totalEq":""}]}"#,
            arg + #""eventType":"snapshot","data":[7]}"#, arg + #""eventType":"event_update","data":[{"details":[7,{}]}]}"#,
            #"{"arg":{"channel":"positions"},"eventType":"event_update","data":[7,"x",null]}"#, #"{"arg":7,"data":[{}]}"#,
        ] {
            talk.hear(push)
            #expect(talk.account == before, "\(push)")
        }
    }
}
