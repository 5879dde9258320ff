import Crypto
import Glibc
import Synchronization

/// What the driver waits for besides the keyboard: signals and finished jobs write a byte each.
package final class WakePipe: Sendable {
    /// Readable when there is something to do.
    package let readDescriptor: Int32
    private let writeDescriptor: Int32

    /// What a signal handler writes to; handlers can reach nothing but a global.
    nonisolated(unsafe) private static var signalDescriptor: Int32 = -1

    /// The signals that no pipe has taken yet, a bit for each; the next listener gets them.
    private static let pending = Atomic<UInt64>(0)

    /// The byte that says "look into the queue"; no signal has the number 0.
    private static let mail: UInt8 = 0

    /// Fails only where the process has no descriptors left.
    package init?() {
        guard let ends = Descriptors.pipe() else { return nil }
        readDescriptor = ends.read
        writeDescriptor = ends.write
    }

    deinit {
        if Self.signalDescriptor == writeDescriptor { Self.signalDescriptor = -1 }
        close(readDescriptor)
        close(writeDescriptor)
    }

    /// Makes the given signals write their numbers from now on, and those that an earlier pipe did not take.
    package func catchSignals(_ numbers: [Int32]) {
        let isNew = Self.signalDescriptor != writeDescriptor
        Self.signalDescriptor = writeDescriptor
        // Initialised before a handler needs it.
        let pending = Self.pending.load(ordering: .sequentiallyConsistent)
        var wanted = sigset_t()
        sigemptyset(&wanted)
        for number in numbers {
            sigaddset(&wanted, number)
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                let saved = errno
                var byte = UInt8(truncatingIfNeeded: number)
                WakePipe.pending.bitwiseOr(WakePipe.bit(number), ordering: .sequentiallyConsistent)
                write(WakePipe.signalDescriptor, &byte, 1)
                // The listener may be blocked, as by a terminal that takes no output. Ctrl-C is left out because it can be a key.
                if number == SIGTERM || number == SIGHUP || number == SIGQUIT { ProcessGuard.leaveInTime(128 + number) }
                errno = saved
            }
            action.sa_flags = SA_RESTART
            sigaction(number, &action, nil)
        }
        // The parent process may have left them blocked.
        pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
        if isNew { for number in numbers where pending & Self.bit(number) != 0 { post(number) } }
    }

    private static func bit(_ number: Int32) -> UInt64 { 1 << UInt64(number & 63) }

    /// Acts as if a signal had arrived.
    package func post(_ number: Int32) {
        var byte = UInt8(truncatingIfNeeded: number)
        write(writeDescriptor, &byte, 1)
    }

    /// Gives a signal its usual effect again.
    package func release(_ number: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = SIG_DFL
        sigaction(number, &action, nil)
    }

    /// Wakes the driver from any thread. A full pipe wakes it too.
    package func wake() {
        var byte = Self.mail
        write(writeDescriptor, &byte, 1)
    }

    /// Takes what was written and answers the signals in order; a plain wake is not among them.
    package func drain() -> [Int32] {
        var signals: [Int32] = []
        var bytes = [UInt8](repeating: 0, count: 64)
        while true {
            let count = read(readDescriptor, &bytes, bytes.count)
            guard count > 0 else { return signals }
            for byte in bytes[..<count] where byte != Self.mail {
                Self.pending.bitwiseAnd(~Self.bit(Int32(byte)), ordering: .sequentiallyConsistent)
                // Several resizes count as one; two Ctrl-C are two.
                if Int32(byte) == SIGWINCH, signals.contains(SIGWINCH) { continue }
                signals.append(Int32(byte))
            }
        }
    }
}
