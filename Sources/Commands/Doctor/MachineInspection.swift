import App
import Crypto
import Domain
import Exchanges
import Glibc
import HTTP
import Session
import Terminal

/// What `doctor` says about the machine and the terminal.
struct MachineInspection {
    let context: CommandContext

    /// The smallest terminal on which the screens can be used.
    private static let smallestColumns = 60
    private static let smallestRows = 20
    /// The clock offset in milliseconds from which it is a warning.
    private static let tolerableOffsetMilliseconds: Int64 = 5_000

    var terminal: DoctorFinding {
        let environment = context.process.environment
        var setup = TerminalSetup(environment: environment)
        setup.inputDescriptor = context.process.input
        setup.outputDescriptor = context.output.result
        switch TerminalCheck.problem(setup) {
        case .notATerminal?:
            return .warning(
                .terminal, Phrase(en: "Input or output is no terminal here; the interface needs one.", zh: "此处的输入或输出不是终端，界面需要终端。"),
                Phrase(en: "Run tidegate doctor in the terminal that you want to use.", zh: "请在要使用的终端中运行 tidegate doctor。"))
        case let problem?:
            return .failed(.terminal, TerminalFailure.failure(for: problem))
        case nil: break
        }
        let type = CleanText.line(setup.type, characters: 40)
        var size = winsize()
        guard ioctl(setup.outputDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return .ok(.terminal, Phrase(verbatim: type))
        }
        let shown = "\(type), \(size.ws_col)×\(size.ws_row)"
        guard size.ws_col >= Self.smallestColumns, size.ws_row >= Self.smallestRows else {
            return .warning(
                .terminal, Phrase(en: "\(shown): too small.", zh: "\(shown)：太小。"),
                Phrase(
                    en: "Enlarge it to \(Self.smallestColumns)×\(Self.smallestRows) or more.",
                    zh: "请放大到至少 \(Self.smallestColumns)×\(Self.smallestRows)。"))
        }
        return .ok(.terminal, Phrase(verbatim: shown))
    }

    var locale: DoctorFinding {
        guard TerminalLocale.isUTF8 else {
            return .warning(
                .locale, Phrase(en: "The locale is not UTF-8: only ASCII can be shown.", zh: "区域设置不是 UTF-8，只能显示 ASCII。"),
                Phrase(en: "Set one that is, for example: export LC_ALL=C.UTF-8.", zh: "请改用 UTF-8，例如：export LC_ALL=C.UTF-8。"))
        }
        return .ok(.locale, Phrase(verbatim: "UTF-8"))
    }

    /// The locked memory of an RSA key of 4096 bits, in bytes: its slot and a job's copy.
    private static let longestKeyBytes = 7_680
    /// The number of connections with such keys that locked memory should have room for.
    private static let manyKeys = 200

    var lockedMemory: DoctorFinding {
        let size = "\(ProcessGuard.lockedMemoryBytes >> 10) KiB"
        guard ProcessGuard.memoryIsLocked else {
            return .warning(
                .lockedMemory,
                Phrase(en: "Memory cannot be locked: secrets might reach the swap space.", zh: "无法锁定内存，密钥可能被换出到交换分区。"),
                Phrase(
                    en: "Raise the limit to \(size) or more (ulimit -l), or encrypt the swap space.",
                    zh: "请将限制提高到至少 \(size)（ulimit -l），或加密交换分区。"))
        }
        guard GuardedHeap.isLocked else {
            return .warning(
                .lockedMemory,
                Phrase(
                    en:
                        "\(size) can be locked, which is enough for keys at rest; while a request is under way its lines might reach the swap space.",
                    zh: "可锁定 \(size)，足以存放静止的密钥；但请求进行期间，其内容可能被换出到交换分区。"),
                Phrase(
                    en: "Raise the limit to 8 MiB or more (ulimit -l 8192), or encrypt the swap space.",
                    zh: "请将限制提高到至少 8 MiB（ulimit -l 8192），或加密交换分区。"))
        }
        let keys = ProcessGuard.lockedMemoryBytes / Self.longestKeyBytes
        guard keys < Self.manyKeys else {
            return .ok(.lockedMemory, Phrase(en: "\(size) for secrets, never swapped out.", zh: "\(size) 用于密钥，不会被换出。"))
        }
        return .ok(
            .lockedMemory,
            Phrase(
                en: "\(size) for secrets, never swapped out: enough for \(keys) private keys of 4096 bits.",
                zh: "\(size) 用于密钥，不会被换出：可容纳 \(keys) 个 4096 位私钥。"))
    }

    var coreFiles: DoctorFinding {
        guard ProcessGuard.isHardened else {
            return .warning(
                .coreFiles, Phrase(en: "The system did not forbid core files and debuggers.", zh: "系统未禁止核心转储和调试器。"),
                Phrase(en: "Set ulimit -c 0 before starting the program.", zh: "请在启动程序前执行 ulimit -c 0。"))
        }
        return .ok(.coreFiles, Phrase(en: "Off; other programs cannot look into this one.", zh: "已关闭，其他程序无法查看本程序的内存。"))
    }

