/// What all accounts of one kind of money are worth together.
struct AccountsLine {
    let badge: Badge
    let total: AccountsTotal

    /// One for each kind of money that there is: money of different kinds is never added.
    static func all(_ connections: [Connection]) -> [AccountsLine] {
        [Badge.live, .demo, .sandbox].compactMap { badge in
            let parts = connections.filter { $0.badge == badge }.map { connection in
                AccountsTotal.Part(
                    name: connection.name, equity: connection.snapshot?.equity, age: connection.obstacle == nil ? .current : .outdated)
            }
            return parts.isEmpty ? nil : AccountsLine(badge: badge, total: AccountsTotal(parts))
        }
    }

    /// The sum, and what is missing or old in it.
    func spans(_ context: ScreenContext) -> [Span] {
        let words = context.text.portfolio
        let format = context.format(.none)
        var spans = [
            Span(words.allAccounts(badge.rawValue, total.counted) + "  ", .heading),
            Span(format.money(total.dollars), total.dollars?.isNegative == true ? .negative : total.missing.isEmpty && total.outdated.isEmpty ? .amount : .stale),
        ]
        if !total.missing.isEmpty { spans.append(Span("  " + words.without(Self.named(total.missing, context.text)), .caution)) }
        if !total.outdated.isEmpty { spans.append(Span("  " + words.withOld(Self.named(total.outdated, context.text)), .caution)) }
        return spans
    }

    private static func named(_ names: [String], _ text: Text) -> String {
        let shown = names.prefix(3).map { TextWidth.clip($0, to: 20) }.joined(separator: text.listComma)
        return names.count > 3 ? shown + text.listComma + "… (\(names.count))" : shown
    }
}
