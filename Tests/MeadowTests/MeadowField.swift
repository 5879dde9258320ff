import Crypto
import Domain
import Exchanges
import Foundation
import HTTP
import Session
import Testing

/// The two hosts of the exchange, as they answer for one account, and who reads it.
struct MeadowField {
    let ledger: ScriptedHost
    let field: ScriptedHost
    let reader: AccountReader
    private let transport = HTTPTransport(userAgent: "tidegate-tests")

    /// With what is told of the key, and where the wallets begin.
    init(key: String = MeadowTests.key, limits changed: (inout ReadingLimits) -> Void = { _ in }) throws {
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        ledger = try #require(
            ScriptedHost([
                "/time": #"{"now":\#(now)}"#, "/notices": "{}", "/key": key, "/wallets?page=1": MeadowTests.firstPage,
                "/wallets?page=2": MeadowTests.secondPage,
            ]))
        field = try #require(
            ScriptedHost(["/owner": MeadowTests.owner, "/hay": #"{"bales":"12"}"#, "/prices": #"{"OAT":"3.34"}"#]))
        var limits = ReadingLimits()
        limits.clockTimeoutMilliseconds = 1_000_000
        limits.nearMilliseconds = 0
        limits.firstPauseMilliseconds = 5
        changed(&limits)
        reader = AccountReader(
            transport: transport, limits: limits, exchanges: ExchangeRegistry([MeadowAdapter()]))
    }

    /// Both hosts, but in the testnet.
    private var site: Site {
        let both = SiteAddresses(web: ledger.origin, [Meadow.ledger: ledger.origin, Meadow.field: field.origin])
        return Site(
            id: "only", name: Phrase(verbatim: "Only"),
            places: [.live: both, .demo: both, .testnet: SiteAddresses(web: ledger.origin, [Meadow.ledger: ledger.origin])],
            origin: .configured)
    }

    func target(
        _ apiKey: String = "K-000000000000", _ environment: TradingEnvironment = .live, privateKey: String = Meadow.kept
    ) -> AccountRequest {
        AccountRequest(
            exchange: "meadow",
            site: site,
            environment: environment,
            key: KeyHandle(
                KeyValues(apiKey: SecretBytes(apiKey.utf8), [(Meadow.privateKeyField, SecretBytes(privateKey.utf8))])))
    }

    func close() {
        transport.shutDown()
        ledger.close()
        field.close()
    }
}
