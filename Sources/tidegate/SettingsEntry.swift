import ArgumentParser
import Commands
import Domain

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
        if let leverage, SettingsWish.leverage(leverage) == nil { throw ValidationError("--leverage is a number above 0, such as 5.") }
        if let instrument, !SettingsWish.isInstrument(instrument) {
            throw ValidationError("--instrument is an id of the exchange, such as BTC-USDT-SWAP.")
        }
    }

    func run() throws {
        let wish = SettingsWish(instrument: instrument, leverage: leverage.flatMap(SettingsWish.leverage))
        try global.run { context in
            try SettingsCommand(name: name, wish: wish).run(apply ? .apply(yes ? .given : .asked) : .plan, context)
        }
    }
}
