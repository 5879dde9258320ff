import Domain
import Exchanges
import HTTP

/// Sends the requests of one connection to one place, stamped with the exchange's time.
struct ConnectionClient: ExchangeClient {
    let requests: RateLimitedClient
    let persistence: RateLimitedClient.Persistence
    let place: AccountPlace
    /// How far the exchange's clock is ahead.
    let offsetMilliseconds: Int64
    /// Counts all of its queries.
    let count: QueryLimit
    /// All requests of a reading take any of its connections, those that need no key too.
    var connection = HTTPRequest.Connection.exclusive

    func send<Response: Sendable>(_ query: Query<Response>) async -> Result<Response, Failure> {
        if let failure = count.next() { return .failure(failure) }
        return await requests.send(.read, persistence) {
            var request = query.request(
                Access(
                    site: place.site, environment: place.environment,
                    unixMilliseconds: LocalClock.unixMilliseconds + offsetMilliseconds))
            request.known.connection = connection
            return request
        } decode: {
            query.decode($0)
        }
    }
}
