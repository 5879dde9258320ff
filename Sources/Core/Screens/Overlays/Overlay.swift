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
    }

    /// The connection that it is about.
    var connection: Connection.ID? {
        switch self {
        case .rename(let id, _, _), .confirmation(.remove(let id)), .confirmation(.acceptAddress(let id)): id
        case .export(let form): form.connection
        case .help, .message, .palette, .themes, .confirmation(.quit): nil
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

    private static let nameKeys: [(keys: [Key], command: Command)] = [
        ([.enter], .edit(.done)),
        ([.escape], .close),
        ([.backspace], .edit(.removeBackward)),
        ([.delete, .control("d")], .edit(.removeForward)),
        ([.left], .edit(.left)),
        ([.right], .edit(.right)),
        ([.home, .control("a")], .edit(.toStart)),
        ([.end, .control("e")], .edit(.toEnd)),
        ([.control("u")], .edit(.clear)),
        ([.control("c")], .quit),
    ]

    private static let listKeys: [(keys: [Key], command: Command)] = [
        ([.down, .control("n"), .tab], .scroll(lines: 1)),
        ([.up, .control("p"), .backTab], .scroll(lines: -1)),
        ([.pageDown], .scroll(lines: 10)),
        ([.pageUp], .scroll(lines: -10)),
    ]

    private static let themeKeys: [(keys: [Key], command: Command)] =
        listKeys + [
            ([.character("j")], .scroll(lines: 1)),
            ([.character("k")], .scroll(lines: -1)),
            ([.enter], .edit(.done)),
            ([.escape, .character("q"), .function(3)], .close),
            ([.control("c")], .quit),
        ]

    private static let questionKeys: [(keys: [Key], command: Command)] = [
        ([.character("y"), .character("Y")], .yes),
        ([.character("n"), .character("N"), .escape, .character("q")], .close),
        ([.control("c")], .quit),
    ]

    private static let helpKeys: [(keys: [Key], command: Command)] = [
        ([.down, .character("j")], .scroll(lines: 1)),
        ([.up, .character("k")], .scroll(lines: -1)),
        ([.pageDown, .character(" ")], .scroll(lines: 10)),
        ([.pageUp], .scroll(lines: -10)),
        ([.control("c")], .quit),
    ]

    /// What a key does in the overlay. A question and a list wait for an answer; other overlays are closed by any other key.
    func command(for key: Key) -> Command? {
        switch self {
        case .help: Self.helpKeys.first { $0.keys.contains(key) }?.command ?? .close
        case .confirmation: Self.questionKeys.first { $0.keys.contains(key) }?.command
        case .rename, .export:
            if case .character(let scalar) = key { .edit(.insert(scalar)) } else { Self.nameKeys.first { $0.keys.contains(key) }?.command }
        case .palette:
            if case .character(let scalar) = key {
                .edit(.insert(scalar))
            } else {
                (Self.listKeys + Self.nameKeys).first { $0.keys.contains(key) }?.command
            }
        case .themes: Self.themeKeys.first { $0.keys.contains(key) }?.command
        case .message: key == .control("c") ? .quit : .close
        }
    }
}
