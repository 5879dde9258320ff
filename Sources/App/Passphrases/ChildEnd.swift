import Crypto
import Glibc
import Session

/// Notices the end of a program that was started, and sees to it in the end.
struct ChildEnd {
    private let program: StartedProgram
    /// As `waitpid` gives it; `nil` while the process runs.
    private(set) var status: Int32?

    /// How long a program may take to end when it is asked to.
    private static let timeoutMilliseconds: Int64 = 500
    private static let longestMilliseconds: Int64 = 10_000

    init(of program: StartedProgram) {
        self.program = program
    }

    var hasEnded: Bool {
        mutating get {
            collect(WNOHANG)
            return status != nil
        }
    }

    /// Nobody wants its answer any more: it is ended with all that it has started, whether it runs itself or not.
    mutating func giveUp() {
        defer { program.forget() }
        program.signal(SIGTERM)
        let askedMilliseconds = LocalClock.steadyMilliseconds
        while LocalClock.steadyMilliseconds - askedMilliseconds < Self.timeoutMilliseconds {
            if hasEnded, program.signal(0) == 0 { return }
            usleep(10_000)
        }
        // A killed process ends when its turn comes, which is late on a busy machine. What starts others as fast as it is ended is not followed for ever.
        let killedMilliseconds = LocalClock.steadyMilliseconds
        while LocalClock.steadyMilliseconds - killedMilliseconds < Self.longestMilliseconds {
            if program.signal(SIGKILL) == 0 { break }
            usleep(2_000)
        }
        collect(0)
    }

    /// It has ended by itself, and what it has left running, such as the agent of a key store, goes on.
    mutating func leave() {
        collect(0)
        program.forget()
    }

    private mutating func collect(_ options: Int32) {
        guard status == nil else { return }
        var status: Int32 = 0
        while true {
            let outcome = waitpid(program.process, &status, options)
            if outcome < 0, errno == EINTR { continue }
            // Where nothing can be known of it any more, it has not succeeded.
            if outcome < 0 { self.status = 0xFF00 }
            if outcome == program.process { self.status = status }
            return
        }
    }
}
