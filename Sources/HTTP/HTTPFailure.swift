/// Why there is no reply. Nothing of the request and nothing the server said is in it.
public enum HTTPFailure: Error, Hashable, Sendable {
    /// The request was refused before anything was sent.
    case notAllowed(HTTPRefusal)
    case nameNotResolved
    /// Refused or unreachable.
    case connectionFailed
    /// The proxy of the environment did not take it further.
    case proxyFailed(ProxyProblem)
    case connectTimedOut
    /// Connected, but the reply was not complete in time.
    case timedOut
    case tls(TLSProblem)
    /// The connection ended before the reply was complete. The server may have acted on the request.
    case cut
    /// The body or the header lines went beyond the request's limits.
    case replyTooLarge
    case cancelled
    /// What arrived is not HTTP, or its compression is broken.
    case protocolError
    /// A libcurl code that none of the other cases stands for.
    case other(curlCode: Int)
}
