/// Whether a key trades with real money, in the exchange's practice of it, or at its test installation.
public enum TradingEnvironment: String, CaseIterable, Hashable, Sendable {
    case live
    /// The exchange's demo trading.
    case demo
    /// Another installation of the exchange with invented money and logins of its own.
    case testnet

    /// In a sentence.
    public var name: Phrase {
        switch self {
        case .live: Phrase(en: "live trading", zh: "实盘")
        case .demo: Phrase(en: "demo trading", zh: "模拟盘")
        case .testnet: Phrase(en: "a testnet", zh: "测试网")
        }
    }
}
