/// The open positions of an account, or that they could not be had; the one is never shown as the other.
public enum PositionsReading: Hashable, Sendable {
    /// All that are open; empty where there is none.
    case read([Position])
    case failed(Failure)
    /// They were not asked for.
    case unasked

    /// `nil` where they could not be had.
    public var list: [Position]? {
        switch self {
        case .read(let positions): positions
        case .failed, .unasked: nil
        }
    }
}
