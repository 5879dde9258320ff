import Core
import Crypto
import Domain
import Exchanges
import Glibc
import HTTP
import Terminal
import Themes
import Session
import Vault

/// The terminal interface, put together.
public struct Interface: Sendable {
    /// The language at the start; English where the terminal shows only ASCII.
    public var language: Language
    /// The theme at the start.
    public var theme: ChosenTheme
    /// The themes that can be chosen.
    public var themes: ThemeCatalog
    /// Who has the mouse at the start.
    public var mouse = MouseUse.program
    /// Whether characters of ambiguous width take one column or two; `auto` asks the locale.
    public var ambiguousWidth = Configuration.AmbiguousColumns.auto
    /// The keys that the user has given to commands.
    public var keys = KeyMap()
    /// The adapters of the exchanges.
    public var registry = ExchangeRegistry.all
    /// The profiles of the exchanges with the configured sites.
    public var exchanges: [ExchangeProfile]
    /// Seconds between readings of an account; 0 reads only on demand.
    public var refreshSeconds: Int
    /// What the demo offers to connect; nothing outside it.
    public var demo: Demo?
    /// Where connections are kept; `nil` for this session only.
    public var vault: VaultFile?
    /// Minutes without input after which the vault is locked; 0 never locks.
    public var lockAfterMinutes: Int
    /// Approved clients by the exchange's id; the demo brings its own.
    public var clients: [String: FastAPIClient]
    /// The full screen, or the line mode for screen readers and poor terminals.
    public var presentation: CommandOptions.Presentation
    /// Whether the history of totals is kept beside the vault.
    public var history = HistoryKeeping.kept
    /// Whether the streams of exchanges are used, where there are any.
    public var streams = true
    /// The platform that runs this terminal for its users.
    public var platform = AppConfiguration.Platform()
    /// Where choices are kept; `nil` where they are not.
    public var memory: ChoiceMemory?
    /// Opens the vault at the start.
    public var passphrase = OfferedPassphrase.none

    /// Whether there is a vault that a passphrase could open.
    public var hasVault: Bool {
        switch situation {
        case .present: true
        case .unused, .missing: false
        }
    }

    /// What is not given is as without a configuration: no demo, no vault, locked after an hour, full screen.
    public init(
        language: Language, theme: ChosenTheme, themes: ThemeCatalog, exchanges: [ExchangeProfile], refreshSeconds: Int, demo: Demo? = nil,
        vault: VaultFile? = nil,
        lockAfterMinutes: Int = 60, clients: [String: FastAPIClient] = [:], presentation: CommandOptions.Presentation = .fullScreen
    ) {
        self.language = language
        self.theme = theme
        self.themes = themes
        self.exchanges = exchanges
        self.refreshSeconds = refreshSeconds
        self.demo = demo
        self.vault = vault
        self.lockAfterMinutes = lockAfterMinutes
        self.clients = clients
        self.presentation = presentation
    }

