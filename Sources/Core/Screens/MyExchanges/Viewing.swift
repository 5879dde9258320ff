import Domain

/// How the user wants balances to be shown. It outlasts screens and locking.
struct Viewing: Hashable, Sendable {
    var currency = TotalCurrency.dollar
    var amounts = AmountSecrecy.shown
    var smallRows = SmallRows.shown
    var accountOrder = AccountOrder.added
    var assetOrder = SortOrder(AssetColumn.value, .descending)
    /// As the exchange lists them, the newest first, until the user sorts them.
    var positionOrder: SortOrder<PositionColumn>?

    /// Whether amounts are shown on the screen.
    enum AmountSecrecy: Hashable, Sendable {
        case shown
        case hidden
    }

    enum SmallRows: Hashable, Sendable {
        case shown
        /// Folded into one line that counts them.
        case folded
    }
}

extension Notice {
    func message(_ secrecy: Viewing.AmountSecrecy) -> Phrase {
        switch secrecy {
        case .shown: message
        case .hidden: discreet ?? message
        }
    }
}

extension TotalCurrency {
    /// The currencies that come after one and before another, around the end.
    static func passedOver(from old: TotalCurrency, to new: TotalCurrency) -> [TotalCurrency] {
        let all = allCases
        let start = all.firstIndex(of: old) ?? 0
        let others = (1...all.count).map { all[(start + $0) % all.count] }
        return Array(others.prefix { $0 != new })
    }
}
