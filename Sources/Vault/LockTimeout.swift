/// How long to wait while another program writes to the vault, and whom to tell.
public struct LockTimeout: Sendable {
    /// How long, in milliseconds.
    public let limitMilliseconds: Int
    /// Called once, on the waiting thread, when the lock is not to be had at once.
    public let whenWaiting: @Sendable () -> Void

    /// The default leaves time for a few other saves, each of which may cost a key stretch of some seconds.
    public init(limitMilliseconds: Int = 30_000, whenWaiting: @escaping @Sendable () -> Void = {}) {
        self.limitMilliseconds = max(0, limitMilliseconds)
        self.whenWaiting = whenWaiting
    }
}
