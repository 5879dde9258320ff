/// A futures setting as it is, what is wanted, and what can be done about it.
public struct SettingRow: Hashable, Sendable {
    public let setting: FuturesSetting
    /// A word for programs, such as `spot`; `nil` where it could not be read.
    public let value: String?
    /// A word for programs; `nil` where nothing in particular is wanted.
    public let wanted: String?
    public let state: SettingState
    public let blockers: [SettingBlocker]
    /// The value in words; a long dash where it could not be read.
    public let valueWords: Phrase
    public let wantedWords: Phrase
    /// What else there is to know, or to do.
    public let remarks: [Phrase]
    /// Why it could not be read.
    public let failure: Failure?

    public init(
        _ setting: FuturesSetting, value: String?, wanted: String?, state: SettingState, blockers: [SettingBlocker] = [],
        valueWords: Phrase, wantedWords: Phrase, remarks: [Phrase] = [], failure: Failure? = nil
    ) {
        self.setting = setting
        self.value = value
        self.wanted = wanted
        self.state = state
        self.blockers = blockers
        self.valueWords = valueWords
        self.wantedWords = wantedWords
        self.remarks = remarks
        self.failure = failure
    }
}
