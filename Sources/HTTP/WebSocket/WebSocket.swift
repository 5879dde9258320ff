public import Crypto
import Synchronization

/// An open WebSocket. Messages come in their order; while nobody takes them no more than a bounded amount is read.
///
/// It is closed when the last reference goes.
public final class WebSocket: Sendable {
    /// What comes over it.
    public enum Event: Sendable {
        case text([UInt8])
        case binary([UInt8])
        /// Nothing has come for as long as `WebSocketLimits.silenceMilliseconds` says; told again after as long.
        case silence
        /// The last one.
        case ended(WebSocketEnd)
    }

    private struct Waiting {
        var events: [Event] = []
        var bytes = 0
        var taker: CheckedContinuation<Event, Never>?
        var end: WebSocketEnd?
        /// Whether the thread has stopped reading until something is taken.
        var isHeldUp = false
    }

    private let waiting = Mutex(Waiting())
    private let waitingBytes: Int
    private let post: @Sendable (WebSocketCommand) -> Void
    let id: WebSocketID

    init(id: WebSocketID, waitingBytes: Int, post: @escaping @Sendable (WebSocketCommand) -> Void) {
        self.id = id
        self.waitingBytes = waitingBytes
        self.post = post
    }

    deinit { post(.close(id, code: 1001)) }

    /// The next event; after the end, the end again and again. Cancelling the task closes the WebSocket. One task at a time may wait.
    public func next() async -> Event {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (ready, resumes): (Event?, Bool) = waiting.withLock { waiting in
                    if !waiting.events.isEmpty {
                        let event = waiting.events.removeFirst()
                        waiting.bytes -= event.bytes
                        let resumes = waiting.isHeldUp && waiting.bytes * 2 <= waitingBytes
                        if resumes { waiting.isHeldUp = false }
                        return (event, resumes)
                    }
                    if let end = waiting.end { return (.ended(end), false) }
                    waiting.taker = continuation
                    return (nil, false)
                }
                if resumes { post(.readOn(id)) }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            close()
        }
    }

    /// Sends a text. There is no result: a failure shows as the end of the connection.
    public func send(_ text: [UInt8]) {
        text.withUnsafeBytes { send(.text, $0) }
    }

    /// Sends a text that is secret; it is wiped once it has gone out.
    public func send(_ text: SecretBytes) {
        text.withUnsafeBytes { send(.text, $0) }
    }

    /// Sends a close frame (RFC 6455, 7.1.2) and closes. What has arrived can still be taken.
    public func close() {
        post(.close(id, code: 1000))
    }

    private func send(_ opcode: WebSocketOpcode, _ bytes: UnsafeRawBufferPointer) {
        // Without memory the message is dropped; whoever waits for its answer runs into the timeout.
        if let frame = try? WebSocketFrame.masked(opcode, bytes) { post(.send(id, frame)) }
    }

    // MARK: From the thread

    /// Queues an event. False where no more should be read for now.
    func deliver(_ event: Event) -> Bool {
        let (taker, goesOn): (CheckedContinuation<Event, Never>?, Bool) = waiting.withLock { waiting in
            if case .ended(let end) = event {
                guard waiting.end == nil else { return (nil, false) }
                waiting.end = end
            }
            if let taker = waiting.taker {
                waiting.taker = nil
                return (taker, true)
            }
            // The end is delivered after what has arrived, from `end`; silence only matters to a waiting task.
            guard event.bytes > 0 else { return (nil, true) }
            waiting.events.append(event)
            waiting.bytes += event.bytes
            waiting.isHeldUp = waiting.bytes >= waitingBytes
            return (nil, !waiting.isHeldUp)
        }
        taker?.resume(returning: event)
        return goesOn
    }
}

extension WebSocket.Event {
    /// How much of the room for waiting events it takes, in bytes; none for events that are not queued.
    fileprivate var bytes: Int {
        switch self {
        // An empty message takes room too.
        case .text(let bytes), .binary(let bytes): bytes.count + 64
        case .silence, .ended: 0
        }
    }
}
