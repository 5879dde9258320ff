/// The futures settings of a connection as live rows, with a plan that mends what can be mended.
struct FuturesCheck: ScreenModel {
    let connection: Connection.ID
    let name: String
    let target: AccessTarget
    let badge: Badge
    private(set) var phase = Phase.reading
    private(set) var chosen = 0

    enum Phase: Hashable, Sendable {
        /// Goes to `found`, `failed`.
        case reading
        /// Goes to `confirming`, `reading`.
        case found(SettingsFindings)
        /// The plan waits for the user's word. Goes to `applying`, `found`.
        case confirming(SettingsFindings, LineEditor)
        /// Goes to `ended`.
        case applying(SettingsFindings, done: [AppliedSetting])
        /// Goes to `reading`.
        case ended(SettingsOutcome)
        /// Goes to `reading`.
        case failed(Failure)
    }

    enum Command: CaseIterable {
        case up, down, plan, apply, again, copy, erase, clear, back
    }

    enum Step: Hashable, Sendable {
        case back
        case read
        case apply([SettingStep])
        case copy(String)
    }

    static let bindings: [Binding<Command>] = [
        Binding([.enter], .plan, \.keys.applySettings),
        Binding([.enter], .apply, \.keys.confirmSettings),
        Binding([.character("r")], .again, \.keys.again),
        Binding([.character("y")], .copy, \.keys.copyAddress),
        Binding([.escape], .back, \.keys.back),
        Binding([.up, .character("k")], .up, \.keys.up, .helpOnly),
        Binding([.down, .character("j")], .down, \.keys.down, .helpOnly),
        Binding([.backspace], .erase, \.keys.erase, .helpOnly),
        Binding([.control("u")], .clear, \.keys.clearField, .helpOnly),
    ]

    init(_ connection: Connection) {
        self.connection = connection.id
        name = connection.name
        target = connection.target
        badge = connection.badge
    }

    // MARK: What happens

    mutating func readingBegan() {
        phase = .reading
        chosen = 0
    }

    mutating func applyingBegan() {
        if case .confirming(let findings, _) = phase { phase = .applying(findings, done: []) }
    }

    mutating func settle(_ applied: AppliedSetting) {
        if case .applying(let findings, let done) = phase { phase = .applying(findings, done: done + [applied]) }
    }

    mutating func finish(_ outcome: JobOutcome) {
        switch outcome {
        case .settings(let findings):
            phase = .found(findings)
            chosen = findings.rows.firstIndex { $0.state.differs } ?? 0
        case .settingsApplied(let outcome): phase = .ended(outcome)
        case .failed(let failure): phase = .failed(failure)
        case .read, .probed, .vault: break
        }
    }

    // MARK: Commands

