/// What a sandbox serves, and how.
public struct SandboxConfiguration: Hashable, Sendable {
    /// The port to listen on; 0 for any that is free.
    public var port = 0
    /// A loopback address to listen on.
    public var host = "127.0.0.1"
    /// The exchanges that it plays, at addresses of their own; an empty list is every one.
    public var exchanges = [SandboxExchange.usual]
    /// The site that it plays; keys of other sites are unknown to it.
    public var site = SandboxSite.global
    /// The sites that it plays beside it, each at an address of its own.
    public var otherSites: [SandboxSite] = []
    /// The accounts that it begins with; clients may change them.
    public var accounts = SandboxAccount.examples
    /// What Bybit begins with.
    public var bybit = SandboxBybit.Configuration()
    /// The sandbox's clock minus the real one.
    public var clockOffsetMilliseconds: Int64 = 0
    /// A hundred years to either side, so that times stay in the range that timestamps can hold.
    public static let clockOffsets: ClosedRange<Int64> = -3_162_240_000_000...3_162_240_000_000
    /// How long every reply of the exchange takes.
    public var latencyMilliseconds = 0
    /// Whether the documented limits are enforced.
    public var rateLimits = SandboxRateLimits.enforced
    /// The faults in force from the start.
    public var faults: [SandboxFault] = []
    /// The address from which the exchange sees the requests come; `nil` for the real one.
    public var callerAddress: String?
    /// The OAuth client that it has approved.
    public var oauthClient = SandboxOAuthClient()
    /// Whether prices move.
    public var movement = SandboxMovement()
    /// The seed of everything that is made up: further currencies, the walk of the prices, the numbers of requests and streams.
    public var seed: UInt64 = 1

    /// The sample accounts on any free loopback port, without faults.
    public init() {}
}

/// Whether requests beyond the documented limits are refused.
public enum SandboxRateLimits: Hashable, Sendable {
    case enforced, off
}
