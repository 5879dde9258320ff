import Crypto
import Domain
import Exchanges
import HTTP
import Sandbox
import Session

/// A sandbox, a transport and a reader for one test, all taken down at its end.
package enum SandboxRequest {
    /// What a verification reported, and what the sandbox saw of it.
    package struct Outcome: Sendable {
        /// The reading, or why there is none.
        package let result: Result<AccountSnapshot, Failure>
        /// Every row that was reported, in order; the last report of a row counts.
        package let rows: [(row: VerificationRow, result: VerificationResult)]
        /// The requests that the sandbox has seen.
        package let log: SandboxLog

        /// An outcome put together by hand, for tests that run the parts themselves.
        package init(
            result: Result<AccountSnapshot, Failure>, rows: [(row: VerificationRow, result: VerificationResult)], log: SandboxLog
        ) {
            self.result = result
            self.rows = rows
            self.log = log
        }

        /// The reading; `nil` where there is none.
        package var snapshot: AccountSnapshot? { try? result.get() }

        /// Why there is no reading; `nil` where there is one.
        package var failure: Failure? {
            if case .failure(let failure) = result { return failure }
            return nil
        }

        /// What was asked for, but for announcements, which nothing waits for.
        package var paths: [String] { log.entries.map(\.path).filter { $0 != "/api/v5/system/status" } }

        /// The last word on a row.
        package func settled(_ row: VerificationRow) -> VerificationResult? {
            rows.last { $0.row == row }?.result
        }

        /// The rows that ended in a warning.
        package var warnedRows: [VerificationRow] {
            VerificationRow.allCases.filter { if case .warning = settled($0) { true } else { false } }
        }

        /// The row that failed.
        package var failedRow: VerificationRow? {
            VerificationRow.allCases.first { if case .failed = settled($0) { true } else { false } }
        }
    }

    /// Repeats at once and sets no other time limits, so that the result of a fetch does not depend on the machine's speed.
    package static var quickLimits: ReadingLimits {
        var limits = ReadingLimits()
        limits.firstPauseMilliseconds = 5
        limits.totalMilliseconds = 1_000_000
        limits.clockFreshMilliseconds = 1_000_000
        limits.sharedFreshMilliseconds = 1_000_000
        // A busy machine would change the order of requests.
        limits.clockTimeoutMilliseconds = 1_000_000
        limits.nearMilliseconds = 0
        limits.repetitionMilliseconds = 1_000_000
        limits.request.connectMilliseconds = 300_000
        limits.request.totalMilliseconds = 300_000
        limits.inquiryMilliseconds = 300_000
        return limits
    }

    /// Verifies an account of a sandbox of its own.
    package static func verify(
        _ account: String = "main", faults: [SandboxFault] = [], limits: ReadingLimits = quickLimits,
        environment: TradingEnvironment = .live, withdrawal: AccessTarget.Withdrawal = .refused,
        sandbox change: (inout SandboxConfiguration) -> Void = { _ in }, key changeKey: (inout SandboxKey) -> Void = { _ in }
    ) async throws -> Outcome {
        var configuration = SandboxConfiguration.unlimited
        configuration.faults = faults
        change(&configuration)
        let server = try await SandboxServer.start(configuration)
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        var key = try configuration.key(account)
        changeKey(&key)
        let target = AccountRequest(
            exchange: "okx", site: site(server.origin), environment: environment,
            key: KeyHandle(
                apiKey: SecretBytes(key.apiKey.utf8), secretKey: SecretBytes(key.secretKey.utf8),
                passphrase: SecretBytes(key.passphrase.utf8)),
            withdrawal: withdrawal)
        let collector = RowCollector()
        let result = await AccountReader(transport: transport, limits: limits, budget: RateBudget()).verify(target) {
            collector.add($0, $1)
        }
        let log = server.log
        transport.shutDown()
        await server.stop()
        return Outcome(result: result, rows: collector.rows, log: log)
    }

    /// The site of a running sandbox, for requests and pages alike.
    package static func site(_ origin: String) -> Site {
        Site(id: "sandbox", name: Phrase(verbatim: "Sandbox"), restOrigin: origin, webOrigin: origin, origin: .sandbox)
    }
}
