import Domain
import TestSupport
import Testing

@testable import Exchanges

/// Pushes that were changed at random never trap, never show an amount that was not in them, and keep no more than they may.
@Suite struct MutatedPushesTests {
    private static let talk =
        [Pushes.loggedIn] + Pushes.acknowledged + [
            Pushes.account([Pushes.coin("USDT", "60.25", at: 90), Pushes.coin("BTC", "0.4", at: 91)], at: 100, page: (1, false)),
            Pushes.account([Pushes.coin("ETH", "-3.5", at: 92, more: #","liab":"3.5","upl":"-0.25""#)], at: 100, page: (2, true)),
            Pushes.positions([Pushes.position("A", "3", at: 95), Pushes.position("B", "-7", at: 96, mode: "cross")]),
            Pushes.account([Pushes.coin("BTC", "0", at: 110)], total: "101.5", at: 110, event: true),
            Pushes.positions([Pushes.position("A", "-2", at: 111), Pushes.position("B", "0", at: 111)], event: true),
            Pushes.cause("transferred", at: 112),
            #"{"event":"channel-conn-count","channel":"account","connCount":"2","connId":"abcd1234"}"#,
            #"{"event":"error","code":"60012","msg":"Invalid request","connId":"a4d3ae55"}"#,
        ]

    @Test(arguments: [UInt64(1), 0x5EED, 0xBADC_0DE5]) func neverTrapAndNeverInvent(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        var (lived, checked) = (0, 0)
        for round in 0..<600 {
            var talk = OKXTalk()
            _ = talk.open()
            var said = ""
            for message in Self.talk {
                let bytes = Int.random(in: 0..<4, using: &chance) == 0 ? Self.mutated(Array(message.utf8), &chance) : Array(message.utf8)
                said += String(decoding: bytes, as: UTF8.self)
                let steps = talk.hear(bytes)
                if steps.contains(where: { if case .live = $0 { true } else { false } }) { lived += 1 }
                if case .refused(let failure)? = steps.last {
                    #expect(failure.message.english.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
                }
            }
            for asset in talk.wallet?.assets ?? [] {
                for amount in [asset.total, asset.available, asset.inUse, asset.value, asset.unrealizedProfit].compactMap(\.self) {
                    checked += 1
                    #expect(said.contains(amount.written), "seed \(seed), round \(round): \(amount.written)")
                }
                #expect(asset.code.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "seed \(seed), round \(round)")
            }
            for position in talk.account.snapshot?.positions.list ?? [] {
                for amount in [position.size, position.entryPrice].compactMap(\.self) {
                    #expect(said.contains(amount.written), "seed \(seed), round \(round): \(amount.written)")
                }
            }
        }
        #expect(lived > 100 && checked > 1_000, "too little survived to prove anything: \(lived), \(checked)")
    }

    @Test func noiseIsNotUnderstood() {
        var chance = SeededGenerator(seed: 77)
        for _ in 0..<2_000 {
            var talk = OKXTalk()
            _ = talk.open()
            let noise = (0..<Int.random(in: 0..<80, using: &chance)).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
            #expect(talk.hear(noise).words == ["another: replyNotUnderstood"])
        }
        var talk = OKXTalk()
        _ = talk.open()
        #expect(talk.hear(Array(repeating: UInt8(ascii: "["), count: 200_000)).words == ["another: replyNotUnderstood"])
    }

    private static let awkward = [
        #""""#, "null", "0", "-0", "1e-8", "1e400", "true", "[]", "{}", #""NaN""#, #""\u202e""#, #""\u0000""#, "9", ",", "\"", "1",
        #""99999999999999999999.123456789012345678""#, "9223372036854775807", "-9223372036854775808", #"{"ccy":"X","eq":"1"}"#,
    ]

    private static func mutated(_ message: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
        var bytes = message
        for _ in 0...Int.random(in: 0..<2, using: &chance) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &chance)
            let end = min(bytes.count, place + Int.random(in: 0..<12, using: &chance))
            let text = awkward[Int.random(in: 0..<awkward.count, using: &chance)]
            switch Int.random(in: 0..<5, using: &chance) {
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
}
