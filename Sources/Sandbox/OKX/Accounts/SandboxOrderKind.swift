/// Where an order waits: in the order book, or for its trigger.
public enum SandboxOrderKind: String, Hashable, Sendable, CaseIterable {
    case book, algo
}
