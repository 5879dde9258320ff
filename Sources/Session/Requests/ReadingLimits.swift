import HTTP

/// How long a fetch to an exchange may take, and how often it tries again. All times in milliseconds.
public struct ReadingLimits: Hashable, Sendable {
    /// For each request.
    public var request = HTTPLimits()
    /// For the whole fetch.
    public var totalMilliseconds: Int64 = 40_000
    /// Repetitions of a request that may succeed later.
    public var repetitions = 3
    /// After so long into a fetch nothing is repeated any more.
    public var repetitionMilliseconds: Int64 = 15_000
    /// The pause before the first repetition; it doubles with each.
    public var firstPauseMilliseconds: Int64 = 1_000

    /// After so long a wait for the exchange's time, this machine's is good enough to begin with.
    public var clockTimeoutMilliseconds: Int64 = 10

    /// An exchange that answers faster is on the same machine or in the same room: a round trip costs less than a connection.
    public var nearMilliseconds: Int64 = 2
    /// Where requests follow one another, the next one waits for so long at most.
    public var turnMilliseconds: Int64 = 20

    /// Questions of one part of an account, so that replies that always name a next page are asked for no more.
    public var queriesOfPart = 100

    /// How long the exchange's time counts once it was measured, for whoever reads.
    public var clockFreshMilliseconds: Int64 = 60_000
    /// What is the same for every account counts for so long at least, whatever its exchange says.
    public var sharedFreshMilliseconds: Int64 = 0

    /// For what only explains or adds to something: nobody is to wait for it for long.
    public var inquiryMilliseconds = 4_000

    /// How often a change that does not show yet is looked for again.
    public var readBackRepetitions = 4
    /// The pause before the first time; it doubles with each.
    public var readBackPauseMilliseconds: Int64 = 400

    public init() {}
}
