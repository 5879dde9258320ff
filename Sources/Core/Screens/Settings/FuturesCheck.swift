import Domain

/// The futures settings of a connection as live rows, with a plan for what can be changed.
struct FuturesCheck: ScreenModel {
    let connection: Connection.ID
    let name: String
    private(set) var target: AccessTarget
    let badge: Badge
    let purpose: Purpose
    private(set) var settingsTarget = SettingsTarget()
    private(set) var phase = Phase.reading
    private(set) var chosen = 0

    enum Purpose: Hashable, Sendable {
        /// From My Exchanges.
        case connection
        /// The last step of connecting.
        case step
    }

    enum Phase: Hashable, Sendable {
        /// Goes to `found`, `failed`.
        case reading
        /// Goes to `confirming`, `enteringLeverage`, `reading`.
        case found(SettingsFindings)
        /// The user names an instrument and a leverage. Goes to `reading`, `found`.
        case enteringLeverage(SettingsFindings, LeverageForm)
        /// The plan waits for confirmation. Goes to `applying`, `found`.
        case confirming(SettingsFindings, LineEditor, Objection?)
        /// Goes to `ended`.
        case applying(SettingsFindings, done: [AppliedSetting])
        /// Goes to `reading`.
        case ended(SettingsOutcome)
        /// Goes to `reading`.
        case failed(Failure)
    }

    /// Why what was typed does not confirm a plan.
    enum Objection: Hashable, Sendable {
        case empty
        case otherName
    }

    enum Command: CaseIterable {
        case up, down, plan, apply, look, leverage, otherField, use, again, copy, erase, clear, skip, back
    }

    enum Step: Hashable, Sendable {
        case back
        case read
        case apply([SettingStep])
        /// Change whether futures are traded with the account.
        case changeUse
        case copy(String)
    }

    static let heading: KeyPath<Text, String> & Sendable = \.futures.title

    static let bindings: [Binding<Command>] = [
        Binding([.enter], .plan, \.keys.applySettings),
        Binding([.enter], .apply, \.keys.confirmSettings),
        Binding([.enter], .look, \.keys.lookUp),
        Binding([.tab, .backTab, .up, .down], .otherField, \.keys.nextField),
        Binding([.escape], .skip, \.keys.skipSettings),
        Binding([.character("e")], .leverage, \.keys.leverage),
        Binding([.character("r")], .again, \.keys.again),
        Binding([.character("n")], .use, \.keys.tradeFutures, .helpOnly),
        Binding([.character("y")], .copy, \.keys.copyAddress),
        Binding([.escape], .back, \.keys.back),
        Binding([.up, .character("k")], .up, \.keys.up, .helpOnly),
        Binding([.down, .character("j")], .down, \.keys.down, .helpOnly),
        Binding([.backspace], .erase, \.keys.erase, .helpOnly),
        Binding([.control("u")], .clear, \.keys.clearField, .helpOnly),
    ]

