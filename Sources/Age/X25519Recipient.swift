import Crypto

/// Somebody to whom files can be sealed: a public key (C2SP age.md, "X25519 recipient type").
public struct X25519Recipient: Hashable, Sendable {
    static let humanPart = "age"

    /// 32 bytes.
    public let publicKey: [UInt8]

    init(publicKey: [UInt8]) { self.publicKey = publicKey }

    /// Reads `age1…`. Throws `malformedKey` or `crypto`.
    public init(text: String) throws(AgeError) {
        let result: Result<SecretBytes, AgeError> = Array(text.utf8).withUnsafeBytes { bytes in
            do throws(AgeError) {
                return .success(try Bech32.decode(bytes, humanPart: Self.humanPart, .lower))
            } catch {
                return .failure(error)
            }
        }
        publicKey = try result.get().withUnsafeBytes { Array($0) }
    }

    /// `age1…`. Throws `crypto` when locked memory is exhausted.
    public func text() throws(AgeError) -> String {
        let result: Result<SecretBytes, AgeError> = publicKey.withUnsafeBytes { bytes in
            do throws(CryptoError) {
                return .success(try Bech32.encode(bytes, humanPart: Self.humanPart, .lower))
            } catch {
                return .failure(.crypto(error))
            }
        }
        return try result.get().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}
