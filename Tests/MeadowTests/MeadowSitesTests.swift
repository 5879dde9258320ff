import Core
import Crypto
import Domain
import Exchanges
import Foundation
import Testing

@testable import App
@testable import Commands
@testable import Vault

/// Where an exchange is in each of its environments, how a configuration says so, and where a key of it may go.
@Suite struct MeadowSitesTests {
    private static let exchanges = [ExchangeProfile.okx, Meadow.profile]

    private static let lab = """
        [sites.lab]
        exchange = "meadow"
        web = "https://lab.example"
        [sites.lab.hosts]
        ledger = "https://ledger.lab.example"
        field = "https://field.lab.example:8443"
        [sites.lab.hosts.testnet]
        ledger = "http://127.0.0.1:8001"
        post = "ws://127.0.0.1:8002"
        """

    private static func configured(_ text: String) throws -> [ExchangeProfile] {
        try Configuration.parse(Array(text.utf8), file: "config.toml", among: exchanges).exchanges(exchanges)
    }

    private static func site(_ id: String, _ text: String) throws -> Site {
        try #require(configured(text).last?.sites.first { $0.id == id })
    }

    // MARK: Configuration

    @Test func aConfiguredSiteNamesItsHosts() throws {
        let lab = try Self.site("lab", Self.lab)
        #expect(lab.environments == [.live, .testnet] && lab.origin == .configured && lab.name.english == "lab (ledger.lab.example)")
        #expect(lab.address(of: Meadow.ledger, in: .live) == "https://ledger.lab.example")
        #expect(lab.address(of: Meadow.field, in: .live) == "https://field.lab.example:8443")
        #expect(lab.address(of: Meadow.post, in: .live) == nil)
        #expect(lab.address(of: Meadow.ledger, in: .testnet) == "http://127.0.0.1:8001")
        #expect(lab.address(of: Meadow.field, in: .testnet) == "https://field.lab.example:8443", "named for every environment")
        #expect(lab.address(of: Meadow.post, in: .testnet) == "ws://127.0.0.1:8002")
        #expect(lab.web(in: .testnet) == "https://lab.example")
        // What is named for one environment alone is offered in that one.
        let only = try Self.site(
            "only", "[sites.only]\nexchange = \"meadow\"\n[sites.only.hosts.testnet]\nledger = \"https://l.example\"\n")
        #expect(only.environments == [.testnet] && only.address(of: Meadow.field, in: .testnet) == nil)
        #expect(only.web(in: .testnet) == "https://l.example")
        // Pages stay those of the site whose requests go elsewhere, in each environment.
        let west = try Self.site("west", "[sites.west]\nexchange = \"meadow\"\n[sites.west.hosts]\nledger = \"https://l.example\"\n")
        #expect(west.web(in: .live) == "https://meadow.example" && west.web(in: .testnet) == "https://test.meadow.example")
        #expect(Meadow.profile.keyPage(site: Meadow.profile.sites[0], environment: .testnet) == "https://test.meadow.example/keys")
    }

    @Test func aSandboxIsThisComputerWithAllItsHosts() throws {
        let text = """
            [sites.mine]
            exchange = "meadow"
            sandbox = true
            [sites.mine.hosts]
            ledger = "http://127.0.0.1:8001"
            post = "ws://localhost:8002"
            """
        #expect(try Self.site("mine", text).origin == .sandbox)
        #expect(throws: Failure.self) { try Self.configured(text.replacing("ws://localhost:8002", with: "wss://post.example")) }
    }

