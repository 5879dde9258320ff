import Domain

/// Every connection, and the chosen one's balances and positions.
struct MyExchanges: ScreenModel {
    private(set) var chosen = 0
    private(set) var pane = Pane.list
    private(set) var tab = Tab.balances
    /// The chosen line of each tab by its id, so that it stays chosen while amounts change and rows move. `nil` is the first line.
    private(set) var chosenAsset: AssetRow.ID?
    private(set) var chosenPosition: Int?
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
        case add, connect, up, down, pageUp, pageDown, first, last, open, otherPane, close, refresh, check, futures, positions, filter,
            sort, reverseSort
        case small, privacy, currency, export, rename, replace, makeDefault, remove, lock, keepWatching, passphrase, quit
    }

    enum Step: Hashable, Sendable {
        case add
        case refresh
        case check(Connection.ID)
        case futures(Connection.ID)
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
        Binding([.escape, .left], .close, \.keys.toList),
        Binding([.character("a")], .add, \.keys.add),
        Binding([.tab], .otherPane, \.keys.otherPane, .helpOnly),
        Binding([.character("r")], .refresh, \.keys.refresh),
        Binding([.character("c")], .check, \.portfolio.check),
        Binding([.character("f")], .futures, \.keys.futuresSettings),
        Binding([.character("t")], .positions, \.portfolio.positionsKey),
        Binding([.character("/")], .filter, \.keys.filter),
        Binding([.character("s")], .sort, \.portfolio.sort),
        Binding([.character("S")], .reverseSort, \.portfolio.reverseSort, .helpOnly),
        Binding([.character("h")], .small, \.portfolio.small),
        Binding([.character("p")], .privacy, \.portfolio.privacy),
        Binding([.character("v")], .currency, \.portfolio.currency),
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
        case .close: return pane == .details && phase == .browsing ? .enabled : .disabled
        case .up, .down, .pageUp, .pageDown, .first, .last, .otherPane, .refresh, .futures, .remove, .rename, .replace, .check, .filter,
            .small,
            .positions, .currency:
            return isEmpty ? .disabled : .enabled
        case .sort, .reverseSort, .export: return snapshot(context) == nil ? .disabled : .enabled
        case .makeDefault: return context.storage == .vault && !isEmpty ? .enabled : .disabled
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
        case .close:
            pane = .list
            rowFilter.clear()
        case .otherPane: pane = pane == .list ? .details : .list
        case .refresh: return .refresh
        case .check: return chosenID(context).map(Step.check)
        case .futures: return chosenID(context).map(Step.futures)
        case .positions:
            tab = tab == .balances ? .positions : .balances
            pane = .details
        case .sort: sort(&context)
        case .reverseSort: reverseSort(&context)
        case .small:
            context.viewing.smallRows = context.viewing.smallRows == .shown ? .folded : .shown
            return .viewingChanged
        case .privacy:
            context.viewing.amounts = context.viewing.amounts == .shown ? .hidden : .shown
            return .viewingChanged
        case .currency:
            context.viewing.currency = nextCurrency(context)
            return .viewingChanged
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
        return nil
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
            if !listed.contains(chosen), let first = listed.first { show(first) }
        case .details: change(&rowFilter)
        }
    }

    func connection(_ context: ScreenContext) -> Connection? {
        context.connections.indices.contains(chosen) ? context.connections[chosen] : nil
    }

    func snapshot(_ context: ScreenContext) -> AccountSnapshot? { connection(context)?.snapshot }

    private func chosenID(_ context: ScreenContext) -> Connection.ID? { connection(context)?.id }

    /// The places of the connections that match the filter.
    func listed(_ context: ScreenContext) -> [Int] {
        let wanted = listFilter.text.lowercased()
        guard !wanted.isEmpty else { return Array(context.connections.indices) }
        return context.connections.indices.filter { index in
            let connection = context.connections[index]
            return connection.name.lowercased().contains(wanted) || connection.target.exchange.contains(wanted)
                || connection.status.words[context.language].lowercased().contains(wanted)
                || connection.badge.rawValue.lowercased().contains(wanted)
        }
    }

    // MARK: Choice

    private mutating func move(by step: Int, _ context: ScreenContext) {
        switch pane {
        case .list:
            let listed = listed(context)
            guard !listed.isEmpty else { return }
            let place = listed.firstIndex(of: chosen) ?? 0
            show(listed[max(0, min(listed.count - 1, place + step))])
        case .details:
            guard let connection = connection(context), let snapshot = connection.snapshot else { return }
            switch tab {
            case .balances:
                let rows = holdings(connection, snapshot, context).rows
                let next = min(rows.count - 1, (place(of: chosenAsset, in: rows) ?? -1) + step)
                chosenAsset = next < 0 ? nil : rows[next].id
            case .positions:
                let count = positions(connection, snapshot, context)?.rows.count ?? 0
                let next = min(count - 1, (chosenPosition ?? -1) + step)
                chosenPosition = next < 0 ? nil : next
            }
        }
    }

    func place(of id: AssetRow.ID?, in rows: [AssetRow]) -> Int? {
        id.flatMap { id in rows.firstIndex { $0.id == id } }
    }

    func holdings(_ connection: Connection, _ snapshot: AccountSnapshot, _ context: ScreenContext) -> Holdings {
        Holdings(snapshot, context.viewing, filter: rowFilter.text, context.text, earlier: connection.account.earlier)
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
        show(index)
        pane = .list
    }

    private mutating func show(_ index: Int) {
        guard index != chosen else { return }
        chosen = index
        chosenAsset = nil
        chosenPosition = nil
        rowFilter.clear()
    }

    /// The list of connections has changed. The choice follows the chosen connection, or stays within the list.
    mutating func connectionsChanged(count: Int, chosen index: Int?) {
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
        chosenAsset = nil
        chosenPosition = nil
        rowFilter.clear()
    }

    // MARK: Order and currency

    private func sort(_ context: inout ScreenContext) {
        switch tab {
        case .balances:
            let next = Self.next(after: context.viewing.assetOrder.column, in: AssetColumn.allCases)
            context.viewing.assetOrder = SortOrder(next, next.firstDirection)
        case .positions:
            let next = context.viewing.positionOrder.map { Self.next(after: $0.column, in: PositionColumn.allCases) } ?? .instrument
            context.viewing.positionOrder = SortOrder(next, next.isName ? .ascending : .descending)
        }
    }

    private func reverseSort(_ context: inout ScreenContext) {
        switch tab {
        case .balances: context.viewing.assetOrder.direction = context.viewing.assetOrder.direction.reversed
        case .positions:
            var order = context.viewing.positionOrder ?? SortOrder(.instrument, .descending)
            order.direction = order.direction.reversed
            context.viewing.positionOrder = order
        }
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
