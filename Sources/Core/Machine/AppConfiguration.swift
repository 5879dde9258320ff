import Domain

/// What the machine has to know of the process it starts in.
public struct AppConfiguration: Hashable, Sendable {
    public var language: Language
    public var exchanges: [ExchangeProfile]
    /// Accounts of the sandbox; empty outside the demo.
    public var samples: [SampleAccount]
    /// Milliseconds between two readings of a connection; 0 reads only on demand.
    public var refreshMilliseconds: Int
    /// Whether exchanges are to tell of changes by themselves.
    public var streams = true
    public var vault: VaultSituation
    /// Milliseconds without a key after which the vault is locked; 0 never does.
    public var lockMilliseconds: Int
    public var history: HistoryKeeping
    public var glyphs: GlyphSet
    /// Public addresses of this machine, where some are known.
    public var ownAddresses: [String]
    /// The clients that exchanges have approved, by the exchange's id.
    public var authorizationClients: [String: AuthorizationClient] = [:]
    /// The platform that runs this terminal for its users, where there is one.
    public var platform = Platform()
    /// What could not be made safe on this machine, such as memory that could not be locked; said once.
    public var startNotices: [Phrase]
    public var copying = Copying.clipboard
    /// The keys that the user has given to commands.
    public var keys = KeyMap()
    /// Whether commands are looked up in a list that narrows while one types. Where every command can be typed by its name there is none.
    public var palette = Palette.offered

    /// Who runs this terminal for its users.
    public struct Platform: Hashable, Sendable {
        public var name: String?
        /// The name under which the platform's app can be linked at the exchange.
        public var linkedApp: String?
        /// Where its users find help.
        public var supportURL: String?

        public init(name: String? = nil, linkedApp: String? = nil, supportURL: String? = nil) {
            self.name = name
            self.linkedApp = linkedApp
            self.supportURL = supportURL
        }
    }

    public enum Palette: Hashable, Sendable {
        case offered
        case needless
    }

    /// The themes that can be chosen; none where there is nothing to see of them.
    public var themes: [OfferedTheme] = []
    /// The name of the theme that is shown.
    public var theme = ""
    /// Who has the mouse; `nil` where there is none.
    public var mouse: MouseUse?

    /// How a text gets to where the user wants it.
    public enum Copying: Hashable, Sendable {
        case clipboard
        /// It is said, and the user copies it.
        case byHand
    }

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
    public let name: String
    public let title: Phrase

    public init(name: String, title: Phrase) {
        self.name = name
        self.title = title
    }
}

/// An account of the sandbox exchange that a learner can connect.
public struct SampleAccount: Hashable, Sendable, Identifiable {
    public let id: String
    public let title: Phrase
    public let environment: TradingEnvironment

    public init(id: String, title: Phrase, environment: TradingEnvironment) {
        self.id = id
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
    /// There is one, to be unlocked. The work factor says how much work that is, where it is known: 2 to the power of it.
    case present(workFactor: Int?)
}
