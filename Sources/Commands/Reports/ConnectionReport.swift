import Core
import Domain
import Exchanges
import Session
import Vault

/// A connection as the commands print it: who it is, and what the fetch to it brought.
public struct ConnectionReport: Sendable {
    public let name: String
    /// The exchange's id.
    public let exchange: String
    /// The site's id.
    public let site: String
    /// Where that is, whatever it is called.
    private let address: String
    public let environment: TradingEnvironment
    /// The kind of money that the account is of.
    public let badge: Badge
    public let method: ConnectionMethod
    public let maskedKey: String
    public let futures: AccessTarget.FuturesUse
    public let outcome: Result<AccountSnapshot, Failure>

    public init(name: String, target: AccountRequest, outcome: Result<AccountSnapshot, Failure>) {
        self.init(
            name: name, exchange: target.exchange, site: target.site.id, address: target.place.requestAddresses, origin: target.site.origin,
            environment: target.environment,
            maskedKey: target.key.maskedKey, futures: target.futures, outcome: outcome)
    }

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

    /// What several are worth together.
    static func totals(_ reports: [ConnectionReport]) -> [(badge: Badge, total: AccountsTotal)] {
        AccountsTotal.each(
            reports.map { report in
                let snapshot = try? report.outcome.get()
                let account = AccountsTotal.Account(exchange: report.exchange, site: report.address, id: snapshot?.accountID)
                return (report.badge, AccountsTotal.Part(name: report.name, account: account, equity: snapshot?.equity, age: .current))
            })
    }

    public var status: ConnectionStatus {
        switch outcome {
        case .success(let snapshot): snapshot.notices.isEmpty ? .connected : .attention
        case .failure: .failed
        }
    }

    /// The status to end a command with whose only task this was.
    public var exitCode: Int32 {
        switch outcome {
        case .success: 0
        case .failure(let failure): failure.cause.exitCode
        }
    }
}
