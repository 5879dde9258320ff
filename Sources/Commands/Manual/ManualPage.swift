import Core
import Domain
import Exchanges

/// The manual page: the commands from the table that parses them, the exit codes from the table of causes.
public enum ManualPage {
    /// The page of this program's exchanges, in the language of the command.
    public static func page(_ table: CommandTable, _ context: CommandContext) -> String {
        roff(table, exchanges: context.registry.profiles, context.language)
    }

    static func roff(_ table: CommandTable, exchanges: [ExchangeProfile], _ language: Language) -> String {
        var page = Roff()
        let name = table.program.path[0]
        func section(_ english: String, _ chinese: String) { page.section(Phrase(en: english, zh: chinese)[language]) }
        func say(_ words: Phrase) { page.line(words[language]) }
        func paragraph(_ words: Phrase) { page.paragraph(words[language]) }
        let title = Phrase(en: "User Commands", zh: "用户命令")[language]
        page.request("TH \(name.uppercased()) 1 \"\" \"\(name) \(Roff.escaped(ProgramVersion.text))\" \"\(Roff.escaped(title))\"")
        switch language {
        case .english: break
        // There are no spaces that could be made wider.
        case .simplifiedChinese: page.request("ad l")
        }
        section("NAME", "名称")
        page.line("\(name) - \(purpose[language])")
        section("SYNOPSIS", "概要")
        for synopsis in [[name]] + table.leaves.map({ synopsis($0, without: table.global) }) {
            page.line(synopsis.joined(separator: " "))
            page.request("br")
        }
        section("DESCRIPTION", "描述")
        say(start)
        paragraph(secrets)
        paragraph(plain)
        section("COMMANDS", "命令")
        for command in table.leaves { describe(command, without: table.global, on: &page) }
        section("GLOBAL OPTIONS", "通用选项")
        say(Phrase(en: "These stand before or after a command.", zh: "以下选项可写在命令之前或之后。"))
        for argument in table.global { page.entry(argument.form, argument.abstract) }
        section("KEYS", "按键")
        say(keys)
        page.verbatim(["[keys.my-exchanges]", #"refresh = ["R", "F5"]"#])
        paragraph(Phrase(en: "These are the tables and the commands in them:", zh: "以下是各表及其中的命令："))
        for section in KeyMap.sections { page.entry("keys." + section.name, section.commands.map(\.name).joined(separator: ", ") + ".") }
        section("CREDENTIALS", "凭证")
        for exchange in exchanges { describeKey(of: exchange, among: exchanges, on: &page, language) }
        section("EXIT STATUS", "退出状态")
        page.entry("0", Phrase(en: "It worked, warnings included.", zh: "成功，包括有警告的情形。")[language])
        page.entry("1", Phrase(en: "What nobody foresaw.", zh: "未曾预料的错误。")[language])
        for code in Set(Cause.allCases.map(\.exitCode)).sorted() where code != 64 { page.entry(String(code), causes(code)) }
        page.entry("64", Phrase(en: "The command line was wrong, or: ", zh: "命令行有误，或：")[language] + causes(64))
        page.entry("130, 143, 129", Phrase(en: "Ended by SIGINT, SIGTERM or SIGHUP.", zh: "被 SIGINT、SIGTERM 或 SIGHUP 终止。")[language])
        section("ENVIRONMENT", "环境变量")
        for (variable, meaning) in environment { page.entry(variable, meaning[language]) }
        section("FILES", "文件")
        for (file, meaning) in files { page.entry(file, meaning[language]) }
        section("EXAMPLES", "示例")
        for (words, lines) in examples(exchanges.map(\.id)) {
            page.paragraph(words[language])
            page.verbatim(lines)
        }
        section("SEE ALSO", "另见")
        page.line("age(1), ssh(1), tmux(1)")
        return page.text
    }

    private static let purpose = Phrase(
        en: "connects exchange accounts safely and watches their balances", zh: "安全地连接交易所账户并查看余额")

    private static let start = Phrase(
        en:
            "Without a command, the terminal interface starts: it makes or opens the vault, walks through connecting an account, verifies it row by row, and shows the balances of all accounts. ? lists its keys.",
        zh: "不写命令则启动终端界面：创建或打开保险库，引导连接账户，逐项验证，并显示所有账户的余额。按 ? 列出按键。")

    private static let secrets = Phrase(
        en:
            "Keys never leave this machine but to sign requests. They are kept in one standard age file, which age(1) opens too, with the same passphrase. Secrets come from a terminal that does not show them, from standard input or from a file; never from arguments or the environment.",
        zh:
            "Key 只用于签名请求，不会离开本机。它们保存在一个标准的 age 文件中，age(1) 用同一密码短语也能打开。密钥来自不回显的终端、标准输入或文件，从不来自参数或环境变量。"
    )

    private static let plain = Phrase(
        en: "With --plain the same interface works line by line, for screen readers and terminals that can only print.",
        zh: "使用 --plain 时，同一界面逐行工作，适合屏幕阅读器和只能输出文字的终端。")

    private static let keys = Phrase(
        en:
            "? lists the keys of a screen, : finds a command by its name, and the mouse chooses, scrolls and presses (F6 gives it back to the terminal). The configuration can give a command other keys:",
        zh: "? 列出当前页面的按键，: 按名称查找命令，鼠标可选择、滚动和点击（F6 把鼠标还给终端）。可在配置中为命令指定其他按键：")

    private static func causes(_ code: Int32) -> String {
        Cause.allCases.filter { $0.exitCode == code }.map(\.rawValue).joined(separator: ", ") + "."
    }

    private static func describeKey(
        of exchange: ExchangeProfile, among exchanges: [ExchangeProfile], on page: inout Roff, _ language: Language
    ) {
        let fields = exchange.keyFields.needed
        let (whose, zhWhose) = exchanges.count > 1 ? (" for \(exchange.name)", "（\(exchange.name)）") : ("", "")
        page.line(
            Phrase(
                en:
                    "On standard input\(whose): \(fields.number.english) lines with \(fields.commonNames().english); or the block that the exchange shows; or",
                zh: "标准输入\(zhWhose)：\(fields.number.simplifiedChinese)行，依次为 \(fields.commonNames().simplifiedChinese)；或交易所显示的整段内容；或"
            )[language])
        page.verbatim(["{" + fields.map { "\"\($0.id.name)\":\"…\"" }.joined(separator: ",") + "}"])
    }

    private static func synopsis(_ command: CommandTable.Command, without global: [CommandTable.Argument]) -> [String] {
        command.path + command.arguments.filter { !global.contains($0) && $0.isNeededOrPlaced }.map(\.synopsis)
    }

    private static func describe(_ command: CommandTable.Command, without global: [CommandTable.Argument], on page: inout Roff) {
        page.request("SS \"\(Roff.escaped(synopsis(command, without: global).joined(separator: " ")))\"")
        page.line(command.abstract)
        if !command.discussion.isEmpty { page.line(command.discussion) }
        for argument in command.arguments where !global.contains(argument) { page.entry(argument.form, argument.abstract) }
    }

    private static let environment: [(String, Phrase)] = [
        ("TIDEGATE_HOME", Phrase(en: "A folder for all files, as --home.", zh: "存放所有文件的文件夹，同 --home。")),
        (
            "TIDEGATE_PASSPHRASE_FILE",
            Phrase(
                en: "A file whose first line is the vault's passphrase, as --passphrase-file.", zh: "第一行为保险库密码短语的文件，同 --passphrase-file。")
        ),
        (
            "XDG_CONFIG_HOME, XDG_DATA_HOME",
            Phrase(
                en: "Where configuration and data are, instead of ~/.config and ~/.local/share.",
                zh: "配置和数据所在的位置，代替 ~/.config 和 ~/.local/share。")
        ),
        (
            "XDG_STATE_HOME",
            Phrase(
                en: "Where it is noted what was chosen on the screen, instead of ~/.local/state.",
                zh: "记录界面上所作选择的位置，代替 ~/.local/state。")
        ),
        (
            "LC_ALL, LC_MESSAGES, LC_CTYPE, LANG",
            Phrase(
                en:
                    "The language where the configuration does not say it, and whether the terminal takes UTF-8; where it does not, everything is said in English and ASCII.",
                zh: "配置未指定时的语言，以及终端是否支持 UTF-8；不支持时一律使用英文和 ASCII。")
        ),
        ("TERM", Phrase(en: "The type of the terminal.", zh: "终端类型。")),
        ("NO_COLOR", Phrase(en: "No colours.", zh: "不使用颜色。")),
        (
            "COLORFGBG",
            Phrase(
                en: "Whether the terminal is dark or light, until it says so itself; for the theme auto.",
                zh: "在终端自己说明之前，表示终端是深色还是浅色；用于主题 auto。")
        ),
        (
            "RUNEWIDTH_EASTASIAN, VTE_CJK_WIDTH",
            Phrase(en: "That the terminal shows characters of ambiguous width in two columns.", zh: "终端以两列显示宽度不定的字符。")
        ),
        ("ACCESSIBLE", Phrase(en: "Line by line, as --plain; 0 and nothing mean no.", zh: "逐行显示，同 --plain；0 或空表示否。")),
        ("HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY", Phrase(en: "A proxy, as curl(1) takes it.", zh: "代理，用法同 curl(1)。")),
        (
            "SSH_CONNECTION",
            Phrase(en: "Tells that the session is remote, and an address of this machine.", zh: "说明会话来自远程，并给出本机的一个地址。")
        ),
    ]

    private static let files: [(String, Phrase)] = [
        (
            "~/.config/tidegate/config.toml",
            Phrase(
                en:
                    "The configuration: language, theme, seconds between readings, minutes until it locks, keys, mouse, other sites.",
                zh: "配置：语言、主题、读取间隔（秒）、自动锁定时间（分钟）、按键、鼠标、其他站点。")
        ),
        ("~/.config/tidegate/themes/*.toml", Phrase(en: "Themes of your own.", zh: "您自己的主题。")),
        (
            "~/.local/share/tidegate/vault.age",
            Phrase(
                en: "The vault, an age file with the connections; mode 0600 in a folder of mode 0700.",
                zh: "保险库，即保存连接的 age 文件；权限 0600，所在文件夹权限 0700。")
        ),
        ("~/.local/share/tidegate/vault.age.bak", Phrase(en: "The vault as it was before the last change.", zh: "上次更改前的保险库。")),
        (
            "~/.local/state/tidegate/state.toml",
            Phrase(
                en: "What was chosen on the screen: language, theme, currency, orders. The configuration wins over it.",
                zh: "界面上所作的选择：语言、主题、货币、排序。以配置为准。")
        ),
        (
            "~/.local/share/tidegate/vault.lock",
            Phrase(en: "Empty; keeps two programs from writing at the same time.", zh: "空文件；防止两个程序同时写入。")
        ),
    ]

    private static func examples(_ exchanges: [String]) -> [(Phrase, [String])] {
        [
            (
                Phrase(en: "Connect an account of each exchange and print all balances:", zh: "为每个交易所连接一个账户，并输出全部余额："),
                exchanges.map { "tidegate connect \($0) --name my-\($0) < \($0)-key.txt" } + ["tidegate status"]
            ),
            (
                Phrase(
                    en: "A reading for a script, with the passphrase in a file that only you may read:",
                    zh: "供脚本使用，密码短语放在只有您能读取的文件中："),
                ["tidegate status --json --passphrase-file ~/.vault-passphrase"]
            ),
            (Phrase(en: "Try it without an account:", zh: "不用账户试用："), ["tidegate demo"]),
            (
                Phrase(en: "Completions for bash, and this page where man(1) finds it:", zh: "bash 补全，以及把本页放到 man(1) 能找到的位置："),
                [
                    "tidegate completions bash > ~/.local/share/bash-completion/completions/tidegate",
                    "tidegate manual > ~/.local/share/man/man1/tidegate.1",
                ]
            ),
        ]
    }
}
