/// The keys by what one wants with them, a line each.
struct HelpPage: Hashable, Sendable {
    let groups: [Group]

    /// Lines that belong together, under a heading.
    struct Group: Hashable, Sendable {
        let title: String
        let lines: [String]

        init(title: String, lines: [String]) {
            self.title = title
            self.lines = lines
        }

        /// Keys, and what each of them does.
        init(_ title: String, _ hints: [View.Hint]) {
            self.init(title: title, lines: hints.map { TextWidth.padEnd($0.key, to: 16) + "  " + $0.label })
        }
    }

    init(_ groups: [Group]) { self.groups = groups.filter { !$0.lines.isEmpty } }

    /// The lines that can be scrolled to; headings are passed over.
    var count: Int { groups.reduce(0) { $0 + $1.lines.count } }

    func blocks(chosen: Int) -> [Block] {
        var first = 0
        return groups.enumerated().flatMap { index, group in
            let start = first
            first += group.lines.count
            let lines = group.lines.enumerated().map { Block.Choice(title: $1, focus: start + $0 == chosen ? .chosen : .none) }
            return (index == 0 ? [] : [.spacer]) + [Block.heading(group.title), .choices(lines)]
        }
    }
}

/// What somebody who looks for a key wants to do.
enum Situation: CaseIterable, Hashable, Sendable {
    case moving, looking, changing, typing

    /// What a command is for follows from what it is called; the same words stand on many screens.
    init(_ label: KeyPath<Text, String>) {
        if Self.movingLabels.contains(label) {
            self = .moving
        } else if Self.lookingLabels.contains(label) {
            self = .looking
        } else if Self.typingLabels.contains(label) {
            self = .typing
        } else {
            self = .changing
        }
    }

    private static var movingLabels: [KeyPath<Text, String>] {
        [
            \.keys.up, \.keys.down, \.keys.pageUp, \.keys.pageDown, \.keys.first, \.keys.last, \.keys.nextField, \.keys.previousField,
            \.keys.otherPane, \.keys.toList, \.keys.choose, \.keys.back, \.keys.next, \.keys.proceed, \.keys.haveKey, \.keys.skipSettings,
            \.keys.quit,
        ]
    }

    private static var lookingLabels: [KeyPath<Text, String>] {
        [
            \.keys.details, \.keys.refresh, \.keys.filter, \.portfolio.keepFilter, \.portfolio.dropFilter, \.portfolio.check,
            \.portfolio.positionsKey, \.portfolio.sort, \.portfolio.reverseSort, \.portfolio.small, \.portfolio.privacy,
            \.portfolio.currency, \.portfolio.export, \.keys.copyAddress, \.keys.copySeenAddress, \.keys.probe, \.keys.lookUp,
            \.keys.openBrowser, \.keys.printBare,
        ]
    }

    private static var typingLabels: [KeyPath<Text, String>] {
        [
            \.keys.erase, \.keys.eraseForward, \.keys.clearField, \.keys.toStart, \.keys.toEnd, \.keys.cursorLeft, \.keys.cursorRight,
            \.keys.typeAnswer, \.keys.previousOption, \.keys.nextOption,
        ]
    }
}

extension ScreenModel {
    /// What can be done here now, by situation.
    func situations(_ context: ScreenContext) -> [(situation: Situation, hints: [View.Hint])] {
        let offered = Self.bindings(context.keys).filter { offer($0.command, context) == .enabled }
        let entry = takesText(context)
        return Situation.allCases.compactMap { situation in
            let hints = offered.filter { Situation($0.label) == situation }.compactMap { $0.hint(entry, context) }
            return hints.isEmpty ? nil : (situation, hints)
        }
    }
}
