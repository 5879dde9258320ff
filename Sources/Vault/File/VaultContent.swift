import Age
import Crypto

/// An opened vault as it was on the disk at one time.
struct VaultContent: Sendable {
    let document: ConnectionsDocument
    let workFactor: Int
    /// The SHA-256 digest of the encrypted file.
    let digest: [UInt8]

    /// Opens a sealed file. Throws `passphraseWrong`, `damaged`, `workFactorTooHigh`, `newerVersion` or `memoryExhausted`.
    init(_ sealed: [UInt8], passphrase: SecretBytes, path: String) throws(VaultProblem) {
        let result: Result<(plain: WipedBytes, workFactor: Int)?, AgeError> = sealed.withUnsafeBytes { bytes in
            do throws(AgeError) {
                // A file that was armored with the age program is still a vault.
                let encoding = AgeEncoding(detectedIn: bytes)
                guard let workFactor = try AgeFile.workFactor(of: bytes, as: encoding, limits: VaultFile.limits) else {
                    return .success(nil)
                }
                return .success(
                    (try AgeFile.open(bytes, with: [.passphrase(passphrase)], as: encoding, limits: VaultFile.limits), workFactor))
            } catch {
                return .failure(error)
            }
        }
        let opened: (plain: WipedBytes, workFactor: Int)?
        do throws(AgeError) {
            opened = try result.get()
        } catch {
            throw VaultProblem(error, in: sealed, path: path)
        }
        guard let opened else { throw .damaged(path: path, .noPassphrase) }
        self.init(
            try DocumentReader.read(opened.plain, path: path), workFactor: opened.workFactor, sealed: sealed)
    }

    init(_ document: ConnectionsDocument, workFactor: Int, sealed: [UInt8]) {
        self.document = document
        self.workFactor = workFactor
        digest = SHA256.digest(of: sealed)
    }
}
