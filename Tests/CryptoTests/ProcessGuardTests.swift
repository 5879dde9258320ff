import CGuard
import Crypto
import Foundation
import TestSupport
import Testing

/// Every test here ends or changes a process, so each has one of its own.
@Suite(.enabled(if: !Sanitizer.isActive))
struct ProcessGuardTests {
    @Test func aHardenedProcessLeavesNoCore() async {
        await #expect(processExitsWith: .success) {
            #expect(!ProcessGuard.isHardened)
            #expect(ProcessGuard.harden() == 0)
            var limit = rlimit()
            #expect(getrlimit(__rlimit_resource_t(4), &limit) == 0)
            #expect(limit.rlim_cur == 0)
            #expect(limit.rlim_max == 0)
            #expect(ProcessGuard.isHardened)
            // A second time changes nothing.
            #expect(ProcessGuard.harden() == 0)
        }
    }

    @Test(arguments: [SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT, SIGTRAP])
    func aFatalSignalIsReportedAndStaysWhatItWas(number: Int32) async throws {
        let outcome = await #expect(processExitsWith: .signal(number), observing: [\.standardErrorContent]) { [number = number as Int32] in
            ProcessGuard.harden()
            ProcessGuard.catchFatalSignals()
            // The test runner may start its children with SIGABRT blocked, which only `abort` undoes.
            if number == SIGABRT { abort() }
            raise(number)
        }
        let result = try #require(outcome)
        let text = String(decoding: result.standardErrorContent, as: UTF8.self)
        #expect(text.contains("tidegate: internal error; secrets wiped (signal \(number))\n"))
    }

    /// All that end a process which does nothing about them and that are no faults, but glibc's own two: `posix_spawn` has the process
    /// of a test ignore those.
    static let endings: [Int32] =
        [
            SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGSTKFLT, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGIO,
            SIGPWR,
        ] + Array(34...64)

    @Test(arguments: endings) func everySignalThatEndsAProcessGivesTheTerminalBack(number: Int32) async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        let name = terminal.name
        let outcome = await #expect(processExitsWith: .signal(number), observing: [\.standardErrorContent]) {
            [number = number as Int32, name = name as String] in
            CrashScene.receive(number)
            try CrashScene.enterRawMode(name)
            CrashScene.sendFromOutside(number)
        }
        let result = try #require(outcome)
        #expect(terminal.modes == before)
        #expect(terminal.output().hasSuffix("\u{1B}[?1049l\u{1B}[?25h"))
        #expect(Self.ownWords(result.standardErrorContent).isEmpty)
    }

    /// Whoever draws has stopped before the terminal is given back, whichever thread a signal meets.
    @Test func nothingIsDrawnAfterTheTerminalWasGivenBack() async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        let name = terminal.name
        await #expect(processExitsWith: .signal(SIGFPE)) { [name = name as String] in
            let drawn = try CrashScene.enterRawMode(name)
            Thread.detachNewThread { raise(SIGFPE) }
            while true {
                write(drawn, "x", 1)
                usleep(1_000)
            }
        }
        #expect(terminal.modes == before)
        #expect(terminal.output().hasSuffix("\u{1B}[?1049l\u{1B}[?25h"))
    }

    @Test func whatIsIgnoredStaysIgnored() async {
        await #expect(processExitsWith: .exitCode(3)) {
            signal(SIGHUP, SIG_IGN)
            ProcessGuard.catchFatalSignals()
            raise(SIGHUP)
            _exit(3)
        }
    }

    /// The limit on the size of files is a failure of the write, which whoever writes tells of.
    @Test func aFileThatMayNotGrowIsAnErrorAndNotTheEnd() async {
        await #expect(processExitsWith: .exitCode(4)) {
            CrashScene.receive(SIGXFSZ)
            ProcessGuard.catchFatalSignals()
            var limit = rlimit(rlim_cur: 0, rlim_max: 0)
            setrlimit(__rlimit_resource_t(1), &limit)
            let path = "/tmp/tidegate-limit-\(getpid())"
            let file = open(path, O_CREAT | O_EXCL | O_RDWR, 0o600)
            unlink(path)
            _exit(file >= 0 && write(file, "x", 1) == -1 && errno == EFBIG ? 4 : 1)
        }
    }

    /// Without the marks that the test runner puts there.
    private static func ownWords(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return ["internal error", "cleared away"].filter(text.contains).joined(separator: ", ")
    }

    // MARK: Leaving

    @Test func leavingRunsNothingThatLibrariesWantDone() async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        let name = terminal.name
        let outcome = await #expect(processExitsWith: .exitCode(143), observing: [\.standardErrorContent]) { [name = name as String] in
            try CrashScene.enterRawMode(name)
            atexit { _ = write(STDERR_FILENO, "cleared away", 12) }
            ProcessGuard.leave(143)
        }
        let result = try #require(outcome)
        #expect(Self.ownWords(result.standardErrorContent).isEmpty)
        #expect(terminal.modes == before)
        #expect(terminal.output().hasSuffix("\u{1B}[?1049l\u{1B}[?25h"))
    }

    /// What another thread does with wiped secrets must not change the exit status.
    @Test func aFaultAmidLeavingChangesNothing() async throws {
        let outcome = await #expect(processExitsWith: .exitCode(129), observing: [\.standardErrorContent]) {
            ProcessGuard.catchFatalSignals()
            let secret = SecretBytes("correct horse battery staple".utf8)
            Thread.detachNewThread {
                while secret.withUnsafeBytes({ bytes in bytes.contains { $0 != 0 } }) {}
                raise(SIGSEGV)
            }
            ProcessGuard.wipeEverything()
            // The other thread has its moment.
            usleep(50_000)
            ProcessGuard.leave(129)
        }
        let result = try #require(outcome)
        #expect(Self.ownWords(result.standardErrorContent).isEmpty)
    }

    @Test func aFaultIsToldOnAThreadThatBlocksEverySignal() async throws {
        let outcome = await #expect(processExitsWith: .signal(SIGSEGV), observing: [\.standardErrorContent]) {
            ProcessGuard.catchFatalSignals()
            Thread.detachNewThread {
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                ProcessGuard.prepareThread()
                CrashScene.exhaustStack()
            }
            while true { pause() }
        }
        let result = try #require(outcome)
        #expect(String(decoding: result.standardErrorContent, as: UTF8.self).contains("(signal \(SIGSEGV))"))
    }

    // MARK: Traps

    @Test func aSwiftTrapGivesTheTerminalBack() async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        let name = terminal.name
        let outcome = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [name = name as String] in
            try CrashScene.enterRawMode(name)
            CrashScene.trap()
        }
        let result = try #require(outcome)
        #expect(terminal.modes == before)
        #expect(terminal.output().hasSuffix("\u{1B}[?1049l\u{1B}[?25h"))
        let text = String(decoding: result.standardErrorContent, as: UTF8.self)
        #expect(text.contains("tidegate: internal error; the terminal was restored and secrets wiped (signal "))
    }

    @Test func anExhaustedStackGivesTheTerminalBack() async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        let name = terminal.name
        await #expect(processExitsWith: .signal(SIGSEGV)) { [name = name as String] in
            try await MainActor.run {
                try CrashScene.enterRawMode(name)
                CrashScene.exhaustStack()
            }
        }
        #expect(terminal.modes == before)
        #expect(terminal.output().hasSuffix("\u{1B}[?1049l\u{1B}[?25h"))
    }

    @Test func aStoppedTerminalDoesNotKeepADyingProcess() async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        let name = terminal.name
        await #expect(processExitsWith: .failure) { [name = name as String] in
            let fd = try CrashScene.enterRawMode(name)
            tcflow(fd, TCOOFF)
            CrashScene.trap()
        }
        #expect(terminal.modes == before)
    }

    @Test func aForgottenTerminalIsLeftAlone() async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        let name = terminal.name
        await #expect(processExitsWith: .failure) { [name = name as String] in
            try CrashScene.enterRawMode(name)
            cguard_terminal_forget()
            CrashScene.trap()
        }
        #expect(terminal.modes != before)
        #expect(terminal.output() == "")
    }

    @Test func restoringHappensOnce() async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        let name = terminal.name
        await #expect(processExitsWith: .success) { [name = name as String] in
            try CrashScene.enterRawMode(name)
            #expect(cguard_terminal_restore() == 1)
            #expect(cguard_terminal_restore() == 0)
        }
        #expect(terminal.modes == before)
        #expect(terminal.output() == "\u{1B}[?1049l\u{1B}[?25h")
    }

    @Test func anOverlongRestoreSequenceIsRefused() {
        var modes = termios()
        let bytes = [CChar](repeating: 65, count: Int(CGUARD_RESTORE_LIMIT_BYTES) + 1)
        #expect(cguard_terminal_remember(-1, &modes, bytes, bytes.count) == EINVAL)
    }

    @Test func secretsAreGoneBeforeTheProcessIs() async {
        await #expect(processExitsWith: .exitCode(42)) {
            // The dying thread blocks on its output, which gives this one time to look.
            let unread = try CrashScene.unreadPipe()
            dup2(unread, STDERR_FILENO)
            var modes = termios()
            cguard_terminal_remember(unread, &modes, "x", 1)
            ProcessGuard.catchFatalSignals()
            let secret = SecretBytes("correct horse battery staple".utf8)
            Thread.detachNewThread {
                while secret.withUnsafeBytes({ bytes in bytes.contains { $0 != 0 } }) {}
                _exit(42)
            }
            raise(SIGILL)
        }
    }
}
