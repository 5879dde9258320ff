/// A sentence or word in every language of the interface.
public struct Phrase: Hashable, Sendable {
    public let english: String
    public let simplifiedChinese: String

    public init(en english: String, zh simplifiedChinese: String) {
        self.english = english
        self.simplifiedChinese = simplifiedChinese
    }

    /// The same words in every language: a name, a code, an address.
    public init(verbatim text: String) {
        self.init(en: text, zh: text)
    }

    public subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .simplifiedChinese: simplifiedChinese
        }
    }

    /// The phrase with every `{name}` replaced by what `values` gives for it, in each language.
    public func filling(_ values: [String: String]) -> Phrase {
        var en = english
        var zh = simplifiedChinese
        for (name, value) in values {
            en = en.replacing("{\(name)}", with: value)
            zh = zh.replacing("{\(name)}", with: value)
        }
        return Phrase(en: en, zh: zh)
    }
}
