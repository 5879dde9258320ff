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