    var certificates: DoctorFinding {
        if let found = SystemCertificates.found { return .ok(.certificates, Phrase(verbatim: CleanText.line(found))) }
        let places = SystemCertificates.places.map { CleanText.line($0) }.joined(separator: ", ")
        return .failed(
            .certificates,
            Failure(
                .tlsUntrusted,
                message: Phrase(en: "There are no certificates to trust (\(places)).", zh: "没有可信任的证书（\(places)）。"),
                remedy: [Phrase(en: "Install the package ca-certificates.", zh: "请安装软件包 ca-certificates。")]))
    }

    /// Asks every exchange for the time, all at once. One that does not answer is a failure only where none does: whoever has no account
    /// there need not reach it. Throws `Interrupted`.
    func clocks() throws(Interrupted) -> [DoctorFinding] {
        let asked = context.exchanges.compactMap(question)
        guard !asked.isEmpty else {
            return [
                .warning(.clock, Phrase(en: "No exchange to ask.", zh: "没有可询问的交易所。"), Phrase(en: "Update the program.", zh: "请更新程序。"))
            ]
        }
        let transport = HTTPTransport(userAgent: ProgramVersion.userAgent)
        defer { transport.shutDown() }
        let limits = context.process.reading
        let answers = try context.signals.run {
            await withTaskGroup(of: (place: Int, offset: Result<Int64, Failure>).self) { group in
                for (place, question) in asked.enumerated() {
                    group.addTask { (place, await Self.offset(question, transport, limits)) }
                }
                var offsets = [Result<Int64, Failure>?](repeating: nil, count: asked.count)
                for await (place, offset) in group { offsets[place] = offset }
                return offsets
            }
        }
        let isAnyReached = answers.contains { if case .success? = $0 { true } else { false } }
        return zip(asked, answers).compactMap { question, answer in
            answer.map { Self.finding(question, $0, isAnyReached: isAnyReached) }
        }
    }

    /// Which clock is asked for.
    private struct Question: Sendable {
        let adapter: any ExchangeAdapter
        let place: AccountPlace

        var shown: String { "\(adapter.profile.name) \(place.site.id)" }
    }

    /// A site of the user's own configuration comes before the exchange's first one.
    private func question(_ profile: ExchangeProfile) -> Question? {
        let open = profile.sites.filter { !$0.environments.isEmpty }
        guard let adapter = context.registry.adapter(id: profile.id),
            let site = open.first(where: { $0.origin == .configured }) ?? open.first, let environment = site.environments.first
        else { return nil }
        return Question(adapter: adapter, place: AccountPlace(site: site, environment: environment))
    }

    /// How far the exchange's clock is ahead of this machine's, in milliseconds.
    private static func offset(
        _ question: Question, _ transport: HTTPTransport, _ limits: ReadingLimits
    ) async -> Result<Int64, Failure> {
        let (adapter, place) = (question.adapter, question.place)
        return await RateLimitedClient(adapter: adapter, transport: transport, limits: limits).send {
            UnsignedRequest(adapter.clockRequest(at: place))
        } decode: { reply in
            adapter.decodeClock(reply).map { $0 - (reply.startedAtUnixMilliseconds + reply.roundTripMilliseconds / 2) }
        }
    }

    private static func finding(_ question: Question, _ answer: Result<Int64, Failure>, isAnyReached: Bool) -> DoctorFinding {
        let (id, shown) = (question.adapter.id, question.shown)
        switch answer {
        case .failure(let failure) where isAnyReached:
            return .warning(
                .clock,
                Phrase(en: "\(shown): \(failure.message.english)", zh: "\(shown)：\(failure.message.simplifiedChinese)"),
                failure.remedy.first
                    ?? Phrase(en: "This matters only for accounts that you have there.", zh: "仅当您在该交易所有账户时才需处理。"), of: id)
        case .failure(let failure): return .failed(.clock, failure, of: id)
        case .success(let offset) where offset.magnitude <= Self.tolerableOffsetMilliseconds.magnitude:
            return .ok(.clock, Phrase(en: "\(offset) ms from that of \(shown).", zh: "与 \(shown) 相差 \(offset) 毫秒。"), of: id)
        case .success(let offset):
            return .warning(
                .clock,
                Phrase(
                    en: "\(offset) ms from that of \(shown); requests are stamped with the corrected time.",
                    zh: "与 \(shown) 相差 \(offset) 毫秒；请求将使用校正后的时间。"),
                Phrase(en: "Let the system set its clock (timedatectl set-ntp true).", zh: "请让系统自动校时（timedatectl set-ntp true）。"), of: id)
        }
    }
}
