import Crypto

/// A passphrase for a key that OKX makes for us: 8 to 32 characters with a capital, a small letter, a digit and
/// another sign (OKX API guide, "Create Sub-account API key").
enum OKXPassphrase {
    static let length = 30
    /// Without signs that shells and configuration files take for their own.
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+".utf8)

    /// Chosen evenly, so that each character is worth 6 bits. Throws `lockedMemoryExhausted`, or `libraryFailed`.
    static func make() throws(CryptoError) -> SecretBytes {
        while true {
            let passphrase = try SecretBytes(capacity: length)
            while passphrase.count < length {
                let random = try SecureRandom.secretBytes(64)
                defer { random.wipe() }
                try random.withUnsafeBytes { (bytes) throws(CryptoError) in
                    // Bytes beyond the last whole multiple would favour the first letters.
                    let bound = 256 / alphabet.count * alphabet.count
                    for byte in bytes where Int(byte) < bound && passphrase.count < length {
                        try passphrase.append(alphabet[Int(byte) % alphabet.count])
                    }
                }
            }
            if isSuitable(passphrase) { return passphrase }
            passphrase.wipe()
        }
    }

    static func isSuitable(_ passphrase: SecretBytes) -> Bool {
        passphrase.withUnsafeBytes { bytes in
            let hasCapital = bytes.contains { (0x41...0x5A).contains($0) }
            let hasSmall = bytes.contains { (0x61...0x7A).contains($0) }
            let hasDigit = bytes.contains { (0x30...0x39).contains($0) }
            let hasSign = bytes.contains { byte in "-_.+".utf8.contains(byte) }
            return (8...32).contains(bytes.count) && hasCapital && hasSmall && hasDigit && hasSign
        }
    }
}
