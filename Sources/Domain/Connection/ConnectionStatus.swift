/// How a connection stands, in one word.
public enum ConnectionStatus: String, CaseIterable, Hashable, Sendable {
    case connected
    /// Works, and something should be mended.
    case attention
    case failed
    case checking
    case stale
}
