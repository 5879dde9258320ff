import Domain

/// How hard a passphrase is to guess, estimated so that it errs on the side of weak.
enum PassphraseStrength {
    /// A guess costs about a second of a processor and 256 MiB with the vault's usual work factor. Below this many bits a rented
    /// machine finds a passphrase in hours, below the other in years.
    private static let fairBits = 36.0
    private static let strongBits = 50.0

    static func of(_ bytes: UnsafeRawBufferPointer) -> SecretSummary.Strength {
        guard !bytes.isEmpty else { return .none }
        let bits = isCommon(bytes) ? 0 : self.bits(of: bytes)
        return bits < fairBits ? .weak : bits < strongBits ? .fair : .strong
    }

    /// The sum over runs of letters, digits and other signs. A run of letters counts as a word of a list of some 5 000 words, or as
    /// random letters, whichever is less; what only repeats or counts up adds next to nothing.
    static func bits(of bytes: UnsafeRawBufferPointer) -> Double {
        var total = 0.0
        var runs: [(kind: Kind, hash: UInt64)] = []
        var start = 0
        while start < bytes.count {
            let kind = Kind(bytes[start])
            var end = start + 1
            while end < bytes.count, Kind(bytes[end]) == kind { end += 1 }
            let run = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            let hash = run.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1 | 0x20)) &* 1_099_511_628_211 }
            // A run that was there before is no new information.
            total += runs.contains { $0.kind == kind && $0.hash == hash } ? 1 : bits(of: run, kind)
            runs.append((kind, hash))
            start = end
        }
        return total
    }

    private static func bits(of run: UnsafeRawBufferPointer, _ kind: Kind) -> Double {
        var fresh = 1
        for index in 1..<max(1, run.count) {
            let step = Int(run[index]) - Int(run[index - 1])
            if step < -1 || step > 1 { fresh += 1 }
        }
        let length = Double(min(run.count, fresh + 1))
        switch kind {
        // Two bits more for capitals in odd places; long runs of letters are taken for several words.
        case .letter: return min(length * 4.7, 12.3 * Double((run.count + 9) / 10)) + (isMixed(run) ? 2 : 0)
        case .digit: return run.count == 4 ? min(length * 3.3, 7) : length * 3.3
        case .sign: return min(length, 3) * 4
        case .other: return length * 8
        }
    }

    private static func isMixed(_ run: UnsafeRawBufferPointer) -> Bool {
        run.dropFirst().contains { $0 & 0x20 == 0 } && run.contains { $0 & 0x20 != 0 }
    }

    private enum Kind {
        case letter, digit, sign, other

        init(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .letter
            case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
            case 0x20...0x7E: self = .sign
            default: self = .other
            }
        }
    }

    private static func isCommon(_ bytes: UnsafeRawBufferPointer) -> Bool {
        common.contains { word in
            word.utf8.count == bytes.count && zip(word.utf8, bytes).allSatisfy { $0 == $1 | 0x20 || $0 == $1 }
        }
    }

    /// What is tried first everywhere.
    private static let common = [
        "password", "passphrase", "123456", "12345678", "123456789", "1234567890", "qwertyuiop", "iloveyou", "letmein123", "password123",
        "correct horse battery staple", "correcthorsebatterystaple", "trustno1", "administrator", "changeme", "bitcoin", "satoshi nakamoto",
        "to be or not to be", "1q2w3e4r5t", "qwerty123456",
    ]
}

/// What holds for every passphrase of a vault, wherever it comes from, and the failures of getting one.
package enum PassphraseRule {
    /// The longest passphrase, in bytes.
    package static let longestBytes = 1_024

    /// That no passphrase could be had, and what to do.
    package static func failure(_ message: Phrase, _ remedy: Phrase) -> Failure {
        Failure(.vaultLocked, message: message, remedy: [remedy])
    }

    /// That a source holds more than a passphrase may have.
    package static func tooLong(_ source: Phrase) -> Phrase {
        Phrase(
            en: "A passphrase has at most \(longestBytes) bytes; there are more in \(source.english).",
            zh: "密码短语最多 \(longestBytes) 字节，\(source.simplifiedChinese)超出此长度。")
    }
}
