/// What the screens know of an exchange: names, places and advice, as data.
public struct ExchangeProfile: Hashable, Sendable, Identifiable {
    /// The short id used on the command line and in files, such as `okx`.
    public let id: String
    public let name: String
    public let summary: Phrase
    /// Where accounts can be: the exchange's own sites, and what the configuration puts in their place or beside them.
    public var sites: [Site]
    /// The exchange's own sites, whatever is configured. What is meant for them goes nowhere else.
    public let ownSites: [Site]
    /// The hosts of its sites. The first is the one without which there is nothing to ask.
    public let hosts: [SiteHost]
    /// Those on which it tells of an account's changes by itself, as far as this program listens.
    public let feeds: [SiteHost]
    /// The values that make up a key, in the order in which the exchange shows them; the API key is the first.
    public let keyFields: [KeyField]
    /// By what its keys are told from those of others.
    public let keyNames: KeyNames
    /// Path of the page that lists and makes API keys, below a site's web address.
    public let keyPagePath: String
    /// What that path gets appended for each environment.
    public let keyPageQuery: [TradingEnvironment: String]
    /// The steps of making an API key by hand, in order. `{page}` stands for the address of the key page.
    public let keyGuide: [GuideStep]
    /// The futures settings that are wanted, in the order in which they are set.
    public let futuresAdvice: [SettingAdvice]
    /// An instrument in which most accounts trade, to begin with where one has to be named.
    public let sampleInstrument: String
    public let fastAPI: FastAPIOffer
    /// `nil` where keys that act and are bound to no address live as long as others.
    public let unusedKeys: UnusedKeyRule?
    /// `nil` where keys have no end, or it is not told.
    public let keyLifetime: KeyLifetime?
    /// The words of the settings that JSON tells under `futures` too, as it did before there were rows of them; empty: there is none such.
    public let futuresReport: [String]

    /// A step of a guide: what to do, and what to mind.
    public struct GuideStep: Hashable, Sendable {
        public let title: Phrase
        public let detail: Phrase
        /// What stands in its place where the platform that runs this terminal has an app at the exchange; `{app}` stands for its name.
        public let linkedDetail: Phrase?

        public init(title: Phrase, detail: Phrase, linkedDetail: Phrase? = nil) {
            self.title = title
            self.detail = detail
            self.linkedDetail = linkedDetail
        }

        /// The detail for a platform's app, or for none.
        public func detail(linkedApp: String?) -> Phrase {
            guard let linkedApp, let linkedDetail else { return detail }
            return linkedDetail.filling(["app": linkedApp])
        }
    }

    /// A setting that the user is to check by hand before connecting.
    public struct SettingAdvice: Hashable, Sendable {
        public let name: Phrase
        public let wanted: Phrase
        public let why: Phrase
        /// Where the switch is on the web site and in the app.
        public let place: Phrase

        public init(name: Phrase, wanted: Phrase, why: Phrase, place: Phrase) {
            self.name = name
            self.wanted = wanted
            self.why = why
            self.place = place
        }
    }

    /// What connecting without copying a key would need here.
    public struct FastAPIOffer: Hashable, Sendable {
        public let needs: Phrase
        public let grants: Phrase
        /// Why it cannot be used now, and who could change that.
        public let unavailable: Phrase
        /// How a key that was made that way is taken back; `{page}` stands for the address of the key page.
        public let revocation: Phrase
        /// The menu in which consents are taken back; `nil` where there is none.
        public let consentPlace: Phrase?
        public let audience: Audience

        /// Who can connect that way.
        public enum Audience: Hashable, Sendable {
            /// Platforms that the exchange has approved, with a client that is configured here.
            case approvedPlatforms
            case nobody
        }

        public init(
            needs: Phrase, grants: Phrase, unavailable: Phrase, revocation: Phrase, consentPlace: Phrase? = nil,
            audience: Audience = .nobody
        ) {
            self.needs = needs
            self.grants = grants
            self.unavailable = unavailable
            self.revocation = revocation
            self.consentPlace = consentPlace
            self.audience = audience
        }
    }

    public init(
        id: String, name: String, summary: Phrase, sites: [Site], hosts: [SiteHost], keyFields: [KeyField], keyNames: KeyNames,
        keyPagePath: String,
        keyPageQuery: [TradingEnvironment: String], keyGuide: [GuideStep], futuresAdvice: [SettingAdvice],
        sampleInstrument: String, fastAPI: FastAPIOffer, unusedKeys: UnusedKeyRule? = nil, keyLifetime: KeyLifetime? = nil,
        futuresReport: [String] = [], feeds: [SiteHost] = []
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.sites = sites
        ownSites = sites
        self.hosts = hosts
        self.feeds = feeds
        self.keyFields = keyFields
        self.keyNames = keyNames
        self.keyPagePath = keyPagePath
        self.keyPageQuery = keyPageQuery
        self.keyGuide = keyGuide
        self.futuresAdvice = futuresAdvice
        self.sampleInstrument = sampleInstrument
        self.fastAPI = fastAPI
        self.unusedKeys = unusedKeys
        self.keyLifetime = keyLifetime
        self.futuresReport = futuresReport
    }

    /// The environments that any of its own sites offers.
    public var environments: [TradingEnvironment] {
        TradingEnvironment.allCases.filter { environment in ownSites.contains { $0.places[environment] != nil } }
    }

    /// Whether an account's changes are told at a site without being asked for.
    public func tellsChanges(at site: Site, in environment: TradingEnvironment) -> Bool {
        feeds.contains { site.address(of: $0, in: environment) != nil }
    }

    /// How a key that the exchange made for this program is taken back.
    public func revocation(at place: AccountPlace) -> Phrase {
        fastAPI.revocation.filling(["page": place.site.web(in: place.environment) + keyPagePath])
    }

    /// The address of the page that lists and makes API keys.
    public func keyPage(site: Site, environment: TradingEnvironment) -> String {
        site.web(in: environment) + keyPagePath + (keyPageQuery[environment] ?? "")
    }
}
