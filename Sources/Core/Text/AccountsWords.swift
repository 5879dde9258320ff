import Domain

extension Text {
    /// The words of My Exchanges around its figures: the list, the titles of panes, all accounts together, an account in full.
    struct AccountsWords: Sendable {
        let title, live, onDemand, all, accountsColumn, coins, distance, account, sumOnly, tradingOnly, noCoins, positionsElsewhere: String
        let inFull, closeRow, nextTrouble, noTrouble, acknowledge, nothingToAcknowledge, acknowledged, details, notHere: String
        let openTotal, key, lastCallTitle, limits, settings, notices, difference, sortedBy, fixedOrder, updates: String
        /// Of an account that its exchange tells of, and of one where that was refused.
        let liveSince, readInstead: @Sendable (_ time: String) -> String
        let sortAdded, sortName, sortTotal, sortTrouble: String
        let every: @Sendable (_ seconds: Int) -> String
        let asOf: @Sendable (_ time: String) -> String
        let late: @Sendable (_ time: String) -> String
        let noticeCount, moreWallets, moreRows, missing, outdated, smallFolded, filteredOut: @Sendable (Int) -> String
        let allTitle: @Sendable (_ badge: String, _ count: Int) -> String
        let allLine: @Sendable (_ badge: String?, _ currency: String) -> String

        static let english = AccountsWords(
            title: "Accounts", live: "live", onDemand: "on demand", all: "All", accountsColumn: "Accounts", coins: "Coins",
            distance: "To liq.", account: "Account", sumOnly: "sum only", tradingOnly: "Trading only",
            noCoins: "No account holds anything that is known.",
            positionsElsewhere: "No account has an open position that is known.",
            inFull: "row in full", closeRow: "close the row", nextTrouble: "next in trouble", noTrouble: "No account is in trouble.",
            acknowledge: "acknowledge", nothingToAcknowledge: "Nothing here only tells of a change; what is said has to be mended.",
            acknowledged: "Acknowledged. A further change will be told.", details: "Details", notHere: "There is nothing to open here.",
            openTotal: "all accounts", key: "API key", lastCallTitle: "Kept alive", limits: "Limits", settings: "Futures settings",
            notices: "To know", difference: "Sums", sortedBy: "Accounts sorted", fixedOrder: "These rows have an order of their own.",
            updates: "Updates",
            liveSince: { "The exchange tells of changes as they happen; the last one or the last reading came at \($0)." },
            readInstead: { "The account is read by requests instead (\($0))." },
            sortAdded: "as they were added", sortName: "by name", sortTotal: "by total", sortTrouble: "by trouble",
            every: { "every \($0) s" }, asOf: { "as of \($0)" }, late: { "late, as of \($0)" },
            noticeCount: { $0 == 1 ? "1 notice" : "\($0) notices" }, moreWallets: { $0 == 1 ? "+1 wallet" : "+\($0) wallets" },
            moreRows: { "+\($0)" }, missing: { "\($0) missing" }, outdated: { "\($0) old" }, smallFolded: { "\($0) small folded" },
            filteredOut: { "\($0) filtered out" },
            allTitle: { badge, count in "All \(badge) accounts (\(count))" },
            allLine: { badge, currency in (badge.map { "All \($0)" } ?? "All") + ", " + currency })

        static let simplifiedChinese = AccountsWords(
            title: "账户", live: "实时", onDemand: "手动刷新", all: "合计", accountsColumn: "账户数", coins: "币种", distance: "距强平",
            account: "账户", sumOnly: "仅合计", tradingOnly: "仅交易账户", noCoins: "没有已知的持有资产。", positionsElsewhere: "没有已知的持仓。",
            inFull: "完整显示该行", closeRow: "收起该行", nextTrouble: "下一个问题", noTrouble: "没有账户出现问题。",
            acknowledge: "确认已知晓", nothingToAcknowledge: "这里没有仅告知变化的提示；所列事项需要处理。", acknowledged: "已确认。再有变化会另行提示。",
            details: "详情", notHere: "这里没有可打开的内容。", openTotal: "全部账户", key: "API Key 信息", lastCallTitle: "保活", limits: "限额",
            settings: "合约设置", notices: "提示", difference: "核对", sortedBy: "账户排序", fixedOrder: "这些行的顺序是固定的。",
            updates: "更新方式",
            liveSince: { "交易所实时推送变动，最近一次推送或读取：\($0)。" },
            readInstead: { "改为按请求读取账户（\($0)）。" },
            sortAdded: "按添加顺序", sortName: "按名称", sortTotal: "按总资产", sortTrouble: "按问题",
            every: { "每 \($0) 秒" }, asOf: { "截至 \($0)" }, late: { "延迟，截至 \($0)" },
            noticeCount: { "\($0) 条提示" }, moreWallets: { "+\($0) 个账户" }, moreRows: { "+\($0)" }, missing: { "缺 \($0)" },
            outdated: { "\($0) 个较旧" }, smallFolded: { "已折叠 \($0) 个小额" }, filteredOut: { "筛去 \($0) 项" },
            allTitle: { badge, count in "全部 \(badge) 账户（\(count)）" },
            allLine: { badge, currency in (badge.map { "\($0) 合计" } ?? "合计") + " " + currency })
    }
}
