import Domain

/// The hosts of Bybit (Bybit API, "Integration Guidance" and "Connect" of the WebSocket streams). Each environment has its own.
public enum BybitHosts {
    /// Requests.
    public static let rest = SiteHost("rest")
    /// Changes of wallets and positions, after a login.
    public static let streamPrivate = SiteHost("stream-private", .stream)

    static let all = [rest, streamPrivate]
}

extension Site {
    /// A site of Bybit in one environment or several, each by its name in addresses; without a stream, changes are only read there.
    static func bybit(
        _ id: String, _ name: Phrase, web: String, rest: String, stream: String? = nil, others: [TradingEnvironment: SiteAddresses] = [:]
    ) -> Site {
        var hosts = [BybitHosts.rest: rest]
        hosts[BybitHosts.streamPrivate] = stream
        return Site(id: id, name: name, places: others.merging([.live: SiteAddresses(web: web, hosts)]) { $1 })
    }
}
