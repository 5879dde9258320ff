import Crypto
import Domain
import Exchanges
import HTTP
import Sandbox
import TestSupport
import Testing

@testable import Session

@Suite struct AccountReaderTests {
    @Test func healthyAccount() async throws {
        let outcome = try await SandboxRequest.verify()
        let snapshot = try #require(outcome.snapshot)
        #expect(snapshot.notices.isEmpty)
        #expect(snapshot.key.masked == "f16…cd7" && snapshot.key.label == "terminal01" && snapshot.kind == .main)
        let btc = try #require(snapshot.wallets.first { $0.kind == .trading }?.assets.first { $0.code == "BTC" })
        #expect(btc.total?.written == "1.06126645222" && btc.available?.written == "0.66126645222" && btc.inUse?.written == "0.4")
        #expect(snapshot.wallets.map(\.kind) == [.trading, .funding, .earn])
        // Everything is reported once, in the order in which it is shown.
        #expect(outcome.rows.map(\.row) == VerificationRow.allCases.map { $0 })
        for (row, result) in outcome.rows {
            if case .ok = result { continue }
            Issue.record("\(row) is \(result)")
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        var account = "main"
        var environment = TradingEnvironment.live
        var key: @Sendable (inout SandboxKey) -> Void = { _ in }
        let cause: Cause
        let row: VerificationRow

        var testDescription: String { name }
    }

    static let refusals: [Refusal] = [
        Refusal(name: "wrong key", key: { $0.apiKey = "00000000-1111-2222-3333-444444444444" }, cause: .keyUnknown, row: .key),
        Refusal(name: "wrong secret", key: { $0.secretKey = "0123456789ABCDEF0123456789ABCDEF" }, cause: .secretWrong, row: .secret),
        Refusal(name: "wrong passphrase", key: { $0.passphrase = "Another.One1" }, cause: .passphraseWrong, row: .secret),
        Refusal(name: "address not allowed", account: "elsewhere", cause: .ipNotAllowed, row: .address),
        Refusal(name: "demo key on live", account: "demo", cause: .wrongEnvironment, row: .environment),
        Refusal(name: "live key on demo", environment: .demo, cause: .wrongEnvironment, row: .environment),
        Refusal(name: "withdrawal on", account: "withdrawal", cause: .withdrawalEnabled, row: .withdrawal),
        Refusal(name: "a passphrase that no header can carry", key: { $0.passphrase = "密码" }, cause: .credentialsMalformed, row: .key),
    ]

    /// Nothing but this is asked for before it is known who signs in.
    private static let first: Set = [
        "/api/v5/public/time", "/api/v5/account/config", "/api/v5/market/index-tickers", "/api/v5/market/exchange-rate",
        "/api/v5/system/status",
    ]

    @Test(arguments: refusals) func refusal(_ refusal: Refusal) async throws {
        let outcome = try await SandboxRequest.verify(refusal.account, environment: refusal.environment, key: refusal.key)
        #expect(outcome.failure?.cause == refusal.cause)
        #expect(outcome.failedRow == refusal.row)
        #expect(outcome.settled(.balances) == .skipped)
        // Every row has a word.
        #expect(Set(outcome.rows.map(\.row)) == Set(VerificationRow.allCases))
        if refusal.cause == .ipNotAllowed { #expect(outcome.failure?.seenAddress == "127.0.0.1") }
        // A refusal is final: clock and identity were asked for once each, beside what needs no key.
        #expect(outcome.paths.count { $0 == "/api/v5/public/time" } == 1 && outcome.paths.count { $0 == "/api/v5/account/config" } <= 1)
        #expect(Set(outcome.paths).isSubset(of: Self.first))
    }

    @Test func demoAndInsistence() async throws {
        let demo = try await SandboxRequest.verify("demo", environment: .demo)
        #expect(demo.snapshot != nil)
        let insisted = try await SandboxRequest.verify("withdrawal", withdrawal: .insisted)
        #expect(insisted.snapshot?.notices.map(\.warning) == [.withdrawalAllowed])
    }

    @Test func readOnlyKeyIsEnough() async throws {
        let outcome = try await SandboxRequest.verify("read-only")
        #expect(outcome.snapshot?.notices.isEmpty == true)
        #expect(outcome.snapshot?.key.permissions == [.read])
    }

    @Test func differingSettingsAreAWarning() async throws {
        let outcome = try await SandboxRequest.verify("hedge")
        #expect(outcome.snapshot?.notices.map(\.warning) == [.settingsDiffer])
        #expect(outcome.warnedRows == [.settings])
    }

    @Test(arguments: [40_000, -40_000] as [Int64]) func clockIsCompensated(_ offset: Int64) async throws {
        let outcome = try await SandboxRequest.verify(sandbox: { $0.clockOffsetMilliseconds = offset })
        let snapshot = try #require(outcome.snapshot)
        #expect((snapshot.clockOffsetMilliseconds - offset).magnitude < 20_000)
        #expect(snapshot.notices.map(\.warning) == [.clockOffset])
        #expect(outcome.warnedRows == [.clock])
    }

    @Test func aClockThatWasSetIsMeasuredOnceMore() async throws {
        let fault = SandboxFault(
            .refusal(status: 401, code: "50102", message: "Timestamp request expired"), path: "/api/v5/account/config", occurrence: .once)
        let once = try await SandboxRequest.verify(faults: [fault])
        #expect(once.snapshot != nil)
        var always = fault
        always.occurrence = .always
        let refused = try await SandboxRequest.verify(faults: [always])
        #expect(refused.failure?.cause == .clockSkew && refused.failedRow == .clock)
        #expect(refused.log.entries.count { $0.path == "/api/v5/account/config" } == 2)
    }

    /// Over a long line nothing waits for the exchange's time, and a clock that is wrong costs one question more.
    @Test(arguments: [0, 40_000] as [Int64]) func aLateTimeIsNotWaitedFor(_ offset: Int64) async throws {
        var limits = SandboxRequest.quickLimits
        limits.clockTimeoutMilliseconds = 0
        let slow = SandboxFault(.silence(milliseconds: 3_000), path: "/api/v5/public/time")
        let outcome = try await SandboxRequest.verify(faults: [slow], limits: limits, sandbox: { $0.clockOffsetMilliseconds = offset })
        let snapshot = try #require(outcome.snapshot)
        #expect((snapshot.clockOffsetMilliseconds - offset).magnitude < 20_000)
        let signed = outcome.log.entries.filter { $0.path == "/api/v5/account/config" }
        #expect(signed.map(\.code) == (offset == 0 ? ["0"] : ["50102", "0"]))
        #expect(outcome.rows.map(\.row).prefix(3) == [.reach, .clock, .key])
    }

    @Test func whatPassesIsRepeated() async throws {
        for kind in [SandboxFaultKind.html(status: 502), .rateLimited, .maintenance] {
            let passing = try await SandboxRequest.verify(faults: [
                SandboxFault(kind, path: "/api/v5/account/config", occurrence: .times(3))
            ])
            #expect(passing.snapshot != nil, "\(kind)")
            let staying = try await SandboxRequest.verify(faults: [SandboxFault(kind, path: "/api/v5/account/config")])
            #expect(staying.failure != nil, "\(kind)")
            #expect(staying.log.entries.count { $0.path == "/api/v5/account/config" } == 4, "\(kind)")
        }
    }

    @Test func repetitionEndsInTime() async throws {
        var limits = SandboxRequest.quickLimits
        limits.firstPauseMilliseconds = 30_000
        limits.repetitionMilliseconds = 15_000
        let outcome = try await SandboxRequest.verify(faults: [SandboxFault(.html(status: 502))], limits: limits)
        #expect(outcome.failure?.cause == .exchangeUnavailable)
        #expect(outcome.paths == ["/api/v5/public/time"])
    }

    struct Disturbance: Sendable, CustomTestStringConvertible {
        let name: String
        let kind: SandboxFaultKind
        let cause: Cause

        var testDescription: String { name }
    }

    static let disturbances: [Disturbance] = [
        Disturbance(name: "HTML 502", kind: .html(status: 502), cause: .exchangeUnavailable),
        Disturbance(name: "HTML 403", kind: .html(status: 403), cause: .exchangeUnavailable),
        Disturbance(name: "maintenance", kind: .maintenance, cause: .maintenance),
        Disturbance(name: "cut in the body", kind: .cutInBody, cause: .networkUnreachable),
        Disturbance(name: "cut before the reply", kind: .cutBeforeReply, cause: .networkUnreachable),
        Disturbance(name: "silence", kind: .silence(milliseconds: 1_000_000), cause: .timeout),
        Disturbance(name: "20 MB", kind: .oversized(bytes: 20_000_000), cause: .replyNotUnderstood),
        Disturbance(name: "invalid UTF-8", kind: .invalidUTF8, cause: .replyNotUnderstood),
        Disturbance(name: "null", kind: .nullContent, cause: .replyNotUnderstood),
        Disturbance(name: "redirect", kind: .redirect(location: "https://my.okx.com/"), cause: .wrongSite),
        Disturbance(name: "unknown code", kind: .refusal(status: 200, code: "99999", message: "No such luck"), cause: .exchangeRefused),
    ]

    /// Only where nothing comes is the time of a request bounded; what does come needs a part of it on the busiest machine.
    private static func limits(for disturbance: Disturbance, requestMilliseconds: Int) -> ReadingLimits {
        var limits = SandboxRequest.quickLimits
        if disturbance.cause == .timeout { limits.request.totalMilliseconds = requestMilliseconds }
        return limits
    }

    /// Whatever happens to every reply, the fetch ends soon with a cause.
    @Test(arguments: disturbances) func everythingDisturbed(_ disturbance: Disturbance) async throws {
        let outcome = try await SandboxRequest.verify(
            faults: [SandboxFault(disturbance.kind)], limits: Self.limits(for: disturbance, requestMilliseconds: 700))
        #expect(outcome.failure?.cause == disturbance.cause)
        #expect(outcome.failedRow == .reach || outcome.failedRow == .key)
    }

    /// One part that cannot be had leaves the others, and a word about it.
    @Test(arguments: disturbances) func oneBalanceDisturbed(_ disturbance: Disturbance) async throws {
        let outcome = try await SandboxRequest.verify(
            faults: [SandboxFault(disturbance.kind, path: "/api/v5/asset/balances")],
            limits: Self.limits(for: disturbance, requestMilliseconds: 12_000))
        let snapshot = try #require(outcome.snapshot)
        #expect(snapshot.notices.map(\.warning).contains(.partial))
        #expect(snapshot.wallets.first { $0.kind == .funding }?.failure?.cause == disturbance.cause)
        #expect(snapshot.wallets.first { $0.kind == .trading }?.assets.count == 3)
        #expect(outcome.warnedRows == [.balances])
    }

    @Test func noBalanceAtAllIsAFailure() async throws {
        let outcome = try await SandboxRequest.verify(
            faults: ["/api/v5/account/balance", "/api/v5/asset/balances", "/api/v5/asset/asset-valuation"].map {
                SandboxFault(.cutInBody, path: $0)
            })
        #expect(outcome.failure?.cause == .networkUnreachable && outcome.failedRow == .balances)
    }

    @Test(arguments: [
        SandboxFaultKind.numbersForStrings, .missingOptionalFields, .gzip, .chunked, .threeHundredCurrencies, .hostileText,
    ])
    func harmlessOddities(_ kind: SandboxFaultKind) async throws {
        let outcome = try await SandboxRequest.verify(faults: [SandboxFault(kind)])
        let snapshot = try #require(outcome.snapshot, "\(String(describing: outcome.failure))")
        let trading = try #require(snapshot.wallets.first { $0.kind == .trading })
        #expect(trading.assets.first { $0.code == "BTC" }?.total == Amount("1.06126645222"))
        if kind == .threeHundredCurrencies { #expect(trading.assets.count >= 300) }
        if kind == .hostileText {
            for scalar in snapshot.key.label.unicodeScalars {
                #expect(scalar.value >= 0x20 && !scalar.properties.isDefaultIgnorableCodePoint && scalar.value != 0x7F)
            }
        }
    }

    @Test func theVisitHasAnEnd() async throws {
        var limits = SandboxRequest.quickLimits
        limits.totalMilliseconds = 400
        let outcome = try await SandboxRequest.verify(
            faults: [SandboxFault(.silence(milliseconds: 1_000_000), path: "/api/v5/account/config")], limits: limits)
        #expect(outcome.failure?.cause == .timeout)
    }

    @Test func cancellingEndsAtOnce() async throws {
        var configuration = SandboxConfiguration()
        configuration.faults = [SandboxFault(.silence(milliseconds: 1_000_000))]
        let server = try await SandboxServer.start(configuration)
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        let target = AccountRequest(
            exchange: "okx", site: SandboxRequest.site(server.origin), environment: .live,
            key: KeyHandle(apiKey: SecretBytes([0x61]), secretKey: SecretBytes([0x62]), passphrase: SecretBytes([0x63])))
        let task = Task { await AccountReader(transport: transport, limits: SandboxRequest.quickLimits, budget: RateBudget()).read(target) }
        // Whatever is asked is not answered, so that nothing but the cancelling can end the fetch.
        try await Deadline.until("a question") { server.log.count > 0 }
        task.cancel()
        guard case .failure(let failure) = await task.value else {
            Issue.record("read something")
            return
        }
        #expect(failure == OKXAdapter().failure(for: .cancelled, origin: target.site.restOrigin))
        transport.shutDown()
        await server.stop()
    }

    @Test func nobodyThere() async throws {
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        let target = AccountRequest(
            exchange: "okx", site: SandboxRequest.site("http://127.0.0.1:1"), environment: .live,
            key: KeyHandle(apiKey: SecretBytes([0x61]), secretKey: SecretBytes([0x62]), passphrase: SecretBytes([0x63])))
        let result = await AccountReader(transport: transport, limits: SandboxRequest.quickLimits, budget: RateBudget()).read(target)
        #expect(throws: Failure.self) { try result.get() }
        guard case .failure(let failure) = result else { return }
        #expect(failure.cause == .networkUnreachable)
        transport.shutDown()
    }
}
