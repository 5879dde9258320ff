import Domain

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
