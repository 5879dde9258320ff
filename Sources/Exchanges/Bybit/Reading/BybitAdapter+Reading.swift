import Domain
import HTTP

extension BybitAdapter {
    /// Two calls at once: `GET /v5/user/query-api` tells of the key, `GET /v5/account/info` how the account is set. Where only one of them
    /// answers, it depends on what the other one says whether the key is known here.
    public func identify(_ client: any ExchangeClient) async -> Result<BybitIdentity, Failure> {
        async let asked = client.send(query("/v5/user/query-api", decode: BybitReplies.key))
        async let modes = client.send(query("/v5/account/info", decode: BybitReplies.modes))
        return BybitSignIn.identity(key: await asked, modes: await modes)
    }

    public func parts(in environment: TradingEnvironment) -> [BybitPart] { [.unified] }
    public func rule(of part: BybitPart) -> PartRule { PartRule() }
    public func read(_ part: BybitPart, _ client: any ExchangeClient) async -> Result<BybitPartReply, Failure> {
        await client.send(
            query("/v5/account/wallet-balance?accountType=UNIFIED") { BybitEnvelope.result(of: $0).map { _ in .unified(nil) } })
    }
    public func absence(of part: BybitPart, among parts: Parts) -> PartAbsence { .fatal }
    public func assemble(
        identity: BybitIdentity, parts: Parts, clockOffsetMilliseconds: Int64, asOf: Moment, options: AssemblyOptions
    ) -> AccountSnapshot {
        AccountSnapshot(
            key: identity.identity.keyDescription(masked: options.maskedKey), kind: identity.identity.kind,
            settings: AccountSettings([]), equity: .init(currency: "USD", total: .zero), wallets: [],
            notices: AccountReview.notices(
                of: identity.identity, clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, options: options),
            clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, accountID: identity.identity.accountID)
    }
}
