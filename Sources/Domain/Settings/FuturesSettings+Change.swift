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
                    zh: "若非您本人操作，请查看交易所的 API Key 使用记录，以及还有谁可操作该账户。"),
                Phrase(
                    en: "Check the account (c) or look at its futures settings (f): this notice is then gone.",
                    zh: "检查该账户（c）或查看其合约设置（f）后，此提示即消失。"),
            ])
    }

    /// These, and those of `older` where these could not be read.
    public func filled(from older: FuturesSettings) -> FuturesSettings {
        FuturesSettings(
            accountMode: accountMode.value == nil ? older.accountMode : accountMode,
            positionMode: positionMode.value == nil ? older.positionMode : positionMode, marginMode: marginMode,
            isolatedTransfer: isolatedTransfer.value == nil ? older.isolatedTransfer : isolatedTransfer)
    }

    /// Whether the rows of a look at the settings have the values that these have, as far as both are known.
    public func agree(with findings: SettingsFindings) -> Bool {
        [
            (findings[.accountMode]?.value, accountMode.value?.rawValue), (findings[.positionMode]?.value, positionMode.value?.rawValue),
            (findings[.isolatedTransfer]?.value, isolatedTransfer.value?.rawValue),
        ].allSatisfy { found, known in found == nil || known == nil || found == known }
    }

    private static func change(_ setting: FuturesSetting, _ old: Phrase, _ new: Phrase) -> Phrase {
        let name = SettingWords.name(setting)
        return Phrase(
            en: "\(name.english) from \(old.english) to \(new.english)",
            zh: "\(name.simplifiedChinese)由\(old.simplifiedChinese)变为\(new.simplifiedChinese)")
    }
}
