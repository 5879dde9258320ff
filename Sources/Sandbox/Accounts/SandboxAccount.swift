/// An account of the sandbox, with everything that it answers for.
public struct SandboxAccount: Hashable, Sendable, Identifiable {
    /// A short name, unique in a configuration; the log uses it.
    public var id: String
    public var title: SandboxTitle
    public var keys: [SandboxKey]
    /// The exchange's number of the account.
    public var uid: String
    /// The number of the main account; the same as `uid` for a main account.
    public var mainUid: String
    public var accountMode: SandboxAccountMode
    public var positionMode: SandboxPositionMode
    public var isolatedMode: SandboxIsolatedMode
    public var trading: [SandboxHolding]
    public var funding: [SandboxDeposit]
    public var earn: [SandboxDeposit]
    public var positions: [SandboxPosition]

    public init(
        id: String,
        title: SandboxTitle,
        keys: [SandboxKey],
        uid: String,
        mainUid: String? = nil,
        accountMode: SandboxAccountMode = .futures,
        positionMode: SandboxPositionMode = .oneWay,
        isolatedMode: SandboxIsolatedMode = .automatic,
        trading: [SandboxHolding] = [],
        funding: [SandboxDeposit] = [],
        earn: [SandboxDeposit] = [],
        positions: [SandboxPosition] = []
    ) {
        self.id = id
        self.title = title
        self.keys = keys
        self.uid = uid
        self.mainUid = mainUid ?? uid
        self.accountMode = accountMode
        self.positionMode = positionMode
        self.isolatedMode = isolatedMode
        self.trading = trading
        self.funding = funding
        self.earn = earn
        self.positions = positions
    }
}
