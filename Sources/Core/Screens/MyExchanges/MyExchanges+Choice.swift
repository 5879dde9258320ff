import Domain

/// What is chosen, and what of it is in sight.
extension MyExchanges {
    /// The lines of the list.
    func list(_ context: ScreenContext) -> AccountList { AccountList(listed(context), context) }

    var item: AccountList.Item { chosenTotal.map(AccountList.Item.total) ?? .connection(chosen) }

    func arrangement(_ context: ScreenContext) -> HomeArrangement { arrangement(list(context), context) }

    func arrangement(_ list: AccountList, _ context: ScreenContext) -> HomeArrangement {
        HomeArrangement(context.size, list: list.naturalColumns, pane: pane, tab: tab)
    }

    mutating func move(by step: Int, _ context: ScreenContext) {
        switch pane {
        case .list:
            let items = list(context).items
            guard !items.isEmpty else { return }
            let place = items.firstIndex(of: item) ?? 0
            show(items[max(0, min(items.count - 1, place + step))])
        case .details:
            switch tab {
            case .balances:
                let ids = rowIDs(context)
                let next = min(ids.count - 1, (chosenAsset.flatMap(ids.firstIndex) ?? -1) + step)
                chosenAsset = next < 0 ? nil : ids[next]
                if next < 0 { isRowOpen = false }
            case .positions:
                let next = min(positionCount(context) - 1, (chosenPosition ?? -1) + step)
                chosenPosition = next < 0 ? nil : next
                if next < 0 { isRowOpen = false }
            }
        }
    }

    /// What the rows of balances are known by, from top to bottom.
    func rowIDs(_ context: ScreenContext) -> [AssetRow.ID] {
        if let chosenTotal { return coins(chosenTotal, context).map(\.id) }
        guard let connection = connection(context), let snapshot = connection.snapshot else { return [] }
        return holdings(connection, snapshot, context).rows.map(\.id)
    }

    func positionCount(_ context: ScreenContext) -> Int {
        if let chosenTotal { return allPositions(chosenTotal, context).rows.count }
        guard let connection = connection(context), let snapshot = connection.snapshot else { return 0 }
        return positions(connection, snapshot, context)?.rows.count ?? 0
    }

    /// Whether a push cannot move what is in sight: the list has the keys and an order that no figure changes, and the rows stand at their
    /// top.
    func standsStill(_ context: ScreenContext) -> Bool {
        switch context.viewing.accountOrder {
        case .added, .name: pane == .list && rowTop == 0
        case .total, .trouble: false
        }
    }

    /// Scrolls as little as it takes for what is chosen to be seen.
    mutating func keepInSight(_ context: ScreenContext) {
        let list = list(context)
        let (arrangement, items) = (arrangement(list, context), list.items)
        let lines = list.visible(in: listRoom(arrangement))
        listTop = Self.top(listTop, chosen: items.firstIndex(of: item), count: items.count, visible: lines)
        switch tab {
        case .balances:
            let ids = rowIDs(context)
            let visible = arrangement.balanceRows(wallets: walletCount(context), rows: ids.count)
            rowTop = Self.top(rowTop, chosen: chosenAsset.flatMap(ids.firstIndex) ?? 0, count: ids.count, visible: visible)
        case .positions:
            let count = positionCount(context)
            if let chosenPosition, chosenPosition >= count { self.chosenPosition = count > 0 ? count - 1 : nil }
            rowTop = Self.top(rowTop, chosen: chosenPosition ?? 0, count: count, visible: arrangement.positionRows)
        }
    }

    /// The lines that the list has beside its filter.
    func listRoom(_ arrangement: HomeArrangement) -> Int {
        let isFiltered = (phase == .filtering && pane == .list) || !listFilter.text.isEmpty
        return max(1, arrangement.rows - (isFiltered ? 1 : 0))
    }

    func walletCount(_ context: ScreenContext) -> Int {
        chosenTotal == nil ? connection(context)?.snapshot?.wallets.count ?? 0 : 0
    }

    static func top(_ top: Int, chosen: Int?, count: Int, visible: Int) -> Int {
        var top = max(0, min(top, count - visible))
        if let chosen {
            if chosen < top { top = chosen }
            if chosen >= top + visible { top = chosen - visible + 1 }
        }
        return top
    }

    func place(of id: AssetRow.ID?, in rows: [AssetRow]) -> Int? {
        id.flatMap { id in rows.firstIndex { $0.id == id } }
    }

    func holdings(_ connection: Connection, _ snapshot: AccountSnapshot, _ context: ScreenContext) -> Holdings {
        Holdings(snapshot, context.viewing, filter: rowFilter.text, context.text, earlier: connection.account.earlier)
    }

    /// The coins of all accounts of one kind of money.
    func coins(_ badge: Badge, _ context: ScreenContext) -> [CoinRow] {
        CoinRow.rows(of: AccountsTotal.apart(badge, among: context.connections), filter: rowFilter.text)
    }

    /// The positions of all accounts of one kind of money, the nearest to its liquidation first.
    func allPositions(_ badge: Badge, _ context: ScreenContext) -> PositionTable {
        PositionTable(
            of: AccountsTotal.apart(badge, among: context.connections), filter: rowFilter.text, format: context.format(of: badge))
    }

    func positions(_ connection: Connection, _ snapshot: AccountSnapshot, _ context: ScreenContext) -> PositionTable? {
        let freshness: AssetTable.Freshness = snapshot.positions.list == nil ? .outdated : connection.freshness
        return (snapshot.positions.list ?? connection.account.earlier.positions?.list).map {
            PositionTable(
                $0, context.viewing, filter: rowFilter.text, format: context.format(of: connection), freshness: freshness,
                futures: connection.target.futures, moves: connection.moves)
        }
    }

    /// Chooses a connection that has just been added.
    mutating func choose(_ index: Int) {
        listFilter.clear()
        show(.connection(index))
        pane = .list
    }

    mutating func show(_ item: AccountList.Item) {
        guard item != self.item else { return }
        switch item {
        case .connection(let index):
            chosen = index
            chosenTotal = nil
        case .total(let badge): chosenTotal = badge
        }
        forgetRows()
    }

    mutating func forgetRows() {
        chosenAsset = nil
        chosenPosition = nil
        isRowOpen = false
        rowTop = 0
        rowFilter.clear()
    }

    /// The list of connections has changed. The choice follows the chosen connection, or stays within the list.
    mutating func connectionsChanged(count: Int, chosen index: Int?) {
        if count < 2 { chosenTotal = nil }
        if let index {
            chosen = index
            return
        }
        chosen = max(0, min(chosen, count - 1))
        if count == 0 {
            pane = .list
            phase = .browsing
            listFilter.clear()
        }
        forgetRows()
    }
}
