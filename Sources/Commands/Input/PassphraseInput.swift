import App
import Crypto
import Domain
import Glibc

/// Gets the vault's passphrase into locked memory: from the file that was named, the command of the configuration, or a terminal.
package struct PassphraseInput {
    let context: CommandContext

    /// What standard input is for.
    enum StandardInput {
        case nothing
        /// The passphrase is then typed at the terminal that the process belongs to, if it has one.
        case credentials
    }

    /// The passphrase of an existing vault. Throws `vault-locked`, or `Interrupted`.
    func existing(_ standardInput: StandardInput) throws -> SecretBytes {
        if let given = try given() { return given }
        return try typing(standardInput, Self.withoutTerminal) { entry in
            try ask(entry, Phrase(en: "Passphrase of the vault: ", zh: "保险库密码短语："))
        }
    }

    /// The passphrase of a new vault; typed twice where it is typed. Throws `vault-locked`, `vault-passphrase-wrong`, or `Interrupted`.
    func first() throws -> SecretBytes {
        if let given = try given() { return try Self.typeable(given) }
        return try Self.typeable(typing(.nothing, Self.withoutTerminal, askTwice))
    }

    /// The passphrase that is to replace another one; typed twice where it is typed. Throws as `first` does.
    func replacement(file: String?) throws -> SecretBytes {
        if let file { return try Self.typeable(passphrase(inFile: file)) }
        return try Self.typeable(typing(.nothing, Self.replacementWithoutTerminal, askTwice))
    }

    /// A passphrase that somebody can type again. Throws `vault-passphrase-wrong` for a byte order mark, which some editors put into files
    /// and no keyboard can type.
    private static func typeable(_ passphrase: SecretBytes) throws -> SecretBytes {
        let hasMark = passphrase.withUnsafeBytes { bytes in
            let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
            return bytes.contains(0) || marks.contains { bytes.starts(with: $0) }
        }
        guard hasMark else { return passphrase }
        passphrase.wipe()
        throw Failure(
            .vaultPassphraseWrong,
            message: Phrase(
                en: "The passphrase begins with a mark that editors put into files (BOM), or has a NUL in it: nobody could type it again.",
                zh: "密码短语开头带有编辑器写入的标记（BOM），或含有 NUL 字符：以后无人能够再次输入。"),
            remedy: [Phrase(en: "Save the file as UTF-8 without a mark (BOM).", zh: "请将文件保存为不带 BOM 的 UTF-8。")])
    }

    // MARK: Sources

    private enum Source {
        case file(String)
        case command(String)

        var origin: Phrase {
            switch self {
            case .file(let path):
                let shown = CleanText.line(path)
                return Phrase(en: "The passphrase came from the file \(shown).", zh: "密码短语来自文件 \(shown)。")
            case .command:
                return Phrase(
                    en: "The passphrase came from passphrase_command of the configuration.", zh: "密码短语来自配置中的 passphrase_command。")
            }
        }
    }

    /// Where the passphrase comes from without being typed.
    private var source: Source? {
        if let file = context.options.passphraseFile
            ?? context.process.environment("TIDEGATE_PASSPHRASE_FILE").flatMap({ $0.isEmpty ? nil : $0 })
        {
            return .file(file)
        }
        return context.configuration.passphraseCommand.map(Source.command)
    }

    /// The passphrase for the interface, which says itself why none came. Throws `Interrupted`.
    func offered() throws -> OfferedPassphrase {
        do {
            guard let source else { return .none }
            return .given(try passphrase(from: source), origin: source.origin)
        } catch let failure as Failure {
            return .failed(failure)
        }
    }

    private func given() throws -> SecretBytes? { try source.map(passphrase) }

    private func passphrase(from source: Source) throws -> SecretBytes {
        switch source {
        case .file(let path): return try passphrase(inFile: path)
        case .command(let command):
            if let flaw = FileTrust.flaw(ofCommand: command) { throw flaw.failure }
            return try PassphraseCommand(
                command: command, signals: context.signals, timeoutMilliseconds: context.process.passphraseMilliseconds
            ).read()
        }
    }

    private func passphrase(inFile path: String) throws -> SecretBytes {
        try PassphraseFile(path: path, signals: context.signals, timeoutMilliseconds: context.process.passphraseMilliseconds).read()
    }

    private func typing<Typed>(
        _ standardInput: StandardInput, _ absence: Failure, _ body: (HiddenEntry) throws -> Typed
    ) throws -> Typed {
        let input = context.process.input
        if isatty(input) == 1 {
            return try body(HiddenEntry(descriptor: input, talk: context.output.talk, signals: context.signals))
        }
        switch standardInput {
        case .nothing: throw absence
        case .credentials: break
        }
        let terminal = open(context.process.terminal, O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { throw absence }
        defer { close(terminal) }
        return try body(HiddenEntry(descriptor: terminal, talk: terminal, signals: context.signals))
    }

    // MARK: Typing

    private func ask(_ entry: HiddenEntry, _ question: Phrase) throws -> SecretBytes {
        do {
            return try entry.ask(question[context.language], limitBytes: PassphraseRule.longestBytes)
        } catch let problem as SecretReader.Problem {
            switch problem {
            case .tooLong: throw PassphraseRule.failure(PassphraseRule.tooLong(Phrase(en: "what was typed", zh: "输入的内容")), Self.shorter)
            case .timedOut, .unreadable:
                throw PassphraseRule.failure(
                    Phrase(en: "The terminal cannot be read.", zh: "无法从终端读取。"),
                    Phrase(en: "Open a new terminal and try again.", zh: "请打开新的终端后重试。"))
            }
        }
    }

    private func askTwice(_ entry: HiddenEntry) throws -> SecretBytes {
        for _ in 1...3 {
            let first = try ask(entry, Phrase(en: "New passphrase: ", zh: "新密码短语："))
            guard !first.isEmpty else {
                throw Failure(
                    .vaultPassphraseWrong, message: Phrase(en: "An empty passphrase protects nothing.", zh: "密码短语不能为空。"),
                    remedy: [Phrase(en: "Choose a passphrase of several words.", zh: "请选用由多个词组成的密码短语。")])
            }
            switch first.withUnsafeBytes({ SecretInspection.summary(of: $0, among: []) }).strength {
            case .none, .fair, .strong: break
            case .weak:
                context.output.tell(
                    Phrase(
                        en: "It is weak: whoever has a copy of the file could guess it in hours. Four or more random words are better.",
                        zh: "强度较弱：持有文件副本的人可在数小时内猜出。建议使用四个以上的随机词。")[context.language])
            }
            if try ask(entry, Phrase(en: "The same again: ", zh: "再次输入：")).isEqual(to: first) { return first }
            context.output.tell(Phrase(en: "The two are not the same.", zh: "两次输入不一致。")[context.language])
        }
        throw Failure(
            .vaultPassphraseWrong, message: Phrase(en: "The passphrase was not typed the same way twice.", zh: "两次输入的密码短语不一致。"),
            remedy: [Phrase(en: "Try again; mind capitals and the keyboard layout.", zh: "请重试，注意大小写和键盘布局。")])
    }

    // MARK: Failures

    private static let shorter = Phrase(en: "Choose a shorter one.", zh: "请使用较短的密码短语。")

    private static let withoutTerminal = PassphraseRule.failure(
        Phrase(en: "The vault's passphrase is needed, and there is no terminal to type it at.", zh: "需要保险库的密码短语，但没有可供输入的终端。"),
        Phrase(
            en: "Give it with --passphrase-file, TIDEGATE_PASSPHRASE_FILE, or passphrase_command in config.toml.",
            zh: "请通过 --passphrase-file、TIDEGATE_PASSPHRASE_FILE 或 config.toml 中的 passphrase_command 提供。"))

    private static let replacementWithoutTerminal = PassphraseRule.failure(
        Phrase(en: "The new passphrase is needed, and there is no terminal to type it at.", zh: "需要新的密码短语，但没有可供输入的终端。"),
        Phrase(en: "Give it with --new-passphrase-file.", zh: "请通过 --new-passphrase-file 提供。"))
}