    /// Takes the terminal and runs until the end. Fails with `terminal-unsuitable` where there is none to take.
    public func run(userAgent: String) -> Result<DriverEnd, Failure> {
        let setup = TerminalSetup(environment: ProgramFolders.variable)
        let surface: any Surface
        do throws(TerminalError) {
            surface = try self.surface(setup)
        } catch {
            return .failure(TerminalFailure.failure(for: error, of: demo == nil ? "tidegate" : "tidegate demo"))
        }
        let transport = HTTPTransport(userAgent: userAgent)
        let sockets = WebSocketTransport(userAgent: userAgent)
        defer {
            transport.shutDown()
            sockets.shutDown()
        }
        let offered = demo?.exchanges ?? exchanges
        let clients = demo?.clients ?? clients
        var configuration = AppConfiguration(
            language: spokenLanguage, exchanges: offered, samples: demo?.samples ?? [],
            refreshMilliseconds: refreshSeconds * 1_000, vault: situation, lockMilliseconds: lockAfterMinutes * 60_000, glyphs: glyphs,
            ownAddresses: OwnAddresses.publicOnes, startNotices: startNotices)
        configuration.authorizationClients = clients.mapValues {
            BrowserLauncher.client($0, environment: ProgramFolders.variable)
        }
        configuration.timeZone = LocalClock.timeZone
        // The fonts of the Linux console have blocks and no braille.
        if setup.type == "linux", glyphs != .ascii { configuration.chartSigns = .blocks }
        configuration.history = history
        configuration.streams = streams
        configuration.copying = surface.copying
        configuration.keys = keys
        configuration.platform = platform
        configuration.remembered = memory?.choices ?? RememberedChoices()
        switch presentation {
        case .plain: configuration.palette = .needless
        case .fullScreen:
            configuration.theme = theme.name
            configuration.themes = offeredThemes
            configuration.mouse = mouse
        }
        guard
            let driver = Driver(
                machine: AppMachine(configuration), surface: surface, transport: transport, sockets: sockets,
                vault: demo == nil ? vault : nil, registry: registry, exchanges: offered,
                samples: demo?.sampleKeys ?? [:], clients: clients, history: history,
                passphrase: passphrase, memory: memory)
        else {
            surface.restore()
            return .failure(TerminalFailure.noDescriptors)
        }
        let end = driver.run()
        switch end {
        case .unwritable(let number) where number != EPIPE: return .failure(WriteRefusal.ofOutput(number))
        case .quit, .signalled, .hungUp, .unwritable: return .success(end)
        }
    }

    /// A terminal that shows only ASCII gets English.
    private var spokenLanguage: Language { TerminalLocale.isUTF8 ? language : .english }

    private var glyphs: GlyphSet {
        guard TerminalLocale.isUTF8 else { return .ascii }
        return switch ambiguousWidth {
        case .narrow: .unicode
        case .wide: .unambiguous
        case .auto: TerminalLocale.ambiguousIsWide ? .unambiguous : .unicode
        }
    }

    private var offeredThemes: [OfferedTheme] {
        themes.names.compactMap { name in
            guard let theme = themes.theme(named: name)?.theme else { return nil }
            return OfferedTheme(name: name, title: Phrase(en: theme.titles[.english] ?? name, zh: theme.titles[.simplifiedChinese] ?? name))
        }
    }

    private func surface(_ setup: TerminalSetup) throws(TerminalError) -> any Surface {
        switch presentation {
        case .fullScreen:
            let screen = try FullScreen(theme: theme.theme, setup: setup, mouse: mouse)
            let environment = ProgramFolders.variable
            let copying = ClipboardReach.copying(setup, takesSequences: screen.takesClipboard, environment: environment) {
                ClipboardReach.askTmux(environment)
            }
            let surface = FullScreenSurface(
                screen, inputDescriptor: setup.inputDescriptor, distance: setup.distance, themes: themes, copying: copying)
            switch theme.choice {
            case .users: break
            case .terminals: surface.askForBackground()
            }
            return surface
        case .plain: return PlainSurface(try PlainTerminal(setup: setup, language: spokenLanguage), inputDescriptor: setup.inputDescriptor)
        }
    }

    /// A vault that cannot be examined counts as present, and opening it tells what is wrong; so does one of which only the backup is left.
    private var situation: VaultSituation {
        guard demo == nil, let vault else { return .unused }
        let isMissing = (try? vault.exists()) == false
        return isMissing && (try? vault.backup()) == nil ? .missing : .present(workFactor: nil)
    }

    private var startNotices: [Phrase] {
        let remark = memory?.remark.map { [$0] } ?? []
        guard !(ProcessGuard.memoryIsLocked && GuardedHeap.isLocked) else { return remark }
        return remark + [
            Phrase(
                en: "Memory could not be locked here (ulimit -l): secrets might reach the swap space.",
                zh: "此处无法锁定内存（ulimit -l），密钥可能被换出到交换分区。")
        ]
    }
}
