import Domain
import HTTP

/// How one exchange is asked and what its replies mean. Pure: requests and replies are values, time is given.
public protocol ExchangeAdapter: Sendable {
    /// The exchange's short id, such as `okx`.
    var id: String { get }

    /// Asks for the exchange's time; needs no key.
    func clockRequest(site: Site) -> HTTPRequest

    /// The exchange's time, in milliseconds since 1970-01-01T00:00:00Z.
    func decodeClock(_ reply: HTTPReply) -> Result<Int64, Failure>

    /// Asks for the maintenance that the exchange has announced; needs no key.
    func maintenanceRequest(site: Site) -> HTTPRequest

    /// The announcements that concern signing in and reading accounts.
    func decodeMaintenance(_ reply: HTTPReply) -> Result<[Maintenance], Failure>

    /// How often such a request may be made; `nil` where the exchange names no limit.
    func allowance(for request: HTTPRequest) -> RequestAllowance?

    /// Asks for a part of an account; signed where the exchange wants it.
    func accountRequest(_ part: OKXPart, access: Access) -> HTTPRequest

    /// Reads the reply to the request for `OKXPart.identity`.
    func decodeIdentity(_ reply: HTTPReply) -> Result<Identity, Failure>

    /// Reads the reply to the request for `part`.
    func decode(_ part: OKXPart, _ reply: HTTPReply) -> Result<OKXPartReply, Failure>

    /// The parts that should be asked for after the first ones; empty where nothing is missing.
    func followUps(after parts: [OKXPart: Result<OKXPartReply, Failure>]) -> [OKXPart]

    /// Puts together what a visit told. A part that is absent was not asked for; one that failed is named in a notice.
    func assemble(
        identity: Identity, parts: [OKXPart: Result<OKXPartReply, Failure>], clockOffsetMilliseconds: Int64,
        asOf: Moment, options: AssemblyOptions
    ) -> AccountSnapshot

    /// What a code of the exchange means; `nil` for an unknown one.
    func explain(code: String) -> Failure?
}

extension ExchangeAdapter {
    /// What a request that got no reply means.
    public func failure(for failure: HTTPFailure, site: Site) -> Failure {
        TransportFailure.failure(for: failure, site: site)
    }
}
