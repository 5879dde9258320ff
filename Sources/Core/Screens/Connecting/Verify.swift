import Domain

/// The verification as a live checklist.
struct Verify: ScreenModel {
    /// What the connection is going to be called.
    let name: String
    let subject: Subject
    private(set) var rows: [VerificationRow: VerificationResult] = [:]
    private(set) var phase: Phase
    private(set) var chosen: VerificationRow?
    private(set) var search = Search.notAsked
    /// The account that the key belongs to, where it is not the one whose key is replaced.
    private(set) var otherAccount: AccountSnapshot?

    /// The search for the place that the key belongs to.
    enum Search: Hashable, Sendable {
        /// Goes to `running`.
        case notAsked
        /// Goes to `done`.
        case running
        case done(ProbeFindings)
    }

    /// What is verified.
    enum Subject: Hashable, Sendable {
        /// The credentials of the draft.
        case draft
        /// An existing connection.
        case connection(Connection.ID)
    }

    enum Phase: Hashable, Sendable {
        /// Goes to `passed`, `failed`.
        case running
        case passed(AccountSnapshot)
        /// Goes to `running`.
        case failed(Failure)
    }

    enum Command: CaseIterable {
        case up, down, proceed, use, edit, editInstead, again, probe, insist, useOtherAccount, copy, back
    }

    enum Step: Hashable, Sendable {
        case back
        /// Done: on to My Exchanges.
        case finish
        case again
        /// Verify again, and use the key although it can withdraw.
        case insist
        /// Go on with the account that the key belongs to.
        case useOtherAccount
        case edit(Cause)
        /// Ask the other sites and the other environment for the key.
        case probe
        /// Verify again at the place that was found.
        case use(AccountPlace)
        case copy(String)
    }

    static let heading: KeyPath<Text, String> & Sendable = \.verify.title

    static let bindings: [Binding<Command>] = [
        Binding([.enter], .proceed, \.keys.proceed),
        Binding([.enter], .use, \.keys.useFound),
        Binding([.enter, .character("e")], .edit, \.keys.edit),
        Binding([.character("e")], .editInstead, \.keys.edit),
        // Before what can be left out of a narrow footer.
        Binding([.character("w")], .insist, \.keys.insist),
        Binding([.escape], .back, \.keys.back),
        Binding([.character("r")], .again, \.keys.again),
        Binding([.character("p")], .probe, \.keys.probe),
        Binding([.character("o")], .useOtherAccount, \.keys.useOtherAccount),
        Binding([.character("y")], .copy, \.keys.copySeenAddress),
        Binding([.up, .character("k")], .up, \.keys.up, .helpOnly),
        Binding([.down, .character("j")], .down, \.keys.down, .helpOnly),
    ]

    init(name: String, subject: Subject = .draft) {
        self.name = name
        self.subject = subject
        phase = .running
    }

    mutating func settle(_ row: VerificationRow, _ result: VerificationResult) {
        guard phase == .running else { return }
        rows[row] = result
    }

    mutating func passed(_ snapshot: AccountSnapshot) {
        phase = .passed(snapshot)
    }

    mutating func failed(_ failure: Failure) {
        phase = .failed(failure)
        let hasFailedRow = rows.values.contains { if case .failed = $0 { true } else { false } }
        if !hasFailedRow { rows[row(of: failure)] = .failed(failure) }
        chosen = VerificationRow.allCases.first { if case .failed = rows[$0] { true } else { false } }
    }

    /// The key works, and belongs to another account than the one whose key is replaced.
    mutating func found(otherAccount snapshot: AccountSnapshot, _ failure: Failure) {
        rows[.key] = .failed(failure)
        failed(failure)
        otherAccount = snapshot
    }

    mutating func insisted(on snapshot: AccountSnapshot) {
        otherAccount = nil
        rows[.key] = .ok(Phrase { Text.of($0).verify.otherAccountUsed })
        passed(snapshot)
    }

    /// The row of a failure that no row has reported.
    private func row(of failure: Failure) -> VerificationRow {
        // This failure is known without asking the exchange.
        if failure.cause == .alreadyConnected { return .key }
        return VerificationRow.allCases.first { rows[$0] == nil } ?? .balances
    }

