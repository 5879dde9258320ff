/// The exchange says that it has made a change. Whether it did is told by reading it back.
public struct ChangeAccepted: Hashable, Sendable {
    /// It says so.
    public init() {}
}
