import Domain

/// The hosts of OKX (OKX API guide, "Production Trading Services" and "Demo Trading Services").
public enum OKXHosts {
    /// Requests, with the same address in demo trading, which the header `x-simulated-trading` selects.
    public static let rest = SiteHost("rest")
    /// Public market data; it takes no login.
    public static let streamPublic = SiteHost("stream-public", .stream, keys: .neverSent)
    /// Changes of the account, orders and positions; every channel wants a login.
    public static let streamPrivate = SiteHost("stream-private", .stream)
    /// Candles, deposits, algo and grid orders; some channels want a login.
    public static let streamBusiness = SiteHost("stream-business", .stream)

    static let all = [rest, streamPublic, streamPrivate, streamBusiness]
}

extension Site {
    /// A site of OKX. All streams of an environment are at one host; without any, the site has none.
    public init(
        id: String, name: Phrase, restOrigin: String, webOrigin: String, streams: [TradingEnvironment: String] = [:],
        origin: Origin = .builtIn, certificateFile: String? = nil
    ) {
        let places = [TradingEnvironment.live, .demo].map { environment in
            var hosts = [OKXHosts.rest: restOrigin]
            for host in OKXHosts.all where host.traffic == .stream { hosts[host] = streams[environment] }
            return (environment, SiteAddresses(web: webOrigin, hosts))
        }
        self.init(
            id: id, name: name, places: Dictionary(uniqueKeysWithValues: places), origin: origin, certificateFile: certificateFile)
    }
}
