import Domain
import HTTP

/// A request as an adapter makes it, with holes where only a key can fill in what is missing. It holds no secret.
public struct UnsignedRequest: Sendable {
    /// What is known of it without the key. Headers with holes come behind those that it has.
    public var known: HTTPRequest
    /// Header lines in their order, with and without holes.
    public let headers: [Header]
    /// What a `POST` carries; empty for nothing.
    public let body: Template
    /// `nil` where nothing is signed.
    public let signature: SignatureRule?
    /// The query parameter that carries the signature, percent-encoded and behind all others; `nil` where it goes elsewhere.
    public let signatureParameter: String?

    /// A header line.
    public struct Header: Hashable, Sendable {
        /// The name of the header, as it is sent.
        public let name: String
        /// What stands behind the colon, with or without holes.
        public let value: Template

        /// A line by its name and value.
        public init(_ name: String, _ value: Template) {
            self.name = name
            self.value = value
        }

        /// A line without a hole.
        public init(_ name: String, _ text: String) { self.init(name, [.text(text)]) }
    }

    /// A request that a key signs, or that carries a part of one.
    public init(
        method: HTTPRequest.Method = .get, origin: String, target: String, headers: [Header], body: Template = [],
        signature: SignatureRule? = nil, signatureParameter: String? = nil, certificateFile: String? = nil
    ) {
        known = HTTPRequest(method: method, origin: origin, target: target, certificateFile: certificateFile)
        self.headers = headers
        self.body = body
        self.signature = signature
        self.signatureParameter = signatureParameter
    }

    /// A request that needs no key.
    public init(_ open: HTTPRequest) {
        known = open
        headers = []
        body = []
        signature = nil
        signatureParameter = nil
    }
}

/// What is signed, and how.
public struct SignatureRule: Hashable, Sendable {
    /// The bytes that the signature is made over.
    public let payload: Template
    /// The algorithms that the exchange accepts; the first one for which the key has a suitable value is used.
    public let algorithms: [Algorithm]

    /// A way of signing, with the field that holds the key to it.
    public enum Algorithm: Hashable, Sendable {
        /// RFC 2104, with the value as the text that it is.
        case hmacSHA256(KeyField.ID, Encoding)
        /// PKCS #1 v1.5 with SHA-256 (RFC 8017, 8.2) by a private RSA key, in Base64.
        case rsaSHA256(KeyField.ID)
        /// RFC 8032 by a private Ed25519 key, in Base64.
        case ed25519(KeyField.ID)

        /// The field that holds the key.
        public var field: KeyField.ID {
            switch self {
            case .hmacSHA256(let field, _), .rsaSHA256(let field), .ed25519(let field): field
            }
        }
    }

    /// How an HMAC is written.
    public enum Encoding: Hashable, Sendable {
        /// In lower case.
        case hexadecimal
        case base64
    }

    /// A rule by what is signed, and the ways that the exchange takes.
    public init(_ payload: Template, _ algorithms: [Algorithm]) {
        self.payload = payload
        self.algorithms = algorithms
    }
}
