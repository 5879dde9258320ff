import Crypto
import Domain
import Synchronization

/// What reaches an authorization from outside: answers of the browser, of the user, and the clock.
final class AuthorizationMail: Sendable {
    enum Letter: Sendable {
        case code(SecretBytes, domain: String?)
        case denied(error: String)
        case refused(Failure)
        case pasted(SecretBytes)
        case decided(AuthorizationDecision)
        case timedOut
        case abandoned
    }

    private struct State {
        var letters: [Letter] = []
        var waiter: CheckedContinuation<Letter, Never>?
        var isAbandoned = false
    }

    /// More are dropped: nobody sends so many.
    private static let capacity = 64

    private let state = Mutex(State())

    func post(_ letter: Letter) {
        let waiter = state.withLock { state -> CheckedContinuation<Letter, Never>? in
            if case .abandoned = letter { state.isAbandoned = true }
            if let waiter = state.waiter {
                state.waiter = nil
                return waiter
            }
            if state.letters.count < Self.capacity { state.letters.append(letter) }
            return nil
        }
        waiter?.resume(returning: letter)
    }

    /// The next letter. Only one may wait.
    func next() async -> Letter {
        await withCheckedContinuation { continuation in
            let letter = state.withLock { state -> Letter? in
                if state.isAbandoned { return .abandoned }
                if !state.letters.isEmpty { return state.letters.removeFirst() }
                state.waiter = continuation
                return nil
            }
            if let letter { continuation.resume(returning: letter) }
        }
    }

    var isAbandoned: Bool { state.withLock { $0.isAbandoned } }
}
