import Domain

/// Signs for OKX: Base64 of HMAC-SHA256 over time, method, path with query, and body, without separators
/// (OKX API guide, "Signature").
enum OKXSignature {
    /// `body` is what goes on the wire, empty for `GET`; the secret is used as the text it is.
    static func rule(timestamp: String, method: String, target: String, body: [UInt8]) -> SignatureRule {
        SignatureRule([.text(timestamp + method + target), .bytes(body)], [.hmacSHA256(.secretKey, .base64)])
    }
}
