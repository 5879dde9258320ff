import Domain
import HTTP

/// Bybit, API version 5.
public struct BybitAdapter: ExchangeAdapter {
    /// One of the requests, or rows of requests, that read an account.
    public typealias Part = BybitPart
    /// What the replies told about one part.
    public typealias PartReply = BybitPartReply
    /// Who signs in, with how the account is set.
    public typealias Identification = BybitIdentity

    /// Bybit's sites, fields of a key, guide and advice.
    public var profile: ExchangeProfile { .bybit }
    /// A request may be late by the window that is sent with it, and early by one second (Bybit API, "Integration Guidance", timestamp).
    public let timeWindowMilliseconds = BybitRequests.windowMilliseconds

    /// Bybit as it is documented.
    public init() {}

    /// `GET /v5/market/time` (Bybit API, "Get Bybit Server Time").
    public func clockRequest(at place: AccountPlace) -> HTTPRequest { BybitRequests.open("/v5/market/time", at: place) }

    /// The `time` beside the result, which every reply has.
    public func decodeClock(_ reply: HTTPReply) -> Result<Int64, Failure> { BybitReplies.clock(reply) }

    /// `GET /v5/system/status` (Bybit API, "Get System Status").
    public func maintenanceRequest(at place: AccountPlace) -> HTTPRequest { BybitRequests.open("/v5/system/status", at: place) }

    /// Work that is announced or under way on services that this program uses.
    public func decodeMaintenance(_ reply: HTTPReply) -> Result<[Maintenance], Failure> { BybitReplies.maintenance(reply) }

    /// One of the address and one of the path.
    public func costs(of request: HTTPRequest) -> [RequestCost] { BybitAllowances.costs(of: request) }

    /// A page with HTTP 403 that says "access too frequent" (Bybit API, "Rate Limit Rules", IP limit): ten minutes for every host.
    public func ban(toldBy reply: HTTPReply) -> RequestBan? {
        BybitFailure.tellsBan(reply) ? RequestBan(milliseconds: BybitAllowances.banMilliseconds) : nil
    }

    /// Bybit's codes.
    public var codes: CodeTable { BybitErrorTable.table }

    /// A signed query of one path.
    func query<Response: Sendable>(
        _ target: String, decode: @escaping @Sendable (HTTPReply) -> Result<Response, Failure>
    ) -> Query<Response> {
        Query({ BybitRequests.signed(.get, target, access: $0) }, decode: decode)
    }
}
