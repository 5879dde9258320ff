import Crypto
import Glibc
import Session

/// Waits for the end of a child process, or brings it about.
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

    /// Ends the process group, also where the process itself has ended already.
    mutating func giveUp() {
        defer { program.forget() }
        program.signal(SIGTERM)
        let askedMilliseconds = LocalClock.steadyMilliseconds
        while LocalClock.steadyMilliseconds - askedMilliseconds < Self.timeoutMilliseconds {
            if hasEnded, program.signal(0) == 0 { return }
            usleep(10_000)
        }
        // A killed process may end late on a busy machine. A group that starts processes as fast as they are killed is given up at some
        // time.
        let killedMilliseconds = LocalClock.steadyMilliseconds
        while LocalClock.steadyMilliseconds - killedMilliseconds < Self.longestMilliseconds {
            if program.signal(SIGKILL) == 0 { break }
            usleep(2_000)
        }
        collect(0)
    }

    /// The process has ended by itself; what it left running, such as the agent of a key store, goes on.
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
            // A status that cannot be had counts as failure.
            if outcome < 0 { self.status = 0xFF00 }
            if outcome == program.process { self.status = status }
            return
        }
    }
}