    @Test(
        arguments: [
            ("rest = \"https://a.example\"", "sites.x.rest", "one of exchange, hosts, web, ca_file, sandbox", 3),
            ("hosts = 3", "sites.x.hosts", "a table", 3), ("web = \"https://a.example\"", "sites.x.hosts.ledger", "which is missing", nil),
            ("[sites.x.hosts]\nbarn = \"https://a.example\"", "sites.x.hosts.barn", "one of ledger, field, post, live, testnet", 4),
            ("[sites.x.hosts]\nledger = \"http://a.example\"", "sites.x.hosts.ledger", "http only for this computer itself", 4),
            ("[sites.x.hosts]\nledger = \"wss://a.example\"", "sites.x.hosts.ledger", "https://host", 4),
            ("[sites.x.hosts]\nledger = 3", "sites.x.hosts.ledger", "text in quotes", 4),
            ("[sites.x.hosts]\nledger = \"https://a.example\"\npost = \"https://a.example\"", "sites.x.hosts.post", "wss://host", 5),
            (
                "[sites.x.hosts]\nledger = \"https://a.example\"\npost = \"ws://a.example\"", "sites.x.hosts.post",
                "ws only for this computer", 5
            ),
            ("[sites.x.hosts]\nfield = \"https://a.example\"", "sites.x.hosts.ledger", "which is missing", nil),
            ("[sites.x.hosts.demo]\nledger = \"https://a.example\"", "sites.x.hosts.demo", "instead of this unknown key", nil),
            ("[sites.x.hosts]\ntestnet = \"https://a.example\"", "sites.x.hosts.testnet", "a table", 4),
            ("[sites.x.hosts.testnet]\nbarn = \"https://a.example\"", "sites.x.hosts.testnet.barn", "one of ledger, field, post", 4),
        ] as [(String, String, String, Int?)])
    func mistakesAreNamed(text: String, key: String, expected: String, line: Int?) throws {
        let failure = try #require(throws: Failure.self) { try Self.configured("[sites.x]\nexchange = \"meadow\"\n" + text) }
        let message = failure.message.english
        #expect(failure.cause == .configurationInvalid && message.contains(key) && message.contains(expected), "\(message)")
        if let line { #expect(message.contains("line \(line)"), "\(message)") }
    }

    // MARK: A key belongs to its addresses

    private static func stored(
        _ site: String, _ addresses: [String]?, _ environment: TradingEnvironment = .live, _ origin: Site.Origin = .configured
    ) -> StoredConnection {
        StoredConnection(
            name: "clover", exchange: "meadow", site: site, siteOrigin: origin, addresses: addresses.map { $0.map { SiteAddress($0) } },
            environment: environment, method: .apiKey, futures: .used, withdrawal: .refused,
            credentials: StoredCredentials(MeadowVaultTests.secrets()), addedAt: nil)
    }

    @Test func aKeyStaysAtItsAddresses() throws {
        let known = ["https://ledger.lab.example", "https://field.lab.example:8443"]
        func resolved(_ text: String, _ stored: StoredConnection = Self.stored("lab", known)) throws -> StoredSite {
            StoredSite.resolve(stored, among: try Self.configured(text))
        }
        #expect(try resolved(Self.lab).problem == nil)
        #expect(
            try resolved(Self.lab.replacing("[sites.lab]", with: "[sites.other]").replacing("lab.hosts", with: "other.hosts")).problem
                == nil)
        // Fewer addresses are no new ones, and what is elsewhere in another environment is nothing to this key.
        #expect(try resolved(Self.lab.replacing("field = \"https://field.lab.example:8443\"\n", with: "")).problem == nil)
        #expect(try resolved(Self.lab.replacing("127.0.0.1:8001", with: "127.0.0.1:9001")).problem == nil)
        // A stream is an address too, wherever it is named; another host of the two as well.
        for (found, put) in [
            ("[sites.lab.hosts.testnet]", "post = \"wss://post.lab.example\"\n[sites.lab.hosts.testnet]"),
            ("https://field.lab.example:8443", "https://field.lab.example"),
            ("https://ledger.lab.example", "https://ledger.meadow.example"),
        ] {
            let moved = try resolved(Self.lab.replacing(found, with: put))
            #expect(moved.problem?.cause == .configurationInvalid && moved.site.places.isEmpty, "\(put)")
            let change = try #require(moved.change)
            #expect(change.before.map(\.text) == known && change.place.environment == .live)
            #expect(change.question("clover").english.contains(put.contains("post") ? "wss://post.lab.example" : "lab"))
        }
        // A stream that the key was stored for is none to ask about.
        let stream = Self.stored("lab", known + ["wss://post.lab.example"])
        let text = Self.lab.replacing("[sites.lab.hosts.testnet]", with: "post = \"wss://post.lab.example\"\n[sites.lab.hosts.testnet]")
        #expect(try resolved(text, stream).problem == nil && resolved(Self.lab, stream).problem == nil)
        let testnet = Self.stored("lab", ["http://127.0.0.1:8001", "https://field.lab.example:8443"], .testnet)
        #expect(try resolved(Self.lab, testnet).change?.place.keyAddresses.map(\.text).last == "ws://127.0.0.1:8002")
    }

