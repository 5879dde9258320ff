/// One of the separate installations of an exchange; an account and its keys belong to one of them.
public struct Site: Hashable, Sendable, Identifiable {
    /// The short id used on the command line and in the configuration, such as `global`.
    public let id: String
    public let name: Phrase
    /// Scheme, host and port that the REST paths are appended to; without a trailing slash.
    public let restOrigin: String
    /// Scheme, host and port of the web site; without a trailing slash.
    public let webOrigin: String
    public let origin: Origin
    /// A file of certificates (PEM) to trust for this site instead of the system's.
    public let certificateFile: String?

    /// Where a site's addresses come from. Which key may go there is decided by the addresses themselves.
    public enum Origin: String, Hashable, Sendable {
        case builtIn
        case configured
        /// The local exchange that is part of the program.
        case sandbox
    }

    public init(
        id: String, name: Phrase, restOrigin: String, webOrigin: String, origin: Origin = .builtIn,
        certificateFile: String? = nil
    ) {
        self.id = id
        self.name = name
        self.restOrigin = restOrigin
        self.webOrigin = webOrigin
        self.origin = origin
        self.certificateFile = certificateFile
    }
}
