import ArgumentParser
import Commands

// What help says stands here in every language; the one that is set counts.

extension String {
    /// One of two sentences.
    static func spoken(en english: String, zh simplifiedChinese: String) -> String {
        SpokenLanguage.pick(en: english, zh: simplifiedChinese)
    }
}

extension ArgumentHelp {
    /// What an argument is for.
    init(en english: String, zh simplifiedChinese: String, valueName: String? = nil) {
        self.init(stringLiteral: .spoken(en: english, zh: simplifiedChinese))
        self.valueName = valueName
    }
}

extension ValidationError {
    /// What is wrong with the arguments.
    init(en english: String, zh simplifiedChinese: String) {
        self.init(.spoken(en: english, zh: simplifiedChinese))
    }
}
