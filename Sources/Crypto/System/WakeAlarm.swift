internal import CGuard
import Glibc

/// A timer that also runs while the machine sleeps, unlike the timeout of `poll`: it is due as soon as the machine is awake again.
public final class WakeAlarm: Sendable {
    /// Readable once it is due, until it is set again.
    public let descriptor: Int32

    /// Fails only where the process may have no more descriptors.
    public init?() {
        descriptor = cguard_alarm_create()
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Makes it due after so many milliseconds; at once where they are not positive, never for `nil`.
    public func set(milliseconds: Int64?) {
        cguard_alarm_set(descriptor, milliseconds.map { max(0, $0) } ?? -1)
    }
}
