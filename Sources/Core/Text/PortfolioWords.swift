extension Text {
    /// The words of balances and positions, which the screen and the printed reports share.
    struct PortfolioWords: Sendable {
        let positions, instrument, side, size, entry, mark, leverage, marginMode, liquidation, profit, debt: String
        let sideName: @Sendable (PositionSide) -> String
        let marginModeName: @Sendable (Position.MarginMode) -> String

        static let english = PortfolioWords(
            positions: "Positions", instrument: "Instrument", side: "Side", size: "Size", entry: "Entry", mark: "Mark", leverage: "Lev.",
            marginMode: "Margin", liquidation: "Liq. price", profit: "Unreal. P/L", debt: "Debt",
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
            marginMode: "保证金模式", liquidation: "强平价", profit: "未实现盈亏", debt: "负债",
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
