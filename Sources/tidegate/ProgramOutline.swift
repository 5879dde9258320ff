import ArgumentParser

/// The program as completions and its help show it: with the options that may stand before every command. Arguments are not read with
/// it, because the parser would give to the program what stands behind a command.
struct ProgramOutline: ParsableCommand {
    static let configuration: CommandConfiguration = {
        var configuration = Tidegate.configuration
        configuration.subcommands = configuration.subcommands.map { $0 == VaultEntry.self ? VaultOutline.self : $0 }
        return configuration
    }()

    @OptionGroup(title: "Options of every command") var global: GlobalOptions
}

/// `vault` with the same options.
struct VaultOutline: ParsableCommand {
    static let configuration = VaultEntry.configuration

    @OptionGroup var global: GlobalOptions
}
