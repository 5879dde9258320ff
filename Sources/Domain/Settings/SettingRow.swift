/// A setting as it is, what is wanted, and what can be done about it.
public struct SettingRow: Hashable, Sendable {
    /// Which setting it is, and how it is named and shown.
    public let setting: Setting
    /// `nil` where it could not be read.
    public let value: SettingValue?
    /// `nil` where nothing in particular is wanted.
    public let wanted: SettingValue?
    /// The wanted value in words; a dash where nothing in particular is wanted.
    public let wantedWords: Phrase
    /// How the value compares with the wanted one, and whether it can be changed here.
    public let state: SettingState
    /// What stands in the way of the change; empty where nothing does.
    public let blockers: [SettingBlocker]
    /// What else there is to know, or to do.
    public let remarks: [Phrase]
    /// Why it could not be read.
    public let failure: Failure?

    /// The wanted value is shown in its own words, unless others are given.
    public init(
        _ setting: Setting, value: SettingValue?, wanted: SettingValue?, wantedWords: Phrase? = nil, state: SettingState,
        blockers: [SettingBlocker] = [], remarks: [Phrase] = [], failure: Failure? = nil
    ) {
        self.setting = setting
        self.value = value
        self.wanted = wanted
        self.wantedWords = wantedWords ?? wanted?.words ?? SettingWords.unread
        self.state = state
        self.blockers = blockers
        self.remarks = remarks
        self.failure = failure
    }

    /// A word for programs, such as `position-mode`.
    public var id: String { setting.id }

    /// The value on its own; what stands for it where it could not be read.
    public var valueWords: Phrase { value?.words ?? setting.unread }

    /// The value in the line of an account.
    public var brief: Phrase { value?.brief ?? setting.unreadBrief }

    /// The value in a printed report.
    public var printed: Phrase { value?.printed ?? SettingWords.unread }

    /// Whether the value is the wanted one; `nil` where that is not known.
    public var isRight: Bool? {
        switch state {
        case .right: true
        case .fixable, .needsWebsite, .blocked: false
        case .unavailable, .unknown: nil
        }
    }
}

/// What is to be said about a setting.
public enum SettingState: String, CaseIterable, Hashable, Sendable {
    case right
    /// Different, and a request can mend it.
    case fixable
    /// Different, and the user has to go to the exchange's website once.
    case needsWebsite = "needs-website"
    /// Different, and what stands in the way is named.
    case blocked
    /// Not offered for this account or site.
    case unavailable
    /// It could not be read.
    case unknown

    /// Whether the setting is known to be another than the wanted one.
    public var differs: Bool {
        switch self {
        case .right, .unavailable, .unknown: false
        case .fixable, .needsWebsite, .blocked: true
        }
    }
}

/// What a setting applies to.
public enum SettingScope: Hashable, Sendable {
    case account
    /// Everything that is settled in a coin.
    case coin(String)
    case instrument(String)

    /// A word for programs.
    public var word: String {
        switch self {
        case .account: "account"
        case .coin: "coin"
        case .instrument: "instrument"
        }
    }

    /// The coin or the instrument; `nil` where it is the whole account.
    public var name: String? {
        switch self {
        case .account: nil
        case .coin(let name), .instrument(let name): name
        }
    }
}

/// A value that a setting can have, in the exchange's words.
public struct SettingValue: Hashable, Sendable {
    /// A word for programs, such as `one-way`; one of a fixed list, or a number.
    public let id: String
    /// On its own, beside the name of the setting.
    public let words: Phrase
    /// Among the values of other settings, in the line of an account.
    public let brief: Phrase
    /// The same in a printed report.
    public let printed: Phrase

    /// The short form is the same as the full one, and the printed form the same as the short one, unless given.
    public init(_ id: String, _ words: Phrase, brief: Phrase? = nil, printed: Phrase? = nil) {
        self.id = id
        self.words = words
        self.brief = brief ?? words
        self.printed = printed ?? brief ?? words
    }
}
