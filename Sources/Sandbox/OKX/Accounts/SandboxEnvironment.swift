/// Real trading, or the exchange's demo trading; a key works in one of them only (OKX API guide, demo trading services).
public enum SandboxEnvironment: String, Hashable, Sendable, CaseIterable {
    case live, demo
}
