import Domain

/// What the terminal is to show, cell by cell, and where the cursor stands.
public struct Frame: Hashable, Sendable {
    /// The size of the terminal that the frame was laid out for.
    public let size: Size
    /// Row by row; `size.columns * size.rows` of them.
    public private(set) var cells: [Cell]
    /// Where the text cursor stands; hidden when `nil`.
    public var cursor: Position?
    /// How far each part of the screen is scrolled, by which the next frame can stay where this one is.
    var scroll: [ScrollPlace: Int] = [:]
    /// What can be pressed with the mouse; what lies on top comes last.
    public internal(set) var regions: [HitRegion] = []

    /// A column and a row, counted from 0.
    public struct Position: Hashable, Sendable {
        /// Counted from 0 at the left edge.
        public var column: Int
        /// Counted from 0 at the top.
        public var row: Int

        /// Not checked against any frame.
        public init(column: Int, row: Int) {
            self.column = column
            self.row = row
        }
    }

    /// A frame of blank cells, without cursor or regions.
    public init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    /// What a press of the mouse at a position means; `nil` for nothing.
    public func target(at position: Position) -> HitTarget? {
        regions.last { $0.row == position.row && $0.columns.contains(position.column) }?.target
    }

    /// The cells of a row, counted from 0.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// The cell at a column and a row, both counted from 0; they have to lie within the size.
    public subscript(column: Int, row: Int) -> Cell {
        get { cells[row * size.columns + column] }
        set { cells[row * size.columns + column] = newValue }
    }
}

/// One column of one row: a glyph with its role. A wide glyph stands in its first column; the next is a continuation.
public struct Cell: Hashable, Sendable {
    /// A character with the marks that combine with it, free of control characters; empty in a continuation.
    public var glyph: String
    /// What the cell belongs to; the theme turns it into colours and attributes.
    public var role: Role

    /// The glyph has to be a single piece of `TextCells`, or empty for a continuation.
    public init(glyph: String, role: Role) {
        self.glyph = glyph
        self.role = role
    }

    /// Whether the column is the right half of the wide glyph before it.
    public var isContinuation: Bool { glyph.isEmpty }

    /// A space in the role of plain text.
    public static let blank = Cell(glyph: " ", role: .text)
}

/// The size of a terminal or of a part of it, in columns and rows.
public struct Size: Hashable, Sendable {
    /// The width in columns, at least 0; a wide glyph takes two.
    public var columns: Int
    /// The height in rows, at least 0.
    public var rows: Int

    /// Negative numbers become 0.
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}
