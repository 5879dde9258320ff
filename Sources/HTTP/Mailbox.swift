internal import CCurl
import Synchronization

/// Where callers on any thread leave orders for the transfer thread, and how they wake it.
final class Mailbox: Sendable {
    private struct Contents {
        var orders: [Order] = []
        var closedAnswering: HTTPFailure?
        var sleeper: Sleeper?
    }

    /// The multi handle in which the thread sleeps. Only `curl_multi_wakeup` is called through it, which libcurl allows
    /// from any thread while the handle lives; the mailbox's lock sees to that.
    private struct Sleeper: @unchecked Sendable {
        let multi: UnsafeMutableRawPointer
    }

    private let contents = Mutex(Contents())

    /// Nil, or how to answer because the thread takes no more orders.
    func post(_ order: Order) -> HTTPFailure? {
        contents.withLock { contents in
            if let failure = contents.closedAnswering { return failure }
            contents.orders.append(order)
            Self.wake(contents.sleeper)
            return nil
        }
    }

    /// Ends the thread's work. Only the first call's answer counts.
    func close(answering failure: HTTPFailure) {
        contents.withLock { contents in
            guard contents.closedAnswering == nil else { return }
            contents.closedAnswering = failure
            Self.wake(contents.sleeper)
        }
    }

    /// The orders in their sequence, and how to answer all of them if the work has ended.
    func take() -> (orders: [Order], closedAnswering: HTTPFailure?) {
        contents.withLock { contents in
            let orders = contents.orders
            contents.orders = []
            return (orders, contents.closedAnswering)
        }
    }

    /// Names the handle to wake. What was posted without one is noticed at the next sleep, which returns at once.
    func setSleeper(_ multi: UnsafeMutableRawPointer?) {
        let sleeper = multi.map { Sleeper(multi: $0) }
        contents.withLock { contents in
            contents.sleeper = sleeper
            Self.wake(sleeper)
        }
    }

    private static func wake(_ sleeper: Sleeper?) {
        if let sleeper { _ = curl_multi_wakeup(sleeper.multi) }
    }
}
