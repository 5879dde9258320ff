/// Where something arrives at an exchange: one host of one environment of one of its sites.
public struct SandboxDoor: Hashable, Sendable {
    /// The site, as the client calls it.
    public let site: String
    /// `live`, `demo` or `testnet`.
    public let environment: String
    /// The host among those of the environment, such as `rest`.
    public let host: String

    /// A door; nothing listens there by this alone.
    public init(site: String, environment: String, host: String) {
        self.site = site
        self.environment = environment
        self.host = host
    }
}

/// A host of an exchange as clients are told of it. Where the exchange has one address for several, they have one door.
public struct SandboxHost: Hashable, Sendable {
    /// The site, as the client calls it.
    public let site: String
    /// `live`, `demo` or `testnet`.
    public let environment: String
    /// The host's name.
    public let name: String
    /// What goes there.
    public let traffic: Traffic
    /// Where that arrives.
    public let door: SandboxDoor

    /// Requests over HTTP, or streams over WebSocket.
    public enum Traffic: Hashable, Sendable {
        case requests, streams
    }

    /// A host behind a door.
    public init(site: String, environment: String, name: String, traffic: Traffic, door: SandboxDoor) {
        self.site = site
        self.environment = environment
        self.name = name
        self.traffic = traffic
        self.door = door
    }
}
