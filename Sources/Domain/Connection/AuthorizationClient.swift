/// What the screens know of a client that an exchange has approved. Nothing in it is secret.
public struct AuthorizationClient: Hashable, Sendable {
    /// What the key may do besides reading.
    public let permissions: [Permission]
    /// Whether the program that runs at the desk can start a browser.
    public let browser: Browser
    /// What to type on the machine with the browser so that the callback arrives here; `nil` where the browser is on this machine.
    public let forwarding: String?

    public enum Browser: Hashable, Sendable {
        case canBeStarted
        /// It is on another machine, or there is none.
        case elsewhere
    }

    public init(permissions: [Permission], browser: Browser, forwarding: String?) {
        self.permissions = permissions
        self.browser = browser
        self.forwarding = forwarding
    }
}
