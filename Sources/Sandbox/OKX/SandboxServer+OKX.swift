import JSON

extension SandboxServer {
    private var okx: OKXExchange? { exchanges.lazy.compactMap { $0.exchange as? OKXExchange }.first }

    private var played: PlayedExchange? { exchanges.first { $0.exchange is OKXExchange } }

    /// The base address of each site of OKX.
    public var origins: [SandboxSite: String] { addresses(.live, .requests) }

    /// The base address of the streams of each site of OKX, such as `ws://127.0.0.1:8080`. An environment has an address of its own.
    public func streamOrigins(_ environment: SandboxEnvironment) -> [SandboxSite: String] { addresses(environment, .streams) }

    private func addresses(_ environment: SandboxEnvironment, _ traffic: SandboxHost.Traffic) -> [SandboxSite: String] {
        var found: [SandboxSite: String] = [:]
        for site in SandboxSite.allCases { found[site] = played?.address(site.rawValue, environment.rawValue, traffic) }
        return found
    }

    /// The accounts of OKX as they are now, with what clients have changed.
    public var accounts: [SandboxAccount] {
        get { okx?.accounts ?? [] }
        set { okx?.accounts = newValue }
    }

    /// Has the owner of an account do something on OKX's website.
    @discardableResult
    public func act(_ action: SandboxUserAction, as account: SandboxAccount.ID) -> SandboxUserOutcome {
        okx?.act(action, as: account) ?? .accountUnknown
    }

    /// Has an account of OKX trade at the price of the moment.
    @discardableResult
    public func trade(_ trade: SandboxTrade, as account: SandboxAccount.ID) -> SandboxTradeOutcome {
        okx?.trade(trade, as: account) ?? .accountUnknown
    }

    /// What programs are told of OKX, which was the only exchange once: its members stand beside the list of exchanges.
    var olderMembers: [JSONValue.Member] {
        guard okx != nil else { return [] }
        return configuration.sampleKeys(origin: origin, sites: origins, streams: (streamOrigins(.live), streamOrigins(.demo)))
    }
}
