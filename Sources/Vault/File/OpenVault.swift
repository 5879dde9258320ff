import Age
import Crypto
import Synchronization

/// An unlocked vault: the document as last seen, and the passphrase that a save needs, in locked memory. May be used from several
/// threads.
public final class OpenVault: Sendable {
    /// Where the vault is read from and saved to.
    public let file: VaultFile

    private struct Unlocked: Sendable {
        var content: VaultContent
        var passphrase: SecretBytes
    }

    /// `nil` once it has been locked.
    private let unlocked: Mutex<Unlocked?>

    init(_ file: VaultFile, _ content: VaultContent, _ passphrase: SecretBytes) {
        self.file = file
        unlocked = Mutex(Unlocked(content: content, passphrase: passphrase))
    }

    /// The document as last seen. Throws `locked`.
    public func document() throws(VaultProblem) -> ConnectionsDocument { try current().content.document }

    /// The exponent of scrypt's cost of the file as last seen. Throws `locked`.
    public func workFactor() throws(VaultProblem) -> Int { try current().content.workFactor }

    /// Drops document and passphrase. They are wiped when the last copy goes: at once, or when a save that is under way ends.
    public func lock() { unlocked.withLock { $0 = nil } }

    /// Reads the file again if its bytes have changed; only then is the passphrase stretched again. Throws `locked`, `passphraseChanged`
    /// and what opening throws; the document then stays as it was.
    @discardableResult
    public func reload() throws(VaultProblem) -> ConnectionsDocument {
        try refreshed(in: file.folder(absence: .isRefused)).content.document
    }

    /// Changes the document on the disk, which may be newer than the one last seen; `change` gets the newest. Changes by two programs at
    /// once are both kept. Nothing is written when `change` throws. Throws `locked`, `busy`, what `change` throws, and what stands in the
    /// way of reading or writing; the file then holds the old or, when only the last step failed, the new content.
    @discardableResult
    public func update<R>(
        timeout: LockTimeout = LockTimeout(), _ change: (inout ConnectionsDocument) throws(VaultProblem) -> R
    ) throws(VaultProblem) -> R {
        let folder = try file.folder(absence: .isRefused)
        return try file.locked(folder, timeout) { () throws(VaultProblem) -> R in
            let before = try refreshed(in: folder)
            var document = before.content.document
            let result = try change(&document)
            let (sealed, written) = try file.seal(document, before.passphrase)
            try folder.tidily([file.stagedName]) { () throws(VaultProblem) in
                try folder.stage(file.stagedName, sealed)
                try folder.keep(file.name, as: file.backupName, limitBytes: VaultFile.limits.fileBytes)
                try folder.install(file.stagedName, as: file.name)
            }
            remember(written, sealed, before.passphrase)
            try folder.synchronise()
            return result
        }
    }

    /// Encrypts the vault with another passphrase, and the backup too, so that the old passphrase opens nothing any more. Where the present
    /// one is given, the file on the disk has to open with it. Throws `passphraseWrong`, and as `update` does.
    public func changePassphrase(
        from present: SecretBytes? = nil, to passphrase: SecretBytes, timeout: LockTimeout = LockTimeout()
    ) throws(VaultProblem) {
        let passphrase = try VaultFile.copied(passphrase)
        let folder = try file.folder(absence: .isRefused)
        try file.locked(folder, timeout) { () throws(VaultProblem) in
            let document: ConnectionsDocument
            if let present {
                document = try self.document(openedBy: present, in: folder)
            } else {
                document = try refreshed(in: folder).content.document
            }
            let (sealed, written) = try file.seal(document, passphrase)
            let stagedBackup = VaultFolder.stagedCopy(of: file.name)
            try folder.tidily([stagedBackup, file.stagedName]) { () throws(VaultProblem) in
                // Everything that needs room on the disk comes before the file is replaced.
                try folder.stage(stagedBackup, sealed)
                try folder.stage(file.stagedName, sealed)
                try folder.install(file.stagedName, as: file.name)
            }
            remember(written, sealed, passphrase)
            try folder.install(stagedBackup, as: file.backupName)
            try folder.synchronise()
        }
    }

    /// The document on the disk, opened with the given passphrase. Throws `locked`, and as `VaultFile.open` does.
    private func document(openedBy passphrase: SecretBytes, in folder: VaultFolder) throws(VaultProblem) -> ConnectionsDocument {
        _ = try current()
        let sealed = try file.sealed(in: folder)
        return try VaultFile.inEveryForm(of: passphrase) { (form) throws(VaultProblem) in
            try VaultContent(sealed, passphrase: form, path: file.path).document
        }
    }

    private func current() throws(VaultProblem) -> Unlocked {
        guard let current = unlocked.withLock({ $0 }) else { throw .locked }
        return current
    }

    private func refreshed(in folder: VaultFolder) throws(VaultProblem) -> Unlocked {
        let known = try current()
        let sealed = try file.sealed(in: folder)
        if SHA256.digest(of: sealed) == known.content.digest { return known }
        do throws(VaultProblem) {
            let content = try VaultContent(sealed, passphrase: known.passphrase, path: file.path)
            return store(Unlocked(content: content, passphrase: known.passphrase))
        } catch {
            throw error == .passphraseWrong ? .passphraseChanged : error
        }
    }

    private func remember(_ document: ConnectionsDocument, _ sealed: [UInt8], _ passphrase: SecretBytes) {
        _ = store(Unlocked(content: file.fresh(document, sealed), passphrase: passphrase))
    }

    /// A vault that was locked meanwhile stays locked.
    private func store(_ fresh: Unlocked) -> Unlocked {
        unlocked.withLock { current in
            if current != nil { current = fresh }
        }
        return fresh
    }
}
