/// For an exchange that ends keys and tells when: how early to warn, and what helps.
public struct KeyLifetime: Hashable, Sendable {
    /// How many days before the end the warning begins.
    public let noticeDays: Int64
    /// What keeps a key, or makes one without an end; empty where nothing does.
    public let remedy: [Phrase]

    /// Two weeks, and nothing that helps, unless said otherwise.
    public init(noticeDays: Int64 = 14, remedy: [Phrase] = []) {
        self.noticeDays = noticeDays
        self.remedy = remedy
    }
}

/// For an exchange that does not keep keys which are bound to no address, or only while they are used.
public struct UnboundKeyRule: Hashable, Sendable {
    /// The environments in which it does.
    public let environments: Set<TradingEnvironment>
    /// What to say of such a key; it begins in the middle of a sentence.
    public let warning: Phrase
    /// How such a key can be kept.
    public let remedy: Phrase

    /// A rule by where it holds and what is to be said.
    public init(environments: Set<TradingEnvironment>, warning: Phrase, remedy: Phrase) {
        self.environments = environments
        self.warning = warning
        self.remedy = remedy
    }
}
