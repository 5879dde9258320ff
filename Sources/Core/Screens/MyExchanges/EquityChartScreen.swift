import Domain

/// What an account was worth over a time, or all accounts of one kind of money together, as large as the screen.
struct EquityChartScreen: ScreenModel {
    /// `nil` where only all accounts together were asked for.
    let account: Connection.ID?
    /// The kind of money; money of different kinds is never added.
    let badge: Badge
    private(set) var subject: Subject
    private(set) var range = ChartRange.day

    /// Whose worth is shown.
    enum Subject: Hashable, Sendable {
        case account
        case allAccounts
    }

    enum Command: CaseIterable {
        case day, week, month, all, shorter, longer, otherSubject, back
    }

    enum Step: Hashable, Sendable {
        case back
    }

    /// Begins with one account; the others of its kind of money are a key away.
    init(_ connection: Connection) {
        account = connection.id
        badge = connection.badge
        subject = .account
    }

    /// All accounts of a kind of money together.
    init(all badge: Badge) {
        account = nil
        self.badge = badge
        subject = .allAccounts
    }

    static let heading: KeyPath<Text, String> & Sendable = \.chart.title

    static let bindings: [Binding<Command>] = [
        Binding([.character("d")], .day, \.chart.day),
        Binding([.character("w")], .week, \.chart.week),
        Binding([.character("m")], .month, \.chart.month),
        Binding([.character("a")], .all, \.chart.all),
        Binding([.left, .character("h")], .shorter, \.keys.previousOption, .helpOnly),
        Binding([.right, .character("l")], .longer, \.keys.nextOption, .helpOnly),
        Binding([.escape, .character("q")], .back, \.keys.back),
        Binding([.tab], .otherSubject, \.chart.oneOrAll),
    ]

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch command {
        case .day, .week, .month, .all, .shorter, .longer, .back: .enabled
        case .otherSubject: account != nil && connections(context).count > 1 ? .enabled : .disabled
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .day: range = .day
        case .week: range = .week
        case .month: range = .month
        case .all: range = .all
        case .shorter: move(by: -1)
        case .longer: move(by: 1)
        case .otherSubject: subject = subject == .account ? .allAccounts : .account
        case .back: return .back
        }
        return nil
    }

    private mutating func move(by step: Int) {
        let all = ChartRange.allCases
        range = all[max(0, min(all.count - 1, (all.firstIndex(of: range) ?? 0) + step))]
    }

    /// The accounts of this kind of money.
    private func connections(_ context: ScreenContext) -> [Connection] { context.connections.filter { $0.badge == badge } }

    // MARK: View

    func view(_ context: ScreenContext) -> View {
        let text = context.text
        var view = View(title: text.chart.title)
        view.badge = badge
        let shown = connections(context).filter { subject == .allAccounts || $0.id == account }
        let worth = AccountsHistory(shown, context)
        let lead = subject == .allAccounts ? text.chart.allLead(badge.rawValue, worth.histories.count) : shown.first?.name ?? ""
        let chart = EquityChart(of: shown, badge, range: range, context)
        view.blocks = [.paragraph([Span(lead + "   ", .heading)] + ranges(context), indent: 1), .spacer, chart.block()]
        switch subject {
        case .account: break
        case .allAccounts: view.blocks.append(.paragraph([remark(on: worth, since: chart.start, text)], indent: 1))
        }
        return view
    }

    /// Why there may be gaps in the sum, and whose they are.
    private func remark(on worth: AccountsHistory, since start: Int64, _ text: Text) -> Span {
        let missing = worth.unknown(since: start)
        guard !missing.isEmpty else { return Span(text.chart.onlyWhereKnown, .muted) }
        let names = missing.prefix(3).map { TextWidth.clip($0, to: 20) }.joined(separator: text.listComma)
        let more = missing.count > 3 ? text.listComma + "… (\(missing.count))" : ""
        return Span(text.chart.onlyWhereKnown + text.sentenceSpace + text.chart.without(names + more), .caution)
    }

    /// The ranges, each with the key that a press on it stands for.
    private func ranges(_ context: ScreenContext) -> [Span] {
        let bindings = Self.bindings(context.keys)
        return ChartRange.allCases.flatMap { range in
            let command: Command =
                switch range {
                case .day: .day
                case .week: .week
                case .month: .month
                case .all: .all
                }
            let name = range.name(context.text)
            let isChosen = range == self.range
            return [
                Span(
                    isChosen ? "[\(name)]" : " \(name) ", isChosen ? .heading : .muted,
                    press: bindings.first { $0.command == command }?.keys.first),
                Span(" "),
            ]
        }
    }
}

/// What several connections were worth, each account once.
struct AccountsHistory {
    private(set) var histories: [(name: String, history: EquityHistory)] = []

    /// Two connections to one account tell of one and the same worth.
    init(_ connections: [Connection], _ context: ScreenContext) {
        var places: [AccountsTotal.Account: Int] = [:]
        for connection in connections {
            let history = context.histories[connection.id] ?? EquityHistory()
            let account = AccountsTotal.Account(
                exchange: connection.target.exchange, site: connection.target.place.requestAddresses, id: connection.snapshot?.accountID)
            if let account, let place = places[account] {
                histories[place].history = histories[place].history.merged(with: history)
                continue
            }
            if let account { places[account] = histories.count }
            histories.append((connection.name, history))
        }
    }

    /// Those of which nothing was recorded since a time.
    func unknown(since start: Int64) -> [String] {
        histories.filter { ($0.history.latest ?? .min) < start }.map(\.name)
    }
}
