import Crypto
import Exchanges
import TestSupport
import Testing

@testable import Session

@Suite struct RateBudgetTests {
    private static func account(_ name: String) -> RateBudget.Account {
        RateBudget.Account(apiKey: SecretBytes(name.utf8))
    }

    private let budget = RateBudget()
    private let first = account("first")
    private let five = RequestAllowance("GET /x", 5, perMilliseconds: 2_000, by: .account)

    private func take(_ allowance: RequestAllowance, _ account: RateBudget.Account, at now: Int64, origin: String = "https://a")
        -> RateBudget.Token?
    {
        guard case .granted(let token) = budget.take([RequestCost(allowance)], at: origin, of: "x", account: account, now: now) else {
            return nil
        }
        return token
    }

    @Test func allowsWhatTheExchangeAllows() throws {
        let tokens = (0..<5).compactMap { _ in take(five, first, at: 0) }
        #expect(tokens.count == 5)
        #expect(take(five, first, at: 0) == nil)
        // Nothing is earned while requests are under way.
        #expect(take(five, first, at: 10_000) == nil)
        for token in tokens { budget.giveBack(token, .counted(), now: 10_000) }
        #expect(take(five, first, at: 10_399) == nil)
        guard case .later(let wait) = budget.take([RequestCost(five)], at: "https://a", of: "x", account: first, now: 10_399) else {
            Issue.record("granted too early")
            return
        }
        #expect((1...10).contains(wait))
        #expect(take(five, first, at: 10_400) != nil)
    }

    @Test func countsWhomTheExchangeCounts() {
        let single = RequestAllowance("GET /y", 1, perMilliseconds: 1_000, by: .account)
        let shared = RequestAllowance("GET /z", 1, perMilliseconds: 1_000, by: .address)
        let second = Self.account("second")
        #expect(take(single, first, at: 0) != nil && take(single, second, at: 0) != nil)
        #expect(take(shared, first, at: 0) != nil && take(shared, second, at: 0) == nil)
        #expect(take(shared, second, at: 0, origin: "https://b") != nil)
    }

    /// Whoever asks waits for the end of a ban, at every host that it holds for; a shorter one does not end a longer one.
    @Test func aBanHoldsForEverybody() {
        let second = Self.account("second")
        func left(_ account: RateBudget.Account?, _ origin: String, of exchange: String, now: Int64) -> Int64? {
            if case .banned(let left) = budget.take([], at: origin, of: exchange, account: account, now: now) { left } else { nil }
        }
        budget.note(RequestBan(milliseconds: 600_000), at: "https://a", of: "x", now: 1_000)
        budget.note(RequestBan(milliseconds: 10), at: "https://a", of: "x", now: 2_000)
        #expect(left(first, "https://a", of: "x", now: 3_000) == 598_000)
        #expect(left(second, "https://b", of: "x", now: 3_000) == 598_000 && left(nil, "https://b", of: "x", now: 3_000) == 598_000)
        #expect(left(first, "https://c", of: "y", now: 3_000) == nil)
        #expect(left(first, "https://a", of: "x", now: 601_000) == nil)
        budget.note(RequestBan(milliseconds: .max, at: .host), at: "https://a", of: "x", now: 700_000)
        #expect(left(first, "https://a", of: "x", now: 700_001) != nil && left(first, "https://b", of: "x", now: 700_001) == nil)
        #expect(left(first, "https://a", of: "x", now: 700_000 + 86_400_000) == nil)
    }

    @Test func aRefusalEmptiesTheBucket() throws {
        let token = try #require(take(five, first, at: 0))
        budget.giveBack(token, .refused, now: 0)
        #expect(take(five, first, at: 399) == nil)
        #expect(take(five, first, at: 400) != nil)
    }

    @Test func aClockThatStandsStillOrGoesBackEarnsNothing() {
        for _ in 0..<5 { _ = take(five, first, at: 1_000).map { budget.giveBack($0, .counted(), now: 1_000) } }
        #expect(take(five, first, at: 1_000) == nil)
        #expect(take(five, first, at: -5_000) == nil)
    }

    /// Whatever the order of things, no window of the exchange sees more requests than it allows.
    @Test(arguments: [1, 2, 3] as [UInt64]) func noWindowHoldsTooMany(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var now: Int64 = 0
        var underWay: [(token: RateBudget.Token, index: Int)] = []
        var arrivals: [Int64] = []
        for _ in 0..<5_000 {
            now += Int64.random(in: 0...300, using: &random)
            if Bool.random(using: &random), let token = take(five, first, at: now) {
                underWay.append((token, arrivals.count))
                arrivals.append(now)
            } else if let ended = underWay.indices.randomElement(using: &random) {
                let (token, index) = underWay.remove(at: ended)
                // It may have arrived at any time until its reply came.
                arrivals[index] = Int64.random(in: arrivals[index]...now, using: &random)
                budget.giveBack(token, .counted(), now: now)
            }
        }
        var level = 5.0
        var last: Int64 = 0
        for arrival in arrivals.sorted() {
            level = min(5, level + Double(arrival - last) * 5 / 2_000)
            last = arrival
            level -= 1
            #expect(level > -1e-6, "seed \(seed)")
        }
    }
}
