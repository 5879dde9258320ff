import Glibc
import Synchronization

/// One thread of our own on which jobs run. The default executor's threads wake once a second for as long as they live; this one
/// sleeps until there is work.
///
/// The thread lasts as long as the process.
final class JobThread: TaskExecutor {
    private let queue = Mutex<[UnownedJob]>([])
    nonisolated(unsafe) private let semaphore: UnsafeMutablePointer<sem_t>

    /// The one that everything uses; `nil` only where the process may have no more threads, and jobs then run where others do.
    static let shared = JobThread()

    /// Fails only where the process may have no more threads.
    init?() {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let outcome = pthread_create(&thread, nil, { context in
            Unmanaged<JobThread>.fromOpaque(context!).takeUnretainedValue().runForever()
        }, context.toOpaque())
        guard outcome == 0 else {
            context.release()
            return nil
        }
        pthread_detach(thread)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.withLock { $0.append(job) }
        sem_post(semaphore)
    }

    private func runForever() -> Never {
        while true {
            while sem_wait(semaphore) != 0 {}
            let job = queue.withLock { $0.removeFirst() }
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
