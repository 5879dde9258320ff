import ArgumentParser
import Commands

/// The options that every command knows.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            en: "Keep all files in this folder; TIDEGATE_HOME does the same.", zh: "把所有文件放在此文件夹；与 TIDEGATE_HOME 作用相同。", valueName: "folder"),
        completion: .directory)
    var home: String?

    @Option(
        help: ArgumentHelp(
            en: "The language: \(LanguageArgument.allCases.map(\.rawValue).joined(separator: " or ")).",
            zh: "语言：\(LanguageArgument.allCases.map(\.rawValue).joined(separator: " 或 "))。", valueName: "language"))
    var lang: LanguageArgument?

    @Option(
        help: ArgumentHelp(en: "The theme; see the command themes.", zh: "主题；参见命令 themes。", valueName: "name"),
        completion: .list(ThemesCommand.names))
    var theme: String?

    @Flag(
        help: ArgumentHelp(
            en: "Line by line instead of a full screen, for screen readers and poor terminals; ACCESSIBLE=1 does the same.",
            zh: "逐行显示而不用全屏，适合屏幕阅读器和功能有限的终端；与 ACCESSIBLE=1 作用相同。"))
    var plain = false

    @Flag(help: ArgumentHelp(en: "Print JSON.", zh: "输出 JSON。"))
    var json = false

    @Option(
        help: ArgumentHelp(
            en: "A file whose first line is the vault's passphrase; TIDEGATE_PASSPHRASE_FILE does the same.",
            zh: "第一行为保险库密码短语的文件；与 TIDEGATE_PASSPHRASE_FILE 作用相同。", valueName: "file"),
        completion: .file())
    var passphraseFile: String?

    var options: ProgramOptions {
        var options = ProgramOptions()
        options.home = home
        options.language = lang
        options.theme = theme
        options.plain = plain
        options.json = json
        options.passphraseFile = passphraseFile
        return options
    }

    /// Runs a command and ends the process with its status.
    func run(configuration: CommandContext.ConfigurationDemand = .flawless, _ body: (CommandContext) throws -> Int32) throws {
        Program.run(options, configuration: configuration, body)
    }
}

/// The options of the commands that sign in to an account.
struct AccountOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            en: "The exchange's site on which the account is (\(ExchangeArgument.sitesOfEach)), or one of the configuration.",
            zh: "账户所在的交易所站点（\(ExchangeArgument.sitesOfEach)），或配置中的站点。", valueName: "id"),
        completion: .list(ExchangeArgument.sites))
    var site: String?

    @Flag(help: ArgumentHelp(en: "The key belongs to demo trading.", zh: "Key 属于模拟盘。"))
    var demoTrading = false

    @Flag(help: ArgumentHelp(en: "The key belongs to the exchange's testnet.", zh: "Key 属于交易所的测试网。"))
    var testnet = false

    func validate() throws {
        guard !(demoTrading && testnet) else {
            throw ValidationError(
                en: "A key belongs to --demo-trading or to --testnet, not to both.", zh: "Key 只能属于 --demo-trading 或 --testnet 之一。")
        }
    }

    /// Throws a usage error where an environment is named without a site; stored connections have both.
    func requireSite(exchange: String) throws {
        guard site != nil || !(demoTrading || testnet) else {
            throw ValidationError(
                en: "--\(testnet ? "testnet" : "demo-trading") is for an account on standard input; name its --site.",
                zh: "--\(testnet ? "testnet" : "demo-trading") 用于标准输入中的账户，请用 --site 指定其站点。")
        }
        _ = try command(exchange: exchange)
    }

    /// Throws a usage error where the exchange has no such environment.
    func command(exchange: String) throws -> AccountCommand {
        let command = AccountCommand(exchange: exchange, site: site, environment: testnet ? .testnet : demoTrading ? .demo : .live)
        if let problem = command.usageProblem { throw ValidationError(problem) }
        return command
    }
}

/// The option of the commands that can look for a key elsewhere.
struct ProbeOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            en: "Where the key is unknown, ask the exchange's other sites and environments for it, with one signed request each.",
            zh: "交易所不认识 Key 时，到其他站点和环境各发一个签名请求查找。"))
    var probe = false

    var consent: ProbeConsent { probe ? .given : .withheld }
}

extension LanguageArgument: ExpressibleByArgument {}

extension SandboxSiteArgument: ExpressibleByArgument {}

extension SandboxExchangeArgument: ExpressibleByArgument {}
