import App
import Crypto
import Domain
import Vault

/// The vault as commands use it: opened with the user's passphrase, on another thread, so that a signal ends the wait.
package struct VaultAccess {
    let context: CommandContext

    var file: VaultFile { VaultFile(path: context.folders.vaultFile, workFactor: context.configuration.vaultWorkFactor) }

    /// Asks for the passphrase and opens the vault. What can be known without a passphrase is found out before. Throws `Failure`,
    /// `VaultProblem` or `Interrupted`.
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

    /// Does something that changes no file.
    func read<Value: Sendable>(_ work: @escaping @Sendable () throws(VaultProblem) -> Value) throws -> Value {
        try context.signals.runBlocking { Self.result(work) }.get()
    }

    /// Does something that changes the vault, telling the user where another program has to be waited for.
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
