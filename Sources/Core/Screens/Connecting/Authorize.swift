import Domain

/// Fast API: the user agrees in a browser, and the exchange makes a key.
struct Authorize: ScreenModel {
    private(set) var phase = Phase.preparing
    private(set) var row = Row.start
    /// Whether characters go into the field for the answer.
    private(set) var entry = Entry.closed
    /// Why the last answer was not taken.
    private(set) var objection: Failure?
    /// What is offered, while an answer is tried that may be the wrong one.
    private var offer: AuthorizationOffer?

    enum Phase: Hashable, Sendable {
        /// The user chooses the site and the environment. Goes to `opening`.
        case preparing
        /// Goes to `waiting`, `failed`.
        case opening
        /// The address is shown. Goes to `working`, `failed`.
        case waiting(AuthorizationOffer)
        /// The exchange is asked for the key. Goes to `asking`, `made`, `failed`, and to `waiting` where it does not take the answer.
        case working
        /// Goes to `working`, `failed`.
        case asking(AuthorizationAdvance.Question)
        /// A key was made; the screen is seen again only where it was not verified. Goes to `opening`.
        case made
        /// Goes to `opening`.
        case failed(Failure)
    }

    enum Row: CaseIterable, Hashable, Sendable {
        case site, environment, start
    }

    enum Entry: Hashable, Sendable {
        case open
        case closed
    }

    enum Command: CaseIterable {
        case up, down, previous, next, start, again, browser, copy, printBare, printBareInstead, type, submit, erase, clear, agree, decline,
            close, back
    }

    enum Step: Hashable, Sendable {
        case back
        case start
        case copy(String)
        case browser(String)
        case printBare(String)
        case submit
        case edit(SecretEdit)
        case decide(AuthorizationDecision)
    }

    static let heading: KeyPath<Text, String> & Sendable = \.authorize.title

    static let bindings: [Binding<Command>] = [
        Binding([.enter], .start, \.keys.authorize),
        Binding([.enter, .character("r")], .again, \.keys.again),
        Binding([.character("o"), .character("b")], .browser, \.keys.openBrowser),
        Binding([.character("y")], .copy, \.keys.copyAddress),
        Binding([.character("y")], .agree, \.keys.agree),
        Binding([.character("n")], .decline, \.keys.decline),
        Binding([.character("o")], .printBare, \.keys.printBare),
        Binding([.character("p")], .printBareInstead, \.keys.printBare, .helpOnly),
        Binding([.tab, .character("i")], .type, \.keys.typeAnswer),
        Binding([.enter], .submit, \.keys.submitAnswer),
        Binding([.backspace], .erase, \.keys.erase, .helpOnly),
        Binding([.control("u")], .clear, \.keys.clearField, .helpOnly),
        Binding([.up, .character("k"), .backTab], .up, \.keys.up, .helpOnly),
        Binding([.down, .character("j"), .tab], .down, \.keys.down, .helpOnly),
        Binding([.left, .character("h")], .previous, \.keys.previousOption, .helpOnly),
        Binding([.right, .character("l")], .next, \.keys.nextOption, .helpOnly),
        Binding([.escape], .close, \.keys.back),
        Binding([.escape], .back, \.keys.back),
    ]

    // MARK: What happens

    mutating func started() {
        phase = .opening
        entry = .closed
        objection = nil
        offer = nil
    }

    mutating func advance(_ advance: AuthorizationAdvance) {
        switch (advance, phase) {
        case (.opened(let offer), .opening):
            self.offer = offer
            phase = .waiting(offer)
        case (.refused(let failure), .waiting): objection = failure
        case (.refused(let failure), .working):
            guard let offer else { return }
            phase = .waiting(offer)
            objection = failure
        case (.agreed, .waiting), (.agreed, .opening): working()
        case (.asked(let question), .working): phase = .asking(question)
        case (.opened, _), (.refused, _), (.agreed, _), (.asked, _): break
        }
    }

    mutating func working() {
        phase = .working
        objection = nil
    }

    mutating func made() {
        phase = .made
    }

    mutating func failed(_ failure: Failure) {
        phase = .failed(failure)
        entry = .closed
        objection = nil
    }

