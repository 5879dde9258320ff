/// Why something failed: one closed list, in the order of precedence that decides the exit code when several things failed.
public enum Cause: String, CaseIterable, Hashable, Sendable {
    case credentialsMalformed = "credentials-malformed"
    case keyUnknown = "key-unknown"
    case secretWrong = "secret-wrong"
    case passphraseWrong = "passphrase-wrong"
    case keyExpired = "key-expired"
    case authorizationDenied = "authorization-denied"
    case authorizationExpired = "authorization-expired"
    case ipNotAllowed = "ip-not-allowed"
    case clockSkew = "clock-skew"
    case wrongSite = "wrong-site"
    case wrongEnvironment = "wrong-environment"
    case permissionMissing = "permission-missing"
    case withdrawalEnabled = "withdrawal-enabled"
    case settingsDiffer = "settings-differ"
    case settingsBlocked = "settings-blocked"
    case modeNeedsWebsite = "mode-needs-website"
    case regionRestricted = "region-restricted"
    case accountRestricted = "account-restricted"
    case featureUnavailable = "feature-unavailable"
    case clientNotApproved = "client-not-approved"
    case keyExists = "key-exists"
    case networkUnreachable = "network-unreachable"
    case tlsUntrusted = "tls-untrusted"
    case timeout = "timeout"
    case exchangeUnavailable = "exchange-unavailable"
    case maintenance = "maintenance"
    case replyNotUnderstood = "reply-not-understood"
    case rateLimited = "rate-limited"
    case exchangeRefused = "exchange-refused"
    case vaultMissing = "vault-missing"
    case vaultExists = "vault-exists"
    case vaultLocked = "vault-locked"
    case vaultPassphraseWrong = "vault-passphrase-wrong"
    case vaultDamaged = "vault-damaged"
    case vaultUnwritable = "vault-unwritable"
    case vaultBusy = "vault-busy"
    case configurationInvalid = "configuration-invalid"
    case nameTaken = "name-taken"
    case nameUnknown = "name-unknown"
    case alreadyConnected = "already-connected"
    case accountDiffers = "account-differs"
    case outputUnwritable = "output-unwritable"
    case terminalUnsuitable = "terminal-unsuitable"
    case portTaken = "port-taken"
    case confirmationNeeded = "confirmation-needed"

    /// The status with which a command ends when this is what stopped it.
    public var exitCode: Int32 {
        switch self {
        case .credentialsMalformed, .keyUnknown, .secretWrong, .passphraseWrong, .keyExpired, .authorizationDenied,
            .authorizationExpired:
            10
        case .ipNotAllowed: 11
        case .clockSkew: 12
        case .wrongSite, .wrongEnvironment: 13
        case .permissionMissing, .withdrawalEnabled: 14
        case .settingsDiffer, .settingsBlocked, .modeNeedsWebsite, .regionRestricted, .accountRestricted,
            .featureUnavailable:
            15
        case .clientNotApproved, .keyExists: 16
        case .networkUnreachable, .tlsUntrusted, .timeout: 20
        case .exchangeUnavailable, .maintenance, .replyNotUnderstood: 21
        case .rateLimited: 22
        case .exchangeRefused: 23
        case .vaultMissing, .vaultExists, .vaultLocked, .vaultPassphraseWrong: 30
        case .vaultDamaged, .vaultUnwritable, .vaultBusy: 31
        case .configurationInvalid, .nameTaken, .nameUnknown, .alreadyConnected, .accountDiffers: 32
        case .outputUnwritable: 34
        case .terminalUnsuitable, .portTaken: 33
        case .confirmationNeeded: 64
        }
    }

    /// The one of several that a command ends with: the furthest up in the list.
    public static func foremost(of causes: some Collection<Cause>) -> Cause? {
        allCases.first(where: causes.contains)
    }
}
