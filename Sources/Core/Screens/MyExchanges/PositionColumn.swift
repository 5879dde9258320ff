import Domain

/// What is shown of a position, a column each.
public enum PositionColumn: String, CaseIterable, Hashable, Sendable {
    case instrument, side, size, entry, mark, profit, leverage, marginMode, liquidation

    /// The title of the column, as the screen and the printed reports have it.
    public func title(_ language: Language) -> String {
        let words = Text.of(language).portfolio
        return switch self {
        case .instrument: words.instrument
        case .side: words.side
        case .size: words.size
        case .entry: words.entry
        case .mark: words.mark
        case .profit: words.profit
        case .leverage: words.leverage
        case .marginMode: words.marginMode
        case .liquidation: words.liquidation
        }
    }

    /// Whether it is a name, to be read from its left end.
    public var isName: Bool {
        switch self {
        case .instrument, .side, .marginMode: true
        case .size, .entry, .mark, .profit, .leverage, .liquidation: false
        }
    }

    /// What stands in the column; a dash where the exchange told nothing.
    public func words(for position: Position, _ language: Language) -> String {
        let text = Text.of(language)
        return switch self {
        case .instrument: position.instrument
        case .side: position.side.map(text.portfolio.sideName) ?? text.unknownAmount
        case .size, .entry, .mark, .liquidation: AmountText.exact(amount(of: position), text)
        case .profit:
            (position.unrealizedProfit.map { AmountText.signed($0) } ?? text.unknownAmount)
                + (position.currency.map { position.unrealizedProfit == nil ? "" : " " + $0 } ?? "")
        case .leverage: position.leverage.map { AmountText.exact($0, text) + "x" } ?? text.unknownAmount
        case .marginMode: position.marginMode.map(text.portfolio.marginModeName) ?? text.unknownAmount
        }
    }

    func amount(of position: Position) -> Amount? {
        switch self {
        case .size: position.size
        case .entry: position.entryPrice
        case .mark: position.markPrice
        case .profit: position.unrealizedProfit
        case .leverage: position.leverage
        case .liquidation: position.liquidationPrice
        case .instrument, .side, .marginMode: nil
        }
    }
}