    @Test func theExchangesOwnKeysStayAmongItsOwn() throws {
        // As a program stored it that knew no streams.
        let west = Self.stored("west", ["https://field.meadow.example", "https://ledger.meadow.example"], .live, .builtIn)
        #expect(StoredSite.resolve(west, among: Self.exchanges).problem == nil)
        #expect(StoredSite.resolve(Self.stored("west", nil, .live, .builtIn), among: Self.exchanges).problem == nil)
        let moved = "[sites.west]\nexchange = \"meadow\"\n[sites.west.hosts]\nledger = \"https://ledger.meadow.example\"\n"
        #expect(StoredSite.resolve(west, among: try Self.configured(moved)).problem == nil)
        let mixed = moved + "post = \"wss://post.evil.example\"\n"
        #expect(StoredSite.resolve(west, among: try Self.configured(mixed)).change != nil, "one foreign address makes it another site")
        #expect(StoredSite.resolve(Self.stored("east", west.addresses?.map(\.text)), among: Self.exchanges).change != nil)
        // What was meant for somebody's own site is not sent to the exchange's, nor looked for there.
        #expect(StoredSite.resolve(Self.stored("west", ["https://ledger.lab.example"]), among: Self.exchanges).change != nil)
        let lab = try Self.configured(Self.lab)[1]
        let place = AccountPlace(site: try #require(lab.sites.last), environment: .live)
        #expect(place.others(in: lab).map(\.environment) == [.testnet] && place.others(in: lab).map(\.site.id) == ["lab"])
    }

    /// A site that does not offer the environment of a key is not contacted, whatever it is called.
    @Test func anEnvironmentThatIsNotOffered() throws {
        let resolved = StoredSite.resolve(Self.stored("east", nil, .testnet, .builtIn), among: Self.exchanges)
        #expect(resolved.problem?.cause == .wrongEnvironment && resolved.change == nil && resolved.site.places.isEmpty)
        #expect(resolved.problem?.message.english == "The site “east” does not offer a testnet.")
        #expect(resolved.problem?.remedy.map(\.english) == ["It offers: live trading."])
    }

    /// Only environments that a site has are asked.
    @Test func whereAKeyIsLookedFor() {
        let (west, east) = (Meadow.profile.sites[0], Meadow.profile.sites[1])
        let others = AccountPlace(site: west, environment: .live).others(in: Meadow.profile)
        #expect(others == [AccountPlace(site: west, environment: .testnet), AccountPlace(site: east, environment: .live)])
        #expect(Meadow.profile.environments == [.live, .testnet])
    }

    /// Nothing is sent to a site that is closed, from nowhere.
    @Test func aClosedSiteHasNoPlace() throws {
        let north = try #require(Meadow.profile.sites.last)
        #expect(north.closure?.failure.cause == .featureUnavailable && north.closure?.failure.cause.exitCode == 15)
        #expect(north.environments.isEmpty && north.web(in: .live) == "https://north.meadow.example")
        #expect(Meadow.profile.keyPage(site: north, environment: .testnet) == "https://north.meadow.example/keys")
        for site in Meadow.profile.sites {
            for environment in TradingEnvironment.allCases {
                #expect(north.keyAddresses(in: environment).isEmpty)
                let others = AccountPlace(site: site, environment: environment).others(in: Meadow.profile)
                #expect(!others.contains { $0.site == north })
            }
        }
        // A connection that was stored when it was open says the same.
        let resolved = StoredSite.resolve(Self.stored("north", ["https://ledger.north.example"], .live, .builtIn), among: Self.exchanges)
        #expect(resolved.problem == north.closure?.failure && resolved.site.places.isEmpty && resolved.change == nil)
        // One that the configuration puts in its place is open, and no site of the exchange's.
        let own = try Self.site("north", "[sites.north]\nexchange = \"meadow\"\n[sites.north.hosts]\nledger = \"https://l.example\"\n")
        #expect(own.closure == nil && own.environments == [.live, .testnet])
        #expect(!own.isOfOneFamily(with: Meadow.profile.sites[0], of: Meadow.profile))
    }

    @Test func addressesInOneSpelling() {
        #expect(SiteAddress("WSS://Post.example:443/") == SiteAddress("wss://post.example"))
        #expect(SiteAddress("ws://127.0.0.1:80") == SiteAddress("ws://127.0.0.1"))
        #expect(SiteAddress("wss://post.example:8443") != SiteAddress("wss://post.example"))
        #expect(SiteAddress("wss://post.example") != SiteAddress("https://post.example"))
    }

    // MARK: The vault

    private func text(of document: ConnectionsDocument) throws -> String {
        try DocumentWriter.write(document, path: "vault.age").plain.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    private func read(_ text: String) throws -> ConnectionsDocument {
        try Array(text.utf8).withUnsafeBytes { try DocumentReader.read(WipedBytes(copying: $0), path: "vault.age") }
    }

    @Test func programsOfBeforeCanReadATestnet() throws {
        let place = AccountPlace(site: Meadow.profile.sites[0], environment: .testnet)
        var document = ConnectionsDocument()
        try document.add(Self.stored("west", place.keyAddresses.map(\.text), .testnet, .builtIn))
        let text = try text(of: document)
        let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let entry = try #require((object["connections"] as? [[String: Any]])?.first)
        #expect(entry["environment"] as? String == "demo" && entry["environment_name"] as? String == "testnet")
        #expect(entry["addresses"] as? [String] == ["https://ledger.test.meadow.example"])
        #expect(entry["stream_addresses"] as? [String] == ["wss://post.test.meadow.example"])
        let again = try #require(read(text).connections.first)
        #expect(again.environment == .testnet && Set(again.addresses ?? []) == Set(place.keyAddresses))
        // A program of before takes both members for something newer, and writes them back.
        let old = text.replacing("\"environment_name\"", with: "\"newer\"").replacing("\"stream_addresses\"", with: "\"newer_too\"")
        #expect(try read(old).connections.first?.environment == .demo)
        let rewritten = try self.text(of: read(old)).replacing("\"newer\"", with: "\"environment_name\"")
        #expect(try read(rewritten.replacing("\"newer_too\"", with: "\"stream_addresses\"")).connections.first?.environment == .testnet)
        for wrong in [
            text.replacing(": \"testnet\"", with: ": \"moon\""),
            text.replacing("\"stream_addresses\": [", with: "\"stream_addresses\": 3, \"x\": ["),
        ]
        where wrong != text {
            #expect(throws: VaultProblem.self) { try read(wrong) }
        }
    }

    /// What is compared by programs of before is what they would have written themselves.
    @Test func okxIsWrittenAsItWas() throws {
        for site in ExchangeProfile.okx.sites {
            for environment in site.environments {
                let place = AccountPlace(site: site, environment: environment)
                var document = ConnectionsDocument()
                try document.add(
                    StoredConnection(
                        name: "main", exchange: "okx", site: site.id, siteOrigin: .builtIn, addresses: place.keyAddresses,
                        environment: environment, method: .apiKey, futures: .used, withdrawal: .refused,
                        credentials: StoredCredentials(
                            KeyValues(
                                apiKey: SecretBytes("k".utf8),
                                [(.secretKey, SecretBytes("s".utf8)), (.passphrase, SecretBytes("p".utf8))])), addedAt: nil))
                let text = try text(of: document)
                let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
                let entry = try #require((object["connections"] as? [[String: Any]])?.first)
                let rest = try #require(place.address(of: OKXHosts.rest))
                #expect(entry["addresses"] as? [String] == [rest] && entry["environment"] as? String == environment.rawValue)
                #expect(entry["environment_name"] == nil && (entry["stream_addresses"] as? [String])?.count == 1)
                // And the vault of such a program opens without a question.
                var before = try #require(read(text).connections.first)
                before.addresses = [SiteAddress(rest)]
                #expect(StoredSite.resolve(before, among: [.okx]).problem == nil)
            }
        }
    }
}
