import App
import Crypto
import Domain
import Vault

/// The vault as commands use it: opened with the user's passphrase, on another thread, so that a signal ends the wait.
package struct VaultAccess {
    let context: CommandContext

    var file: VaultFile { VaultFile(path: context.folders.vaultFile, workFactor: context.configuration.vaultWorkFactor) }

    /// Asks for the passphrase and opens the vault. Problems that show without a passphrase are reported before it is asked for. Throws
    /// `Failure`, `VaultProblem` or `Interrupted`.
    func open(_ standardInput: PassphraseInput.StandardInput = .nothing) throws -> OpenVault {
        let file = file
        try requireExistence()
        let passphrase = try PassphraseInput(context: context).existing(standardInput)
        return try read { () throws(VaultProblem) in try file.open(passphrase: passphrase) }
    }

    /// Throws `VaultProblem` where there is no vault that could be opened.
    func requireExistence() throws {
        guard try !file.exists() else { return }
        if let backup = try? file.backup() { throw VaultProblem.backupExists(path: backup.path) }
        throw VaultProblem.missing(path: file.path)
    }

    /// The stored connection of that name; without one, the default connection, of which the user is told. Throws `name-unknown`.
    func connection(named name: String?, in vault: OpenVault) throws -> StoredConnection {
        let document = try vault.document()
        if let name {
            guard let stored = document[name] else { throw VaultProblem.nameUnknown(CleanText.line(name, characters: 64)) }
            return stored
        }
        let only = document.connections.count == 1 ? document.connections.first : nil
        guard let stored = document.defaultName.flatMap({ document[$0] }) ?? only else { throw withoutDefault(document) }
        context.say(Phrase(en: "The default connection, “\(stored.name)”:", zh: "默认连接 “\(stored.name)”："))
        return stored
    }

    private func withoutDefault(_ document: ConnectionsDocument) -> Failure {
        guard document.connections.isEmpty else {
            let names = document.connections.prefix(20).map(\.name)
            return Failure(
                .nameUnknown,
                message: Phrase(en: "None of the connections is the default one: name one.", zh: "没有默认连接，请指定名称。"),
                remedy: [Phrase(en: "Known: \(names.joined(separator: ", ")).", zh: "可用：\(names.joined(separator: "、"))。")])
        }
        return Failure(
            .nameUnknown, message: Phrase(en: "The vault holds no connection.", zh: "保险库中没有连接。"),
            remedy: [ExchangeArgument.connectHint])
    }

    /// Runs work that changes no file.
    func read<Value: Sendable>(_ work: @escaping @Sendable () throws(VaultProblem) -> Value) throws -> Value {
        try context.signals.runBlocking { Self.result(work) }.get()
    }

    /// Runs work that changes the vault, and tells the user where it has to wait for another program.
    func save<Value: Sendable>(_ work: @escaping @Sendable (LockTimeout) throws(VaultProblem) -> Value) throws -> Value {
        let timeout = timeout
        do {
            return try context.signals.runBlocking { Self.result { () throws(VaultProblem) in try work(timeout) } }.get()
        } catch let interrupted as Interrupted {
            throw Interrupted(signal: interrupted.signal, activity: .savingVault)
        }
    }

    private var timeout: LockTimeout {
        let (output, language) = (context.output, context.language)
        return LockTimeout(limitMilliseconds: context.process.vaultLockMilliseconds) {
            output.tell(Phrase(en: "Another program is writing to the vault; waiting for it.", zh: "其他程序正在写入保险库，等待中。")[language])
        }
    }

    private static func result<Value>(_ work: () throws(VaultProblem) -> Value) -> Result<Value, VaultProblem> {
        do throws(VaultProblem) {
            return .success(try work())
        } catch {
            return .failure(error)
        }
    }
}
