/// How a connection stands, in one word.
public enum ConnectionStatus: String, CaseIterable, Hashable, Sendable {
    case connected
    /// Works, and something should be mended.
    case attention
    case failed
    case checking
    case stale

    /// The status as it is shown, printed and found by a filter.
    public var words: Phrase {
        switch self {
        case .connected: Phrase(en: "Connected", zh: "已连接")
        case .attention: Phrase(en: "Attention", zh: "需处理")
        case .failed: Phrase(en: "Failed", zh: "失败")
        case .checking: Phrase(en: "Checking", zh: "检查中")
        case .stale: Phrase(en: "Stale", zh: "已过时")
        }
    }
}
