import Age
import App
import Core
import Domain
import Glibc
import Vault

/// The commands that look at the stored connections, or change them, without the network.
public enum ConnectionsCommand {
    /// `list`.
    public static func list(_ context: CommandContext) throws -> Int32 {
        let access = VaultAccess(context: context)
        let vault = try access.open()
        let accounts = try accounts(of: vault)
        if accounts.isEmpty {
            context.say(
                Phrase(
                    en: "The vault holds no connection. \(ExchangeArgument.connectHint.english)",
                    zh: "保险库中没有连接。\(ExchangeArgument.connectHint.simplifiedChinese)"))
        }
        print(accounts, context)
        return 0
    }

    /// `rename`. Throws `name-unknown`, `name-taken`, or `configuration-invalid` for what cannot be a name.
    public static func rename(_ name: String, to other: String, _ context: CommandContext) throws -> Int32 {
        guard ConnectionsDocument.isSuitable(name: other) else { throw VaultProblem.nameUnsuitable }
        let access = VaultAccess(context: context)
        let vault = try access.open()
        try access.save { (timeout) throws(VaultProblem) in
            try vault.update(timeout: timeout) { (document) throws(VaultProblem) in try document.rename(name, to: other) }
        }
        followInHistory(vault) { (file, identity) throws(VaultProblem) in try file.rename(name, to: other, with: identity) }
        context.say(Phrase(en: "“\(name)” is called “\(other)” now.", zh: "“\(name)” 已改名为 “\(other)”。"))
        return try finish(vault, context)
    }

    /// How `remove` is confirmed.
    public enum Confirmation: Hashable, Sendable {
        /// The name is typed at the terminal.
        case asked
        case given
    }

    /// `remove`. Throws `name-unknown` or `confirmation-needed`.
    public static func remove(_ name: String, confirmation: Confirmation, _ context: CommandContext) throws -> Int32 {
        let input = context.process.input
        let access = VaultAccess(context: context)
        let vault = try access.open()
        guard try vault.document()[name] != nil else { throw VaultProblem.nameUnknown(name) }
        switch confirmation {
        case .given: break
        case .asked:
            guard isatty(input) == 1 else { throw unconfirmed }
            let question = Phrase(en: "Type the name “\(name)” to remove it: ", zh: "输入名称 “\(name)” 以确认移除：")
            context.output.ask(question[context.language])
            guard try ShownLine(descriptor: input, signals: context.signals).read() == name else { throw unconfirmed }
        }
        try access.save { (timeout) throws(VaultProblem) in
            try vault.update(timeout: timeout) { (document) throws(VaultProblem) in try document.remove(name) }
        }
        followInHistory(vault) { (file, identity) throws(VaultProblem) in try file.remove(name, with: identity) }
        context.say(
            Phrase(
                en:
                    "“\(name)” is removed here. At the exchange its key stays until you delete it there; the vault's backup holds it until the next change.",
                zh: "“\(name)” 已从此处移除。交易所端的 Key 仍然有效，请到交易所删除；保险库备份在下次更改前仍保留它。"))
        return try finish(vault, context)
    }

    /// The history goes with its connection. An error is ignored, since the interface writes the history again.
    private static func followInHistory(_ vault: OpenVault, _ change: (HistoryFile, X25519Identity) throws(VaultProblem) -> Void) {
        guard let identity = try? vault.document().historyIdentity() else { return }
        try? change(HistoryFile(beside: vault.file), identity)
    }

    private static func finish(_ vault: OpenVault, _ context: CommandContext) throws -> Int32 {
        let accounts = try accounts(of: vault)
        switch context.options.format {
        case .json: context.output.write(ListReport.json(accounts))
        case .text: break
        }
        return 0
    }

    private static func print(_ accounts: [ListedAccount], _ context: CommandContext) {
        switch context.options.format {
        case .json: context.output.write(ListReport.json(accounts))
        case .text: if !accounts.isEmpty { context.output.write(ListReport.text(accounts, exchanges: context.exchanges, context.language)) }
        }
    }

    /// The connections to show; the vault is locked again afterwards.
    private static func accounts(of vault: OpenVault) throws -> [ListedAccount] {
        defer { vault.lock() }
        return try vault.document().connections.map { try ListedAccount($0) }
    }

    private static let unconfirmed = Failure(
        .confirmationNeeded, message: Phrase(en: "Nothing was removed: it was not confirmed.", zh: "未移除任何内容：尚未确认。"),
        remedy: [Phrase(en: "Type the name of the connection when asked, or use --yes.", zh: "请在提示时输入连接名称，或使用 --yes。")])
}
