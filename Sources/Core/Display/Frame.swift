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
