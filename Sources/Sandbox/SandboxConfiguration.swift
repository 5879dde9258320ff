/// What a sandbox serves, and how.
public struct SandboxConfiguration: Hashable, Sendable {
    /// The port to listen on; 0 for any that is free.
    public var port = 0
    /// A loopback address to listen on.
    public var host = "127.0.0.1"
    /// The site that it plays; keys of other sites are unknown to it.
    public var site = SandboxSite.global
    public var accounts = SandboxAccount.examples
    /// The sandbox's clock minus the real one.
    public var clockOffsetMilliseconds: Int64 = 0
    /// A hundred years to either side: with more, times would not be times any more.
    public static let clockOffsets: ClosedRange<Int64> = -3_162_240_000_000...3_162_240_000_000
    /// How long every reply of the exchange takes.
    public var latencyMilliseconds = 0
    public var rateLimits = SandboxRateLimits.enforced
    public var faults: [SandboxFault] = []
    /// The address from which the exchange sees the requests come; `nil` for the real one.
    public var callerAddress: String?
    public var oauthClient = SandboxOAuthClient()
    /// Chooses what is made up: further currencies and request ids.
    public var seed: UInt64 = 1

    public init() {}
}

/// Whether requests beyond the documented limits are refused.
public enum SandboxRateLimits: Hashable, Sendable {
    case enforced, off
}
