/// The numbers of an account at the prices of a table.
struct AccountFigures: Sendable {
    let account: SandboxAccount
    let positions: [PositionFigures]
    /// The currencies that have something in them.
    let currencies: [CurrencyFigures]
    let prices: PriceTable

    init(_ account: SandboxAccount, prices: PriceTable) {
        self.account = account
        self.prices = prices
        let positions = account.positions.map { PositionFigures($0, prices: prices) }
        self.positions = positions
        let held = Set(account.trading.map(\.currency))
        var missing: [SandboxHolding] = []
        for position in account.positions
        where !held.contains(position.marginCurrency) && !missing.contains(where: { $0.currency == position.marginCurrency }) {
            missing.append(SandboxHolding(position.marginCurrency, cash: .zero))
        }
        currencies = (account.trading + missing)
            .map { holding in
                CurrencyFigures(
                    holding, positions: positions.filter { $0.position.marginCurrency == holding.currency },
                    price: prices.usd(holding.currency))
            }
            .filter { !$0.isEmpty }
    }

    var tradingUSD: SandboxQuantity { .sum(currencies.compactMap(\.equityUSD)) }
    var fundingUSD: SandboxQuantity { value(of: account.funding) }
    var earnUSD: SandboxQuantity { value(of: account.earn) }
    var classicUSD: SandboxQuantity { value(of: account.classic) }

    /// The sum over the currencies, each at its price; a coin without a price counts nothing.
    func inUSD(_ amount: (CurrencyFigures) -> SandboxQuantity) -> SandboxQuantity {
        .sum(currencies.map { amount($0) * ($0.price ?? .zero) })
    }

    private func value(of deposits: [SandboxDeposit]) -> SandboxQuantity {
        .sum(deposits.map { $0.balance * (prices.usd($0.currency) ?? .zero) })
    }
}
