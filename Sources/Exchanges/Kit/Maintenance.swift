import Domain

/// Work on its own systems that an exchange has announced.
public struct Maintenance: Hashable, Sendable {
    /// The exchange's own words, cleaned; may be empty.
    public let title: String
    /// Whether the work has begun; work that is over is not announced.
    public let state: State
    /// Milliseconds since 1970-01-01T00:00:00Z; `nil` where the exchange gave none.
    public let beginUnixMilliseconds: Int64?
    /// Milliseconds since 1970-01-01T00:00:00Z; `nil` where the exchange gave none.
    public let endUnixMilliseconds: Int64?
    /// `nil` where the exchange did not say.
    public let environment: TradingEnvironment?

    /// How far announced work has come.
    public enum State: Hashable, Sendable {
        case scheduled
        /// Goes on now, the reopening in steps included.
        case underWay
    }

    /// An announcement as the exchange made it; the title has to be cleaned before.
    public init(
        title: String, state: State, beginUnixMilliseconds: Int64?, endUnixMilliseconds: Int64?, environment: TradingEnvironment?
    ) {
        self.title = title
        self.state = state
        self.beginUnixMilliseconds = beginUnixMilliseconds
        self.endUnixMilliseconds = endUnixMilliseconds
        self.environment = environment
    }

    func concerns(_ environment: TradingEnvironment) -> Bool {
        self.environment == nil || self.environment == environment
    }

    /// The one that explains why the exchange does not answer in `environment` now; `nil` where none does.
    public static func underWay(among announced: [Maintenance], in environment: TradingEnvironment) -> Maintenance? {
        announced.first { $0.state == .underWay && $0.concerns(environment) }
    }

    /// The announcement that is worth mentioning although everything works: under way, or to begin within a day.
    public static func worthSaying(
        among announced: [Maintenance], in environment: TradingEnvironment, unixMilliseconds: Int64
    ) -> Maintenance? {
        underWay(among: announced, in: environment)
            ?? announced.first { maintenance in
                guard maintenance.concerns(environment), let begin = maintenance.beginUnixMilliseconds else { return false }
                return begin < unixMilliseconds + 86_400_000 && (maintenance.endUnixMilliseconds ?? .max) > unixMilliseconds
            }
    }
}
