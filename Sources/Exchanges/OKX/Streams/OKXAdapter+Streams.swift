import Domain

/// Changes of the trading account. The other wallets are not pushed: they are read, at once where a transfer was told.
extension OKXAdapter: StreamAdapter {
    /// The private line of the site (OKX API guide, "Overview", WebSocket); none where the site has no such host. Keys that OKX made for an
    /// approved platform sign in like any other.
    public func streams(at site: Site, in environment: TradingEnvironment) -> [StreamLine] {
        site.address(of: OKXHosts.streamPrivate, in: environment).map {
            [StreamLine("private", origin: $0, target: "/ws/v5/private", silenceMilliseconds: Self.silenceMilliseconds)]
        } ?? []
    }

    /// A login, one subscription, and the pushes that follow.
    public func conversation(on line: StreamLine) -> any StreamConversation { OKXConversation() }

    /// OKX drops a line on which nothing was sent for 30 seconds.
    private static let silenceMilliseconds = 20_000
}
