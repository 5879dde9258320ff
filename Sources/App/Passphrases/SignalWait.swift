import Crypto
import Glibc
import Session
import Synchronization

/// Waits in a command for one thing or a signal, whichever comes first. One exists at a time.
package final class SignalWait: Sendable {
    private let pipe: WakePipe

    /// Catches the signals from now on. Fails only where the process has no descriptors left.
    package init?(_ signals: [Int32]) {
        guard let pipe = WakePipe() else { return nil }
        self.pipe = pipe
        if !signals.isEmpty { pipe.catchSignals(signals) }
    }

    /// Ends the wait as a signal does, from any thread.
    func giveUp() { pipe.post(SIGTERM) }

    /// Runs an operation while this thread waits. A signal cancels it.
    package func run<Value: Sendable>(_ operation: @escaping @Sendable () async -> Value) throws(Interrupted) -> Value {
        let answer = Answer<Value>()
        let task = Task.detached(executorPreference: JobThread.shared) { [pipe] in
            let value = await operation()
            answer.value.withLock { $0 = value }
            pipe.wake()
        }
        do {
            return try wait(for: answer)
        } catch {
            task.cancel()
            throw error
        }
    }

    /// Runs work that blocks, on a thread of its own, while this one waits. After a signal the result of the work is dropped.
    package func runBlocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) throws(Interrupted) -> Value {
        let answer = Answer<Value>()
        let started = WorkerThread.detach { [pipe] in
            let value = work()
            answer.value.withLock { $0 = value }
            pipe.wake()
        }
        // Where the process may have no more threads, the work is done here, and a signal waits for it.
        guard started else { return work() }
        return try wait(for: answer)
    }

    private func wait<Value>(for answer: Answer<Value>) throws(Interrupted) -> Value {
        while true {
            if let value = answer.value.withLock({ $0 }) { return value }
            try wait(for: nil)
        }
    }

    /// What ended a wait.
    package enum Outcome: Hashable, Sendable {
        case ready
        case timedOut
    }

    /// Returns when the descriptor can be read or has ended, and throws at a signal. Without a descriptor, a wake returns too.
    package func wait(for descriptor: Int32?) throws(Interrupted) {
        while try wait(for: descriptor, milliseconds: Int64(Int32.max)) == .timedOut {}
    }

    /// The same for so many milliseconds at most.
    package func wait(for descriptor: Int32?, milliseconds: Int64) throws(Interrupted) -> Outcome {
        let end = LocalClock.steadyMilliseconds + max(0, milliseconds)
        while true {
            var polled = [
                pollfd(fd: pipe.readDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            let left = max(0, end - LocalClock.steadyMilliseconds)
            let count = poll(&polled, 2, Int32(min(left, Int64(Int32.max))))
            // After an error, interruption by a signal among them, nothing is said about the descriptors.
            if count < 0 { continue }
            if polled[0].revents != 0 {
                if let signal = pipe.drain().first { throw Interrupted(signal: signal) }
                if descriptor == nil { return .ready }
            }
            if polled[1].revents != 0 { return .ready }
            if left == 0 { return .timedOut }
        }
    }

    private final class Answer<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}

/// A signal that ends the program arrived.
package struct Interrupted: Error, Equatable {
    /// The number of the signal, such as `SIGINT`.
    package let signal: Int32
    /// What was going on, which decides what the user is told.
    package var activity = Activity.other

    /// A signal that ended a wait; what was going on can be set later.
    package init(signal: Int32, activity: Activity = .other) {
        self.signal = signal
        self.activity = activity
    }

    /// What the program was doing.
    package enum Activity: Hashable, Sendable {
        case savingVault
        case other
    }

    /// 128 and the signal's number, as a shell reports a program that a signal has ended.
    package var exitCode: Int32 { 128 + signal }
}
