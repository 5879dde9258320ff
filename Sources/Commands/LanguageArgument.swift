import Domain

/// A language as the command line writes it.
public struct LanguageArgument: RawRepresentable, CaseIterable, Hashable, Sendable {
    let language: Language

    /// Every language of the program.
    public static var allCases: [LanguageArgument] { Language.allCases.map { LanguageArgument(language: $0) } }

    /// `nil` for what is none of the program's languages.
    public init?(rawValue: String) {
        guard let language = Language(rawValue: rawValue) else { return nil }
        self.language = language
    }

    private init(language: Language) { self.language = language }

    /// Its tag, such as `zh-Hans`.
    public var rawValue: String { language.rawValue }
}
