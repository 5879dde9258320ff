/// Words for settings that are the same for every exchange.
public enum SettingWords {
    /// Stands where something could not be read.
    public static let unread = Phrase(verbatim: "—")

    /// The sentence for a plan that was cut short after `done` of its steps; `nil` where all were done.
    public static func interrupted(_ plan: [SettingStep], done: Int) -> Phrase? {
        guard plan.indices.contains(done) else { return nil }
        let words = plan[done].words
        return Phrase(
            en:
                "Cut short: \(done) of \(plan.count) steps done. Whether this one was made is not known; look at the settings again: \(words.english)",
            zh: "已中断：完成 \(done)/\(plan.count) 步。下面这一步是否已执行未知，请重新查看设置：\(words.simplifiedChinese)")
    }

    /// A setting's state in a word or two, for a list of settings.
    public static func state(_ state: SettingState) -> Phrase {
        switch state {
        case .right: Phrase(en: "as recommended", zh: "符合推荐")
        case .fixable: Phrase(en: "not as recommended, can be changed here", zh: "与推荐不符，可在此更改")
        case .needsWebsite: Phrase(en: "not as recommended, needs the website once", zh: "与推荐不符，须先到网页操作一次")
        case .blocked: Phrase(en: "not as recommended, cannot be changed now", zh: "与推荐不符，暂无法更改")
        case .unavailable: Phrase(en: "not offered for this account or site", zh: "该账户或站点不提供")
        case .unknown: Phrase(en: "unknown", zh: "未知")
        }
    }

    /// What to do about a setting, with the value that is recommended, as the screen and the printed report say it.
    public static func advice(on row: SettingRow) -> Phrase {
        let (english, chinese) = (row.wantedWords.english, row.wantedWords.simplifiedChinese)
        guard row.wantedWords != unread else { return state(row.state) }
        return switch row.state {
        case .right, .unavailable, .unknown: state(row.state)
        case .fixable: Phrase(en: "Change to \(english) (can be done here)", zh: "建议改为\(chinese)，可在此更改")
        case .needsWebsite: Phrase(en: "Change to \(english) (needs the website once)", zh: "建议改为\(chinese)，须先到网页操作一次")
        case .blocked:
            Phrase(
                en: "Not as recommended; cannot be changed now. Recommended: \(english)", zh: "与推荐不符，暂无法更改。推荐：\(chinese)")
        }
    }

    /// What came of a change, in a word or two.
    public static func result(_ result: SettingResult) -> Phrase {
        switch result {
        case .changed: Phrase(en: "changed", zh: "已修改")
        case .unchanged: Phrase(en: "unchanged", zh: "未变")
        case .refused: Phrase(en: "refused", zh: "被拒绝")
        case .unknown: Phrase(en: "outcome unknown", zh: "结果未知")
        }
    }
}
