internal import COpenSSL

/// HMAC with SHA-256 (RFC 2104, FIPS 198-1).
public enum HMACSHA256 {
    /// The length of a code in bytes.
    public static let codeBytes = 32

    /// The 32 bytes of the code for a message.
    public static func code(for message: some Sequence<UInt8>, key: SecretBytes) -> [UInt8] {
        let computation = HMACSHA256Computation(key: key)
        computation.update(message)
        return computation.code()
    }
}

/// An HMAC-SHA-256 in the making, for messages that come in parts.
public struct HMACSHA256Computation: ~Copyable {
    private let context: OpaquePointer

    // Fetched once and kept for the life of the process; the library allows its use from every thread.
    nonisolated(unsafe) private static let algorithm = EVP_MAC_fetch(nil, "HMAC", nil)

    /// Begins with a key of any length.
    public init(key: SecretBytes) {
        guard let context = EVP_MAC_CTX_new(Self.algorithm) else { Self.fail() }
        self.context = context
        let succeeded = key.withUnsafeBytes { bytes in
            LibraryParameters.with([.text(name: "digest", value: "SHA256")]) { parameters in
                GuardedHeap.inArena {
                    EVP_MAC_init(context, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, parameters)
                }
            }
        }
        guard succeeded == 1 else { Self.fail() }
    }

    deinit { EVP_MAC_CTX_free(context) }

    /// The 32 bytes for a message that is there as a whole.
    public static func code(for message: UnsafeRawBufferPointer, key: SecretBytes) -> [UInt8] {
        let computation = HMACSHA256Computation(key: key)
        computation.update(message)
        return computation.code()
    }

    /// Takes the next part of the message.
    public func update(_ part: UnsafeRawBufferPointer) {
        let succeeded = EVP_MAC_update(context, part.baseAddress?.assumingMemoryBound(to: UInt8.self), part.count)
        guard succeeded == 1 else { Self.fail() }
    }

    /// Takes the next part of the message.
    public func update(_ part: some Sequence<UInt8>) {
        Array(part).withUnsafeBytes { update($0) }
    }

    /// The 32 bytes for all parts so far; ends the computation.
    public consuming func code() -> [UInt8] {
        var code = [UInt8](repeating: 0, count: HMACSHA256.codeBytes)
        var written = 0
        guard EVP_MAC_final(context, &code, &written, code.count) == 1, written == code.count else { Self.fail() }
        return code
    }

    private static func fail() -> Never { fatalError("the cryptographic library has no HMAC with SHA-256") }
}
