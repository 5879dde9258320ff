/// Reads the elements of DER (X.690) one after the other, out of memory that stays the caller's.
struct DERReader {
    /// The kinds of elements that keys are made of.
    enum Tag {
        static let integer: UInt8 = 0x02
        static let octets: UInt8 = 0x04
        static let null: UInt8 = 0x05
        static let identifier: UInt8 = 0x06
        static let sequence: UInt8 = 0x30
    }

    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { place == bytes.count }

    /// The tag of the next element; `nil` at the end.
    var nextTag: UInt8? { isAtEnd ? nil : bytes[place] }

    /// The content of the next element, which has to have that tag.
    mutating func content(_ tag: UInt8) throws(PrivateKeyProblem) -> UnsafeRawBufferPointer {
        guard nextTag == tag, place + 1 < bytes.count else { throw .damaged }
        let first = Int(bytes[place + 1])
        var start = place + 2
        var count = first
        if first >= 0x80 {
            let lengthBytes = first - 0x80
            // Nothing here has more than 64 KiB, and a length is written as short as it can be.
            guard 1...3 ~= lengthBytes, start + lengthBytes <= bytes.count else { throw .damaged }
            count = bytes[start..<start + lengthBytes].reduce(0) { $0 << 8 | Int($1) }
            start += lengthBytes
            guard count >= 0x80, count >> (8 * (lengthBytes - 1)) > 0 else { throw .damaged }
        }
        guard count <= bytes.count - start else { throw .damaged }
        place = start + count
        return UnsafeRawBufferPointer(rebasing: bytes[start..<place])
    }

    /// The elements inside the next one.
    mutating func inside(_ tag: UInt8) throws(PrivateKeyProblem) -> DERReader { DERReader(try content(tag)) }

    /// A small number that is not negative.
    mutating func number() throws(PrivateKeyProblem) -> Int {
        let content = try content(Tag.integer)
        guard let first = content.first, first < 0x80, content.count <= 7 else { throw .damaged }
        return content.reduce(0) { $0 << 8 | Int($1) }
    }

    /// Nothing may stand behind what was read.
    func end() throws(PrivateKeyProblem) {
        guard isAtEnd else { throw .damaged }
    }
}
