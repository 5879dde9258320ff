/// The direction of a position.
public enum PositionSide: String, CaseIterable, Hashable, Sendable {
    case long
    case short
}
