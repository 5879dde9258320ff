/// The futures settings of an account, and the calls that would mend what can be mended.
public struct SettingsFindings: Hashable, Sendable {
    public let rows: [SettingRow]
    public let plan: [SettingStep]

    public init(rows: [SettingRow], plan: [SettingStep]) {
        self.rows = rows
        self.plan = plan
    }

    /// Whether any setting is known to be another than the wanted one.
    public var differs: Bool { rows.contains { $0.state.differs } }

    /// The first of that word, whatever it applies to.
    public subscript(id: String) -> SettingRow? { rows.first { $0.id == id } }

    /// The one setting that is meant.
    public subscript(key: Setting.Key) -> SettingRow? { rows.first { $0.setting.key == key } }
}
