/// Every command that can be given, narrowed by what is typed.
struct CommandPalette: Hashable, Sendable {
    private(set) var filter = LineEditor("", limit: 40)
    private(set) var chosen = 0

    /// The most lines of commands that are shown at once.
    static let lines = 10

    /// The commands that match all words of the filter: in any language, in the configuration, or as a key.
    func matches(_ commands: [OfferedCommand]) -> [OfferedCommand] {
        var labels: Set<String> = []
        let wanted = filter.text.lowercased().split(separator: " ")
        return commands.filter { command in
            guard labels.insert(command.label).inserted else { return false }
            let found = (command.names + command.keys.map(\.name)).map { $0.lowercased() }
            return wanted.allSatisfy { word in found.contains { $0.contains(word) } }
        }
    }

    mutating func move(by lines: Int, _ commands: [OfferedCommand]) {
        chosen = max(0, min(matches(commands).count - 1, chosen + lines))
    }

    mutating func choose(_ line: Int, _ commands: [OfferedCommand]) {
        chosen = max(0, min(matches(commands).count - 1, line))
    }

    mutating func edit(_ edit: Overlay.NameEdit) {
        let before = filter.text
        switch edit {
        case .insert(let scalar): filter.insert(String(Character(scalar)))
        case .removeBackward: filter.removeBackward()
        case .removeForward: filter.removeForward()
        case .left: filter.moveLeft()
        case .right: filter.moveRight()
        case .toStart: filter.moveToStart()
        case .toEnd: filter.moveToEnd()
        case .clear: filter.clear()
        case .done: break
        }
        if filter.text != before { chosen = 0 }
    }

    /// The first line that is shown of so many.
    func firstShown(of count: Int) -> Int { max(0, min(chosen - Self.lines / 2, count - Self.lines)) }

    func blocks(_ commands: [OfferedCommand], _ context: ScreenContext) -> [Block] {
        let words = context.text.tools
        let matches = matches(commands)
        let first = firstShown(of: matches.count)
        let field = Block.Field(
            label: words.paletteFilter, content: .text(filter.text, cursor: filter.cursor, placeholder: words.palettePlaceholder),
            focus: .chosen)
        let shown = matches.enumerated().dropFirst(first).prefix(Self.lines).map { index, command in
            Block.Choice(
                title: command.label, trailing: command.keys.first.map { Span($0.name(context.glyphs), .hintKey) },
                focus: index == chosen ? .chosen : .none)
        }
        let rest = matches.count - shown.count
        return [
            .fields([field]), .spacer, matches.isEmpty ? .paragraph([Span(words.paletteNothing, .caution)], indent: 1) : .choices(shown),
        ]
            + (rest > 0 ? [.paragraph([Span(words.paletteMore(rest), .muted)], indent: 1)] : [])
    }
}
