/// The numbers of one currency of a trading account, worked out so that they agree with each other.
///
/// Equity is cash, what isolated positions are worth, and the profit of cross positions; what isolated positions hold is not in the cash.
struct CurrencyFigures: Sendable {
    let holding: SandboxHolding
    /// USD for one coin; `nil` for a coin without a price.
    let price: SandboxQuantity?
    let isolatedEquity: SandboxQuantity
    let isolatedProfit: SandboxQuantity
    let crossProfit: SandboxQuantity
    let crossInitialMargin: SandboxQuantity
    let crossMaintenanceMargin: SandboxQuantity
    let crossNotional: SandboxQuantity

    init(_ holding: SandboxHolding, positions: [PositionFigures], price: SandboxQuantity?) {
        self.holding = holding
        self.price = price
        let isolated = positions.filter { $0.position.marginMode == .isolated }
        let cross = positions.filter { $0.position.marginMode == .cross }
        isolatedEquity = .sum(isolated.map(\.equity))
        isolatedProfit = .sum(isolated.map(\.profit))
        crossProfit = .sum(cross.map(\.profit))
        crossInitialMargin = .sum(cross.map(\.initialMargin))
        crossMaintenanceMargin = .sum(cross.map(\.maintenanceMargin))
        crossNotional = .sum(cross.map { $0.signedCoins.magnitude * $0.mark })
    }

    /// Cash and the profit of cross positions, without the isolated ones.
    var crossEquity: SandboxQuantity { holding.cash + crossProfit - holding.interest }
    var equity: SandboxQuantity { crossEquity + isolatedEquity }
    var equityUSD: SandboxQuantity? { price.map { equity * $0 } }
    var frozen: SandboxQuantity { holding.frozenByOrders + crossInitialMargin + isolatedEquity }
    var profit: SandboxQuantity { isolatedProfit + crossProfit }
    /// The debt, as a positive amount.
    var debt: SandboxQuantity { holding.cash.isNegative ? -holding.cash : .zero }

    var availableEquity: SandboxQuantity {
        max(.zero, crossEquity - crossInitialMargin - holding.frozenByOrders)
    }

    /// Unrealized profit counts as equity, but cannot be used.
    var available: SandboxQuantity {
        max(.zero, min(holding.cash, crossEquity) - crossInitialMargin - holding.frozenByOrders)
    }

    var isEmpty: Bool { holding.cash.isZero && equity.isZero }
}
