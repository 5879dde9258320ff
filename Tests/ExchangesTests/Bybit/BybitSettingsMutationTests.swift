import Domain
import HTTP
import JSON
import TestSupport
import Testing

@testable import Exchanges

private typealias Scene = BybitSettingsScene

/// Replies about settings that were changed at random never trap, never show a value that was not in them, and never plan more than what
/// was planned from them as they were.
struct BybitSettingsMutationTests {
    private static let sound: [String: String] = [
        Scene.info("BTCUSDT"): Scene.symbol("BTCUSDT", [(1, "10"), (2, "12.5")]),
        Scene.usdtPositions: Scene.rows(
            Scene.position("SOLUSDT", index: 1) + "," + Scene.position("ADAUSDT", "Sell", index: 2), next: "x%3A1"),
        Scene.usdtPositions + "&cursor=x%3A1": Scene.rows(Scene.position("XRPUSDT", index: 1)),
        Scene.usdtOrders: Scene.rows(Scene.order("ETHUSDT", index: 1)),
        "/v5/account/wallet-balance?accountType=UNIFIED": Scene.wallet(#"{"coin":"BTC","spotBorrow":"0.5","borrowAmount":"0.5"}"#),
    ]

    @Test(arguments: [UInt64(3), 0xB1B1, 0xFACADE]) func neverTrapAndNeverInvent(seed: UInt64) async {
        var generator = SeededGenerator(seed: seed)
        var known = 0
        for round in 0..<400 {
            let scene = Scene()
            var said = ""
            for (target, body) in Self.sound {
                let changed = Self.mutated(Array(body.utf8), &generator)
                said += String(decoding: changed, as: UTF8.self)
                scene.replies.withLock {
                    $0[target] = Sample.reply(changed, status: Int.random(in: 0..<30, using: &generator) == 0 ? 500 : 200)
                }
            }
            let findings = await scene.findings(Scene.identity(mode: .cross), SettingsTarget(instrument: "BTCUSDT", leverage: Amount(6)))
            #expect(findings.rows.count == 4, "seed \(seed), round \(round)")
            if let leverage = findings.rows[3].value {
                known += 1
                for number in leverage.id.split(separator: "/") {
                    #expect(Self.numbers(said).contains(String(number)), "seed \(seed), round \(round): \(number) was not told")
                }
            }
            let words = findings.rows.flatMap { row in
                row.blockers.flatMap(\.subjects) + [row.valueWords.english, row.failure?.message.english ?? ""]
            }
            for text in words {
                #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, "seed \(seed), round \(round)")
            }
            #expect(findings.plan.allSatisfy { BybitSettingChange($0) != nil }, "seed \(seed), round \(round)")
        }
        #expect(known > 50, "too few of the replies survived to prove anything")
    }

    /// Nothing that is said after a change is taken for more than it says.
    @Test func noiseIsNoAcceptance() {
        var generator = SeededGenerator(seed: 77)
        for _ in 0..<2_000 {
            let body = (0..<Int.random(in: 0..<80, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let status = Int.random(in: 0..<1_000, using: &generator)
            #expect(BybitSettingsReplies.change(.marginMode, Sample.reply(body, status: status)).failure != nil, "seed 77")
        }
    }

    /// A server that always names a next page is not followed for ever, and one page is not asked for twice.
    @Test func pagesHaveAnEnd() async {
        let scene = Scene()
        scene.answer(Scene.usdtPositions, Scene.rows(Scene.position("AUSDT"), next: "1"))
        for page in 1..<100 {
            scene.answer(Scene.usdtPositions + "&cursor=\(page)", Scene.rows(Scene.position("AUSDT"), next: "\(page + 1)"))
        }
        _ = await scene.findings()
        #expect(scene.asked.count { $0.hasPrefix(Scene.usdtPositions) } == 20)
        let same = Scene([Scene.usdtPositions + "&cursor=1": Scene.rows(Scene.position("AUSDT"), next: "1")])
        same.answer(Scene.usdtPositions, Scene.rows(Scene.position("AUSDT"), next: "1"))
        _ = await same.findings()
        #expect(same.asked.count { $0.hasPrefix(Scene.usdtPositions) } == 2)
        let strange = Scene([Scene.usdtPositions: Scene.rows(Scene.position("AUSDT"), next: "1&symbol=B C#")])
        _ = await strange.findings()
        #expect(strange.asked.count { $0.hasPrefix(Scene.usdtPositions) } == 1)
    }

    private static func numbers(_ text: String) -> Set<String> {
        Set(text.split { !($0.isASCII && $0.isNumber) && $0 != "." }.compactMap { Amount($0.description)?.trimmed.plain })
    }

    /// Flips, cuts, doubles or replaces some bytes, within the text more often than not.
    private static func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0..<3, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: Array("\\u001b".utf8), at: place)
            case 3: bytes[place] = Array("0123456789.\"{}[]:,".utf8).randomElement(using: &generator) ?? 0
            case 4: bytes = Array(bytes[..<place])
            case _: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 9)], at: place)
            }
        }
        return bytes
    }
}
