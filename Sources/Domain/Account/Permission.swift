/// What an API key may do.
public enum Permission: String, CaseIterable, Hashable, Sendable {
    case read
    case trade
    case withdraw
}
