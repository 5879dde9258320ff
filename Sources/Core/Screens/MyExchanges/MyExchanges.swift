import Domain

/// Every account in a line, and the balances and positions of the chosen one, or of all together.
struct MyExchanges: ScreenModel {
    private(set) var chosen = 0
    /// The kind of money whose accounts are chosen all together, in place of one.
    private(set) var chosenTotal: Badge?
    private(set) var pane = Pane.list
    private(set) var tab = Tab.balances
    /// The chosen line of each tab by its id, so that it stays chosen while amounts change and rows move. `nil` is the first line.
    private(set) var chosenAsset: AssetRow.ID?
    private(set) var chosenPosition: Int?
    /// Whether the chosen row is shown in full.
    private(set) var isRowOpen = false
    /// The first line of the list that is in sight, and the first row of the details.
    private(set) var listTop = 0
    private(set) var rowTop = 0
    private(set) var phase = Phase.browsing
    /// Narrows the list of connections.
    private(set) var listFilter = LineEditor("", limit: 40)
    /// Narrows the rows of the details.
    private(set) var rowFilter = LineEditor("", limit: 40)

    enum Pane: Hashable, Sendable {
        case list
        case details
    }

    enum Tab: Hashable, Sendable {
        case balances
        case positions
    }

    enum Phase: Hashable, Sendable {
        /// Letters are commands. Goes to `filtering`.
        case browsing
        /// Letters narrow what the pane shows. Goes to `browsing`.
        case filtering
    }

    enum Command: CaseIterable {
        case keepFilter, dropFilter, erase, clearFilter, cursorLeft, cursorRight
        case add, connect, up, down, pageUp, pageDown, first, last, open, inFull, otherPane, close, refresh, nextTrouble, check, futures,
            positions, filter, sort, reverseSort
        case small, privacy, currency, chart, export, rename, replace, makeDefault, remove, lock, keepWatching, passphrase, quit
    }

    enum Step: Hashable, Sendable {
        case add
        case refresh
        /// What is to be said of an account, in full.
        case details(Connection.ID)
        /// Says something in the line for it.
        case tell(Phrase)
        case check(Connection.ID)
        case futures(Connection.ID)
        case chart(Connection.ID)
        case chartOfAll(Badge)
        case remove(Connection.ID)
        case rename(Connection.ID)
        case replace(Connection.ID)
        case makeDefault(Connection.ID)
        case export(Connection.ID)
        case viewingChanged
        case lock
        case keepWatching
        case changePassphrase
        case quit
    }

    static let heading: KeyPath<Text, String> & Sendable = \.home.title

    static let bindings: [Binding<Command>] = [
        Binding([.enter], .keepFilter, \.portfolio.keepFilter),
        Binding([.escape], .dropFilter, \.portfolio.dropFilter),
        Binding([.backspace], .erase, \.keys.erase, .helpOnly),
        Binding([.control("u")], .clearFilter, \.keys.clearField, .helpOnly),
        Binding([.left], .cursorLeft, \.keys.cursorLeft, .helpOnly),
        Binding([.right], .cursorRight, \.keys.cursorRight, .helpOnly),
        Binding([.enter], .connect, \.keys.connect),
        Binding([.enter, .right, .character("l")], .open, \.keys.details),
        Binding([.enter], .inFull, \.accounts.inFull),
        Binding([.escape, .left], .close, \.keys.toList),
        Binding([.character("a")], .add, \.keys.add),
        Binding([.tab], .otherPane, \.keys.otherPane, .helpOnly),
        Binding([.character("r")], .refresh, \.keys.refresh),
        Binding([.character("!")], .nextTrouble, \.accounts.nextTrouble),
        Binding([.character("c")], .check, \.portfolio.check),
        Binding([.character("f")], .futures, \.keys.futuresSettings),
        Binding([.character("t")], .positions, \.portfolio.positionsKey),
        Binding([.character("/")], .filter, \.keys.filter),
        Binding([.character("s")], .sort, \.portfolio.sort),
        Binding([.character("S")], .reverseSort, \.portfolio.reverseSort, .helpOnly),
        Binding([.character("h")], .small, \.portfolio.small),
        Binding([.character("p")], .privacy, \.portfolio.privacy),
        Binding([.character("v")], .currency, \.portfolio.currency),
        Binding([.character("w")], .chart, \.chart.open, .helpOnly),
        Binding([.character("e")], .export, \.portfolio.export),
        Binding([.character("d")], .remove, \.keys.remove),
        Binding([.character("n")], .rename, \.keys.rename, .helpOnly),
        Binding([.character("u")], .replace, \.keys.replace, .helpOnly),
        Binding([.character("m")], .makeDefault, \.keys.makeDefault, .helpOnly),
        Binding([.character("L")], .lock, \.keys.lock),
        Binding([.character("K")], .keepWatching, \.keys.keepWatching, .helpOnly),
        Binding([.character("P")], .passphrase, \.keys.changePassphrase, .helpOnly),
        Binding([.up, .character("k")], .up, \.keys.up, .helpOnly),
        Binding([.down, .character("j")], .down, \.keys.down, .helpOnly),
        Binding([.pageUp], .pageUp, \.keys.pageUp, .helpOnly),
        Binding([.pageDown], .pageDown, \.keys.pageDown, .helpOnly),
        Binding([.home, .character("g")], .first, \.keys.first, .helpOnly),
        Binding([.end, .character("G")], .last, \.keys.last, .helpOnly),
        Binding([.character("q")], .quit, \.keys.quit),
    ]

