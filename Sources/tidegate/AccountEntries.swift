import ArgumentParser
import Commands

struct StatusEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "status",
            abstract: .spoken(en: "Signs in to the stored connections and prints status and balances.", zh: "登录已保存的连接，输出状态和余额。"),
            discussion: .spoken(
                en: "With --site, the credentials of one account come on standard input instead, as for connect, and no vault is needed.",
                zh: "使用 --site 时，改为从标准输入读取一个账户的凭证（格式同 connect），不需要保险库。"))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var account: AccountOptions

    @Argument(
        help: ArgumentHelp(en: "The stored connections to read; all of them without a name.", zh: "要读取的连接；不写名称则读取全部。", valueName: "name"))
    var names: [String] = []

    @Option(
        help: ArgumentHelp(
            en: "The exchange of the account on standard input (\(ExchangeArgument.list)); \(ExchangeArgument.usual) where none is named.",
            zh: "标准输入中账户所属的交易所（\(ExchangeArgument.list)）；不写则为 \(ExchangeArgument.usual)。", valueName: "exchange"),
        completion: .list(ExchangeArgument.ids)
    )
    var exchange = ExchangeArgument.usual

    func validate() throws {
        guard account.site == nil || names.isEmpty else {
            throw ValidationError(
                en: "--site is for an account on standard input; stored connections know their site.", zh: "--site 用于标准输入中的账户；已保存的连接有自己的站点。"
            )
        }
        try account.requireSite(exchange: exchange)
    }

    func run() throws {
        try global.run { context in
            guard account.site != nil else { return try StatusCommand.run(names: names, context) }
            return try account.command(exchange: exchange).status(context)
        }
    }
}

struct CheckEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check", abstract: .spoken(en: "The whole verification of a connection, row by row.", zh: "逐项验证一个连接。"),
            discussion: .spoken(
                en: "With --site, the credentials of one account come on standard input instead, as for connect, and no vault is needed.",
                zh: "使用 --site 时，改为从标准输入读取一个账户的凭证（格式同 connect），不需要保险库。"))
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var account: AccountOptions
    @OptionGroup var search: ProbeOptions

    @Argument(help: ArgumentHelp(en: "The stored connection; the default one without a name.", zh: "已保存的连接；不写名称则为默认连接。", valueName: "name"))
    var name: String?

    @Option(
        help: ArgumentHelp(
            en: "The exchange of the account on standard input (\(ExchangeArgument.list)); \(ExchangeArgument.usual) where none is named.",
            zh: "标准输入中账户所属的交易所（\(ExchangeArgument.list)）；不写则为 \(ExchangeArgument.usual)。", valueName: "exchange"),
        completion: .list(ExchangeArgument.ids)
    )
    var exchange = ExchangeArgument.usual

    @Flag(
        help: ArgumentHelp(
            en: "Print a report that can be shown to anyone: no secrets, addresses, ids or amounts.", zh: "输出可以给任何人看的报告：不含密钥、地址、ID 和金额。"))
    var report = false

    @Flag(
        help: ArgumentHelp(
            en: "The key may go to the address that its site has now, where that is another one than when it was stored.",
            zh: "允许把 Key 发送到站点现在的地址，即使它与保存时不同。"))
    var acceptAddress = false

    func validate() throws {
        guard account.site == nil || name == nil else {
            throw ValidationError(
                en: "Name a stored connection, or the --site of an account on standard input.", zh: "请指定已保存的连接，或用 --site 指定标准输入中账户的站点，二者选一。"
            )
        }
        // A change needs the name of its connection; the default does not count.
        guard name != nil || !acceptAddress else {
            throw ValidationError(en: "--accept-address is for a stored connection; name it.", zh: "--accept-address 用于已保存的连接，请写出它的名称。")
        }
        guard name != nil || account.site != nil || search.consent == .withheld else {
            throw ValidationError(en: "--probe may give a stored connection another site; name it.", zh: "--probe 可能更改连接的站点，请写出它的名称。")
        }
        try account.requireSite(exchange: exchange)
    }

    func run() throws {
        let form: CheckCommand.Form = report ? .report : .rows
        try global.run { context in
            guard account.site != nil else {
                return try CheckCommand.run(name: name, form, probe: search.consent, address: acceptAddress ? .given : .withheld, context)
            }
            var command = try account.command(exchange: exchange)
            command.probe = search.consent
            return try command.check(form, context)
        }
    }
}

