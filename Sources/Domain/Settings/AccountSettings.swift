/// The settings of an account as a reading tells them. Their states go by what was read: a setting counts as fixable where nothing that was
/// read blocks the change.
public struct AccountSettings: Hashable, Sendable {
    /// The settings that the exchange told of, in its order, also those that could not be read.
    public let rows: [SettingRow]

    /// The settings of one reading.
    public init(_ rows: [SettingRow]) {
        self.rows = rows
    }

    /// No setting was told.
    public static let untold = AccountSettings([])

    /// The first setting with that id, whatever it applies to.
    public subscript(id: String) -> SettingRow? { rows.first { $0.id == id } }

    /// The one setting that is meant.
    public subscript(key: Setting.Key) -> SettingRow? { rows.first { $0.setting.key == key } }

    /// The settings that an account's line has room for.
    public var overview: [SettingRow] {
        rows.filter { row in
            switch row.setting.prominence {
            case .overview: true
            case .details: false
            }
        }
    }

    /// Whether any setting is known to differ from the wanted one.
    public var differs: Bool { rows.contains { $0.state.differs } }

    private var chosen: [SettingRow] {
        rows.filter { row in
            switch row.setting.nature {
            case .chosen: true
            case .ofPositions: false
            }
        }
    }

    /// A warning where a setting that somebody must have changed differs from before. `nil` where nothing changed, or where it cannot be
    /// told.
    public func changeNotice(since earlier: AccountSettings) -> Notice? {
        let changes = chosen.compactMap { row -> Phrase? in
            guard let new = row.value, let old = earlier[row.setting.key]?.value, old.id != new.id else { return nil }
            return Self.change(row.setting.name, old.words, new.words)
        }
        guard !changes.isEmpty else { return nil }
        return Notice(
            .settingsChanged,
            message: Phrase(
                en: "Changed since the first reading: \(changes.map(\.english).joined(separator: "; ")).",
                zh: "与首次读取相比已改变：\(changes.map(\.simplifiedChinese).joined(separator: "；"))。"),
            remedy: [
                Phrase(
                    en: "If it was not you, look at the key usage log of the exchange, and who else may trade with the account.",
                    zh: "若非您本人操作，请查看交易所的 API Key 使用记录，以及还有谁可操作该账户。"),
                Phrase(
                    en: "Check the account (c) or look at its futures settings (f): this notice is then gone.",
                    zh: "检查该账户（c）或查看其合约设置（f）后，此提示即消失。"),
            ])
    }

    /// These settings, with those of `older` for what could not be read or was not told.
    public func filled(from older: AccountSettings) -> AccountSettings {
        let kept = older.chosen.filter { $0.value != nil }
        let filled = rows.map { row in row.value == nil ? kept.first { $0.setting.key == row.setting.key } ?? row : row }
        return AccountSettings(filled + kept.filter { self[$0.setting.key] == nil })
    }

    /// Whether the settings that were looked at have the same values as these, as far as both are known.
    public func agree(with findings: SettingsFindings) -> Bool {
        chosen.allSatisfy { row in
            guard let known = row.value, let found = findings[row.setting.key]?.value else { return true }
            return found.id == known.id
        }
    }

    private static func change(_ name: Phrase, _ old: Phrase, _ new: Phrase) -> Phrase {
        Phrase(
            en: "\(name.english) from \(old.english) to \(new.english)",
            zh: "\(name.simplifiedChinese)由\(old.simplifiedChinese)变为\(new.simplifiedChinese)")
    }
}
