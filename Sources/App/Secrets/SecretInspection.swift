import Core
import Domain
import Session

/// What may be said of secret bytes without showing them.
package enum SecretInspection {
    /// At most so many characters that do not belong into a credential are named.
    static let namedTroubles = 8

    package static func summary(of bytes: UnsafeRawBufferPointer) -> SecretSummary {
        let text = ScalarText(bytes)
        var length = 0
        var troubles: [SecretSummary.Trouble] = []
        text.forEach(in: 0..<bytes.count) { value, _ in
            length += 1
            if troubles.count < namedTroubles, let character = ScalarKind(value).trouble {
                troubles.append(SecretSummary.Trouble(position: length, character: character))
            }
            return true
        }
        let shape = shape(of: bytes)
        return SecretSummary(
            length: length, shape: shape, masked: shape == .uuid ? masked(bytes) : nil, troubles: troubles,
            strength: PassphraseStrength.of(bytes))
    }

    static func shape(of bytes: UnsafeRawBufferPointer) -> SecretSummary.Shape {
        if bytes.isEmpty { return .empty }
        if isUUID(bytes) { return .uuid }
        if bytes.count == 32, bytes.allSatisfy(isHexadecimal) { return .hexadecimal32 }
        return followsPassphraseRule(bytes) ? .passphraseRule : .other
    }

    static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): true
        default: false
        }
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
