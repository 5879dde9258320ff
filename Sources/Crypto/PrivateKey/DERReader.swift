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
            // No key has more than 64 KiB, and DER writes a length in as few bytes as possible.
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

    /// Throws `damaged` where bytes follow what was read.
    func end() throws(PrivateKeyProblem) {
        guard isAtEnd else { throw .damaged }
    }
}

/// The names of algorithms in keys, as DER writes them.
enum ObjectIdentifier {
    /// 1.2.840.113549.1.1.1 (RFC 8017, A.1).
    static let rsa: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
    /// 1.2.840.113549.1.1.10.
    static let rsaPSS: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A]
    /// 1.3.101.112 (RFC 8410, 3).
    static let ed25519: [UInt8] = [0x2B, 0x65, 0x70]
    /// 1.3.101.110, 111 and 113: X25519, X448 and Ed448.
    static let otherEdwards: [[UInt8]] = [[0x2B, 0x65, 0x6E], [0x2B, 0x65, 0x6F], [0x2B, 0x65, 0x71]]
    /// 1.2.840.10045.2.1 (RFC 5480, 2.1.1).
    static let ellipticCurve: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    /// 1.2.840.10040.4.1 (RFC 3279, 2.3.2).
    static let dsa: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01]
    /// 1.2.840.113549.1.5.13 (RFC 8018, A.4).
    static let pbes2: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D]
    /// 1.2.840.113549.1.5.12 (RFC 8018, A.2).
    static let pbkdf2: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0C]
    /// 1.3.6.1.4.1.11591.4.11 (RFC 7914, 7).
    static let scrypt: [UInt8] = [0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x04, 0x0B]
    /// 1.2.840.113549.2, of which 7, 9, 10 and 11 are HMAC with SHA-1, 256, 384 and 512 (RFC 8018, B.1).
    static let hmac: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x02]
    /// 2.16.840.1.101.3.4.1, of which 2, 22 and 42 are AES-CBC with 128, 192 and 256 bits (RFC 8018, B.2.5).
    static let aes: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01]
}
