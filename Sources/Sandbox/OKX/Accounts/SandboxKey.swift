/// An API key of a sample account. Its secrets are published samples; real secrets are never stored here.
public struct SandboxKey: Hashable, Sendable {
    /// The key as `OK-ACCESS-KEY` has it; shaped like a UUID.
    public var apiKey: String
    /// The text that the HMAC is made with; 32 hexadecimal digits.
    public var secretKey: String
    /// The passphrase as `OK-ACCESS-PASSPHRASE` has it, unencrypted.
    public var passphrase: String
    /// What the key may do; a key without `trade` cannot change settings.
    public var permissions: [SandboxPermission]
    /// IPv4 and IPv6 addresses and segments in CIDR notation from which the key may be used; empty for any.
    public var boundAddresses: [String]
    /// The environment that is published with the key; a flaw may make it the wrong one.
    public var environment: SandboxEnvironment
    /// The site that knows the key.
    public var site: SandboxSite
    /// The name that the user gave the key, as `account/config` tells it.
    public var label: String
    /// What is wrong with the key, if anything.
    public var flaw: SandboxKeyFlaw
    /// The broker for which the user had it made by Fast API.
    public var brokerClientID: String?

    /// A live key that may read and trade from this machine, unless said otherwise.
    public init(
        apiKey: String,
        secretKey: String,
        passphrase: String,
        permissions: [SandboxPermission] = [.read, .trade],
        boundAddresses: [String] = ["127.0.0.1", "::1"],
        environment: SandboxEnvironment = .live,
        site: SandboxSite = .global,
        label: String,
        flaw: SandboxKeyFlaw = .none
    ) {
        self.apiKey = apiKey
        self.secretKey = secretKey
        self.passphrase = passphrase
        self.permissions = permissions
        self.boundAddresses = boundAddresses
        self.environment = environment
        self.site = site
        self.label = label
        self.flaw = flaw
    }

    /// The values that belong to the API key, by their names in JSON.
    public var secrets: [(name: String, value: String)] { [("secretKey", secretKey), ("passphrase", passphrase)] }

    /// The environment in which the exchange lets the key in.
    var trueEnvironment: SandboxEnvironment {
        switch flaw {
        case .environmentMistaken: environment == .live ? .demo : .live
        case .none, .secretMistyped, .passphraseMistyped, .gone: environment
        }
    }
}

/// What is wrong with a published sample key, for learners to meet the failure.
public enum SandboxKeyFlaw: String, Hashable, Sendable, CaseIterable {
    case none
    /// The secret that is published is not the key's.
    case secretMistyped = "secret-mistyped"
    /// The passphrase that is published is not the key's.
    case passphraseMistyped = "passphrase-mistyped"
    /// The environment that is published is not the key's.
    case environmentMistaken = "environment-mistaken"
    /// The exchange has no such key: mistyped, deleted, or dropped after 14 days without a call.
    case gone
}

/// What a key may do, spelled as `perm` of `account/config` spells it.
public enum SandboxPermission: String, Hashable, Sendable, CaseIterable {
    case read = "read_only"
    case trade
    case withdraw
}
