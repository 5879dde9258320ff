import Testing

@testable import Core
@testable import Domain

/// Every word of the interface is there in every language.
struct WordsTests {
    /// Strings that are rightly the same in both languages.
    private static let shared: Set<String> = ["unknownAmount"]

    /// Every string of a text by where it stands.
    private func strings(_ value: Any, _ path: String = "") -> [(path: String, words: String)] {
        if let string = value as? String { return [(path, string)] }
        return Mirror(reflecting: value).children.enumerated().flatMap { index, child in
            strings(child.value, path.isEmpty ? child.label ?? "\(index)" : "\(path).\(child.label ?? "\(index)")")
        }
    }

    /// What the texts make of values.
    private func made(_ text: Text) -> [(path: String, words: String)] {
        var all: [(String, String)] = [
            ("counts", text.home.counts(2, 0)), ("counts to fix", text.home.counts(2, 1)), ("as of", text.home.asOf("14:03:12")),
            ("characters", text.entry.characters(1)), ("trimmed", text.entry.trimmed(2)), ("beside", text.entry.beside("Secret")),
            ("in place", text.entry.inPlaceOf("Secret")), ("filled", text.entry.pasteFilled("API Key")),
            ("not recognised", text.entry.pasteNotRecognised(2, 3)), ("verify", text.verify.lead("main", "OKX", "www.okx.com")),
            ("code", text.verify.code("50110")), ("remove", text.dialogs.removeBody("main")), ("added", text.dialogs.added("main")),
            ("removed", text.dialogs.removed("main")), ("stored", text.dialogs.stored("main")), ("replaced", text.dialogs.replaced("main")),
            ("renamed", text.dialogs.renamed("main")), ("default", text.dialogs.madeDefault("main")),
            ("unsaved", text.dialogs.quitUnsaved("main")), ("unlocked", text.vault.unlocked(1_234)),
            ("replace", text.entry.replaceLead("main", "OKX", "www.okx.com")),
        ]
        all += [.weak, .fair, .strong].map { ("\($0)", text.vault.strength($0)) }
        all += SecretSummary.Trouble.Character.allCases.map { ("\($0)", text.entry.trouble(.init(position: 3, character: $0))) }
        all += VerificationRow.allCases.filter { $0 != .key }.map { ("\($0)", text.verify.rowName($0, ExchangeProfile.okx.keyFields)) }
        return all
    }

    @Test func everyStringIsThereAndTranslated() {
        let english = strings(Text.english)
        let chinese = strings(Text.simplifiedChinese)
        #expect(english.map(\.path) == chinese.map(\.path))
        #expect(english.count > 100)
        for (one, other) in zip(english, chinese) {
            #expect(!one.words.isEmpty, "\(one.path)")
            #expect(!other.words.isEmpty || one.path == "sentenceSpace", "\(one.path)")
            if !Self.shared.contains(one.path) { #expect(one.words != other.words, "\(one.path)") }
        }
    }

    @Test func whatTextsMakeIsThereAndTranslated() {
        for (one, other) in zip(made(.english), made(.simplifiedChinese)) {
            #expect(!one.words.isEmpty && !other.words.isEmpty, "\(one.path)")
            #expect(one.words != other.words, "\(one.path)")
        }
    }

    @Test func everyTextNamesDifferentThingsDifferently() {
        for language in Language.allCases {
            let text = Text.of(language)
            #expect(Set(ConnectionStatus.allCases.map { $0.words[language] }).count == ConnectionStatus.allCases.count)
            #expect(
                Set(VerificationRow.allCases.map { text.verify.rowName($0, ExchangeProfile.okx.keyFields) }).count
                    == VerificationRow.allCases.count)
            #expect(Set([Permission.read, .trade, .withdraw].map { $0.label[language] }).count == 3)
        }
    }

    @Test func placeholdersAreTheSameInBothLanguages() {
        func placeholders(_ words: String) -> [String] {
            words.split(separator: "{").dropFirst().compactMap { $0.contains("}") ? $0.split(separator: "}").first.map(String.init) : nil }
                .sorted()
        }
        for (one, other) in zip(strings(Text.english), strings(Text.simplifiedChinese)) {
            #expect(placeholders(one.words) == placeholders(other.words), "\(one.path)")
        }
        for (one, other) in phrases(ExchangeProfile.okx).map({ ($0.english, $0.simplifiedChinese) }) {
            #expect(!one.isEmpty && !other.isEmpty, "\(one)")
            #expect(placeholders(one) == placeholders(other), "\(one)")
        }
    }

    private func phrases(_ value: Any) -> [Phrase] {
        if let phrase = value as? Phrase { return [phrase] }
        return Mirror(reflecting: value).children.flatMap { phrases($0.value) }
    }

    @Test func chineseEndsSentencesAsChineseDoes() {
        for (path, words) in strings(Text.simplifiedChinese)
        where words.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) {
            #expect(!words.hasSuffix("."), "\(path)")
            #expect(!words.contains("。 "), "\(path)")
        }
    }

    @Test func signsTellStatesApartWithoutColour() {
        for glyphs in [GlyphSet.unicode, .ascii] {
            let signs = [Mark.good, .caution, .bad, .running, .waiting, .skipped, .ticked, .unticked].map { $0.sign(glyphs) }
            #expect(Set(signs).count == signs.count)
        }
        #expect(Mark.allCases.allSatisfy { $0.sign(.ascii).allSatisfy(\.isASCII) })
    }
}
