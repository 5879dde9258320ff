internal import CGuard

/// Descriptors that are closed in started programs.
public enum Descriptors {
    /// The two ends of a pipe, for reading and for writing, neither of which blocks; `nil` where the process has no descriptors left.
    public static func pipe() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard cguard_pipe(&ends) == 0 else { return nil }
        return (ends[0], ends[1])
    }

    /// The next connection of a listening socket, which does not block; below 0 where there is none.
    public static func accept(_ listening: Int32) -> Int32 { cguard_accept(listening) }
}
