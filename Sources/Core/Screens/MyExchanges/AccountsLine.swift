import Domain

/// The total of all accounts of one kind of money.
struct AccountsLine {
    let badge: Badge
    let total: AccountsTotal

    /// One for each kind of money that there is.
    static func all(_ connections: [Connection]) -> [AccountsLine] {
        AccountsTotal.each(
            connections.map { connection in
                let age: AccountsTotal.Part.Age = connection.obstacle == nil ? .current : .outdated
                let account = AccountsTotal.Account(
                    exchange: connection.target.exchange, site: connection.target.place.requestAddresses,
                    id: connection.snapshot?.accountID)
                return (
                    connection.badge,
                    AccountsTotal.Part(name: connection.name, account: account, equity: connection.snapshot?.equity, age: age)
                )
            }
        ).map { AccountsLine(badge: $0.badge, total: $0.total) }
    }

    /// The sum, and what is missing or old in it.
    func spans(_ context: ScreenContext) -> [Span] {
        let (title, remarks) = total.words(badge, context.language)
        return [
            Span(title + "  ", .heading),
            Span(
                context.format(of: badge).money(total.dollars),
                total.dollars?.isNegative == true ? .negative : total.isWhole ? .amount : .stale),
        ] + remarks.map { Span("  " + $0, .caution) }
    }
}
