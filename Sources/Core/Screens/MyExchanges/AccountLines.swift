import Domain

/// The lines of an account above its balances: total, wallets, key, settings and notices.
struct AccountLines {
    private let connection: Connection
    private let snapshot: AccountSnapshot
    private let context: ScreenContext

    init(_ connection: Connection, _ snapshot: AccountSnapshot, _ context: ScreenContext) {
        self.connection = connection
        self.snapshot = snapshot
        self.context = context
    }

    private var text: Text { context.text }
    private var format: AmountFormat { context.format(of: connection) }

    /// Remarks are left out where positions are shown, to leave them room.
    func blocks(_ pane: MyExchanges.Pane, _ tab: MyExchanges.Tab) -> [Block] {
        let language = context.language
        let format = format
        let equity = snapshot.equity?.total
        var blocks: [Block] = [
            .paragraph(
                [
                    Span(text.home.total + "  ", .heading),
                    Span(format.money(equity), equity?.isNegative == true ? .negative : connection.freshness.amountRole),
                ] + coverageRemark + rateRemark + sparkline, indent: 1),
            .bars(snapshot.wallets.map { bar($0, format) }),
        ]
        for wallet in snapshot.wallets {
            if let failure = wallet.failure {
                var words = [Span(text.walletName(wallet.kind) + text.colon + failure.message[language], .caution)]
                if let known = connection.account.earlier.assets[wallet.kind] {
                    words.append(Span(text.sentenceSpace + text.portfolio.earlierRows(known.asOf.clockTime), .stale))
                }
                blocks.append(.paragraph(words, indent: 1))
            }
        }
        blocks += differences(format)
        blocks.append(.paragraph(keyLine, indent: 1))
        if connection.hasToBeKeptAlive(by: context.exchanges) {
            blocks.append(.paragraph([Span(text.portfolio.lastCall(Self.minute(snapshot.asOf)), .muted)], indent: 1))
        }
        if !settingsLine.isEmpty { blocks.append(.paragraph(settingsLine, indent: 1)) }
        if pane == .details, let share = snapshot.limits.first {
            blocks.append(.paragraph([Span(share.words[language], .muted)], indent: 1))
        }
        for notice in tab == .balances ? snapshot.notices : [] {
            blocks.append(.paragraph([Span("! " + notice.message(context.viewing.amounts)[language], .caution)], indent: 1))
            if pane == .details { blocks += notice.remedy.map { .paragraph([Span($0[language], .muted)], indent: 3) } }
        }
        for remark in tab == .balances ? snapshot.remarks : [] {
            blocks.append(.paragraph([Span(remark.message[language], .muted)], indent: 1))
        }
        return blocks
    }

    /// `2026-11-22 14:03 UTC`: a clock time alone would not tell one day from another.
    private static func minute(_ moment: Moment) -> String {
        moment.iso8601.prefix(10) + " " + moment.iso8601.dropFirst(11).prefix(5) + " UTC"
    }

    private var coverageRemark: [Span] {
        switch snapshot.equity?.coverage {
        case .whole?, nil: []
        case .tradingOnly?: [Span("  " + text.portfolio.tradingOnly, .caution)]
        }
    }

    private var rateRemark: [Span] {
        format.rates.knows(format.currency) ? [] : [Span("  " + text.portfolio.noRate(format.currency.rawValue), .caution)]
    }

    private var sparkline: [Span] {
        guard let history = context.histories[connection.id], history.points.count > 1 else { return [] }
        let columns = 24
        let line = Sparkline.text(history.points.map(\.total), columns: columns, context.glyphs)
        return [Span("  "), Span(line, .accent), Span(" " + text.portfolio.history(Int(history.span(ofLast: columns) / 60_000)), .muted)]
    }

    private func bar(_ wallet: Wallet, _ format: AmountFormat) -> Block.Bar {
        Block.Bar(
            label: text.walletName(wallet.kind), amount: format.value(wallet.total),
            share: AmountText.thousandths(wallet.total, of: snapshot.equity?.whole(of: wallet.kind)),
            role: wallet.total?.isNegative == true ? .negative : connection.freshness.amountRole)
    }

    /// Where the assets of a wallet do not add up to what the exchange says it is worth. Prices move between the two, so that a small
    /// difference is a remark and not a warning. Demo prices are made up, and values there do not agree with each other.
    private func differences(_ format: AmountFormat) -> [Block] {
        guard connection.target.environment == .live else { return [] }
        let reconciliation = Reconciliation(snapshot)
        var blocks: [Block] = reconciliation.parts.compactMap { part in
            let rows = snapshot.wallets.first { $0.kind == part.wallet }?.assets.count ?? 0
            guard Reconciliation.isBeyondRounding(part.difference, rows: rows) else { return nil }
            let words = text.portfolio.difference(
                text.walletName(part.wallet), format.value(part.sum), format.value(part.difference.magnitude), part.difference.isNegative)
            return .paragraph([Span(words, .muted)], indent: 1)
        }
        if snapshot.equity?.coverage == .whole, let total = reconciliation.total, let sum = reconciliation.walletSum,
            Reconciliation.isBeyondRounding(total - sum, rows: snapshot.wallets.count)
        {
            let gap = total - sum
            blocks.append(
                .paragraph(
                    [Span(text.portfolio.walletsDiffer(format.value(sum), format.value(gap.magnitude), gap.isNegative), .muted)], indent: 1)
            )
        }
        return blocks
    }

    private var keyLine: [Span] {
        let key = snapshot.key
        var words = [text.portfolio.environment(connection.target.environment, connection.target.site.origin), text.portfolio.method]
        let permissions = key.permissions.map { $0.map { $0.label[context.language] } }
        words.append(permissions?.joined(separator: text.listComma) ?? text.home.permissionsUnknown)
        words.append(key.addresses.isBound.map { $0 ? text.home.addressBound : text.home.addressUnbound } ?? text.home.addressUnknown)
        if let end = key.expiry.words { words.append(end[context.language]) }
        if let kind = snapshot.kind { words.append(kind.words[context.language]) }
        words.append(key.masked)
        if !key.label.isEmpty { words.append(key.label) }
        if connection.isDefault { words.append(text.home.isDefault) }
        return [Span(words.joined(separator: " · "), .muted)]
    }

    /// Empty where no setting was told.
    private var settingsLine: [Span] {
        guard connection.target.futures == .used else { return [Span(text.home.futuresNotUsed, .muted)] }
        return snapshot.settings.overview.enumerated().map { index, row in
            let mark: Mark =
                switch row.isRight {
                case true?: .good
                case false?: .caution
                case nil: .skipped
                }
            return Span((index == 0 ? "" : "  ") + mark.sign(context.glyphs) + " " + row.brief[context.language], mark.role)
        }
    }
}
