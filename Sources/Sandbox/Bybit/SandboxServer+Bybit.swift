extension SandboxServer {
    private var bybit: SandboxBybit.Exchange? { exchanges.lazy.compactMap { $0.exchange as? SandboxBybit.Exchange }.first }

    /// The accounts of Bybit as they are now, with what clients have changed.
    public var bybitAccounts: [SandboxBybit.Account] {
        get { bybit?.accounts ?? [] }
        set { bybit?.accounts = newValue }
    }

    /// How Bybit answers where its pages leave it open.
    public var bybitBehaviour: SandboxBybit.Behaviour {
        get { bybit?.behaviour ?? SandboxBybit.Behaviour() }
        set { bybit?.behaviour = newValue }
    }

    /// Has the owner of an account do something on Bybit's website.
    @discardableResult
    public func actAtBybit(_ action: SandboxBybit.UserAction, as account: SandboxBybit.Account.ID) -> SandboxBybit.Outcome {
        bybit?.act(action, as: account) ?? .accountUnknown
    }

    /// Has an account of Bybit trade at the price of the moment.
    @discardableResult
    public func tradeAtBybit(_ trade: SandboxBybit.Trade, as account: SandboxBybit.Account.ID) -> SandboxBybit.Outcome {
        bybit?.trade(trade, as: account) ?? .accountUnknown
    }
}
