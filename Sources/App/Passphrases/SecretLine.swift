import Crypto

/// Collects the first line of input that arrives in parts.
final class SecretLine {
    let bytes: SecretBytes
    /// Whether its end has been seen.
    private(set) var isWhole = false

    init(_ bytes: SecretBytes) {
        self.bytes = bytes
    }

    /// Takes what belongs to the line. Throws `SecretReader.Problem.tooLong`.
    func append(_ part: UnsafeRawBufferPointer) throws {
        guard !isWhole else { return }
        let end = part.firstIndex(of: UInt8(ascii: "\n"))
        try SecretReader.append(UnsafeRawBufferPointer(rebasing: part[..<(end ?? part.endIndex)]), to: bytes)
        guard end != nil else { return }
        isWhole = true
        // A line may end as on Windows.
        if bytes.withUnsafeBytes({ $0.last == UInt8(ascii: "\r") }) { bytes.removeLast() }
    }
}
