/// What follows from a cause, whoever meets it.
package struct CauseTraits: Hashable, Sendable {
    /// The status with which a command ends when this is what stopped it.
    package let exitCode: Int32
    /// The row of a verification at which it belongs; `reach` where the exchange was not reached properly.
    package let row: VerificationRow
    /// Whether the failure is an explicit refusal of the key or account.
    package let refusal: Refusal
    /// What is certain of a write request that ended with this cause.
    package let outcome: Outcome
    /// Whether another site or environment may know the key that was refused.
    package let mayBeElsewhere: Bool
    /// Whether it is something in the account that stands in the way of changing a setting.
    package let blocksSetting: Bool

    /// Whether the exchange has said in so many words that it turns this key or account away.
    package enum Refusal: Hashable, Sendable {
        case always
        /// Where it came with the exchange's own code.
        case withCode
        case never
    }

    /// What is certain of a write that ended with it.
    package enum Outcome: Hashable, Sendable {
        /// It was turned away: nothing was changed.
        case refused
        /// It was stopped on its way, most likely before it came to anything.
        case stopped
        /// It may have been carried out all the same.
        case unknown
    }

    init(
        _ exitCode: Int32, _ row: VerificationRow = .reach, _ refusal: Refusal = .never, _ outcome: Outcome = .refused,
        mayBeElsewhere: Bool = false, blocksSetting: Bool = false
    ) {
        self.exitCode = exitCode
        self.row = row
        self.refusal = refusal
        self.outcome = outcome
        self.mayBeElsewhere = mayBeElsewhere
        self.blocksSetting = blocksSetting
    }
}

extension Cause {
    /// The status with which a command ends when this is what stopped it.
    public var exitCode: Int32 { traits.exitCode }

    /// One row for each cause: everything that follows from it is decided here.
    package var traits: CauseTraits {
        switch self {
        case .credentialsMalformed: CauseTraits(10, .key, .always)
        case .keyUnknown: CauseTraits(10, .key, .always, mayBeElsewhere: true)
        case .secretWrong: CauseTraits(10, .secret, .always)
        case .passphraseWrong: CauseTraits(10, .secret, .always)
        case .keyExpired: CauseTraits(10, .key, .always)
        case .authorizationDenied: CauseTraits(10, .key, .always)
        case .authorizationExpired: CauseTraits(10, .key, .always)
        case .ipNotAllowed: CauseTraits(11, .address, .always)
        case .clockSkew: CauseTraits(12, .clock)
        case .wrongSite: CauseTraits(13, .key, .withCode, mayBeElsewhere: true)
        case .wrongEnvironment: CauseTraits(13, .environment, .always, mayBeElsewhere: true)
        case .permissionMissing: CauseTraits(14, .permissions, .always)
        case .withdrawalEnabled: CauseTraits(14, .withdrawal, .always)
        case .settingsDiffer: CauseTraits(15, .settings, .withCode, blocksSetting: true)
        case .settingsBlocked: CauseTraits(15, .settings, .withCode, blocksSetting: true)
        case .modeNeedsWebsite: CauseTraits(15, .settings, .withCode)
        case .regionRestricted: CauseTraits(15, .reach, .always, blocksSetting: true)
        case .accountRestricted: CauseTraits(15, .key, .always, blocksSetting: true)
        case .featureUnavailable: CauseTraits(15, .settings, .always, blocksSetting: true)
        case .clientNotApproved: CauseTraits(16, .key, .always)
        case .keyExists: CauseTraits(16, .key, .withCode)
        case .networkUnreachable: CauseTraits(20, .reach, .never, .unknown)
        case .tlsUntrusted: CauseTraits(20, .reach, .never, .stopped)
        case .timeout: CauseTraits(20, .reach, .never, .unknown)
        case .exchangeUnavailable: CauseTraits(21, .reach, .never, .unknown)
        case .maintenance: CauseTraits(21, .reach, .never, .stopped)
        case .replyNotUnderstood: CauseTraits(21, .reach, .never, .unknown)
        case .rateLimited: CauseTraits(22)
        case .exchangeRefused: CauseTraits(23, .key, .withCode)
        case .vaultMissing, .vaultExists, .vaultLocked, .vaultPassphraseWrong: CauseTraits(30)
        case .vaultDamaged, .vaultUnwritable, .vaultBusy: CauseTraits(31)
        case .configurationInvalid, .nameTaken, .nameUnknown, .alreadyConnected, .accountDiffers: CauseTraits(32)
        case .terminalUnsuitable, .portTaken: CauseTraits(33)
        case .outputUnwritable: CauseTraits(34)
        case .confirmationNeeded: CauseTraits(64)
        }
    }
}
