public import Crypto

extension HTTPRequest {
    /// What a `POST` carries. Only a `POST` may carry anything.
    public enum Body: Sendable {
        case none
        case bytes([UInt8])
        case secret(SecretBytes)
    }
}
