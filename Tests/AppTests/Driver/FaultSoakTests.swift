import Foundation
import Sandbox
import TestSupport
import Testing

@testable import App
@testable import Core
@testable import Domain
@testable import Session

/// Thirty accounts that are left open while the exchange, and whatever stands in between, misbehaves.
@Suite(.timeLimit(.minutes(30))) struct FaultSoakTests {
    /// Five minutes where `.ci/run` asks for them, otherwise a short run.
    private static let isLong = ProcessInfo.processInfo.environment["LONG_TESTS"] == "1"
    private static let rounds = isLong ? 6 : 1
    private static let faultMilliseconds: Int64 = isLong ? 35_000 : 12_000
    /// The promise to users: however an account has failed, it is back within this time after the last fault.
    private static let promisedMilliseconds: Int64 = 60_000

    /// Temporary faults: of the network, proxies, gateways and the service, and a refusal that is repeated only a few times.
    private static let kinds: [SandboxFaultKind] = [
        .html(status: 502), .html(status: 503), .html(status: 403), .html(status: 404), .html(status: 200), .cutInBody, .cutBeforeReply,
        .silence(milliseconds: 20_000), .oversized(bytes: 9_000_000), .invalidUTF8, .nullContent,
        .redirect(location: "https://portal.example/"),
        .rateLimited, .maintenance, .code("50001"), .code("50004"), .code("50013"), .code("50026"),
        .refusal(status: 401, code: "50113", message: "Invalid Sign"),
        .refusal(status: 401, code: "50110", message: "Your IP is not included"),
        .refusal(status: 401, code: "50119", message: "API key doesn't exist"),
        .refusal(status: 401, code: "50102", message: "Timestamp request expired"),
    ]

    /// Faults that no repetition can solve.
    private static let hopeless: [SandboxFaultKind] = [
        .html(status: 403), .html(status: 404), .html(status: 200), .cutInBody, .redirect(location: "https://portal.example/"),
        .refusal(status: 401, code: "50113", message: "Invalid Sign"),
        .refusal(status: 401, code: "50110", message: "Your IP is not included"),
    ]

    private static let paths: [String?] = [
        nil, nil, "/api/v5/account/config", "/api/v5/account/config", "/api/v5/public/time", "/api/v5/account/balance",
        "/api/v5/asset/balances",
        "/api/v5/asset/asset-valuation",
    ]

    @Test func everyAccountIsBackWithinAMinuteOfTheLastFault() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("faults from the seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let accounts = SandboxAccount.many(30, assets: 20)
        var configuration = SandboxConfiguration()
        configuration.accounts = accounts
        let server = try await SandboxServer.start(configuration)
        let watch = try WatchedAccounts(accounts, at: SandboxRequest.site(server.origin), refreshMilliseconds: 5_000)
        try await watch.run("all accounts to be read", milliseconds: Int64(Deadline.milliseconds)) { $0.allSatisfy { $0.snapshot != nil } }

        var failures = 0
        for round in 0..<Self.rounds {
            // Each of them fails at least once, by something that looks hopeless.
            server.faults = [SandboxFault(Self.hopeless.randomElement(using: &random)!, path: "/api/v5/account/config")]
            try await watch.run("all to fail", milliseconds: Int64(Deadline.milliseconds)) { $0.allSatisfy { $0.failure != nil } }
            let end = LocalClock.steadyMilliseconds + Self.faultMilliseconds
            while LocalClock.steadyMilliseconds < end {
                server.faults = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                    SandboxFault(
                        Self.kinds.randomElement(using: &random)!, path: Self.paths.randomElement(using: &random)!,
                        occurrence: Bool.random(using: &random) ? .always : .times(Int.random(in: 1...40, using: &random)))
                }
                await watch.run(milliseconds: Int64.random(in: 500...5_000, using: &random))
            }
            failures += watch.connections.count { $0.failure != nil }
            server.faults = []
            let over = LocalClock.unixMilliseconds
            try await watch.run("all to be back, seed \(seed), round \(round)", milliseconds: Self.promisedMilliseconds) {
                $0.allSatisfy { connection in
                    guard let snapshot = connection.snapshot, connection.failure == nil else { return false }
                    return snapshot.asOf.unixMilliseconds >= over && !snapshot.notices.contains { $0.warning == .partial }
                }
            }
        }
        print("\(watch.failures) readings failed; \(failures) accounts had failed at the ends of \(Self.rounds) rounds")
        watch.end()
        await server.stop()
    }
}
