import Crypto

@testable import Age

/// A recipient as other programs name it.
extension X25519Recipient {
    /// Reads `age1…`. Throws `malformedKey` or `crypto`.
    init(text: String) throws(AgeError) {
        let result: Result<SecretBytes, AgeError> = Array(text.utf8).withUnsafeBytes { bytes in
            do throws(AgeError) {
                return .success(try Bech32.decode(bytes, humanPart: "age", .lower))
            } catch {
                return .failure(error)
            }
        }
        self.init(publicKey: try result.get().withUnsafeBytes { Array($0) })
    }

    /// `age1…`. Throws `crypto` when locked memory is exhausted.
    func text() throws(AgeError) -> String {
        let result: Result<SecretBytes, AgeError> = publicKey.withUnsafeBytes { bytes in
            do throws(CryptoError) {
                return .success(try Bech32.encode(bytes, humanPart: "age", .lower))
            } catch {
                return .failure(.crypto(error))
            }
        }
        return try result.get().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}
