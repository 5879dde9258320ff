import Domain

extension Text {
    /// The words of balances and positions, which the screen and the printed reports share.
    struct PortfolioWords: Sendable {
        let positions, instrument, side, size, entry, mark, leverage, marginMode, liquidation, profit, debt, price, dayChange,
            inADay: String
        let keepFilter, dropFilter, check, positionsKey, sort, reverseSort, small, privacy, currency, export: String
        let balances, nothingMatches, noPositions, positionsNotHad, crossRemark, failedKeys, method: String
        let privacyOn, privacyOff, smallFolded, smallShown, checkRunning: String
        let exportTitle, exportLead, exportPlaceholder, exportFormats, exportHidden, exportExists, exportEmptyPath, exportNoFormat: String
        let progress: @Sendable (_ done: Int, _ all: Int) -> String
        let allAccounts: @Sendable (_ badge: String, _ count: Int) -> String
        let without, withOld, withTradingOnly, sameAccount: @Sendable (_ names: String) -> String
        /// Follows the total of an account of which only the trading wallet was valued.
        let tradingOnly: String
        /// No row is shown, and yet there may be assets.
        let rowsUnread, rowsUnlisted, allLeftOut: String
        let lastGood, earlierRows, lastCall, noRate, rateAwaited: @Sendable (String) -> String
        /// `passedOver` says which currencies were passed over and why; empty where none was.
        let currencyNow: @Sendable (_ currency: String, _ passedOver: String) -> String
        let filteredOut, crossCount: @Sendable (Int) -> String
        let folded: @Sendable (_ count: Int, _ value: String) -> String
        let difference: @Sendable (_ wallet: String, _ sum: String, _ gap: String, _ isMore: Bool) -> String
        let walletsDiffer: @Sendable (_ sum: String, _ gap: String, _ isMore: Bool) -> String
        let environment: @Sendable (TradingEnvironment, Site.Origin) -> String
        let exported: @Sendable (_ path: String, _ rows: Int) -> String
        let sideName: @Sendable (PositionSide) -> String
        let marginModeName: @Sendable (Position.MarginMode) -> String

        static let english = PortfolioWords(
            positions: "Positions", instrument: "Instrument", side: "Side", size: "Size", entry: "Entry", mark: "Mark", leverage: "Lev.",
            marginMode: "Margin", liquidation: "Liq. price", profit: "Unrealized", debt: "Debt", price: "Price", dayChange: "24h %",
            inADay: "24h",
            keepFilter: "keep filter", dropFilter: "show all", check: "check", positionsKey: "positions", sort: "sort",
            reverseSort: "reverse order",
            small: "hide small amounts", privacy: "hide amounts", currency: "currency", export: "export",
            balances: "Balances", nothingMatches: "No connection matches. Esc shows all.", noPositions: "No position is open.",
            positionsNotHad: "The positions could not be had", crossRemark: "cross margin; isolated is recommended",
            failedKeys: "c checks the connection again, u replaces its key.", method: "API key",
            privacyOn: "Amounts are hidden. p shows them.", privacyOff: "Amounts are shown.",
            smallFolded: "Small amounts, worth less than 1 USD, are folded; debts never are.", smallShown: "All assets are shown.",
            checkRunning: "The connection is being checked.",
            exportTitle: "Export", exportLead: "File",
            exportPlaceholder: "a name that ends in .csv or .json", exportFormats: "The name's end says how: .csv or .json.",
            exportHidden: "Amounts are hidden, so nothing is exported. Press p first.",
            exportExists: "This file exists. Enter again writes over it.", exportEmptyPath: "A name is needed.",
            exportNoFormat: "The name has to end in .csv or .json.",
            progress: { "reading, \($0) of \($1) done" },
            allAccounts: { badge, count in "\(badge) total of \(count)" },
            without: { "without \($0)" }, withOld: { "old: \($0)" }, withTradingOnly: { "trading wallet only: \($0)" },
            sameAccount: { "one account, counted once: \($0)" }, tradingOnly: "(trading wallet only)",
            rowsUnread: "The assets could not be read.", rowsUnlisted: "The exchange does not list the assets of these wallets.",
            allLeftOut: "Every row is folded or filtered out.",
            lastGood: { "What follows is from \($0)." }, earlierRows: { "Its rows are from \($0)." },
            lastCall: { "Last signed call: \($0). A key bound to no address is kept alive by one call a day." },
            noRate: { "no rate for \($0)" }, rateAwaited: { "rate for \($0) not read yet" },
            currencyNow: { "Totals are in \($0)" + ($1.isEmpty ? "." : "; \($1).") },
            filteredOut: { $0 == 1 ? "1 more does not match the filter." : "\($0) more do not match the filter." },
            crossCount: {
                $0 == 1
                    ? "1 position is held with cross margin; isolated is recommended."
                    : "\($0) positions are held with cross margin; isolated is recommended."
            },
            folded: { count, value in (count == 1 ? "1 small amount" : "\(count) small amounts") + " folded, worth \(value)." },
            difference: { wallet, sum, gap, isMore in
                "\(wallet): the assets add up to \(sum), \(gap) \(isMore ? "more" : "less") than the exchange says."
            },
            walletsDiffer: { sum, gap, isMore in "The wallets add up to \(sum), \(gap) \(isMore ? "more" : "less") than the total." },
            environment: { environment, origin in
                switch (origin, environment) {
                case (.sandbox, _): "SANDBOX"
                case (_, .live): "LIVE"
                case (_, .demo): "DEMO TRADING"
                case (_, .testnet): "TESTNET"
                }
            },
            exported: { path, rows in "\(rows == 1 ? "1 row" : "\(rows) rows") written to \(path)" },
            sideName: { side in
                switch side {
                case .long: "long"
                case .short: "short"
                }
            },
            marginModeName: { mode in
                switch mode {
                case .isolated: "isolated"
                case .cross: "cross"
                }
            })

