import Crypto
import Domain
import Glibc
import Session

/// A command whose first line of output is the passphrase; run by the shell, with what it says on standard error left to be seen.
package struct PassphraseCommand {
    let command: String
    let signals: SignalWait
    let patienceMilliseconds: Int64

    package init(command: String, signals: SignalWait, patienceMilliseconds: Int64) {
        self.command = command
        self.signals = signals
        self.patienceMilliseconds = patienceMilliseconds
    }

    /// More output than this is no passphrase, in bytes.
    private static let longestOutputBytes = 64 << 10
    /// How often to look whether the command has ended while something that it started keeps its output open.
    private static let glanceMilliseconds: Int64 = 50

    /// The passphrase. Throws `vault-locked`, or `Interrupted`; the command has ended in any case.
    package func read() throws -> SecretBytes {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw failure(cannotRun(errno)) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let started = start(writingTo: ends[1])
        close(ends[1])
        guard case .success(let process) = started else {
            if case .failure(let problem) = started { throw failure(cannotRun(problem.number)) }
            throw failure(cannotRun(0))
        }
        var child = ChildEnd(process: process)
        defer { child.end() }
        let line = SecretLine(try SecretBytes(capacity: PassphraseRule.longestBytes))
        do {
            try collect(from: ends[0], into: line, &child)
        } catch let problem as SecretReader.Problem {
            switch problem {
            case .tooLong: throw failure(PassphraseRule.tooLong(Phrase(en: "the passphrase command", zh: "密码短语命令")))
            case .timedOut:
                throw failure(Phrase(
                    en: "The passphrase command did not end within \(patienceMilliseconds / 1_000) s.",
                    zh: "密码短语命令在 \(patienceMilliseconds / 1_000) 秒内未结束。"))
            case .unreadable(let number): throw failure(cannotRun(number))
            }
        }
        try judge(child.status ?? 0)
        guard !line.bytes.isEmpty else {
            throw failure(Phrase(en: "The passphrase command printed no passphrase.", zh: "密码短语命令未输出密码短语。"))
        }
        return line.bytes
    }

    /// Reads until both the output and the command have ended, or the command has ended and its first line is there.
    private func collect(from descriptor: Int32, into line: SecretLine, _ child: inout ChildEnd) throws {
        let deadline = LocalClock.steadyMilliseconds + patienceMilliseconds
        var total = 0
        var outputHasEnded = false
        while true {
            if child.hasEnded, outputHasEnded || line.isWhole { return }
            guard LocalClock.steadyMilliseconds < deadline else { throw SecretReader.Problem.timedOut }
            if outputHasEnded {
                _ = try signals.wait(for: -1, milliseconds: Self.glanceMilliseconds)
                continue
            }
            do {
                let reader = SecretReader(descriptor: descriptor, signals: signals, patienceMilliseconds: Self.glanceMilliseconds)
                try reader.read { part in
                    total += part.count
                    guard total <= Self.longestOutputBytes else { throw SecretReader.Problem.tooLong }
                    try line.append(part)
                    return .goOn
                }
                outputHasEnded = true
            } catch SecretReader.Problem.timedOut {
                continue
            }
        }
    }

    private func start(writingTo output: Int32) -> Result<pid_t, SpawnProblem> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Standard input may carry credentials, which are not for the command.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var usual = sigset_t()
        sigemptyset(&usual)
        for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var arguments: [UnsafeMutablePointer<CChar>?] = ["sh", "-c", command].map { (argument: String) in strdup(argument) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let outcome = posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, environ)
        return outcome == 0 ? .success(process) : .failure(SpawnProblem(number: outcome))
    }

    private struct SpawnProblem: Error {
        let number: Int32
    }

    private func judge(_ status: Int32) throws {
        let signal = status & 0x7F
        let code = (status >> 8) & 0xFF
        if signal != 0 {
            throw failure(Phrase(en: "The passphrase command was ended by signal \(signal).", zh: "密码短语命令被信号 \(signal) 终止。"))
        }
        if code != 0 {
            throw failure(Phrase(en: "The passphrase command failed (status \(code)).", zh: "密码短语命令执行失败（状态码 \(code)）。"))
        }
    }

    private func cannotRun(_ number: Int32) -> Phrase {
        Phrase(en: "The passphrase command could not be run (system error \(number)).", zh: "无法运行密码短语命令（系统错误 \(number)）。")
    }

    private func failure(_ message: Phrase) -> Failure {
        let shown = CleanText.line(command)
        return PassphraseRule.failure(
            message,
            Phrase(
                en: "Run it by hand; its first line must be the passphrase (passphrase_command in config.toml): \(shown)",
                zh: "请手动运行并检查，其输出的第一行应为密码短语（config.toml 中的 passphrase_command）：\(shown)"))
    }
}
