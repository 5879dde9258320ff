import Crypto
import Glibc
import Synchronization

/// One thread of our own on which jobs run and wait. The default executor's threads, and those behind `Task.sleep`, wake once a second
/// for as long as they live; this one sleeps until there is work or a pause is over.
///
/// The thread lasts as long as the process.
package final class JobThread: TaskExecutor {
    private struct Pause {
        let end: Int64
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var jobs: [UnownedJob] = []
        var pauses: [Int: Pause] = [:]
        /// Pauses whose tasks were cancelled before they began.
        var cancelled: Set<Int> = []
        var lastPause = 0
    }

    private let state = Mutex(State())
    private let pipe: WakePipe
    private let alarm: WakeAlarm

    /// The thread that everything shares; `nil` only where the process may have no more threads, and jobs then run on the default executor.
    package static let shared = JobThread()

    /// Fails only where the process may have no more threads or descriptors.
    package init?() {
        guard let pipe = WakePipe(), let alarm = WakeAlarm() else { return nil }
        self.pipe = pipe
        self.alarm = alarm
        guard WorkerThread.detach({ self.runForever() }) else { return nil }
    }

    /// Takes a job of a task that prefers this executor; called by the concurrency runtime, on any thread.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
        pipe.wake()
    }

    /// Pauses the task. Throws `CancellationError` as soon as the task is cancelled.
    package static func pause(milliseconds: Int64) async throws {
        guard let shared else { return try await Task.sleep(for: .milliseconds(milliseconds)) }
        await shared.pause(milliseconds: milliseconds)
        try Task.checkCancellation()
    }

    private func pause(milliseconds: Int64) async {
        let number = state.withLock { state in
            state.lastPause += 1
            return state.lastPause
        }
        let end = LocalClock.steadyMilliseconds + max(0, milliseconds)
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.cancelled.contains(number) { return true }
                    state.pauses[number] = Pause(end: end, continuation: continuation)
                    return false
                }
                if isOver { continuation.resume() } else { pipe.wake() }
            }
        } onCancel: {
            let pause = state.withLock { state in
                state.cancelled.insert(number)
                return state.pauses.removeValue(forKey: number)
            }
            pause?.continuation.resume()
        }
        state.withLock { _ = $0.cancelled.remove(number) }
    }

    private func runForever() -> Never {
        while true {
            let now = LocalClock.steadyMilliseconds
            let (jobs, over, next) = state.withLock { state in
                let over = state.pauses.filter { $0.value.end <= now }
                for number in over.keys { state.pauses[number] = nil }
                defer { state.jobs = [] }
                return (state.jobs, over.values.map(\.continuation), state.pauses.values.map(\.end).min())
            }
            for continuation in over { continuation.resume() }
            for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
            guard jobs.isEmpty, over.isEmpty else { continue }
            alarm.set(milliseconds: next.map { $0 - now })
            var polled = [pipe.readDescriptor, alarm.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&polled, nfds_t(polled.count), -1)
            _ = pipe.drain()
        }
    }
}
