/// Which way the wheel was turned.
public enum ScrollDirection: Hashable, Sendable {
    case up
    case down
}
