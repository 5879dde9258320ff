internal import COpenSSL

/// Comparison that takes the same time wherever the operands differ.
public enum ConstantTime {
    /// Whether both have the same length and content. The lengths are not hidden.
    public static func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
        return CRYPTO_memcmp(leftStart, rightStart, left.count) == 0
    }

    /// Whether both have the same length and content. The lengths are not hidden.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.withUnsafeBytes { leftBytes in right.withUnsafeBytes { equal(leftBytes, $0) } }
    }
}
