import Crypto
import Domain
import Glibc

/// A file whose first line is a passphrase, or a pipe such as a shell's `<(command)` makes.
package struct PassphraseFile {
    let path: String
    let signals: SignalWait
    let timeoutMilliseconds: Int64

    /// Takes the path of a file or a pipe; nothing is opened before `read()`. The timeout is in milliseconds.
    package init(path: String, signals: SignalWait, timeoutMilliseconds: Int64) {
        self.path = path
        self.signals = signals
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    /// The passphrase. Throws `vault-locked`, or `Interrupted`.
    package func read() throws -> SecretBytes {
        // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw unreadable(errno) }
        defer { close(descriptor) }
        if let flaw = flaw(descriptor) { throw PassphraseRule.failure(flaw.message, flaw.remedy) }
        let line: SecretBytes
        do {
            line = try SecretReader(descriptor: descriptor, signals: signals, timeoutMilliseconds: timeoutMilliseconds)
                .line(limitBytes: PassphraseRule.longestBytes)
        } catch let problem as SecretReader.Problem {
            switch problem {
            case .tooLong: throw PassphraseRule.failure(PassphraseRule.tooLong(Phrase(verbatim: shown)), remedy)
            case .timedOut:
                throw PassphraseRule.failure(
                    Phrase(en: "The passphrase file \(shown) gave nothing in time.", zh: "密码短语文件 \(shown) 未在规定时间内给出内容。"), remedy)
            case .unreadable(let number): throw unreadable(number)
            }
        }
        guard !line.isEmpty else {
            throw PassphraseRule.failure(
                Phrase(en: "The first line of the passphrase file \(shown) is empty.", zh: "密码短语文件 \(shown) 的第一行为空。"), remedy)
        }
        return line
    }

    /// Why the file cannot be trusted. What the user's own shell hands over as a descriptor is trusted: a pipe, or a file without a name.
    private func flaw(_ descriptor: Int32) -> FileTrust.Flaw? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        let isHandedOver = path == "/dev/stdin" || path.hasPrefix("/dev/fd/") || (path.hasPrefix("/proc/") && path.contains("/fd/"))
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            if isHandedOver { return status.st_nlink == 0 ? nil : FileTrust.flaw(ofOpen: status, path: path, .secret) }
            return FileTrust.flaw(of: path, .secret)
        case S_IFIFO: return isHandedOver ? nil : FileTrust.flaw(of: path, .secret)
        default: return nil
        }
    }

    private var shown: String { CleanText.line(path) }

    private var remedy: Phrase {
        Phrase(
            en: "Put the passphrase on the first line of the file, for your eyes only (chmod 600).",
            zh: "请将密码短语写在文件的第一行，并仅允许自己读取（chmod 600）。")
    }

    private func unreadable(_ number: Int32) -> Failure {
        let why = CleanText.line(String(cString: strerror(number)), characters: 60)
        return PassphraseRule.failure(
            Phrase(en: "The passphrase file \(shown) cannot be read: \(why).", zh: "无法读取密码短语文件 \(shown)：\(why)。"), remedy)
    }
}
