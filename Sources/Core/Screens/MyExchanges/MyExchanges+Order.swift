import Domain

/// In which order accounts and rows stand, and in which currency totals are shown.
extension MyExchanges {
    func sort(_ context: inout ScreenContext) -> Step? {
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

    func sort(by column: AssetColumn, _ context: inout ScreenContext) {
        context.viewing.assetOrder = SortOrder(column, column.firstDirection)
    }

    func sort(by column: PositionColumn, _ context: inout ScreenContext) {
        context.viewing.positionOrder = SortOrder(column, column.isName ? .ascending : .descending)
    }

    func reverseSort(_ context: inout ScreenContext) -> Step? {
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

    static func next<Value: Equatable>(after value: Value, in all: [Value]) -> Value {
        all[((all.firstIndex(of: value) ?? -1) + 1) % all.count]
    }

    /// The next currency for which any account brought a rate.
    func nextCurrency(_ context: ScreenContext) -> TotalCurrency {
        let known = TotalCurrency.allCases.filter { $0 == context.viewing.currency || context.knows($0) }
        return Self.next(after: context.viewing.currency, in: known)
    }
}
