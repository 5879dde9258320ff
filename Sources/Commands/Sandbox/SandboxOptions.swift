import Sandbox

/// The options of the sandbox on the command line.
public struct SandboxOptions: Hashable, Sendable {
    /// The exchanges that it plays; an empty list is every one.
    public var exchanges: [SandboxExchangeArgument] = []
    /// 0: any port that is free.
    public var port = 0
    /// How long every reply takes.
    public var latencyMilliseconds = 0
    /// The sandbox's clock minus the real one.
    public var clockOffsetMilliseconds: Int64 = 0
    /// The address from which the sandbox sees requests come; `nil`: the real one.
    public var callerAddress: String?
    /// The site that it plays.
    public var site = SandboxSiteArgument.usual
    /// How many accounts are added to the examples.
    public var accounts = 0
    /// How many currencies the first added account holds.
    public var assets = 2
    /// Whether the rate limits are switched off.
    public var noRateLimits = false
    /// Whether the prices move from the start.
    public var moving = false
    /// The faults in force from the start.
    public var faults: [FaultArgument] = []

    /// No option was given.
    public init() {}

    /// The valid ports.
    public static let ports = 0...65_535
    /// The valid latencies, in milliseconds.
    public static let latencies = 0...600_000
    /// The valid offsets of its clock, in milliseconds.
    public static var clockOffsets: ClosedRange<Int64> { SandboxConfiguration.clockOffsets }
    /// The valid numbers of accounts, and of currencies in one.
    public static let counts = 0...1_000

    var configuration: SandboxConfiguration {
        var configuration = SandboxConfiguration()
        configuration.exchanges = exchanges.map(\.exchange)
        configuration.port = port
        configuration.latencyMilliseconds = latencyMilliseconds
        configuration.clockOffsetMilliseconds = clockOffsetMilliseconds
        configuration.callerAddress = callerAddress
        configuration.site = site.site
        configuration.otherSites = SandboxSite.allCases.filter { $0 != site.site }
        configuration.rateLimits = noRateLimits ? .off : .enforced
        configuration.movement.isOn = moving
        configuration.faults = faults.map(\.fault)
        configuration.accounts += SandboxAccount.many(accounts, assets: assets)
        return configuration
    }
}
