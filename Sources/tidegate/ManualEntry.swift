import ArgumentParser
import Commands

struct ManualEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "The manual page; man -l reads it.", discussion: "To look at it: tidegate manual | man -l -")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        guard let table = CommandTable(description: Tidegate._dumpHelp()) else { throw ExitCode(1) }
        try global.run(configuration: .any) { PrintedText.print("roff", ManualPage.page(table, $0), $0) }
    }
}
