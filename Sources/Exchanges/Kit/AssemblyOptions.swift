import Domain

/// What the user decided about a connection, and the masked key that stands for it.
public struct AssemblyOptions: Hashable, Sendable {
    public let maskedKey: String
    public let futures: FuturesUse
    public let withdrawal: WithdrawalRule
    public let environment: TradingEnvironment
    /// The address of the exchange's page about keys; `nil` where it is not known.
    public let keyPage: String?
    /// `nil` where the exchange keeps keys however long they lie unused.
    public let unusedKeys: UnusedKeyRule?

    /// Whether the user trades futures with this account.
    public enum FuturesUse: String, Hashable, Sendable {
        case used
        /// The futures settings never raise a warning.
        case notUsed
    }

    /// What to do about a key that may withdraw.
    public enum WithdrawalRule: String, Hashable, Sendable {
        case refused
        /// The user insisted.
        case allowed
    }

    public init(
        maskedKey: String, futures: FuturesUse = .used, withdrawal: WithdrawalRule = .refused, environment: TradingEnvironment = .live,
        keyPage: String? = nil, unusedKeys: UnusedKeyRule? = nil
    ) {
        self.maskedKey = maskedKey
        self.futures = futures
        self.withdrawal = withdrawal
        self.environment = environment
        self.keyPage = keyPage
        self.unusedKeys = unusedKeys
    }
}
