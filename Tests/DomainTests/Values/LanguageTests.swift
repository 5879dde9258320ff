import Domain
import Testing

@Suite struct LanguageTests {
    @Test(
        arguments: [
            ("en", .english), ("EN", .english), ("en_US.UTF-8", .english), ("en-GB", .english), ("zh", .simplifiedChinese),
            ("zh-CN", .simplifiedChinese), ("zh_CN", .simplifiedChinese), ("zh_CN.UTF-8", .simplifiedChinese),
            ("zh-Hans", .simplifiedChinese),
            ("zh-hans", .simplifiedChinese), ("zh-Hans-CN", .simplifiedChinese), ("zh_SG@pinyin", .simplifiedChinese),
        ] as [(String, Language)])
    func meansALanguage(_ tag: String, _ language: Language) {
        #expect(Language(tag: tag) == language)
    }

    /// Among them are tags for traditional characters, which the program does not offer.
    @Test(arguments: [
        "", "auto", "de", "english", "zh-TW", "zh-Hant", "zh-", "zh--CN", "zh-CN-x", "en-", "en-US-x", "C", "zhx", "\u{4E2D}\u{6587}",
    ])
    func meansNoneOfOurs(_ tag: String) {
        #expect(Language(tag: tag) == nil)
    }
}
