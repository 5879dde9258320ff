import Core
import Domain
import Exchanges

/// The manual page: the commands from the table that parses them, the exit codes from the table of causes.
public enum ManualPage {
    /// The page of this program's exchanges.
    public static func page(_ table: CommandTable, _ context: CommandContext) -> String {
        roff(table, exchanges: context.registry.profiles)
    }

    static func roff(_ table: CommandTable, exchanges: [ExchangeProfile]) -> String {
        var page = Roff()
        let name = table.program.path[0]
        page.request("TH \(name.uppercased()) 1 \"\" \"\(name) \(Roff.escaped(ProgramVersion.text))\" \"User Commands\"")
        page.section("NAME")
        page.line("\(name) - connects exchange accounts safely and watches their balances")
        page.section("SYNOPSIS")
        let synopses = [[name]] + table.leaves.map { synopsis($0, without: table.global) }
        for synopsis in synopses {
            page.line(synopsis.joined(separator: " "))
            page.request("br")
        }
        page.section("DESCRIPTION")
        page.line(
            "Without a command, the terminal interface starts: it makes or opens the vault, walks through connecting an account, verifies it row by row, and shows the balances of all accounts. ? lists its keys."
        )
        page.paragraph(
            "Keys never leave this machine but to sign requests. They are kept in one standard age file, which age(1) opens too, with the same passphrase. Secrets come from a terminal that does not show them, from standard input or from a file; never from arguments or the environment."
        )
        page.paragraph(
            "With --plain the same interface works line by line, for screen readers and terminals that can only print.")
        page.section("COMMANDS")
        for command in table.leaves { describe(command, without: table.global, on: &page) }
        page.section("GLOBAL OPTIONS")
        page.line("These stand before or after a command.")
        for argument in table.global { page.entry(argument.form, argument.abstract) }
        page.section("KEYS")
        page.line(
            "? lists the keys of a screen, : finds a command by its name, and the mouse chooses, scrolls and presses (F6 gives it back to the terminal). The configuration can give a command other keys:"
        )
        page.verbatim(["[keys.my-exchanges]", #"refresh = ["R", "F5"]"#])
        page.paragraph("These are the tables and the commands in them:")
        for section in KeyMap.sections { page.entry("keys." + section.name, section.commands.map(\.name).joined(separator: ", ") + ".") }
        page.section("CREDENTIALS")
        for exchange in exchanges { describeKey(of: exchange, among: exchanges, on: &page) }
        page.section("EXIT STATUS")
        page.entry("0", "It worked, warnings included.")
        page.entry("1", "What nobody foresaw.")
        for code in Set(Cause.allCases.map(\.exitCode)).sorted() where code != 64 { page.entry(String(code), causes(code)) }
        page.entry("64", "The command line was wrong, or: " + causes(64))
        page.entry("130, 143, 129", "Ended by SIGINT, SIGTERM or SIGHUP.")
        page.section("ENVIRONMENT")
        for (variable, meaning) in environment { page.entry(variable, meaning) }
        page.section("FILES")
        for (file, meaning) in files { page.entry(file, meaning) }
        page.section("EXAMPLES")
        for (words, lines) in examples(exchanges.first?.id ?? "") {
            page.paragraph(words)
            page.verbatim(lines)
        }
        page.section("SEE ALSO")
        page.line("age(1), ssh(1), tmux(1)")
        return page.text
    }

    private static func causes(_ code: Int32) -> String {
        Cause.allCases.filter { $0.exitCode == code }.map(\.rawValue).joined(separator: ", ") + "."
    }

    private static func describeKey(of exchange: ExchangeProfile, among exchanges: [ExchangeProfile], on page: inout Roff) {
        let fields = exchange.keyFields.needed
        let whose = exchanges.count > 1 ? " for \(exchange.name)" : ""
        page.line(
            "On standard input\(whose): \(fields.number.english) lines with \(fields.commonNames().english); or the block that the exchange shows; or"
        )
        page.verbatim(["{" + fields.map { "\"\($0.id.name)\":\"…\"" }.joined(separator: ",") + "}"])
    }

    private static func synopsis(_ command: CommandTable.Command, without global: [CommandTable.Argument]) -> [String] {
        command.path
            + command.arguments.filter { !global.contains($0) && $0.form.hasPrefix("<") }.map { argument in
                switch argument.occurrence {
                case .once: argument.form
                case .atMostOnce: "[\(argument.form)]"
                case .anyNumber: "[\(argument.form) …]"
                }
            }
    }

    private static func describe(_ command: CommandTable.Command, without global: [CommandTable.Argument], on page: inout Roff) {
        page.request("SS \"\(Roff.escaped(synopsis(command, without: global).joined(separator: " ")))\"")
        page.line(command.abstract)
        if !command.discussion.isEmpty { page.line(command.discussion) }
        for argument in command.arguments where !global.contains(argument) { page.entry(argument.form, argument.abstract) }
    }

    private static let environment: [(String, String)] = [
        ("TIDEGATE_HOME", "A folder for all files, as --home."),
        ("TIDEGATE_PASSPHRASE_FILE", "A file whose first line is the vault's passphrase, as --passphrase-file."),
        ("XDG_CONFIG_HOME, XDG_DATA_HOME", "Where configuration and data are, instead of ~/.config and ~/.local/share."),
        (
            "LC_ALL, LC_MESSAGES, LC_CTYPE, LANG",
            "The language where the configuration does not say it, and whether the terminal takes UTF-8; where it does not, everything is said in English and ASCII."
        ),
        ("TERM", "The type of the terminal."),
        ("NO_COLOR", "No colours."),
        ("COLORFGBG", "Whether the terminal is dark or light, until it says so itself; for the theme auto."),
        ("RUNEWIDTH_EASTASIAN, VTE_CJK_WIDTH", "That the terminal shows characters of ambiguous width in two columns."),
        ("ACCESSIBLE", "Line by line, as --plain; 0 and nothing mean no."),
        ("HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY", "A proxy, as curl(1) takes it."),
        ("SSH_CONNECTION", "Tells that the session is remote, and an address of this machine."),
    ]

    private static let files: [(String, String)] = [
        (
            "~/.config/tidegate/config.toml",
            "The configuration: language, theme, seconds between readings, minutes until it locks, keys, mouse, other sites."
        ),
        ("~/.config/tidegate/themes/*.toml", "Themes of your own."),
        ("~/.local/share/tidegate/vault.age", "The vault, an age file with the connections; mode 0600 in a folder of mode 0700."),
        ("~/.local/share/tidegate/vault.age.bak", "The vault as it was before the last change."),
        ("~/.local/share/tidegate/vault.lock", "Empty; keeps two programs from writing at the same time."),
    ]

    private static func examples(_ exchange: String) -> [(String, [String])] {
        [
            ("Connect an account and print its balances:", ["tidegate connect \(exchange) --name main < key.txt", "tidegate status main"]),
            (
                "A reading for a script, with the passphrase in a file that only you may read:",
                ["tidegate status --json --passphrase-file ~/.vault-passphrase"]
            ),
            ("Try it without an account:", ["tidegate demo"]),
            (
                "Completions for bash, and this page where man(1) finds it:",
                [
                    "tidegate completions bash > ~/.local/share/bash-completion/completions/tidegate",
                    "tidegate manual > ~/.local/share/man/man1/tidegate.1",
                ]
            ),
        ]
    }
}