    func takesText(_ context: ScreenContext) -> TextEntry {
        switch phase {
        case .confirming: .text
        case .reading, .found, .applying, .ended, .failed: .none
        }
    }

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch (command, phase) {
        case (.plan, .found(let findings)): findings.plan.isEmpty ? .shut : .open
        case (.apply, .confirming(_, let editor)): editor.text == name ? .open : .shut
        case (.again, .found), (.again, .ended), (.again, .failed), (.copy, .found), (.copy, .ended), (.copy, .failed),
            (.up, .found), (.down, .found), (.up, .ended), (.down, .ended), (.erase, .confirming), (.clear, .confirming): .open
        // Who leaves now would not learn what became of the change.
        case (.back, .applying): .shut
        case (.back, .reading), (.back, .found), (.back, .confirming), (.back, .ended), (.back, .failed): .open
        case (.plan, _), (.apply, _), (.again, _), (.copy, _), (.up, _), (.down, _), (.erase, _), (.clear, _): .shut
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .up: chosen = max(0, chosen - 1)
        case .down: chosen = min(FuturesSetting.allCases.count - 1, chosen + 1)
        case .plan:
            if case .found(let findings) = phase { phase = .confirming(findings, LineEditor("", limit: 64)) }
        case .apply:
            if case .confirming(let findings, let editor) = phase, editor.text == name { return .apply(findings.plan) }
        case .again: return .read
        case .copy: return .copy(target.site.webOrigin)
        case .erase: edit { $0.removeBackward() }
        case .clear: edit { $0.clear() }
        case .back:
            guard case .confirming(let findings, _) = phase else { return .back }
            phase = .found(findings)
        }
        return nil
    }

    mutating func type(_ scalar: Unicode.Scalar, _ context: inout ScreenContext) -> Step? {
        edit { $0.insert(String(Character(scalar))) }
        return nil
    }

    private mutating func edit(_ change: (inout LineEditor) -> Void) {
        guard case .confirming(let findings, var editor) = phase else { return }
        change(&editor)
        phase = .confirming(findings, editor)
    }

    // MARK: View

    func view(_ context: ScreenContext) -> View {
        let text = context.text
        var view = View(title: text.futures.title, summary: name)
        view.badge = badge
        switch phase {
        case .reading: view.blocks = [.spacer, .paragraph([Span(text.futures.reading, .accent)], indent: 1)]
        case .failed(let failure): view.blocks = [.spacer] + words(failure, context)
        case .found(let findings):
            view.blocks = [.choices(rows(findings, context)), .spacer] + remarks(findings, context) + plan(findings, context)
        case .confirming(let findings, let editor):
            view.blocks = steps(findings.plan, done: [], context) + [
                .spacer, .paragraph([Span(text.futures.confirm.replacing("{name}", with: name))], indent: 1),
                .fields([
                    Block.Field(
                        label: text.entry.name, content: .text(editor.text, cursor: editor.cursor, placeholder: name), focus: .chosen)
                ]),
                .spacer, .paragraph([Span(text.futures.neverCloses, .muted)], indent: 1),
            ]
        case .applying(let findings, let done):
            view.blocks = [.paragraph([Span(text.futures.applying, .accent)], indent: 0), .spacer] + steps(findings.plan, done: done, context)
        case .ended(let outcome):
            view.blocks = steps(outcome.applied.map(\.step), done: outcome.applied, context) + [.spacer]
            if let failure = outcome.failure {
                view.blocks += [.paragraph([Span(text.futures.stopped, .bad)], indent: 1)] + words(failure, context) + [.spacer]
            }
            switch outcome.findings {
            case .success(let findings): view.blocks += [.choices(rows(findings, context))]
            case .failure(let failure): view.blocks += words(failure, context)
            }
        }
        return view
    }

    private func words(_ failure: Failure, _ context: ScreenContext) -> [Block] {
        let code = failure.code.map { [Span("  " + context.text.verify.code($0), .muted)] } ?? []
        return [.paragraph([Span(failure.message[context.language], .bad)] + code, indent: 1)]
            + failure.remedy.map { .paragraph([Span($0[context.language])], indent: 3) }
    }

    private func rows(_ findings: SettingsFindings, _ context: ScreenContext) -> [Block.Choice] {
        let text = context.text
        let language = context.language
        return findings.rows.enumerated().map { index, row in
            let mark = Mark(row.state)
            var details = [Span(SettingWords.state(row.state)[language], mark.role)]
            if row.state.differs {
                details = [Span(details[0].text + text.listComma + text.futures.wanted + text.colon + row.wantedWords[language], mark.role)]
            }
            details += row.blockers.map { blocker in
                let subjects = blocker.subjects.isEmpty ? "" : " (\(blocker.subjects.joined(separator: ", ")))"
                return Span(blocker.message[language] + subjects, .text)
            }
            if let failure = row.failure {
                details.append(Span(failure.message[language] + (failure.code.map { " (\($0))" } ?? ""), .muted))
            }
            return Block.Choice(
                mark: mark, title: SettingWords.name(row.setting)[language] + text.colon + row.valueWords[language], details: details,
                focus: index == chosen ? .chosen : .none)
        }
    }

    /// What there is to know about the chosen row.
    private func remarks(_ findings: SettingsFindings, _ context: ScreenContext) -> [Block] {
        guard findings.rows.indices.contains(chosen) else { return [] }
        return findings.rows[chosen].remarks.map { .paragraph([Span($0[context.language], .muted)], indent: 1) }
    }

    private func plan(_ findings: SettingsFindings, _ context: ScreenContext) -> [Block] {
        let text = context.text
        if !findings.plan.isEmpty {
            return [.paragraph([Span(text.futures.plan, .heading)], indent: 1)] + steps(findings.plan, done: [], context)
        }
        guard findings.differs else { return [.paragraph([Span(text.futures.nothingToMend, .good)], indent: 1)] }
        return [
            .paragraph([Span(text.futures.notFromHere, .caution)], indent: 1),
            .paragraph([Span(text.futures.page + text.colon), Span(target.site.webOrigin, .link)], indent: 1),
        ]
    }

    private func steps(_ steps: [SettingStep], done: [AppliedSetting], _ context: ScreenContext) -> [Block] {
        guard !steps.isEmpty else { return [] }
        let language = context.language
        return [
            .choices(
                steps.enumerated().map { index, step in
                    let result = index < done.count ? done[index] : nil
                    var details = [Span(step.call, .muted)]
                    if let result, let failure = result.failure { details = [Span(failure.message[language], .bad)] }
                    return Block.Choice(
                        mark: result.map { Mark($0.result) } ?? .waiting, title: step.change.words[language],
                        trailing: result.map { Span(SettingWords.result($0.result)[language], Mark($0.result).role) }, details: details)
                })
        ]
    }
}

extension Mark {
    /// The sign for the state of a setting.
    init(_ state: SettingState) {
        switch state {
        case .right: self = .good
        case .fixable, .needsWebsite, .blocked: self = .caution
        case .unavailable, .unknown: self = .skipped
        }
    }

    /// The sign for what came of a change.
    init(_ result: SettingResult) {
        switch result {
        case .changed, .unchanged: self = .good
        case .refused: self = .bad
        case .unknown: self = .caution
        }
    }
}
