import Domain

/// A view as words, part by part: for screen readers, and for terminals that can show nothing else.
///
/// Where a dialog lies over the screen, the page is the dialog.
public struct PlainPage: Hashable, Sendable {
    /// What tells one page from another: the screen's title and that of the dialog.
    let identity: Identity
    /// Where the user is, in a line.
    let place: String
    let parts: [Part]
    let notice: String?

    struct Identity: Hashable, Sendable {
        let screen: String
        let dialog: String?
    }

    /// Some lines that belong together.
    struct Part: Hashable, Sendable {
        /// The number by which it is chosen; `nil` for what cannot be chosen.
        var number: Int?
        /// What a field is called.
        var label = ""
        var lines: [String]
        var focus: Block.Focus = .none
        var nature: Nature
        /// What a field holds.
        var content: Block.Field.Content?
        /// The words that mark it as chosen.
        var choiceWord = ""

        /// The lines as they are said.
        var spoken: [String] {
            switch focus {
            case .none: lines
            case .chosen, .chosenElsewhere: [lines[0] + choiceWord] + lines.dropFirst()
            }
        }

        func hasSameWords(as other: Part) -> Bool { lines == other.lines && number == other.number }
    }

    /// Whether a change of a part is worth saying.
    enum Nature: Hashable, Sendable {
        /// Said whenever it is new.
        case words
        /// Said only on demand, because it changes all the time.
        case figures
        /// Said when the subject gets another mark.
        case state(subject: String, Mark)
    }

    /// The size for which views are made that are said: wide and high enough that nothing is left out for want of room.
    public static let size = Size(columns: 119, rows: 1_000)

    /// The words of a view, in the language of the screen.
    public init(_ view: View, language: Language) {
        let text = Text.of(language)
        identity = Identity(screen: view.title, dialog: view.dialog?.title)
        let marks = [view.badge?.title ?? "", view.summary].filter { !$0.isEmpty }.map(Self.tidy)
        place =
            if let dialog = view.dialog {
                "-- \(Self.tidy(dialog.title)) --"
            } else {
                (["== \(Self.tidy(view.title)) =="] + (marks.isEmpty ? [] : [marks.joined(separator: text.plain.separator)])).joined(
                    separator: " ")
            }
        var writer = PlainWriter(text: text, glyphs: view.glyphs)
        writer.write(view.dialog?.blocks ?? view.blocks)
        parts = writer.parts + (view.dialog.flatMap { Self.keys(of: $0, view.hints, text) }.map { [$0] } ?? [])
        notice = view.notice.map { Self.tidy($0.text) }
    }

    /// The keys of a dialog that does not say them itself: there is no footer here.
    private static func keys(of dialog: View.Dialog, _ hints: [View.Hint], _ text: Text) -> Part? {
        let says = dialog.blocks.contains { block in
            if case .paragraph(let spans, _) = block { spans.contains { $0.press != nil } } else { false }
        }
        if says || hints.isEmpty { return nil }
        return Part(lines: [hints.map { $0.key + text.colon + $0.label }.joined(separator: text.plain.separator)], nature: .words)
    }

    /// One line, without the spaces that set words apart on a screen.
    static func tidy(_ text: String) -> String {
        let words = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isOnlyDrawn($0) }))
        return words.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ")
    }

    /// Frames, bars, charts and the signs of an order or of what can be opened: nothing that words do not say.
    private static func isOnlyDrawn(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2500...0x259F, 0x2800...0x28FF: true
        default: "▲▼▸▾▶◀".unicodeScalars.contains(scalar)
        }
    }

    /// Everything, as lines.
    var all: [String] { [place] + parts.flatMap(\.spoken) + (notice.map { [$0] } ?? []) }

    /// The part that keys go to.
    var focused: Part? { parts.first { $0.focus == .chosen && $0.number != nil } }

    /// Whether secrets can be entered here.
    public var takesSecrets: Bool {
        parts.contains { part in
            if case .secret? = part.content { true } else { false }
        }
    }

    /// Whether something is being done at present.
    public var isUnderWay: Bool {
        parts.contains { part in
            if case .state(_, .running) = part.nature { true } else { false }
        }
    }

    /// What the line that is to be entered is for; `nil` for a command.
    public var focusedLabel: String? {
        guard let focused else { return nil }
        switch focused.content {
        case .text?, .secret?: return focused.label
        case .option?, .action?, nil: return nil
        }
    }

    /// The characters in the secret field that has the focus.
    public var focusedSecretLength: Int {
        if case .secret(let length, _)? = focused?.content { length } else { 0 }
    }
}
