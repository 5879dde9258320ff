import Domain
import Terminal

/// Why the interface cannot be shown, and what to do.
package enum TerminalFailure {
    /// `terminal-unsuitable`, with what to do about it.
    /// - Parameter command: what was to be shown, such as `tidegate demo`.
    package static func failure(for error: TerminalError, of command: String = "tidegate") -> Failure {
        switch error {
        case .notATerminal:
            failure(
                Phrase(en: "Standard input and output are not a terminal.", zh: "标准输入和输出不是终端。"),
                Phrase(
                    en: "Run tidegate in a terminal; over SSH with ssh -t. Scripts use tidegate status.",
                    zh: "请在终端中运行 tidegate；通过 SSH 时使用 ssh -t。脚本请使用 tidegate status。"))
        case .typeUnset:
            failure(
                Phrase(en: "TERM is not set, so the terminal's type is unknown.", zh: "未设置 TERM，无法得知终端类型。"),
                Phrase(
                    en: "Set it, for example: export TERM=xterm-256color. Or start \(command) --plain, which works line by line.",
                    zh: "请设置它，例如：export TERM=xterm-256color；或使用逐行显示的 \(command) --plain。"))
        case .typeUnknown(let name):
            failure(
                Phrase(en: "This machine does not know the terminal type “\(name)”.", zh: "本机不认识终端类型“\(name)”。"),
                Phrase(
                    en:
                        "Install its description (package ncurses-term), or set TERM=xterm-256color. Or start \(command) --plain, which works line by line.",
                    zh: "请安装其描述（软件包 ncurses-term），或设置 TERM=xterm-256color；或使用逐行显示的 \(command) --plain。"))
        case .typeUnsuitable(let name):
            failure(
                Phrase(en: "A terminal of type “\(name)” cannot show a full screen.", zh: "“\(name)”类型的终端无法显示全屏界面。"),
                Phrase(
                    en: "Start \(command) --plain, which works line by line; or use the commands: tidegate status, tidegate connect.",
                    zh: "请使用逐行显示的 \(command) --plain，或使用命令：tidegate status、tidegate connect。"))
        case .modesRefused, .notStarted:
            failure(
                Phrase(en: "The terminal could not be taken over.", zh: "无法接管终端。"),
                Phrase(en: "Open a new terminal and try again.", zh: "请打开新的终端后重试。"))
        }
    }

    static let noDescriptors = failure(
        Phrase(en: "The process may open no more files.", zh: "进程已无法打开更多文件。"),
        Phrase(en: "Raise the limit (ulimit -n) and try again.", zh: "请提高限制（ulimit -n）后重试。"))

    private static func failure(_ message: Phrase, _ remedy: Phrase) -> Failure {
        Failure(.terminalUnsuitable, message: message, remedy: [remedy])
    }
}
