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
    /// How margin moves into isolated margin trades.
    public var marginIsolatedMode: SandboxMarginIsolatedMode
    /// The account modes that the user has once switched to on the website; the API reaches no others.
    public var activatedModes: Set<SandboxAccountMode>
    /// Whether contracts can be held isolated here.
    public var isolatedContracts: SandboxIsolatedContracts
    /// The leverage that has been set; other instruments have that of their position, or 3.
    public var leverages: [SandboxLeverageSlot: SandboxQuantity]
    /// The leverage for positions that are taken along out of portfolio margin, when it has been preset.
    public var presetLeverage: SandboxQuantity?
    public var orders: [SandboxOrder]
    /// Running trading bots.
    public var botCount: Int
    public var copyTrading: SandboxCopyTrading
    public var trading: [SandboxHolding]
    public var funding: [SandboxDeposit]
    public var earn: [SandboxDeposit]
    /// What is left in the wallet of old accounts, of which the exchange tells the sum only.
    public var classic: [SandboxDeposit]
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
        marginIsolatedMode: SandboxMarginIsolatedMode = .automatic,
        activatedModes: Set<SandboxAccountMode> = Set(SandboxAccountMode.allCases),
        isolatedContracts: SandboxIsolatedContracts = .offered,
        leverages: [SandboxLeverageSlot: SandboxQuantity] = [:],
        orders: [SandboxOrder] = [],
        botCount: Int = 0,
        copyTrading: SandboxCopyTrading = .none,
        trading: [SandboxHolding] = [],
        funding: [SandboxDeposit] = [],
        earn: [SandboxDeposit] = [],
        classic: [SandboxDeposit] = [],
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
        self.marginIsolatedMode = marginIsolatedMode
        self.activatedModes = activatedModes.union([accountMode])
        self.isolatedContracts = isolatedContracts
        self.leverages = leverages
        self.orders = orders
        self.botCount = botCount
        self.copyTrading = copyTrading
        self.trading = trading
        self.funding = funding
        self.earn = earn
        self.classic = classic
        self.positions = positions
    }
}
