/// Every connection, and the chosen one's balances.
struct MyExchanges: ScreenModel {
    private(set) var chosen = 0
    /// `nil` is the top of the details.
    private(set) var chosenAsset: Int?
    private(set) var pane = Pane.list

    enum Pane: Hashable, Sendable {
        case list
        case details
    }

    enum Command: CaseIterable {
        case add, connect, up, down, pageUp, pageDown, first, last, open, otherPane, close, refresh, futures, rename, replace, makeDefault, remove, lock, keepWatching, passphrase, quit
    }

    enum Step: Hashable, Sendable {
        case add
        case refresh
        case futures(Connection.ID)
        case remove(Connection.ID)
        case rename(Connection.ID)
        case replace(Connection.ID)
        case makeDefault(Connection.ID)
        case lock
        case keepWatching
        case changePassphrase
        case quit
    }

    static let bindings: [Binding<Command>] = [
        Binding([.enter], .connect, \.keys.connect),
        Binding([.enter, .right, .character("l")], .open, \.keys.details),
        Binding([.escape, .left, .character("h")], .close, \.keys.toList),
        Binding([.character("a")], .add, \.keys.add),
        Binding([.tab], .otherPane, \.keys.otherPane, .helpOnly),
        Binding([.character("r")], .refresh, \.keys.refresh),
        Binding([.character("f")], .futures, \.keys.futuresSettings),
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

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch command {
        case .add, .quit: .open
        case .connect: context.connections.isEmpty ? .open : .shut
        case .open: !context.connections.isEmpty && pane == .list ? .open : .shut
        case .close: pane == .details ? .open : .shut
        case .up, .down, .pageUp, .pageDown, .first, .last, .otherPane, .refresh, .futures, .remove, .rename, .replace: context.connections.isEmpty ? .shut : .open
        case .makeDefault: context.storage == .vault && !context.connections.isEmpty ? .open : .shut
        case .lock, .keepWatching, .passphrase: context.storage == .vault ? .open : .shut
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .add, .connect: return .add
        case .open: pane = .details
        case .close: pane = .list
        case .otherPane: pane = pane == .list ? .details : .list
        case .refresh: return .refresh
        case .futures: return chosenID(context).map(Step.futures)
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

    private func chosenID(_ context: ScreenContext) -> Connection.ID? {
        context.connections.indices.contains(chosen) ? context.connections[chosen].id : nil
    }

    private mutating func move(by step: Int, _ context: ScreenContext) {
        switch pane {
        case .list:
            let before = chosen
            chosen = max(0, min(context.connections.count - 1, chosen + step))
            if chosen != before { chosenAsset = nil }
        case .details:
            let count = context.connections.indices.contains(chosen) ? AssetRow.rows(of: context.connections[chosen]).count : 0
            let next = min(count - 1, (chosenAsset ?? -1) + step)
            chosenAsset = next < 0 ? nil : next
        }
    }

    /// Chooses a connection that has just been added.
    mutating func choose(_ index: Int) {
        chosen = index
        chosenAsset = nil
        pane = .list
    }

    /// There are other connections now. The choice stays where the chosen one stands, or among those that are left.
    mutating func connectionsChanged(count: Int, chosen index: Int?) {
        if let index {
            chosen = index
            return
        }
        chosen = max(0, min(chosen, count - 1))
        if count == 0 { pane = .list }
        chosenAsset = nil
    }

    // MARK: View

    func view(_ context: ScreenContext) -> View {
        let text = context.text
        var view = View(title: text.home.title, summary: summary(context))
        guard context.connections.indices.contains(chosen) else {
            view.blocks = [
                .spacer,
                .heading(text.home.emptyTitle),
                .spacer,
                .paragraph([Span(text.home.emptyLead)], indent: 1),
                .spacer,
                .choices([Block.Choice(title: "[\(text.home.connect)]", details: [Span(text.home.connectRemark, .muted)], focus: .chosen)]),
                .spacer,
            ]
            view.blocks += text.home.emptySteps.enumerated().map { index, step in .paragraph([Span("\(index + 1). \(step)", .muted)], indent: 1) }
            if !context.samples.isEmpty { view.blocks += [.spacer, .paragraph([Span(text.home.demoRemark, .accent)], indent: 1)] }
            return view
        }
        let connection = context.connections[chosen]
        view.badge = connection.badge
        view.blocks = [
            .panes(
                Block.Pane(
                    title: text.home.exchanges, blocks: [.choices(context.connections.enumerated().map { choice($1, isChosen: $0 == chosen, context) })],
                    focus: pane == .list ? .chosen : .none),
                details(of: connection, context),
                whenNarrow: pane == .list ? .first : .second)
        ]
        return view
    }

    private func summary(_ context: ScreenContext) -> String {
        guard !context.connections.isEmpty else { return "" }
        let toFix = context.connections.count { $0.status == .failed || $0.status == .attention }
        let connected = context.connections.count { $0.status == .connected || $0.status == .attention }
        return context.text.home.counts(connected, toFix)
    }

    private func choice(_ connection: Connection, isChosen: Bool, _ context: ScreenContext) -> Block.Choice {
        let text = context.text
        let exchange = context.exchanges.first { $0.id == connection.target.exchange }?.name ?? connection.target.exchange
        var details = [Span(AmountText.money(connection.snapshot?.equity, text), .amount)]
        if let obstacle = connection.obstacle, connection.status == .failed { details = [Span(obstacle.message[context.language], .bad)] }
        if connection.storageFailure != nil { details.append(Span(text.home.notStored, .caution)) }
        return Block.Choice(
            mark: Mark(connection.status), title: "\(exchange)  \(connection.name)" + (connection.isDefault ? " *" : ""),
            trailing: Span(text.statusWord(connection.status), Mark(connection.status).role), details: details,
            focus: isChosen ? (pane == .list ? .chosen : .chosenElsewhere) : .none)
    }

    private func details(of connection: Connection, _ context: ScreenContext) -> Block.Pane {
        let text = context.text
        let language = context.language
        var state = text.statusWord(connection.status)
        if let snapshot = connection.snapshot { state += "  " + text.home.asOf(snapshot.asOf.clockTime) }
        var blocks: [Block] = []
        if let failure = connection.storageFailure {
            blocks.append(.paragraph([Span(text.home.notStoredLead + text.sentenceSpace + failure.message[language], .caution)], indent: 1))
            blocks += failure.remedy.map { .paragraph([Span($0[language])], indent: 1) }
            blocks.append(.paragraph([Span(text.home.notStoredRemark, .muted)], indent: 1))
            blocks.append(.rule)
        }
        if let failure = connection.obstacle {
            blocks.append(.paragraph([Span(failure.message[language], .bad)] + (failure.code.map { [Span("  " + text.verify.code($0), .muted)] } ?? []), indent: 1))
            blocks += failure.remedy.map { .paragraph([Span($0[language])], indent: 1) }
            blocks.append(.rule)
        }
        guard let snapshot = connection.snapshot else {
            if connection.obstacle == nil { blocks.append(.paragraph([Span(text.home.reading, .muted)], indent: 1)) }
            return Block.Pane(title: connection.name, trailing: Span(state, Mark(connection.status).role), blocks: blocks, focus: pane == .details ? .chosen : .none)
        }
        let isStale = connection.obstacle != nil
        blocks.append(.paragraph([Span(text.home.total + "  ", .heading), Span(AmountText.money(snapshot.equity, text), isStale ? .stale : .amount)], indent: 1))
        blocks.append(.bars(snapshot.wallets.map { bar($0, of: snapshot.equity, isStale: isStale, text) }))
        for wallet in snapshot.wallets {
            if let failure = wallet.failure {
                blocks.append(.paragraph([Span(text.walletName(wallet.kind) + text.colon + failure.message[language], .caution)], indent: 1))
            }
        }
        blocks.append(.paragraph(keyLine(snapshot, connection, text), indent: 1))
        blocks.append(.paragraph(futuresLine(snapshot.futures, connection.target.futures, context), indent: 1))
        for notice in snapshot.notices {
            blocks.append(.paragraph([Span("! " + notice.message[language], .caution)], indent: 1))
            if pane == .details { blocks += notice.remedy.map { .paragraph([Span($0[language], .muted)], indent: 3) } }
        }
        blocks.append(.rule)
        let rows = AssetRow.rows(of: connection)
        if rows.isEmpty {
            blocks.append(.paragraph([Span(text.home.noAssets, .muted)], indent: 1))
        } else {
            let chosenRow = pane == .details ? chosenAsset.map { min($0, rows.count - 1) } : nil
            blocks.append(.table(AssetRow.table(rows, chosen: chosenRow, currency: snapshot.equity?.currency ?? "", isStale: isStale, text)))
        }
        return Block.Pane(
            title: connection.name, trailing: Span(state, Mark(connection.status).role), blocks: blocks,
            focus: pane == .details ? .chosen : .none)
    }

    private func bar(_ wallet: Wallet, of equity: AccountSnapshot.Equity?, isStale: Bool, _ text: Text) -> Block.Bar {
        Block.Bar(
            label: text.walletName(wallet.kind), amount: AmountText.value(wallet.total, text),
            share: AmountText.thousandths(wallet.total, of: equity?.total), role: isStale ? .stale : .amount)
    }

    private func keyLine(_ snapshot: AccountSnapshot, _ connection: Connection, _ text: Text) -> [Span] {
        var words = [snapshot.key.permissions.map(text.permissionName).joined(separator: text.listComma)]
        words.append(snapshot.key.boundAddresses.isEmpty ? text.home.addressUnbound : text.home.addressBound)
        words.append(text.accountKind(snapshot.kind))
        words.append(snapshot.key.masked)
        if !snapshot.key.label.isEmpty { words.append(snapshot.key.label) }
        if connection.isDefault { words.append(text.home.isDefault) }
        return [Span(words.joined(separator: " · "), .muted)]
    }

    private func futuresLine(_ futures: FuturesSettings, _ use: AccessTarget.FuturesUse, _ context: ScreenContext) -> [Span] {
        let text = context.text
        guard use == .used else { return [Span(text.home.futuresNotUsed, .muted)] }
        func part(_ words: String, _ isWanted: Bool?) -> Span {
            let mark: Mark =
                switch isWanted {
                case true?: .good
                case false?: .caution
                case nil: .skipped
                }
            return Span(mark.sign(context.glyphs) + " " + words + "  ", mark.role)
        }
        return [
            part(text.accountMode(futures.accountMode.value), futures.accountMode.isWanted),
            part(text.positionMode(futures.positionMode.value), futures.positionMode.isWanted),
            part(text.marginMode(futures.marginMode.value), futures.marginMode.isWanted),
        ]
    }
}

extension Mark {
    /// The sign for a connection's status.
    init(_ status: ConnectionStatus) {
        switch status {
        case .connected: self = .good
        case .attention: self = .caution
        case .failed: self = .bad
        case .checking: self = .running
        case .stale: self = .caution
        case .locked: self = .skipped
        }
    }
}
