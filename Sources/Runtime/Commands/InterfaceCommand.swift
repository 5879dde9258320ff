import Core
import Sandbox
import Themes
import Vault

/// `tidegate` without a command, and `demo`: the terminal interface.
public enum InterfaceCommand {
    /// Runs the interface until its end. Throws `terminal-unsuitable`, or `name-unknown` for a theme that does not exist.
    public static func run(_ context: CommandContext) throws -> Int32 {
        try interface(context).run(userAgent: ProgramVersion.userAgent).get().exitCode
    }

    /// Runs the interface against a sandbox inside this process. Nothing is kept.
    public static func demo(_ context: CommandContext) throws -> Int32 {
        var interface = try interface(context)
        let server = try context.signals.run { await SandboxCommand.start(SandboxConfiguration()) }.get()
        interface.demo = Demo(accounts: server.configuration.accounts, origin: server.origin)
        let end = interface.run(userAgent: ProgramVersion.userAgent)
        try context.signals.run { await server.stop() }
        return try end.get().exitCode
    }

    private static func interface(_ context: CommandContext) throws(Failure) -> Interface {
        switch context.options.presentation {
        case .fullScreen: break
        case .plain:
            throw Failure(
                .featureUnavailable, message: Phrase(en: "This version has no plain interface yet.", zh: "此版本尚无纯文本界面。"),
                remedy: [Phrase(en: "Use the commands, such as tidegate status, or leave out --plain.", zh: "请使用命令（如 tidegate status），或去掉 --plain。")])
        }
        return Interface(
            language: context.language, theme: try theme(context), exchanges: context.exchanges,
            refreshSeconds: context.configuration.refreshSeconds,
            vault: VaultFile(path: context.folders.vaultFile, workFactor: context.configuration.vaultWorkFactor),
            lockAfterMinutes: context.configuration.lockAfterMinutes,
            history: context.configuration.keepsEquityHistory ? .kept : .forgotten)
    }

    private static func theme(_ context: CommandContext) throws(Failure) -> Theme {
        let catalog = ThemeCatalog(userThemes: UserThemes.load(folder: context.folders.themes))
        let name = context.options.theme ?? context.configuration.themeName ?? ThemeCatalog.defaultName
        if let found = catalog.theme(named: name == "auto" ? ThemeCatalog.defaultName : name) { return found.theme }
        let shown = CleanText.line(name, characters: 40)
        let known = catalog.names.joined(separator: ", ")
        throw Failure(
            .nameUnknown, message: Phrase(en: "There is no theme “\(shown)”.", zh: "没有名为“\(shown)”的主题。"),
            remedy: [Phrase(en: "Known: \(known).", zh: "可用：\(known)。")])
    }
}
