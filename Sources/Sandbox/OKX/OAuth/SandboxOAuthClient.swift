/// The program that the sandbox knows as an OAuth broker (OKX broker guide). Its secret is a published sample.
public struct SandboxOAuthClient: Hashable, Sendable {
    /// The `client_id` that the consent page accepts; made up.
    public var clientID = "5b7d3f0c9a2e4c61b8d4e7f1a3c5e9d0TideGate"
    /// The `client_secret` that the token request has to carry; made up and published.
    public var clientSecret = "3C1B5A7E9D2F4E6081A3C5E7092B4D6F"
    /// Compared as a whole, byte for byte.
    public var redirectURIs = ["http://127.0.0.1:8787/callback", "http://localhost:8787/callback"]
    /// The addresses and segments from which its calls may come; others are refused with 53014.
    public var callerAddresses = ["127.0.0.0/8", "::1"]
    /// The addresses to which keys are bound with `bindApp`; without any that is refused with 50118.
    public var reservedAddresses: [String] = []
    /// Whether tokens are given for the Fast API.
    public var fastAPI = SandboxFastAPI.permitted
    /// What happens when the user denies.
    public var denial = SandboxDenial.tellsClient
    /// What the callback's `domain` says; `nil` for the sandbox's own address.
    public var domain: String?
    /// By the exchange's clock.
    public var codeLifetimeSeconds: Int64 = 600
    /// By the exchange's clock.
    public var tokenLifetimeSeconds: Int64 = 3600

    /// A client as the exchange would approve it for a program on this machine.
    public init() {}
}

/// What follows when the user denies; the exchange does not document it.
public enum SandboxDenial: Hashable, Sendable {
    /// A callback with `access_denied` (RFC 6749 4.1.2.1).
    case tellsClient
    /// The profile page, and no callback.
    case keepsSilent
}

/// Whether the exchange has given a broker the Fast API permission; without it the token is refused with 53017.
public enum SandboxFastAPI: Hashable, Sendable {
    case permitted, notPermitted
}
