import App
import Core
import Domain
import Exchanges
import Glibc
import Sandbox
import Themes
import Vault

/// `tidegate` without a command, and `demo`: the terminal interface.
public enum InterfaceCommand {
    /// Runs the interface until its end. Throws `terminal-unsuitable`, or `name-unknown` for a theme that does not exist.
    public static func run(_ context: CommandContext) throws -> Int32 {
        var interface = try interface(context, ChoiceMemory(file: context.folders.stateFile))
        // While the terminal is still free: a command that gives the passphrase may have to ask for something itself.
        if interface.hasVault, isatty(context.process.input) == 1 { interface.passphrase = try PassphraseInput(context: context).offered() }
        return try interface.run(userAgent: ProgramVersion.userAgent).get().exitCode
    }

    /// Runs the interface against a sandbox inside this process. Nothing is kept. Its prices move, and one account trades, unless they are to
    /// be `still`.
    public static func demo(_ context: CommandContext, still: Bool) throws -> Int32 {
        var interface = try interface(context, nil)
        var configuration = SandboxConfiguration()
        configuration.exchanges = SandboxExchange.allCases
        configuration.otherSites = SandboxSite.allCases.filter { $0 != configuration.site }
        configuration.movement.isOn = !still
        let given = configuration
        let server = try context.signals.run { await SandboxCommand.start(given) }.get()
        interface.demo = Demo(server.exchanges, profiles: context.registry.profiles)
        let end = interface.run(userAgent: ProgramVersion.userAgent)
        // The result of the interface is known already, so a signal here changes nothing.
        _ = try? context.signals.run { await server.stop() }
        return try end.get().exitCode
    }

    /// Without a memory nothing that was chosen is there, or is kept.
    private static func interface(_ context: CommandContext, _ memory: ChoiceMemory?) throws(Failure) -> Interface {
        let catalog = ThemeCatalog(userThemes: UserThemes.load(folder: context.folders.themes))
        var interface = Interface(
            language: language(context, memory?.choices.language), theme: try theme(context, catalog, memory?.choices.theme),
            themes: catalog, exchanges: context.exchanges,
            refreshSeconds: context.configuration.refreshSeconds,
            vault: VaultFile(path: context.folders.vaultFile, workFactor: context.configuration.vaultWorkFactor),
            lockAfterMinutes: context.configuration.lockAfterMinutes, clients: context.configuration.fastAPI,
            presentation: presentation(context))
        interface.registry = context.registry
        interface.memory = memory
        interface.mouse = context.configuration.mouse
        interface.ambiguousWidth = context.configuration.ambiguousWidth
        interface.keys = context.configuration.keys
        interface.platform = context.configuration.platform
        interface.streams = context.configuration.streams
        interface.history = context.configuration.keepsEquityHistory ? .kept : .forgotten
        return interface
    }

    /// Asked for by an option, or by the variable that other programs read too.
    private static func presentation(_ context: CommandContext) -> CommandOptions.Presentation {
        let value = context.process.environment("ACCESSIBLE") ?? ""
        return value.isEmpty || value == "0" ? context.options.presentation : .plain
    }

    /// What was chosen on the screen counts where neither the command line nor the configuration says anything.
    private static func language(_ context: CommandContext, _ remembered: Language?) -> Language {
        guard context.options.language == nil, !context.configuration.namesLanguage, let remembered else { return context.language }
        return context.output.spoken(remembered)
    }

    private static func theme(_ context: CommandContext, _ catalog: ThemeCatalog, _ remembered: String?) throws(Failure) -> ChosenTheme {
        // A theme that is there no more, or that others could change, is passed over.
        if context.options.theme == nil, !context.configuration.namesTheme, let remembered,
            UserThemes.flaw(of: remembered, folder: context.folders.themes) == nil, let found = catalog.theme(named: remembered)
        {
            return ChosenTheme(name: remembered, theme: found.theme, choice: .users)
        }
        guard let name = context.options.theme ?? context.configuration.themeName, name != "auto" else {
            // The variable is a first guess; the terminal itself is asked once the screen is shown.
            let guess = context.process.environment("COLORFGBG").flatMap { Appearance(colorfgbg: $0) } ?? .dark
            let name = ThemeCatalog.name(for: guess)
            guard let found = catalog.theme(named: name) else { throw unknown(name, catalog) }
            return ChosenTheme(name: name, theme: found.theme, choice: .terminals)
        }
        if let flaw = UserThemes.flaw(of: name, folder: context.folders.themes) { throw flaw.failure }
        if let found = catalog.theme(named: name) { return ChosenTheme(name: name, theme: found.theme, choice: .users) }
        if context.options.theme != nil { throw unknown(name, catalog) }
        let known = catalog.names.joined(separator: ", ")
        throw ConfigurationProblem(
            file: context.folders.configurationFile, key: "theme", line: context.configuration.themeLine,
            expected: Phrase(en: "the name of a theme (auto, \(known))", zh: "主题名称（auto, \(known)）")
        ).failure
    }

    private static func unknown(_ name: String, _ catalog: ThemeCatalog) -> Failure {
        let shown = CleanText.line(name, characters: 40)
        let known = catalog.names.joined(separator: ", ")
        return Failure(
            .nameUnknown, message: Phrase(en: "There is no theme “\(shown)”.", zh: "没有名为“\(shown)”的主题。"),
            remedy: [Phrase(en: "Known: \(known).", zh: "可用：\(known)。")])
    }
}