    init(_ connection: Connection, _ purpose: Purpose) {
        self.purpose = purpose
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

    mutating func targetChanged(_ target: AccessTarget) {
        self.target = target
    }

    mutating func applyingBegan() {
        if case .confirming(let findings, _, _) = phase { phase = .applying(findings, done: []) }
    }

    mutating func settle(_ applied: AppliedSetting) {
        if case .applying(let findings, let done) = phase { phase = .applying(findings, done: done + [applied]) }
    }

    mutating func found(_ findings: SettingsFindings) {
        phase = .found(findings)
        chosen = findings.rows.firstIndex { $0.state.differs } ?? 0
    }

    mutating func ended(_ outcome: SettingsOutcome) {
        phase = .ended(outcome)
    }

    mutating func failed(_ failure: Failure) {
        phase = .failed(failure)
    }

    // MARK: Commands

    func takesText(_ context: ScreenContext) -> TextEntry {
        switch phase {
        case .confirming, .enteringLeverage: .text
        case .reading, .found, .applying, .ended, .failed: .none
        }
    }

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch (command, phase) {
        case (.plan, .found(let findings)):
            !findings.plan.isEmpty ? .enabled : .refused(findings.differs ? .notFromHere : .planEmpty)
        case (.plan, .reading), (.plan, .failed), (.leverage, .reading), (.leverage, .failed): .refused(.settingsUnread)
        case (.plan, .applying): .refused(.settingsBeingChanged)
        case (.plan, .ended): .refused(.settingsDone)
        case (.apply, .confirming): .enabled
        case (.again, .found), (.again, .ended), (.again, .failed), (.copy, .found), (.copy, .ended), (.copy, .failed),
            (.up, .found), (.down, .found), (.up, .ended), (.down, .ended), (.erase, .confirming), (.clear, .confirming),
            (.erase, .enteringLeverage), (.clear, .enteringLeverage), (.look, .enteringLeverage), (.otherField, .enteringLeverage),
            (.leverage, .found), (.leverage, .ended),
            (.use, .found), (.use, .ended), (.use, .failed):
            .enabled
        // Leaving now would hide the outcome of the change.
        case (.back, .applying), (.skip, .applying): .refused(.settingsBeingChanged)
        case (.skip, .reading), (.skip, .found), (.skip, .failed):
            switch purpose {
            case .step: .enabled
            case .connection: .disabled
            }
        case (.back, .reading), (.back, .found), (.back, .failed):
            switch purpose {
            case .step: .disabled
            case .connection: .enabled
            }
        case (.back, .confirming), (.back, .enteringLeverage), (.back, .ended): .enabled
        case (.plan, _), (.apply, _), (.look, _), (.leverage, _), (.otherField, _), (.use, _), (.again, _), (.copy, _), (.up, _),
            (.down, _),
            (.erase, _), (.clear, _), (.skip, _):
            .disabled
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .up: chosen = max(0, chosen - 1)
        case .down: chosen = max(0, min((findings?.rows.count ?? .max) - 1, chosen + 1))
        case .plan:
            if case .found(let findings) = phase { phase = .confirming(findings, LineEditor("", limit: 64), nil) }
        case .apply:
            guard case .confirming(let findings, let editor, _) = phase else { return nil }
            if editor.text == name { return .apply(findings.plan) }
            phase = .confirming(findings, editor, editor.text.isEmpty ? .empty : .otherName)
        case .leverage:
            guard let findings else { return nil }
            phase = .enteringLeverage(findings, LeverageForm(settingsTarget, proposal: proposedInstrument(findings, context)))
        case .otherField: fill { $0.otherField() }
        case .look:
            guard case .enteringLeverage(let findings, var form) = phase else { return nil }
            guard let settingsTarget = form.submit() else {
                phase = .enteringLeverage(findings, form)
                return nil
            }
            self.settingsTarget = settingsTarget
            return .read
        case .use: return .changeUse
        case .again: return .read
        case .copy: return .copy(target.site.web(in: target.environment))
        case .erase: edit { $0.removeBackward() }
        case .clear: edit { $0.clear() }
        case .skip: return .back
        case .back:
            switch phase {
            case .confirming(let findings, _, _), .enteringLeverage(let findings, _): phase = .found(findings)
            case .reading, .found, .applying, .ended, .failed: return .back
            }
        }
        return nil
    }

    /// The settings in sight; `nil` where there are none.
    private var findings: SettingsFindings? {
        switch phase {
        case .found(let findings): findings
        case .ended(let outcome): try? outcome.findings.get()
        case .reading, .enteringLeverage, .confirming, .applying, .failed: nil
        }
    }

    /// The instrument to begin with; none where the leverage is needed for a switch and not for an instrument.
    private func proposedInstrument(_ findings: SettingsFindings, _ context: ScreenContext) -> String? {
        let isLeverageMissing = findings.rows.contains { row in
            row.blockers.contains { $0.need == .leverage }
        }
        return isLeverageMissing ? nil : sampleInstrument(context)
    }

    private func sampleInstrument(_ context: ScreenContext) -> String? {
        context.exchanges.first { $0.id == target.exchange }?.sampleInstrument
    }

    mutating func type(_ scalar: Unicode.Scalar, _ context: inout ScreenContext) -> Step? {
        if case .enteringLeverage = phase { fill { $0.insert(scalar) } } else { edit { $0.insert(String(Character(scalar))) } }
        return nil
    }

