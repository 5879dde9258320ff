import Crypto
import Domain
import Synchronization

/// The events of an authorization from outside: from the browser, the user and the clock.
final class OAuthEventQueue: Sendable {
    enum Event: Sendable {
        case code(SecretBytes, domain: String?, Origin)
        case denied(error: String)
        case refused(Failure)
        case pasted(SecretBytes)
        case decided(AuthorizationDecision)
        case timedOut
        case abandoned
    }

    /// Where a code came from.
    enum Origin: Sendable {
        /// It came with the state that was sent.
        case browser
        /// Somebody may have mistaken anything for it.
        case typed
    }

    private struct State {
        var events: [Event] = []
        var waiter: CheckedContinuation<Event, Never>?
        var isAbandoned = false
    }

    /// Further events are dropped; a real authorization never has so many.
    private static let capacity = 64

    private let state = Mutex(State())

    func post(_ event: Event) {
        let waiter = state.withLock { state -> CheckedContinuation<Event, Never>? in
            if case .abandoned = event { state.isAbandoned = true }
            if let waiter = state.waiter {
                state.waiter = nil
                return waiter
            }
            if state.events.count < Self.capacity { state.events.append(event) }
            return nil
        }
        waiter?.resume(returning: event)
    }

    /// The next event. Only one may wait.
    func next() async -> Event {
        await withCheckedContinuation { continuation in
            let event = state.withLock { state -> Event? in
                if state.isAbandoned { return .abandoned }
                if !state.events.isEmpty { return state.events.removeFirst() }
                state.waiter = continuation
                return nil
            }
            if let event { continuation.resume(returning: event) }
        }
    }

    var isAbandoned: Bool { state.withLock { $0.isAbandoned } }
}
