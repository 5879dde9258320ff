import ArgumentParser
import Commands

struct DoctorEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Looks at this machine: terminal, locale, locked memory, certificates, configuration, files.")

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Compare the clock with an exchange's too.")
    var online = false

    func run() throws {
        try global.run(configuration: .any) { try DoctorCommand.run(network: online ? .used : .unused, $0) }
    }
}
