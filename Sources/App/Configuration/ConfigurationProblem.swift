import Domain

/// A mistake in the configuration file: where it is and what was expected there.
package struct ConfigurationProblem {
    var file: String
    /// The key with dots between its parts; empty for the file as a whole.
    var key = ""
    /// Counted from 1.
    var line: Int?
    var expected: Phrase

    /// A mistake at a key, or of the file as a whole; `expected` follows “expected” in a sentence.
    package init(file: String, key: String = "", line: Int? = nil, expected: Phrase) {
        self.file = file
        self.key = key
        self.line = line
        self.expected = expected
    }

    /// `configuration-invalid`, with file, line and key in its message, cleaned.
    package var failure: Failure {
        let file = CleanText.line(file, characters: 200)
        let key = CleanText.line(key, characters: 80)
        let place = Phrase(
            en: file + (line.map { ", line \($0)" } ?? "") + (key.isEmpty ? "" : ": \(key)"),
            zh: file + (line.map { "，第 \($0) 行" } ?? "") + (key.isEmpty ? "" : "：\(key)"))
        return Failure(
            .configurationInvalid,
            message: Phrase(
                en: "\(place.english): expected \(expected.english).", zh: "\(place.simplifiedChinese)：应为\(expected.simplifiedChinese)。"),
            remedy: [Phrase(en: "Correct the entry, or take it out to have the default.", zh: "请改正该项，或删除它以使用默认值。")])
    }
}
