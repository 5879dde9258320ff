/// An API key of a sample account. Its secrets are published samples and open nothing; a real secret never gets here.
public struct SandboxKey: Hashable, Sendable {
    public var apiKey: String
    public var secretKey: String
    public var passphrase: String
    public var permissions: [SandboxPermission]
    /// IPv4 and IPv6 addresses and segments in CIDR notation from which the key may be used; empty for any.
    public var boundAddresses: [String]
    public var environment: SandboxEnvironment
    public var site: SandboxSite
    public var label: String
    public var flaw: SandboxKeyFlaw
    /// The broker for which the user had it made by Fast API.
    public var brokerClientID: String?

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

    /// What goes with the API key, by the names that it has in JSON.
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
