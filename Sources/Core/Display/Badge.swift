import Domain

/// Which money is at stake: shown at the top of every screen, in word and colour.
public enum Badge: String, CaseIterable, Hashable, Sendable {
    case live = "LIVE"
    case demo = "DEMO"
    case testnet = "TESTNET"
    case sandbox = "SANDBOX"
    /// The sandbox's practice environment: its money is not added to the sandbox's own, as that of the exchange is not.
    case sandboxDemo = "SANDBOX DEMO"

    /// Of an account at a site of this origin.
    public init(_ origin: Site.Origin, _ environment: TradingEnvironment) {
        self =
            switch (origin, environment) {
            case (.sandbox, .demo): .sandboxDemo
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
        case .sandbox, .sandboxDemo: .badgeSandbox
        }
    }

    /// The word at the top of a screen: what matters there is that nothing is at stake.
    var title: String {
        switch self {
        case .live, .demo, .testnet, .sandbox: rawValue
        case .sandboxDemo: Badge.sandbox.rawValue
        }
    }

    /// How documents for other programs name the kind of money.
    public var kind: String { rawValue.lowercased().replacing(" ", with: "-") }
}
