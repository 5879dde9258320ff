import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// A local exchange on a loopback port, speaking HTTP/1.1. It checks signatures, clocks, permissions, addresses,
/// environments and rates like the real one, serves the pages and calls of the Fast API, and can be told to misbehave: by its configuration, by `faults`, or from outside
/// by `GET`, `POST` and `DELETE /sandbox/faults`, `GET /sandbox/log` and `/sandbox/writes`, `GET /sandbox/accounts`,
/// `POST /sandbox/user`, `GET` and `POST /sandbox/clock`.
public final class SandboxServer: Sendable {
    /// The port it listens on.
    public let port: Int
    /// What it was started with.
    public let configuration: SandboxConfiguration

    /// The ports of the other sites.
    private let otherPorts: [SandboxSite: Int]
    private let exchange: LocalExchange
    private let group: MultiThreadedEventLoopGroup

    private static let greatestConnectionCount = 256
    private static let idleSeconds: Int64 = 75

    private init(
        port: Int, otherPorts: [SandboxSite: Int], configuration: SandboxConfiguration, exchange: LocalExchange,
        group: MultiThreadedEventLoopGroup
    ) {
        self.port = port
        self.otherPorts = otherPorts
        self.configuration = configuration
        self.exchange = exchange
        self.group = group
    }

    /// The base address for clients, such as `http://127.0.0.1:8080`.
    public var origin: String { origin(port: port) }

    /// The base address of each site.
    public var origins: [SandboxSite: String] {
        otherPorts.mapValues(origin(port:)).merging([configuration.site: origin]) { $1 }
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

    /// The sandbox's clock minus the real one.
    public var clockOffsetMilliseconds: Int64 {
        get { exchange.clockOffsetMilliseconds }
        set { exchange.clockOffsetMilliseconds = newValue }
    }

    /// `sampleKeysJSON` of the configuration, with the address in `origin`.
    public var sampleKeysJSON: String { configuration.sampleKeysJSON(origin: origin, sites: origins) }

    /// Listens, and returns when clients can connect.
    public static func start(_ configuration: SandboxConfiguration) async throws(SandboxError) -> SandboxServer {
        guard (0...65_535).contains(configuration.port) else { throw .portOutOfRange(configuration.port) }
        guard isLoopback(configuration.host) else { throw .hostNotLoopback(configuration.host) }
        let exchange = LocalExchange(configuration)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let channel = try await bootstrap(group: group, exchange: exchange, site: configuration.site)
                .bind(host: configuration.host, port: configuration.port).get()
            let port = channel.localAddress?.port ?? configuration.port
            var otherPorts: [SandboxSite: Int] = [:]
            for (number, site) in configuration.otherSites.enumerated() where site != configuration.site {
                // The next ports, so that a configuration that names them holds; another program may have one of them.
                let wanted = configuration.port == 0 || port + number + 1 > 65_535 ? 0 : port + number + 1
                let bootstrap = bootstrap(group: group, exchange: exchange, site: site)
                let other: any Channel
                do {
                    other = try await bootstrap.bind(host: configuration.host, port: wanted).get()
                } catch {
                    guard wanted != 0 else { throw error }
                    other = try await bootstrap.bind(host: configuration.host, port: 0).get()
                }
                otherPorts[site] = other.localAddress?.port
            }
            return SandboxServer(
                port: port, otherPorts: otherPorts, configuration: configuration, exchange: exchange, group: group)
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

    private static func bootstrap(
        group: MultiThreadedEventLoopGroup, exchange: LocalExchange, site: SandboxSite
    ) -> ServerBootstrap {
        let connections = ConnectionCount(limit: greatestConnectionCount)
        return ServerBootstrap(group: group)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                guard connections.enter() else { return channel.close() }
                channel.closeFuture.whenComplete { _ in connections.leave() }
                return channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(IdleStateHandler(allTimeout: .seconds(idleSeconds)))
                    let bounds = RequestBounds()
                    try pipeline.addHandler(bounds)
                    try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
                    try pipeline.addHandler(ConnectionReader(exchange: exchange, site: site, bounds: bounds))
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
