/// A setting that an exchange has, of one account, coin or instrument.
public struct Setting: Hashable, Sendable {
    /// A word for programs, such as `position-mode`.
    public let id: String
    /// The account, the coin or the instrument that it applies to.
    public let scope: SettingScope
    /// As it is shown; it names the coin or the instrument where there are several.
    public let name: Phrase
    /// Whether somebody chose it, or it follows from the open positions.
    public let nature: Nature
    /// Whether the line of an account has room for it.
    public let prominence: Prominence
    /// Shown in place of a value that could not be read.
    public let unread: Phrase
    /// The same in the line of an account.
    public let unreadBrief: Phrase

    /// Who sets it.
    public enum Nature: Hashable, Sendable {
        /// Somebody chose it, so that a change is worth a notice.
        case chosen
        /// It follows from the open positions and changes with them; no request sets it.
        case ofPositions
    }

    /// Where it is shown.
    public enum Prominence: Hashable, Sendable {
        /// In the line of an account too.
        case overview
        /// Where settings are looked at, and where one of them differs.
        case details
    }

    /// What tells it from every other one of the same account.
    public struct Key: Hashable, Sendable {
        /// The setting's word for programs, such as `position-mode`.
        public let id: String
        /// The account, the coin or the instrument that it applies to.
        public let scope: SettingScope

        /// Of a setting by its word and what it applies to.
        public init(id: String, scope: SettingScope) {
            self.id = id
            self.scope = scope
        }
    }

    /// A setting by its word, what it applies to, and its name.
    public init(
        _ id: String, of scope: SettingScope = .account, name: Phrase, nature: Nature = .chosen, prominence: Prominence = .overview,
        unread: Phrase = SettingWords.unread, unreadBrief: Phrase? = nil
    ) {
        self.id = id
        self.scope = scope
        self.name = name
        self.nature = nature
        self.prominence = prominence
        self.unread = unread
        self.unreadBrief = unreadBrief ?? unread
    }

    /// What tells this setting from all others of the account.
    public var key: Key { Key(id: id, scope: scope) }
}
