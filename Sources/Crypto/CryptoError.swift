/// Why an operation on secret bytes failed. Reveals nothing about their content.
public enum CryptoError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The locked arena has no run of free memory that is long enough.
    case lockedMemoryExhausted
    /// More bytes than the capacity given at creation, in bytes.
    case capacityExceeded(capacityBytes: Int)
    /// The text is not the strict form of its encoding.
    case malformedEncoding
    /// Encrypted bytes were changed, cut, or encrypted with another key.
    case authenticationFailed
    /// A key, nonce or output has a length that the algorithm does not take.
    case unsuitableLength
    /// A cost, an exponent or a limit lies outside what is accepted.
    case unsuitableParameter
    /// The other side's public key is one that makes every shared secret the same.
    case unsafePublicKey
    /// The system's cryptographic library refused.
    case libraryFailed

    /// A few words in English that say nothing about the bytes; fit for an error message.
    public var description: String {
        switch self {
        case .lockedMemoryExhausted: "locked memory is exhausted"
        case .capacityExceeded(let capacityBytes): "more than \(capacityBytes) bytes"
        case .malformedEncoding: "malformed encoding"
        case .authenticationFailed: "authentication failed"
        case .unsuitableLength: "unsuitable length"
        case .unsuitableParameter: "unsuitable parameter"
        case .unsafePublicKey: "unsafe public key"
        case .libraryFailed: "the cryptographic library failed"
        }
    }
}
