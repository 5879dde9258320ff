import Crypto

/// Signs for OKX: Base64 of HMAC-SHA256 over time, method, path with query, and body, without separators
/// (OKX API guide, "Signature").
enum OKXSignature {
    /// `body` is what goes on the wire, empty for `GET`; the secret is used as the text it is.
    static func text(timestamp: String, method: String, target: String, body: [UInt8], secretKey: SecretBytes) -> String {
        let message = Array(timestamp.utf8) + Array(method.utf8) + Array(target.utf8) + body
        return Base64.encode(HMACSHA256.code(for: message, key: secretKey))
    }
}
