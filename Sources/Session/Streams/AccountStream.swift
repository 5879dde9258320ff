import Crypto
import Domain
import Exchanges
import HTTP
import Synchronization

/// Keeps the stream connections of an account open and reports what arrives, until the task is cancelled or the exchange refuses.
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

    /// What a stream reports.
    public enum Report: Hashable, Sendable {
        /// From here on every change is told.
        case live
        case changed(AccountDelta)
        /// A change may have been missed: the account has to be read by request.
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
            // The remaining lines alone would report only a part of the changes.
            defer { group.cancelAll() }
            for await failure in group { if let failure { return failure } }
            return nil
        }
    }
}

/// Pauses and limits of streams.
public struct StreamLimits: Hashable, Sendable {
    /// Milliseconds between two attempts at one exchange, whichever account they are for.
    public var connectionPaceMilliseconds: Int64 = 400
    /// Milliseconds before a line that broke is opened again; doubled with each further time.
    public var firstPauseMilliseconds: Int64 = 1_000
    /// The longest of these pauses, in milliseconds.
    public var longestPauseMilliseconds: Int64 = 60_000
    /// Milliseconds after which a line that was live counts as a good one.
    public var goodMilliseconds: Int64 = 30_000
    /// Bounds of each line.
    public var line = WebSocketLimits()

    /// Limits for exchanges on the internet.
    public init() {}
}

/// Spaces out the connection attempts to one exchange, because exchanges limit them by the address they come from.
final class ConnectionRateLimit: Sendable {
    private let milliseconds: Int64
    private let next = Mutex<[String: Int64]>([:])

    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Takes the next turn at an exchange; milliseconds until then.
    func takeTurn(at exchange: String, now: Int64 = LocalClock.steadyMilliseconds) -> Int64 {
        next.withLock { next in
            let turn = max(now, next[exchange] ?? now)
            next[exchange] = turn + milliseconds
            return turn - now
        }
    }
}
