import Glibc
import Synchronization

/// A thread of this process, for a loop that lasts or for one piece of work. Signals go to the threads that expect them and never to
/// these: where SIGPIPE is blocked, a write to a closed connection is an error of that connection and not the end of the program.
public final class WorkerThread: Sendable {
    private let identity: pthread_t
    private let isJoined = Mutex(false)

    /// Starts the thread. `nil` where the process may have no more of them.
    public init?(_ work: @escaping @Sendable () -> Void) {
        guard let identity = Self.start(work) else { return nil }
        self.identity = identity
    }

    /// Waits for the thread's end; every caller after the first returns once that wait is over.
    public func join() {
        isJoined.withLock { isJoined in
            guard !isJoined else { return }
            isJoined = true
            // The last reference may be released on the thread itself, which cannot wait for its own end.
            if pthread_equal(pthread_self(), identity) != 0 {
                pthread_detach(identity)
            } else {
                pthread_join(identity, nil)
            }
        }
    }

    /// Runs work on a thread that nobody waits for. Answers whether there was a thread for it.
    public static func detach(_ work: @escaping @Sendable () -> Void) -> Bool {
        guard let identity = start(work) else { return false }
        pthread_detach(identity)
        return true
    }

    private static func start(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

        let context = Unmanaged.passRetained(Context(work))
        var identity = pthread_t()
        let status = pthread_create(
            &identity, nil,
            { context in
                guard let context else { return nil }
                // Fault signals must not be blocked on this thread like the other signals.
                ProcessGuard.prepareThread()
                Unmanaged<Context>.fromOpaque(context).takeRetainedValue().work()
                // The next thread may get this thread's stack without it being cleared.
                ProcessGuard.wipeStack()
                return nil
            },
            context.toOpaque())
        guard status == 0 else {
            context.release()
            return nil
        }
        return identity
    }

    /// What a new thread is given.
    private final class Context: Sendable {
        let work: @Sendable () -> Void

        init(_ work: @escaping @Sendable () -> Void) {
            self.work = work
        }
    }
}
