import Core
import Crypto
import Glibc
import HTTP
import Terminal
import Themes
import Vault

/// The terminal interface, put together.
public struct Interface: Sendable {
    public var language: Language
    public var theme: Theme
    public var exchanges: [ExchangeProfile]
    /// 0 reads only on demand.
    public var refreshSeconds: Int
    /// What the demo offers to connect; nothing outside it.
    public var demo: Demo?
    /// Where connections are kept; `nil` for this session only.
    public var vault: VaultFile?
    /// 0 never locks.
    public var lockAfterMinutes: Int
    public var history: HistoryKeeping

    public init(
        language: Language, theme: Theme, exchanges: [ExchangeProfile], refreshSeconds: Int, demo: Demo? = nil, vault: VaultFile? = nil,
        lockAfterMinutes: Int = 60, history: HistoryKeeping = .kept
    ) {
        self.language = language
        self.theme = theme
        self.exchanges = exchanges
        self.refreshSeconds = refreshSeconds
        self.demo = demo
        self.vault = vault
        self.lockAfterMinutes = lockAfterMinutes
        self.history = history
    }

    /// Takes the terminal and runs until the end. Fails with `terminal-unsuitable` where there is none to take.
    public func run(userAgent: String) -> Result<DriverEnd, Failure> {
        ProcessGuard.catchFatalSignals()
        let setup = TerminalSetup(environment: ProgramFolders.variable)
        let screen: FullScreen
        do {
            screen = try FullScreen(theme: theme, setup: setup)
        } catch {
            return .failure(TerminalComplaint.failure(for: error))
        }
        let transport = HTTPTransport(userAgent: userAgent)
        defer { transport.shutDown() }
        let machine = AppMachine(
            AppConfiguration(
                language: language, exchanges: demo?.exchanges ?? exchanges, samples: demo?.samples ?? [],
                refreshMilliseconds: refreshSeconds * 1_000, vault: situation, lockMilliseconds: lockAfterMinutes * 60_000, history: history,
                glyphs: TerminalLocale.isUTF8 ? .unicode : .ascii,
                ownAddresses: OwnAddresses.publicOnes, startNotices: startNotices))
        guard
            let driver = Driver(
                machine: machine, screen: screen, inputDescriptor: setup.inputDescriptor, transport: transport,
                vault: demo == nil ? vault : nil, exchanges: exchanges,
                samples: demo?.sampleKeys ?? [:], history: history)
        else {
            screen.restore()
            return .failure(TerminalComplaint.noDescriptors)
        }
        return .success(driver.run())
    }

    /// A vault that cannot even be looked at is there; opening it says what is wrong. So is one of which the backup is left.
    private var situation: VaultSituation {
        guard demo == nil, let vault else { return .unused }
        let isMissing = (try? vault.exists()) == false
        return isMissing && (try? vault.backup()) == nil ? .missing : .present(workFactor: nil)
    }

    private var startNotices: [Phrase] {
        guard !ProcessGuard.memoryIsLocked else { return [] }
        return [
            Phrase(
                en: "Memory could not be locked here (ulimit -l): secrets might reach the swap space.",
                zh: "此处无法锁定内存（ulimit -l），密钥可能被换出到交换分区。")
        ]
    }
}
