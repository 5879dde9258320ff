import Glibc

/// Notices the end of a child process, and sees to it in the end.
struct ChildEnd {
    let process: pid_t
    /// As `waitpid` gives it; `nil` while the process runs.
    private(set) var status: Int32?

    init(process: pid_t) {
        self.process = process
    }

    var hasEnded: Bool {
        mutating get {
            collect(WNOHANG)
            return status != nil
        }
    }

    /// Ends the process if it still runs.
    mutating func end() {
        guard !hasEnded else { return }
        kill(process, SIGTERM)
        for _ in 0 ..< 50 {
            if hasEnded { return }
            usleep(10_000)
        }
        kill(process, SIGKILL)
        collect(0)
    }

    private mutating func collect(_ options: Int32) {
        guard status == nil else { return }
        var status: Int32 = 0
        while true {
            let outcome = waitpid(process, &status, options)
            if outcome < 0, errno == EINTR { continue }
            // Where nothing can be known of it any more, it has not succeeded.
            if outcome < 0 { self.status = 0xFF00 }
            if outcome == process { self.status = status }
            return
        }
    }
}
