/// Whether what accounts were worth lately is kept beyond this session.
public enum HistoryKeeping: Hashable, Sendable {
    case kept
    case forgotten
}
