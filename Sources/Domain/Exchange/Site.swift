/// One of the separate installations of an exchange; an account and its keys belong to one of them.
public struct Site: Hashable, Sendable, Identifiable {
    /// The short id used on the command line and in the configuration, such as `global`.
    public let id: String
    /// The name as it stands in lists of sites, such as that of the region it serves.
    public let name: Phrase
    /// Who named the addresses: the program, the configuration or the sandbox.
    public let origin: Origin
    /// A file of certificates (PEM) to trust for this site instead of the system's.
    public let certificateFile: String?
    /// Where it is. An environment that is absent is not offered here.
    public let places: [TradingEnvironment: SiteAddresses]
    /// Why nobody can connect there with a key of their own; `nil` where that is possible.
    public let closure: Closure?

    /// Where a site's addresses come from. Which key may go there is decided by the addresses themselves.
    public enum Origin: String, Hashable, Sendable {
        case builtIn
        case configured
        /// The local exchange that is part of the program.
        case sandbox
    }

    /// One of the exchange's own sites, which trusts the system's certificates, unless said otherwise.
    public init(
        id: String, name: Phrase, places: [TradingEnvironment: SiteAddresses], origin: Origin = .builtIn, certificateFile: String? = nil
    ) {
        self.id = id
        self.name = name
        self.places = places
        self.origin = origin
        self.certificateFile = certificateFile
        closure = nil
    }

    /// One of the exchange's own sites that gives users no key which could be used here. It is listed so that whoever has an account there
    /// learns why; it has no addresses, so that nothing can be sent to it.
    public init(closed id: String, name: Phrase, why: Phrase, remedy: [Phrase], web: String) {
        self.id = id
        self.name = name
        places = [:]
        origin = .builtIn
        certificateFile = nil
        closure = Closure(why: why, remedy: remedy, web: web)
    }

    /// A site without addresses, so that nothing can be sent to it.
    public init(nowhere id: String, origin: Origin) {
        self.init(id: id, name: Phrase(verbatim: CleanText.line(id, characters: 40)), places: [:], origin: origin)
    }

    /// What is said in place of an account at a site where there can be none.
    public struct Closure: Hashable, Sendable {
        /// One sentence that says why.
        public let why: Phrase
        /// What can be done all the same, one step a sentence.
        public let remedy: [Phrase]
        /// Scheme, host and port of the site's pages.
        public let web: String

        /// The same as a failure, for whoever asks for an account there.
        public var failure: Failure { Failure(.featureUnavailable, message: why, remedy: remedy) }
    }

    /// The environments that it offers.
    public var environments: [TradingEnvironment] { TradingEnvironment.allCases.filter { places[$0] != nil } }

    /// Where a host is; `nil` where it is not offered.
    public func address(of host: SiteHost, in environment: TradingEnvironment) -> String? { places[environment]?.hosts[host] }

    /// Scheme, host and port of the pages for an environment, or of those for another one where it has none.
    public func web(in environment: TradingEnvironment) -> String {
        (places[environment] ?? environments.first.flatMap { places[$0] })?.web ?? closure?.web ?? ""
    }
}

/// Whether a key trades with real money, in the exchange's practice of it, or at its test installation.
public enum TradingEnvironment: String, CaseIterable, Hashable, Sendable {
    case live
    /// The exchange's demo trading.
    case demo
    /// Another installation of the exchange with invented money and logins of its own.
    case testnet

    /// In a sentence.
    public var name: Phrase {
        switch self {
        case .live: Phrase(en: "live trading", zh: "实盘")
        case .demo: Phrase(en: "demo trading", zh: "模拟盘")
        case .testnet: Phrase(en: "a testnet", zh: "测试网")
        }
    }
}
