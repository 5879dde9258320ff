import Domain
import JSON
import TestSupport
import Testing

@testable import Exchanges

/// Replies and pushes of Bybit that were changed at random never trap and never show an amount that was not in them.
@Suite struct BybitMutationTests {
    @Test(arguments: [UInt64(1), 0x5EED, 0xBADC_0DE5]) func repliesNeverTrapAndNeverInvent(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        var checked = 0
        for round in 0..<1_000 {
            var parts: [BybitPart: Result<BybitPartReply, Failure>] = [:]
            for part in BybitPart.allCases {
                let usual = BybitAccountScene.reply(BybitAccountScene.result(of: part))
                let body = Self.mutated(Array(usual.utf8), &chance)
                let status = Int.random(in: 0..<20, using: &chance) == 0 ? Int.random(in: 0..<700, using: &chance) : 200
                let decoded = BybitAdapter.decode(part, Sample.reply(body, status: status))
                let texts = Self.texts(of: body)
                for amount in decoded.success?.written ?? [] {
                    checked += 1
                    #expect(texts.contains(amount.written), "seed \(seed), round \(round), \(part): \(amount.written)")
                }
                parts[part] = decoded
            }
            _ = BybitAccountScene.bybit.followUps(after: parts)
            let snapshot = BybitAccountScene.snapshot(parts)
            #expect(
                Set(snapshot.wallets.map(\.kind.id)).count == snapshot.wallets.count, "seed \(seed), round \(round): a wallet stands once")
            for wallet in snapshot.wallets {
                #expect(Set(wallet.assets.map(\.code)).count == wallet.assets.count, "seed \(seed), round \(round): a coin stands once")
            }
            let clean =
                snapshot.notices.flatMap { [$0.message.english, $0.message.simplifiedChinese] } + snapshot.wallets.map(\.kind.label.english)
                + snapshot.wallets.flatMap(\.assets).map(\.code) + (snapshot.positions.list ?? []).map(\.instrument)
            #expect(clean.joined().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, "seed \(seed), round \(round)")
        }
        #expect(checked > 10_000, "too little survived to prove anything: \(checked)")
    }

    @Test(arguments: [UInt64(1), 0x5EED, 0xBADC_0DE5]) func pushesNeverTrapAndNeverInvent(seed: UInt64) {
        let messages = [
            BybitPushes.signedIn, BybitPushes.subscribed,
            BybitPushes.wallet([BybitPushes.coin("USDT", "60.25"), BybitPushes.coin("ETH", "-3.5", owed: "3.5")], at: 100),
            BybitPushes.positions(
                [BybitPushes.position("ETHUSDT", "Buy", "3"), BybitPushes.position("BTCUSD", "Sell", "7", category: "inverse")], at: 101),
            BybitPushes.wallet([BybitPushes.coin("BTC", "0")], total: "101.5", at: 110),
            BybitPushes.positions([BybitPushes.position("ETHUSDT", "", "0")], at: 111),
            #"{"op":"subscribe","success":false,"retCode":10001,"retMsg":"Invalid","connId":"x"}"#,
        ]
        var chance = SeededGenerator(seed: seed)
        let known = BybitTalk().snapshot
        var (lived, checked) = (0, 0)
        for round in 0..<600 {
            var talk = BybitTalk()
            _ = talk.open()
            var said = ""
            for message in messages {
                let isChanged = Int.random(in: 0..<4, using: &chance) == 0
                let bytes = isChanged ? Self.mutated(Array(message.utf8), &chance) : Array(message.utf8)
                said += String(decoding: bytes, as: UTF8.self)
                let steps = talk.hear(bytes)
                if steps.words.contains("live") { lived += 1 }
                if case .refused(let failure)? = steps.last {
                    #expect(failure.message.english.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
                }
            }
            for asset in talk.wallet.assets where known.wallet("unified")?.asset(asset.code) != asset {
                for amount in [asset.total, asset.value, asset.unrealizedProfit, asset.debt].compactMap(\.self) {
                    checked += 1
                    #expect(
                        said.contains(amount.written.hasPrefix("-") ? String(amount.written.dropFirst()) : amount.written),
                        "seed \(seed), round \(round): \(amount.written)")
                }
            }
            for position in talk.snapshot.positions.list ?? [] where known.positions.list?.contains(position) != true {
                for amount in [position.size, position.entryPrice].compactMap(\.self) {
                    #expect(said.contains(amount.written), "seed \(seed), round \(round): \(amount.written)")
                }
            }
        }
        #expect(lived > 100 && checked > 1_000, "too little survived to prove anything: \(lived), \(checked)")
    }

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

    // MARK: Changes

    private static let awkward = [
        #""""#, "null", "0", "-0", "1e-8", "1e400", "true", "[]", "{}", #""NaN""#, #""\u202e""#, #""\u0000""#, "9", ",", "\"", "1",
        #""99999999999999999999.123456789012345678""#, "9223372036854775807", "-9223372036854775808", #"{"coin":"X","equity":"1"}"#,
        #""USDT""#,
    ]

    private static func mutated(_ message: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
        var bytes = message
        for _ in 0...Int.random(in: 0..<3, using: &chance) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &chance)
            let end = min(bytes.count, place + Int.random(in: 0..<12, using: &chance))
            let text = awkward[Int.random(in: 0..<awkward.count, using: &chance)]
            switch Int.random(in: 0..<8, using: &chance) {
            case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &chance)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3: bytes.replaceSubrange(place..<end, with: Array(text.utf8))
            default:
                // Where a value stands, so that most of them stay well-formed.
                let colons = bytes.indices.filter { bytes[$0] == UInt8(ascii: ":") }
                guard let colon = colons.randomElement(using: &chance) else { continue }
                let rest = bytes[(colon + 1)...]
                let stop = rest.firstIndex { [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains($0) } ?? rest.endIndex
                bytes.replaceSubrange((colon + 1)..<stop, with: Array(text.utf8))
            }
        }
        return bytes
    }

    /// Every string and number of a document.
    private static func texts(of body: [UInt8]) -> Set<String> {
        guard let root = try? JSONDocument(parsing: body).root else { return [] }
        var found: Set<String> = []
        var open = [root]
        while let view = open.popLast() {
            if let text = view.scalarText { found.insert(text) }
            open += view.elements + view.members.map(\.value)
        }
        return found
    }
}

extension BybitPartReply {
    /// The amounts that stand in the reply; sums of several rows do not.
    fileprivate var written: [Amount] {
        switch self {
        case .unified(let balance):
            [balance.totalEquity].compactMap(\.self)
                + balance.coins.flatMap { coin in
                    [
                        coin.equity, coin.walletBalance, coin.value, coin.locked, coin.positionMargin, coin.orderMargin,
                        coin.unrealizedProfit,
                    ]
                    .compactMap(\.self)
                }
        case .funding(let balance): balance.assets.flatMap { [$0.total, $0.available].compactMap(\.self) }
        case .overview(let overview): ([overview.total] + overview.accounts.map(\.total)).compactMap(\.self)
        case .earn: []
        case .prices(let prices): Array(prices.index.values) + prices.last.values.flatMap(\.values).map(\.price)
        case .positions(let positions):
            positions.rows.map { $0.shown(nil) }.flatMap {
                [$0.size, $0.entryPrice, $0.markPrice, $0.unrealizedProfit, $0.leverage, $0.liquidationPrice].compactMap(\.self)
            }
        }
    }
}
