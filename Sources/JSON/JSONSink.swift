/// Takes the bytes of a document as it is written. An own one keeps secrets in the memory where they belong.
public protocol JSONSink {
    mutating func append(_ byte: UInt8)
    mutating func append(contentsOf bytes: UnsafeRawBufferPointer)
}

extension Array: JSONSink where Element == UInt8 {}
