/// Why the proxy of the environment did not take a request further.
public enum ProxyProblem: Hashable, Sendable {
    /// Its name is not known, or nobody answers there.
    case unreachable
    /// It wants a login, or does not accept the one it was given.
    case loginWanted
    /// It does not connect to this host. With the status of its reply, where it speaks HTTP.
    case refused(status: Int?)
    /// It would, and could not reach the host.
    case destinationUnreachable(status: Int?)
    /// It sends to a page at which the user of the network has to sign in.
    case signInPage(status: Int)
    /// No encrypted connection to the proxy itself came about.
    case tls(TLSProblem)
    /// It answered something else.
    case failed(status: Int?)
}
