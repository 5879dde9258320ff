import Crypto

extension SecretBytes {
    /// The bytes in plain sight, which only a test may want.
    var contents: [UInt8] { withUnsafeBytes { Array($0) } }

    /// All that the block holds behind the bytes in use.
    var room: [UInt8] {
        withUnsafeBytes { used in
            Array(UnsafeRawBufferPointer(start: used.baseAddress! + used.count, count: capacity - used.count))
        }
    }
}

extension Array where Element == UInt8 {
    func withUnsafeBytesOfElements(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try withUnsafeBytes(body)
    }
}
