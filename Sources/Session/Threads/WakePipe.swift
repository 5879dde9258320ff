import Glibc

/// The one thing besides the keyboard that the driver waits for: signals and finished jobs write a byte each.
package final class WakePipe: Sendable {
    /// Readable when there is something to do.
    package let readDescriptor: Int32
    private let writeDescriptor: Int32

    /// What a signal handler writes to; handlers can reach nothing but a global.
    nonisolated(unsafe) private static var signalDescriptor: Int32 = -1

    /// The byte that says "look into the mailbox"; no signal has the number 0.
    private static let mail: UInt8 = 0

    /// Fails only where the process has no descriptors left.
    package init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        readDescriptor = ends[0]
        writeDescriptor = ends[1]
    }

    deinit {
        if Self.signalDescriptor == writeDescriptor { Self.signalDescriptor = -1 }
        close(readDescriptor)
        close(writeDescriptor)
    }

    /// Has the given signals write their numbers from now on.
    package func catchSignals(_ numbers: [Int32]) {
        Self.signalDescriptor = writeDescriptor
        var wanted = sigset_t()
        sigemptyset(&wanted)
        for number in numbers {
            sigaddset(&wanted, number)
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                let saved = errno
                var byte = UInt8(truncatingIfNeeded: number)
                write(WakePipe.signalDescriptor, &byte, 1)
                errno = saved
            }
            action.sa_flags = SA_RESTART
            sigaction(number, &action, nil)
        }
        // Whoever started the program may have left them blocked.
        pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
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

    /// Takes what was written: the signals in order. A wake for the mailbox adds nothing.
    package func drain() -> [Int32] {
        var signals: [Int32] = []
        var bytes = [UInt8](repeating: 0, count: 64)
        while true {
            let count = read(readDescriptor, &bytes, bytes.count)
            guard count > 0 else { return signals }
            for byte in bytes[..<count] where byte != Self.mail {
                // A storm of resizes is one; two Ctrl-C are two.
                if Int32(byte) == SIGWINCH, signals.contains(SIGWINCH) { continue }
                signals.append(Int32(byte))
            }
        }
    }
}
