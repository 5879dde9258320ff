/// A sign in front of a line that says how it stands.
public enum Mark: String, Hashable, Sendable, CaseIterable {
    case good
    case caution
    case bad
    case running
    case waiting
    case skipped
    case ticked
    case unticked

    func sign(_ glyphs: GlyphSet) -> String {
        switch (self, glyphs) {
        case (.good, .unicode): "✓"
        case (.caution, .unicode): "!"
        case (.bad, .unicode): "✗"
        case (.running, .unicode): "▸"
        case (.waiting, .unicode): "·"
        case (.skipped, .unicode): "–"
        case (.ticked, .unicode): "[✓]"
        case (.good, .ascii), (.good, .unambiguous): "+"
        case (.caution, .ascii), (.caution, .unambiguous): "!"
        case (.bad, .ascii), (.bad, .unambiguous): "x"
        case (.running, .ascii), (.running, .unambiguous): ">"
        case (.waiting, .ascii), (.waiting, .unambiguous): "."
        case (.skipped, .ascii), (.skipped, .unambiguous): "-"
        case (.ticked, .ascii), (.ticked, .unambiguous): "[x]"
        case (.unticked, .unicode), (.unticked, .ascii), (.unticked, .unambiguous): "[ ]"
        }
    }

    var role: Role {
        switch self {
        case .good, .ticked: .good
        case .caution: .caution
        case .bad: .bad
        case .running: .accent
        case .waiting, .skipped: .muted
        case .unticked: .text
        }
    }
}
