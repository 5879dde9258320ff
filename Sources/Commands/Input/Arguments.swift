import Domain
import Exchanges
import Sandbox

/// The exchanges of this program as the command line names them.
public enum ExchangeArgument {
    private static let profiles = ExchangeRegistry.all.profiles

    /// Their ids, in the order of the registry.
    public static let ids = profiles.map(\.id)

    /// The default exchange: the registry's first.
    public static let usual = ids.first ?? ""

    /// Their ids in a sentence.
    public static let list = ids.joined(separator: ", ")

    /// The ids of all their sites, each once.
    public static let sites = profiles.flatMap(\.sites).map(\.id).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }

    /// The sites of each exchange in a sentence, each list behind the id of its exchange.
    public static let sitesOfEach = profiles.map { "\($0.id): \($0.sites.map(\.id).joined(separator: ", "))" }.joined(separator: "; ")

    /// An instrument of each exchange in a sentence, such as `BTC-USDT-SWAP`.
    public static var instrumentExamples: String {
        let or = SpokenLanguage.pick(en: " or ", zh: " 或 ")
        return profiles.map { profiles.count > 1 ? "\($0.sampleInstrument) (\($0.name))" : $0.sampleInstrument }.joined(separator: or)
    }

    /// The command that adds a connection, with the exchanges that there are.
    static let connectHint: Phrase = {
        let others = ids.dropFirst()
        return Phrase(
            en: "“tidegate connect \(usual) --name NAME” adds one"
                + (others.isEmpty ? "." : "; other exchanges: \(others.joined(separator: ", "))."),
            zh: "用 “tidegate connect \(usual) --name 名称” 添加" + (others.isEmpty ? "。" : "；其他交易所：\(others.joined(separator: "、"))。"))
    }()

    /// How credentials are written on standard input, one sentence for each exchange.
    public static var credentialForms: String {
        profiles.map { profile in
            let fields = profile.keyFields.needed
            let isOneOfSeveral = profiles.count > 1
            return SpokenLanguage.pick(
                en: "Credentials\(isOneOfSeveral ? " of \(profile.name)" : "") are \(fields.number.english) lines "
                    + "(\(fields.map(\.commonNoun).joined(separator: ", "))), the block that the exchange shows, "
                    + "or JSON \(fields.members).",
                zh: "\(isOneOfSeveral ? "\(profile.name) 的" : "")凭证为\(fields.number.simplifiedChinese)行"
                    + "（\(fields.map(\.name.simplifiedChinese).joined(separator: "、"))），或交易所显示的整段内容，或 JSON \(fields.members)。")
        }.joined(separator: SpokenLanguage.pick(en: " ", zh: ""))
    }
}

/// The environment that a command line names.
public enum EnvironmentArgument: Hashable, Sendable {
    case live
    case demo
    case testnet

    var environment: TradingEnvironment {
        switch self {
        case .live: .live
        case .demo: .demo
        case .testnet: .testnet
        }
    }
}

/// A language as the command line writes it.
public struct LanguageArgument: RawRepresentable, CaseIterable, Hashable, Sendable {
    let language: Language

    /// Every language of the program.
    public static var allCases: [LanguageArgument] { Language.allCases.map { LanguageArgument(language: $0) } }

    /// Also in the ways in which people write it, such as `zh`; `nil` for what is none of the program's languages.
    public init?(rawValue: String) {
        guard let language = Language(tag: rawValue) else { return nil }
        self.language = language
    }

    private init(language: Language) { self.language = language }

    /// Its tag, such as `zh-Hans`.
    public var rawValue: String { language.rawValue }
}

/// An exchange that the sandbox can play, as the command line writes it.
public struct SandboxExchangeArgument: RawRepresentable, CaseIterable, Hashable, Sendable {
    let exchange: SandboxExchange

    /// Every exchange of the sandbox.
    public static var allCases: [SandboxExchangeArgument] { SandboxExchange.allCases.map { SandboxExchangeArgument(exchange: $0) } }

    /// Reads the id of an exchange that the sandbox can play; `nil` for anything else.
    public init?(rawValue: String) {
        guard let exchange = SandboxExchange(rawValue: rawValue) else { return nil }
        self.exchange = exchange
    }

    private init(exchange: SandboxExchange) { self.exchange = exchange }

    /// Its id.
    public var rawValue: String { exchange.rawValue }
}

/// A site that the sandbox can play, as the command line writes it.
public struct SandboxSiteArgument: RawRepresentable, CaseIterable, Hashable, Sendable {
    let site: SandboxSite

    /// Every site of the sandbox.
    public static var allCases: [SandboxSiteArgument] { SandboxSite.allCases.map { SandboxSiteArgument(site: $0) } }

    /// The site unless another one is asked for.
    public static let usual = SandboxSiteArgument(site: SandboxConfiguration().site)

    /// Reads the id of a site of the sandbox; `nil` for anything else.
    public init?(rawValue: String) {
        guard let site = SandboxSite(rawValue: rawValue) else { return nil }
        self.site = site
    }

    private init(site: SandboxSite) { self.site = site }

    /// Its id, such as `eea`.
    public var rawValue: String { site.rawValue }
}
