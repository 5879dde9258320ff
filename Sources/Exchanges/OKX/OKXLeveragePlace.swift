import Domain

/// Where a leverage applies: an instrument, and in hedge mode one side of it.
public struct OKXLeveragePlace: Hashable, Sendable {
    public let instrument: String
    /// `nil` in one-way mode.
    public let side: PositionSide?

    public init(instrument: String, side: PositionSide?) {
        self.instrument = instrument
        self.side = side
    }

    /// As it is shown, such as `BTC-USDT-SWAP long`.
    public var name: String {
        side.map { "\(instrument) \($0.rawValue)" } ?? instrument
    }
}
