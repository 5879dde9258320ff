import Domain

/// What the machine has to know of the process and the configuration.
public struct AppConfiguration: Hashable, Sendable {
    /// The language at the start; the user can change it.
    public var language: Language
    /// The exchanges that can be connected, with their configured sites; at least one.
    public var exchanges: [ExchangeProfile]
    /// Accounts of the sandbox; empty outside the demo.
    public var samples: [SampleAccount]
    /// Milliseconds between two readings of a connection; 0 reads only on demand.
    public var refreshMilliseconds: Int
    /// Whether the streams of exchanges are used.
    public var streams = true
    /// Whether there is a vault at the start.
    public var vault: VaultSituation
    /// Milliseconds without a key after which the vault is locked; 0 never does.
    public var lockMilliseconds: Int
    /// Whether the history of totals is kept beside the vault.
    public var history: HistoryKeeping
    /// The signs that the terminal can show.
    public var glyphs: GlyphSet
    /// What charts are drawn with.
    public var chartSigns: Block.Chart.Signs
    /// The user's time zone.
    public var timeZone = LocalTimeZone.utc
    /// Public addresses of this machine, where some are known.
    public var ownAddresses: [String]
    /// The clients that exchanges have approved, by the exchange's id.
    public var authorizationClients: [String: AuthorizationClient] = [:]
    /// The platform that runs this terminal for its users, where there is one.
    public var platform = Platform()
    /// What could not be secured on this machine, such as memory that could not be locked; shown once.
    public var startNotices: [Phrase]
    /// How a text that is copied gets to the user.
    public var copying = Copying.clipboard
    /// The keys that the user has given to commands.
    public var keys = KeyMap()
    /// Whether there is a command palette. The line mode has none, because every command can be typed by its name there.
    public var palette = Palette.offered

    /// The platform that runs this terminal for its users.
    public struct Platform: Hashable, Sendable {
        /// The platform's name, shown to its users; `nil` where it gives none.
        public var name: String?
        /// The name under which the platform's app can be linked at the exchange.
        public var linkedApp: String?
        /// Where its users find help.
        public var supportURL: String?

        /// No platform, unless something is given.
        public init(name: String? = nil, linkedApp: String? = nil, supportURL: String? = nil) {
            self.name = name
            self.linkedApp = linkedApp
            self.supportURL = supportURL
        }
    }

    /// Whether there is a command palette.
    public enum Palette: Hashable, Sendable {
        case offered
        case needless
    }

    /// What the user chose in earlier sessions.
    public var remembered = RememberedChoices()
    /// The themes that can be chosen; none where there is nothing to see of them.
    public var themes: [OfferedTheme] = []
    /// The name of the theme that is shown.
    public var theme = ""
    /// Who has the mouse; `nil` where there is none.
    public var mouse: MouseUse?

    /// How a text gets to where the user wants it.
    public enum Copying: Hashable, Sendable {
        /// The terminal is known to take it.
        case clipboard
        /// It is sent, and whether the terminal takes it is not known.
        case unconfirmed
        /// tmux takes no text for the clipboard from programs, as it is set now.
        case keptByTmux
        /// The text is shown, and the user copies it.
        case byHand
    }

    /// What is not given is as in a session without vault, demo and known addresses, read every 15 seconds.
    public init(
        language: Language, exchanges: [ExchangeProfile], samples: [SampleAccount] = [], refreshMilliseconds: Int = 15_000,
        vault: VaultSituation = .unused, lockMilliseconds: Int = 0, history: HistoryKeeping = .kept, glyphs: GlyphSet = .unicode,
        ownAddresses: [String] = [], startNotices: [Phrase] = []
    ) {
        self.language = language
        self.exchanges = exchanges
        self.samples = samples
        self.refreshMilliseconds = refreshMilliseconds
        self.vault = vault
        self.lockMilliseconds = lockMilliseconds
        self.history = history
        self.glyphs = glyphs
        chartSigns = glyphs.chartSigns
        self.ownAddresses = ownAddresses
        self.startNotices = startNotices
    }
}

/// Whether what accounts were worth lately is kept beyond this session.
public enum HistoryKeeping: Hashable, Sendable {
    case kept
    case forgotten
}

/// Who has the mouse.
public enum MouseUse: Hashable, Sendable {
    /// It chooses, scrolls and presses.
    case program
    /// The terminal selects text with it.
    case terminal
}

/// A theme that can be chosen.
public struct OfferedTheme: Hashable, Sendable {
    /// The name of the theme's file, without its ending.
    public let name: String
    /// The name that is shown, in each language.
    public let title: Phrase

    /// A theme that is known to load.
    public init(name: String, title: Phrase) {
        self.name = name
        self.title = title
    }
}

/// An account of the sandbox exchange that a learner can connect.
public struct SampleAccount: Hashable, Sendable, Identifiable {
    /// Its id among the samples of all exchanges.
    public let id: String
    /// The id of the exchange that it is at.
    public let exchange: String
    /// What the account is an example of.
    public let title: Phrase
    /// The environment of the account's sample key.
    public let environment: TradingEnvironment

    /// A sample account, without its key, which the driver has.
    public init(id: String, exchange: String, title: Phrase, environment: TradingEnvironment) {
        self.id = id
        self.exchange = exchange
        self.title = title
        self.environment = environment
    }
}

/// Whether there is a vault when the interface starts.
public enum VaultSituation: Hashable, Sendable {
    /// Connections are for this session only, as in the demo.
    case unused
    /// None has been made yet.
    case missing
    /// There is one, to be unlocked. The work factor is the base-2 logarithm of scrypt's N, where it is known.
    case present(workFactor: Int?)
}
