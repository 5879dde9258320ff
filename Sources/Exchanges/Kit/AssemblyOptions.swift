import Domain

/// What the user decided about a connection, and the masked key that stands for it.
public struct AssemblyOptions: Hashable, Sendable {
    public let maskedKey: String
    public let futures: AccessTarget.FuturesUse
    public let environment: TradingEnvironment
    /// The address of the exchange's page about keys; `nil` where it is not known.
    public let keyPage: String?
    /// `nil` where the exchange keeps keys however long they lie unused.
    public let unusedKeys: UnusedKeyRule?
    /// `nil` where the exchange ends no key.
    public let keyLifetime: KeyLifetime?

    public init(
        maskedKey: String, futures: AccessTarget.FuturesUse = .used, environment: TradingEnvironment = .live,
        keyPage: String? = nil, unusedKeys: UnusedKeyRule? = nil, keyLifetime: KeyLifetime? = nil
    ) {
        self.maskedKey = maskedKey
        self.futures = futures
        self.environment = environment
        self.keyPage = keyPage
        self.unusedKeys = unusedKeys
        self.keyLifetime = keyLifetime
    }
}
