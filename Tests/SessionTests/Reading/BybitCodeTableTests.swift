import Crypto
import Domain
import Exchanges
import HTTP
import Sandbox
import TestSupport
import Testing

@testable import Session

/// Every code of Bybit from its sandbox to what the user is told.
@Suite struct BybitCodeTableTests {
    /// Bybit API, "Error Codes": those of connecting, of assets and of settings.
    private static let codes = [
        "-1", "10000", "10001", "10002", "10003", "10004", "10005", "10006", "10007", "10008", "10009", "10010", "10014", "10016", "10017",
        "10018", "10019", "10024", "10027", "10028", "10029", "10429", "429", "33004", "-2015", "100028", "3100197", "131001", "131002",
        "131003", "131004", "500010", "500011", "110024", "110028", "110066", "110067", "110068", "110077", "110088", "182021", "3200320",
        "3400045", "3400208",
    ]
    /// What people and scripts lean on most: exit code and row.
    private static let known: [String: (exitCode: Int32, row: VerificationRow)] = [
        "10003": (10, .key), "10004": (10, .secret), "33004": (10, .key), "10010": (11, .address), "10002": (12, .clock),
        "10005": (14, .permissions), "10009": (15, .reach), "10008": (15, .key), "10028": (15, .settings), "10016": (21, .reach),
        "3100197": (21, .reach), "10006": (22, .reach), "10001": (23, .key),
    ]

    /// Both calls of signing in are answered alike; repetition has a test of its own.
    @Test func everyCodeArrivesWithCauseSentenceAndRemedy() async throws {
        var configuration = SandboxConfiguration()
        configuration.exchanges = [.bybit]
        configuration.rateLimits = .off
        let server = try await SandboxServer.start(configuration)
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        let played = try #require(server.exchanges.first)
        let rest = try #require(played.address("global", "live", .requests))
        let site = Site(
            id: "sandbox", name: Phrase(verbatim: "Sandbox"), places: [.live: SiteAddresses(web: rest, [BybitHosts.rest: rest])],
            origin: .sandbox)
        let sample = try #require(played.samples.first { $0.id == "main" }?.keys.first)
        var limits = SandboxRequest.quickLimits
        limits.repetitions = 0
        for code in Self.codes {
            played.faults = ["/v5/user/query-api", "/v5/account/info"].map { SandboxFault(.code(code), path: $0) }
            let key = KeyHandle(
                KeyValues(
                    apiKey: SecretBytes(sample.apiKey.utf8), sample.secrets.map { (KeyField.ID($0.name), SecretBytes($0.value.utf8)) }))
            let collector = RowCollector()
            let reader = AccountReader(transport: transport, limits: limits, budget: RateBudget())
            let result = await reader.verify(AccountRequest(exchange: "bybit", site: site, environment: .live, key: key)) {
                collector.add($0, $1)
            }
            key.wipe()
            guard case .failure(let failure) = result else {
                Issue.record("\(code) is no failure")
                continue
            }
            let explained = try #require(BybitAdapter().explain(code: code), "\(code)")
            #expect(failure.code == code && failure.cause == explained.cause && failure.retry == explained.retry, "\(code)")
            #expect(failure.message.english.hasPrefix(explained.message.english.dropLast()), "\(code)")
            #expect(failure.message.simplifiedChinese.hasPrefix(explained.message.simplifiedChinese.dropLast()), "\(code)")
            #expect(!failure.remedy.isEmpty, "\(code)")
            #expect(Set(collector.rows.map(\.row)) == Set(VerificationRow.allCases), "\(code)")
            if let known = Self.known[code] {
                let failed = collector.rows.compactMap { row, result in if case .failed = result { row } else { nil } }
                #expect(failure.cause.exitCode == known.exitCode && Set(failed) == [known.row], "\(code): \(failed)")
            }
        }
        transport.shutDown()
        await server.stop()
    }
}
