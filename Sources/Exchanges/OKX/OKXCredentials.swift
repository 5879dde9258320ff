import Crypto
import Domain

extension Credentials {
    /// A key of OKX.
    public init(apiKey: SecretBytes, secretKey: SecretBytes, passphrase: SecretBytes) {
        self.init(KeyValues(apiKey: apiKey, [(.secretKey, secretKey), (.passphrase, passphrase)]))
    }

    /// With what OKX's requests are signed; empty in a key of another exchange, whose signature OKX would refuse.
    public var secretKey: SecretBytes { self[.secretKey] ?? Self.none }

    /// What OKX wants beside the signature.
    public var passphrase: SecretBytes { self[.passphrase] ?? Self.none }

    private static let none = SecretBytes([])
}
