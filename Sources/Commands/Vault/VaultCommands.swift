import App
import Domain
import JSON
import Vault

/// `vault`: the file in which connections are kept.
public enum VaultCommands {
    /// Makes a vault. Throws `vault-exists`, `vault-missing` where the backup of one is left, and what stands in the way of writing.
    public static func create(_ context: CommandContext) throws -> Int32 {
        let access = VaultAccess(context: context)
        let file = access.file
        // Checked before the user has to think of a passphrase.
        guard try !file.exists() else { throw VaultProblem.exists(path: file.path) }
        if let backup = try? file.backup() { throw VaultProblem.backupExists(path: backup.path) }
        let passphrase = try PassphraseInput(context: context).first()
        let vault = try access.save { (timeout) throws(VaultProblem) in try file.create(passphrase: passphrase, timeout: timeout) }
        context.say(
            Phrase(
                en: "The vault is made. Nobody can recover a forgotten passphrase.", zh: "保险库已创建。密码短语一旦遗忘便无法找回。"))
        return try report(vault, context)
    }

    /// Opens the vault and says what is in it. Throws what stands in the way.
    public static func verify(_ context: CommandContext) throws -> Int32 {
        try report(VaultAccess(context: context).open(), context)
    }

    /// Encrypts the vault with another passphrase, from a file or typed twice.
    public static func changePassphrase(newPassphraseFile: String?, _ context: CommandContext) throws -> Int32 {
        let access = VaultAccess(context: context)
        let vault = try access.open()
        let passphrase = try PassphraseInput(context: context).replacement(file: newPassphraseFile)
        try access.save { (timeout) throws(VaultProblem) in try vault.changePassphrase(to: passphrase, timeout: timeout) }
        context.say(Phrase(en: "The vault has its new passphrase. The old one opens nothing any more.", zh: "保险库已更换密码短语，旧的密码短语已失效。"))
        return try report(vault, context)
    }

    /// Prints where the vault is, or would be.
    public static func path(_ context: CommandContext) -> Int32 {
        let path = context.folders.vaultFile
        switch context.options.format {
        case .json: context.output.write(.object([StatusReport.schema, .init("path", .string(path))]))
        case .text: context.output.writeExactly(path)
        }
        return 0
    }

    private static func report(_ vault: OpenVault, _ context: CommandContext) throws -> Int32 {
        let (connectionCount, workFactor) = (try vault.document().connections.count, try vault.workFactor())
        vault.lock()
        let path = vault.file.path
        let shown = CleanText.line(path, characters: 1_000)
        context.print(
            json: .object([
                StatusReport.schema, .init("path", .string(path)), .init("connections", .number(text: String(connectionCount))),
                .init("work_factor", .number(text: String(workFactor))),
            ]),
            text: Phrase(
                en: "\(shown)\nOpens. Connections: \(connectionCount). Work factor: \(workFactor).",
                zh: "\(shown)\n可以打开。连接数：\(connectionCount)。work factor：\(workFactor)。")[context.language])
        return 0
    }
}
