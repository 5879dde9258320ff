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

    @Test func clipboardIsBounded() {
        let longest = String(repeating: "x", count: ControlStrings.longestClipboardBytes)
        #expect(ControlStrings.clipboard(longest, through: .none) != nil)
        #expect(ControlStrings.clipboard(longest + "x", through: .none) == nil)
    }

    @Test func titleHoldsNoControls() {
        #expect(ControlStrings.title("a\u{1B}]0;b\u{7}\u{9C}\u{202E}c") == Array("\u{1B}]2;a]0;bc\u{7}".utf8))
        #expect(ControlStrings.title(String(repeating: "x", count: 1000)).count == 105)
    }
}
