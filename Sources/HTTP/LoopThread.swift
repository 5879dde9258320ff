import Crypto
import Glibc

/// A thread that runs a loop of transfers, from its start to its joining.
final class LoopThread: Sendable {
    private let identity: pthread_t
    private let hasEnded = JoinOnce()

    /// Nil if the system has no thread to give.
    init?(_ run: @escaping @Sendable () -> Void) {
        // Signals belong to the threads that expect them. SIGPIPE too: blocked here, a write to a closed connection is an
        // error of that connection and not the end of the program.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

        let errand = Unmanaged.passRetained(Errand(run))
        var started = pthread_t()
        let status = pthread_create(
            &started, nil,
            { context in
                guard let context else { return nil }
                // A fault is not to be kept from this thread like the other signals.
                ProcessGuard.prepareThread()
                Unmanaged<Errand>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            errand.toOpaque())
        guard status == 0 else {
            errand.release()
            return nil
        }
        identity = started
    }

    /// Waits for the thread's end; every caller after the first returns once that wait is over.
    func join() {
        hasEnded.perform {
            // The last reference can go away on the thread itself, which cannot wait for its own end.
            if pthread_equal(pthread_self(), identity) != 0 {
                pthread_detach(identity)
            } else {
                pthread_join(identity, nil)
            }
        }
    }
}

/// What a new thread is given on its way.
private final class Errand: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}
