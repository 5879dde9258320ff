import Core
import Exchanges
import Foundation
import JSON
import Sandbox
import Session
import TestSupport
import Testing

@testable import Commands

@Suite struct DoctorTests {
    private func results(_ outcome: CommandHome.Outcome) throws -> [String: String] {
        let document = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let rows = try #require(document["rows"] as? [[String: Any]])
        for row in rows {
            // Whatever is not well says what to do.
            let remedy = try #require(row["remedy"] as? [String])
            #expect(remedy.isEmpty == (row["result"] as? String == "ok"), "\(row)")
            #expect((row["error"] != nil) == (row["result"] as? String == "failed"))
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as? String ?? "", $0["result"] as? String ?? "") })
    }

    private func examine(
        _ home: CommandHome, network: DoctorCommand.Network = .unused, _ exchanges: ExchangeRegistry = .all
    ) async throws -> CommandHome.Outcome {
        try await home.run(configuration: .any) {
            $0.registry = exchanges
        } _: {
            try DoctorCommand.run(network: network, $0)
        }
    }

    @Test func aNewMachineLacksAVault() async throws {
        let examined = try await examine(CommandHome())
        let results = try results(examined)
        #expect(Set(results.keys) == Set(DoctorRow.allCases.map(\.rawValue)).subtracting(["clock"]))
        #expect(results["vault"] == "warning" && results["configuration"] == "ok" && results["file-modes"] == "ok")
        // Standard input and output are files here.
        #expect(results["terminal"] == "warning")
        #expect(examined.status == 0)
    }

    @Test func aVaultIsDescribedWithoutItsPassphrase() async throws {
        let home = try await CommandHome().withVault()
        let examined = try await home.run(passphraseFile: "/nonexistent", configuration: .any) {
            try DoctorCommand.run(network: .unused, $0)
        }
        #expect(try results(examined)["vault"] == "ok")
        #expect(examined.output.contains("work factor 10"))
        try Data("[vault]\nwork_factor = 12\n".utf8).write(to: URL(filePath: home.path + "/config.toml"))
        #expect(try await results(examine(home))["vault"] == "warning")
    }

    @Test func aBrokenConfigurationDoesNotStopTheExamination() async throws {
        let home = try CommandHome(adding: "colour = 1")
        let examined = try await examine(home)
        #expect(try results(examined)["configuration"] == "failed")
        #expect(examined.status == 32)
    }

    @Test func openModesAndGarbageAreFound() async throws {
        let home = try await CommandHome().withVault()
        chmod(home.vaultFile, 0o640)
        let open = try await examine(home)
        #expect(try results(open)["file-modes"] == "failed")
        #expect(open.status == 31)
        chmod(home.vaultFile, 0o600)
        chmod(home.path, 0o750)
        #expect(try await results(examine(home))["file-modes"] == "failed")
        chmod(home.path, 0o700)
        try Data("garbage".utf8).write(to: URL(filePath: home.vaultFile))
        let garbage = try await examine(home)
        #expect(try results(garbage)["vault"] == "failed")
        #expect(garbage.status == 31)
        try FileManager.default.removeItem(atPath: home.vaultFile)
        try FileManager.default.createDirectory(atPath: home.vaultFile, withIntermediateDirectories: false)
        #expect(try await results(examine(home))["vault"] == "failed")
    }

    @Test func asksAnExchangeForTheTimeOnlyWhenTold() async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        // In place of the site that comes first.
        let home = try CommandHome(sites: ["global": exchange.origin])
        let one = ExchangeRegistry([OKXAdapter()])
        #expect(try await results(examine(home))["clock"] == nil)
        #expect(exchange.log.entries.isEmpty)
        #expect(try await results(examine(home, network: .used, one))["clock"] == "ok")
        exchange.clockOffsetMilliseconds = 60_000
        let wrong = try await examine(home, network: .used, one)
        #expect(try results(wrong)["clock"] == "warning")
        #expect(wrong.status == 0)
        await exchange.stop()
        let silent = try await examine(home, network: .used, one)
        #expect(try results(silent)["clock"] == "failed")
        #expect(silent.status == 20)
    }

    /// Every exchange is asked; one that cannot be reached matters only to whoever has an account there.
    @Test func asksEveryExchange() async throws {
        let okx = try await SandboxServer.start(.unlimited)
        let bybit = try ScriptedExchange { _, _ in
            ScriptedExchange.Reply(#"{"retCode":0,"retMsg":"OK","result":{},"time":\#(LocalClock.unixMilliseconds - 9_000)}"#)
        }
        // Sites of one's own come before those of the exchange.
        let home = try CommandHome(
            sites: ["lab": okx.origin], adding: "[sites.yard]\nexchange = \"bybit\"\nrest = \"\(bybit.origin)\"\n")
        let both = try await examine(home, network: .used)
        #expect(try clocks(both) == ["okx ok", "bybit warning"] && both.status == 0)
        bybit.close()
        let one = try await examine(home, network: .used)
        #expect(try clocks(one) == ["okx ok", "bybit warning"] && one.status == 0)
        #expect(one.output.contains("Bybit yard: "))
        await okx.stop()
        let none = try await examine(home, network: .used)
        #expect(try clocks(none) == ["okx failed", "bybit failed"] && none.status == 20)
    }

    private func clocks(_ outcome: CommandHome.Outcome) throws -> [String] {
        let rows = try JSONDocument(parsing: Array(outcome.output.utf8)).root["rows"]?.elements ?? []
        return rows.filter { $0["id"]?.string == "clock" }.map { "\($0["exchange"]?.string ?? "") \($0["result"]?.string ?? "")" }
    }

    @Test func saysItInBothLanguages() async throws {
        let home = try CommandHome()
        let english = try await home.run(.text, configuration: .any) { try DoctorCommand.run(network: .unused, $0) }
        #expect(
            english.output.contains("! Vault          There is no vault yet: \(home.vaultFile).\n  - “tidegate vault create” makes one"))
        let chinese = try await home.run(.text, language: .simplifiedChinese, configuration: .any) {
            try DoctorCommand.run(network: .unused, $0)
        }
        #expect(chinese.output.contains("! 保险库    尚无保险库：\(home.vaultFile)。\n  - 用 “tidegate vault create” 创建"))
    }
}
