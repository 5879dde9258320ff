/// What became of something that a user was to do.
public enum SandboxUserOutcome: Hashable, Sendable {
    case done
    /// No account has that `id`.
    case accountUnknown
}
