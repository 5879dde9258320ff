import Foundation
import Testing

/// What belongs to one exchange stands in its folder. Elsewhere only these lines may name one: where exchanges are listed, examples in
/// comments, and other people's clients; nothing that decides.
struct ExchangeNamesTests {
    /// The most lines of a file. Lower the number when a line goes.
    private static let allowed: [String: Int] = [
        "App/Secrets/PasteLabel.swift": 2,
        "App/Secrets/SecretInspection.swift": 1,
        "Domain/Connection/AccountRecord.swift": 1,
        "Domain/Connection/Authorization.swift": 1,
        "Domain/Exchange/ExchangeProfile.swift": 1,
        "Domain/Exchange/SiteAddress.swift": 1,
        "Exchanges/ExchangeRegistry.swift": 3,
        "Exchanges/Kit/ExchangeAdapter.swift": 1,
        "Exchanges/Kit/FastAPIClient.swift": 1,
        "HTTP/HTTPRequest.swift": 1,
        "HTTP/WebSocket/WebSocketRequest.swift": 1,
        "Sandbox/SandboxConfiguration.swift": 2,
        "Sandbox/SandboxExchange.swift": 4,
        "Session/OAuth/OAuthSession.swift": 2,
        "Session/OAuth/CallbackQuery.swift": 1,
        "Vault/Document/StoredConnection.swift": 1,
        "Vault/Document/StoredFields.swift": 1,
        "tidegate-bench/AccountsBench.swift": 4,
        "tidegate-bench/Bench.swift": 6,
        "tidegate-bench/BybitBench.swift": 35,
        "tidegate-bench/ComputeBench.swift": 1,
        "tidegate-bench/NetworkBench.swift": 4,
        "tidegate-bench/Peers.swift": 13,
        "tidegate-bench/Sandbox.swift": 7,
        "tidegate-bench/SignedRequests.swift": 3,
        "tidegate-bench/StreamBench.swift": 3,
    ]

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let homes = ["Exchanges/OKX/", "Sandbox/OKX/", "Exchanges/Bybit/", "Sandbox/Bybit/"]

    /// The exchange's name, its fields and those of its replies. A passphrase is the vault's, unless it stands beside a secret key.
    private static func isAboutOneExchange(_ line: Substring) -> Bool {
        let small = line.lowercased()
        let names = ["okx", "欧易", "acctlv", "bybit", "bapi", "retcode", "unifiedmargin", "settlecoin"]
        if names.contains(where: small.contains) { return true }
        return small.contains("passphrase") && (small.contains("secret key") || small.contains("secretkey"))
    }

    private static func found() throws -> [String: Int] {
        let sources = root.appending(path: "Sources")
        let names = try #require(FileManager.default.enumerator(atPath: sources.path()))
        var found: [String: Int] = [:]
        for case let name as String in names where name.hasSuffix(".swift") && !homes.contains(where: { name.hasPrefix($0) }) {
            let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
            let count = text.split(separator: "\n").count(where: isAboutOneExchange)
            if count > 0 { found[name] = count }
        }
        return found
    }

    @Test func onlyTheseLinesNameAnExchange() throws {
        let found = try Self.found()
        for (name, count) in found {
            #expect(count <= Self.allowed[name] ?? 0, "\(name) has \(count) lines about one exchange; they belong into its folder")
        }
    }

    /// The test itself recognises such lines.
    @Test(arguments: [
        #"if exchange == "okx" {"#, "let mode = row[\"acctLv\"]", "case secretKey, passphrase", "OKX says", "欧易", #"case "bybit":"#,
        #"root["retCode"]"#, "X-BAPI-SIGN", "unifiedMarginStatus", "Bybit",
    ])
    func suchLinesAreFound(line: String) { #expect(Self.isAboutOneExchange(line[...])) }

    @Test(arguments: ["the vault's passphrase", "let secretKey: SecretBytes", "case passphraseWrong"])
    func othersAreNot(line: String) { #expect(!Self.isAboutOneExchange(line[...])) }
}
