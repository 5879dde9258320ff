/// A sentence or word in every language of the interface.
public struct Phrase: Hashable, Sendable {
    /// The words in English, with American spelling.
    public let english: String
    /// The words in Simplified Chinese, written and not translated word by word.
    public let simplifiedChinese: String

    /// The same statement in both languages.
    public init(en english: String, zh simplifiedChinese: String) {
        self.english = english
        self.simplifiedChinese = simplifiedChinese
    }

    /// The same words in every language: a name, a code, an address.
    public init(verbatim text: String) {
        self.init(en: text, zh: text)
    }

    /// A small number as a word before a noun.
    public static func number(_ count: Int) -> Phrase {
        switch count {
        case 1: Phrase(en: "one", zh: "一")
        case 2: Phrase(en: "two", zh: "两")
        case 3: Phrase(en: "three", zh: "三")
        case 4: Phrase(en: "four", zh: "四")
        case let count: Phrase(verbatim: String(count))
        }
    }

    /// Several names in a sentence, such as `total, wallets and positions`.
    public static func listed(_ names: [Phrase]) -> Phrase {
        func joined(_ names: [String], _ comma: String, _ and: String) -> String {
            names.count < 2 ? names.joined() : names.dropLast().joined(separator: comma) + and + names[names.count - 1]
        }
        return Phrase(
            en: joined(names.map(\.english), ", ", " and "), zh: joined(names.map(\.simplifiedChinese), "、", " 和 "))
    }

    /// The words in one language.
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

/// A language of the interface. Adding one makes the compiler name every text that lacks it.
public enum Language: String, CaseIterable, Hashable, Sendable {
    case english = "en"
    case simplifiedChinese = "zh-Hans"

    /// The language that a tag means, as people write it: `zh` and `zh_CN.UTF-8` mean `zh-Hans`, `en-GB` means `en`. `nil` for any other;
    /// traditional characters are not what this program writes.
    public init?(tag: String) {
        let parts = tag.lowercased().prefix { $0 != "." && $0 != "@" }
            .split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
        switch (parts.first, parts.dropFirst()) {
        case ("en"?, let region) where region.allSatisfy(Self.isRegion): self = .english
        case ("zh"?, []), ("zh"?, ["hans"]), ("zh"?, ["cn"]), ("zh"?, ["sg"]), ("zh"?, ["hans", "cn"]), ("zh"?, ["hans", "sg"]):
            self = .simplifiedChinese
        case _: return nil
        }
    }

    private static func isRegion(_ part: Substring) -> Bool { part.utf8.count == 2 && part.utf8.allSatisfy { (0x61...0x7A).contains($0) } }

    /// The language that a locale name (`LC_ALL`, `LC_MESSAGES` or `LANG`) asks for; English when it names none of ours.
    public init(localeName: String) {
        self = localeName.lowercased().hasPrefix("zh") ? .simplifiedChinese : .english
    }
}
