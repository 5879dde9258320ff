import Core
import Domain
import Session

/// What may be said of secret bytes without showing them.
package enum SecretInspection {
    /// The most unexpected characters that are listed.
    static let namedTroubles = 8

    /// The summary of a value, whichever exchange and field it is for.
    package static func summary(of bytes: UnsafeRawBufferPointer, among fields: [KeyField]) -> SecretSummary {
        let text = ScalarText(bytes)
        let shape = shape(of: bytes)
        var length = 0
        var lines = 1
        var troubles: [SecretSummary.Trouble] = []
        text.forEach(in: 0..<bytes.count) { value, _ in
            length += 1
            if value == 0x0A { lines += 1 }
            if troubles.count < namedTroubles, let character = ScalarKind(value).trouble, !isPart(character, of: shape) {
                troubles.append(SecretSummary.Trouble(position: length, character: character))
            }
            return true
        }
        return SecretSummary(
            length: length, shape: shape, masked: mayBeMasked(shape, fields) ? masked(bytes) : nil, troubles: troubles,
            strength: PassphraseStrength.of(bytes), lines: lines)
    }

    /// Only what has the shape of a value that may be shown, and of no secret.
    private static func mayBeMasked(_ shape: SecretSummary.Shape, _ fields: [KeyField]) -> Bool {
        let alike = fields.filter { $0.shape == shape }
        return shape.isDistinctive && !alike.isEmpty && alike.allSatisfy { $0.secrecy == .masked }
    }

    /// Whether a PEM block normally contains such characters.
    private static func isPart(_ character: SecretSummary.Trouble.Character, of shape: SecretSummary.Shape) -> Bool {
        switch shape {
        case .pem, .encryptedPEM, .unfinishedPEM, .publicPEM: character == .lineEnd || character == .space
        case .empty, .uuid, .hexadecimal32, .alphanumeric, .passphraseRule, .other: false
        }
    }

    /// Whether a block of lines begins in the bytes that does not end there.
    package static func isUnfinished(_ bytes: UnsafeRawBufferPointer) -> Bool { PEMBlock.isUnfinished(bytes) }

    static func shape(of bytes: UnsafeRawBufferPointer) -> SecretSummary.Shape {
        if bytes.isEmpty { return .empty }
        if isUUID(bytes) { return .uuid }
        if bytes.count == 32, bytes.allSatisfy(isHexadecimal) { return .hexadecimal32 }
        if bytes.count >= shortestAlphanumeric, bytes.allSatisfy(isAlphanumeric) { return .alphanumeric(count: bytes.count) }
        if followsPassphraseRule(bytes) { return .passphraseRule }
        if PEMBlock.isWhole(bytes) {
            return PEMBlock.isPublic(bytes) ? .publicPEM : PEMBlock.isEncrypted(bytes) ? .encryptedPEM : .pem
        }
        return PEMBlock.isUnfinished(bytes) ? .unfinishedPEM : .other
    }

    static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): true
        default: false
        }
    }

    private static let shortestAlphanumeric = 16

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isUUID(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count == 36 else { return false }
        return bytes.indices.allSatisfy { index in
            [8, 13, 18, 23].contains(index) ? bytes[index] == UInt8(ascii: "-") : isHexadecimal(bytes[index])
        }
    }

    private static func masked(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes.prefix(3), as: UTF8.self) + "…" + String(decoding: bytes.suffix(3), as: UTF8.self)
    }

    /// OKX API guide, sub-account API keys: 8 to 32 characters of all four classes.
    private static func followsPassphraseRule(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard (8...32).contains(bytes.count) else { return false }
        var (hasLower, hasUpper, hasDigit, hasSign) = (false, false, false, false)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): hasLower = true
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasUpper = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
            case 0x20: break
            case 0x21...0x7E: hasSign = true
            default: return false
            }
        }
        return hasLower && hasUpper && hasDigit && hasSign
    }
}
