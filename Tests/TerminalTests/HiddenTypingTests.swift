import TestSupport
import Testing

@testable import Terminal

@Suite struct HiddenTypingTests {
    /// A terminal that can is asked to bracket pastes, and told at the end not to go on.
    @Test(
        arguments: [
            (nil, ""), ("dumb", ""), ("linux", ""), ("xterm-256color", "\u{1B}[?2004h\u{1B}[?2004l"),
            ("tmux", "\u{1B}[?2004h\u{1B}[?2004l"),
        ] as [(String?, String)])
    func pastesAreBracketedWhereTheTerminalCan(type: String?, written: String) throws {
        let terminal = try PseudoTerminal()
        let typing = try HiddenTyping(on: terminal.program, bracketingPastesOf: type)
        #expect(!terminal.showsTyping)
        typing.end()
        #expect(terminal.showsTyping)
        #expect(terminal.output() == written)
    }
}
