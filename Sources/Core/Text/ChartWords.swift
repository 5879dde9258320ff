extension Text {
    /// The words of what accounts were worth over a time.
    struct ChartWords: Sendable {
        let title, open, day, week, month, all, oneOrAll: String
        let highest, lowest, first, last, change: String
        /// Nothing was recorded.
        let nothing: String
        /// The chart is in dollars, though totals are shown in another currency.
        let inDollars: String
        /// Of the sum of accounts.
        let onlyWhereKnown: String
        let allLead: @Sendable (_ badge: String, _ count: Int) -> String
        /// The accounts of which nothing is known in the time that is shown.
        let without: @Sendable (_ names: String) -> String

        static let english = ChartWords(
            title: "Worth over time", open: "worth over time", day: "day", week: "week", month: "month", all: "all",
            oneOrAll: "one / all accounts",
            highest: "Highest", lowest: "Lowest", first: "First", last: "Last", change: "Change",
            nothing: "Nothing was recorded in this time.",
            inDollars: "In USD, because the rates of earlier days are not known.",
            onlyWhereKnown: "Drawn where every account is known.",
            allLead: { badge, count in count == 1 ? "\(badge), 1 account" : "\(badge), \(count) accounts together" },
            without: { "Nothing was recorded of \($0)." })

        static let simplifiedChinese = ChartWords(
            title: "净值走势", open: "净值走势", day: "日", week: "周", month: "月", all: "全部", oneOrAll: "单个 / 全部账户",
            highest: "最高", lowest: "最低", first: "期初", last: "期末", change: "变动",
            nothing: "该时段内没有记录。",
            inDollars: "以 USD 计，因为没有过往汇率。",
            onlyWhereKnown: "仅在每个账户都有记录时绘出。",
            allLead: { badge, count in "\(badge)，\(count) 个账户合计" },
            without: { "该时段内没有 \($0) 的记录。" })
    }
}
