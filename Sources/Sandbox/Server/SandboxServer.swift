import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// A local exchange on a loopback port, speaking HTTP/1.1. It checks signatures, clocks, permissions, addresses,
/// environments and rates like the real one, serves the pages and calls of the Fast API, and can be told to misbehave: by its configuration, by `faults`, or from outside
/// by the control paths (`ControlAPI`). Streams are served on the same ports; those of demo trading have ports of their own.
public final class SandboxServer: Sendable {
    /// The port it listens on.
    public let port: Int
    /// What it was started with.
    public let configuration: SandboxConfiguration

    /// The ports of the other sites.
    private let otherPorts: [SandboxSite: Int]
    /// The ports at which streams are those of demo trading.
    private let demoPorts: [SandboxSite: Int]
    private let exchange: LocalExchange
    private let group: MultiThreadedEventLoopGroup
    private let clock: MarketClock

    private static let greatestConnectionCount = 256
    private static let idleSeconds: Int64 = 75

    private init(
        port: Int, otherPorts: [SandboxSite: Int], demoPorts: [SandboxSite: Int], exchange: LocalExchange,
        group: MultiThreadedEventLoopGroup
    ) {
        self.port = port
        self.otherPorts = otherPorts
        self.demoPorts = demoPorts
        configuration = exchange.configuration
        self.exchange = exchange
        self.group = group
        clock = MarketClock(exchange, on: group.next())
        let clock = clock
        exchange.whenMovementChanges { [weak clock] in clock?.follow() }
        clock.follow()
    }

    /// The base address for clients, such as `http://127.0.0.1:8080`.
    public var origin: String { origin(port: port) }

    /// The base address of each site.
    public var origins: [SandboxSite: String] {
        otherPorts.mapValues(origin(port:)).merging([configuration.site: origin]) { $1 }
    }

    /// The base address of the streams of each site, such as `ws://127.0.0.1:8080`. An environment has an address of its own.
    public func streamOrigins(_ environment: SandboxEnvironment) -> [SandboxSite: String] {
        switch environment {
        case .live: origins.mapValues { "ws" + $0.dropFirst("http".utf8.count) }
        case .demo: demoPorts.mapValues { "ws" + origin(port: $0).dropFirst("http".utf8.count) }
        }
    }

    private func origin(port: Int) -> String {
        "http://" + (configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host) + ":\(port)"
    }

    /// The requests seen so far.
    public var log: SandboxLog { exchange.log }

    /// The faults in force; those that happen a number of times count down and go.
    public var faults: [SandboxFault] {
        get { exchange.faults }
        set { exchange.faults = newValue }
    }

    /// The accounts as they are now, with what clients have changed.
    public var accounts: [SandboxAccount] {
        get { exchange.accounts }
        set { exchange.accounts = newValue }
    }

    /// Has the owner of an account do something on the exchange's website.
    @discardableResult
    public func act(_ action: SandboxUserAction, as account: SandboxAccount.ID) -> SandboxUserOutcome {
        exchange.act(action, as: account)
    }

    /// Has an account trade at the price of the moment.
    @discardableResult
    public func trade(_ trade: SandboxTrade, as account: SandboxAccount.ID) -> SandboxTradeOutcome {
        exchange.trade(trade, as: account)
    }

    /// Has the prices take steps at once, and who trades by itself trade.
    public func step(_ count: Int = 1) { exchange.step(count) }

    /// Whether prices move by themselves.
    public var isMoving: Bool {
        get { exchange.isMoving }
        set { exchange.isMoving = newValue }
    }

    /// Tells the streams that are open now that the exchange restarts after that long, and ends them then.
    public func announceRestart(afterMilliseconds: Int64) { exchange.announceRestart(afterMilliseconds: afterMilliseconds) }

    /// How many streams are open.
    public var streamCount: Int { exchange.streams.count }

    /// The sandbox's clock minus the real one.
    public var clockOffsetMilliseconds: Int64 {
        get { exchange.clockOffsetMilliseconds }
        set { exchange.clockOffsetMilliseconds = newValue }
    }

    /// `sampleKeysJSON` of the configuration, with the address in `origin`.
    public var sampleKeysJSON: String {
        configuration.sampleKeysJSON(origin: origin, sites: origins, streams: (streamOrigins(.live), streamOrigins(.demo)))
    }

