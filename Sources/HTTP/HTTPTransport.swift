/// Sends requests over connections that are kept and shared. TLS is always verified, redirects are never followed, and
/// unencrypted HTTP goes to this computer only; there is no way to ask for anything else.
///
/// One thread does all the work and sleeps without a timer while nothing is in flight.
public final class HTTPTransport: Sendable {
    private let mailbox: Mailbox
    private let thread: LoopThread?

    /// `userAgent` goes with every request that does not bring its own `User-Agent`; printable ASCII.
    public init(userAgent: String) {
        CurlLibrary.forgetKeyLog()
        let mailbox = Mailbox()
        self.mailbox = mailbox
        thread = LoopThread { TransferLoop(mailbox: mailbox, userAgent: userAgent).run() }
        if thread == nil {
            mailbox.close(answering: .other(curlCode: CurlLibrary.failedToStart))
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
        let ticket = ReplyTicket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                ticket.wait(with: continuation)
                if let failure = mailbox.post(.start(request, origin, ticket)) {
                    ticket.settle(.failure(failure))
                }
            }
        } onCancel: {
            ticket.settle(.failure(.cancelled))
            _ = mailbox.post(.abandon(ticket))
        }
    }

    /// Closes every connection, so that nothing of past conversations stays in memory. What is in flight answers
    /// `.cancelled`; later requests open new connections.
    public func closeConnections() {
        _ = mailbox.post(.closeConnections)
    }

    /// Stops the thread and waits for its end. What is in flight, and whatever is sent later, answers `.cancelled`.
    public func shutDown() {
        mailbox.close(answering: .cancelled)
        thread?.join()
    }
}
