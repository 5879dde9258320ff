extension Distortion {
    /// The account with three hundred more currencies, and the prices with theirs.
    static func crowded(_ account: SandboxAccount?, prices: PriceTable, seed: UInt64) -> (SandboxAccount?, PriceTable) {
        var generator = SplitMix(seed: seed)
        var account = account
        var prices = prices
        for number in 1...300 {
            let letters = (0..<Int.random(in: 1...7, using: &generator)).map { _ in
                Character(Unicode.Scalar(UInt8.random(in: UInt8(ascii: "A")...UInt8(ascii: "Z"), using: &generator)))
            }
            let currency = "\(number)" + String(letters)
            let scale = Int.random(in: 0...12, using: &generator)
            let units = Int128(UInt64.random(in: 1...999_999_999_999, using: &generator))
            let priceScale = Int.random(in: 8...14, using: &generator)
            let priceUnits = Int128(UInt64.random(in: 1...9_999_999, using: &generator))
            prices.add(currency, priceUSD: SandboxQuantity(units: priceUnits, scale: priceScale))
            let amount = SandboxQuantity(units: units, scale: scale)
            account?.trading.append(SandboxHolding(currency, cash: amount))
            account?.funding.append(SandboxDeposit(currency, balance: amount))
        }
        return (account, prices)
    }
}
