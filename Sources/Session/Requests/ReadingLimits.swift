import HTTP

/// How long a fetch to an exchange may take, and how often it tries again. All times in milliseconds.
public struct ReadingLimits: Hashable, Sendable {
    /// For each request.
    public var request = HTTPLimits()
    /// For the whole fetch.
    public var totalMilliseconds: Int64 = 40_000
    /// Repetitions of a request that may succeed later.
    public var repetitions = 3
    /// After so long into a fetch no request is repeated.
    public var repetitionMilliseconds: Int64 = 15_000
    /// The pause before the first repetition; it doubles with each.
    public var firstPauseMilliseconds: Int64 = 1_000

    /// How long to wait for the exchange's time before beginning with this machine's own.
    public var clockTimeoutMilliseconds: Int64 = 10

    /// An exchange that answers faster counts as near: a round trip then costs less than another connection.
    public var nearMilliseconds: Int64 = 2
    /// How long a request waits for the one before it, where they follow one another.
    public var turnMilliseconds: Int64 = 20

    /// The most queries for one part of an account, in case replies always name a next page.
    public var queriesOfPart = 100

    /// How long a measured offset of the exchange's clock is used.
    public var clockFreshMilliseconds: Int64 = 60_000
    /// The least time for which data that is the same for every account is reused, whatever the exchange's rule says.
    public var sharedFreshMilliseconds: Int64 = 0

    /// The limit for requests that only explain or add something.
    public var inquiryMilliseconds = 4_000

    /// How often a setting is read back again until a change shows.
    public var readBackRepetitions = 4
    /// The pause before the first time; it doubles with each.
    public var readBackPauseMilliseconds: Int64 = 400
    /// The same where the exchange only takes a change up and makes it later; no pause is then longer than eight times the first.
    public var deferredRepetitions = 8

    /// Limits for exchanges on the internet.
    public init() {}
}
