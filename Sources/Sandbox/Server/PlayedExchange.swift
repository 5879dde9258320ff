/// An exchange that a running sandbox plays, and where.
public struct PlayedExchange: Sendable {
    let exchange: any LocalExchange
    private let origins: [SandboxDoor: SandboxOrigin]

    init(_ exchange: any LocalExchange, at origins: [SandboxDoor: SandboxOrigin]) {
        self.exchange = exchange
        self.origins = origins
    }

    /// The id of the exchange, as the client knows it.
    public var id: String { exchange.id }

    /// The site that it plays first.
    public var mainSite: String { exchange.doors.first?.site ?? "" }

    /// The sample accounts that it began with.
    public var samples: [SandboxSample] { exchange.samples }

    /// The OAuth client that it has approved; `nil` where it offers nothing of the kind.
    public var oauthClient: SandboxOAuthClient? { exchange.oauthClient }

    /// Where each of its hosts is, such as `http://127.0.0.1:8080` for requests and `ws://127.0.0.1:8081` for streams.
    public var addresses: [(host: SandboxHost, address: String)] {
        exchange.hosts.compactMap { host in origins[host.door].map { (host, $0.address(for: host.traffic)) } }
    }

    /// The base address of a host.
    public func address(_ site: String, _ environment: String, _ traffic: SandboxHost.Traffic, host: String? = nil) -> String? {
        addresses.first {
            $0.host.site == site && $0.host.environment == environment && $0.host.traffic == traffic
                && (host ?? $0.host.name) == $0.host.name
        }?.address
    }

    /// The port of a door.
    public func port(_ door: SandboxDoor) -> Int? { origins[door]?.port }

    /// The requests seen so far.
    public var log: SandboxLog { exchange.log }

    /// The faults in force; those that happen a number of times count down and go.
    public var faults: [SandboxFault] {
        get { exchange.faults }
        nonmutating set { exchange.faults = newValue }
    }

    /// Has the prices take steps at once, and who trades by itself trade.
    public func step(_ count: Int = 1) { exchange.step(count) }

    /// Whether prices move by themselves.
    public var isMoving: Bool {
        get { exchange.isMoving }
        nonmutating set { exchange.isMoving = newValue }
    }

    /// Tells the streams that are open now that the exchange restarts after that long, and ends them then.
    public func announceRestart(afterMilliseconds: Int64) { exchange.announceRestart(afterMilliseconds: afterMilliseconds) }

    /// How many streams are open.
    public var streamCount: Int { exchange.openStreams.count }

    /// The exchange's clock minus the real one.
    public var clockOffsetMilliseconds: Int64 {
        get { exchange.clockOffsetMilliseconds }
        nonmutating set { exchange.clockOffsetMilliseconds = newValue }
    }
}

/// An address of this machine at which something listens.
struct SandboxOrigin: Hashable, Sendable {
    let host: String
    let port: Int

    /// Scheme, host and port.
    func address(for traffic: SandboxHost.Traffic) -> String {
        (traffic == .requests ? "http://" : "ws://") + (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
    }
}
