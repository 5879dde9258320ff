import Domain
import HTTP

/// What an exchange has to answer: how it is asked, and what its replies mean. Pure: requests and replies are values, time is given, and
/// whoever asks is given too.
public protocol ExchangeAdapter: Sendable {
    /// A part of an account as this exchange divides it.
    associatedtype Part: AccountPart
    /// What was told about a part.
    associatedtype PartReply: Sendable
    /// Who signs in, with what this exchange tells in the same reply.
    associatedtype Identification: AccountIdentification

    /// The reply or the failure of each part that was asked for.
    typealias Parts = [Part: Result<PartReply, Failure>]

    /// What the exchange is to a user: its fields, sites and words.
    var profile: ExchangeProfile { get }

    /// Asks for the exchange's time; needs no key.
    func clockRequest(at place: AccountPlace) -> HTTPRequest

    /// The exchange's time, in milliseconds since 1970-01-01T00:00:00Z.
    func decodeClock(_ reply: HTTPReply) -> Result<Int64, Failure>

    /// How far the time of a request may be from the exchange's.
    var timeWindowMilliseconds: Int64 { get }

    /// Asks for the maintenance that the exchange has announced; needs no key.
    func maintenanceRequest(at place: AccountPlace) -> HTTPRequest

    /// The announcements that concern signing in and reading accounts.
    func decodeMaintenance(_ reply: HTTPReply) -> Result<[Maintenance], Failure>

    /// What a request costs, in each of the limits that it is counted in; empty where the exchange names none.
    func costs(of request: HTTPRequest) -> [RequestCost]

    /// How much of each limit is used, as the headers of a reply tell it.
    func uses(toldBy reply: HTTPReply) -> [LimitUse]

    /// Whether the exchange has shut out this machine's address for a while; `nil` where a reply says nothing of it.
    func ban(toldBy reply: HTTPReply) -> RequestBan?

    /// Asks who signs in, in one request or several.
    func identify(_ client: any ExchangeClient) async -> Result<Identification, Failure>

    /// Asks in one request whether a key is good where it is asked about; `nil` where it is. Keys are looked for at other places with it.
    func refusal(_ client: any ExchangeClient) async -> Failure?

    /// The parts that every reading asks for, in the order in which they are asked for where one follows another. They do not depend on
    /// one another.
    func parts(in environment: TradingEnvironment) -> [Part]

    /// How a part is asked for.
    func rule(of part: Part) -> PartRule

    /// Asks for a part, in one request or several, on whichever hosts.
    func read(_ part: Part, _ client: any ExchangeClient) async -> Result<PartReply, Failure>

    /// The parts that should be asked for after the first ones; empty where nothing is missing.
    func followUps(after parts: Parts) -> [Part]

    /// What it means that a part failed.
    func absence(of part: Part, among parts: Parts) -> PartAbsence

    /// Puts together what a reading told. A part that is absent was not asked for; one that failed may be named in a notice.
    func assemble(
        identity: Identification, parts: Parts, clockOffsetMilliseconds: Int64, asOf: Moment, options: AssemblyOptions
    ) -> AccountSnapshot

    /// How the rate of a currency can be had from this account for all others; `nil` where it cannot, or where the parts tell it.
    func lateRate(of currency: TotalCurrency, after parts: Parts) -> LateRate?

    /// What a failure really means, where one code has several causes that only further questions tell apart. `part` is `nil` where
    /// signing in failed, or a change.
    func diagnosis(of failure: Failure, of part: Part?, _ client: any ExchangeClient) async -> Failure

    /// What the exchange's codes mean.
    var codes: CodeTable { get }
}

extension ExchangeAdapter {
    /// The exchange's short id, such as `okx`.
    public var id: String { profile.id }

    /// What it means that a request to a host got no reply.
    public func failure(for failure: HTTPFailure, origin: String) -> Failure {
        TransportFailure.failure(for: failure, origin: origin, fields: profile.keyFields)
    }

    /// What a code of the exchange means; `nil` for an unknown one, and where only the host would tell.
    public func explain(code: String, host: String? = nil) -> Failure? { codes.meaning(of: code, at: host) }

    // MARK: What an exchange need not answer

    /// The exchange tells no use of limits.
    public func uses(toldBy reply: HTTPReply) -> [LimitUse] { [] }

    /// The exchange shuts nobody out.
    public func ban(toldBy reply: HTTPReply) -> RequestBan? { nil }

    /// Signing in takes one request, and what it refuses is the answer.
    public func refusal(_ client: any ExchangeClient) async -> Failure? {
        switch await identify(client) {
        case .success: nil
        case .failure(let failure): failure
        }
    }

    /// No part depends on others.
    public func followUps(after parts: Parts) -> [Part] { [] }

    /// No rate is asked for.
    public func lateRate(of currency: TotalCurrency, after parts: Parts) -> LateRate? { nil }

    /// Every code has one cause.
    public func diagnosis(of failure: Failure, of part: Part?, _ client: any ExchangeClient) async -> Failure { failure }
}

/// Who signs in, with what an exchange tells in the same reply.
public protocol AccountIdentification: Sendable {
    /// What every exchange tells.
    var identity: Identity { get }
}

extension Identity: AccountIdentification {
    /// Itself, for an exchange that tells nothing more.
    public var identity: Identity { self }
}

/// The rate of a currency that is asked of one account now and then for all of them. No reading waits for it: the next one has it.
public struct LateRate: Sendable {
    /// How long a rate counts.
    public let freshMilliseconds: Int64
    /// When to ask again after it could not be had.
    public let retryMilliseconds: Int64
    /// Asks for it; `nil` where it could not be had.
    public let ask: @Sendable (any ExchangeClient) async -> ExchangeRates.Rate?

    /// A rate by how long it counts and how it is asked for.
    public init(
        freshMilliseconds: Int64, retryMilliseconds: Int64, ask: @escaping @Sendable (any ExchangeClient) async -> ExchangeRates.Rate?
    ) {
        self.freshMilliseconds = freshMilliseconds
        self.retryMilliseconds = retryMilliseconds
        self.ask = ask
    }
}
