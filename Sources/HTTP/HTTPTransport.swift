import Crypto

/// Sends requests over connections that are kept and shared. TLS is always verified, redirects are never followed, and
/// unencrypted HTTP goes to this computer only; there is no way to ask for anything else.
///
/// One thread does all the work and sleeps without a timer while nothing is in flight.
public final class HTTPTransport: Sendable {
    private let queue: TransferLoop.Queue
    private let thread: WorkerThread?

    /// `userAgent` goes with every request that does not bring its own `User-Agent`; printable ASCII.
    public init(userAgent: String) {
        CurlLibrary.forgetKeyLog()
        let queue = TransferLoop.Queue()
        self.queue = queue
        thread = WorkerThread { TransferLoop(queue: queue, userAgent: userAgent).run() }
        if thread == nil {
            queue.close(.other(curlCode: CurlLibrary.failedToStart))
        }
    }

    deinit {
        shutDown()
    }

    /// The reply, or why there is none. Cancelling the task answers `.cancelled` at once and drops the transfer.
    public func send(_ request: HTTPRequest) async -> Result<HTTPReply, HTTPFailure> {
        let origin: Origin
        switch RequestCheck.origin(of: request) {
        case .success(let checked): origin = checked
        case .failure(let refusal): return .failure(.notAllowed(refusal))
        }
        let pending = PendingReply()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                pending.wait(with: continuation)
                if let failure = queue.post(.start(request, origin, pending)) {
                    pending.settle(.failure(failure))
                }
            }
        } onCancel: {
            pending.settle(.failure(.cancelled))
            queue.post(.abandon(pending))
        }
    }

    /// Closes every connection, so that nothing of past requests stays in memory. What is in flight answers `.cancelled`; later requests
    /// open new connections.
    public func closeConnections() {
        queue.post(.closeConnections)
    }

    /// Stops the thread and waits for its end. What is in flight, and whatever is sent later, answers `.cancelled`.
    public func shutDown() {
        queue.close(.cancelled)
        thread?.join()
    }
}
