import Age
import Crypto

/// The vault's file and the ones beside it: `vault.age`, its last good generation `vault.age.bak`, and `vault.lock`.
///
/// A save writes a new file, waits until the disk has it, and then gives it the name: whatever happens, the old or the new content opens.
/// Everything here blocks, for seconds when a passphrase is stretched, so it belongs on a worker thread.
public struct VaultFile: Sendable {
    /// The limits for reading: 4 MiB, and a work factor up to 20, which takes 1 GiB of memory.
    public static let limits = AgeLimits(greatestWorkFactor: 20, fileBytes: 4 << 20)
    /// The work factors (base-2 logarithms of scrypt's N) that may be written.
    public static let workFactors = 10...20

    /// The path as it was given, such as `~/.local/share/tidegate/vault.age`; a relative one begins at the working directory.
    public let path: String
    /// The work factor (base-2 logarithm of scrypt's N) for what is written.
    public let workFactor: Int

    let name: String
    private let folderPath: String
    private let system: any SystemCalls

    /// Touches nothing yet. A work factor outside of 10 to 20 counts as the nearest that is inside.
    public init(path: String, workFactor: Int = 18) {
        self.init(path: path, workFactor: workFactor, system: LiveSystem())
    }

    init(path: String, workFactor: Int, system: any SystemCalls) {
        self.path = path
        self.workFactor = min(max(workFactor, Self.workFactors.lowerBound), Self.workFactors.upperBound)
        self.system = system
        if let slash = path.lastIndex(of: "/") {
            name = String(path[path.index(after: slash)...])
            folderPath = slash == path.startIndex ? "/" : String(path[..<slash])
        } else {
            name = path
            folderPath = "."
        }
    }

    var backupName: String { name + ".bak" }
    var stagedName: String { name + ".new" }
    /// The name for the file that a restored backup replaces.
    var replacedName: String { name + ".replaced" }
    private var lockName: String { (name.hasSuffix(".age") ? String(name.dropLast(4)) : name) + ".lock" }

    // MARK: Making and opening

    /// Makes a new vault, and its folder where there is none. Throws `exists`, `backupExists`, `passphraseEmpty`, `busy`, and
    /// what stands in the way of writing.
    public func create(
        passphrase: SecretBytes, document: ConnectionsDocument = ConnectionsDocument(), timeout: LockTimeout = LockTimeout()
    ) throws(VaultProblem) -> OpenVault {
        let passphrase = try Self.copied(passphrase)
        let folder = try folder(absence: .isMended)
        let content = try locked(folder, timeout) { () throws(VaultProblem) -> VaultContent in
            guard try folder.status(of: name) == nil else { throw .exists(path: path) }
            guard try folder.status(of: backupName) == nil else { throw .backupExists(path: folder.path(of: backupName)) }
            let (sealed, written) = try seal(document, passphrase)
            try folder.stage(stagedName, sealed)
            try folder.installNew(stagedName, as: name)
            try folder.synchronise()
            return fresh(written, sealed)
        }
        return OpenVault(self, content, passphrase)
    }

    /// Opens the vault. Reading needs no lock, because the file under the name is always complete. Throws `missing`, `passphraseWrong`,
    /// `damaged`, `workFactorTooHigh`, `newerVersion`, `openToOthers`, `foreign`, `notAFile`, `refused` or `memoryExhausted`.
    public func open(passphrase: SecretBytes) throws(VaultProblem) -> OpenVault {
        let folder = try folder(absence: .isRefused)
        return try Self.inEveryForm(of: passphrase) { (form) throws(VaultProblem) in
            OpenVault(self, try content(name, in: folder, form), form)
        }
    }

    /// Whether there is a vault that may be opened, without opening it. Throws what `open` throws before a passphrase matters.
    public func exists() throws(VaultProblem) -> Bool {
        do throws(VaultProblem) {
            return try folder(absence: .isRefused).status(of: name) != nil
        } catch {
            guard case .missing = error else { throw error }
            return false
        }
    }

    // MARK: The last good generation

    /// The backup, if there is one. Throws `missing` where there is no folder, and what is wrong with the folder.
    public func backup() throws(VaultProblem) -> VaultBackup? {
        let folder = try folder(absence: .isRefused)
        return try folder.status(of: backupName).map {
            VaultBackup(path: folder.path(of: backupName), writtenUnixSeconds: $0.modifiedSeconds)
        }
    }

