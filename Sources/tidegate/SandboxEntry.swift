import ArgumentParser
import Commands

struct SandboxEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "sandbox",
            abstract: .spoken(en: "The sandbox alone; prints its addresses and sample keys.", zh: "单独运行沙盒；输出地址和示例 Key。"))
    }

    private static func exchanges(_ comma: String) -> String {
        SandboxExchangeArgument.allCases.map(\.rawValue).joined(separator: comma)
    }

    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(
            en: "An exchange that it plays; may be given several times. Without it, all: \(Self.exchanges(", ")).",
            zh: "所扮演的交易所；可多次给出。不写则为全部：\(Self.exchanges("、"))。", valueName: "exchange"))
    var exchange: [SandboxExchangeArgument] = []

    @Option(
        help: ArgumentHelp(
            en: "The first port to listen on, the next ones follow; without it, any that are free.",
            zh: "第一个监听端口，其余依次往后；不写则使用任意空闲端口。", valueName: "port"))
    var port = 0

    @Option(help: ArgumentHelp(en: "How long every reply takes.", zh: "每个回复的延迟。", valueName: "ms"))
    var latencyMs = 0

    @Option(help: ArgumentHelp(en: "The sandbox's clock minus the real one.", zh: "沙盒时钟减去真实时钟。", valueName: "ms"))
    var clockOffsetMs: Int64 = 0

    @Option(help: ArgumentHelp(en: "The address from which the sandbox sees requests come.", zh: "沙盒看到的请求来源地址。", valueName: "address"))
    var callerAddress: String?

    @Option(
        help: ArgumentHelp(
            en: "The site that it plays: \(SandboxSiteArgument.allCases.map(\.rawValue).joined(separator: ", ")).",
            zh: "所扮演的站点：\(SandboxSiteArgument.allCases.map(\.rawValue).joined(separator: "、"))。", valueName: "site"))
    var site = SandboxSiteArgument.usual

    @Option(help: ArgumentHelp(en: "So many more accounts, to see how it is with many.", zh: "额外增加的账户数，用于查看账户很多时的情形。", valueName: "number"))
    var accounts = 0

    @Option(help: ArgumentHelp(en: "The currencies in the first of those.", zh: "其中第一个账户的币种数。", valueName: "number"))
    var assets = 2

    @Flag(help: ArgumentHelp(en: "Refuse no request for coming too soon.", zh: "不因请求过于频繁而拒绝。"))
    var noRateLimits = false

    @Flag(help: ArgumentHelp(en: "Move the prices, and have one account trade by itself.", zh: "让价格波动，并让一个账户自行交易。"))
    var moving = false

    @Option(
        help: ArgumentHelp(
            en:
                "A way to misbehave, as KIND[@EXCHANGE][@PATH][*TIMES]; may be given several times. Kinds: \(FaultArgument.forms.joined(separator: ", ")).",
            zh: "一种故障，写作 KIND[@EXCHANGE][@PATH][*TIMES]；可多次给出。种类：\(FaultArgument.forms.joined(separator: "、"))。",
            valueName: "fault"),
        transform: { text in
            guard let fault = FaultArgument(text) else { throw ValidationError(en: "“\(text)” is no fault.", zh: "“\(text)” 不是故障。") }
            return fault
        })
    var fault: [FaultArgument] = []

    func validate() throws {
        guard SandboxOptions.counts.contains(accounts) else {
            throw ValidationError(en: "A number of accounts is from 0 to 1000.", zh: "账户数应为 0 到 1000。")
        }
        guard SandboxOptions.counts.contains(assets) else {
            throw ValidationError(en: "A number of currencies is from 0 to 1000.", zh: "币种数应为 0 到 1000。")
        }
        guard SandboxOptions.ports.contains(port) else {
            throw ValidationError(en: "A port is a number from 0 to 65535.", zh: "端口应为 0 到 65535 的数。")
        }
        guard SandboxOptions.latencies.contains(latencyMs) else {
            throw ValidationError(en: "A latency is a number from 0 to 600000.", zh: "延迟应为 0 到 600000 的数。")
        }
        guard SandboxOptions.clockOffsets.contains(clockOffsetMs) else {
            throw ValidationError(en: "A clock offset is at most a hundred years of milliseconds.", zh: "时钟偏差最多为一百年的毫秒数。")
        }
    }

    func run() throws {
        var options = SandboxOptions()
        options.exchanges = exchange
        options.port = port
        options.latencyMilliseconds = latencyMs
        options.clockOffsetMilliseconds = clockOffsetMs
        options.callerAddress = callerAddress
        options.site = site
        options.accounts = accounts
        options.assets = assets
        options.noRateLimits = noRateLimits
        options.moving = moving
        options.faults = fault
        try global.run { try SandboxCommand.run(options, $0) }
    }
}
