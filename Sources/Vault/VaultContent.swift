import Age
import Crypto

/// An opened vault as it was on the disk at one time.
struct VaultContent: Sendable {
    let document: ConnectionsDocument
    let workFactor: Int
    let status: FileStatus
    /// Of the sealed file.
    let digest: [UInt8]

    /// Opens a sealed file. Throws `passphraseWrong`, `damaged`, `workFactorTooHigh`, `newerVersion` or `memoryExhausted`.
    init(_ file: (bytes: [UInt8], status: FileStatus), passphrase: SecretBytes, path: String) throws(VaultProblem) {
        let result: Result<(plain: WipedBytes, workFactor: Int)?, AgeError> = file.bytes.withUnsafeBytes { bytes in
            do throws(AgeError) {
                // Whoever armored the file with the age program still has a vault.
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
            throw VaultProblem(error, in: file.bytes, path: path)
        }
        guard let opened else { throw .damaged(path: path, .noPassphrase) }
        self.init(
            try DocumentReader.read(opened.plain, path: path), workFactor: opened.workFactor, status: file.status, sealed: file.bytes)
    }

    init(_ document: ConnectionsDocument, workFactor: Int, status: FileStatus, sealed: [UInt8]) {
        self.document = document
        self.workFactor = workFactor
        self.status = status
        digest = SHA256.digest(of: sealed)
    }
}