struct SettingsEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "settings",
            abstract: .spoken(
                en: "The futures settings of a connection: a plan that changes nothing, or applied.", zh: "连接的合约设置：仅给出计划，或执行更改。"),
            discussion: .spoken(
                en: "Orders are never cancelled and positions never closed. Ends with status 15 where settings differ.",
                zh: "绝不撤单，也绝不平仓。设置与推荐不符时以状态码 15 结束。"))
    }

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: ArgumentHelp(
            en: "The stored connection; without --apply, the default one where none is named.", zh: "已保存的连接；没有 --apply 时可不写，即为默认连接。",
            valueName: "name"))
    var name: String?

    @Flag(help: ArgumentHelp(en: "Carry out the plan, after a confirmation.", zh: "确认后执行计划。"))
    var apply = false

    @Flag(help: ArgumentHelp(en: "With --apply: do not ask.", zh: "与 --apply 同用：不再询问。"))
    var yes = false

    @Option(
        help: ArgumentHelp(
            en: "The leverage for --instrument, and for positions that leave portfolio margin.", zh: "--instrument 的杠杆倍数，也用于退出组合保证金模式的仓位。",
            valueName: "number"))
    var leverage: String?

    @Option(
        help: ArgumentHelp(
            en: "The instrument whose leverage is looked at or set, such as \(ExchangeArgument.instrumentExamples).",
            zh: "要查看或设置杠杆的产品，例如 \(ExchangeArgument.instrumentExamples)。", valueName: "id"))
    var instrument: String?

    func validate() throws {
        guard name != nil || !apply else {
            throw ValidationError(en: "--apply changes an account; name its connection.", zh: "--apply 会更改账户，请写出连接的名称。")
        }
        guard apply || !yes else {
            throw ValidationError(
                en: "--yes confirms --apply; without it nothing is changed.", zh: "--yes 用于确认 --apply；没有 --apply 时不作任何更改。")
        }
        if let leverage, !SettingsCommand.isLeverage(leverage) {
            throw ValidationError(en: "--leverage is a number above 0, such as 5.", zh: "--leverage 是大于 0 的数，例如 5。")
        }
        if let instrument, !SettingsCommand.isInstrument(instrument) {
            throw ValidationError(
                en: "--instrument is an id of the exchange, such as \(ExchangeArgument.instrumentExamples).",
                zh: "--instrument 是交易所的产品 ID，例如 \(ExchangeArgument.instrumentExamples)。")
        }
    }

    func run() throws {
        let command = SettingsCommand(name: name, instrument: instrument, leverage: leverage)
        try global.run { try command.run(apply ? .apply(yes ? .given : .asked) : .plan, $0) }
    }
}

struct ExplainEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain", abstract: .spoken(en: "An exchange's code in words, with the remedy.", zh: "用文字解释交易所的代码，并给出处理办法。"),
            usage: "tidegate explain [<exchange>] <code> [--host <host>]",
            discussion: .spoken(
                en:
                    "The exchange may stand before the code. Without it the codes of all exchanges are looked through; where several have the code, each says what it means there.",
                zh: "代码前可写交易所；不写则查找所有交易所的代码，若多个交易所都有该代码，则逐一说明。"))
    }

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: ArgumentHelp(en: "The code, such as 50119 or 10003.", zh: "代码，例如 50119 或 10003。", valueName: "code"),
        completion: .list(ExchangeArgument.ids))
    var code: String

    @Option(
        help: ArgumentHelp(
            en: "The exchange that the code is from: \(ExchangeArgument.list).", zh: "代码所属的交易所：\(ExchangeArgument.list)。",
            valueName: "exchange"),
        completion: .list(ExchangeArgument.ids))
    var exchange: String?

    @Option(
        help: ArgumentHelp(
            en: "Where the exchange's hosts mean different things by a code, the one that said it; without it all meanings are told.",
            zh: "同一代码在不同主机上含义不同时，指明是哪个主机；不写则列出所有含义。",
            valueName: "host"))
    var host: String?

    func run() throws {
        try global.run { try ExplainCommand.run(code: code, exchange: exchange, host: host, $0) }
    }
}
