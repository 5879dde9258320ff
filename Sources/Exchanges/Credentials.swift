import Crypto

/// The three values of a manual API key. Their bytes are reached by closure only.
public struct Credentials: Sendable {
    public let apiKey: SecretBytes
    public let secretKey: SecretBytes
    public let passphrase: SecretBytes

    public init(apiKey: SecretBytes, secretKey: SecretBytes, passphrase: SecretBytes) {
        self.apiKey = apiKey
        self.secretKey = secretKey
        self.passphrase = passphrase
    }

    /// Wipes all three.
    public func wipe() {
        for secret in [apiKey, secretKey, passphrase] { secret.wipe() }
    }

    /// The API key with all but its first and last three characters hidden, such as `37c…418`; only `…` where the key is
    /// shorter than 12 bytes or an end of it is not plain ASCII.
    public var maskedKey: String { Self.masked(apiKey) }

    /// An API key as `maskedKey` shows it.
    public static func masked(_ apiKey: SecretBytes) -> String {
        apiKey.withUnsafeBytes { bytes in
            guard bytes.count >= 12 else { return "…" }
            let ends = [UInt8](bytes.prefix(3)) + [UInt8](bytes.suffix(3))
            guard ends.allSatisfy({ (0x21...0x7E).contains($0) }) else { return "…" }
            let shown = ends.map { Character(Unicode.Scalar($0)) }
            return String(shown.prefix(3)) + "…" + String(shown.suffix(3))
        }
    }
}
