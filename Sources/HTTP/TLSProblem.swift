/// Why no encrypted connection came about.
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
