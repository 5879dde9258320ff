import Domain

/// A leverage as the exchange has it.
public struct OKXSetLeverage: Hashable, Sendable {
    public let place: OKXLeveragePlace
    public let leverage: Amount

    public init(_ place: OKXLeveragePlace, _ leverage: Amount) {
        self.place = place
        self.leverage = leverage
    }
}
