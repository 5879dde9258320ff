import Domain
import Glibc

/// How the interface ended.
public enum DriverEnd: Hashable, Sendable {
    case quit
    /// By a signal; the process ends with 128 and its number.
    case signalled(Int32)
    /// The terminal went away, as when an SSH connection is lost.
    case hungUp
    /// What was to be shown could not be written, which the plain mode may do to a file.
    case unwritable(errno: Int32)

    /// The status to end the process with.
    public var exitCode: Int32 {
        switch self {
        case .quit: 0
        case .signalled(let number): 128 + number
        case .hungUp: 129
        // A reader that went away is no failure.
        case .unwritable(EPIPE): 0
        case .unwritable: Cause.outputUnwritable.exitCode
        }
    }
}
