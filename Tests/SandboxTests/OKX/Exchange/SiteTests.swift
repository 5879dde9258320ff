import Foundation
import JSON
import Testing

@testable import Sandbox

@Suite("Sites, environments, clocks and keys that fail")
struct SiteTests {
    private static let config = "/api/v5/account/config"

    /// Three sites in one process; a key lives in one of six cells and is let in nowhere else.
    @Test(arguments: SandboxSite.allCases, SandboxEnvironment.allCases)
    func aKeyWorksInOneCellOnly(site: SandboxSite, environment: SandboxEnvironment) async throws {
        let key = SandboxKey(
            apiKey: "00000000-0000-4000-8000-000000000001", secretKey: "0123456789ABCDEF0123456789ABCDEF",
            passphrase: "Right-Pass.1", environment: environment, site: site, label: "k")
        let account = SandboxAccount(id: "one", title: SandboxTitle(english: "", chinese: ""), keys: [key], uid: "1")
        var servers: [SandboxServer] = []
        for site in SandboxSite.allCases {
            var configuration = SandboxConfiguration()
            configuration.site = site
            configuration.accounts = [account]
            servers.append(try await SandboxServer.start(configuration))
        }
        for server in servers {
            for asked in SandboxEnvironment.allCases {
                let reply = RawClient(port: server.port)
                    .get(Self.config, as: key, changing: ["x-simulated-trading": asked == .demo ? "1" : "0"])
                let wanted = asked != environment ? "50101" : server.configuration.site != site ? "50119" : "0"
                #expect(reply?.code == wanted)
                #expect(reply?.status == (wanted == "0" ? 200 : 401))
            }
        }
        for server in servers { await server.stop() }
    }

    /// One server with an address for each site, and one set of accounts behind them.
    @Test func otherSitesHaveAddressesOfTheirOwn() async throws {
        var configuration = SandboxConfiguration()
        configuration.otherSites = [.eea, .us]
        let server = try await SandboxServer.start(configuration)
        #expect(Set(server.origins.values).count == 3 && server.origins[.global] == server.origin)
        let key = SandboxAccount.example("other-site").key
        for (site, origin) in server.origins {
            let port = try #require(origin.split(separator: ":").last.flatMap { Int($0) })
            #expect(RawClient(port: port).get(Self.config, as: key)?.code == (site == .eea ? "0" : "50119"), "\(site)")
        }
        #expect(server.log.count == 3)
        let told = try JSONDocument(parsing: Array(server.sampleKeysJSON.utf8)).root["sites"]
        for (site, origin) in server.origins { #expect(told?[site.rawValue]?.string == origin) }
        await server.stop()
    }

    @Test(arguments: [12, -12])
    func aClockFarAway(minutes: Int) async throws {
        let offset = Int64(minutes * 60_000)
        try await withSandbox({ $0.clockOffsetMilliseconds = offset }) { server, client in
            let key = SandboxAccount.example("main").key
            #expect(client.get(Self.config, as: key)?.code == "50102")
            let text = client.send("GET", "/api/v5/public/time")?.rows.first?["ts"]?.string
            let exchange = try #require(text.flatMap { Double($0) })
            let told = Date(timeIntervalSince1970: exchange / 1000)
            #expect(abs(told.timeIntervalSinceNow - Double(minutes * 60)) < 10)
            let corrected = RawClient(port: server.port, now: told)
            #expect(corrected.get(Self.config, as: key)?.code == "0")
        }
    }

    @Test(arguments: [
        ("elsewhere", "50110"), ("other-site", "50119"), ("mistyped-key", "50119"), ("wrong-secret", "50113"),
        ("wrong-passphrase", "50105"), ("mixed-up", "50101"), ("expired", "50119"), ("demo", "0"), ("withdrawal", "0"),
        ("read-only", "0"), ("hedge", "0"), ("spot", "0"), ("fixable", "0"),
    ])
    func samplesFailAsTheirTitleSays(id: String, code: String) async throws {
        try await withSandbox({ $0.callerAddress = id == "elsewhere" ? "198.51.100.9" : nil }) { _, client in
            let account = SandboxAccount.example(id)
            let reply = client.get(Self.config, as: account.key)
            #expect(reply?.code == code)
            #expect(reply?.status == (code == "0" ? 200 : 401))
            if code != "0" {
                #expect(account.title.english.contains(code) && account.title.chinese.contains(code))
            }
        }
    }

    @Test func theMixedUpKeyWorksInDemoTrading() async throws {
        try await withSandbox { _, client in
            let key = SandboxAccount.example("mixed-up").key
            #expect(client.get(Self.config, as: key, changing: ["x-simulated-trading": "1"])?.code == "0")
        }
    }

    @Test func theOtherSiteHasItsKey() async throws {
        try await withSandbox({ $0.site = .eea }) { _, client in
            #expect(client.get(Self.config, as: SandboxAccount.example("other-site").key)?.code == "0")
        }
    }

    @Test func whatTheKeysMayDo() async throws {
        try await withSandbox { _, client in
            func row(_ id: String) -> JSONView? { client.get(Self.config, as: SandboxAccount.example(id).key)?.rows.first }
            #expect(row("withdrawal")?["perm"]?.string == "read_only,withdraw,trade")
            #expect(row("read-only")?["perm"]?.string == "read_only")
            #expect(row("spot")?["acctLv"]?.string == "1")
            #expect(row("fixable")?["posMode"]?.string == "long_short_mode")
            #expect(row("fixable")?["ctIsoMode"]?.string == "autonomy")
            #expect(row("sub")?["ip"]?.string == "")
        }
    }
}
