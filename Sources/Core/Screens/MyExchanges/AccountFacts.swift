import Domain

/// What is to be said of an account besides its figures: what stands in the way, what should be mended, and what its key and settings are.
struct AccountFacts {
    private let connection: Connection
    private let context: ScreenContext

    init(_ connection: Connection, _ context: ScreenContext) {
        self.connection = connection
        self.context = context
    }

    private var text: Text { context.text }
    private var language: Language { context.language }
    private var format: AmountFormat { context.format(of: connection) }

    /// What is said of it, the most important first; an obstacle is not among it.
    var notices: [Fact] {
        var facts: [Fact] = []
        if let failure = connection.storageFailure {
            facts.append(
                Fact(
                    text.home.notStoredLead + text.sentenceSpace + failure.message[language],
                    remedy: failure.remedy.map { $0[language] } + [text.home.notStoredRemark]))
        }
        guard let snapshot = connection.snapshot else { return facts }
        for notice in snapshot.notices {
            facts.append(Fact(notice.message(context.viewing.amounts)[language], remedy: notice.remedy.map { $0[language] }))
        }
        for wallet in snapshot.wallets {
            guard let failure = wallet.failure else { continue }
            let since = connection.account.earlier.assets[wallet.kind].map {
                text.sentenceSpace + text.portfolio.earlierRows($0.asOf.clockTime(on: context.today))
            }
            facts.append(Fact(text.walletName(wallet.kind) + text.colon + failure.message[language] + (since ?? ""), remedy: []))
        }
        if case .failed(let failure) = snapshot.positions {
            let since = connection.account.earlier.positions.map {
                text.sentenceSpace + text.portfolio.lastGood($0.asOf.clockTime(on: context.today))
            }
            facts.append(Fact(text.portfolio.positionsNotHad + text.colon + failure.message[language] + (since ?? ""), remedy: []))
        }
        // The settings have said that positions are held with cross margin.
        return facts.reduce(into: []) { kept, fact in if !kept.contains(fact) { kept.append(fact) } }
    }

    /// One thing that is said, with what can be done about it.
    struct Fact: Hashable, Sendable {
        let message: String
        let remedy: [String]

        init(_ message: String, remedy: [String]) {
            self.message = message
            self.remedy = remedy
        }
    }

    // MARK: In full

    /// Everything, in paragraphs under headings.
    var blocks: [Block] {
        var blocks: [Block] = []
        if let failure = connection.obstacle { blocks += obstacle(failure) + [.spacer] }
        let notices = notices
        if !notices.isEmpty {
            blocks.append(.heading(text.accounts.notices))
            for fact in notices {
                blocks.append(.paragraph([Span("! " + fact.message, .caution)], indent: 1))
                blocks += fact.remedy.map { .paragraph([Span($0)], indent: 3) }
            }
            blocks.append(.spacer)
        }
        guard let snapshot = connection.snapshot else { return blocks }
        blocks += [.heading(text.accounts.key), .paragraph([Span(keyWords(snapshot))], indent: 1)]
        if connection.hasToBeKeptAlive(by: context.exchanges) {
            blocks.append(.paragraph([Span(text.portfolio.lastCall(Self.minute(snapshot.asOf)), .muted)], indent: 1))
        }
        blocks.append(.spacer)
        let settings = settings(snapshot)
        if !settings.isEmpty { blocks += [.heading(text.accounts.settings)] + settings + [.spacer] }
        blocks += updates(snapshot)
        let remarks = differences(snapshot) + snapshot.remarks.map { $0.message[language] }
        if !remarks.isEmpty {
            blocks.append(.heading(text.accounts.difference))
            blocks += remarks.map { .paragraph([Span($0, .muted)], indent: 1) } + [.spacer]
        }
        if let share = snapshot.limits.first {
            blocks += [.heading(text.accounts.limits), .paragraph([Span(share.words[language], .muted)], indent: 1)]
        }
        return blocks
    }

