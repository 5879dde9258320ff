/// What follows when the user denies: no page of the exchange says which.
public enum SandboxDenial: Hashable, Sendable {
    /// A callback with `access_denied` (RFC 6749 4.1.2.1).
    case tellsClient
    /// The profile page, and no callback.
    case keepsSilent
}
