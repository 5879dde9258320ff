import Domain

/// Every account in a line, and the balances and positions of the chosen one, or of all together.
struct MyExchanges: ScreenModel {
    var chosen = 0
    /// The kind of money whose accounts are chosen all together, in place of one.
    var chosenTotal: Badge?
    var pane = Pane.list
    var tab = Tab.balances
    /// The chosen line of each tab by its id, so that it stays chosen while amounts change and rows move. `nil` is the first line.
    var chosenAsset: AssetRow.ID?
    var chosenPosition: Int?
    /// Whether the chosen row is shown in full.
    var isRowOpen = false
    /// The first line of the list that is in sight, and the first row of the details.
    var listTop = 0
    var rowTop = 0
    var phase = Phase.browsing
    /// Narrows the list of connections.
    var listFilter = LineEditor("", limit: 40)
    /// Narrows the rows of the details.
    var rowFilter = LineEditor("", limit: 40)

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
        case add, connect, up, down, pageUp, pageDown, first, last, open, details, inFull, otherPane, close, refresh, nextTrouble, check,
            futures,
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
        Binding([.enter], .details, \.keys.details),
        Binding([.enter], .inFull, \.accounts.inFull),
        Binding([.escape, .left], .close, \.keys.toList),
        Binding([.character("a")], .add, \.keys.add),
        Binding([.tab], .otherPane, \.keys.otherPane, .helpOnly),
        // In the order of what a newcomer needs, because at 80 columns the bottom line has room for six.
        Binding([.character("t")], .positions, \.portfolio.positionsKey),
        Binding([.character("v")], .currency, \.portfolio.currency),
        Binding([.character("!")], .nextTrouble, \.accounts.nextTrouble),
        Binding([.character("r")], .refresh, \.keys.refresh),
        Binding([.character("c")], .check, \.portfolio.check),
        Binding([.character("f")], .futures, \.keys.futuresSettings),
        Binding([.character("w")], .chart, \.chart.open),
        Binding([.character("/")], .filter, \.keys.filter),
        Binding([.character("s")], .sort, \.portfolio.sort),
        Binding([.character("S")], .reverseSort, \.portfolio.reverseSort, .helpOnly),
        Binding([.character("h")], .small, \.portfolio.small),
        Binding([.character("p")], .privacy, \.portfolio.privacy),
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
        case .details, .inFull:
            let isOnTotal = isAboveRows && chosenTotal == nil
            return pane == .details && phase == .browsing && isOnTotal == (command == .details) ? .enabled : .disabled
        case .up, .down, .pageUp, .pageDown, .first, .last, .otherPane, .refresh, .filter, .small, .positions, .currency, .sort,
            .reverseSort, .chart:
            return isEmpty ? .refused(.noAccount) : .enabled
        case .nextTrouble: return context.connections.contains(where: \.isInTrouble) ? .enabled : .refused(.nothingInTrouble)
        // What is about one account.
        case .futures, .remove, .rename, .replace, .check:
            return connection(context) != nil ? .enabled : .refused(isEmpty ? .noAccount : .notOneAccount)
        case .export:
            if snapshot(context) != nil { return .enabled }
            return .refused(isEmpty ? .noAccount : connection(context) == nil ? .notOneAccount : .accountNotRead)
        case .makeDefault:
            if context.storage != .vault { return .refused(.noVault) }
            return connection(context) != nil ? .enabled : .refused(isEmpty ? .noAccount : .notOneAccount)
        case .lock, .keepWatching, .passphrase: return context.storage == .vault ? .enabled : .refused(.noVault)
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
        case .details, .inFull: return openRow(context)
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
    mutating func changePane(_ context: ScreenContext) {
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
    mutating func openRow(_ context: ScreenContext) -> Step? {
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
    mutating func goToNextTrouble(_ context: ScreenContext) {
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
    mutating func changeFilter(_ context: ScreenContext, _ change: (inout LineEditor) -> Void) {
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

    func chosenID(_ context: ScreenContext) -> Connection.ID? { connection(context)?.id }

    /// The places of all connections, as the user wants them sorted.
    func sorted(_ context: ScreenContext) -> [Int] { context.viewing.accountOrder.sorted(context.connections) }

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
}
