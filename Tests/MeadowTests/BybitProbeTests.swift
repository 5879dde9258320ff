import Core
import Crypto
import Domain
import Exchanges
import Foundation
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import App
@testable import Commands
@testable import Session

/// A key that Bybit does not know is looked for at its other sites and environments, and nowhere else.
@Suite struct BybitProbeTests {
    /// Bybit in one place: it knows the key or not, and counts what it is asked.
    final class Cell: Sendable {
        let host: ScriptedExchange
        let place: String
        private let log: Log

        init(_ place: String, says code: Int) throws {
            self.place = place
            let log = Log()
            self.log = log
            let reply = Self.body(code)
            host = try ScriptedExchange { _, target in
                log.note(target)
                let now = Int64(Date().timeIntervalSince1970 * 1_000)
                let body = target.hasPrefix("/v5/market/time") ? Self.body(0) : reply
                return ScriptedExchange.Reply(body.replacing("NOW", with: "\(now)"))
            }
        }

        /// What was asked with a key.
        var signed: [String] { log.targets.filter { !$0.hasPrefix("/v5/market/time") } }
        var isUntouched: Bool { log.targets.isEmpty }

        private static func body(_ code: Int) -> String {
            let result = code == 0 ? #"{"unifiedMarginStatus":5,"marginMode":"ISOLATED_MARGIN"}"# : "{}"
            return #"{"retCode":\#(code),"retMsg":"told","result":\#(result),"retExtInfo":{},"time":NOW}"#
        }
    }

    final class Log: Sendable {
        private let all = Mutex<[String]>([])
        var targets: [String] { all.withLock { $0 } }
        func note(_ target: String) { all.withLock { $0.append(target) } }
    }

    /// Every place of Bybit, each at an address of its own on this computer, and two more sites that are somebody else's.
    struct World {
        let cells: [Cell]
        let exchange: ExchangeProfile
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        let key = KeyHandle(
            KeyValues(apiKey: SecretBytes(BybitKeys.key.utf8), [(.secretKey, SecretBytes(BybitKeys.secret.utf8))]))

        /// `code` tells what each place answers.
        init(_ code: (String) -> Int) throws {
            var cells: [Cell] = []
            func moved(_ site: Site, _ origin: Site.Origin) throws -> Site {
                guard site.closure == nil else { return site }
                var places: [TradingEnvironment: SiteAddresses] = [:]
                for environment in site.environments {
                    let name = "\(site.id) \(environment.rawValue)"
                    let cell = try Cell(name, says: code(name))
                    cells.append(cell)
                    places[environment] = SiteAddresses(web: cell.host.origin, [BybitHosts.rest: cell.host.origin])
                }
                return Site(id: site.id, name: site.name, places: places, origin: origin)
            }
            var exchange = ExchangeProfile.bybit
            exchange.sites = try exchange.sites.map { try moved($0, .configured) }
            let global = try #require(ExchangeProfile.bybit.sites.first)
            for (id, origin) in [("lab", Site.Origin.configured), ("sandbox", .sandbox)] {
                exchange.sites.append(try moved(Site(id: id, name: global.name, places: global.places), origin))
            }
            self.exchange = exchange
            self.cells = cells
        }

        func place(_ id: String, _ environment: TradingEnvironment) throws -> AccountPlace {
            AccountPlace(site: try #require(exchange.sites.first { $0.id == id }), environment: environment)
        }

        func probe(_ here: AccountPlace) async -> ProbeFindings {
            let reader = AccountReader(transport: transport, limits: ReadingLimits(), budget: RateBudget())
            return await reader.probe(
                AccountRequest(exchange: "bybit", site: here.site, environment: here.environment, key: key),
                among: here.others(in: exchange))
        }

        /// What was asked with the key at each place that was asked at all.
        var asked: [String: [String]] { Dictionary(uniqueKeysWithValues: cells.filter { !$0.isUntouched }.map { ($0.place, $0.signed) }) }

        func close() {
            transport.shutDown()
            for cell in cells { cell.host.close() }
        }
    }

    private static let own = [
        "global live", "global demo", "global testnet", "nl live", "tr live", "kz live", "ge live", "ae live", "id live", "jp live",
        "jp testnet",
    ]

