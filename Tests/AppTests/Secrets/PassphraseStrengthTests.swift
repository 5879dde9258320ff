import Core
import Domain
import Testing

@testable import App

struct PassphraseStrengthTests {
    static func strength(_ text: String) -> SecretSummary.Strength {
        Array(text.utf8).withUnsafeBytes { PassphraseStrength.of($0) }
    }

    @Test(arguments: [
        "a", "password", "Password", "PASSWORD123", "correct horse battery staple", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnopqrstuvwxyz",
        "1234567890123456789012345678", "horse horse horse horse horse", "tidegate2026", "correct horse", "qwertyuiop",
        "!!!!!!!!!!!!!!!!!!!!!!",
    ])
    func weak(text: String) {
        #expect(Self.strength(text) == .weak)
    }

    @Test(arguments: ["velvet orbit mustard", "kX9#mQ2v", "harbour-lantern-57193"])
    func fair(text: String) {
        #expect(Self.strength(text) == .fair)
    }

    @Test(arguments: ["velvet orbit mustard canyon", "velvet-orbit-mustard-canyon-whistle", "kX9#mQ2v!Lp7Rw", "潮汐之门的钥匙在灯塔下"])
    func strong(text: String) {
        #expect(Self.strength(text) == .strong)
    }

    @Test func nothingIsNotJudged() {
        #expect(Self.strength("") == .none)
    }

    /// More of the same is never less.
    @Test func growsWithEveryWord() {
        var text = ""
        var last = 0.0
        for word in ["velvet", "orbit", "mustard", "canyon", "whistle"] {
            text += (text.isEmpty ? "" : " ") + word
            let bits = Array(text.utf8).withUnsafeBytes { PassphraseStrength.bits(of: $0) }
            #expect(bits > last)
            last = bits
        }
    }
}
