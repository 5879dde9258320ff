import Core
import Crypto
import Glibc
import HTTP
import Terminal
import Themes

/// The terminal interface, put together.
public struct Interface: Sendable {
    public var language: Language
    public var theme: Theme
    public var exchanges: [ExchangeProfile]
    /// 0 reads only on demand.
    public var refreshSeconds: Int
    /// What the demo offers to connect; nothing outside it.
    public var demo: Demo?

    public init(language: Language, theme: Theme, exchanges: [ExchangeProfile], refreshSeconds: Int, demo: Demo? = nil) {
        self.language = language
        self.theme = theme
        self.exchanges = exchanges
        self.refreshSeconds = refreshSeconds
        self.demo = demo
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
                refreshMilliseconds: refreshSeconds * 1_000, glyphs: TerminalLocale.isUTF8 ? .unicode : .ascii,
                ownAddresses: OwnAddresses.publicOnes, startNotices: startNotices))
        guard
            let driver = Driver(
                machine: machine, screen: screen, inputDescriptor: setup.inputDescriptor, reader: AccountReader(transport: transport),
                samples: demo?.sampleKeys ?? [:])
        else {
            screen.restore()
            return .failure(TerminalComplaint.noDescriptors)
        }
        return .success(driver.run())
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
