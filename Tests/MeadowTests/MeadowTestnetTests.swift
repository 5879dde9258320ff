import Core
import Crypto
import Domain
import Exchanges
import Foundation
import Testing

@testable import App
@testable import Commands
@testable import Vault

/// A testnet on the screen and in commands.
@Suite struct MeadowTestnetTests {
    private static let key = #"{"label":"scythe","rights":["see"],"gates":["203.0.113.7"],"until":null}"#
    private static let wallets = #"{"rows":[{"name":"barn","worth":"10.5","things":[]}],"next":null}"#

    // MARK: Screen

    @Test func theFormOffersWhatTheSiteHas() {
        for (language, words) in [
            (Language.english, ["Live", "Testnet", "Demo trading", "Not offered by this site: Testnet."]),
            (.simplifiedChinese, ["实盘", "测试网", "模拟盘", "此站点不提供：测试网。"]),
        ] {
            var desk = MeadowDesk(language: language)
            desk.goToEntry()
            desk.press(.backTab, .backTab)
            #expect(desk.shown.contains(words[0]) && desk.shown.contains(words[1]) && !desk.shown.contains(words[2]), "\(desk.shown)")
            #expect(desk.machine.view.badge == .live)
            desk.press(.right)
            #expect(desk.machine.view.badge == .testnet && desk.machine.view.badge?.rawValue == "TESTNET")
            // There is nothing beyond the last.
            desk.press(.right)
            #expect(desk.machine.view.badge == .testnet)
            desk.press(.backTab, .right, .tab)
            #expect(desk.machine.view.badge == .live, "the other site has none")
            #expect(desk.shown.contains(words[3]) && !desk.shown.contains(words[1]), "\(desk.shown)")
            desk.press(.backTab, .left)
            #expect(desk.machine.view.badge == .testnet)
        }
    }

    @Test func whatIsChosenIsVerified() throws {
        var desk = MeadowDesk()
        desk.goToEntry()
        desk.press(.backTab, .backTab, .right)
        desk.paste(Meadow.key + "\n" + Meadow.block)
        desk.press(.enter)
        guard case .verify(let target)? = desk.started.last else {
            Issue.record("\(desk.started)")
            return
        }
        #expect(target.place == AccountPlace(site: Meadow.profile.sites[0], environment: .testnet))
    }

    // MARK: Commands

    private func host() throws -> ScriptedHost {
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        return try #require(
            ScriptedHost(["/time": #"{"now":\#(now)}"#, "/notices": "{}", "/key": Self.key, "/wallets?page=1": Self.wallets]))
    }

    @Test func connectedReadAndKeptAtItsAddresses() async throws {
        let (ledger, other, home) = (try host(), try host(), try MeadowHome())
        defer {
            ledger.close()
            other.close()
            home.remove()
        }
        try home.configure(.testnet, [Meadow.ledger: ledger.origin])
        let secrets = Meadow.key + "\n" + Meadow.block + "\n"
        let connected = try await home.run(input: secrets) {
            try AccountCommand(exchange: "meadow", site: "lab", environment: .testnet).connect(name: "clover", storage: .store, $0)
        }
        #expect(connected.status == 0 && connected.output.contains(#""environment":"testnet""#), "\(connected.output)")
        for canary in Meadow.canaries { #expect(!connected.output.contains(canary)) }
        let stored = try #require(try home.stored()["clover"])
        #expect(stored.environment == .testnet && stored.addresses == [SiteAddress(ledger.origin)])

        let status = try await home.run { try StatusCommand.run(names: [], $0) }
        #expect(status.status == 0 && status.output.contains(#""kind":"testnet""#), "\(status.output)")
        let asked = ledger.asked.count

        // Elsewhere it goes only where that was agreed to.
        try home.configure(.testnet, [Meadow.ledger: other.origin])
        let refused = try await home.run { try StatusCommand.run(names: [], $0) }
        #expect(refused.status == 32 && refused.output.contains("--accept-address"), "\(refused.output)")
        #expect(other.asked.isEmpty && ledger.asked.count == asked)
        let accepted = try await home.run { try CheckCommand.run(name: "clover", .rows, probe: .withheld, address: .given, $0) }
        #expect(accepted.status == 0 && other.asked.contains("/wallets?page=1"), "\(accepted.output)")
        #expect(try home.stored()["clover"]?.addresses == [SiteAddress(other.origin)])

        // A site that has no testnet any more is not asked either.
        try home.configure(.live, [Meadow.ledger: other.origin])
        let gone = try await home.run { try StatusCommand.run(names: [], $0) }
        #expect(gone.status == 13 && gone.output.contains("does not offer a testnet"), "\(gone.output)")
        let absent = try await home.run(input: secrets) {
            try AccountCommand(exchange: "meadow", site: "lab", environment: .testnet).connect(name: "oat", storage: .verifyOnly, $0)
        }
        #expect(absent.status == 13, "\(absent.output)")
    }

    /// Before anything is read or sent.
    @Test func anExchangeWithoutOne() {
        #expect(AccountCommand(exchange: "okx", site: nil, environment: .testnet).usageProblem?.contains("It offers: live, demo") == true)
        #expect(AccountCommand(exchange: "okx", site: nil, environment: .demo).usageProblem == nil)
        #expect(AccountCommand(exchange: "nobody", site: nil, environment: .testnet).usageProblem == nil, "that is another mistake")
    }
}
