/// One line of a laid-out block: spans from the left, spans at the right end, and what fills the rest.
struct LaidLine: Hashable, Sendable {
    var spans: [Span]
    var trailing: [Span] = []
    /// The role of the whole line where it stands out; its spans then take it too.
    var fill: Role?
    /// Whether the line belongs to what has the focus and is to be kept in sight.
    var isFocused = false
    /// Whether the line stays at the top while what follows it scrolls.
    var isSticky = false
    /// The column of the text cursor.
    var cursor: Int?
    /// The place of what can be chosen by pressing the line: its block, and its number within.
    var block = 0
    var item: Int?
    /// The columns of the options of a field.
    var options: [Option] = []
    /// The columns of the titles of a table, by the number of their column.
    var heads: [Option] = []

    init(_ spans: [Span] = [], trailing: [Span] = [], fill: Role? = nil) {
        self.spans = spans
        self.trailing = trailing
        self.fill = fill
    }

    struct Option: Hashable, Sendable {
        let columns: Range<Int>
        let option: Int
    }

    static let empty = LaidLine()
}

/// A piece of text with its role.
public struct Span: Hashable, Sendable {
    /// Words or figures, in the language of the screen; may be empty.
    public var text: String
    /// What the text is on the screen; the theme decides how that looks.
    public var role: Role
    /// The key that a press of the mouse on the text stands for.
    public var press: Key?
    /// Which way a figure has just moved. Its sign is drawn in the empty column before the text, so that no width hangs on it.
    public var move: Move?

    /// Which way a figure has moved.
    public enum Move: Hashable, Sendable {
        case up
        case down

        var role: Role {
            switch self {
            case .up: .positive
            case .down: .negative
            }
        }
    }

    /// Plain text unless another role is given.
    public init(_ text: String, _ role: Role = .text, press: Key? = nil, move: Move? = nil) {
        self.text = text
        self.role = role
        self.press = press
        self.move = move
    }

    /// The same piece with other text, in a role that overrides its own where there is one.
    func with(_ text: String, _ override: Role? = nil) -> Span { Span(text, override ?? role, press: press, move: move) }

    /// The same piece, marked where it is a figure that has moved.
    func moved(_ move: Move?) -> Span { Span(text, role, press: press, move: move) }
}
