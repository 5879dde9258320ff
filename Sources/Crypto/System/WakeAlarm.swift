internal import CGuard
import Glibc

/// Wakes whoever waits for input, at a time that counts what the machine sleeps: the kernel rings as soon as it is awake again.
/// The time that `poll` takes stands still meanwhile.
public final class WakeAlarm: Sendable {
    /// Readable once it has rung, until it is set anew.
    public let descriptor: Int32

    /// Fails only where the process may have no more descriptors.
    public init?() {
        descriptor = cguard_alarm_create()
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Lets it ring after so many milliseconds, at once where they are not positive, and never for `nil`.
    public func set(milliseconds: Int64?) {
        cguard_alarm_set(descriptor, milliseconds.map { max(0, $0) } ?? -1)
    }
}
