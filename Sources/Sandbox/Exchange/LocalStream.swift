import JSON
import Synchronization

/// One stream of one client as an exchange sees it: what has been asked for, and what is due. Bytes, timers and the network are not here.
/// It is used on one event loop.
protocol LocalStream {
    /// When `tick` is next to be called, by a clock that never goes back.
    var nextMoment: Int64 { get }
    /// A text takes no more bytes.
    var greatestMessageBytes: Int { get }
    /// How a stream ends that is read too slowly.
    var tooSlow: StreamEnd { get }

    /// A text came from the client.
    mutating func received(_ text: [UInt8], at now: Int64) -> [StreamAction]
    /// What has happened at the exchange since.
    mutating func woken(at now: Int64) -> [StreamAction]
    /// A moment has come at which something is due.
    mutating func tick(at now: Int64) -> [StreamAction]
    /// The connection is gone; `code` is that of the exchange's own close frame.
    func closed(code: UInt16?)
}

/// Where a stream is opened, and from where.
struct StreamOpening: Sendable {
    let target: RequestTarget
    let door: SandboxDoor
    /// The address of the other end.
    let address: String
}

/// An open stream as the sandbox's user is shown it. No secret is in it.
struct OpenStream: Sendable {
    let id: String
    let path: String
    let environment: String
    let account: String?
    let channels: [String]
}

/// What goes out on a stream.
enum StreamAction: Hashable, Sendable {
    /// A word that is no JSON.
    case plain(String)
    /// The answer to a login, good or bad.
    case loginAnswer(JSONValue)
    case say(JSONValue)
    /// Figures that were subscribed to.
    case push(JSONValue)
    case end(StreamEnd)
}

/// How a stream is ended.
struct StreamEnd: Hashable, Sendable {
    let code: UInt16
    let reason: String

    /// RFC 6455 7.4.1: a server that goes down.
    static let restart = StreamEnd(code: 1001, reason: "")
    static let maskMissing = StreamEnd(code: 1002, reason: "")
    static let noText = StreamEnd(code: 1003, reason: "")
    static let invalidUTF8 = StreamEnd(code: 1007, reason: "")
    static let tooLong = StreamEnd(code: 1009, reason: "Message too long.")
}

/// What the log tells of a stream.
enum StreamEvent: String, Sendable {
    case open = "OPEN"
    case login = "LOGIN"
    case subscribe = "SUBSCRIBE"
    case unsubscribe = "UNSUBSCRIBE"
    /// A request with an error event as its answer.
    case refused = "REFUSED"
    case close = "CLOSE"
}

/// When a fault can meet a stream.
enum StreamMoment: Hashable, Sendable {
    case login, push
}

/// What an exchange tells a stream, kept until the stream's own event loop asks for it.
final class StreamInbox<News: Sendable>: Sendable {
    private let waiting = Mutex<[News]>([])
    private let wake: @Sendable () -> Void

    /// - Parameter wake: called for everything that is put in; it returns at once.
    init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    func put(_ news: News) {
        waiting.withLock { $0.append(news) }
        wake()
    }

    /// Everything that has come since, in its order.
    func taken() -> [News] {
        waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
