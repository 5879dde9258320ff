import ArgumentParser
import Commands

struct ListEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: .spoken(en: "The stored connections, without the network.", zh: "列出已保存的连接，不联网。"))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try ConnectionsCommand.list($0) }
    }
}

struct RenameEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "rename", abstract: .spoken(en: "Gives a stored connection another name.", zh: "给已保存的连接改名。"))
    }

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp(en: "The name that it has.", zh: "现在的名称。", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp(en: "The name that it is to have.", zh: "新名称。", valueName: "new"))
    var new: String

    func run() throws {
        try global.run { try ConnectionsCommand.rename(old, to: new, $0) }
    }
}

struct RemoveEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "remove",
            abstract: .spoken(
                en: "Removes a stored connection; the exchange still knows its key afterwards.", zh: "移除已保存的连接；它的 Key 在交易所仍然有效。"))
    }

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp(en: "The connection.", zh: "连接。", valueName: "name"))
    var name: String

    @Flag(help: ArgumentHelp(en: "Do not ask.", zh: "不再询问。"))
    var yes = false

    func run() throws {
        try global.run { try ConnectionsCommand.remove(name, confirmation: yes ? .given : .asked, $0) }
    }
}

struct ReplaceEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "replace",
            abstract: .spoken(
                en: "Gives a stored connection new credentials, from standard input; the old ones stay until the new work.",
                zh: "从标准输入读取新凭证并替换已保存连接的凭证；新凭证可用之前保留旧的。"))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var search: ProbeOptions

    @Argument(help: ArgumentHelp(en: "The connection.", zh: "连接。", valueName: "name"))
    var name: String

    @Flag(help: ArgumentHelp(en: "Use the key although it can withdraw.", zh: "即使 Key 有提现权限也使用。"))
    var allowWithdraw = false

    @Flag(
        help: ArgumentHelp(
            en: "Use the key although it belongs to another account than the connection; what was kept of the old account is forgotten.",
            zh: "即使 Key 属于另一个账户也使用；原账户的记录将被忘记。"))
    var otherAccount = false

    func run() throws {
        var command = AccountCommand()
        command.probe = search.consent
        command.otherAccount = otherAccount ? .insisted : .refused
        if allowWithdraw { command.allowWithdrawal() }
        try global.run { try command.replace(name: name, $0) }
    }
}

struct ConnectEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "connect",
            abstract: .spoken(
                en: "Verifies an account and stores it in the vault; its credentials come on standard input.", zh: "验证账户并保存到保险库；凭证从标准输入读取。"),
            discussion: .spoken(
                en: "\(ExchangeArgument.credentialForms) They are never taken from arguments or the environment.",
                zh: "\(ExchangeArgument.credentialForms)凭证从不取自参数或环境变量。"))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var account: AccountOptions
    @OptionGroup var search: ProbeOptions

    @Argument(
        help: ArgumentHelp(en: "The exchange: \(ExchangeArgument.list).", zh: "交易所：\(ExchangeArgument.list)。", valueName: "exchange"),
        completion: .list(ExchangeArgument.ids))
    var exchange: String

    @Option(help: ArgumentHelp(en: "What the connection is to be called.", zh: "连接的名称。", valueName: "name"))
    var name: String

    @Flag(help: ArgumentHelp(en: "Use the key although it can withdraw.", zh: "即使 Key 有提现权限也使用。"))
    var allowWithdraw = false

    @Flag(help: ArgumentHelp(en: "Store nothing.", zh: "不保存任何内容。"))
    var verifyOnly = false

    func validate() throws { _ = try account.command(exchange: exchange) }

    func run() throws {
        var command = try account.command(exchange: exchange)
        command.probe = search.consent
        if allowWithdraw { command.allowWithdrawal() }
        try global.run { try command.connect(name: name, storage: verifyOnly ? .verifyOnly : .store, $0) }
    }
}
