/// A part of a screen by its meaning; `BlockLayout` decides how it looks.
public indirect enum Block: Hashable, Sendable {
    case heading(String)
    /// Text that is wrapped to the width; `indent` in columns.
    case paragraph([Span], indent: Int)
    case spacer
    case rule
    case choices([Choice])
    case fields([Field])
    case table(Table)
    case bars([Bar])
    /// Amounts over a time, drawn as a line.
    case chart(Chart)
    /// Lines that can be chosen, with figures in columns.
    case list(List)
    /// One line that may be chosen, with words at its right end.
    case line(Line)
    /// Framed panes side by side, in the widths that they ask for; one that asks for none takes what is left.
    case panes([Pane])

    /// Which of two panes is meant: the left (first) or the right (second) one.
    public enum PaneChoice: Hashable, Sendable {
        case first
        case second
        case third
    }

    /// Lines that can be chosen: a mark, a name, cells in columns, and a word on how each stands.
    public struct List: Hashable, Sendable {
        /// Of the cells between the name and the word; titles are not shown.
        public var columns: [Table.Column]
        /// From top to bottom, as far as they are in sight.
        public var rows: [Row]
        /// How many lines come before and after those that are here.
        public var rowsOutOfSight: Table.RowsOutOfSight

        /// One line.
        public struct Row: Hashable, Sendable {
            /// How it stands, as a sign.
            public var mark: Mark?
            /// What it is called.
            public var name: Span
            /// As many as the list has columns.
            public var cells: [Span]
            /// How it stands, in a word.
            public var status: Span
            /// Whether it is chosen.
            public var focus: Focus
            /// Whether a line is drawn above it.
            public var hasRule: Bool

            /// A line that is not chosen and has no rule above it, unless said otherwise.
            public init(mark: Mark?, name: Span, cells: [Span], status: Span, focus: Focus = .none, hasRule: Bool = false) {
                self.mark = mark
                self.name = name
                self.cells = cells
                self.status = status
                self.focus = focus
                self.hasRule = hasRule
            }
        }

        /// A list that is in sight as a whole, unless said otherwise.
        public init(columns: [Table.Column], rows: [Row], rowsOutOfSight: Table.RowsOutOfSight = Table.RowsOutOfSight()) {
            self.columns = columns
            self.rows = rows
            self.rowsOutOfSight = rowsOutOfSight
        }
    }

    /// One line that is never broken: what does not fit is cut.
    public struct Line: Hashable, Sendable {
        /// From the left; each may be pressed with the mouse.
        public var spans: [Span]
        /// At the right end, where there is room for it.
        public var trailing: [Span]
        /// Whether it is chosen; `nil` where it cannot be.
        public var focus: Focus?

        /// A line that cannot be chosen, unless a focus is given.
        public init(_ spans: [Span], trailing: [Span] = [], focus: Focus? = nil) {
            self.spans = spans
            self.trailing = trailing
            self.focus = focus
        }
    }

    /// A line that can be chosen: a mark, a title, words at its right end, and lines below it.
    public struct Choice: Hashable, Sendable {
        /// The sign at the left edge; without one the title begins there.
        public var mark: Mark?
        /// The place of a step among others, counted from 1; `nil` for what has no place.
        public var ordinal: Int?
        /// Wrapped to the width that the trailing words leave.
        public var title: String
        /// Words at the right end of the title's line, such as a status; below the title where they do not fit beside it.
        public var trailing: Span?
        /// Lines below the title, each wrapped and indented.
        public var details: [Span]
        /// Whether it is the chosen choice of its list.
        public var focus: Focus

        /// Only the title is required; what is not given is not shown, and the choice is not the chosen one.
        public init(
            mark: Mark? = nil, ordinal: Int? = nil, title: String, trailing: Span? = nil, details: [Span] = [], focus: Focus = .none
        ) {
            self.mark = mark
            self.ordinal = ordinal
            self.title = title
            self.trailing = trailing
            self.details = details
            self.focus = focus
        }
    }

    /// Whether a line is the chosen one, and whether keys go to it.
    public enum Focus: Hashable, Sendable {
        case none
        case chosen
        /// Chosen, in a list to which keys do not go at present.
        case chosenElsewhere
    }

    /// An entry of a form.
    public struct Field: Hashable, Sendable {
        /// What the entry asks for, as shown to its left.
        public var label: String
        /// What stands in the entry, and how it is edited.
        public var content: Content
        /// Whether it is the entry that keys go to.
        public var focus: Focus
        /// Words below the field: what is wrong or worth knowing.
        public var remarks: [Span]

        /// The kinds of entries that a form can have.
        public enum Content: Hashable, Sendable {
            /// Text with the cursor's place in it, in characters.
            case text(String, cursor: Int, placeholder: String)
            /// A secret: its length, and what may be shown of it.
            case secret(length: Int, shown: String)
            /// One of several, switched by a key.
            case option([String], chosen: Int)
            /// Something that happens when it is chosen.
            case action(String)
        }

        /// An entry without remarks that keys do not go to, unless said otherwise.
        public init(label: String, content: Content, focus: Focus = .none, remarks: [Span] = []) {
            self.label = label
            self.content = content
            self.focus = focus
            self.remarks = remarks
        }
    }

    /// A share of a whole: a label, an amount and a horizontal bar.
    public struct Bar: Hashable, Sendable {
        /// What the share belongs to, such as a coin or a wallet.
        public var label: String
        /// The share in figures, already formatted for the language.
        public var amount: String
        /// In thousandths; `nil` where it is not known.
        public var share: Int?
        /// The role of the amount; the bar itself has roles of its own.
        public var role: Role
        /// Which way the amount has just moved.
        public var move: Span.Move?

        /// A bar in the colour of amounts unless another role is given.
        public init(label: String, amount: String, share: Int?, role: Role = .amount, move: Span.Move? = nil) {
            self.move = move
            self.label = label
            self.amount = amount
            self.share = share
            self.role = role
        }
    }

    /// Rows of cells under column titles; rows can be chosen, and columns are left out where the width does not suffice.
    public struct Table: Hashable, Sendable {
        /// From left to right, with those that may turn out not to fit.
        public var columns: [Column]
        /// The cells of each row, as many as there are columns.
        public var rows: [[Span]]
        /// The index of the chosen row among `rows`; `nil` where no row can be chosen.
        public var chosenRow: Int?
        /// Whether keys move the chosen row.
        public var focus: Focus
        /// What the chosen row has to say in full; it covers other rows and never the chosen one.
        public var inspector: [[Span]]
        /// Whether the titles of the columns stand above the rows.
        public var showsHeader: Bool
        /// Columns between two columns.
        public var gap: Int
        /// The rows, counted from 0, that have a line drawn above them.
        public var rules: Set<Int>
        /// The column that gets the room which is left, counted from 0.
        public var growing: Int
        /// The width that each column needs for the rows that were left out of `rows`, so that widths do not jump while the table scrolls.
        public var widthsOutOfSight: [Int]
        /// How many rows of the whole table come before and after those that are here.
        public var rowsOutOfSight: RowsOutOfSight

        /// A column's title, alignment and worth; its cells stand in the rows.
        public struct Column: Hashable, Sendable {
            /// A column of this rank or a higher one is cut rather than left out.
            static let neededRank = 7

            /// Shown above the cells; it counts towards the width of the column.
            public var title: String
            /// The side on which its title and its cells are flush.
            public var alignment: Alignment
            /// Where the width does not suffice, the columns with the lowest rank are left out first.
            public var rank: Int
            /// The key that a press of the mouse on the title stands for, such as one that sorts by it.
            public var press: Key?

            /// Says nothing of the width, which follows from the cells.
            public init(title: String, alignment: Alignment, rank: Int, press: Key? = nil) {
                self.title = title
                self.alignment = alignment
                self.rank = rank
                self.press = press
            }
        }

        /// How much of a long table was left out of `rows`, which holds only what may come into sight.
        public struct RowsOutOfSight: Hashable, Sendable {
            /// Rows of the whole table above the first of `rows`.
            public var before: Int
            /// Rows of the whole table below the last of `rows`.
            public var after: Int

            /// Nothing out of sight unless numbers of rows are given.
            public init(before: Int = 0, after: Int = 0) {
                self.before = before
                self.after = after
            }
        }

        /// The side of a column on which its cells are flush: amounts are trailing, words are leading.
        public enum Alignment: Hashable, Sendable {
            case leading
            case trailing
        }

        /// A table of which all rows are given and none can be chosen, unless said otherwise.
        public init(
            columns: [Column], rows: [[Span]], chosenRow: Int? = nil, focus: Focus = .none, inspector: [[Span]] = [],
            widthsOutOfSight: [Int] = [], rowsOutOfSight: RowsOutOfSight = RowsOutOfSight(), showsHeader: Bool = true, gap: Int = 2,
            rules: Set<Int> = [], growing: Int = 0
        ) {
            self.columns = columns
            self.rows = rows
            self.chosenRow = chosenRow
            self.focus = focus
            self.inspector = inspector
            self.showsHeader = showsHeader
            self.gap = gap
            self.rules = rules
            self.growing = growing
            self.widthsOutOfSight = widthsOutOfSight
            self.rowsOutOfSight = rowsOutOfSight
        }
    }

    /// A framed part of the screen.
    public struct Pane: Hashable, Sendable {
        /// Which of the panes it is, whatever others are there.
        public var choice: PaneChoice
        /// Shown in the upper edge of the frame, at its left.
        public var title: String
        /// Words in the upper edge of the frame, at its right; clipped to two thirds of the width.
        public var trailing: Span?
        /// What stands in the frame, from top to bottom; what does not fit is not shown.
        public var blocks: [Block]
        /// Whether keys go to the pane; its frame is then highlighted.
        public var focus: Focus
        /// The columns of the frame; `nil` for what others leave.
        public var columns: Int?

        /// A pane that keys do not go to, without words at the right, unless said otherwise.
        public init(
            _ choice: PaneChoice, title: String, trailing: Span? = nil, blocks: [Block], focus: Focus = .none, columns: Int? = nil
        ) {
            self.choice = choice
            self.title = title
            self.trailing = trailing
            self.blocks = blocks
            self.focus = focus
            self.columns = columns
        }
    }
}
