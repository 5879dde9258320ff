/// What stopped something: the cause, and what is known about it. Holds no secret and no uncleaned text from outside.
public struct Failure: Error, Hashable, Sendable {
    /// Why it failed: decides the exit code, the row of a verification and more.
    public let cause: Cause
    /// The exchange's own code, such as `50119`.
    public let code: String?
    /// One sentence that says what is wrong.
    public let message: Phrase
    /// What to do about it, one step a sentence.
    public let remedy: [Phrase]
    /// Whether the same request may succeed later without anything being changed.
    public let retry: Retry
    /// The address that the exchange saw, where it named one.
    public let seenAddress: String?
    /// Where the vault's last good generation lies, where it may help.
    public let backup: String?

    /// A failure that cannot be repeated without changing something, unless said otherwise; everything from outside has to be cleaned
    /// before.
    public init(
        _ cause: Cause, code: String? = nil, message: Phrase, remedy: [Phrase], retry: Retry = .never,
        seenAddress: String? = nil, backup: String? = nil
    ) {
        self.cause = cause
        self.code = code
        self.message = message
        self.remedy = remedy
        self.retry = retry
        self.seenAddress = seenAddress
        self.backup = backup
    }

    /// Whether the exchange has said in so many words that it turns this key or account away. What stands in between, such as a proxy
    /// or half a reply, says nothing of that kind, however hopeless the same request would be.
    public var isExplicitRefusal: Bool {
        guard retry == .never else { return false }
        return switch cause.traits.refusal {
        case .always: true
        case .withCode: code != nil
        case .never: false
        }
    }

    /// Whether two failures say the same, in whatever words.
    public func isEqual(to other: Failure) -> Bool { cause == other.cause && code == other.code }

    /// When a repetition makes sense.
    public enum Retry: String, Hashable, Sendable {
        /// Not until something has been changed.
        case never
        /// After a pause.
        case later
        /// After a pause, and only where the request changes nothing: the outcome of the first is unknown.
        case readsOnly = "reads-only"
    }
}
