/// That an exchange removes keys which lie unused.
public struct UnusedKeyRule: Hashable, Sendable {
    /// Where it does.
    public let environments: Set<TradingEnvironment>
    /// What to say of such a key; it begins in the middle of a sentence.
    public let warning: Phrase
    /// What keeps it.
    public let remedy: Phrase

    /// A rule by where it holds and what is to be said.
    public init(environments: Set<TradingEnvironment>, warning: Phrase, remedy: Phrase) {
        self.environments = environments
        self.warning = warning
        self.remedy = remedy
    }
}
