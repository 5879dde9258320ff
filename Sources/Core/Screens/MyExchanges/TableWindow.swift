/// The rows of a long table that can come into sight around the chosen one. Only these are formatted, so that a step through five hundred
/// assets costs no more than one through fifty.
struct TableWindow: Hashable, Sendable {
    let rows: Range<Int>
    /// The chosen row, counted from the first of `rows`.
    let chosen: Int?
    /// How many rows there are besides.
    let outOfSight: Block.Table.RowsOutOfSight

    /// More than the rows of any terminal.
    private static let reach = 150

    init(count: Int, chosen: Int?) {
        let middle = chosen ?? 0
        rows = max(0, middle - Self.reach)..<min(count, middle + Self.reach)
        self.chosen = chosen.map { $0 - max(0, $0 - Self.reach) }
        outOfSight = Block.Table.RowsOutOfSight(before: rows.lowerBound, after: count - rows.upperBound)
    }
}
