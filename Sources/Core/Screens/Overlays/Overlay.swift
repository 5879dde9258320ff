import Domain

/// A dialog over a screen that takes all keys.
enum Overlay: Hashable, Sendable {
    case help(line: Int)
    case confirmation(Question)
    /// Words to be read, a paragraph each; any key closes them.
    case message(title: Phrase, body: [Phrase])

    /// Every command that can be given, narrowed by what is typed.
    case palette(CommandPalette)
    /// Another look, shown as it is gone through.
    case themes(ThemePicker)

    /// A new name for a connection, and what speaks against it.
    case rename(Connection.ID, LineEditor, objection: Phrase?)

    /// Where to write what is shown.
    case export(ExportForm)

    /// Something that has to be confirmed before it is done.
    enum Question: Hashable, Sendable {
        case quit
        case remove(Connection.ID)
        /// Whether its key may be sent to its site's present addresses.
        case acceptAddress(Connection.ID)
        /// Whether a key that can withdraw is to be used.
        case keepWithdrawal
    }

    /// The connection that it is about.
    var connection: Connection.ID? {
        switch self {
        case .rename(let id, _, _), .confirmation(.remove(let id)), .confirmation(.acceptAddress(let id)): id
        case .export(let form): form.connection
        case .help, .message, .palette, .themes, .confirmation(.quit), .confirmation(.keepWithdrawal): nil
        }
    }

    enum Command: Hashable, Sendable {
        case yes
        case close
        case scroll(lines: Int)
        case edit(NameEdit)
        case quit
    }

    /// A change of the name being typed, or the end of it.
    enum NameEdit: Hashable, Sendable {
        case insert(Unicode.Scalar)
        case removeBackward, removeForward, left, right, toStart, toEnd, clear
        case done
    }

    // MARK: Keys

    /// What keys do while it is there: dispatch, footer and the plain mode read this table. The last that the footer shows leaves it.
    var bindings: [Binding<Command>] {
        switch self {
        case .help: Self.helpKeys
        case .confirmation: Self.questionKeys
        case .message: Self.messageKeys
        case .rename: [Binding([.enter], .edit(.done), \.keys.rename)] + Self.editingKeys
        case .export: [Binding([.enter], .edit(.done), \.portfolio.export)] + Self.editingKeys
        case .palette: [Binding([.enter], .edit(.done), \.keys.choose)] + Self.listKeys + Self.editingKeys
        case .themes: Self.themeKeys
        }
    }

    private static let quitKey = Binding([.control("c")], Command.quit, \.keys.quit, .helpOnly)

    private static let editingKeys: [Binding<Command>] = [
        Binding([.control("u")], .edit(.clear), \.keys.clearField),
        Binding([.backspace], .edit(.removeBackward), \.keys.erase, .helpOnly),
        Binding([.delete, .control("d")], .edit(.removeForward), \.keys.eraseForward, .helpOnly),
        Binding([.left], .edit(.left), \.keys.cursorLeft, .helpOnly),
        Binding([.right], .edit(.right), \.keys.cursorRight, .helpOnly),
        Binding([.home, .control("a")], .edit(.toStart), \.keys.toStart, .helpOnly),
        Binding([.end, .control("e")], .edit(.toEnd), \.keys.toEnd, .helpOnly),
        quitKey,
        Binding([.escape], .close, \.keys.back),
    ]

    private static let listKeys: [Binding<Command>] = [
        Binding([.down, .control("n"), .tab], .scroll(lines: 1), \.keys.down),
        Binding([.up, .control("p"), .backTab], .scroll(lines: -1), \.keys.up),
        Binding([.pageDown], .scroll(lines: 10), \.keys.pageDown, .helpOnly),
        Binding([.pageUp], .scroll(lines: -10), \.keys.pageUp, .helpOnly),
    ]

    /// More lines than any list has.
    private static let farAway = 1_000_000

    private static let endKeys: [Binding<Command>] = [
        Binding([.home, .character("g")], .scroll(lines: -farAway), \.keys.first),
        Binding([.end, .character("G")], .scroll(lines: farAway), \.keys.last),
    ]

    private static let themeKeys: [Binding<Command>] =
        [Binding([.enter], .edit(.done), \.tools.keepTheme)] + listKeys + endKeys + [
            Binding([.character("j")], .scroll(lines: 1), \.keys.down, .helpOnly),
            Binding([.character("k")], .scroll(lines: -1), \.keys.up, .helpOnly),
            quitKey,
            Binding([.escape, .character("q"), .function(3)], .close, \.tools.restoreTheme),
        ]

    private static let questionKeys: [Binding<Command>] = [
        Binding([.character("y"), .character("Y")], .yes, \.plain.yes),
        quitKey,
        Binding([.character("n"), .character("N"), .escape, .character("q")], .close, \.plain.no),
    ]

    private static let helpKeys: [Binding<Command>] =
        [
            Binding([.down, .character("j")], .scroll(lines: 1), \.keys.down),
            Binding([.up, .character("k")], .scroll(lines: -1), \.keys.up),
            Binding([.pageDown, .character(" ")], .scroll(lines: 10), \.keys.pageDown),
            Binding([.pageUp], .scroll(lines: -10), \.keys.pageUp),
        ] + endKeys + [
            quitKey,
            Binding([.escape, .character("q"), .character("?"), .enter], .close, \.dialogs.close),
        ]

    private static let messageKeys: [Binding<Command>] = [
        quitKey,
        Binding([.enter, .escape], .close, \.dialogs.close),
    ]

    /// Whether characters are typed into it.
    private var takesText: Bool {
        switch self {
        case .rename, .export, .palette: true
        case .help, .confirmation, .message, .themes: false
        }
    }

    /// What a key does in the overlay. A question and a list wait for an answer; help and messages are closed by any other key.
    func command(for key: Key) -> Command? {
        if case .character(let scalar) = key, takesText { return .edit(.insert(scalar)) }
        if let command = bindings.first(where: { $0.keys.contains(key) })?.command { return command }
        return switch self {
        case .help, .message: .close
        case .confirmation, .rename, .export, .palette, .themes: nil
        }
    }

    /// The hints of the footer.
    func hints(_ context: ScreenContext) -> [View.Hint] {
        bindings.compactMap { binding in
            switch binding.place {
            case .footer:
                binding.keys.first.map {
                    View.Hint(key: $0.name(context.glyphs), label: context.words(of: binding.label, context.language), press: $0)
                }
            case .helpOnly: nil
            }
        }
    }

    /// The hints as a line within it, for answers that are looked for there; each can be pressed with the mouse.
    func answers(_ context: ScreenContext) -> [Span] {
        hints(context).enumerated().flatMap { index, hint in
            (index == 0 ? [] : [Span("     ")]) + [Span(hint.key + " " + hint.label, .hintKey, press: hint.press)]
        }
    }
}
