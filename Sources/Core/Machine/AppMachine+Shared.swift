import Domain

/// What the machine shares with its screens, by its own names.
extension AppMachine {
    var connections: [Connection] {
        get { context.connections }
        _modify { yield &context.connections }
    }

    var draft: Draft {
        get { context.draft }
        _modify {
            let before = context.exchange.keyFields
            yield &context.draft
            // Keys of another exchange have other fields.
            if context.exchange.keyFields != before { takeNewSlots() }
        }
    }

    /// The exchange of the draft; pastes are searched for its keys.
    public var exchange: ExchangeProfile { context.exchange }

    /// How balances are shown.
    var viewing: Viewing { context.viewing }

    /// The history of totals of each connection.
    var histories: [Connection.ID: EquityHistory] {
        get { context.histories }
        _modify { yield &context.histories }
    }

    /// What may be known of the secrets in the fields that can be typed into.
    var summaries: [SecretField: SecretSummary] {
        get { context.summaries }
        _modify { yield &context.summaries }
    }

    /// What is under way.
    var running: OperationTable {
        get { context.running }
        _modify { yield &context.running }
    }

    /// A connection by its number; `nil` once it is removed.
    func connection(_ id: Connection.ID) -> Connection? { connections.first { $0.id == id } }

    /// Where a connection stands in the list.
    func index(of id: Connection.ID) -> Int? { connections.firstIndex { $0.id == id } }

    /// The place in the list of the connection with that target's slots.
    func index(of target: AccessTarget) -> Int? { connections.firstIndex { $0.target.slots == target.slots } }

    /// Shows words in the notice line for so long, or until the next key.
    mutating func tell(_ words: Phrase, _ role: Role = .notice, milliseconds: Int = 6_000) -> [Effect] {
        notice = Notice(text: words, role: role)
        return [.startTimer(.notice, milliseconds: milliseconds)]
    }

    /// The same with words of the screens.
    mutating func tell(_ role: Role = .notice, milliseconds: Int = 6_000, _ words: (Text) -> String) -> [Effect] {
        tell(Phrase { words(Text.of($0)) }, role, milliseconds: milliseconds)
    }
}
