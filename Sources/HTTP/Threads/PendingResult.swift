import Synchronization

/// One caller's wait for one answer. The first answer counts; later ones change nothing.
final class PendingResult<Value: Sendable, Problem: Error>: Sendable {
    typealias Answer = Result<Value, Problem>

    private enum State {
        case untouched
        case waiting(CheckedContinuation<Answer, Never>)
        /// Answered before anyone waited: a task can be cancelled before it begins.
        case answered(Answer)
        case over
    }

    private let state = Mutex(State.untouched)

    /// Resumes `continuation` with the answer, at once if there is one. Called once.
    func wait(with continuation: CheckedContinuation<Answer, Never>) {
        let early: Answer? = state.withLock { state in
            switch state {
            case .untouched, .waiting, .over:
                state = .waiting(continuation)
                return nil
            case .answered(let answer):
                state = .over
                return answer
            }
        }
        if let early { continuation.resume(returning: early) }
    }

    func settle(_ answer: Answer) {
        let waiting: CheckedContinuation<Answer, Never>? = state.withLock { state in
            switch state {
            case .untouched:
                state = .answered(answer)
                return nil
            case .waiting(let continuation):
                state = .over
                return continuation
            case .answered, .over:
                return nil
            }
        }
        waiting?.resume(returning: answer)
    }

    var isSettled: Bool {
        state.withLock { state in
            switch state {
            case .untouched, .waiting: false
            case .answered, .over: true
            }
        }
    }
}

/// The wait for a reply.
typealias PendingReply = PendingResult<HTTPReply, HTTPFailure>

/// The wait for an open WebSocket.
typealias PendingOpening = PendingResult<WebSocket, WebSocketRefusal>
