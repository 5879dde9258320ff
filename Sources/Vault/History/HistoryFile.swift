import Age
import Crypto
import Domain

/// `history.age` beside the vault: the totals of the accounts over the years, encrypted to a key that lies in the vault, so that writing it needs
/// no passphrase and works after the vault has been locked. Losing it only loses the charts.
public struct HistoryFile: Sendable {
    static let limits = AgeLimits(greatestWorkFactor: 10, fileBytes: 16 << 20)

    /// The file's name, in the folder of the vault.
    public static let name = "history.age"
    static let damagedName = name + ".damaged"
    private static let stagedName = name + ".new"

    private let vault: VaultFile

    /// The history in the folder of a vault; touches nothing yet.
    public init(beside vault: VaultFile) {
        self.vault = vault
    }

    /// What the file was found to hold.
    public enum Content: Hashable, Sendable {
        case accounts([AccountHistory])
        /// It could not be read, and is kept aside under this path.
        case damaged(keptAs: String)
    }

    /// Opens the file; without one there are no accounts. One that does not open with the key, or holds something else, is put aside.
    /// Throws what stands in the way of reading, and `memoryExhausted`.
    public func read(with identity: X25519Identity) throws(VaultProblem) -> Content {
        let folder = try vault.folder(absence: .isRefused)
        let file: [UInt8]?
        do throws(VaultProblem) {
            file = try folder.read(Self.name, limitBytes: Self.limits.fileBytes)
        } catch {
            guard case .damaged = error else { throw error }
            return try setAside(in: folder)
        }
        guard let file else { return .accounts([]) }
        let opened: Result<WipedBytes, AgeError> = file.withUnsafeBytes { bytes in
            Result { () throws(AgeError) in try AgeFile.open(bytes, with: [.identity(identity)], limits: Self.limits) }
        }
        switch opened {
        case .failure(.crypto): throw .memoryExhausted
        case .failure: return try setAside(in: folder)
        case .success(let plain):
            guard let accounts = plain.withUnsafeBytes({ HistoryText.read(Array($0)) }) else { return try setAside(in: folder) }
            return .accounts(accounts)
        }
    }

    private func setAside(in folder: VaultFolder) throws(VaultProblem) -> Content {
        try folder.install(Self.name, as: Self.damagedName)
        return .damaged(keptAs: folder.path(of: Self.damagedName))
    }

    /// Writes the file anew: the old or the new content is there, whatever happens. Throws what stands in the way.
    public func write(_ accounts: [AccountHistory], to recipient: X25519Recipient) throws(VaultProblem) {
        let folder = try vault.folder(absence: .isRefused)
        let sealed: Result<[UInt8], AgeError> = HistoryText.write(accounts).withUnsafeBytes { bytes in
            Result { () throws(AgeError) in try AgeFile.seal(bytes, to: [recipient], limits: Self.limits) }
        }
        let bytes: [UInt8]
        do throws(AgeError) {
            bytes = try sealed.get()
        } catch {
            throw VaultProblem(error, path: folder.path(of: Self.name))
        }
        // The key of the file came from memory that may have been wiped meanwhile; a key of zeros protects nothing.
        if ProcessGuard.hasWiped { throw .locked }
        try folder.tidily([Self.stagedName]) { () throws(VaultProblem) in
            try folder.stage(Self.stagedName, bytes)
            try folder.install(Self.stagedName, as: Self.name)
        }
        try folder.synchronise()
    }

    /// Gives the history of a connection its new name. Nothing happens where there is none.
    public func rename(_ name: String, to other: String, with identity: X25519Identity) throws(VaultProblem) {
        guard case .accounts(let accounts) = try read(with: identity), accounts.contains(where: { $0.name == name }) else { return }
        let kept = accounts.filter { $0.name != other }
        try write(kept.map { $0.name == name ? AccountHistory(name: other, history: $0.history) : $0 }, to: identity.recipient)
    }

    /// Removes the history of a connection.
    public func remove(_ name: String, with identity: X25519Identity) throws(VaultProblem) {
        guard case .accounts(let accounts) = try read(with: identity), accounts.contains(where: { $0.name == name }) else { return }
        try write(accounts.filter { $0.name != name }, to: identity.recipient)
    }
}
