/// Which money is at stake: shown at the top of every screen, in word and colour.
public enum Badge: String, Hashable, Sendable {
    case live = "LIVE"
    case demo = "DEMO"
    case sandbox = "SANDBOX"

    var role: Role {
        switch self {
        case .live: .badgeLive
        case .demo: .badgeDemo
        case .sandbox: .badgeSandbox
        }
    }
}
