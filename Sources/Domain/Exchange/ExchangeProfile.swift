/// What the screens know of an exchange: names, places and advice, as data.
public struct ExchangeProfile: Hashable, Sendable, Identifiable {
    /// The short id used on the command line and in files, such as `okx`.
    public let id: String
    /// The exchange's name as its own pages spell it; the same in every language.
    public let name: String
    /// What can be done with it here, in a line for the list of exchanges.
    public let summary: Phrase
    /// Where accounts can be: the exchange's own sites, and what the configuration puts in their place or beside them.
    public var sites: [Site]
    /// The exchange's own sites, whatever is configured. What is meant for them goes nowhere else.
    public let ownSites: [Site]
    /// The hosts that its sites consist of. The first is the one for requests, which every site needs.
    public let hosts: [SiteHost]
    /// The hosts whose streams this program listens to for changes of an account.
    public let feeds: [SiteHost]
    /// The values that make up a key, in the order in which the exchange shows them; the API key is the first.
    public let keyFields: [KeyField]
    /// The names by which its keys are recognised in pastes.
    public let keyNames: KeyNames
    /// Path of the page that lists and makes API keys, below a site's web address.
    public let keyPagePath: String
    /// The query that is appended to that path in an environment.
    public let keyPageQuery: [TradingEnvironment: String]
    /// The steps of making an API key by hand, in order. `{page}` stands for the address of the key page.
    public let keyGuide: [GuideStep]
    /// The futures settings that are wanted, in the order in which they are set.
    public let futuresAdvice: [SettingAdvice]
    /// An instrument in which most accounts trade, to begin with where one has to be named.
    public let sampleInstrument: String
    /// What connecting without copying a key takes here, or why there is no such way.
    public let fastAPI: FastAPIOffer
    /// The exchange's rule to remove unused keys; `nil` where it has none.
    public let unboundKeys: UnboundKeyRule?
    /// When the end of a key is worth a warning; `nil` where keys have no end, or it is not told.
    public let keyLifetime: KeyLifetime?
    /// The ids of the settings that JSON also gives under `futures`, for programs written before there was `settings`.
    public let futuresReport: [String]

    /// A step of a guide: what to do, and what to mind.
    public struct GuideStep: Hashable, Sendable {
        /// What to do, as a line in the list of steps.
        public let title: Phrase
        /// What to mind when doing it.
        public let detail: Phrase
        /// What stands in its place where the platform that runs this terminal has an app at the exchange; `{app}` stands for its name.
        public let linkedDetail: Phrase?

        /// A step that is the same for every platform, unless a linked detail is given.
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
        /// The setting as the exchange's pages spell it.
        public let name: Phrase
        /// The recommended value, as the exchange's pages spell it.
        public let wanted: Phrase
        /// What the recommended value protects from.
        public let why: Phrase
        /// Where the switch is on the web site and in the app.
        public let place: Phrase

        /// Advice for a setting that cannot be read yet.
        public init(name: Phrase, wanted: Phrase, why: Phrase, place: Phrase) {
            self.name = name
            self.wanted = wanted
            self.why = why
            self.place = place
        }
    }

    /// What connecting without copying a key would need here.
    public struct FastAPIOffer: Hashable, Sendable {
        /// What the user or the platform has to have for it.
        public let needs: Phrase
        /// What a key made that way may do.
        public let grants: Phrase
        /// Why it cannot be used now, and who could change that.
        public let unavailable: Phrase
        /// How a key that was made that way is taken back; `{page}` stands for the address of the key page.
        public let revocation: Phrase
        /// The menu in which consents are taken back; `nil` where there is none.
        public let consentPlace: Phrase?
        /// Whether there is anyone who can connect that way.
        public let audience: Audience

        /// Who can connect that way.
        public enum Audience: Hashable, Sendable {
            /// Platforms that the exchange has approved, with a client that is configured here.
            case approvedPlatforms
            case nobody
        }

        /// An offer that nobody can use, unless an audience is given.
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

    /// The sites given are the exchange's own; configured ones are added to `sites` later.
    public init(
        id: String, name: String, summary: Phrase, sites: [Site], hosts: [SiteHost], keyFields: [KeyField], keyNames: KeyNames,
        keyPagePath: String,
        keyPageQuery: [TradingEnvironment: String], keyGuide: [GuideStep], futuresAdvice: [SettingAdvice],
        sampleInstrument: String, fastAPI: FastAPIOffer, unboundKeys: UnboundKeyRule? = nil, keyLifetime: KeyLifetime? = nil,
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
        self.unboundKeys = unboundKeys
        self.keyLifetime = keyLifetime
        self.futuresReport = futuresReport
    }

    /// The environments that any of its own sites offers.
    public var environments: [TradingEnvironment] {
        TradingEnvironment.allCases.filter { environment in ownSites.contains { $0.places[environment] != nil } }
    }

    /// Whether a site pushes the changes of an account.
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
