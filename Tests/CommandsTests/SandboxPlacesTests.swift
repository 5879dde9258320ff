import Domain
import Exchanges
import Sandbox
import Testing

@testable import App
@testable import Commands

/// Where the sandbox is, told to the program in two ways: the demo's sites, and what `sandbox` prints.
@Suite struct SandboxPlacesTests {
    /// A port for requests and for the streams of one environment, and another for those of the other.
    private func expectPlaces(_ site: Site, _ server: SandboxServer, _ played: SandboxSite, line: Int = #line) {
        let place = SourceLocation(fileID: #fileID, filePath: #filePath, line: line, column: 1)
        for (environment, sandboxes) in [(TradingEnvironment.live, SandboxEnvironment.live), (.demo, .demo)] {
            #expect(site.address(of: OKXHosts.rest, in: environment) == server.origins[played], sourceLocation: place)
            for host in [OKXHosts.streamPublic, OKXHosts.streamPrivate, OKXHosts.streamBusiness] {
                let address = site.address(of: host, in: environment)
                #expect(address != nil && address == server.streamOrigins(sandboxes)[played], sourceLocation: place)
            }
        }
        let live = site.address(of: OKXHosts.streamPrivate, in: .live)
        #expect(live?.hasPrefix("ws://127.0.0.1:") == true && live != site.address(of: OKXHosts.streamPrivate, in: .demo))
        #expect(site.origin == .sandbox, sourceLocation: place)
    }

    private func withServer(_ body: (SandboxServer) throws -> Void) async throws {
        let server = try await SandboxServer.start(SandboxOptions().configuration)
        let outcome = Result { try body(server) }
        await server.stop()
        try outcome.get()
    }

    @Test func theDemoKnowsItsStreams() async throws {
        try await withServer { server in
            let demo = Demo(server.exchanges)
            let sites = try #require(demo.exchanges.first).sites
            #expect(sites.map(\.id) == ["sandbox", "sandbox-eea", "sandbox-us"])
            for (site, played) in zip(sites, [SandboxSite.global, .eea, .us]) { expectPlaces(site, server, played) }
        }
    }

    /// Every host of every exchange comes out of the configuration as it was printed, and no environment has another's.
    @Test func whatIsPrintedOfAllExchangesIsOneConfiguration() async throws {
        try await withServer { server in
            var lines: [String] = []
            for played in server.exchanges {
                let profile = try #require(ExchangeRegistry.all.profiles.first { $0.id == played.id })
                lines += SandboxCommand.configuration(played, profile) + [""]
            }
            let sites = try Configuration.parse(Array(lines.joined(separator: "\n").utf8), file: "f").sites
            #expect(Set(sites.map(\.exchange)) == Set(server.exchanges.map(\.id)))
            #expect(server.exchanges.count > 1)
            for played in server.exchanges {
                let profile = try #require(ExchangeRegistry.all.profiles.first { $0.id == played.id })
                for id in SandboxSites.ids(of: played) {
                    let name = SandboxSites.name(of: id, played)
                    let site = try #require(sites.first { $0.site.id == name && $0.exchange == played.id }).site
                    let places = SandboxSites.addresses(of: id, played, in: profile)
                    let configured = site.places.mapValues(\.hosts)
                    #expect(configured == places, "\(name)")
                    #expect(!places.isEmpty)
                }
            }
        }
    }

    @Test func theDemoHasSamplesOfEveryExchange() async throws {
        try await withServer { server in
            let demo = Demo(server.exchanges)
            #expect(demo.exchanges.map(\.id) == server.exchanges.map(\.id))
            #expect(demo.exchanges.count > 1)
            for exchange in demo.exchanges {
                let samples = demo.samples.filter { $0.exchange == exchange.id }
                let keys = samples.compactMap { demo.sampleKeys[$0.id] }
                #expect(keys.count == samples.count && !samples.isEmpty)
                // A site that is closed has no address that anything could be sent to.
                #expect(exchange.sites.allSatisfy { $0.origin == .sandbox || ($0.closure != nil && $0.places.isEmpty) })
                #expect(exchange.sites.filter { $0.closure != nil }.map(\.id) == exchange.ownSites.filter { $0.closure != nil }.map(\.id))
                #expect(exchange.tellsChanges(at: exchange.sites[0], in: .live))
            }
            #expect(Set(demo.samples.map(\.id)).count == demo.samples.count)
        }
    }

    @Test func whatIsPrintedIsAConfiguration() async throws {
        try await withServer { server in
            let played = try #require(server.exchanges.first)
            let exchange = try #require(ExchangeRegistry.all.profiles.first { $0.id == played.id })
            let text = SandboxCommand.configuration(played, exchange).joined(separator: "\n")
            let sites = try Configuration.parse(Array(text.utf8), file: "f").sites
            #expect(sites.map(\.site.id) == ["sandbox", "sandbox-eea", "sandbox-us"])
            for (site, played) in zip(sites, [SandboxSite.global, .eea, .us]) { expectPlaces(site.site, server, played) }
        }
    }
}
