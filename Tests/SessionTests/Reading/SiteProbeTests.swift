import Crypto
import Domain
import Exchanges
import HTTP
import Sandbox
import TestSupport
import Testing

@testable import Session

/// The search for the one place of six in which a key is valid.
@Suite struct SiteProbeTests {
    struct Cell: Sendable, CustomTestStringConvertible {
        let site: SandboxSite
        let environment: SandboxEnvironment

        var testDescription: String { "\(site) \(environment)" }

        static let all = SandboxSite.allCases.filter { ["global", "eea", "us"].contains($0.rawValue) }.flatMap { site in
            [SandboxEnvironment.live, .demo].map { Cell(site: site, environment: $0) }
        }

        var place: TradingEnvironment { environment == .live ? .live : .demo }
    }

    /// The sites of one exchange, each a sandbox.
    struct World {
        let servers: [SandboxServer]
        let exchange: ExchangeProfile
        let handle: KeyHandle
        let transport = HTTPTransport(userAgent: "tidegate-tests")

        init(_ cell: Cell, origin: Site.Origin = .configured, key change: (inout SandboxKey) -> Void = { _ in }) async throws {
            var accounts = SandboxAccount.examples
            let index = try #require(accounts.firstIndex { $0.id == "main" })
            accounts[index].keys[0].site = cell.site
            accounts[index].keys[0].environment = cell.environment
            change(&accounts[index].keys[0])
            let key = accounts[index].keys[0]
            var servers: [SandboxServer] = []
            var exchange = ExchangeProfile.okx
            for (number, site) in exchange.sites.enumerated() {
                var configuration = SandboxConfiguration()
                configuration.accounts = accounts
                configuration.site = try #require(SandboxSite(rawValue: site.id))
                let server = try await SandboxServer.start(configuration)
                servers.append(server)
                exchange.sites[number] = Site(
                    id: site.id, name: site.name, restOrigin: server.origin, webOrigin: server.origin, origin: origin)
            }
            self.servers = servers
            self.exchange = exchange
            handle = KeyHandle(
                apiKey: SecretBytes(key.apiKey.utf8), secretKey: SecretBytes(key.secretKey.utf8),
                passphrase: SecretBytes(key.passphrase.utf8))
        }

        func target(_ place: AccountPlace) -> AccountRequest {
            AccountRequest(exchange: "okx", site: place.site, environment: place.environment, key: handle)
        }

        func close() async {
            transport.shutDown()
            for server in servers { await server.stop() }
        }
    }

    /// Whatever place the user named, the right one is found.
    @Test(arguments: Cell.all) func theOnePlaceIsFoundFromEveryOther(cell: Cell) async throws {
        let world = try await World(cell)
        let reader = AccountReader(transport: world.transport, limits: SandboxRequest.quickLimits, budget: RateBudget())
        let right = AccountPlace(site: try #require(world.exchange.sites.first { $0.id == cell.site.rawValue }), environment: cell.place)
        for site in world.exchange.sites {
            for environment in site.environments {
                let here = AccountPlace(site: site, environment: environment)
                guard here != right else { continue }
                let result = await reader.read(world.target(here))
                guard case .failure(let failure) = result, failure.cause.traits.mayBeElsewhere else {
                    Issue.record("\(here) gave \(result)")
                    continue
                }
                let findings = await reader.probe(world.target(here), among: here.others(in: world.exchange))
                #expect(findings.place == right)
                #expect(findings.answers.count == 5)
            }
        }
        await world.close()
    }

    /// Each place is asked once, with one signed read.
    @Test func oneSignedReadEach() async throws {
        let world = try await World(Cell(site: .us, environment: .demo))
        let here = AccountPlace(site: world.exchange.sites[0], environment: .live)
        _ = await AccountReader(transport: world.transport, limits: SandboxRequest.quickLimits, budget: RateBudget()).probe(
            world.target(here), among: here.others(in: world.exchange))
        for (number, server) in world.servers.enumerated() {
            #expect(server.log.entries.count { $0.path == "/api/v5/account/config" } == (number == 0 ? 1 : 2))
            #expect(server.log.entries.count { $0.path == "/api/v5/public/time" } == 1)
            #expect(server.log.count == (number == 0 ? 2 : 3))
        }
        await world.close()
    }

    @Test func aPlaceWhereOnlySomethingElseIsWrongIsFoundToo() async throws {
        let world = try await World(Cell(site: .eea, environment: .live)) { $0.boundAddresses = ["203.0.113.7"] }
        let here = AccountPlace(site: world.exchange.sites[0], environment: .live)
        let findings = await AccountReader(transport: world.transport, limits: SandboxRequest.quickLimits, budget: RateBudget()).probe(
            world.target(here), among: here.others(in: world.exchange))
        #expect(findings.place == AccountPlace(site: world.exchange.sites[1], environment: .live))
        let verdict = findings.answers.first { $0.place == findings.place }?.verdict
        guard case .known(let failure)? = verdict else {
            Issue.record("\(String(describing: verdict))")
            return
        }
        #expect(failure.cause == .ipNotAllowed)
        await world.close()
    }

    @Test func aSiteThatDoesNotAnswerLeavesTheOthers() async throws {
        let world = try await World(Cell(site: .us, environment: .live))
        await world.servers[1].stop()
        world.servers[2].clockOffsetMilliseconds = 720_000
        let here = AccountPlace(site: world.exchange.sites[0], environment: .live)
        let findings = await AccountReader(transport: world.transport, limits: SandboxRequest.quickLimits, budget: RateBudget()).probe(
            world.target(here), among: here.others(in: world.exchange))
        #expect(findings.place?.site.id == "us")
        for answer in findings.answers where answer.place.site.id == "eea" {
            guard case .noAnswer(let failure) = answer.verdict else {
                Issue.record("\(answer)")
                continue
            }
            #expect(failure.cause == .networkUnreachable)
        }
        await world.close()
    }

    @Test func nothingIsFoundWhereThereIsNothing() async throws {
        let world = try await World(Cell(site: .us, environment: .live)) { $0.site = .global }
        let here = AccountPlace(site: world.exchange.sites[0], environment: .live)
        let others = here.others(in: world.exchange)
        let findings = await AccountReader(transport: world.transport, limits: SandboxRequest.quickLimits, budget: RateBudget()).probe(
            world.target(here), among: others)
        #expect(findings.place == nil && findings.answers.map(\.place) == others)
        await world.close()
    }
}
