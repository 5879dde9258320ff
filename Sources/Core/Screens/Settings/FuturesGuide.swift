import Domain

/// The futures settings before there is a connection: advice that the user ticks.
struct FuturesGuide: ScreenModel {
    private(set) var chosen = 0

    enum Command: CaseIterable {
        case up, down, tick, next, notUsed, copy, back
    }

    enum Step: Hashable, Sendable {
        case back
        case next
        case copy(String)
    }

    static let heading: KeyPath<Text, String> & Sendable = \.tools.guideTitle

    static let bindings: [Binding<Command>] = [
        Binding([.character(" ")], .tick, \.keys.tick),
        Binding([.escape, .left, .character("h")], .back, \.keys.back),
        Binding([.enter, .right, .character("l")], .next, \.keys.next),
        Binding([.up, .character("k"), .backTab], .up, \.keys.up, .helpOnly),
        Binding([.down, .character("j"), .tab], .down, \.keys.down, .helpOnly),
        Binding([.character("n")], .notUsed, \.keys.noFutures),
        Binding([.character("y")], .copy, \.keys.copyAddress),
    ]

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch command {
        case .next, .notUsed, .copy, .back: .enabled
        case .up, .down, .tick:
            switch context.draft.futures {
            case .used: .enabled
            case .notUsed: command == .tick ? .refused(.adviceNotNeeded) : .disabled
            }
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        let rows = context.exchange.futuresAdvice.count
        switch command {
        case .up: chosen = max(0, chosen - 1)
        case .down: chosen = min(rows - 1, chosen + 1)
        case .tick:
            if context.draft.tickedSettings.remove(chosen) == nil {
                context.draft.tickedSettings.insert(chosen)
                chosen = min(rows - 1, chosen + 1)
            }
        case .notUsed:
            context.draft.futures = context.draft.futures.other
        case .next: return .next
        case .copy: return .copy(context.site.web(in: context.environment))
        case .back: return .back
        }
        return nil
    }

    func view(_ context: ScreenContext) -> View {
        let text = context.text
        let language = context.language
        var blocks: [Block] = [.paragraph([Span(text.futures.lead)], indent: 0), .spacer]
        switch context.draft.futures {
        case .notUsed: blocks.append(.paragraph([Span(text.futures.notUsed, .caution)], indent: 1))
        case .used:
            blocks.append(
                .choices(
                    context.exchange.futuresAdvice.enumerated().map { index, advice in
                        Block.Choice(
                            mark: context.draft.tickedSettings.contains(index) ? .ticked : .unticked,
                            title: advice.name[language] + text.colon + advice.wanted[language],
                            details: [
                                Span(advice.why[language], .muted),
                                Span(advice.place[language], .link),
                            ],
                            focus: index == chosen ? .chosen : .none)
                    }))
        }
        blocks += [
            .spacer,
            .paragraph([Span(text.futures.page + text.colon), Span(context.site.web(in: context.environment), .link)], indent: 1),
        ]
        switch context.draft.futures {
        case .used: blocks.append(.paragraph([Span(text.futures.laterRead, .muted)], indent: 1))
        case .notUsed: break
        }
        return View(title: text.futures.title, blocks: blocks)
    }
}