    /// Clears the objection, because the answer is being changed.
    mutating func answerChanged() {
        objection = nil
    }

    /// Whether an answer is waited for.
    var takesAnswer: Bool {
        if case .waiting = phase { true } else { false }
    }

    // MARK: Commands

    func takesText(_ context: ScreenContext) -> TextEntry {
        takesAnswer && entry == .open ? .secret(.authorizationAnswer) : .none
    }

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        let isTyping = entry == .open
        return switch (command, phase) {
        case (.start, .preparing) where context.draft.replacing == nil && context.site.closure != nil: .refused(.siteClosed)
        case (.start, .preparing), (.again, .failed), (.again, .made), (.agree, .asking), (.decline, .asking): .enabled
        case (.up, .preparing), (.down, .preparing), (.previous, .preparing), (.next, .preparing):
            context.draft.replacing == nil ? .enabled : .disabled
        case (.browser, .waiting), (.printBareInstead, .waiting): !isTyping && hasBrowser(context) ? .enabled : .disabled
        case (.printBare, .waiting): !isTyping && !hasBrowser(context) ? .enabled : .disabled
        case (.copy, .waiting), (.type, .waiting): isTyping ? .disabled : .enabled
        case (.submit, .waiting):
            !isTyping ? .refused(.waitsForBrowser) : context.summary(.authorizationAnswer).length > 0 ? .enabled : .refused(.answerEmpty)
        case (.submit, .opening), (.submit, .working): .refused(.underWay)
        case (.submit, .asking): .refused(.questionOpen)
        case (.erase, .waiting), (.clear, .waiting), (.close, .waiting): isTyping ? .enabled : .disabled
        case (.back, .waiting): isTyping ? .disabled : .enabled
        case (.back, .preparing), (.back, .opening), (.back, .working), (.back, .asking), (.back, .made), (.back, .failed): .enabled
        case (.start, _), (.again, _), (.agree, _), (.decline, _), (.up, _), (.down, _), (.previous, _), (.next, _), (.browser, _),
            (.copy, _),
            (.printBare, _), (.printBareInstead, _), (.type, _), (.submit, _), (.erase, _), (.clear, _), (.close, _):
            .disabled
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .up: move(by: -1, context)
        case .down: move(by: 1, context)
        case .previous: change(by: -1, &context)
        case .next: change(by: 1, &context)
        case .start, .again: return .start
        case .browser: return address.map(Step.browser)
        case .copy: return address.map(Step.copy)
        case .printBare, .printBareInstead: return address.map(Step.printBare)
        case .type: entry = .open
        case .submit: return .submit
        case .erase: return .edit(.removeLast)
        case .clear: return .edit(.clear)
        case .close: entry = .closed
        case .agree: return .decide(.agree)
        case .decline: return .decide(.decline)
        case .back: return .back
        }
        return nil
    }

    private func hasBrowser(_ context: ScreenContext) -> Bool { context.client?.browser == .canBeStarted }

    private var address: String? {
        if case .waiting(let offer) = phase { offer.address } else { nil }
    }

    private mutating func move(by step: Int, _ context: ScreenContext) {
        let rows = context.site.closure == nil ? Row.allCases : [.site, .start]
        let index = (rows.firstIndex(of: row) ?? 0) + step
        row = rows[max(0, min(rows.count - 1, index))]
    }

    private func change(by step: Int, _ context: inout ScreenContext) {
        switch row {
        case .site: context.chooseSite(by: step)
        case .environment: context.chooseEnvironment(by: step)
        case .start: break
        }
    }

    // MARK: View

    func view(_ context: ScreenContext) -> View {
        let words = context.text.authorize
        let language = context.language
        var view = View(title: words.title)
        func paragraph(_ text: String, _ role: Role = .text) -> Block { .paragraph([Span(text, role)], indent: 1) }
        switch phase {
        case .preparing:
            view.blocks = asked(context) + [.spacer, .fields(form(context))]
        case .opening: view.blocks = asked(context) + [.spacer, paragraph(words.opening, .accent)]
        case .waiting(let offer): view.blocks = waiting(offer, context)
        case .working: view.blocks = [.spacer, paragraph(words.working, .accent)]
        case .asking(let question):
            let text =
                switch question {
                case .deleteOlderKey: words.deleteOlderKey
                case .deleteLostKey: words.deleteLostKey
                }
            view.blocks = [.spacer, paragraph(text, .caution), .spacer, .paragraph([Span(words.decide, .hintKey)], indent: 1)]
        case .made: view.blocks = [.spacer, paragraph(words.notVerified, .caution)]
        case .failed(let failure):
            view.blocks = [
                .spacer,
                .paragraph(
                    [Span(failure.message[language], .bad)]
                        + (failure.code.map { [Span("  " + context.text.verify.code($0), .muted)] } ?? []), indent: 1),
            ]
            view.blocks += failure.remedy.map { .paragraph([Span($0[language])], indent: 3) }
            view.blocks += [.spacer, paragraph(words.tryAgain, .muted)]
        }
        return view
    }

    /// What the exchange will be asked for, and what it will never be asked for.
    private func asked(_ context: ScreenContext) -> [Block] {
        let text = context.text
        let permissions = (context.client?.permissions ?? []).map { $0.label[context.language] }.joined(separator: text.listComma)
        return [
            .paragraph([Span(text.authorize.lead.replacing("{exchange}", with: context.exchange.name))], indent: 0), .spacer,
            .choices([
                Block.Choice(mark: .good, title: text.authorize.asks + text.colon + permissions),
                Block.Choice(mark: .skipped, title: text.authorize.asksNot),
            ]),
        ]
    }

    private func form(_ context: ScreenContext) -> [Block.Field] {
        let text = context.text
        func focus(_ row: Row) -> Block.Focus { row == self.row ? .chosen : .none }
        let start = Block.Field(
            label: "", content: .action(text.authorize.start), focus: context.draft.replacing == nil ? focus(.start) : .chosen)
        guard context.draft.replacing == nil else { return [start] }
        let site = Block.Field.site(context, focus: focus(.site), remark: text.authorize.siteRemark)
        guard context.site.closure == nil else { return [site, start] }
        return [
            site,
            Block.Field(
                label: text.entry.environment,
                content: .option(
                    context.site.environments.map(text.entry.environmentName),
                    chosen: context.site.environments.firstIndex(of: context.environment) ?? 0),
                focus: focus(.environment)),
            start,
        ]
    }

    private func waiting(_ offer: AuthorizationOffer, _ context: ScreenContext) -> [Block] {
        let words = context.text.authorize
        let language = context.language
        var blocks: [Block] = [
            .paragraph([Span(words.open.replacing("{exchange}", with: context.exchange.name))], indent: 0),
            .paragraph([Span(offer.address, .link)], indent: 2), .spacer,
        ]
        switch offer.listener {
        case .listening:
            blocks.append(.paragraph([Span(words.listening.replacing("{time}", with: offer.end.clockTime))], indent: 0))
            if let forwarding = context.client?.forwarding {
                blocks.append(.paragraph([Span(words.forward, .muted)], indent: 2))
                blocks.append(.paragraph([Span(forwarding, .link)], indent: 4))
            }
        case .elsewhere: blocks.append(.paragraph([Span(words.pasteOnly.replacing("{time}", with: offer.end.clockTime))], indent: 0))
        case .failed(let failure):
            blocks.append(.paragraph([Span(failure.message[language], .caution)], indent: 0))
            blocks += failure.remedy.map { .paragraph([Span($0[language], .muted)], indent: 2) }
            blocks.append(.paragraph([Span(words.pasteOnly.replacing("{time}", with: offer.end.clockTime))], indent: 0))
        }
        let length = context.summary(.authorizationAnswer).length
        var remarks = [Span(words.paste, .muted)]
        if let objection {
            remarks = [Span(objection.message[language], .bad)] + objection.remedy.map { Span($0[language]) }
        }
        blocks += [
            .spacer,
            .fields([
                Block.Field(
                    label: words.answer, content: .secret(length: length, shown: length > 0 ? context.text.entry.characters(length) : ""),
                    focus: entry == .open ? .chosen : .none, remarks: remarks)
            ]),
        ]
        return blocks
    }
}
