import ArgumentParser
import Commands

struct ExplainEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "An exchange's code in words, with the remedy.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The code, such as 50119.", valueName: "code"))
    var code: String

    @Option(help: ArgumentHelp("The exchange that the code is from.", valueName: "exchange"))
    var exchange = "okx"

    func run() throws {
        try global.run { try ExplainCommand.run(code: code, exchange: exchange, $0) }
    }
}