        static let simplifiedChinese = PortfolioWords(
            positions: "持仓", instrument: "合约", side: "方向", size: "数量", entry: "开仓均价", mark: "标记价格", leverage: "杠杆",
            marginMode: "保证金模式", liquidation: "强平价", profit: "未实现盈亏", debt: "负债", price: "价格", dayChange: "24h涨跌%", inADay: "24h涨跌",
            keepFilter: "保留筛选", dropFilter: "显示全部", check: "检查", positionsKey: "持仓", sort: "排序", reverseSort: "反向排序",
            small: "隐藏小额资产", privacy: "隐藏金额", currency: "计价货币", export: "导出",
            balances: "余额", nothingMatches: "没有匹配的连接。按 Esc 显示全部。", noPositions: "没有持仓。",
            positionsNotHad: "未能获取持仓", crossRemark: "全仓；建议改用逐仓",
            failedKeys: "按 c 重新检查连接，按 u 更换 Key。", method: "API Key",
            privacyOn: "金额已隐藏，按 p 显示。", privacyOff: "金额已显示。",
            smallFolded: "已折叠价值低于 1 USD 的小额资产；负债始终显示。", smallShown: "显示全部币种。",
            checkRunning: "正在检查该连接。",
            exportTitle: "导出", exportLead: "文件", exportPlaceholder: "以 .csv 或 .json 结尾的文件名", exportFormats: "格式由扩展名决定：.csv 或 .json。",
            exportHidden: "金额已隐藏，因此不导出。请先按 p。",
            exportExists: "文件已存在。再按 Enter 将覆盖。", exportEmptyPath: "请输入文件名。",
            exportNoFormat: "文件名须以 .csv 或 .json 结尾。",
            progress: { "读取中，已完成 \($0)/\($1)" },
            allAccounts: { badge, count in "\(badge) \(count) 个账户合计" },
            without: { "不含 \($0)" }, withOld: { "数据较旧：\($0)" }, withTradingOnly: { "仅含交易账户：\($0)" },
            sameAccount: { "同一账户，仅计一次：\($0)" }, tradingOnly: "（仅含交易账户）",
            rowsUnread: "未能读取资产明细。", rowsUnlisted: "交易所未列出这些账户中的资产明细。", allLeftOut: "所有行均已折叠或被筛去。",
            lastGood: { "以下为 \($0) 的数据。" }, earlierRows: { "其明细为 \($0) 的数据。" }, lastCall: { "最近一次签名请求：\($0)。未绑定 IP 的 Key 每天至少请求一次以保持有效。" },
            noRate: { "没有 \($0) 汇率" }, rateAwaited: { "尚未读取 \($0) 汇率" },
            currencyNow: { "总额以 \($0) 计价" + ($1.isEmpty ? "。" : "；\($1)。") },
            filteredOut: { "另有 \($0) 项不符合筛选条件。" },
            crossCount: { "\($0) 个持仓为全仓；建议改用逐仓。" },
            folded: { count, value in "已折叠 \(count) 项小额资产，合计 \(value)。" },
            difference: { wallet, sum, gap, isMore in "\(wallet)：各币种合计 \(sum)，比交易所给出的\(isMore ? "多" : "少") \(gap)。" },
            walletsDiffer: { sum, gap, isMore in "各账户合计 \(sum)，比总资产\(isMore ? "多" : "少") \(gap)。" },
            environment: { environment, origin in
                switch (origin, environment) {
                case (.sandbox, _): "沙盒"
                case (_, .live): "实盘"
                case (_, .demo): "模拟盘"
                case (_, .testnet): "测试网"
                }
            },
            exported: { path, rows in "已将 \(rows) 行写入 \(path)" },
            sideName: { side in
                switch side {
                case .long: "多"
                case .short: "空"
                }
            },
            marginModeName: { mode in
                switch mode {
                case .isolated: "逐仓"
                case .cross: "全仓"
                }
            })
    }
}
