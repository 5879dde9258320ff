import Domain
import JSON
import Testing

@testable import Exchanges

/// Replies that were changed at random never trap and never show an amount that was not in them.
@Suite struct MutatedRepliesTests {
    @Test(arguments: [UInt64(1), 0x5EED, 0xBADC_0DE5])
    func neverTrapAndNeverInvent(seed: UInt64) {
        var chance = Chance(state: seed)
        var checked = 0
        for round in 0..<1_500 {
            var parts: [OKXPart: Result<OKXPartReply, Failure>] = [:]
            for part in OKXPart.allCases {
                let body = mutated(Array(#"{"code":"0","msg":"","data":[\#(Sample.row(of: part))]}"#.utf8), &chance)
                let status = chance.below(20) == 0 ? chance.below(700) : 200
                let decoded = Sample.okx.decode(part, Sample.reply(body, status: status))
                let texts = texts(of: body)
                for amount in decoded.success?.amounts ?? [] {
                    checked += 1
                    #expect(
                        texts.contains(amount.written) || texts.contains("-" + amount.written),
                        "seed \(seed), round \(round), \(part): \(amount.written) is not in \(String(decoding: body, as: UTF8.self))"
                    )
                }
                parts[part] = decoded
            }
            if let snapshot = Sample.snapshot(parts, offset: Int64(bitPattern: chance.next())) {
                let clean =
                    snapshot.notices.flatMap { [$0.message.english, $0.message.simplifiedChinese] }
                    + snapshot.wallets.flatMap(\.assets).map(\.code) + [snapshot.key.label] + (snapshot.key.addresses.list ?? [])
                for text in clean {
                    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, "seed \(seed), round \(round)")
                }
            }
        }
        #expect(checked > 5_000, "too few of the replies survived to prove anything")
    }

    @Test func nothingIsReadOutOfNoise() {
        var chance = Chance(state: 77)
        for _ in 0..<2_000 {
            let body = (0..<chance.below(80)).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
            for part in OKXPart.allCases {
                #expect(Sample.okx.decode(part, Sample.reply(body, status: chance.below(1_000))).failure != nil, "seed 77")
            }
        }
    }

    @Test func deepAndHugeRepliesAreRefused() {
        let deep = Array(repeating: UInt8(ascii: "["), count: 200_000)
        #expect(Sample.okx.decode(.trading, Sample.reply(deep)).failure?.cause == .replyNotUnderstood)
    }

    /// A few bytes replaced, removed, doubled or exchanged for a piece of JSON that is awkward in its place.
    private func mutated(_ body: [UInt8], _ chance: inout Chance) -> [UInt8] {
        let awkward = [
            #""""#, "null", "0", "-0", "1e-8", "1e400", "true", "[]", "{}", #""NaN""#, #""\u202e""#, #""\u0000""#, "9", ",", "\"",
            #""99999999999999999999.123456789012345678""#, #"{"ccy":"X","eq":"1"}"#,
        ]
        var body = body
        for _ in 0...chance.below(2) where !body.isEmpty {
            let place = chance.below(body.count)
            let end = min(body.count, place + chance.below(12))
            switch chance.below(6) {
            case 0: body[place] = UInt8(truncatingIfNeeded: chance.next())
            case 1: body.removeSubrange(place..<end)
            case 2: body.insert(contentsOf: body[place..<end], at: place)
            case 3: body[place] = UInt8(ascii: "0") + UInt8(chance.below(10))
            case 4: body.replaceSubrange(place..<end, with: Array(awkward[chance.below(awkward.count)].utf8))
            default: replaceValue(in: &body, with: awkward[chance.below(awkward.count)], &chance)
            }
        }
        return body
    }

    /// Puts `text` where a member's value stands, so that most such replies stay well-formed.
    private func replaceValue(in body: inout [UInt8], with text: String, _ chance: inout Chance) {
        let colons = body.indices.dropLast(2).filter { body[$0] == UInt8(ascii: ":") && body[$0 + 1] == UInt8(ascii: "\"") }
        guard !colons.isEmpty else { return }
        let start = colons[chance.below(colons.count)] + 1
        guard let close = body[(start + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { return }
        body.replaceSubrange(start...close, with: Array(text.utf8))
    }

    /// Every string and number of a document.
    private func texts(of body: [UInt8]) -> Set<String> {
        guard let root = try? JSONDocument(parsing: body).root else { return [] }
        var found: Set<String> = []
        var open = [root]
        while let view = open.popLast() {
            if let text = view.scalarText { found.insert(text) }
            open += view.elements + view.members.map(\.value)
        }
        return found
    }

    private struct Chance {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &+ 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
        mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    }
}

extension OKXPartReply {
    fileprivate var amounts: [Amount] {
        switch self {
        case .identity: []
        case .positions(let positions):
            positions.all.flatMap { [$0.size, $0.entryPrice, $0.markPrice, $0.unrealizedProfit, $0.leverage, $0.liquidationPrice] }
                .compactMap { $0 }
        case .yuanRate(let rate): [rate]
        case .trading(let balance): balance.assets.flatMap(\.amounts) + [balance.totalEquity].compactMap { $0 }
        case .funding(let balance): balance.assets.flatMap(\.amounts)
        case .valuation(let valuation):
            [valuation.total, valuation.trading, valuation.funding, valuation.earn, valuation.classic].compactMap { $0 }
        case .prices(let index): Array(index.prices.values) + Array(index.dayChanges.values)
        }
    }
}

extension Asset {
    fileprivate var amounts: [Amount] { [total, available, inUse, value, unrealizedProfit, debt, price, dayChange].compactMap { $0 } }
}
