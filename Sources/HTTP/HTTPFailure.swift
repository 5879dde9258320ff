/// Why there is no reply. Holds nothing of the request and nothing that the server sent.
public enum HTTPFailure: Error, Hashable, Sendable {
    /// The request was refused before anything was sent.
    case notAllowed(HTTPRefusal)
    case nameNotResolved
    /// Refused or unreachable.
    case connectionFailed
    /// The proxy of the environment did not pass the request on.
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

/// What about a request kept it from being sent.
public enum HTTPRefusal: Error, Hashable, Sendable {
    /// Not `https://host` or `https://host:port` and nothing more.
    case originMalformed
    /// Not a path that starts with a slash and holds only printable ASCII.
    case targetMalformed
    /// A name that is not a token (RFC 9110 5.6.2), or a value with anything but printable ASCII.
    case headerMalformed
    /// A header that belongs to the transport, such as `Content-Length`.
    case headerReserved
    /// Unencrypted HTTP to a host that is not this computer.
    case plainTextBeyondLoopback
    /// A body in a request that is not a `POST`.
    case bodyMisplaced
    /// A limit that is not positive.
    case limitMalformed
}

/// Why no encrypted connection could be made.
public enum TLSProblem: Error, Hashable, Sendable {
    /// The certificate's issuer is not among those trusted.
    case untrustedIssuer
    /// The server's certificate was issued by itself and is not trusted.
    case selfSigned
    /// Now is outside the certificate's period of validity, before or after.
    case expired
    /// The certificate is for another host.
    case wrongHost
    /// The server speaks nothing newer than TLS 1.1.
    case oldProtocol
    /// Cut, or no common way to encrypt; also what a server that does not speak TLS looks like.
    case handshakeFailed
    /// The request's own file of trusted certificates cannot be read or holds none.
    case certificateFileUnreadable
    /// It is no plain file, or larger than any such file.
    case certificateFileUnsuitable
    case other
}

/// Why the proxy of the environment did not pass a request on.
public enum ProxyProblem: Hashable, Sendable {
    /// Its name cannot be resolved, or nothing listens there.
    case unreachable
    /// It wants a login, or does not accept the one it was given.
    case loginWanted
    /// It does not connect to this host. With the status of its reply, where it speaks HTTP.
    case refused(status: Int?)
    /// It accepted the request, but could not reach the host.
    case destinationUnreachable(status: Int?)
    /// It redirects to a page at which the user of the network has to sign in.
    case signInPage(status: Int)
    /// No encrypted connection to the proxy itself could be made.
    case tls(TLSProblem)
    /// It answered something else.
    case failed(status: Int?)
}
