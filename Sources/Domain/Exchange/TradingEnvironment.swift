/// Whether a key trades with real money or in the exchange's own practice environment.
public enum TradingEnvironment: String, CaseIterable, Hashable, Sendable {
    case live
    case demo
}
