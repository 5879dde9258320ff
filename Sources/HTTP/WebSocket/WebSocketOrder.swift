import Crypto
import Synchronization

/// Which WebSocket of a transport is meant. Never given twice.
struct WebSocketID: Hashable, Sendable {
    let number: UInt64
}

/// What callers on any thread ask of the thread of the WebSockets.
enum WebSocketOrder: Sendable {
    case open(WebSocketID, WebSocketRequest, Origin, WebSocketOpening)
    case send(WebSocketID, WipedBytes)
    case readOn(WebSocketID)
    case close(WebSocketID, code: Int)
    /// Nobody waits for it any more.
    case abandon(WebSocketID)
    case closeAll
    case end
}

/// One caller's wait for a WebSocket. The first answer counts.
final class WebSocketOpening: Sendable {
    typealias Answer = Result<WebSocket, WebSocketRefusal>

    private enum State {
        case untouched
        case waiting(CheckedContinuation<Answer, Never>)
        case answered(Answer)
        case over
    }

    private let state = Mutex(State.untouched)

    /// Resumes `continuation` with the answer, at once if there is one. Called once.
    func wait(with continuation: CheckedContinuation<Answer, Never>) {
        let early: Answer? = state.withLock { state in
            if case .answered(let answer) = state {
                state = .over
                return answer
            }
            state = .waiting(continuation)
            return nil
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
            case .answered, .over: return nil
            }
        }
        waiting?.resume(returning: answer)
    }
}
