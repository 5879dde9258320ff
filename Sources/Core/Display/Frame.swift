import Domain

/// What the screen is to show: one cell a column, and where the cursor stands.
public struct Frame: Hashable, Sendable {
    public let size: Size
    /// Row by row; `size.columns * size.rows` of them.
    public private(set) var cells: [Cell]
    /// Where the text cursor stands; hidden when `nil`.
    public var cursor: Position?
    /// What can be pressed with the mouse, what lies on top last.
    public internal(set) var regions: [HitRegion] = []

    /// A column and a row, counted from 0.
    public struct Position: Hashable, Sendable {
        public var column: Int
        public var row: Int

        public init(column: Int, row: Int) {
            self.column = column
            self.row = row
        }
    }

    public init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    /// What a press of the mouse means there; `nil` for nothing.
    public func target(at position: Position) -> HitTarget? {
        regions.last { $0.row == position.row && $0.columns.contains(position.column) }?.target
    }

    /// The cells of a row, counted from 0.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    public subscript(column: Int, row: Int) -> Cell {
        get { cells[row * size.columns + column] }
        set { cells[row * size.columns + column] = newValue }
    }
}

/// One column of one row: a glyph with its role. A wide glyph stands in its first column; the next is a continuation.
public struct Cell: Hashable, Sendable {
    /// A character with the marks that combine with it, free of control characters; empty in a continuation.
    public var glyph: String
    public var role: Role

    public init(glyph: String, role: Role) {
        self.glyph = glyph
        self.role = role
    }

    /// Whether the column is the right half of the wide glyph before it.
    public var isContinuation: Bool { glyph.isEmpty }

    public static let blank = Cell(glyph: " ", role: .text)
}

/// The size of a terminal or of a part of it, in columns and rows.
public struct Size: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}
