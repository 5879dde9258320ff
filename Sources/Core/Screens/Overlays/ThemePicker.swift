import Domain

/// Another look, shown as it is gone through.
struct ThemePicker: Hashable, Sendable {
    let themes: [OfferedTheme]
    /// The theme to go back to.
    let before: String
    private(set) var chosen: Int

    init(_ themes: [OfferedTheme], shown: String) {
        self.themes = themes
        before = shown
        chosen = themes.firstIndex { $0.name == shown } ?? 0
    }

    /// The theme that is looked at; there is always one, because the picker is disabled without.
    var name: String { themes.indices.contains(chosen) ? themes[chosen].name : before }

    mutating func move(by lines: Int) { choose(chosen + lines) }

    mutating func choose(_ line: Int) { chosen = max(0, min(themes.count - 1, line)) }

    func blocks(_ context: ScreenContext) -> [Block] {
        let words = context.text.tools
        return [
            .choices(
                themes.enumerated().map { index, theme in
                    Block.Choice(
                        title: CleanText.line(theme.title[context.language]), trailing: Span(theme.name, .muted),
                        focus: index == chosen ? .chosen : .none)
                }),
            .spacer, .paragraph([Span(words.themesToKeep(name), .muted)], indent: 0),
        ]
    }
}
