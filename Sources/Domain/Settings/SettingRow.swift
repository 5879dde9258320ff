/// A setting as it is, what is wanted, and what can be done about it.
public struct SettingRow: Hashable, Sendable {
    public let setting: Setting
    /// `nil` where it could not be read.
    public let value: SettingValue?
    /// `nil` where nothing in particular is wanted.
    public let wanted: SettingValue?
    public let wantedWords: Phrase
    public let state: SettingState
    public let blockers: [SettingBlocker]
    /// What else there is to know, or to do.
    public let remarks: [Phrase]
    /// Why it could not be read.
    public let failure: Failure?

    /// The wanted value is said in its own words, unless others are given.
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
