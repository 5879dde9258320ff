import ArgumentParser
import Commands

struct ExplainEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "An exchange's code in words, with the remedy.",
        usage: "tidegate explain [<exchange>] <code> [--host <host>]",
        discussion: "The exchange may stand before the code; without it the codes of all exchanges are looked through.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The code, such as 50119.", valueName: "code"), completion: .list(ExchangeArgument.ids))
    var code: String

    @Option(
        help: ArgumentHelp("The exchange that the code is from: \(ExchangeArgument.list).", valueName: "exchange"),
        completion: .list(ExchangeArgument.ids))
    var exchange: String?

    @Option(
        help: ArgumentHelp(
            "Where the exchange's hosts mean different things by a code, the one that said it; without it all meanings are told.",
            valueName: "host"))
    var host: String?

    func run() throws {
        try global.run { try ExplainCommand.run(code: code, exchange: exchange, host: host, $0) }
    }
}
