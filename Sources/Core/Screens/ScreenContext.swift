import Domain

/// What the screens share: what they may see of the machine, and the draft and the viewing that they may change.
struct ScreenContext: Hashable, Sendable {
    var language: Language
    let glyphs: GlyphSet
    let chartSigns: Block.Chart.Signs
    let timeZone: LocalTimeZone
    let exchanges: [ExchangeProfile]
    /// The sandbox's accounts, of all exchanges; outside of the demo there are none.
    let everySample: [SampleAccount]
    let ownAddresses: [String]
    var connections: [Connection] = []
    var draft: Draft
    var viewing: Viewing
    /// The history of totals of each connection.
    var histories: [Connection.ID: EquityHistory] = [:]
    /// What may be known of the secrets in the fields that can be typed into.
    var summaries: [SecretField: SecretSummary] = [:]
    /// The approved clients, by the exchange's id.
    let clients: [String: AuthorizationClient]
    /// Whether connections are kept in a vault that is open.
    var storage = Storage.sessionOnly
    /// The keys that the user has given to commands.
    let keys: KeyMap
    /// The platform that runs this terminal for its users.
    let platform: AppConfiguration.Platform
    /// What is under way.
    var running = OperationTable()
    /// The terminal's size; lines that are said need none.
    var size = Size(columns: 80, rows: 24)
    /// `YYYY-MM-DD` where the user is; empty where nobody has said.
    var today = ""
    /// Seconds between two readings that come by themselves; 0 where they do not.
    let refreshSeconds: Int

    /// The context at the start. There has to be at least one exchange.
    init(_ configuration: AppConfiguration) {
        language = configuration.language
        viewing = Viewing(configuration.remembered)
        glyphs = configuration.glyphs
        chartSigns = configuration.chartSigns
        timeZone = configuration.timeZone
        exchanges = configuration.exchanges
        everySample = configuration.samples
        ownAddresses = configuration.ownAddresses
        clients = configuration.authorizationClients
        keys = configuration.keys
        platform = configuration.platform
        refreshSeconds = configuration.refreshMilliseconds / 1_000
        draft = Draft(exchange: configuration.exchanges[0].id)
    }

    enum Storage: Hashable, Sendable {
        case sessionOnly
        case vault
    }

    var text: Text { Text.of(language) }

    /// The sandbox's accounts at the exchange that is being connected.
    var samples: [SampleAccount] { everySample.filter { $0.exchange == draft.exchange } }

    /// Whether any account brought a rate for it.
    func knows(_ currency: TotalCurrency) -> Bool {
        connections.contains { $0.snapshot?.rates.knows(currency) == true }
    }

    /// Whether a rate may still come: one that has not been read yet, or of an account that has not been.
    func awaits(_ currency: TotalCurrency) -> Bool {
        connections.contains { connection in
            connection.snapshot.map { $0.rates.awaited.contains(currency) } ?? (connection.obstacle == nil)
        }
    }

    /// When the latest reading was made, or the last before this session; there is no clock here.
    var latestMoment: Int64 {
        max(connections.compactMap(\.snapshot?.asOf.unixMilliseconds).max() ?? 0, histories.values.compactMap(\.latest).max() ?? 0)
    }

    /// Amounts of an account as the user wants to see them.
    func format(of connection: Connection) -> AmountFormat {
        format(connection.snapshot?.rates ?? .none, connection.badge)
    }

    /// Amounts of all accounts of a kind together.
    func format(of badge: Badge) -> AmountFormat { format(.none, badge) }

    /// Rates that an account lacks are taken from others with the same kind of money, the latest first; kinds are kept apart because a
    /// sandbox invents its prices.
    private func format(_ own: ExchangeRates, _ badge: Badge) -> AmountFormat {
        var rates = own
        if !own.knows(viewing.currency) {
            rates = connections.filter { $0.badge == badge }.compactMap(\.snapshot).sorted {
                $0.asOf.unixMilliseconds > $1.asOf.unixMilliseconds
            }
            .reduce(own) { $0.filled(from: $1.rates) }
        }
        return AmountFormat(text: text, glyphs: glyphs, secrecy: viewing.amounts, currency: viewing.currency, rates: rates)
    }

    /// The exchange that the draft is for.
    var exchange: ExchangeProfile {
        exchanges.first { $0.id == draft.exchange } ?? exchanges[0]
    }

    /// The label of a command, with the names of two fields filled in where it is about swapping them.
    func words(of label: KeyPath<Text, String>, _ language: Language) -> String {
        let words = Text.of(language)[keyPath: label]
        guard words.utf8.contains(UInt8(ascii: "{")) else { return words }
        // Where the exchange has no two such fields, the command is disabled and only shown in lists of all commands.
        let fields = exchange.keyFields
        let (first, second) = fields.swappable.map { ($0.first.name, $0.second.name) } ?? (fields[0].name, fields[fields.count - 1].name)
        return Phrase(verbatim: words).filling(["first": first[language], "second": second[language]])[language]
    }

    /// The client with which the draft's exchange can be asked for a key; `nil` where none is configured.
    var client: AuthorizationClient? { clients[draft.exchange] }

    /// The site that the draft is for.
    var site: Site {
        let sites = exchange.sites
        return sites[min(draft.siteIndex, sites.count - 1)]
    }

    /// The place that the draft is for.
    var place: AccountPlace { AccountPlace(site: site, environment: environment) }

    /// The environment that the draft is for: the chosen one, or where its site does not offer that, the first that it does.
    var environment: TradingEnvironment {
        let offered = site.environments
        return offered.contains(draft.environment) ? draft.environment : offered.first ?? draft.environment
    }

    /// Chooses the next site, or the one before.
    mutating func chooseSite(by step: Int) {
        draft.siteIndex = max(0, min(exchange.sites.count - 1, draft.siteIndex + step))
    }

    /// Chooses the next environment of the site, or the one before.
    mutating func chooseEnvironment(by step: Int) {
        let offered = site.environments
        guard let index = offered.firstIndex(of: environment) else { return }
        draft.environment = offered[max(0, min(offered.count - 1, index + step))]
    }

    func summary(_ field: SecretField) -> SecretSummary {
        summaries[field] ?? .empty
    }

    func summary(_ field: KeyField.ID) -> SecretSummary {
        summary(.credential(field))
    }

    /// Whether a name would be free for a new connection.
    func isFree(_ name: String) -> Bool {
        !connections.contains { $0.name == name }
    }

    /// Why a name cannot be used for a new connection; `nil` where it can.
    func objection(toName name: String) -> Phrase? {
        if name.isEmpty { return Phrase { Text.of($0).entry.nameEmpty } }
        // On a command line a leading hyphen would make it an option.
        if name.hasPrefix("-") { return Phrase { Text.of($0).entry.nameHyphen } }
        return isFree(name) ? nil : Phrase { Text.of($0).entry.nameTaken }
    }

    /// A free name to begin with.
    var proposedName: String {
        if isFree("main") { return "main" }
        var number = 2
        while !isFree("main-\(number)") { number += 1 }
        return "main-\(number)"
    }
}
