import Sandbox

/// What the command line says about the sandbox exchange.
public struct SandboxOptions: Hashable, Sendable {
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
    /// So many accounts beside the examples.
    public var accounts = 0
    /// The currencies in the first of those.
    public var assets = 2
    /// Whether no request is refused for coming too soon.
    public var noRateLimits = false
    /// The ways in which it misbehaves.
    public var faults: [FaultArgument] = []

    /// Nothing was said.
    public init() {}

    /// What can be a port.
    public static let ports = 0...65_535
    /// What can be a latency in milliseconds.
    public static let latencies = 0...600_000
    /// What can be the offset of its clock in milliseconds.
    public static var clockOffsets: ClosedRange<Int64> { SandboxConfiguration.clockOffsets }
    /// How many accounts, and how many currencies in one.
    public static let counts = 0...1_000

    var configuration: SandboxConfiguration {
        var configuration = SandboxConfiguration()
        configuration.port = port
        configuration.latencyMilliseconds = latencyMilliseconds
        configuration.clockOffsetMilliseconds = clockOffsetMilliseconds
        configuration.callerAddress = callerAddress
        configuration.site = site.site
        configuration.rateLimits = noRateLimits ? .off : .enforced
        configuration.faults = faults.map(\.fault)
        configuration.accounts += SandboxAccount.many(accounts, assets: assets)
        return configuration
    }
}
