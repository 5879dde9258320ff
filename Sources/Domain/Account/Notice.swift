/// A warning with its words.
public struct Notice: Hashable, Sendable {
    /// Which warning it is; JSON and filters go by this.
    public let warning: Warning
    /// What is wrong, in a sentence, amounts included.
    public let message: Phrase
    /// What to do about it, one step a sentence; empty where nothing can be done.
    public let remedy: [Phrase]
    /// The message without amounts, where it has any; for a screen that is to show none.
    public let discreet: Phrase?

    /// A notice whose message has no amounts to hide, unless a discreet one is given.
    public init(_ warning: Warning, message: Phrase, discreet: Phrase? = nil, remedy: [Phrase]) {
        self.warning = warning
        self.message = message
        self.remedy = remedy
        self.discreet = discreet
    }
}

/// Something worth knowing about a reading that nobody has to mend: it leaves the status of a connection as it is.
public struct Remark: Hashable, Sendable {
    /// Which remark it is; JSON goes by this.
    public let kind: Kind
    /// What there is to know, in a sentence.
    public let message: Phrase

    /// The remarks that there are, by the words that JSON has for them.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Assets for which the exchange publishes no price.
        case unpricedAssets = "unpriced-assets"
        /// The exchange's own valuation of the whole account could not be had.
        case valuationMissing = "valuation-missing"
    }

    /// A remark for a screen, a report and JSON alike.
    public init(_ kind: Kind, message: Phrase) {
        self.kind = kind
        self.message = message
    }
}

/// Something that works and should be mended. A warning never fails a command; it makes a connection's status `attention`.
public enum Warning: String, CaseIterable, Hashable, Sendable {
    /// The local clock is more than 5 s away from the exchange's; requests are stamped with the corrected time.
    case clockOffset = "clock-offset"
    /// The key may trade and is bound to no address.
    case addressUnbound = "address-unbound"
    /// The key may withdraw, and the user insisted on using it.
    case withdrawalAllowed = "withdrawal-allowed"
    case settingsDiffer = "settings-differ"
    case settingsChanged = "settings-changed"
    case totalDiffers = "total-differs"
    case unpricedAssets = "unpriced-assets"
    /// Some data could not be had.
    case partial
    /// The exchange did not say what the key may do, what it is bound to, or until when it works.
    case permissionsUnknown = "permissions-unknown"
    /// The exchange ends the key soon.
    case keyExpiring = "key-expiring"
}