    /// Listens, and returns when clients can connect.
    public static func start(_ configuration: SandboxConfiguration) async throws(SandboxError) -> SandboxServer {
        guard (0...65_535).contains(configuration.port) else { throw .portOutOfRange(configuration.port) }
        guard isLoopback(configuration.host) else { throw .hostNotLoopback(configuration.host) }
        let exchange = LocalExchange(configuration)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let channel = try await bootstrap(group: group, exchange: exchange, site: configuration.site, environment: .live)
                .bind(host: configuration.host, port: configuration.port).get()
            let port = channel.localAddress?.port ?? configuration.port
            let otherSites = configuration.otherSites.filter { $0 != configuration.site }
            // The next ports, so that a configuration that names them holds.
            let doors = otherSites.map { ($0, SandboxEnvironment.live) } + ([configuration.site] + otherSites).map { ($0, .demo) }
            var ports: [SandboxEnvironment: [SandboxSite: Int]] = [:]
            for (number, (site, environment)) in doors.enumerated() {
                let wanted = configuration.port == 0 || port + number + 1 > 65_535 ? 0 : port + number + 1
                ports[environment, default: [:]][site] = try await listen(
                    bootstrap(group: group, exchange: exchange, site: site, environment: environment), configuration.host, wanted: wanted)
            }
            return SandboxServer(
                port: port, otherPorts: ports[.live] ?? [:], demoPorts: ports[.demo] ?? [:], exchange: exchange, group: group)
        } catch {
            try? await group.shutdownGracefully()
            let code = (error as? IOError)?.errnoCode ?? 0
            throw code == EADDRINUSE ? .portTaken(configuration.port) : .cannotListen(errno: code)
        }
    }

    /// Ends every connection and stops listening. A second call does nothing.
    public func stop() async {
        try? await group.shutdownGracefully()
    }

    /// Listens at a port, or at any that is free where another program has it.
    private static func listen(_ bootstrap: ServerBootstrap, _ host: String, wanted: Int) async throws -> Int? {
        do {
            return try await bootstrap.bind(host: host, port: wanted).get().localAddress?.port
        } catch {
            guard wanted != 0 else { throw error }
            return try await bootstrap.bind(host: host, port: 0).get().localAddress?.port
        }
    }

    private static func bootstrap(
        group: MultiThreadedEventLoopGroup, exchange: LocalExchange, site: SandboxSite, environment: SandboxEnvironment
    ) -> ServerBootstrap {
        let connections = ConnectionCount(limit: greatestConnectionCount)
        return ServerBootstrap(group: group)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(
                ChannelOptions.writeBufferWaterMark,
                value: .init(low: StreamConnection.greatestBacklog / 2, high: StreamConnection.greatestBacklog)
            )
            .childChannelInitializer { channel in
                guard connections.enter() else { return channel.close() }
                channel.closeFuture.whenComplete { _ in connections.leave() }
                return channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(IdleStateHandler(allTimeout: .seconds(idleSeconds)))
                    let bounds = RequestBounds()
                    let upgrade = StreamUpgrade.configuration(exchange, site: site, environment: environment)
                    try pipeline.addHandler(bounds)
                    try pipeline.configureHTTPServerPipeline(
                        withPipeliningAssistance: true,
                        withServerUpgrade: upgrade,
                        withErrorHandling: true)
                    try pipeline.addHandler(ConnectionReader(exchange: exchange, site: site, bounds: bounds, upgrade: upgrade))
                }
            }
    }

    private static func isLoopback(_ host: String) -> Bool {
        AddressRange("127.0.0.0/8")?.contains(host) == true || AddressRange("::1")?.contains(host) == true
    }
}

/// Why a sandbox could not be started.
public enum SandboxError: Error, Hashable, Sendable {
    /// Another program listens on this port.
    case portTaken(Int)
    /// The host is no loopback address; a sandbox listens on nothing else.
    case hostNotLoopback(String)
    /// The port is outside 0 to 65535.
    case portOutOfRange(Int)
    /// The operating system refused, with this `errno`; 0 when it gave none.
    case cannotListen(errno: Int32)
}
