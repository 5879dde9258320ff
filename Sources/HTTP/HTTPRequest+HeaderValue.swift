public import Crypto

extension HTTPRequest.Header {
    /// Text that anyone may see, or bytes that nobody should.
    public enum Value: Sendable {
        case plain(String)
        case secret(SecretBytes)
    }
}
