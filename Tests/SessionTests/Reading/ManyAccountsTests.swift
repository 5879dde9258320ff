import Crypto
import Domain
import Exchanges
import Foundation
import HTTP
import Sandbox
import TestSupport
import Testing

@testable import Session

/// Many accounts side by side, and one among them that is in trouble.
@Suite(.timeLimit(.minutes(15))) struct ManyAccountsTests {
    private static func target(_ account: SandboxAccount, at origin: String) -> AccountRequest {
        let key = account.keys[0]
        return AccountRequest(
            exchange: "okx", site: SandboxRequest.site(origin), environment: .live,
            key: KeyHandle(
                apiKey: SecretBytes(key.apiKey.utf8), secretKey: SecretBytes(key.secretKey.utf8),
                passphrase: SecretBytes(key.passphrase.utf8)))
    }

    /// What the limits force on a hundred accounts that are read at once is next to nothing: each has limits of its own, and what is
    /// counted by address is asked for once for all.
    @Test func aHundredAccountsAtOnce() async throws {
        let accounts = SandboxAccount.many(100, assets: 500)
        let bench = try await SandboxBench {
            $0.accounts = accounts
            $0.rateLimits = .enforced
        }
        let reader = AccountReader(transport: bench.transport, limits: SandboxRequest.quickLimits, budget: RateBudget())
        let visits = accounts.map { Self.target($0, at: bench.server.origin) }
        let outcomes = await withTaskGroup(of: Result<AccountSnapshot, Failure>.self) { group in
            for target in visits { group.addTask { await reader.read(target) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let snapshots = outcomes.compactMap { try? $0.get() }
        #expect(snapshots.count == 100)
        #expect(snapshots.flatMap(\.notices).isEmpty, "nothing was refused for coming too soon")
        #expect(snapshots.map { $0.wallets[0].assets.count }.max() == 500)
        #expect(snapshots.allSatisfy { $0.rates.knows(.bitcoin) && $0.rates.knows(.yuan) })
        let asked = Dictionary(grouping: bench.server.log.entries, by: \.path).mapValues(\.count)
        // Where the first answer takes its time, four more requests of the kind open connections beside it.
        #expect(asked["/api/v5/public/time"] == 1, "one clock for all")
        #expect(asked["/api/v5/market/exchange-rate"] == 1)
        #expect((asked["/api/v5/market/index-tickers"] ?? 0) <= 10)
        await bench.close()
    }

    /// The rate of the euro comes from one account's valuation in it, and the next reading of any has it.
    @Test func oneAccountTellsTheEuroForAll() async throws {
        let accounts = SandboxAccount.many(3, assets: 2)
        let bench = try await SandboxBench { $0.accounts = accounts }
        let reader = AccountReader(transport: bench.transport, limits: SandboxRequest.quickLimits, budget: RateBudget(), euros: .wanted)
        let first = try await reader.read(Self.target(accounts[1], at: bench.server.origin)).get()
        #expect(!first.rates.knows(.euro), "it was not waited for")
        var euros: Amount?
        try await Deadline.until("the rate of the euro") {
            euros = try await reader.read(Self.target(accounts[2], at: bench.server.origin)).get().rates.convert(Amount(1_000), to: .euro)
            return euros != nil
        }
        #expect(euros?.rounded(toScale: 1, rounding: .halfEven) == Amount("860.5"))
        await bench.close()
    }

    enum Trouble: String, CaseIterable {
        case silent, failing, refusing, garbled
    }

    /// Other accounts are not affected by one that fails.
    @Test(arguments: Trouble.allCases) func oneInTroubleDelaysNoOther(trouble: Trouble) async throws {
        let well = try await SandboxBench { $0.accounts = SandboxAccount.many(8, assets: 2) }
        let ill = try await SandboxBench { configuration in
            configuration.accounts = SandboxAccount.many(1, assets: 2)
            switch trouble {
            case .silent: configuration.faults = [SandboxFault(.silence(milliseconds: 1_000_000))]
            case .failing: configuration.faults = [SandboxFault(.html(status: 502))]
            case .refusing: configuration.faults = [SandboxFault(.rateLimited)]
            case .garbled: configuration.faults = [SandboxFault(.cutInBody)]
            }
        }
        let reader = AccountReader(transport: well.transport, limits: SandboxRequest.quickLimits, budget: RateBudget())
        let troubled = Task { await reader.read(Self.target(SandboxAccount.many(1, assets: 2)[0], at: ill.server.origin)) }
        try await Deadline.until("the trouble") { ill.server.log.count > 0 }
        let outcomes = await withTaskGroup(of: Result<AccountSnapshot, Failure>.self) { group in
            for account in well.server.configuration.accounts {
                group.addTask { await reader.read(Self.target(account, at: well.server.origin)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        // The silent one answers long after this test has been given up.
        #expect(outcomes.allSatisfy { (try? $0.get()) != nil })
        troubled.cancel()
        if case .success = await troubled.value { Issue.record("\(trouble) was read") }
        await ill.close()
        await well.close()
    }

    // MARK: Over a long time

    /// 10,000 refreshes where `.ci/run` asks for them, else enough to see a leak of a descriptor for each.
    private static let refreshes = ProcessInfo.processInfo.environment["LONG_TESTS"] == "1" ? 10_000 : 400

    /// In a process of its own, where nothing else uses memory.
    @Test func memoryAndDescriptorsStayFlat() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            let rounds = ManyAccountsTests.refreshes / 100
            let accounts = SandboxAccount.many(100, assets: 500)
            let bench = try await SandboxBench {
                $0.accounts = accounts
                $0.rateLimits = .enforced
            }
            var limits = SandboxRequest.quickLimits
            // Prices are asked for again and again, as they are by a program that runs for days.
            limits.sharedFreshMilliseconds = ReadingLimits().sharedFreshMilliseconds
            let reader = AccountReader(transport: bench.transport, limits: limits, budget: RateBudget())
            let visits = accounts.map { ManyAccountsTests.target($0, at: bench.server.origin) }
            func refresh(_ rounds: Int) async -> [Failure] {
                var failures: [Failure] = []
                for _ in 0..<rounds {
                    failures += await withTaskGroup(of: Failure?.self) { group in
                        for target in visits {
                            group.addTask {
                                switch await reader.read(target) {
                                case .success: nil
                                case .failure(let failure): failure
                                }
                            }
                        }
                        return await group.reduce(into: []) { if let failure = $1 { $0.append(failure) } }
                    }
                }
                return failures
            }
            // What is kept once, and the room that a hundred readings at a time need, are there after some rounds.
            let settled = max(2, rounds / 10)
            var failures = await refresh(settled)
            let before = try ProcessUse.now
            failures += await refresh(rounds)
            let after = try ProcessUse.now
            let figures: Comment = "\(rounds * 100) refreshes: \(before) → \(after)"
            print(figures.rawValue)
            #expect(failures.isEmpty, "\(failures.count) failed, the first: \(String(describing: failures.first))")
            #expect(after.descriptors <= before.descriptors + 4, figures)
            #expect(after.allocatedKiB <= before.allocatedKiB + 4 * 1024, figures)
            #expect(after.residentKiB <= before.residentKiB + 32 * 1024, figures)
            await bench.close()
        }
        print(String(decoding: result?.standardOutputContent ?? [], as: UTF8.self))
    }
}