    /// Puts the backup in the vault's place, provided that it opens. What was there stays beside it as `vault.age.replaced`.
    /// Throws what `open` throws, and `busy`.
    public func restoreBackup(passphrase: SecretBytes, timeout: LockTimeout = LockTimeout()) throws(VaultProblem) -> OpenVault {
        let folder = try folder(absence: .isRefused)
        return try locked(folder, timeout) { () throws(VaultProblem) -> OpenVault in
            guard let backup = try folder.read(backupName, limitBytes: Self.limits.fileBytes) else {
                throw .missing(path: folder.path(of: backupName))
            }
            let (opened, form) = try Self.inEveryForm(of: passphrase) { (form) throws(VaultProblem) -> (VaultContent, SecretBytes) in
                (try VaultContent(backup, passphrase: form, path: folder.path(of: backupName)), form)
            }
            try folder.tidily([stagedName]) { () throws(VaultProblem) in
                try folder.stage(stagedName, backup)
                if try folder.status(of: name) != nil { try folder.keep(name, as: replacedName, limitBytes: Self.limits.fileBytes) }
                try folder.install(stagedName, as: name)
            }
            try folder.synchronise()
            return OpenVault(self, opened, form)
        }
    }

    // MARK: Parts of the above, for an open vault

    func folder(absence: VaultFolder.Absence) throws(VaultProblem) -> VaultFolder {
        try VaultFolder(folderPath, absence: absence, file: path, system: system)
    }

    func locked<R>(_ folder: VaultFolder, _ timeout: LockTimeout, _ body: () throws(VaultProblem) -> R) throws(VaultProblem) -> R {
        try folder.locked(lockName, timeout, body)
    }

    /// The sealed bytes of what is on the disk. Throws `missing` and what `VaultFolder.read` throws.
    func sealed(in folder: VaultFolder) throws(VaultProblem) -> [UInt8] {
        guard let file = try folder.read(name, limitBytes: Self.limits.fileBytes) else { throw .missing(path: path) }
        return file
    }

    func seal(
        _ document: ConnectionsDocument, _ passphrase: SecretBytes
    ) throws(VaultProblem) -> (sealed: [UInt8], document: ConnectionsDocument) {
        let (plain, written) = try DocumentWriter.write(document, path: path)
        do throws(AgeError) {
            let sealed = try plain.withUnsafeBytes { (bytes) throws(AgeError) in
                try AgeFile.seal(bytes, passphrase: passphrase, workFactor: workFactor, limits: Self.limits)
            }
            // Another thread may be ending the process and have wiped the secrets: zeros encrypted with zeros must not become the vault.
            if !ProcessGuard.hasWiped { return (sealed, written) }
        } catch {
            throw VaultProblem(error, path: path)
        }
        throw .locked
    }

    /// What has just been written.
    func fresh(_ document: ConnectionsDocument, _ sealed: [UInt8]) -> VaultContent {
        VaultContent(document, workFactor: workFactor, sealed: sealed)
    }

    /// A copy of our own, which its source cannot wipe. Throws `passphraseEmpty` or `memoryExhausted`.
    static func copied(_ passphrase: SecretBytes) throws(VaultProblem) -> SecretBytes {
        guard let copy = passphrase.withUnsafeBytes({ try? SecretBytes(copying: $0) }) else { throw .memoryExhausted }
        guard !copy.isEmpty else { throw .passphraseEmpty }
        return copy
    }

    /// Tries the passphrase as it is and, where that is wrong, in the forms in which other keyboards type it. Throws `passphraseEmpty`,
    /// `memoryExhausted`, and what `body` throws.
    static func inEveryForm<R>(of passphrase: SecretBytes, _ body: (SecretBytes) throws(VaultProblem) -> R) throws(VaultProblem) -> R {
        let typed = try copied(passphrase)
        do throws(VaultProblem) {
            return try body(typed)
        } catch {
            guard error == .passphraseWrong else { throw error }
        }
        for form in PassphraseForms.others(of: typed) {
            do throws(VaultProblem) {
                return try body(form)
            } catch {
                guard error == .passphraseWrong else { throw error }
            }
        }
        throw .passphraseWrong
    }

    private func content(_ name: String, in folder: VaultFolder, _ passphrase: SecretBytes) throws(VaultProblem) -> VaultContent {
        guard let file = try folder.read(name, limitBytes: Self.limits.fileBytes) else {
            guard name == self.name, try folder.status(of: backupName) != nil else { throw .missing(path: folder.path(of: name)) }
            throw .backupExists(path: folder.path(of: backupName))
        }
        return try VaultContent(file, passphrase: passphrase, path: folder.path(of: name))
    }
}

/// The generation of the vault before the last save.
public struct VaultBackup: Hashable, Sendable {
    /// The path of the backup's file.
    public let path: String
    /// When it was written, in seconds since 1970-01-01T00:00:00Z.
    public let writtenUnixSeconds: Int64
}
