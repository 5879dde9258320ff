import Domain
import HTTP

/// Asks an exchange for one connection: signs in its name, keeps to the exchange's limits and to the time that a reading may take.
public protocol ExchangeClient: Sendable {
    /// Sends the request of a query, again where that may help, and tells what the reply means.
    func send<Response: Sendable>(_ query: Query<Response>) async -> Result<Response, Failure>
}

/// One request that changes nothing, and what its reply means.
public struct Query<Response: Sendable>: Sendable {
    /// Made for each attempt, because a signature holds for a moment only.
    public let request: @Sendable (Access) -> UnsignedRequest
    /// What the reply says.
    public let decode: @Sendable (HTTPReply) -> Result<Response, Failure>

    /// A query by its request and the meaning of its reply.
    public init(
        _ request: @escaping @Sendable (Access) -> UnsignedRequest, decode: @escaping @Sendable (HTTPReply) -> Result<Response, Failure>
    ) {
        self.request = request
        self.decode = decode
    }
}
