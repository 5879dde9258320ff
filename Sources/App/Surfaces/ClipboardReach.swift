import Core
import Crypto
import Glibc
import Session
import Terminal

/// How far a text for the clipboard gets (OSC 52): terminals do not answer, so that it is told by what they are.
struct ClipboardReach {
    /// What tmux says of itself.
    struct Multiplexer: Hashable, Sendable {
        /// `set-clipboard`: only with `on` tmux takes a text from a program.
        let setting: String
        /// `allow-passthrough`; empty before tmux 3.3, which passes everything on.
        let passage: String
        /// Whether the terminal around it has a clipboard, as far as tmux knows.
        let isKnownOutside: Bool
    }

    /// - Parameter ask: asks tmux; `nil` where it does not answer.
    static func copying(
        _ setup: TerminalSetup, takesSequences: Bool, environment: (String) -> String?, ask: () -> Multiplexer?
    ) -> AppConfiguration.Copying {
        guard takesSequences else { return .byHand }
        switch setup.multiplexer {
        case .tmux:
            guard let tmux = ask() else { return .unconfirmed }
            if tmux.setting != "on", !["", "1", "2", "on", "all"].contains(tmux.passage) { return .keptByTmux }
            return tmux.isKnownOutside ? .clipboard : .unconfirmed
        case .screen: return .unconfirmed
        case .none:
            if environment("TERM_PROGRAM") == "Apple_Terminal" { return .byHand }
            let isKnown =
                known.contains(where: setup.type.hasPrefix) || ["WezTerm", "ghostty"].contains(environment("TERM_PROGRAM") ?? "")
                || environment("WT_SESSION").map { !$0.isEmpty } ?? false
            return isKnown ? .clipboard : .unconfirmed
        }
    }

    /// Types of terminals that take a text unless they are told otherwise: kitty, foot, Alacritty, WezTerm, Ghostty.
    private static let known = ["xterm-kitty", "foot", "alacritty", "wezterm", "xterm-ghostty"]

    // MARK: tmux

    private static let question = "#{set-clipboard}|#{allow-passthrough}|#{client_termfeatures}"
    private static let longestAnswerBytes = 512
    private static let timeoutMilliseconds: Int64 = 1_000

    /// Asks the tmux around this terminal.
    static func askTmux(_ environment: (String) -> String?) -> Multiplexer? {
        let path = (environment("PATH") ?? "").split(separator: ":").map { "\($0)/tmux" }.first { (path: String) in access(path, X_OK) == 0
        }
        guard let path, let answer = line(of: path, ["tmux", "display-message", "-p", question]) else { return nil }
        return Multiplexer(answer: answer)
    }

    /// The first line that a program writes, if it does so soon.
    private static func line(of path: String, _ arguments: [String]) -> String? {
        guard let pipe = Descriptors.pipe() else { return nil }
        defer { close(pipe.read) }
        let started = StartedProgram.start(path, arguments, output: .same(as: pipe.write), .shared)
        close(pipe.write)
        guard case .success(let program) = started else { return nil }
        var child = ChildEnd(of: program)
        var text: [UInt8] = []
        let deadline = LocalClock.steadyMilliseconds + timeoutMilliseconds
        while !text.contains(UInt8(ascii: "\n")), text.count < longestAnswerBytes {
            var polled = pollfd(fd: pipe.read, events: Int16(POLLIN), revents: 0)
            let left = deadline - LocalClock.steadyMilliseconds
            guard left > 0, poll(&polled, 1, Int32(left)) > 0 else { break }
            var bytes = [UInt8](repeating: 0, count: longestAnswerBytes)
            let count = read(pipe.read, &bytes, bytes.count)
            guard count > 0 else { break }
            text += bytes.prefix(count)
        }
        child.giveUp()
        guard let end = text.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        return String(decoding: text[..<end], as: UTF8.self)
    }
}

extension ClipboardReach.Multiplexer {
    /// Reads the answer to the question; `nil` for anything else.
    init?(answer: String) {
        let parts = answer.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, ["on", "off", "external"].contains(parts[0]) else { return nil }
        setting = parts[0]
        passage = parts[1]
        isKnownOutside = parts[2].split(separator: ",").contains("clipboard")
    }
}
