import Foundation
import Testing

@testable import Terminal

@Suite struct ControlStringsTests {
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("币", "5biB")])
    func clipboard(text: String, base64: String) {
        #expect(ControlStrings.clipboard(text, through: .none) == Array("\u{1B}]52;c;\(base64)\u{7}".utf8))
    }

    @Test func clipboardIsWrappedForMultiplexers() {
        let plain = "\u{1B}]52;c;Zg==\u{7}"
        #expect(ControlStrings.clipboard("f", through: .tmux) == Array("\(plain)\u{1B}Ptmux;\u{1B}\(plain)\u{1B}\\".utf8))
        #expect(ControlStrings.clipboard("f", through: .screen) == Array("\u{1B}P\(plain)\u{1B}\\".utf8))
    }

    /// screen takes strings of at most 768 bytes; what it passes on is the sequence as it was.
    @Test func clipboardGoesThroughScreenInPieces() throws {
        for length in [1, 500, 570, 571, 576, 600, 5_000, 8_192] {
            let text = String(repeating: "x", count: length)
            let wrapped = String(decoding: try #require(ControlStrings.clipboard(text, through: .screen)), as: UTF8.self)
            let pieces = wrapped.components(separatedBy: "\u{1B}\\")
            #expect(pieces.last == "")
            #expect(pieces.dropLast().allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count - 2 <= 768 && $0.utf8.count > 2 }, "\(length)")
            let passedOn = pieces.dropLast().map { $0.dropFirst(2) }.joined()
            #expect(Array(passedOn.utf8) == ControlStrings.clipboard(text, through: .none), "\(length)")
        }
    }

    @Test func clipboardIsBounded() {
        let longest = String(repeating: "x", count: ControlStrings.longestClipboardBytes)
        #expect(ControlStrings.clipboard(longest, through: .none) != nil)
        #expect(ControlStrings.clipboard(longest + "x", through: .none) == nil)
    }
}