    /// How the figures come, where it is not just by the interval.
    private func updates(_ snapshot: AccountSnapshot) -> [Block] {
        if connection.isLive {
            let words = text.accounts.liveSince(snapshot.asOf.clockTime(on: context.today))
            return [.heading(text.accounts.updates), .paragraph([Span(words)], indent: 1), .spacer]
        }
        guard let failure = connection.streamFailure else { return [] }
        let pace = context.refreshSeconds == 0 ? text.accounts.onDemand : text.accounts.every(context.refreshSeconds)
        return [.heading(text.accounts.updates), .paragraph([Span(failure.message[language], .caution)], indent: 1)]
            + failure.remedy.map { .paragraph([Span($0[language])], indent: 3) }
            + [.paragraph([Span(text.accounts.readInstead(pace), .muted)], indent: 1), .spacer]
    }

    /// What stands in the way, with its remedy.
    func obstacle(_ failure: Failure) -> [Block] {
        var blocks: [Block] = [
            .paragraph(
                [Span(failure.message[language], .bad)] + (failure.code.map { [Span("  " + text.verify.code($0), .muted)] } ?? []),
                indent: 1)
        ]
        blocks += failure.remedy.map { .paragraph([Span($0[language])], indent: 1) }
        guard connection.problem == nil else { return blocks }
        blocks.append(.paragraph([Span(text.portfolio.failedKeys, .hintText)], indent: 1))
        if let snapshot = connection.snapshot {
            blocks.append(.paragraph([Span(text.portfolio.lastGood(snapshot.asOf.clockTime(on: context.today)), .stale)], indent: 1))
        }
        return blocks
    }

    /// `2026-11-22 14:03 UTC`: a clock time alone would not tell one day from another.
    private static func minute(_ moment: Moment) -> String {
        moment.iso8601.prefix(10) + " " + moment.iso8601.dropFirst(11).prefix(5) + " UTC"
    }

    private func keyWords(_ snapshot: AccountSnapshot) -> String {
        let key = snapshot.key
        var words = [text.portfolio.environment(connection.target.environment, connection.target.site.origin), text.portfolio.method]
        let permissions = key.permissions.map { $0.map { $0.label[language] } }
        words.append(permissions?.joined(separator: text.listComma) ?? text.home.permissionsUnknown)
        words.append(key.addresses.isBound.map { $0 ? text.home.addressBound : text.home.addressUnbound } ?? text.home.addressUnknown)
        if let end = key.expiry.words { words.append(end[language]) }
        if let kind = snapshot.kind { words.append(kind.words[language]) }
        words.append(key.masked)
        if !key.label.isEmpty { words.append(key.label) }
        if connection.isDefault { words.append(text.home.isDefault) }
        return words.joined(separator: " · ")
    }

    /// Empty where nothing was told of any.
    private func settings(_ snapshot: AccountSnapshot) -> [Block] {
        guard connection.target.futures == .used else { return [.paragraph([Span(text.home.futuresNotUsed, .muted)], indent: 1)] }
        let spans = snapshot.settings.overview.enumerated().map { index, row in
            let mark: Mark =
                switch row.isRight {
                case true?: .good
                case false?: .caution
                case nil: .skipped
                }
            return Span((index == 0 ? "" : "  ") + mark.sign(context.glyphs) + " " + row.brief[language], mark.role)
        }
        return spans.isEmpty ? [] : [.paragraph(spans, indent: 1)]
    }

    /// Where the assets of a wallet do not add up to what the exchange says it is worth. Prices move between the two, so that a small
    /// difference is a remark and not a warning. Demo prices are made up, and nothing there agrees with what others have valued.
    private func differences(_ snapshot: AccountSnapshot) -> [String] {
        guard connection.target.environment == .live else { return [] }
        let reconciliation = Reconciliation(snapshot)
        var remarks = reconciliation.parts.compactMap { part -> String? in
            let rows = snapshot.wallets.first { $0.kind == part.wallet }?.assets.count ?? 0
            guard Reconciliation.isBeyondRounding(part.difference, rows: rows) else { return nil }
            return text.portfolio.difference(
                text.walletName(part.wallet), format.value(part.sum), format.value(part.difference.magnitude), part.difference.isNegative)
        }
        if snapshot.equity?.coverage == .whole, let total = reconciliation.total, let sum = reconciliation.walletSum,
            Reconciliation.isBeyondRounding(total - sum, rows: snapshot.wallets.count)
        {
            let gap = total - sum
            remarks.append(text.portfolio.walletsDiffer(format.value(sum), format.value(gap.magnitude), gap.isNegative))
        }
        return remarks
    }
}