    mutating func searchBegan() {
        search = .running
    }

    mutating func searchEnded(_ findings: ProbeFindings) {
        search = .done(findings)
    }

    /// Whether the futures settings are the next step: they matter, and were not found right.
    var leadsToSettings: Bool {
        guard case .passed = phase, case .warning? = rows[.settings] else { return false }
        return true
    }

    /// The place that the key belongs to, once it was found.
    private var found: AccountPlace? {
        if case .done(let findings) = search { findings.place } else { nil }
    }

    /// Whether there is somewhere else to look.
    private func maySearch(_ failure: Failure, _ context: ScreenContext) -> Bool {
        subject == .draft && search == .notAsked && failure.cause.traits.mayBeElsewhere
            && !context.place.others(in: context.exchange).isEmpty
    }

    mutating func restart() {
        self = Verify(name: name, subject: subject)
    }

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch (command, phase) {
        case (.up, _), (.down, _), (.back, _), (.proceed, .passed), (.again, .failed): .enabled
        case (.proceed, .running), (.again, .running): .refused(.stillChecking)
        case (.use, .failed), (.editInstead, .failed): found != nil ? .enabled : .disabled
        case (.edit, .failed): found == nil ? .enabled : .disabled
        case (.probe, .failed(let failure)): maySearch(failure, context) ? .enabled : .disabled
        case (.insist, .failed(let failure)): failure.cause == .withdrawalEnabled && subject == .draft ? .enabled : .disabled
        case (.useOtherAccount, .failed): otherAccount == nil ? .disabled : .enabled
        case (.copy, .failed(let failure)): failure.seenAddress != nil ? .enabled : .disabled
        case (.proceed, .failed), (.edit, .running), (.edit, .passed), (.again, .passed),
            (.insist, .running), (.insist, .passed), (.useOtherAccount, .running), (.useOtherAccount, .passed), (.copy, .running),
            (.copy, .passed), (.use, .running), (.use, .passed),
            (.editInstead, .running), (.editInstead, .passed), (.probe, .running), (.probe, .passed):
            .disabled
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .back: return .back
        case .proceed:
            if case .passed = phase { return .finish }
        case .use:
            if let found { return .use(found) }
        case .probe: return .probe
        case .edit, .editInstead:
            guard case .failed(let failure) = phase else { return nil }
            // Once the key was found elsewhere, it is not the key that has to be changed.
            if case .done(let findings) = search { return .edit(findings.cause(at: context.place) ?? failure.cause) }
            return .edit(failure.cause)
        case .again:
            return .again
        case .insist:
            return .insist
        case .useOtherAccount:
            return .useOtherAccount
        case .copy:
            if case .failed(let failure) = phase, let address = failure.seenAddress { return .copy(address) }
        }
        return nil
    }

    private mutating func move(by step: Int) {
        let all = VerificationRow.allCases
        let index = chosen.flatMap { all.firstIndex(of: $0) } ?? (step > 0 ? -1 : all.count)
        chosen = all[max(0, min(all.count - 1, index + step))]
    }

    func view(_ context: ScreenContext) -> View {
        let text = context.text
        var blocks: [Block] = [
            .paragraph([Span(text.verify.lead(name, context.exchange.name, context.site.name[context.language]))], indent: 0)
        ]
        // It stands above the list, so that it is visible on the smallest terminal.
        blocks += searchWords(context).map { [.spacer, .paragraph([$0], indent: 1)] } ?? []
        blocks += [.spacer, .choices(checklist(context)), .spacer]
        switch phase {
        case .running: break
        case .passed(let snapshot): blocks.append(passedWords(snapshot, text))
        case .failed(let failure): blocks += waysOut(of: failure, context) + answers(context)
        }
        return View(title: text.verify.title, blocks: blocks)
    }

    /// The rows, each with what it has come to.
    private func checklist(_ context: ScreenContext) -> [Block.Choice] {
        let text = context.text
        let language = context.language
        let next = phase == .running ? VerificationRow.allCases.first { rows[$0] == nil } : nil
        return VerificationRow.allCases.map { row in
            let isChosen: Block.Focus = row == chosen ? .chosen : .none
            let name = text.verify.rowName(row, context.exchange.keyFields)
            switch rows[row] {
            case nil where row == next:
                return Block.Choice(mark: .running, title: name, trailing: Span(text.verify.running, .accent), focus: isChosen)
            case nil: return Block.Choice(mark: .waiting, title: name, focus: isChosen)
            case .skipped: return Block.Choice(mark: .skipped, title: name, trailing: Span(text.verify.skipped, .muted), focus: isChosen)
            case .ok(let found): return Block.Choice(mark: .good, title: name, trailing: Span(found[language], .muted), focus: isChosen)
            case .warning(let notice):
                return Block.Choice(
                    mark: .caution, title: name + text.colon + notice.message[language],
                    details: notice.remedy.map { Span($0[language], .muted) }, focus: isChosen)
            case .failed(let failure):
                return Block.Choice(
                    mark: .bad, title: name + text.colon + failure.message[language],
                    trailing: failure.code.map { Span(text.verify.code($0), .muted) },
                    details: failure.remedy.map { Span($0[language], .text) }, focus: isChosen)
            }
        }
    }

    private func passedWords(_ snapshot: AccountSnapshot, _ text: Text) -> Block {
        let isFlawless = snapshot.notices.isEmpty
        let words =
            subject == .draft && leadsToSettings
            ? text.verify.passedToSettings : isFlawless ? text.verify.passed : text.verify.passedWithWarnings
        return .paragraph([Span(words, isFlawless ? .good : .caution)], indent: 1)
    }

    /// What failed as a whole, and what can be done about it here.
    private func waysOut(of failure: Failure, _ context: ScreenContext) -> [Block] {
        let text = context.text
        var blocks: [Block] = []
        var words: [String] = []
        if found == nil { words.append(failedWords(context)) }
        if failure.cause == .withdrawalEnabled, subject == .draft { words.append(text.verify.insistOffer) }
        if otherAccount != nil { words.append(text.verify.otherAccountOffer) }
        if let address = failure.seenAddress { words.append(text.verify.copyOffer.replacing("{address}", with: address)) }
        if !words.isEmpty { blocks.append(.paragraph([Span(words.joined(separator: text.sentenceSpace), .bad)], indent: 1)) }
        if maySearch(failure, context) {
            let places = context.place.others(in: context.exchange).map { text.verify.place($0, context.language) }
            let offer = text.verify.probeOffer.replacing("{places}", with: places.joined(separator: text.listComma))
            blocks.append(.paragraph([Span(offer, .caution)], indent: 1))
        }
        return blocks
    }

    private func failedWords(_ context: ScreenContext) -> String {
        let text = context.text
        return switch (context.draft.method, context.draft.replacing) {
        case (.fastAPI, _): text.authorize.notVerified
        case (.apiKey, nil): text.verify.failed
        case (.apiKey, _?): text.verify.failedReplacing
        }
    }

    /// The state of the search.
    private func searchWords(_ context: ScreenContext) -> Span? {
        let words = context.text.verify
        switch search {
        case .notAsked: return nil
        case .running: return Span(words.probing, .accent)
        case .done(let findings):
            guard let place = findings.place else { return Span(words.probeFoundNothing, .caution) }
            return Span(words.probeFound.replacing("{place}", with: words.place(place, context.language)), .good)
        }
    }

    /// What each place said.
    private func answers(_ context: ScreenContext) -> [Block] {
        guard case .done(let findings) = search, !findings.answers.isEmpty else { return [] }
        let words = context.text.verify
        let choices = findings.answers.map { answer in
            let (mark, said): (Mark, String) =
                switch answer.verdict {
                case .works: (.good, words.keyWorks)
                case .known(let failure): (.caution, words.keyKnown + context.text.colon + failure.message[context.language])
                case .notThere: (.skipped, words.keyNotThere)
                case .noAnswer(let failure): (.waiting, failure.message[context.language])
                }
            return Block.Choice(mark: mark, title: words.place(answer.place, context.language), trailing: Span(said, .muted))
        }
        return [.choices(choices)]
    }
}
