import Domain

/// Which exchange to connect: a list with a filter.
struct ChooseExchange: ScreenModel {
    private(set) var chosen = 0
    private(set) var filter = LineEditor("", limit: 40)
    private(set) var phase = Phase.browsing

    enum Phase: Hashable, Sendable {
        /// Letters are commands. Goes to `filtering`.
        case browsing
        /// Letters narrow the list. Goes to `browsing`.
        case filtering
    }

    enum Command: CaseIterable {
        case up, down, choose, stepIn, back, stepOut, filter, erase, clearFilter, cursorLeft, cursorRight
    }

    enum Step: Hashable, Sendable {
        case back
        case chosen(ExchangeProfile.ID)
    }

    static let heading: KeyPath<Text, String> & Sendable = \.choose.title

    static let bindings: [Binding<Command>] = [
        Binding([.enter], .choose, \.keys.choose),
        Binding([.escape], .back, \.keys.back),
        Binding([.right, .character("l")], .stepIn, \.keys.choose, .helpOnly),
        Binding([.left, .character("h")], .stepOut, \.keys.back, .helpOnly),
        Binding([.up, .character("k")], .up, \.keys.up, .helpOnly),
        Binding([.down, .character("j")], .down, \.keys.down, .helpOnly),
        Binding([.character("/")], .filter, \.keys.filter),
        Binding([.backspace], .erase, \.keys.erase, .helpOnly),
        Binding([.control("u")], .clearFilter, \.keys.clearField, .helpOnly),
        Binding([.left], .cursorLeft, \.keys.cursorLeft, .helpOnly),
        Binding([.right], .cursorRight, \.keys.cursorRight, .helpOnly),
    ]

    func takesText(_ context: ScreenContext) -> TextEntry {
        switch phase {
        case .browsing: .none
        case .filtering: .text
        }
    }

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch command {
        case .up, .down, .back: .enabled
        case .choose: shown(context).isEmpty ? .refused(.noMatch) : .enabled
        case .stepIn, .stepOut, .filter: phase == .browsing ? .enabled : .disabled
        case .erase, .clearFilter, .cursorLeft, .cursorRight: phase == .filtering ? .enabled : .disabled
        }
    }

    func shown(_ context: ScreenContext) -> [ExchangeProfile] {
        let wanted = filter.text.lowercased()
        guard !wanted.isEmpty else { return context.exchanges }
        return context.exchanges.filter {
            $0.name.lowercased().contains(wanted) || $0.id.contains(wanted) || $0.summary[context.language].lowercased().contains(wanted)
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        let list = shown(context)
        switch command {
        case .up: chosen = max(0, chosen - 1)
        case .down: chosen = max(0, min(list.count - 1, chosen + 1))
        case .choose, .stepIn:
            guard list.indices.contains(chosen) else { return nil }
            phase = .browsing
            return .chosen(list[chosen].id)
        case .filter: phase = .filtering
        case .erase: filter.removeBackward()
        case .clearFilter: filter.clear()
        case .cursorLeft: filter.moveLeft()
        case .cursorRight: filter.moveRight()
        case .back, .stepOut:
            switch phase {
            case .browsing: return .back
            case .filtering:
                phase = .browsing
                filter.clear()
            }
        }
        chosen = max(0, min(chosen, shown(context).count - 1))
        return nil
    }

    mutating func type(_ scalar: Unicode.Scalar, _ context: inout ScreenContext) -> Step? {
        filter.insert(String(Character(scalar)))
        chosen = 0
        return nil
    }

    mutating func insert(_ text: String) {
        phase = .filtering
        filter.insert(text)
        chosen = 0
    }

    func view(_ context: ScreenContext) -> View {
        let text = context.text
        let list = shown(context)
        var blocks: [Block] = [.paragraph([Span(text.choose.lead)], indent: 0), .spacer]
        if phase == .filtering || !filter.text.isEmpty {
            blocks += [
                .fields([
                    Block.Field(
                        label: text.choose.filter, content: .text(filter.text, cursor: filter.cursor, placeholder: ""),
                        focus: phase == .filtering ? .chosen : .none)
                ]), .spacer,
            ]
        }
        blocks.append(
            .choices(
                list.enumerated().map { index, exchange in
                    Block.Choice(
                        title: exchange.name, trailing: nil, details: [Span(exchange.summary[context.language], .muted)],
                        focus: index == chosen ? .chosen : .none)
                }))
        if list.isEmpty { blocks.append(.paragraph([Span(text.choose.nothingMatches, .caution)], indent: 1)) }
        return View(title: text.choose.title, blocks: blocks)
    }
}
