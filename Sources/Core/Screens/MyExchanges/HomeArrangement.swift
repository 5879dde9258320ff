import Domain

/// Which panes My Exchanges has at the size of the terminal, and how many lines fit into them.
struct HomeArrangement: Hashable, Sendable {
    let panes: [Block.PaneChoice]
    /// The columns of each pane, frame included.
    let listColumns: Int
    let detailsColumns: Int
    let positionsColumns: Int
    /// The lines within a frame.
    let rows: Int
    /// The lines of the chart; 0 where there is no room for it.
    let chartRows: Int

    /// From here on two panes stand side by side, from there on three.
    static let columnsForTwo = 76
    static let columnsForThree = 160
    /// From here on the list has room for the exchange of each account.
    static let columnsForExchange = 120
    /// What positions need to show entry, mark and liquidation price.
    static let columnsForPositions = 78
    private static let narrowestList = 28

    /// `list` is what the list of accounts would like to have, frame included.
    init(_ size: Size, list: Int, pane: MyExchanges.Pane, tab: MyExchanges.Tab) {
        rows = max(1, size.rows - 4)
        chartRows = size.columns >= 120 && size.rows >= 36 ? 10 : 0
        let wide = size.columns >= Self.columnsForTwo
        listColumns = wide ? max(Self.narrowestList, min(list, size.columns * 48 / 100)) : size.columns
        let left = wide ? size.columns - listColumns : size.columns
        let detailsFocus: [Block.PaneChoice] = pane == .list ? [.first] : [.second]
        if size.columns >= Self.columnsForThree {
            panes = [.first, .second, .third]
            positionsColumns = max(Self.columnsForPositions, left * 11 / 20)
            detailsColumns = left - positionsColumns
        } else if !wide {
            panes = detailsFocus
            positionsColumns = size.columns
            detailsColumns = size.columns
        } else if pane == .details, tab == .positions, left < Self.columnsForPositions {
            panes = [.second]
            positionsColumns = size.columns
            detailsColumns = size.columns
        } else {
            panes = [.first, .second]
            positionsColumns = left
            detailsColumns = left
        }
    }

    /// Whether positions have a pane of their own beside the balances.
    var hasBoth: Bool { panes.contains(.third) }

    /// How many lines wallets may take beside so many rows of balances: eight of these stay in sight, whatever there is to be said.
    func walletLines(_ wallets: Int, rows count: Int) -> Int {
        min(wallets, max(1, rows - chartRows - Self.linesAround - min(count, Self.leastRows)))
    }

    /// How many rows of balances fit beside so many wallets.
    func balanceRows(wallets: Int, rows count: Int) -> Int {
        max(1, rows - chartRows - Self.linesAround - walletLines(wallets, rows: count))
    }

    /// How many positions fit.
    var positionRows: Int { max(1, rows - (hasBoth ? 1 : Self.linesAround)) }

    private static let leastRows = 8
    /// The total, the tabs, and the titles of the columns.
    private static let linesAround = 3
}
