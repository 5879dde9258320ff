/// What a file may cost before it is refused.
public struct AgeLimits: Hashable, Sendable {
    /// The exponent of scrypt's cost; memory is 1 KiB · 2^exponent, so 20 means 1 GiB and some seconds.
    public let greatestWorkFactor: Int
    /// The length of a file, armor included, and of its content.
    public let fileBytes: Int

    /// The header's part of a file: more than 500 recipients.
    static let headerBytes = 64 * 1024

    /// Numbers outside what is possible (1 to 22; at most 1 GiB) count as the nearest that is.
    public init(greatestWorkFactor: Int = 20, fileBytes: Int = 16 << 20) {
        self.greatestWorkFactor = min(max(1, greatestWorkFactor), 22)
        self.fileBytes = min(max(0, fileBytes), 1 << 30)
    }

    public static let standard = AgeLimits()
}
