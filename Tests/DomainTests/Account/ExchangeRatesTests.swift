import TestSupport
import Testing

@testable import Domain

struct ExchangeRatesTests {
    @Test(arguments: 1...10) func conversionIsExactAndThereAndBack(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let dollars = Amount(
                "\(Int.random(in: -1_000_000_000 ..< 1_000_000_000, using: &random)).\(Int.random(in: 0 ..< 1_000_000, using: &random))")!
            let price = Amount("\(Int.random(in: 1 ..< 200_000, using: &random)).\(Int.random(in: 0 ..< 1_000, using: &random))")!
            let rates = ExchangeRates([.bitcoin: .dollarsPerUnit(price), .yuan: .unitsPerDollar(price)])
            #expect(rates.convert(dollars, to: .yuan) == dollars * price)
            let coins = rates.convert(dollars, to: .bitcoin)!
            let error = (coins * price - dollars).magnitude
            #expect(error * Amount("10000000000000000")! <= price, "at most half a unit of the sixteenth digit")
            #expect(rates.convert(dollars, to: .dollar) == dollars && rates.convert(dollars, to: .euro) == nil)
        }
        #expect(!ExchangeRates([.euro: .dollarsPerUnit(.zero), .yuan: .unitsPerDollar(Amount(-7))]).knows(.euro))
    }

    @Test func whatHasComeIsNotAwaited() {
        let first = ExchangeRates([.bitcoin: .dollarsPerUnit(Amount(5))], awaited: [.bitcoin, .euro, .dollar])
        #expect(first.awaited == [.euro])
        #expect(first.filled(from: ExchangeRates([.euro: .unitsPerDollar(Amount(2))], awaited: [.yuan])).awaited == [.yuan])
        #expect(ExchangeRates.none.awaited.isEmpty)
    }
}
