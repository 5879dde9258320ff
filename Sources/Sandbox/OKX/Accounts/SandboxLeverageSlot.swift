/// What a leverage is stored for (OKX API guide, set leverage). `side` is `net` except for isolated contracts in hedge mode.
public struct SandboxLeverageSlot: Hashable, Sendable {
    /// An instrument, or a currency where a leverage is kept by currency.
    public var instrument: String
    public var marginMode: SandboxMarginMode
    public var side: SandboxPositionSide

    public init(_ instrument: String, _ marginMode: SandboxMarginMode, side: SandboxPositionSide = .net) {
        self.instrument = instrument
        self.marginMode = marginMode
        self.side = side
    }
}
