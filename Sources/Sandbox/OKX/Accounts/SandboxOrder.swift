/// An order that waits. It stands in the way of other settings, and does nothing else.
public struct SandboxOrder: Hashable, Sendable {
    public var instrument: String
    public var marginMode: SandboxMarginMode
    public var kind: SandboxOrderKind

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
