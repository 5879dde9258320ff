import Crypto
import Domain
import Exchanges
import HTTP

/// Fills the holes of requests from locked memory: the only code that reads the bytes of a key to send or to sign with them.
package struct Signer: Sendable {
    private let values: @Sendable (KeyField.ID) -> SecretBytes?
    private let isGone: @Sendable () -> Bool

    /// A signer with a key.
    package init(_ key: KeyHandle) {
        values = { key.values[$0] }
        isGone = { key.isWiped }
    }

    /// A signer that fills in secrets other than a key, such as those of an authorization.
    package init(_ secrets: [KeyField.ID: SecretBytes]) {
        values = { secrets[$0] }
        isGone = { ProcessGuard.hasWiped }
    }

    /// A signer for requests without holes.
    package static let keyless = Signer([:])

    /// The request with its holes filled and its signature made.
    package func sign(_ request: UnsignedRequest) -> Result<HTTPRequest, SigningProblem> {
        do throws(SigningProblem) { return .success(try signed(request)) } catch { return .failure(error) }
    }

    /// A text outside of a request with its holes filled, such as the login message of a stream.
    package func fill(_ text: Template, signedBy rule: SignatureRule?) -> Result<SecretBytes, SigningProblem> {
        do throws(SigningProblem) {
            try checkThere()
            let filled = try filled(text, try signature(rule))
            try checkThere()
            return .success(filled)
        } catch {
            return .failure(error)
        }
    }

    private func signed(_ request: UnsignedRequest) throws(SigningProblem) -> HTTPRequest {
        try checkThere()
        let signature = try signature(request.signature)
        var signed = request.known
        for header in request.headers { signed.headers.append(try line(header, signature)) }
        if let name = request.signatureParameter, let signature {
            signed.target += (signed.target.contains("?") ? "&" : "?") + name + "=" + Self.percentEncoded(signature.utf8)
        }
        if !request.body.isEmpty { signed.body = try body(request.body, signature) }
        // If the key was wiped meanwhile, the result may come from zeros.
        try checkThere()
        return signed
    }

    private func checkThere() throws(SigningProblem) {
        if isGone() { throw .wiped }
    }

    // MARK: Signatures

    private func signature(_ rule: SignatureRule?) throws(SigningProblem) -> String? {
        guard let rule else { return nil }
        var problem = SigningProblem.lacking(rule.algorithms.first?.field ?? .apiKey)
        for algorithm in rule.algorithms {
            guard let secret = values(algorithm.field), !secret.isEmpty else { continue }
            switch algorithm {
            case .hmacSHA256(_, let encoding):
                let code = try withPayload(rule.payload) { HMACSHA256Computation.code(for: $0, key: secret) }
                return switch encoding {
                case .base64: Base64.encode(code)
                case .hexadecimal: Self.hexadecimal(code)
                }
            case .rsaSHA256, .ed25519:
                let key = try privateKey(secret)
                defer { key.wipe() }
                guard Self.suits(key.kind, algorithm) else {
                    problem = .unsuitable
                    continue
                }
                return Base64.encode(try withPayload(rule.payload) { payload in Self.signature(of: payload, key) }.get())
            }
        }
        throw problem
    }

    private func privateKey(_ text: SecretBytes) throws(SigningProblem) -> PrivateKey {
        do throws(PrivateKeyProblem) { return try PrivateKey(text: text) } catch { throw .privateKey(error) }
    }

    private static func signature(of payload: UnsafeRawBufferPointer, _ key: PrivateKey) -> Result<[UInt8], SigningProblem> {
        do throws(PrivateKeyProblem) { return .success(try key.signature(of: payload)) } catch { return .failure(.privateKey(error)) }
    }

    private static func suits(_ kind: PrivateKey.Kind, _ algorithm: SignatureRule.Algorithm) -> Bool {
        switch (kind, algorithm) {
        case (.rsa, .rsaSHA256), (.ed25519, .ed25519): true
        case (.rsa, .ed25519), (.ed25519, .rsaSHA256), (_, .hmacSHA256): false
        }
    }

    /// Lends the bytes to sign; they lie in locked memory where a value of the key is part of them.
    private func withPayload<R>(_ payload: Template, _ body: (UnsafeRawBufferPointer) -> R) throws(SigningProblem) -> R {
        if let known = payload.known { return known.withUnsafeBytes(body) }
        let text = try filled(payload, nil)
        defer { text.wipe() }
        return text.withUnsafeBytes(body)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    // MARK: Holes

    private func line(_ header: UnsignedRequest.Header, _ signature: String?) throws(SigningProblem) -> HTTPRequest.Header {
        // The value itself, of which no copy is made.
        if case .value(let field, .plain)? = header.value.first, header.value.count == 1 {
            return HTTPRequest.Header(header.name, secret: try value(of: field))
        }
        guard header.value.isSecret else {
            return HTTPRequest.Header(header.name, String(decoding: try Self.shown(header.value, signature), as: UTF8.self))
        }
        return HTTPRequest.Header(header.name, secret: try filled(header.value, signature))
    }

    private func body(_ text: Template, _ signature: String?) throws(SigningProblem) -> HTTPRequest.Body {
        guard text.isSecret else {
            return .bytes(try Self.shown(text, signature))
        }
        return .secret(try filled(text, signature))
    }

    private func value(of field: KeyField.ID) throws(SigningProblem) -> SecretBytes {
        guard let value = values(field), !value.isEmpty else { throw .lacking(field) }
        return value
    }

    /// A text in locked memory, as long as it has to be.
    private func filled(_ text: Template, _ signature: String?) throws(SigningProblem) -> SecretBytes {
        var capacity = 0
        for piece in text {
            switch piece {
            // A byte becomes six where JSON has no other way to write it.
            case .value(let field, let writing): capacity += try value(of: field).count * (writing == .plain ? 1 : 6)
            case .bytes, .signature: capacity += try Self.shown(piece, signature).count
            }
        }
        guard let filled = try? SecretBytes(capacity: capacity) else { throw .memoryExhausted }
        for piece in text {
            do throws(CryptoError) {
                if case .value(let field, let writing) = piece, let secret = values(field) {
                    try Self.append(secret, writing, to: filled)
                } else {
                    for byte in (try? Self.shown(piece, signature)) ?? [] { try filled.append(byte) }
                }
            } catch {
                throw .memoryExhausted
            }
        }
        return filled
    }

    private static func append(_ value: SecretBytes, _ writing: TemplatePiece.Writing, to text: SecretBytes) throws(CryptoError) {
        switch writing {
        case .plain: try text.append(value)
        case .json, .percent:
            try value.withUnsafeBytes { (bytes) throws(CryptoError) in
                for byte in bytes {
                    try each(byte, writing) { (written) throws(CryptoError) in try text.append(written) }
                }
            }
        }
    }

    /// A text that holds no secret.
    private static func shown(_ text: Template, _ signature: String?) throws(SigningProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        for piece in text { bytes += try shown(piece, signature) }
        return bytes
    }

    /// What a piece says that holds no secret.
    private static func shown(_ piece: TemplatePiece, _ signature: String?) throws(SigningProblem) -> [UInt8] {
        switch piece {
        case .bytes(let bytes): return bytes
        case .value(let field, _): throw .lacking(field)
        case .signature(let writing):
            guard let signature else { throw .unsigned }
            var bytes: [UInt8] = []
            for byte in signature.utf8 { each(byte, writing) { bytes.append($0) } }
            return bytes
        }
    }

    // MARK: Writing

    private static func percentEncoded(_ text: some Sequence<UInt8>) -> String {
        var bytes: [UInt8] = []
        for byte in text { each(byte, .percent) { bytes.append($0) } }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes that stand for one.
    private static func each<Problem: Error>(
        _ byte: UInt8, _ writing: TemplatePiece.Writing, _ write: (UInt8) throws(Problem) -> Void
    ) throws(Problem) {
        switch (writing, byte) {
        case (.plain, _): try write(byte)
        case (.json, UInt8(ascii: "\"")), (.json, UInt8(ascii: "\\")):
            try write(UInt8(ascii: "\\"))
            try write(byte)
        case (.json, 0..<0x20):
            for part in [UInt8(ascii: "\\"), UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")] { try write(part) }
            try write(digit(byte >> 4))
            try write(digit(byte & 15))
        case (.json, _): try write(byte)
        case (.percent, UInt8(ascii: "a")...UInt8(ascii: "z")), (.percent, UInt8(ascii: "A")...UInt8(ascii: "Z")),
            (.percent, UInt8(ascii: "0")...UInt8(ascii: "9")), (.percent, UInt8(ascii: "-")), (.percent, UInt8(ascii: ".")),
            (.percent, UInt8(ascii: "_")), (.percent, UInt8(ascii: "~")):
            try write(byte)
        case (.percent, _):
            try write(UInt8(ascii: "%"))
            try write(digit(byte >> 4))
            try write(digit(byte & 15))
        }
    }

    /// In capitals, as RFC 3986, 2.1 recommends.
    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10 }
}
