import CGuard
import Crypto
import Glibc

/// What a full-screen program does before and while it dies.
enum CrashScene {
    struct NoTerminal: Error {}

    @discardableResult
    static func enterRawMode(_ terminalName: String) throws -> Int32 {
        ProcessGuard.harden()
        ProcessGuard.catchFatalSignals()
        let fd = open(terminalName, O_RDWR | O_NOCTTY)
        var modes = termios()
        guard fd >= 0, tcgetattr(fd, &modes) == 0 else { throw NoTerminal() }
        let restoreBytes = "\u{1B}[?1049l\u{1B}[?25h"
        guard cguard_terminal_remember(fd, &modes, restoreBytes, restoreBytes.utf8.count) == 0 else { throw NoTerminal() }
        cfmakeraw(&modes)
        guard tcsetattr(fd, TCSANOW, &modes) == 0 else { throw NoTerminal() }
        return fd
    }

    /// Has another process send a signal, and waits for what it does. The test runner may have it blocked or ignored.
    static func sendFromOutside(_ number: Int32) -> Never {
        var process = pid_t()
        var words: [UnsafeMutablePointer<CChar>?] =
            ["sh", "-c", "kill -\(number) \(getpid())"].map { (word: String) in strdup(word) } + [nil]
        guard posix_spawn(&process, "/bin/sh", nil, nil, &words, environ) == 0 else { exit(1) }
        while true { pause() }
    }

    /// As a process has it that a shell starts.
    static func receive(_ number: Int32) {
        signal(number, SIG_DFL)
        var only = sigset_t()
        sigemptyset(&only)
        sigaddset(&only, number)
        pthread_sigmask(SIG_UNBLOCK, &only, nil)
    }

    /// The writing end of a pipe that is full.
    static func unreadPipe() throws -> Int32 {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0, fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0 else { throw NoTerminal() }
        let page = [UInt8](repeating: 0, count: 4096)
        while write(ends[1], page, page.count) > 0 {}
        return ends[1]
    }

    static func trap() -> Never {
        let nothing: [Int] = []
        print(nothing[Int(getpid())])
        exit(0)
    }

    static func exhaustStack() {
        print(depth(Int(getpid())))
    }

    @inline(never)
    private static func depth(_ level: Int) -> Int {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 64) { room in
            room.initialize(repeating: level)
            return depth(level + 1) + room[level % 64]
        }
    }
}
