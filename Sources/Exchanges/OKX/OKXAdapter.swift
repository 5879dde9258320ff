import Domain
import HTTP

/// OKX, API version 5.
public struct OKXAdapter: ExchangeAdapter {
    public let id = "okx"

    public init() {}

    public func clockRequest(site: Site) -> HTTPRequest {
        OKXRequests.clock(site: site)
    }

    public func decodeClock(_ reply: HTTPReply) -> Result<Int64, Failure> {
        OKXReplies.clock(reply)
    }

    public func maintenanceRequest(site: Site) -> HTTPRequest {
        OKXRequests.maintenance(site: site)
    }

    public func decodeMaintenance(_ reply: HTTPReply) -> Result<[Maintenance], Failure> {
        OKXReplies.maintenance(reply)
    }

    public func allowance(for request: HTTPRequest) -> RequestAllowance? {
        OKXAllowances.allowance(for: request)
    }

    public func accountRequest(_ part: AccountPart, access: Access) -> HTTPRequest {
        OKXRequests.account(part, access: access)
    }

    public func decodeIdentity(_ reply: HTTPReply) -> Result<Identity, Failure> {
        OKXReplies.identity(reply)
    }

    public func decode(_ part: AccountPart, _ reply: HTTPReply) -> Result<AccountPartReply, Failure> {
        switch part {
        case .identity: OKXReplies.identity(reply).map(AccountPartReply.identity)
        case .trading: OKXReplies.trading(reply).map(AccountPartReply.trading)
        case .funding: OKXReplies.funding(reply).map(AccountPartReply.funding)
        case .valuation, .euroValuation: OKXReplies.valuation(reply).map(AccountPartReply.valuation)
        case .prices: OKXReplies.prices(reply, quote: "USD").map(AccountPartReply.prices)
        case .positions: OKXPositions.read(reply).map(AccountPartReply.positions)
        case .yuanRate: OKXReplies.yuanRate(reply).map(AccountPartReply.yuanRate)
        case .fallbackPrices: OKXReplies.prices(reply, quote: "USDT").map(AccountPartReply.prices)
        }
    }

    public func followUps(after parts: [AccountPart: Result<AccountPartReply, Failure>]) -> [AccountPart] {
        let visit = Visit(parts)
        guard visit.prices != nil, parts[.fallbackPrices] == nil,
            let funding = visit.funding, !visit.unpriced(funding.assets).isEmpty
        else { return [] }
        return [.fallbackPrices]
    }

    public func assemble(
        identity: Identity, parts: [AccountPart: Result<AccountPartReply, Failure>], clockOffsetMilliseconds: Int64,
        asOf: Moment, options: AssemblyOptions
    ) -> AccountSnapshot {
        SnapshotAssembly(
            identity: identity, visit: Visit(parts), clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf,
            options: options
        ).snapshot
    }

    public func explain(code: String) -> Failure? {
        OKXErrorTable.row(code).map {
            Failure($0.cause, code: $0.code, message: $0.message, remedy: $0.remedy, retry: $0.retry)
        }
    }
}
