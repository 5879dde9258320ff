/// What the screens know of a client that an exchange has approved. Nothing in it is secret.
public struct AuthorizationClient: Hashable, Sendable {
    public let grant: Grant
    /// The address that is registered with the exchange, to which the browser goes back.
    public let redirectAddress: String
    /// What the key may do besides reading.
    public let permissions: [Permission]
    /// Whether the program that runs at the desk can start a browser.
    public let browser: Browser
    /// What to type on the machine with the browser so that the callback arrives here; `nil` where the browser is on this machine.
    public let forwarding: String?

    /// How the exchange grants access.
    public enum Grant: Hashable, Sendable {
        /// An authorization code is exchanged for a short-lived token, and that makes a key (OKX broker guide, Fast API).
        case brokerKey
    }

    public enum Browser: Hashable, Sendable {
        case canBeStarted
        /// It is on another machine, or there is none.
        case elsewhere
    }

    public init(grant: Grant = .brokerKey, redirectAddress: String, permissions: [Permission], browser: Browser, forwarding: String?) {
        self.grant = grant
        self.redirectAddress = redirectAddress
        self.permissions = permissions
        self.browser = browser
        self.forwarding = forwarding
    }
}
