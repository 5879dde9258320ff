import Crypto
import Synchronization

/// Opens WebSockets (RFC 6455) over libcurl's own connections: the same verified TLS, proxies and certificates as requests have.
/// Unencrypted ones go to this computer only.
///
/// One thread serves them all, and sleeps while nothing arrives.
public final class WebSocketTransport: Sendable {
    private let queue = WebSocketLoop.Queue()
    private let thread: WorkerThread?
    private let lastID = Atomic<UInt64>(0)

    /// `userAgent` is told to every server; printable ASCII.
    public init(userAgent: String) {
        CurlLibrary.forgetKeyLog()
        let queue = queue
        thread = WakeDescriptor().flatMap { alarm in
            queue.setWake { alarm.wake() }
            return WorkerThread { WebSocketLoop(queue: queue, alarm: alarm, userAgent: userAgent).run() }
        }
    }

    deinit { shutDown() }

    /// An open WebSocket, or why there is none. Cancelling the task answers `.cancelled`.
    public func open(_ request: WebSocketRequest) async -> Result<WebSocket, WebSocketRefusal> {
        guard let origin = Origin(webSocket: request.origin) else { return Self.refused(.originMalformed) }
        guard origin.scheme == .https || origin.isLoopback else { return Self.refused(.plainTextBeyondLoopback) }
        guard RequestCheck.isTarget(request.target) else { return Self.refused(.targetMalformed) }
        guard thread != nil else { return .failure(.unreached(.other(curlCode: CurlLibrary.failedToStart))) }
        let id = WebSocketID(number: lastID.add(1, ordering: .relaxed).newValue)
        let opening = PendingOpening()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                opening.wait(with: continuation)
                if queue.post(.open(id, request, origin, opening)) != nil { opening.settle(.failure(.unreached(.cancelled))) }
            }
        } onCancel: {
            opening.settle(.failure(.unreached(.cancelled)))
            queue.post(.abandon(id))
        }
    }

    /// Closes every WebSocket, those that are being opened too.
    public func closeAll() {
        queue.post(.closeAll)
    }

    /// Ends the thread and waits for its end. Whatever is open is cut.
    public func shutDown() {
        queue.close(())
        thread?.join()
    }

    private static func refused(_ refusal: HTTPRefusal) -> Result<WebSocket, WebSocketRefusal> {
        .failure(.unreached(.notAllowed(refusal)))
    }
}
