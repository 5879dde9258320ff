extension FuturesSettings {
    /// A warning where a setting that only somebody can have changed is another one than before; the margin mode goes with every
    /// position that is opened or closed. `nil` where nothing changed, or where it cannot be told.
    public func changeNotice(since earlier: FuturesSettings) -> Notice? {
        var changes: [Phrase] = []
        if let old = earlier.accountMode.value, let new = accountMode.value, old != new {
            changes.append(Self.change(.accountMode, SettingWords.value(old), SettingWords.value(new)))
        }
        if let old = earlier.positionMode.value, let new = positionMode.value, old != new {
            changes.append(Self.change(.positionMode, SettingWords.value(old), SettingWords.value(new)))
        }
        if let old = earlier.isolatedTransfer.value, let new = isolatedTransfer.value, old != new {
            changes.append(Self.change(.isolatedTransfer, SettingWords.value(old), SettingWords.value(new)))
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
                    zh: "若非您本人操作，请查看交易所的 API Key 使用记录，以及还有谁可操作该账户。")
            ])
    }

    private static func change(_ setting: FuturesSetting, _ old: Phrase, _ new: Phrase) -> Phrase {
        let name = SettingWords.name(setting)
        return Phrase(
            en: "\(name.english) from \(old.english) to \(new.english)",
            zh: "\(name.simplifiedChinese)由\(old.simplifiedChinese)变为\(new.simplifiedChinese)")
    }
}
