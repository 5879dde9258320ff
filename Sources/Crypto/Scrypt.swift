internal import COpenSSL

/// scrypt (RFC 7914). Its work area of 128 · r · 2^logN bytes is not locked, but never dumped, and wiped by the library; the library's
/// copies of the passphrase lie in the locked arena.
public enum Scrypt {
    /// A key of `count` bytes from a passphrase. `logN` lies between 1 and 30, so callers set their own lower ceiling for
    /// costs that come from outside. Throws `unsuitableParameter`, `lockedMemoryExhausted`, or `libraryFailed` (out of memory).
    public static func derive(
        from passphrase: SecretBytes, salt: [UInt8], logN: Int, r: Int = 8, p: Int = 1, count: Int
    ) throws(CryptoError) -> SecretBytes {
        guard 1...30 ~= logN, 1...1024 ~= r, 1...1024 ~= p, count > 0 else { throw .unsuitableParameter }
        // RFC 7914 section 2: N must be less than 2^(128 * r / 8).
        guard logN < 16 * r else { throw .unsuitableParameter }
        let cost: UInt64 = 1 << UInt64(logN)
        let limitBytes = 128 * UInt64(r) * cost + (1 << 20)
        let derived = try SecretBytes(capacity: count)
        try derived.appendWritten(count: count) { room in
            passphrase.withUnsafeBytes { passphraseBytes in
                GuardedHeap.inArena {
                    EVP_PBE_scrypt(
                        passphraseBytes.baseAddress?.assumingMemoryBound(to: CChar.self), passphraseBytes.count,
                        salt, salt.count, cost, UInt64(r), UInt64(p), limitBytes,
                        room.baseAddress?.assumingMemoryBound(to: UInt8.self), room.count
                    ) == 1
                }
            }
        }
        return derived
    }
}
