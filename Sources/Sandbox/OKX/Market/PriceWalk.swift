/// Moves the prices a little with each step, and has an account trade now and then. The same seed takes the same walk.
struct PriceWalk: Sendable {
    private var generator: SplitMix
    private(set) var stepCount = 0

    /// Hundredths of a percent that a price moves by at most in a step.
    private static let greatestMove = 5
    /// So far from where it began, a price is drawn back.
    private static let drift: SandboxQuantity = "0.02"
    private static let unit: SandboxQuantity = "0.0001"
    /// Worth a dollar all the time.
    private static let steady: Set<String> = ["USD", "USDT", "USDC"]
    private static let stepsPerTrade = 7

    init(seed: UInt64) {
        generator = SplitMix(seed: seed)
    }

    /// - Returns: the currencies whose price is another now.
    mutating func step(_ prices: inout PriceTable) -> Set<String> {
        stepCount += 1
        var moved: Set<String> = []
        for currency in prices.currencies where !Self.steady.contains(currency) {
            guard let price = prices.usd(currency), let start = prices.openingUSD(currency) else { continue }
            var range = -Self.greatestMove...Self.greatestMove
            if price > start * (.one + Self.drift) { range = -Self.greatestMove...1 }
            if price < start * (.one - Self.drift) { range = -1...Self.greatestMove }
            let hundredths = SandboxQuantity(units: Int128(Int.random(in: range, using: &generator)), scale: 0)
            let next = (price * (.one + hundredths * Self.unit)).cut(toScale: PriceTable.decimals(of: start))
            guard next != price, !next.isZero else { continue }
            prices.move(currency, toUSD: next)
            moved.insert(currency)
        }
        return moved
    }

    /// What an account does after this step, if anything: contracts of the perpetual that it has, so that it stays between ten and forty of
    /// them, or a coin for the rest.
    mutating func trade(of account: SandboxAccount) -> SandboxTrade? {
        guard stepCount % Self.stepsPerTrade == 0 else { return nil }
        let coin = Int.random(in: 0..<3, using: &generator) == 0
        var size = Int.random(in: 1...3, using: &generator)
        if let position = account.positions.first, !coin {
            let held = position.contracts.magnitude
            if held > "40" || (held > "10" && Bool.random(using: &generator)) { size = -size }
            let signed = position.side == .short || position.contracts.isNegative ? -size : size
            return SandboxTrade(
                position.instrument, size: SandboxQuantity(units: Int128(signed), scale: 0),
                side: position.side == .net ? nil : position.side)
        }
        if Bool.random(using: &generator) { size = -size }
        return SandboxTrade("SOL-USDT", size: SandboxQuantity(units: Int128(size * 25), scale: 2))
    }
}

/// Whether prices move by themselves, and who trades.
public struct SandboxMovement: Hashable, Sendable {
    /// Whether they move from the start; it can be changed at any time.
    public var isOn = false
    /// From one step to the next.
    public var intervalMilliseconds: Int64 = 1_000
    /// The accounts that trade by themselves while prices move.
    public var traders: [SandboxAccount.ID] = ["main"]

    /// Prices stand still.
    public init() {}
}
