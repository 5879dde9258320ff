/// How often a fault happens before it is over.
public enum SandboxFaultOccurrence: Hashable, Sendable {
    case always
    /// That many requests; none when it is not positive.
    case times(Int)

    /// The next request only.
    public static let once = SandboxFaultOccurrence.times(1)
}
