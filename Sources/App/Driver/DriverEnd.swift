/// How the interface ended.
public enum DriverEnd: Hashable, Sendable {
    case quit
    /// By a signal; the process ends with 128 and its number.
    case signalled(Int32)
    /// The terminal went away, as when an SSH connection is lost.
    case hungUp

    /// The status to end the process with.
    public var exitCode: Int32 {
        switch self {
        case .quit: 0
        case .signalled(let number): 128 + number
        case .hungUp: 129
        }
    }
}
