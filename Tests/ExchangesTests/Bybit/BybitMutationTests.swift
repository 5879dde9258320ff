import Domain
import TestSupport
import Testing

@testable import Exchanges

/// Noise, huge lists and odd members never trap, and nothing is made of them that was not there.
@Suite struct BybitMutationTests {
    @Test func nothingIsReadOutOfNoise() {
        var chance = SeededGenerator(seed: 77)
        for _ in 0..<1_000 {
            let noise = (0..<Int.random(in: 0..<80, using: &chance)).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
            for part in BybitPart.allCases { #expect(BybitAdapter.decode(part, Sample.reply(noise)).failure != nil) }
            var talk = BybitTalk()
            _ = talk.open()
            #expect(talk.hear(noise).words == ["another: replyNotUnderstood"])
        }
        let deep = Array(repeating: UInt8(ascii: "["), count: 200_000)
        for part in BybitPart.allCases { #expect(BybitAdapter.decode(part, Sample.reply(deep)).failure?.cause == .replyNotUnderstood) }
    }

    /// Lists that are far longer than anybody's are cut, and the account says so.
    @Test func hugeLists() throws {
        let coins = (0..<5_000).map { #"{"coin":"C\#($0)","equity":"1","walletBalance":"1","amount":"1"}"# }.joined(separator: ",")
        let huge: [BybitPart: String] = [
            .unified: #"{"list":[{"totalEquity":"1","coin":[\#(coins)]}]}"#, .funding: #"{"balance":[\#(coins)]}"#,
            .earn: #"{"list":[\#(coins)]}"#,
            .overview:
                #"{"totalEquity":"1","list":[{"accountType":"Earn","totalEquity":"1","coinDetail":[\#(coins)],"categories":[{"category":"x","coinDetail":[\#(coins)]}]}]}"#,
            BybitAccountScene.usdt: BybitAccountScene.list(
                (0..<5_000).map { #"{"symbol":"S\#($0)USDT","side":"Buy","size":"1"}"# }.joined(separator: ",")),
        ]
        for (part, result) in huge {
            let reply = try BybitAccountScene.decode(part, BybitAccountScene.reply(result)).get()
            #expect(reply.unreadable.contains("rows > 2000"), "\(part)")
        }
        let accounts = (0..<5_000).map { #"{"accountType":"T\#($0)","totalEquity":"1"}"# }.joined(separator: ",")
        let parts = BybitAccountScene.parts([.overview: #"{"totalEquity":"1","list":[\#(accounts)]}"#])
        #expect(BybitAccountScene.snapshot(parts).wallets.count <= 43)
    }

    /// Numbers for texts, `null`, and members that are not there.
    @Test func oddReplies() throws {
        let rows = #"""
            {"coin":"A","equity":1.50,"walletBalance":null,"locked":"x","usdValue":"NaN"},{"coin":"B"},{"coin":""},{"equity":"1"},7,null,[],
            {"coin":"A","equity":"2"},{"coin":"C","equity":"1e-8","walletBalance":[],"unrealisedPnl":{}}
            """#
        guard
            case .unified(let balance) = try BybitAccountScene.decode(
                .unified, BybitAccountScene.reply(#"{"list":[{"totalEquity":12.5,"coin":[\#(rows)]}]}"#)
            ).get()
        else { return }
        #expect(balance.totalEquity?.written == "12.5" && balance.coins.map(\.code) == ["A", "B", "C"])
        #expect(balance.coins.map { $0.equity?.written } == ["1.50", nil, "1e-8"], "nothing is replaced by zero")
        for word in ["A locked", "A usdValue", "A coin", "coin", "C walletBalance", "C unrealisedPnl"] {
            #expect(balance.unreadable.contains(word), "\(word)")
        }
        for result in ["{}", #"{"list":null}"#, #"{"list":[]}"#, #"{"list":{}}"#, #"{"list":[7]}"#] {
            #expect(BybitAccountScene.decode(.unified, BybitAccountScene.reply(result)).failure?.cause == .replyNotUnderstood, "\(result)")
        }
        for part in BybitPart.allCases where part != .unified {
            for result in ["{}", #"{"list":null,"balance":null}"#, #"{"list":"","balance":""}"#] {
                #expect(BybitAccountScene.decode(part, BybitAccountScene.reply(result)).failure?.cause == .replyNotUnderstood, "\(part)")
            }
        }
        let noCoins = try BybitAccountScene.decode(.unified, BybitAccountScene.reply(#"{"list":[{"totalEquity":"5"}]}"#)).get()
        #expect(noCoins.unreadable == ["coin"])
    }
}
