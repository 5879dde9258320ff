internal import Glibc

/// Writes straight to the terminal, past ncurses.
struct OutputLine {
    let descriptor: Int32

    private static let longestWaitMilliseconds: Int32 = 500

    /// Writes all of it, or gives up on a terminal that is gone or takes nothing for half a second. Answers 0, or the `errno` of what went wrong.
    @discardableResult
    func write(_ bytes: some Collection<UInt8>) -> Int32 {
        let bytes = Array(bytes)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written) }
            if count > 0 {
                written += count
            } else if errno == EAGAIN {
                var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                guard Glibc.poll(&poll, 1, Self.longestWaitMilliseconds) > 0 else { return EAGAIN }
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