    /// One signed call at every other place of Bybit's own, and none at those that are somebody else's.
    @Test(arguments: [
        ("global demo", Cause.wrongEnvironment), ("global testnet", .wrongEnvironment), ("kz live", .wrongSite), ("jp testnet", .wrongSite),
    ])
    func everyOtherPlaceIsAskedOnce(right: String, cause: Cause) async throws {
        let world = try World { $0 == right ? 0 : 10_003 }
        defer { world.close() }
        let here = try world.place("global", .live)
        let findings = await world.probe(here)
        let found = try #require(findings.place)
        #expect("\(found.site.id) \(found.environment.rawValue)" == right && findings.cause(at: here) == cause)
        let others = Self.own.filter { $0 != "global live" }
        #expect(Set(world.asked.keys) == Set(others))
        for (place, targets) in world.asked { #expect(targets == ["/v5/account/info"], "\(place)") }
    }

    @Test func aPlaceWhereOnlySomethingElseIsWrongIsFoundToo() async throws {
        for (code, cause) in [(10_010, Cause.ipNotAllowed), (10_004, .secretWrong), (10_005, .permissionMissing)] {
            let world = try World { $0 == "tr live" ? code : 10_003 }
            defer { world.close() }
            let findings = await world.probe(try world.place("global", .live))
            #expect(findings.place?.site.id == "tr")
            guard case .known(let failure)? = findings.answers.first(where: { $0.place == findings.place })?.verdict else {
                Issue.record("\(code): \(findings)")
                continue
            }
            #expect(failure.cause == cause)
        }
    }

    /// A key of somebody's own site, or of the sandbox, never reaches Bybit, nor the other of the two.
    @Test(arguments: [("lab", ["lab demo", "lab testnet"]), ("sandbox", ["sandbox demo", "sandbox testnet"])])
    func keysStayWhereTheyBelong(id: String, asked: [String]) async throws {
        let world = try World { $0.hasPrefix("global") || $0.hasPrefix("nl") ? 0 : 10_003 }
        defer { world.close() }
        let findings = await world.probe(try world.place(id, .live))
        #expect(findings.place == nil && Set(world.asked.keys) == Set(asked), "\(world.asked)")
    }

    /// With the sites as they are: what is configured beside them, or in place of one of them, is not asked.
    @Test func builtInSitesAlone() throws {
        var exchange = ExchangeProfile.bybit
        let global = exchange.sites[0]
        func places() -> [String] {
            AccountPlace(site: global, environment: .live).others(in: exchange).map { "\($0.site.id) \($0.environment.rawValue)" }
        }
        #expect(Set(places()) == Set(Self.own.filter { $0 != "global live" }) && places().count == 10)
        let mine = SiteAddresses(web: "https://mine.example", [BybitHosts.rest: "https://mine.example"])
        exchange.sites.append(Site(id: "mine", name: global.name, places: [.live: mine], origin: .configured))
        exchange.sites.append(Site(id: "sandbox", name: global.name, places: [.live: mine], origin: .sandbox))
        let index = try #require(exchange.sites.firstIndex { $0.id == "nl" })
        exchange.sites[index] = Site(id: "nl", name: global.name, places: [.live: mine], origin: .configured)
        #expect(Set(places()) == Set(Self.own.filter { $0 != "global live" && $0 != "nl live" }))
        for site in exchange.sites where site.origin != .builtIn {
            let others = AccountPlace(site: site, environment: .live).others(in: exchange)
            #expect(others.allSatisfy { $0.site.origin != .builtIn }, "\(site.id)")
        }
    }

    // MARK: Commands

    /// Without being asked to, nothing is looked for, and it is said where it could be; with it, the key is found and connected there.
    @Test func commandsAskFirst() async throws {
        var home = try MeadowHome()
        defer { home.remove() }
        home.registry = ExchangeRegistry([BybitAdapter()])
        let (live, demo) = (try Cell("live", says: 10_003), try Cell("demo", says: 10_003))
        defer {
            live.host.close()
            demo.host.close()
        }
        try home.write(
            """
            [vault]
            work_factor = 10
            [sites.lab]
            exchange = "bybit"
            [sites.lab.hosts.live]
            rest = "\(live.host.origin)"
            [sites.lab.hosts.demo]
            rest = "\(demo.host.origin)"
            """, "config.toml")
        let input = BybitKeys.key + "\n" + BybitKeys.secret + "\n"
        let refused = try await home.run(.text, input: input) {
            try AccountCommand(exchange: "bybit", site: "lab").connect(name: "main", storage: .verifyOnly, $0)
        }
        #expect(refused.status == 10 && refused.output.contains("With --probe the key is looked for elsewhere too"), "\(refused.output)")
        #expect(demo.isUntouched && !live.isUntouched)
        let probed = try await home.run(.text, input: input) {
            var command = AccountCommand(exchange: "bybit", site: "lab")
            command.probe = .given
            return try command.connect(name: "main", storage: .verifyOnly, $0)
        }
        #expect(probed.status == 10 && probed.output.contains("No place that was asked knows the key."), "\(probed.output)")
        #expect(demo.signed == ["/v5/account/info"])
    }

    /// The closed site of Bybit is answered before anything is read.
    @Test(arguments: [(Language.english, "Bybit EU"), (.simplifiedChinese, "Bybit EU 仅向获批平台开放 API")])
    func theSiteThatIsClosed(language: Language, words: String) async throws {
        var home = try MeadowHome()
        defer { home.remove() }
        home.registry = ExchangeRegistry([BybitAdapter()])
        let told = try await home.run(.json, language, input: BybitKeys.key + "\n" + BybitKeys.secret + "\n") {
            try AccountCommand(exchange: "bybit", site: "eu").connect(name: "main", storage: .store, $0)
        }
        #expect(
            told.status == 15 && told.output.contains(#""cause":"feature-unavailable""#) && told.output.contains(words), "\(told.output)")
        #expect(told.inputRead == 0)
    }
}
