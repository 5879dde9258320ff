import Crypto
import Domain
import Exchanges
import Glibc
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Session

/// An exchange judges requests by the true time, and its page that tells the time is stale.
@Suite struct StaleTimeTests {
    private static let quarterHour: Int64 = 13 * 60_000

    private func target(_ exchange: StaleTimeExchange) -> AccountRequest {
        AccountRequest(
            exchange: "okx", site: SandboxRequest.site(exchange.origin), environment: .live,
            key: KeyHandle(
                apiKey: SecretBytes("37c541a1-1111-2222-3333-10fe7a038418".utf8),
                secretKey: SecretBytes("22582BD0CFF14C41EDBF1AB98506286D".utf8),
                passphrase: SecretBytes("Abcd-1234!".utf8)))
    }

    private func clockRow(_ rows: [(row: VerificationRow, result: VerificationResult)]) -> VerificationResult? {
        rows.last { $0.row == .clock }?.result
    }

    @Test(arguments: [-quarterHour, quarterHour], [0, 1_000_000] as [Int64])
    func thisMachinesOwnTimeIsTriedAndTheStalePageNamed(offset: Int64, patience: Int64) async throws {
        let exchange = try StaleTimeExchange(pageOffset: offset, trueOffset: 0)
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        var limits = SandboxRequest.quickLimits
        limits.clockTimeoutMilliseconds = patience
        let collector = RowCollector()
        let reader = AccountReader(transport: transport, limits: limits, budget: RateBudget())
        let verified = await reader.verify(target(exchange)) { collector.add($0, $1) }
        let snapshot = try verified.get()
        #expect(snapshot.clockOffsetMilliseconds == 0)
        #expect(!snapshot.notices.map(\.warning).contains(.clockOffset))
        if patience > 0 {
            // No request carried this machine's time before the time endpoint had answered.
            guard case .ok(let words)? = clockRow(collector.rows) else {
                Issue.record("the clock's row is \(String(describing: clockRow(collector.rows)))")
                return
            }
            #expect(words.english.contains("The time that the exchange publishes is 13 min \(offset < 0 ? "behind" : "ahead of")"))
            #expect(words.simplifiedChinese.contains("交易所公布的时间"))
            #expect(exchange.signed == [false, false, true])
        }
        #expect(try await reader.read(target(exchange)).get().clockOffsetMilliseconds == 0)

        let findings = await SettingsReader(transport: transport, limits: limits).read(target(exchange))
        #expect((try? findings.get()) != nil, "\(findings)")
        let place = AccountPlace(site: target(exchange).site, environment: .live)
        let probed = await reader.probe(target(exchange), among: [place])
        #expect(probed.answers.map(\.verdict) == [.works])
        transport.shutDown()
        exchange.close()
    }

    @Test func whereNeitherTimeIsAcceptedBothAreNamed() async throws {
        let exchange = try StaleTimeExchange(pageOffset: -Self.quarterHour, trueOffset: 3_600_000)
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        let collector = RowCollector()
        let reader = AccountReader(transport: transport, limits: SandboxRequest.quickLimits, budget: RateBudget())
        let result = await reader.verify(target(exchange)) { collector.add($0, $1) }
        guard case .failure(let failure) = result else {
            Issue.record("it works")
            return
        }
        #expect(failure.cause == .clockSkew && failure.code == "50102")
        #expect(failure.message.english.contains("neither the time that it publishes nor this machine's"))
        #expect(failure.message.simplifiedChinese.contains("既不接受其公布的时间，也不接受本机时间"))
        #expect(exchange.signed == [false, false, false])
        transport.shutDown()
        exchange.close()
    }

    /// A clock that is wrong here is still corrected by a page that is right.
    @Test func aPageThatIsRightIsBelieved() async throws {
        let exchange = try StaleTimeExchange(pageOffset: Self.quarterHour, trueOffset: Self.quarterHour)
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        let reader = AccountReader(transport: transport, limits: SandboxRequest.quickLimits, budget: RateBudget())
        let snapshot = try await reader.read(target(exchange)).get()
        #expect((snapshot.clockOffsetMilliseconds - Self.quarterHour).magnitude < 2_000)
        #expect(snapshot.notices.map(\.warning).contains(.clockOffset))
        #expect(exchange.signed == [true])
        transport.shutDown()
        exchange.close()
    }
}

/// An exchange whose page of the time may differ from the time by which it judges.
private final class StaleTimeExchange: Sendable {
    private let exchange: ScriptedExchange
    private let judged: Judged

    private final class Judged: Sendable {
        let requests = Mutex<[Bool]>([])
    }

    var origin: String { exchange.origin }

    /// Whether each request for the account's configuration bore a time that was right.
    var signed: [Bool] { judged.requests.withLock { $0 } }

    init(pageOffset: Int64, trueOffset: Int64) throws {
        let judged = Judged()
        self.judged = judged
        exchange = try ScriptedExchange { request, target in
            if target == "/api/v5/public/time" {
                return ScriptedExchange.Reply(#"{"code":"0","msg":"","data":[{"ts":"\#(LocalClock.unixMilliseconds + pageOffset)"}]}"#)
            }
            if let isRight = Self.judge(request, trueOffset: trueOffset) {
                if target == "/api/v5/account/config" { judged.requests.withLock { $0.append(isRight) } }
                guard isRight else {
                    return ScriptedExchange.Reply(
                        status: "401 Unauthorized", #"{"code":"50102","msg":"Timestamp request expired","data":[]}"#)
                }
            }
            return ScriptedExchange.Reply(ScriptedExchange.body(of: target))
        }
    }

    func close() { exchange.close() }

    /// Whether the time that a request bears is right; nil where it bears none.
    private static func judge(_ request: String, trueOffset: Int64) -> Bool? {
        let lines = request.split(separator: "\r\n")
        guard let stamp = lines.first(where: { $0.lowercased().hasPrefix("ok-access-timestamp:") }) else { return nil }
        // The time of day is enough: 2026-11-27T19:50:57.123Z.
        let parts = stamp.split(separator: "T").last?.prefix(8).split(separator: ":").compactMap { Int64($0) } ?? []
        let said = parts.count == 3 ? parts[0] * 3_600 + parts[1] * 60 + parts[2] : -1
        let wanted = (LocalClock.unixMilliseconds + trueOffset) / 1_000 % 86_400
        let distance = abs(said - wanted)
        return said >= 0 && min(distance, 86_400 - distance) <= 30
    }
}
