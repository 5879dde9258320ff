/// Whether requests beyond the documented limits are refused.
public enum SandboxRateLimits: Hashable, Sendable {
    case enforced, off
}