    /// Whether text can be pasted: an instrument or a number, and never the word that confirms a plan.
    var takesPaste: Bool {
        if case .enteringLeverage = phase { true } else { false }
    }

    mutating func insert(_ text: String) {
        for scalar in text.unicodeScalars { fill { $0.insert(scalar) } }
    }

    private mutating func edit(_ change: (inout LineEditor) -> Void) {
        switch phase {
        case .confirming(let findings, var editor, _):
            change(&editor)
            phase = .confirming(findings, editor, nil)
        case .enteringLeverage: fill { $0.edit(change) }
        case .reading, .found, .applying, .ended, .failed: break
        }
    }

    private mutating func fill(_ change: (inout LeverageForm) -> Void) {
        guard case .enteringLeverage(let findings, var form) = phase else { return }
        change(&form)
        phase = .enteringLeverage(findings, form)
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
            view.blocks =
                lead(context) + [.choices(rows(findings, context)), .spacer] + remarks(findings, context) + plan(findings, context)
        case .enteringLeverage(_, let form): view.blocks = form.blocks(text, sample: sampleInstrument(context) ?? "")
        case .confirming(let findings, let editor, let objection):
            view.blocks =
                steps(findings.plan, done: [], context) + [
                    .spacer, .paragraph([Span(text.futures.confirm.replacing("{name}", with: name))], indent: 1),
                    .fields([
                        Block.Field(
                            label: text.entry.name, content: .text(editor.text, cursor: editor.cursor, placeholder: name), focus: .chosen,
                            remarks: objection.map { [Span(words($0, text), .bad)] } ?? [])
                    ]),
                    .spacer, .paragraph([Span(text.futures.neverCloses, .muted)], indent: 1),
                ]
        case .applying(let findings, let done):
            view.blocks =
                [.paragraph([Span(text.futures.applying, .accent)], indent: 0), .spacer] + steps(findings.plan, done: done, context)
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

    private func words(_ objection: Objection, _ text: Text) -> String {
        switch objection {
        case .empty: text.futures.confirmEmpty.replacing("{name}", with: name)
        case .otherName: text.futures.confirmOther.replacing("{name}", with: name)
        }
    }

    /// Why the screen is shown, and what the settings are for.
    private func lead(_ context: ScreenContext) -> [Block] {
        let words = context.text.futures
        switch (target.futures, purpose) {
        case (.notUsed, _): return [.paragraph([Span(words.connectionNotUsed, .caution)], indent: 1), .spacer]
        case (.used, .step): return [.paragraph([Span(words.stepLead.replacing("{name}", with: name), .good)], indent: 1), .spacer]
        case (.used, .connection): return []
        }
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
            var details = [Span(SettingWords.advice(on: row)[language], mark.role)]
            details += row.blockers.map { blocker in
                let subjects = blocker.subjects.isEmpty ? "" : " (\(blocker.subjects.joined(separator: ", ")))"
                return Span(blocker.message[language] + subjects, .text)
            }
            if let failure = row.failure {
                details.append(Span(failure.message[language] + (failure.code.map { " (\($0))" } ?? ""), .muted))
            }
            return Block.Choice(
                mark: mark, title: row.setting.name[language] + text.colon + row.valueWords[language], details: details,
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
            .paragraph([Span(text.futures.page + text.colon), Span(target.site.web(in: target.environment), .link)], indent: 1),
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
                    if let caution = step.caution { details.append(Span(caution[language], .caution)) }
                    if let result, let failure = result.failure { details = [Span(failure.message[language], .bad)] }
                    return Block.Choice(
                        mark: result.map { Mark($0) } ?? .waiting, title: step.words[language],
                        trailing: result.map { Span(SettingWords.result($0.result)[language], Mark($0).role) }, details: details)
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
    init(_ applied: AppliedSetting) {
        switch applied.result {
        // Changed in part only.
        case .changed where applied.failure != nil: self = .caution
        case .changed, .unchanged: self = .good
        case .refused: self = .bad
        case .unknown: self = .caution
        }
    }
}
