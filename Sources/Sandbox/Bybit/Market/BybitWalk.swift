extension SandboxBybit {
    /// Moves the prices a little with each step, and has an account trade now and then. The same seed takes the same walk.
    struct Walk: Sendable {
        private var generator: SplitMix
        private(set) var stepCount = 0

        private static let stepsPerTrade = 7
        private static let traded = "BTCUSDT"

        init(seed: UInt64) {
            // Another walk than that of the exchanges beside it.
            generator = SplitMix(seed: seed ^ 0xB1B1)
        }

        mutating func step(_ prices: inout Prices) {
            stepCount += 1
            prices.step(using: &generator)
        }

        /// What an account does after this step, if anything: a little of a perpetual, of which it keeps some and never much, or a few
        /// coins.
        mutating func trade(of account: Account) -> Trade? {
            guard stepCount % Self.stepsPerTrade == 0 else { return nil }
            var units = Int128(Int.random(in: 1...3, using: &generator))
            let isSpot = Int.random(in: 0..<3, using: &generator) == 0
            let sells = Bool.random(using: &generator)
            guard !isSpot else { return Trade("SOLUSDT", size: SandboxQuantity(units: sells ? -units : units, scale: 1), isSpot: true) }
            let held = account.positions.first { $0.symbol == Self.traded && $0.index == 0 }?.size ?? .zero
            if held > "0.4" || (held > "0.1" && sells) { units = -units }
            return Trade(Self.traded, size: SandboxQuantity(units: units, scale: 2))
        }
    }
}