    func takesText(_ context: ScreenContext) -> TextEntry {
        switch phase {
        case .browsing: .none
        case .filtering: .text
        }
    }

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        let isEmpty = context.connections.isEmpty
        switch command {
        case .keepFilter, .erase, .clearFilter, .cursorLeft, .cursorRight: return phase == .filtering ? .enabled : .disabled
        case .dropFilter:
            let isNarrowed = pane == .list ? !listFilter.text.isEmpty : false
            return phase == .filtering || isNarrowed ? .enabled : .disabled
        case .add, .quit, .privacy: return .enabled
        case .connect: return isEmpty ? .enabled : .disabled
        case .open: return !isEmpty && pane == .list && phase == .browsing ? .enabled : .disabled
        case .close, .inFull: return pane == .details && phase == .browsing ? .enabled : .disabled
        case .up, .down, .pageUp, .pageDown, .first, .last, .otherPane, .refresh, .filter, .small, .positions, .currency, .sort,
            .reverseSort, .chart:
            return isEmpty ? .disabled : .enabled
        case .nextTrouble: return context.connections.contains(where: \.isInTrouble) ? .enabled : .disabled
        // What is about one account.
        case .futures, .remove, .rename, .replace, .check: return connection(context) == nil ? .disabled : .enabled
        case .export: return snapshot(context) == nil ? .disabled : .enabled
        case .makeDefault: return context.storage == .vault && connection(context) != nil ? .enabled : .disabled
        case .lock, .keepWatching, .passphrase: return context.storage == .vault ? .enabled : .disabled
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .add, .connect: return .add
        case .keepFilter: phase = .browsing
        case .dropFilter:
            phase = .browsing
            changeFilter(context) { $0.clear() }
        case .erase: changeFilter(context) { $0.removeBackward() }
        case .clearFilter: changeFilter(context) { $0.clear() }
        case .cursorLeft: changeFilter(context) { $0.moveLeft() }
        case .cursorRight: changeFilter(context) { $0.moveRight() }
        case .filter: phase = .filtering
        case .open: pane = .details
        case .inFull: return openRow(context)
        case .close:
            if isRowOpen {
                isRowOpen = false
            } else {
                pane = .list
                rowFilter.clear()
            }
        case .otherPane: changePane(context)
        case .refresh: return .refresh
        case .nextTrouble: goToNextTrouble(context)
        case .check: return chosenID(context).map(Step.check)
        case .futures: return chosenID(context).map(Step.futures)
        case .positions:
            show(tab == .balances ? .positions : .balances)
            pane = .details
        case .sort: return sort(&context)
        case .reverseSort: return reverseSort(&context)
        case .small:
            context.viewing.smallRows = context.viewing.smallRows == .shown ? .folded : .shown
            return .viewingChanged
        case .privacy:
            context.viewing.amounts = context.viewing.amounts == .shown ? .hidden : .shown
            return .viewingChanged
        case .currency:
            context.viewing.currency = nextCurrency(context)
            return .viewingChanged
        case .chart: return chosenTotal.map(Step.chartOfAll) ?? chosenID(context).map(Step.chart)
        case .export: return chosenID(context).map(Step.export)
        case .remove: return chosenID(context).map(Step.remove)
        case .rename: return chosenID(context).map(Step.rename)
        case .replace: return chosenID(context).map(Step.replace)
        case .makeDefault: return chosenID(context).map(Step.makeDefault)
        case .lock: return .lock
        case .keepWatching: return .keepWatching
        case .passphrase: return .changePassphrase
        case .quit: return .quit
        case .up: move(by: -1, context)
        case .down: move(by: 1, context)
        case .pageUp: move(by: -10, context)
        case .pageDown: move(by: 10, context)
        case .first: move(by: -1_000_000, context)
        case .last: move(by: 1_000_000, context)
        }
        keepInSight(context)
        return nil
    }

    /// Between the list and the details, and where positions have a pane of their own, on to that.
    private mutating func changePane(_ context: ScreenContext) {
        switch (pane, tab) {
        case (.list, _):
            pane = .details
            if arrangement(context).hasBoth { show(.balances) }
        case (.details, .balances) where arrangement(context).hasBoth: show(.positions)
        case (.details, .balances), (.details, .positions): pane = .list
        }
    }

    mutating func show(_ tab: Tab) {
        guard tab != self.tab else { return }
        self.tab = tab
        isRowOpen = false
        rowTop = 0
    }

    /// Shows the chosen row in full, or closes it; above the rows it opens what is to be said of the account.
    private mutating func openRow(_ context: ScreenContext) -> Step? {
        let hasRow =
            switch tab {
            case .balances: chosenAsset != nil
            case .positions: chosenPosition != nil
            }
        if hasRow {
            isRowOpen.toggle()
            return nil
        }
        if let id = chosenID(context) { return .details(id) }
        return .tell(Phrase { Text.of($0).accounts.notHere })
    }

    /// The next account after the chosen one that needs a look, around the end of the list.
    private mutating func goToNextTrouble(_ context: ScreenContext) {
        listFilter.clear()
        let places = sorted(context)
        let here = chosenTotal == nil ? places.firstIndex(of: chosen) ?? -1 : -1
        guard
            let next = (1...max(1, places.count)).map({ places[(here + $0) % places.count] }).first(where: {
                context.connections[$0].isInTrouble
            })
        else { return }
        show(.connection(next))
        pane = .list
    }

    mutating func type(_ scalar: Unicode.Scalar, _ context: inout ScreenContext) -> Step? {
        changeFilter(context) { $0.insert(String(Character(scalar))) }
        return nil
    }

    /// Takes pasted text into the filter that is being typed.
    mutating func insert(_ text: String, _ context: ScreenContext) {
        changeFilter(context) { $0.insert(text) }
    }

    /// Changes the filter of the list; where the chosen connection no longer matches, the first match is chosen.
    private mutating func changeFilter(_ context: ScreenContext, _ change: (inout LineEditor) -> Void) {
        switch pane {
        case .list:
            change(&listFilter)
            let listed = listed(context)
            if chosenTotal == nil, !listed.contains(chosen), let first = listed.first { show(.connection(first)) }
        case .details: change(&rowFilter)
        }
        keepInSight(context)
    }

    /// The chosen account; `nil` where there is none, or all are chosen together.
    func connection(_ context: ScreenContext) -> Connection? {
        chosenTotal == nil && context.connections.indices.contains(chosen) ? context.connections[chosen] : nil
    }

    func snapshot(_ context: ScreenContext) -> AccountSnapshot? { connection(context)?.snapshot }

    private func chosenID(_ context: ScreenContext) -> Connection.ID? { connection(context)?.id }

    /// The places of all connections, as the user wants them sorted.
    private func sorted(_ context: ScreenContext) -> [Int] { context.viewing.accountOrder.sorted(context.connections) }

    /// The places of the connections that match the filter.
    func listed(_ context: ScreenContext) -> [Int] {
        let wanted = listFilter.text.lowercased()
        let sorted = sorted(context)
        guard !wanted.isEmpty else { return sorted }
        return sorted.filter { index in
            let connection = context.connections[index]
            return connection.name.lowercased().contains(wanted) || connection.target.exchange.contains(wanted)
                || connection.status.words[context.language].lowercased().contains(wanted)
                || connection.badge.rawValue.lowercased().contains(wanted)
        }
    }

    // MARK: Choice

    /// The lines of the list.
    func list(_ context: ScreenContext) -> AccountList { AccountList(listed(context), context) }

    private var item: AccountList.Item { chosenTotal.map(AccountList.Item.total) ?? .connection(chosen) }

    func arrangement(_ context: ScreenContext) -> HomeArrangement {
        HomeArrangement(context.size, list: list(context).naturalColumns, pane: pane, tab: tab)
    }

    private mutating func move(by step: Int, _ context: ScreenContext) {
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
    private func rowIDs(_ context: ScreenContext) -> [AssetRow.ID] {
        if let chosenTotal { return coins(chosenTotal, context).map(\.id) }
        guard let connection = connection(context), let snapshot = connection.snapshot else { return [] }
        return holdings(connection, snapshot, context).rows.map(\.id)
    }

    private func positionCount(_ context: ScreenContext) -> Int {
        if let chosenTotal { return allPositions(chosenTotal, context).rows.count }
        guard let connection = connection(context), let snapshot = connection.snapshot else { return 0 }
        return positions(connection, snapshot, context)?.rows.count ?? 0
    }

    /// Scrolls as little as it takes for what is chosen to be seen.
    mutating func keepInSight(_ context: ScreenContext) {
        let arrangement = arrangement(context)
        let items = list(context).items
        let lines = listLines(arrangement, context)
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

    /// The lines that the list has beside its filter and the rule above the totals.
    func listLines(_ arrangement: HomeArrangement, _ context: ScreenContext) -> Int {
        let isFiltered = (phase == .filtering && pane == .list) || !listFilter.text.isEmpty
        return max(1, arrangement.rows - (isFiltered ? 1 : 0) - (context.connections.count > 1 ? 1 : 0))
    }

    func walletCount(_ context: ScreenContext) -> Int {
        chosenTotal == nil ? connection(context)?.snapshot?.wallets.count ?? 0 : 0
    }

    private static func top(_ top: Int, chosen: Int?, count: Int, visible: Int) -> Int {
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
                futures: connection.target.futures)
        }
    }

    /// Chooses a connection that has just been added.
    mutating func choose(_ index: Int) {
        listFilter.clear()
        show(.connection(index))
        pane = .list
    }

    private mutating func show(_ item: AccountList.Item) {
        guard item != self.item else { return }
        switch item {
        case .connection(let index):
            chosen = index
            chosenTotal = nil
        case .total(let badge): chosenTotal = badge
        }
        forgetRows()
    }

    private mutating func forgetRows() {
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

    // MARK: Order and currency

    private func sort(_ context: inout ScreenContext) -> Step? {
        switch (pane, tab) {
        case (.list, _):
            context.viewing.accountOrder = Self.next(after: context.viewing.accountOrder, in: AccountOrder.allCases)
            return .viewingChanged
        case (.details, _) where chosenTotal != nil: return .tell(Phrase { Text.of($0).accounts.fixedOrder })
        case (.details, .balances): sort(by: Self.next(after: context.viewing.assetOrder.column, in: AssetColumn.allCases), &context)
        case (.details, .positions):
            sort(
                by: context.viewing.positionOrder.map { Self.next(after: $0.column, in: PositionColumn.allCases) } ?? .instrument, &context)
        }
        return .viewingChanged
    }

    private func sort(by column: AssetColumn, _ context: inout ScreenContext) {
        context.viewing.assetOrder = SortOrder(column, column.firstDirection)
    }

    private func sort(by column: PositionColumn, _ context: inout ScreenContext) {
        context.viewing.positionOrder = SortOrder(column, column.isName ? .ascending : .descending)
    }

    private func reverseSort(_ context: inout ScreenContext) -> Step? {
        switch (pane, tab) {
        case (.list, _),
            (.details, _) where chosenTotal != nil:
            return .tell(Phrase { Text.of($0).accounts.fixedOrder })
        case (.details, .balances): context.viewing.assetOrder.direction = context.viewing.assetOrder.direction.reversed
        case (.details, .positions):
            var order = context.viewing.positionOrder ?? SortOrder(.instrument, .descending)
            order.direction = order.direction.reversed
            context.viewing.positionOrder = order
        }
        return .viewingChanged
    }

    /// The title of a column was pressed: the rows are sorted by it, and the other way round where they are already.
    mutating func columnPressed(_ column: Int, _ pane: Block.PaneChoice, _ context: inout ScreenContext) {
        guard pane != .first, chosenTotal == nil else { return }
        let ofPositions = arrangement(context).hasBoth ? pane == .third : tab == .positions
        if ofPositions {
            guard PositionColumn.allCases.indices.contains(column) else { return }
            let wanted = PositionColumn.allCases[column]
            if let order = context.viewing.positionOrder, order.column == wanted {
                context.viewing.positionOrder = SortOrder(wanted, order.direction.reversed)
            } else {
                sort(by: wanted, &context)
            }
        } else {
            guard AssetColumn.allCases.indices.contains(column) else { return }
            let wanted = AssetColumn.allCases[column]
            if context.viewing.assetOrder.column == wanted {
                context.viewing.assetOrder.direction = context.viewing.assetOrder.direction.reversed
            } else {
                sort(by: wanted, &context)
            }
        }
        keepInSight(context)
    }

    private static func next<Value: Equatable>(after value: Value, in all: [Value]) -> Value {
        all[((all.firstIndex(of: value) ?? -1) + 1) % all.count]
    }

    /// The next currency for which any account brought a rate.
    private func nextCurrency(_ context: ScreenContext) -> TotalCurrency {
        let known = TotalCurrency.allCases.filter { $0 == context.viewing.currency || context.knows($0) }
        return Self.next(after: context.viewing.currency, in: known)
    }
}
