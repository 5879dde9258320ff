import Domain
import HTTP

/// OKX, API version 5.
public struct OKXAdapter: ExchangeAdapter {
    /// One of the requests that read an account.
    public typealias Part = OKXPart
    /// What a reply told about one part.
    public typealias PartReply = OKXPartReply
    /// Who signs in, with the account's modes, which OKX tells in the same reply.
    public typealias Identification = OKXIdentity

    /// OKX's sites, fields of a key, guide and advice.
    public var profile: ExchangeProfile { .okx }
    /// OKX API guide, "Making Requests".
    public let timeWindowMilliseconds: Int64 = 30_000

    /// OKX as it is documented.
    public init() {}

    /// `GET /api/v5/public/time` (OKX API guide, "Get system time").
    public func clockRequest(at place: AccountPlace) -> HTTPRequest {
        OKXRequests.clock(place)
    }

    /// The `ts` of the reply, in milliseconds since 1970-01-01T00:00:00Z.
    public func decodeClock(_ reply: HTTPReply) -> Result<Int64, Failure> {
        OKXReplies.clock(reply)
    }

    /// `GET /api/v5/system/status` (OKX API guide, "Status").
    public func maintenanceRequest(at place: AccountPlace) -> HTTPRequest {
        OKXRequests.maintenance(place)
    }

    /// Work that is announced or under way on services that this program uses.
    public func decodeMaintenance(_ reply: HTTPReply) -> Result<[Maintenance], Failure> {
        OKXReplies.maintenance(reply)
    }

    /// One request in the limit of its endpoint; nothing for endpoints without a documented limit.
    public func costs(of request: HTTPRequest) -> [RequestCost] {
        OKXAllowances.allowance(for: request).map { [RequestCost($0)] } ?? []
    }

    /// OKX's codes, those of its gateway included.
    public var codes: CodeTable { OKXErrorTable.table }
}
