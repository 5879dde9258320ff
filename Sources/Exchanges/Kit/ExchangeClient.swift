import Domain
import HTTP

/// Asks an exchange for one connection: signs in its name, keeps to the exchange's limits and to the time that a reading may take.
public protocol ExchangeClient: Sendable {
    /// Sends the request of a question, again where that may help, and tells what the reply means.
    func ask<Answer: Sendable>(_ question: Question<Answer>) async -> Result<Answer, Failure>
}

/// One request that changes nothing, and what its reply means.
public struct Question<Answer: Sendable>: Sendable {
    /// Made for each attempt, because a signature holds for a moment only.
    public let request: @Sendable (Access) -> UnsignedRequest
    /// What the reply says.
    public let decode: @Sendable (HTTPReply) -> Result<Answer, Failure>

    /// A question by its request and the meaning of its reply.
    public init(
        _ request: @escaping @Sendable (Access) -> UnsignedRequest, decode: @escaping @Sendable (HTTPReply) -> Result<Answer, Failure>
    ) {
        self.request = request
        self.decode = decode
    }
}
