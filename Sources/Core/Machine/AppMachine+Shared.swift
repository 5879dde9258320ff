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

    /// The exchange that the connection in the making is for; what is pasted is looked through for its keys.
    public var exchange: ExchangeProfile { context.exchange }

    /// How balances are shown.
    var viewing: Viewing { context.viewing }

    /// What each account was worth lately.
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
}
