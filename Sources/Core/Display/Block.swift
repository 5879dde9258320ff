/// A part of a screen, said as what it is; how it looks is the layout's.
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
    /// Two panes side by side; where there is room for one only, the one named.
    case panes(Pane, Pane, whenNarrow: PaneChoice)

    public enum PaneChoice: Hashable, Sendable {
        case first
        case second
    }

    /// A line that can be chosen: a mark, a title, words at its right end, and lines below it.
    public struct Choice: Hashable, Sendable {
        public var mark: Mark?
        public var title: String
        public var trailing: Span?
        public var details: [Span]
        public var focus: Focus

        public init(mark: Mark? = nil, title: String, trailing: Span? = nil, details: [Span] = [], focus: Focus = .none) {
            self.mark = mark
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
        public var label: String
        public var content: Content
        public var focus: Focus
        /// Words below the field: what is wrong or worth knowing.
        public var remarks: [Span]

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

        public init(label: String, content: Content, focus: Focus = .none, remarks: [Span] = []) {
            self.label = label
            self.content = content
            self.focus = focus
            self.remarks = remarks
        }
    }

    /// A share of a whole.
    public struct Bar: Hashable, Sendable {
        public var label: String
        public var amount: String
        /// In thousandths; `nil` where it is not known.
        public var share: Int?
        public var role: Role

        public init(label: String, amount: String, share: Int?, role: Role = .amount) {
            self.label = label
            self.amount = amount
            self.share = share
            self.role = role
        }
    }

    public struct Table: Hashable, Sendable {
        public var columns: [Column]
        public var rows: [[Span]]
        public var chosenRow: Int?
        public var focus: Focus
        /// Words above the table that stay in sight while it scrolls: what the chosen row has no room for.
        public var caption: [CaptionPart]
        /// The columns that rows take which are too far out of sight to be here; they keep the widths from jumping while the table scrolls.
        public var widthsOutOfSight: [Int]
        /// How many rows of the whole table come before and after those that are here.
        public var rowsOutOfSight: RowsOutOfSight

        public struct Column: Hashable, Sendable {
            public var title: String
            public var alignment: Alignment
            /// Columns of a lower rank are left out first where the width does not suffice.
            public var rank: Int

            public init(title: String, alignment: Alignment, rank: Int) {
                self.title = title
                self.alignment = alignment
                self.rank = rank
            }
        }

        /// Words of the caption that are not broken where they fit a line.
        public struct CaptionPart: Hashable, Sendable {
            public var words: [Span]
            /// The column that says the same of the chosen row, which makes the words needless where its cell is shown whole.
            public var column: Int?

            public init(_ words: [Span], column: Int? = nil) {
                self.words = words
                self.column = column
            }
        }

        public struct RowsOutOfSight: Hashable, Sendable {
            public var before: Int
            public var after: Int

            public init(before: Int = 0, after: Int = 0) {
                self.before = before
                self.after = after
            }
        }

        public enum Alignment: Hashable, Sendable {
            case leading
            case trailing
        }

        public init(
            columns: [Column], rows: [[Span]], chosenRow: Int? = nil, focus: Focus = .none, caption: [CaptionPart] = [],
            widthsOutOfSight: [Int] = [],
            rowsOutOfSight: RowsOutOfSight = RowsOutOfSight()
        ) {
            self.columns = columns
            self.rows = rows
            self.chosenRow = chosenRow
            self.focus = focus
            self.caption = caption
            self.widthsOutOfSight = widthsOutOfSight
            self.rowsOutOfSight = rowsOutOfSight
        }
    }

    /// A framed part of the screen that scrolls by itself.
    public struct Pane: Hashable, Sendable {
        public var title: String
        public var trailing: Span?
        public var blocks: [Block]
        public var focus: Focus

        public init(title: String, trailing: Span? = nil, blocks: [Block], focus: Focus = .none) {
            self.title = title
            self.trailing = trailing
            self.blocks = blocks
            self.focus = focus
        }
    }
}
