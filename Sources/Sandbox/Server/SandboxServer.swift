import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Local exchanges on loopback ports, speaking HTTP/1.1 and WebSocket. They check signatures, clocks, permissions, addresses,
/// environments and rates like the real ones, and can be told to misbehave: by their configuration, by `faults`, or from outside
/// by the control paths (`ControlAPI`). Each host of each environment that an exchange has listens at a port of its own.
///
/// Where nothing else is said, what can be asked and done is about the first of the exchanges.
public final class SandboxServer: Sendable {
    /// What it was started with.
    public let configuration: SandboxConfiguration
    /// What it plays; at least one.
    public let exchanges: [PlayedExchange]
    /// The port of the first exchange's first door.
    public let port: Int

    private let group: MultiThreadedEventLoopGroup
    private let clocks: [MarketClock]

    private static let greatestConnectionCount = 256
    private static let idleSeconds: Int64 = 75

    private init(_ configuration: SandboxConfiguration, exchanges: [PlayedExchange], port: Int, group: MultiThreadedEventLoopGroup) {
        self.configuration = configuration
        self.exchanges = exchanges
        self.port = port
        self.group = group
        let loop = group.next()
        clocks = exchanges.map { MarketClock($0.exchange, on: loop) }
        for (played, clock) in zip(exchanges, clocks) {
            played.exchange.whenMovementChanges { [weak clock] in clock?.follow() }
            clock.follow()
        }
    }

    /// The base address for clients, such as `http://127.0.0.1:8080`.
    public var origin: String { SandboxOrigin(host: configuration.host, port: port).address(for: .requests) }

    private var first: PlayedExchange { exchanges[0] }

    /// The requests seen so far.
    public var log: SandboxLog { first.log }

    /// The faults in force; those that happen a number of times count down and go.
    public var faults: [SandboxFault] {
        get { first.faults }
        set { first.faults = newValue }
    }

    /// Has the prices take steps at once, and who trades by itself trade.
    public func step(_ count: Int = 1) { first.step(count) }

    /// Whether prices move by themselves.
    public var isMoving: Bool {
        get { first.isMoving }
        set { first.isMoving = newValue }
    }

    /// Tells the streams that are open now that the exchange restarts after that long, and ends them then.
    public func announceRestart(afterMilliseconds: Int64) { first.announceRestart(afterMilliseconds: afterMilliseconds) }

    /// How many streams are open.
    public var streamCount: Int { first.streamCount }

    /// The exchange's clock minus the real one.
    public var clockOffsetMilliseconds: Int64 {
        get { first.clockOffsetMilliseconds }
        set { first.clockOffsetMilliseconds = newValue }
    }

    /// Listens, and returns when clients can connect.
    public static func start(_ configuration: SandboxConfiguration) async throws(SandboxError) -> SandboxServer {
        guard (0...65_535).contains(configuration.port) else { throw .portOutOfRange(configuration.port) }
        guard isLoopback(configuration.host) else { throw .hostNotLoopback(configuration.host) }
        let kinds = configuration.exchanges.isEmpty ? SandboxExchange.allCases : configuration.exchanges
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            var played: [PlayedExchange] = []
            var ports: [Int] = []
            for exchange in kinds.map({ $0.make(configuration) }) {
                var origins: [SandboxDoor: SandboxOrigin] = [:]
                for door in exchange.doors {
                    let bootstrap = bootstrap(group: group, exchange: exchange, door: door)
                    let port = try await listen(bootstrap, configuration, number: ports.count)
                    ports.append(port)
                    origins[door] = SandboxOrigin(host: configuration.host, port: port)
                }
                played.append(PlayedExchange(exchange, at: origins))
            }
            return SandboxServer(configuration, exchanges: played, port: ports.first ?? configuration.port, group: group)
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

    /// Listens at the next port, so that a configuration that names it holds, or at any that is free where another program has it. The
    /// first one has to be that of the configuration.
    private static func listen(_ bootstrap: ServerBootstrap, _ configuration: SandboxConfiguration, number: Int) async throws -> Int {
        let next = configuration.port + number
        let wanted = configuration.port == 0 || next > 65_535 ? 0 : next
        do {
            return try await bootstrap.bind(host: configuration.host, port: wanted).get().localAddress?.port ?? wanted
        } catch {
            guard wanted != 0, number > 0 else { throw error }
            return try await bootstrap.bind(host: configuration.host, port: 0).get().localAddress?.port ?? 0
        }
    }

    private static func bootstrap(group: MultiThreadedEventLoopGroup, exchange: any LocalExchange, door: SandboxDoor) -> ServerBootstrap {
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
                    let upgrade = StreamUpgrade.configuration(exchange, door: door)
                    try pipeline.addHandler(bounds)
                    try pipeline.configureHTTPServerPipeline(
                        withPipeliningAssistance: true,
                        withServerUpgrade: upgrade,
                        withErrorHandling: true)
                    try pipeline.addHandler(ConnectionReader(exchange: exchange, door: door, bounds: bounds, upgrade: upgrade))
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
