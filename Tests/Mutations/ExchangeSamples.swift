import Domain
import Exchanges
import HTTP

/// What an exchange answers and pushes when all is well.
struct ExchangeSamples<Adapter: StreamAdapter> {
    let adapter: Adapter
    /// The reply to the request for the exchange's time.
    let clock: String
    /// The reply to the request for announcements.
    let maintenance: String
    /// By path and query, all that a reading asks for.
    let replies: [(target: String, body: String)]
    /// What a line tells from its sign-in on.
    let pushes: [String]
}

/// Answers what a reading asks with replies that are there already, so that the order of the questions changes nothing.
struct SampleClient: ExchangeClient {
    let replies: [String: HTTPReply]
    let access: Access

    func send<Response: Sendable>(_ query: Query<Response>) async -> Result<Response, Failure> {
        let target = query.request(access).known.target
        // A page that a changed reply leads to has what the first one has.
        let page = target.ranges(of: "&cursor=").first.map { String(target[..<$0.lowerBound]) }
        return query.decode(replies[target] ?? page.flatMap { replies[$0] } ?? Self.nothing)
    }

    private static let nothing = HTTPReply(
        status: 404, headers: [], body: [], startedAtUnixMilliseconds: 0, finishedAtUnixMilliseconds: 0, protocolVersion: .http1_1)
}
