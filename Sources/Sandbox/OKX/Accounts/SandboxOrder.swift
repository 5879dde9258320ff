/// A waiting order. It blocks changes of settings and is never executed.
public struct SandboxOrder: Hashable, Sendable {
    /// The exchange's `instId`, such as `BTC-USDT-SWAP`.
    public var instrument: String
    /// The margin mode that the order would open a position with.
    public var marginMode: SandboxMarginMode
    /// In the order book, or waiting for its trigger.
    public var kind: SandboxOrderKind

    /// An order in the order book, unless said otherwise.
    public init(_ instrument: String, _ marginMode: SandboxMarginMode, kind: SandboxOrderKind = .book) {
        self.instrument = instrument
        self.marginMode = marginMode
        self.kind = kind
    }
}

/// Where an order waits: in the order book, or for its trigger.
public enum SandboxOrderKind: String, Hashable, Sendable, CaseIterable {
    case book, algo
}
