import Exchanges
import Testing

@testable import Session

/// Limits that count weight, at one host or over all, and what others have used of them.
@Suite struct RateWeightTests {
    private let budget = RateBudget()
    private let weight = RequestAllowance("weight", 100, perMilliseconds: 60_000, by: .address)
    private let requests = RequestAllowance("requests", 3, perMilliseconds: 1_000, by: .address, at: .exchange)

    private func take(_ costs: [RequestCost], at now: Int64, origin: String = "https://a", exchange: String = "x") -> RateBudget.Token? {
        guard case .granted(let token) = budget.take(costs, at: origin, of: exchange, account: nil, now: now) else { return nil }
        return token
    }

    @Test func aHeavyRequestTakesMore() throws {
        #expect(take([RequestCost(weight, weight: 60)], at: 0) != nil)
        #expect(take([RequestCost(weight, weight: 60)], at: 0) == nil && take([RequestCost(weight, weight: 40)], at: 0) != nil)
        #expect(take([RequestCost(weight)], at: 0) == nil && take([RequestCost(weight)], at: 0, origin: "https://b") != nil)
    }

    @Test func whatIsRefusedByOneLimitTakesNothingOfAnother() {
        let costs = [RequestCost(weight, weight: 90), RequestCost(requests)]
        for _ in 0..<3 { #expect(take([RequestCost(requests)], at: 0) != nil) }
        #expect(take(costs, at: 0) == nil)
        #expect(take([RequestCost(weight, weight: 100)], at: 0) != nil)
    }

    @Test func hostsOfAnExchangeCountTogetherWhereItSaysSo() {
        for origin in ["https://a", "https://b", "https://c"] { #expect(take([RequestCost(requests)], at: 0, origin: origin) != nil) }
        #expect(take([RequestCost(requests)], at: 0, origin: "https://d") == nil)
        #expect(take([RequestCost(requests)], at: 0, exchange: "y") != nil)
    }

    @Test func whatOthersHaveUsedIsTaken() throws {
        let token = try #require(take([RequestCost(weight, weight: 10)], at: 0))
        budget.giveBack(token, .counted([LimitUse("weight", units: 70), LimitUse("else", units: 100)]), now: 0)
        #expect(take([RequestCost(weight, weight: 31)], at: 0) == nil)
        let next = try #require(take([RequestCost(weight, weight: 20)], at: 0))
        // A header that tells of less than was sent meanwhile gives nothing back.
        budget.giveBack(next, .counted([LimitUse("weight", units: 1)]), now: 0)
        #expect(take([RequestCost(weight, weight: 11)], at: 0) == nil && take([RequestCost(weight, weight: 10)], at: 0) != nil)
    }

    /// What this program took within a window is its own; the rest of what the exchange tells is that of others.
    @Test func whatIsUsedIsToldApart() throws {
        let first = try #require(take([RequestCost(weight, weight: 10)], at: 0))
        #expect(budget.giveBack(first, .counted(), now: 5).isEmpty, "nothing was told")
        let second = try #require(take([RequestCost(weight, weight: 3)], at: 50_000))
        let share = try #require(budget.giveBack(second, .counted([LimitUse("weight", units: 74)]), now: 50_010).first?.share)
        #expect(share.own == 13 && share.others == 61 && share.units == 100)
        // The first is more than a window ago, and a window that has just begun tells of less than was used.
        let third = try #require(take([RequestCost(weight, weight: 2)], at: 61_000))
        let later = try #require(budget.giveBack(third, .counted([LimitUse("weight", units: 4)]), now: 61_000).first?.share)
        #expect(later.own == 4 && later.others == 0)
        let fourth = try #require(take([RequestCost(weight, weight: 1)], at: 200_000))
        let last = try #require(budget.giveBack(fourth, .counted([LimitUse("weight", units: 50)]), now: 200_000).first?.share)
        #expect(last.own == 1 && last.others == 49 && share.isMoreUsed(than: last) && !last.isMoreUsed(than: share))
    }

    @Test(arguments: [Int64.min, -1, 0, 101, .max]) func oddNumbersDoNoHarm(units: Int64) throws {
        let token = try #require(take([RequestCost(weight, weight: units)], at: 0))
        budget.giveBack(token, .counted([LimitUse("weight", units: units)]), now: 0)
        _ = take([RequestCost(weight)], at: 1)
    }
}
