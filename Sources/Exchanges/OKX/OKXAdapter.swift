import Domain
import HTTP

/// OKX, API version 5.
public struct OKXAdapter: ExchangeAdapter {
    public typealias Part = OKXPart
    public typealias PartReply = OKXPartReply
    public typealias Identification = OKXIdentity

    public var profile: ExchangeProfile { .okx }
    /// OKX API guide, "Making Requests".
    public let timeWindowMilliseconds: Int64 = 30_000

    /// OKX as it is documented.
    public init() {}

    public func clockRequest(at place: AccountPlace) -> HTTPRequest {
        OKXRequests.clock(place)
    }

    public func decodeClock(_ reply: HTTPReply) -> Result<Int64, Failure> {
        OKXReplies.clock(reply)
    }

    public func maintenanceRequest(at place: AccountPlace) -> HTTPRequest {
        OKXRequests.maintenance(place)
    }

    public func decodeMaintenance(_ reply: HTTPReply) -> Result<[Maintenance], Failure> {
        OKXReplies.maintenance(reply)
    }

    public func costs(of request: HTTPRequest) -> [RequestCost] {
        OKXAllowances.allowance(for: request).map { [RequestCost($0)] } ?? []
    }

    public var codes: CodeTable { OKXErrorTable.table }
}
