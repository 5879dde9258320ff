/// The numbers of one position, worked out from its size and the prices.
///
/// Margin and profit follow OKX API guide, get positions; the maintenance rate and the fee are those of the smallest tier of BTC-USDT-SWAP.
struct PositionFigures: Sendable {
    let position: SandboxPosition
    let mark: SandboxQuantity
    let last: SandboxQuantity
    let index: SandboxQuantity
    /// USD for one coin of the margin currency.
    let usdPrice: SandboxQuantity
    /// In coins of the margin currency, like the other amounts here; its sign is that of the position.
    let signedCoins: SandboxQuantity
    let profit: SandboxQuantity
    let profitAtLast: SandboxQuantity
    /// The initial margin: at the opening price when isolated, at the mark price when cross.
    let initialMargin: SandboxQuantity
    let maintenanceMargin: SandboxQuantity
    let notionalUSD: SandboxQuantity
    let openingFee: SandboxQuantity

    static let maintenanceRate: SandboxQuantity = "0.004"
    static let feeRate: SandboxQuantity = "0.0005"

    init(_ position: SandboxPosition, prices: PriceTable) {
        self.position = position
        let underlying = position.instrument.split(separator: "-").map(String.init)
        mark = prices.mark(position.instrument) ?? position.averagePrice
        last = mark + "0.3"
        index = underlying.count > 1 ? prices.index(base: underlying[0], quote: underlying[1]) ?? mark : mark
        usdPrice = prices.usd(position.marginCurrency) ?? .one
        let coins = position.contracts * position.contractValue
        signedCoins =
            switch position.side {
            case .net, .long: coins
            case .short: -coins
            }
        profit = signedCoins * (mark - position.averagePrice)
        profitAtLast = signedCoins * (last - position.averagePrice)
        let notional = coins.magnitude * mark
        let opened = coins.magnitude * position.averagePrice
        initialMargin =
            switch position.marginMode {
            case .isolated: opened.divided(by: position.leverage, scale: 16) ?? opened
            case .cross: notional.divided(by: position.leverage, scale: 16) ?? notional
            }
        maintenanceMargin = notional * Self.maintenanceRate
        notionalUSD = notional * usdPrice
        openingFee = -(opened * Self.feeRate)
    }

    /// Margin and profit together: what an isolated position is worth.
    var equity: SandboxQuantity { initialMargin + profit }

    /// Worth over what must not be lost; `nil` for a cross position, whose ratio is that of its currency.
    var marginRatio: SandboxQuantity? {
        switch position.marginMode {
        case .isolated: equity.divided(by: maintenanceMargin + signedCoins.magnitude * mark * Self.feeRate, scale: 8)
        case .cross: nil
        }
    }

    /// The mark price at which only the maintenance margin and the closing fee would be left of an isolated position.
    var liquidationPrice: SandboxQuantity? {
        switch position.marginMode {
        case .isolated:
            let rate = Self.maintenanceRate + Self.feeRate
            let perCoin = signedCoins.isNegative ? SandboxQuantity.one + rate : SandboxQuantity.one - rate
            let left = signedCoins * position.averagePrice - initialMargin
            return left.divided(by: signedCoins * perCoin, scale: PriceTable.decimals(of: mark))
        case .cross:
            return nil
        }
    }

    /// The price at which closing costs nothing, both fees counted.
    var breakEvenPrice: SandboxQuantity {
        let fees = position.averagePrice * Self.feeRate * "2"
        let price = signedCoins.isNegative ? position.averagePrice - fees : position.averagePrice + fees
        return price.cut(toScale: PriceTable.decimals(of: mark))
    }
}
