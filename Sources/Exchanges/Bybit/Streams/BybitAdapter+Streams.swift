import Domain

/// Changes of the unified account. The other wallets are not pushed: they are read, soon after money may have gone there.
extension BybitAdapter: StreamAdapter {
    /// The private line of the site (Bybit API, "Connect"); none where the site has no such host, and the account is then read at intervals.
    public func streams(at site: Site, in environment: TradingEnvironment) -> [StreamLine] {
        site.address(of: BybitHosts.streamPrivate, in: environment).map {
            [
                StreamLine(
                    "private", origin: $0, target: "/v5/private", silenceMilliseconds: Int(BybitConversation.pingMilliseconds))
            ]
        } ?? []
    }

    /// A sign-in, one subscription, and the pushes that follow.
    public func conversation(on line: StreamLine) -> any StreamConversation { BybitConversation() }
}
