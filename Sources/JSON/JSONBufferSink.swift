/// Writes into memory of the caller's, and counts what does not fit: with an empty buffer it only measures.
public struct JSONBufferSink: JSONSink {
    private let buffer: UnsafeMutableRawBufferPointer
    /// How many bytes the document has so far; more than the buffer's where it did not fit.
    public private(set) var byteCount = 0

    /// The buffer has to stay valid as long as the sink is used.
    public init(_ buffer: UnsafeMutableRawBufferPointer = UnsafeMutableRawBufferPointer(start: nil, count: 0)) {
        self.buffer = buffer
    }

    public mutating func append(_ byte: UInt8) {
        if byteCount < buffer.count { buffer[byteCount] = byte }
        byteCount += 1
    }

    public mutating func append(contentsOf bytes: UnsafeRawBufferPointer) {
        for byte in bytes { append(byte) }
    }
}
