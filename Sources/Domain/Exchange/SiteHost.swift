/// One of the hosts that an exchange's sites consist of, as the exchange's profile declares it.
public struct SiteHost: Hashable, Sendable, Identifiable {
    /// The name by which a configuration gives its address, such as `rest`.
    public let id: String
    /// Requests over HTTP, or a stream over WebSocket.
    public let traffic: Traffic
    /// Whether keys are ever sent to this host.
    public let keys: Keys

    /// What goes over the connection.
    public enum Traffic: Hashable, Sendable {
        /// Requests and replies, over HTTP.
        case requests
        /// What the exchange sends by itself, over WebSocket.
        case stream

        /// How its addresses begin: encrypted, and in the open for this computer itself.
        public var schemes: (encrypted: String, open: String) {
            switch self {
            case .requests: ("https", "http")
            case .stream: ("wss", "ws")
            }
        }
    }

    /// Whether anybody signs in there.
    public enum Keys: Hashable, Sendable {
        case sent
        /// Nothing that belongs to a key ever goes there.
        case neverSent
    }

    /// A host for requests to which keys are sent, unless something else is said.
    public init(_ id: String, _ traffic: Traffic = .requests, keys: Keys = .sent) {
        self.id = id
        self.traffic = traffic
        self.keys = keys
    }
}

/// Where a site is in one environment. What is absent is not offered there.
public struct SiteAddresses: Hashable, Sendable {
    /// Scheme, host and port of the pages; without a trailing slash.
    public let web: String
    /// Scheme, host and port of each host; without a trailing slash.
    public let hosts: [SiteHost: String]

    /// Pages, and hosts with their addresses.
    public init(web: String, _ hosts: [SiteHost: String]) {
        self.web = web
        self.hosts = hosts
    }
}
