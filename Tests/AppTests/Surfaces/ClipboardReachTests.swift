import Core
import Terminal
import Testing

@testable import App

/// Where "copied" may be said.
@Suite struct ClipboardReachTests {
    private func copying(
        _ type: String, _ multiplexer: TerminalSetup.Multiplexer = .none, _ environment: [String: String] = [:], tmux: String? = nil,
        takesSequences: Bool = true
    ) -> AppConfiguration.Copying {
        let setup = TerminalSetup(inputDescriptor: 0, outputDescriptor: 1, type: type, colours: .asOffered, multiplexer: multiplexer)
        return ClipboardReach.copying(setup, takesSequences: takesSequences, environment: { environment[$0] }) {
            tmux.flatMap(ClipboardReach.Multiplexer.init(answer:))
        }
    }

    @Test func terminalsAreKnownByWhatTheySayOfThemselves() {
        for type in ["xterm-kitty", "foot", "foot-extra", "alacritty", "wezterm", "xterm-ghostty"] {
            #expect(copying(type) == .clipboard, "\(type)")
        }
        #expect(copying("xterm-256color", .none, ["TERM_PROGRAM": "WezTerm"]) == .clipboard)
        #expect(copying("xterm-256color", .none, ["WT_SESSION": "1"]) == .clipboard)
        #expect(copying("xterm-256color") == .unconfirmed && copying("xterm-256color", .none, ["WT_SESSION": ""]) == .unconfirmed)
        #expect(copying("xterm-256color", .none, ["TERM_PROGRAM": "Apple_Terminal"]) == .byHand)
        #expect(copying("linux", takesSequences: false) == .byHand)
        #expect(copying("screen-256color", .screen) == .unconfirmed)
    }

    @Test(arguments: [
        ("on|0|256,clipboard,RGB", AppConfiguration.Copying.clipboard), ("on|0|", .unconfirmed), ("external|0|clipboard", .keptByTmux),
        ("off|0|clipboard", .keptByTmux), ("external|1|clipboard", .clipboard), ("external|all|", .unconfirmed),
        // Before tmux 3.3 nothing was held back.
        ("external||clipboard", .clipboard), ("nonsense", .unconfirmed), ("", .unconfirmed), ("maybe|0|clipboard", .unconfirmed),
    ])
    func tmuxSaysWhatItLetsThrough(_ answer: String, _ expected: AppConfiguration.Copying) {
        #expect(copying("tmux-256color", .tmux, tmux: answer) == expected)
        // Whatever is known of the terminal around it, tmux is asked.
        #expect(copying("tmux-256color", .tmux, ["WT_SESSION": "1"], tmux: answer) == expected)
    }

    @Test func withoutAnAnswerNothingIsPromised() {
        #expect(copying("tmux-256color", .tmux) == .unconfirmed)
        #expect(ClipboardReach.askTmux { _ in nil } == nil)
        #expect(ClipboardReach.askTmux { $0 == "PATH" ? "/nonexistent" : nil } == nil)
    }
}
