import Domain

/// The environment that a command line names.
public enum EnvironmentArgument: Hashable, Sendable {
    case live
    case demo
    case testnet

    var environment: TradingEnvironment {
        switch self {
        case .live: .live
        case .demo: .demo
        case .testnet: .testnet
        }
    }
}
