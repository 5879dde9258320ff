/// That an exchange ends keys at a time that it tells.
public struct KeyLifetime: Hashable, Sendable {
    /// So many days before the end it is worth a warning.
    public let noticeDays: Int64
    /// What keeps a key, or makes one without an end; empty where nothing does.
    public let remedy: [Phrase]

    /// Two weeks, and nothing that helps, unless said otherwise.
    public init(noticeDays: Int64 = 14, remedy: [Phrase] = []) {
        self.noticeDays = noticeDays
        self.remedy = remedy
    }
}

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
