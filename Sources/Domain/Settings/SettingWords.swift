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
        case .right: Phrase(en: "right", zh: "正确")
        case .fixable: Phrase(en: "different, can be fixed here", zh: "不同，可在此修复")
        case .needsWebsite: Phrase(en: "different, needs the website once", zh: "不同，须先到网页操作一次")
        case .blocked: Phrase(en: "different, blocked", zh: "不同，受阻")
        case .unavailable: Phrase(en: "not offered for this account or site", zh: "该账户或站点不提供")
        case .unknown: Phrase(en: "unknown", zh: "未知")
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
