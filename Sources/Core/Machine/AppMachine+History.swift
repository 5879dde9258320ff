import Domain

/// The history of totals: kept beside the vault, written now and then and on leaving.
extension AppMachine {
    static let historyMilliseconds = 600_000

    private var keepsHistory: Bool { configuration.history == .kept && vault == .open }

    /// The history that would be lost by ending now; `nil` where nothing would be.
    public var unsavedHistory: [AccountHistory]? {
        guard keepsHistory, keptHistory == .known, historyState == .changed else { return nil }
        let histories = namedHistories
        // Nothing is to be kept of the last account that was removed; but no account may have been read yet.
        return histories.isEmpty && !connections.isEmpty ? nil : histories
    }

    /// The histories under the present names of their connections.
    private var namedHistories: [AccountHistory] {
        connections.filter { $0.storageFailure == nil }.compactMap { connection in
            histories[connection.id].map { AccountHistory(name: connection.name, history: $0) }
        }
    }

    /// Starts the writing with the first connection of an open vault.
    var startHistoryTimer: [Effect] { keepsHistory ? [.startTimer(.history, milliseconds: Self.historyMilliseconds)] : [] }

    var stopHistoryTimer: [Effect] { keepsHistory ? [.stopTimer(.history)] : [] }

    mutating func saveHistory() -> [Effect] {
        guard let unsaved = unsavedHistory else { return [] }
        historyState = .saved
        return [.saveHistory(unsaved)]
    }

    /// Merges the stored history with what has been read meanwhile. Names that no longer exist are dropped with the next writing.
    mutating func historyRead(_ accounts: [AccountHistory], _ remark: Phrase?) -> [Effect] {
        guard keepsHistory else { return [] }
        keptHistory = .known
        for account in accounts {
            guard let connection = connections.first(where: { $0.name == account.name }) else { continue }
            histories[connection.id] = account.history.merged(with: histories[connection.id] ?? EquityHistory())
        }
        guard let remark else { return [] }
        return tell(remark, .caution, milliseconds: 10_000)
    }
}
