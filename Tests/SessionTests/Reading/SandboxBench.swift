import Crypto
import Domain
import Exchanges
import HTTP
import Sandbox
import TestSupport
import Testing

@testable import Session

/// A sandbox, a transport and a reader for many visits one after the other.
struct SandboxBench {
    let server: SandboxServer
    let transport = HTTPTransport(userAgent: "tidegate-tests")

    init(_ change: (inout SandboxConfiguration) -> Void = { _ in }) async throws {
        var configuration = SandboxConfiguration()
        configuration.rateLimits = .off
        change(&configuration)
        server = try await SandboxServer.start(configuration)
    }

    func close() async {
        transport.shutDown()
        await server.stop()
    }

    /// Verifies an account, as the first visit of a program.
    func verify(
        _ account: String, faults: [SandboxFault] = [], limits: ReadingLimits = SandboxRequest.quickLimits
    ) async -> SandboxRequest.Outcome {
        server.faults = faults
        let key = server.configuration.accounts.first { $0.id == account }?.keys.first
        let handle = KeyHandle(
            apiKey: SecretBytes((key?.apiKey ?? "").utf8), secretKey: SecretBytes((key?.secretKey ?? "").utf8),
            passphrase: SecretBytes((key?.passphrase ?? "").utf8))
        let collector = RowCollector()
        let reader = AccountReader(transport: transport, limits: limits, budget: RateBudget())
        let target = AccountRequest(exchange: "okx", site: SandboxRequest.site(server.origin), environment: .live, key: handle)
        let result = await reader.verify(target) { collector.add($0, $1) }
        handle.wipe()
        return SandboxRequest.Outcome(result: result, rows: collector.rows, log: server.log)
    }
}
