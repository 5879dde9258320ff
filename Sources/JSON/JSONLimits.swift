/// How much a document may ask for before it is refused.
public struct JSONLimits: Hashable, Sendable {
    /// Arrays and objects inside each other.
    public let depth: Int
    public let byteCount: Int
    /// Values and member names together.
    public let nodeCount: Int

    /// No depth above this one is granted, so that code may follow a document by recursion.
    public static let greatestDepth = 512

    /// Numbers outside what is possible (depth 1 to 512, at most 1 GiB and as many nodes) count as the nearest that is.
    public init(depth: Int = 64, byteCount: Int = 32 << 20, nodeCount: Int = 2_000_000) {
        self.depth = min(max(1, depth), JSONLimits.greatestDepth)
        self.byteCount = min(max(0, byteCount), 1 << 30)
        self.nodeCount = min(max(1, nodeCount), 1 << 30)
    }

    public static let standard = JSONLimits()
}
