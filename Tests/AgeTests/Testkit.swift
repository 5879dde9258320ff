import Foundation
import TestSupport

/// A vector of the public test kit: what a reader is given and what it must answer (C2SP/CCTV, age/README.md).
struct TestkitVector {
    var expectation = ""
    var payloadDigest: String?
    var identities: [String] = []
    var passphrases: [String] = []
    var isArmored = false
    var usesUnknownFeature = false
    var file: [UInt8]

    struct Malformed: Error {}

    init(reading bytes: [UInt8]) throws {
        var rest = bytes[...]
        var isCompressed = false
        file = []
        while true {
            guard let end = rest.firstIndex(of: 0x0A) else { throw Malformed() }
            let line = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            guard let colon = line.range(of: ": ") else { throw Malformed() }
            let value = String(line[colon.upperBound...])
            switch line[..<colon.lowerBound] {
            case "expect": expectation = value
            case "payload": payloadDigest = value
            case "identity": identities.append(value)
            case "passphrase": passphrases.append(value)
            case "armored": isArmored = value == "yes"
            case "compressed": isCompressed = value == "zlib"
            case "file key", "comment": break
            default: usesUnknownFeature = true
            }
        }
        file = Array(rest)
        if isCompressed { file = try Self.inflated(file) }
    }

    private static func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
        let program = "import sys, zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))"
        return try Tool.run("python3", ["-c", program], input: bytes).output
    }
}
