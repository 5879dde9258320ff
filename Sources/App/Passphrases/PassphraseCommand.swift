import Crypto
import Domain
import Glibc
import Session

/// A command whose first line of output is the passphrase; run by the shell, with what it says on standard error left to be seen.
package struct PassphraseCommand {
    let command: String
    let signals: SignalWait
    let timeoutMilliseconds: Int64
    /// Where its words for people go.
    let errors: StartedProgram.Descriptor

    /// Takes a command line for `/bin/sh`; nothing is started before `read()`. The timeout ends the command, in milliseconds.
    package init(
        command: String, signals: SignalWait, timeoutMilliseconds: Int64, errors: StartedProgram.Descriptor = .same(as: STDERR_FILENO)
    ) {
        self.command = command
        self.signals = signals
        self.timeoutMilliseconds = timeoutMilliseconds
        self.errors = errors
    }

    /// More output than this is no passphrase, in bytes.
    private static let longestOutputBytes = 64 << 10
    /// How often to look whether the command has ended while something that it started keeps its output open.
    private static let glanceMilliseconds: Int64 = 50

    /// The passphrase. Throws `vault-locked`, or `Interrupted`; the command has then ended, with all that it has started.
    package func read() throws -> SecretBytes {
        let line = SecretLine(try SecretBytes(capacity: PassphraseRule.longestBytes))
        guard let pipe = Descriptors.pipe() else { throw failure(cannotRun(EMFILE)) }
        defer { close(pipe.read) }
        // The command expects an output that takes what it writes.
        _ = fcntl(pipe.write, F_SETFL, 0)
        // Standard input may carry credentials, which are not for the command.
        let started = StartedProgram.start("/bin/sh", ["sh", "-c", command], output: .same(as: pipe.write), errors: errors, .shared)
        close(pipe.write)
        let program: StartedProgram
        switch started {
        case .success(let running): program = running
        case .failure(let refusal): throw failure(cannotRun(refusal.number))
        }
        var child = ChildEnd(of: program)
        do {
            try collect(from: pipe.read, into: line, &child)
            child.leave()
        } catch {
            child.giveUp()
            throw told(error)
        }
        try judge(child.status ?? 0)
        guard !line.bytes.isEmpty else {
            throw failure(Phrase(en: "The passphrase command printed no passphrase.", zh: "密码短语命令未输出密码短语。"))
        }
        return line.bytes
    }

    /// Reads until both the output and the command have ended, or the command has ended and its first line is there.
    private func collect(from descriptor: Int32, into line: SecretLine, _ child: inout ChildEnd) throws {
        let deadline = LocalClock.steadyMilliseconds + timeoutMilliseconds
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
                let reader = SecretReader(descriptor: descriptor, signals: signals, timeoutMilliseconds: Self.glanceMilliseconds)
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

    private func told(_ error: any Error) -> any Error {
        guard let problem = error as? SecretReader.Problem else { return error }
        return switch problem {
        case .tooLong: failure(PassphraseRule.tooLong(Phrase(en: "the passphrase command", zh: "密码短语命令")))
        case .timedOut:
            failure(
                Phrase(
                    en: "The passphrase command did not end within \(timeoutMilliseconds / 1_000) s.",
                    zh: "密码短语命令在 \(timeoutMilliseconds / 1_000) 秒内未结束。"))
        case .unreadable(let number): failure(cannotRun(number))
        }
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
