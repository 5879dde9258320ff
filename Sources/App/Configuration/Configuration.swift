import Core
import Domain
import Exchanges

/// What the user's `config.toml` says, with the defaults for what it does not.
public struct Configuration: Hashable, Sendable {
    /// `nil`: as the locale says.
    public var language: Language?
    /// Whether the file names a language, `auto` included; a language chosen on the screen then holds for the session only.
    public var namesLanguage = false
    /// `nil`: the program chooses.
    public var themeName: String?
    /// Whether the file names a theme, `auto` included.
    public var namesTheme = false
    /// The line on which the theme is named.
    public var themeLine: Int?
    /// Minutes without input after which the vault is locked; 0 never locks.
    public var lockAfterMinutes = 60
    /// Seconds between readings of an account; 0 reads only on demand.
    public var refreshSeconds = 15
    /// Whether the streams of exchanges are used, where there are any.
    public var streams = true
    /// Whether the history of totals is kept beside the vault.
    public var keepsEquityHistory = true
    /// A command whose first line of output is the vault's passphrase.
    public var passphraseCommand: String?
    /// The base-2 logarithm of scrypt's cost parameter N for a new vault (RFC 7914, 2).
    public var vaultWorkFactor = 18
    /// Who has the mouse at the start.
    public var mouse = MouseUse.program
    /// Whether characters of ambiguous width take one column or two; `auto` asks the locale.
    public var ambiguousWidth = AmbiguousColumns.auto
    /// The keys that the user has given to commands.
    public var keys = KeyMap()
    /// The sites under `[sites]`, in the order of their ids.
    public var sites: [ConfiguredSite] = []
    /// The platform that runs this terminal for its users (`[platform]`); empty where the user runs it alone.
    public var platform = AppConfiguration.Platform()
    /// The approved OAuth clients, by the exchange's id.
    public var fastAPI: [String: FastAPIClient] = [:]

    /// How many columns the terminal gives to characters that are narrow in some and wide in others.
    public enum AmbiguousColumns: String, CaseIterable, Hashable, Sendable {
        case auto
        case narrow
        case wide
    }

    /// Another host for an exchange.
    public struct ConfiguredSite: Hashable, Sendable {
        /// The exchange's id.
        public let exchange: String
        /// The site with its addresses, which are encrypted unless they are on this machine.
        public let site: Site
    }

    /// Every entry with its default, as without a file.
    public init() {}

    /// The largest file that is read, in bytes.
    static let longestFileBytes = 256 << 10

    /// Reads the file; without one, everything has its default. The file decides which commands are run and where keys are sent, so nobody
    /// else may be able to change it or the files it names. Throws `configuration-invalid`.
    public static func load(file: String, among exchanges: [ExchangeProfile] = ExchangeRegistry.all.profiles) throws(Failure)
        -> Configuration
    {
        if let flaw = FileTrust.flaw(of: file, .unchanged) { throw flaw.failure }
        let configuration = try read(file: file, exchanges)
        for case let certificates? in configuration.sites.map(\.site.certificateFile) {
            if let flaw = FileTrust.flaw(of: certificates, .unchanged) { throw flaw.failure }
        }
        return configuration
    }

    private static func read(file: String, _ exchanges: [ExchangeProfile]) throws(Failure) -> Configuration {
        switch FileContent.read(file, limitBytes: longestFileBytes) {
        case .success(let bytes): return try parse(bytes, file: file, among: exchanges)
        case .failure(.absent): return Configuration()
        case .failure(.unsuitable):
            throw ConfigurationProblem(file: file, expected: Phrase(en: "a regular file", zh: "普通文件")).failure
        case .failure(.tooLarge):
            throw ConfigurationProblem(
                file: file, expected: Phrase(en: "at most \(longestFileBytes) bytes", zh: "不超过 \(longestFileBytes) 字节")
            ).failure
        case .failure(.unreadable(let number)):
            throw ConfigurationProblem(
                file: file,
                expected: Phrase(en: "a file that can be read (system error \(number))", zh: "可读取的文件（系统错误 \(number)）")
            ).failure
        }
    }

    /// Reads the text of a file; `file` is its name for messages. Throws `configuration-invalid` for the first mistake.
    public static func parse(
        _ bytes: [UInt8], file: String, among exchanges: [ExchangeProfile] = ExchangeRegistry.all.profiles
    ) throws(Failure) -> Configuration {
        var reader = ConfigurationReader(file: file, exchanges: exchanges)
        return try reader.read(bytes)
    }

    /// The exchanges with their sites: a configured site takes the place of a built-in one of the same id, or is added.
    public func exchanges(_ profiles: [ExchangeProfile] = ExchangeRegistry.all.profiles) -> [ExchangeProfile] {
        profiles.map { profile in
            var profile = profile
            for configured in sites where configured.exchange == profile.id {
                if let index = profile.sites.firstIndex(where: { $0.id == configured.site.id }) {
                    profile.sites[index] = configured.site
                } else {
                    profile.sites.append(configured.site)
                }
            }
            return profile
        }
    }
}
