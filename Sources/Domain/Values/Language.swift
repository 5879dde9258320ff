/// A language of the interface. Adding one makes the compiler name every text that lacks it.
public enum Language: String, CaseIterable, Hashable, Sendable {
    case english = "en"
    case simplifiedChinese = "zh-Hans"

    /// The language that a locale name (`LC_ALL`, `LC_MESSAGES` or `LANG`) asks for; English when it names none of ours.
    public init(localeName: String) {
        self = localeName.lowercased().hasPrefix("zh") ? .simplifiedChinese : .english
    }
}
