import Core
import Domain
import Exchanges
import Session
import Vault

/// A connection as the commands print it: who it is, and what the fetch to it brought.
public struct ConnectionReport: Sendable {
    /// The user's name for the connection, or `stdin` for credentials that are not stored.
    public let name: String
    /// The exchange's id.
    public let exchange: String
    /// The site's id.
    public let site: String
    /// The request addresses, which identify the site whatever it is called.
    private let address: String
    /// Live, demo or testnet.
    public let environment: TradingEnvironment
    /// The kind of money that the account is of.
    public let badge: Badge
    /// How the key came about.
    public let method: ConnectionMethod
    /// The API key with all but its ends hidden.
    public let maskedKey: String
    /// Whether futures settings that are not as recommended are worth a warning.
    public let futures: AccessTarget.FuturesUse
    /// The reading, or why there is none.
    public let outcome: Result<AccountSnapshot, Failure>

    /// A report on what a fetch has brought; the key is only kept masked.
    public init(name: String, target: AccountRequest, outcome: Result<AccountSnapshot, Failure>) {
        self.init(
            name: name, exchange: target.exchange, site: target.site.id, address: target.place.requestAddresses, origin: target.site.origin,
            environment: target.environment,
            maskedKey: target.key.maskedKey, futures: target.futures, outcome: outcome)
    }

    /// A report without a key's handle; `address` is where requests go, the site's id unless given.
    package init(
        name: String, exchange: String, site: String, address: String? = nil, origin: Site.Origin, environment: TradingEnvironment,
        method: ConnectionMethod = .apiKey, maskedKey: String,
        futures: AccessTarget.FuturesUse, outcome: Result<AccountSnapshot, Failure>
    ) {
        self.name = name
        self.exchange = exchange
        self.site = site
        self.address = address ?? site
        self.environment = environment
        badge = Badge(origin, environment)
        self.method = method
        self.maskedKey = maskedKey
        self.futures = futures
        self.outcome = outcome
    }

    /// The totals of several connections, one for each kind of money.
    static func totals(_ reports: [ConnectionReport]) -> [(badge: Badge, total: AccountsTotal)] {
        AccountsTotal.each(
            reports.map { report in
                let snapshot = try? report.outcome.get()
                let account = AccountsTotal.Account(exchange: report.exchange, site: report.address, id: snapshot?.accountID)
                return (report.badge, AccountsTotal.Part(name: report.name, account: account, equity: snapshot?.equity, age: .current))
            })
    }

    /// `attention` where the reading has notices, `failed` where there is no reading.
    public var status: ConnectionStatus {
        switch outcome {
        case .success(let snapshot): snapshot.notices.isEmpty ? .connected : .attention
        case .failure: .failed
        }
    }

    /// The exit status of a command that only reports this connection.
    public var exitCode: Int32 {
        switch outcome {
        case .success: 0
        case .failure(let failure): failure.cause.exitCode
        }
    }
}
