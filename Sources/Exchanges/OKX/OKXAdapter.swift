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

    public func accountRequest(_ part: OKXPart, access: Access) -> HTTPRequest {
        OKXRequests.account(part, access: access)
    }

    public func decodeIdentity(_ reply: HTTPReply) -> Result<Identity, Failure> {
        OKXReplies.identity(reply)
    }

    public func decode(_ part: OKXPart, _ reply: HTTPReply) -> Result<OKXPartReply, Failure> {
        switch part {
        case .identity: OKXReplies.identity(reply).map(OKXPartReply.identity)
        case .trading: OKXReplies.trading(reply).map(OKXPartReply.trading)
        case .funding: OKXReplies.funding(reply).map(OKXPartReply.funding)
        case .valuation, .euroValuation: OKXReplies.valuation(reply).map(OKXPartReply.valuation)
        case .prices: OKXReplies.prices(reply, quote: "USD").map(OKXPartReply.prices)
        case .positions: OKXPositions.read(reply).map(OKXPartReply.positions)
        case .yuanRate: OKXReplies.yuanRate(reply).map(OKXPartReply.yuanRate)
        case .fallbackPrices: OKXReplies.prices(reply, quote: "USDT").map(OKXPartReply.prices)
        }
    }

    public func followUps(after parts: [OKXPart: Result<OKXPartReply, Failure>]) -> [OKXPart] {
        let visit = OKXParts(parts)
        guard visit.prices != nil, parts[.fallbackPrices] == nil,
            let funding = visit.funding, !visit.unpriced(funding.assets).isEmpty
        else { return [] }
        return [.fallbackPrices]
    }

    public func assemble(
        identity: Identity, parts: [OKXPart: Result<OKXPartReply, Failure>], clockOffsetMilliseconds: Int64,
        asOf: Moment, options: AssemblyOptions
    ) -> AccountSnapshot {
        OKXAssembly(
            identity: identity, visit: OKXParts(parts), clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf,
            options: options
        ).snapshot
    }

    public func explain(code: String) -> Failure? {
        OKXErrorTable.row(code).map {
            Failure($0.cause, code: $0.code, message: $0.message, remedy: $0.remedy, retry: $0.retry)
        }
    }
}
