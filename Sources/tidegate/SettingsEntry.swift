import ArgumentParser
import Commands

struct SettingsEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "The futures settings of a connection: a plan that changes nothing, or applied.",
        discussion: "Orders are never cancelled and positions never closed. Ends with status 15 where settings differ.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The stored connection.", valueName: "name"))
    var name: String

    @Flag(help: "Carry out the plan, after a confirmation.")
    var apply = false

    @Flag(help: "With --apply: do not ask.")
    var yes = false

    @Option(help: ArgumentHelp("The leverage for --instrument, and for positions that leave portfolio margin.", valueName: "number"))
    var leverage: String?

    @Option(help: ArgumentHelp("The instrument whose leverage is looked at or set, such as BTC-USDT-SWAP.", valueName: "id"))
    var instrument: String?

    func validate() throws {
        guard apply || !yes else { throw ValidationError("--yes confirms --apply; without it nothing is changed.") }
        if let leverage, !SettingsCommand.isLeverage(leverage) { throw ValidationError("--leverage is a number above 0, such as 5.") }
        if let instrument, !SettingsCommand.isInstrument(instrument) {
            throw ValidationError("--instrument is an id of the exchange, such as BTC-USDT-SWAP.")
        }
    }

    func run() throws {
        let command = SettingsCommand(name: name, instrument: instrument, leverage: leverage)
        try global.run { try command.run(apply ? .apply(yes ? .given : .asked) : .plan, $0) }
    }
}
