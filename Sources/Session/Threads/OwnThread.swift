import Crypto
import Glibc

/// A thread for one piece of work.
package enum OwnThread {
    package enum Outcome: Hashable, Sendable {
        case started
        /// The process may have no more threads.
        case refused
    }

    package static func start(_ work: @escaping @Sendable () -> Void) -> Outcome {
        var thread = pthread_t()
        let order = Unmanaged.passRetained(Order(work))
        let outcome = pthread_create(
            &thread, nil,
            { order in
                ProcessGuard.prepareThread()
                Unmanaged<Order>.fromOpaque(order!).takeRetainedValue().work()
                // The next thread gets this one's stack as it is.
                ProcessGuard.wipeStack()
                return nil
            }, order.toOpaque())
        guard outcome == 0 else {
            order.release()
            return .refused
        }
        pthread_detach(thread)
        return .started
    }

    private final class Order: Sendable {
        let work: @Sendable () -> Void

        init(_ work: @escaping @Sendable () -> Void) {
            self.work = work
        }
    }
}
