import Domain

/// What the user decided about a connection, and the masked key that stands for it.
public struct AssemblyOptions: Hashable, Sendable {
    /// The API key as it may be shown, with all but its ends hidden.
    public let maskedKey: String
    /// Whether the user trades futures here; settings that differ are a warning only then.
    public let futures: AccessTarget.FuturesUse
    /// The environment in which the account was read.
    public let environment: TradingEnvironment
    /// The address of the exchange's page about keys; `nil` where it is not known.
    public let keyPage: String?
    /// The rule by which the exchange removes unused keys; `nil` where it has none.
    public let unboundKeys: UnboundKeyRule?
    /// When the end of a key is worth a warning; `nil` where the exchange ends no key.
    public let keyLifetime: KeyLifetime?

    /// An account that trades futures live, on an exchange that removes and ends no keys, unless said otherwise.
    public init(
        maskedKey: String, futures: AccessTarget.FuturesUse = .used, environment: TradingEnvironment = .live,
        keyPage: String? = nil, unboundKeys: UnboundKeyRule? = nil, keyLifetime: KeyLifetime? = nil
    ) {
        self.maskedKey = maskedKey
        self.futures = futures
        self.environment = environment
        self.keyPage = keyPage
        self.unboundKeys = unboundKeys
        self.keyLifetime = keyLifetime
    }
}
