import Crypto
import Domain
import Exchanges
import HTTP
import Synchronization

/// Keeps the lines of an account open and tells what comes over them, until the task is cancelled or the exchange refuses.
public struct AccountStream: Sendable {
    private let transport: WebSocketTransport
    private let limits: StreamLimits
    private let exchanges: ExchangeRegistry
    private let pace: ConnectionRateLimit

    /// Streams of the program's exchanges, unless others are given.
    public init(transport: WebSocketTransport, limits: StreamLimits = StreamLimits(), exchanges: ExchangeRegistry = .all) {
        self.transport = transport
        self.limits = limits
        self.exchanges = exchanges
        pace = ConnectionRateLimit(milliseconds: limits.connectionPaceMilliseconds)
    }

    /// What a stream has to say.
    public enum Report: Hashable, Sendable {
        /// From here on every change is told.
        case live
        case changed(AccountDelta)
        /// Something may have been missed: the account has to be read.
        case readingWanted
        /// A line broke; it comes back by itself.
        case interrupted
    }

    /// Runs the lines. Ends with a failure where the exchange refuses the key, and with `nil` where there is nothing to run or the task
    /// was cancelled.
    public func run(
        _ target: AccountRequest, clockOffsetMilliseconds: Int64, report: @escaping @Sendable (Report) -> Void
    ) async -> Failure? {
        guard let adapter = exchanges.streamAdapter(id: target.exchange) else { return nil }
        let lines = adapter.streams(at: target.site, in: target.environment)
        let state = OpenStreams(lines, report: report)
        return await withTaskGroup(of: Failure?.self) { group in
            for line in lines {
                group.addTask {
                    await StreamRun(
                        transport: transport, limits: limits, pace: pace, line: line, target: target,
                        offsetMilliseconds: clockOffsetMilliseconds, state: state
                    ).run { adapter.conversation(on: line) }
                }
            }
            // Lines that go on would tell half of what there is.
            defer { group.cancelAll() }
            for await failure in group { if let failure { return failure } }
            return nil
        }
    }
}

/// How a stream goes about it.
public struct StreamLimits: Hashable, Sendable {
    /// Milliseconds between two attempts at one host, whichever account they are for.
    public var connectionPaceMilliseconds: Int64 = 400
    /// Milliseconds before a line that broke is opened again; doubled with each further time.
    public var firstPauseMilliseconds: Int64 = 1_000
    public var longestPauseMilliseconds: Int64 = 60_000
    /// Milliseconds after which a line that was live counts as a good one.
    public var goodMilliseconds: Int64 = 30_000
    /// Bounds of each line.
    public var line = WebSocketLimits()

    /// Such as suit exchanges.
    public init() {}
}

/// Keeps attempts at one host apart, as exchanges count them by address.
final class ConnectionRateLimit: Sendable {
    private let milliseconds: Int64
    private let next = Mutex<[String: Int64]>([:])

    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Takes the next turn at a host; milliseconds until then.
    func takeTurn(at origin: String, now: Int64 = LocalClock.steadyMilliseconds) -> Int64 {
        next.withLock { next in
            let turn = max(now, next[origin] ?? now)
            next[origin] = turn + milliseconds
            return turn - now
        }
    }
}
