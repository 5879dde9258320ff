import Domain

/// Which money is at stake: shown at the top of every screen, in word and colour.
public enum Badge: String, Hashable, Sendable {
    case live = "LIVE"
    case demo = "DEMO"
    case testnet = "TESTNET"
    case sandbox = "SANDBOX"

    /// Of an account at a site of this origin.
    public init(_ origin: Site.Origin, _ environment: TradingEnvironment) {
        self =
            switch (origin, environment) {
            case (.sandbox, _): .sandbox
            case (_, .demo): .demo
            case (_, .testnet): .testnet
            case (_, .live): .live
            }
    }

    var role: Role {
        switch self {
        case .live: .badgeLive
        case .demo: .badgeDemo
        case .testnet: .badgeTestnet
        case .sandbox: .badgeSandbox
        }
    }
}
