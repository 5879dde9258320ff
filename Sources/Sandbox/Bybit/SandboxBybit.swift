/// The sandbox's Bybit, written from what the exchange publishes. Its types stand inside, so that their names can be the exchange's
/// own words.
public enum SandboxBybit {
    /// The id of the exchange, as the client knows it.
    public static let exchange = "bybit"

    /// A site of the exchange; an account and its keys belong to one of them (Bybit v5 guide, "Authentication": base endpoints).
    public enum Site: String, Hashable, Sendable, CaseIterable {
        case global
        case netherlands = "nl"
        case europe = "eu"
        case turkey = "tr"
        case kazakhstan = "kz"
        case georgia = "ge"
        case emirates = "ae"
        case indonesia = "id"
        case japan = "jp"
        case hongKong = "hk"

        /// Only the global site has other environments than live, as far as the sandbox plays them.
        public var environments: [Environment] { self == .global ? Environment.allCases : [.live] }
    }

    /// Where money is real, where it is not, and where real prices meet play money; keys and accounts are different in each.
    public enum Environment: String, Hashable, Sendable, CaseIterable {
        case live, testnet, demo
    }

    /// A site in one of its environments, which has hosts of its own.
    public struct Place: Hashable, Sendable {
        /// Whose hosts they are.
        public var site: Site
        /// Which of the site's environments.
        public var environment: Environment

        /// The live global exchange, unless said otherwise.
        public init(_ site: Site = .global, _ environment: Environment = .live) {
            self.site = site
            self.environment = environment
        }

        /// Every place that is played, the global ones first.
        public static let all = Site.allCases.flatMap { site in site.environments.map { Place(site, $0) } }
    }
}
