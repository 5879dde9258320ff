/// Lays out a table for a width: leaves out columns by rank, then narrows what is too wide.
struct TableLayout {
    private let table: Block.Table
    private let glyphs: Glyphs
    private let available: Int
    /// The columns that are shown, and how wide each column of the table is to be.
    private let shown: [Int]
    private let widths: [Int]

    /// An amount that is cut to this still shows what it is about.
    private static let leastWidth = 10

    static func lines(_ table: Block.Table, columns available: Int, glyphs: Glyphs) -> [LaidLine] {
        let layout = TableLayout(table, columns: available, glyphs: glyphs)
        var lines = layout.inspected(table.rows.indices.map(layout.row))
        for row in table.rules.sorted(by: >) where lines.indices.contains(row) {
            lines.insert(LaidLine([Span(String(repeating: glyphs.horizontal, count: available), .border)]), at: row)
        }
        return (table.showsHeader ? [layout.header] : []) + lines
    }

    /// The rows with what the chosen one has to say over some of them: over the last ones, or where the chosen one is there, over the first.
    private func inspected(_ rows: [LaidLine]) -> [LaidLine] {
        guard !table.inspector.isEmpty, let chosen = table.chosenRow, rows.indices.contains(chosen) else { return rows }
        let words = table.inspector.flatMap { TextWrap.lines($0, columns: max(1, available - 1)) }.map { LaidLine([Span(" ")] + $0) }
        let height = max(rows.count, words.count + 1)
        if chosen < height - words.count {
            let kept = Array(rows.prefix(height - words.count))
            return kept + words
        }
        return words + rows.dropFirst(words.count)
    }

    private init(_ table: Block.Table, columns available: Int, glyphs: Glyphs) {
        var shown = Array(table.columns.indices)
        let natural = shown.map { Self.naturalWidth(of: $0, in: table) }
        // Long cells are cut before a whole column is left out.
        let longest = max(16, available / 4)
        var widths = natural.map { min($0, longest) }
        // One column in front of each row is for the mark of the chosen one.
        func needed() -> Int { shown.reduce(1) { $0 + widths[$1] } + table.gap * max(0, shown.count - 1) }
        while needed() > available, shown.count > 2,
            let least = shown.dropFirst().min(by: { table.columns[$0].rank < table.columns[$1].rank })
        {
            // What tells rows apart is cut before it is left out.
            let isNeeded = table.columns[least].rank >= Block.Table.Column.neededRank
            if isNeeded, let widest = shown.max(by: { widths[$0] < widths[$1] }), widths[widest] > Self.leastWidth {
                widths[widest] -= 1
            } else {
                shown.removeAll { $0 == least }
            }
        }
        while needed() > available, let widest = shown.max(by: { widths[$0] < widths[$1] }), widths[widest] > 3 {
            widths[widest] -= 1
        }
        // Room that is left goes to the cells that were cut, then to the one that grows.
        for index in shown where widths[index] < natural[index] {
            widths[index] += max(0, min(natural[index] - widths[index], available - needed()))
        }
        if let growing = shown.contains(table.growing) ? table.growing : shown.first { widths[growing] += max(0, available - needed()) }
        self.table = table
        self.glyphs = glyphs
        self.available = available
        self.shown = shown
        self.widths = widths
    }

    private static func naturalWidth(of column: Int, in table: Block.Table) -> Int {
        let outOfSight = column < table.widthsOutOfSight.count ? table.widthsOutOfSight[column] : 0
        return table.rows.reduce(max(outOfSight, TextWidth.columns(of: table.columns[column].title))) { widest, row in
            max(widest, column < row.count ? TextWidth.columns(of: row[column].text) : 0)
        }
    }

    private var header: LaidLine {
        var header = line(table.columns.map { Span($0.title, .muted, press: $0.press) }, mark: " ", override: nil)
        var column = 1
        for (position, index) in shown.enumerated() {
            if position > 0 { column += table.gap }
            header.heads.append(LaidLine.Option(columns: column..<column + widths[index], option: index))
            column += widths[index]
        }
        return header
    }

    private func row(_ index: Int) -> LaidLine {
        let row = table.rows[index]
        guard index == table.chosenRow, table.focus != .none else {
            var plain = line(row, mark: " ", override: nil)
            plain.item = index
            return plain
        }
        var chosen = line(row, mark: glyphs.chosen, override: table.focus == .chosen ? .selection : .selectionInactive)
        chosen.isFocused = true
        chosen.item = index
        return chosen
    }

    private func line(_ cells: [Span], mark: String, override role: Role?) -> LaidLine {
        var spans = [Span(mark, role ?? .text)]
        for (position, index) in shown.enumerated() {
            if position > 0 { spans.append(Span(String(repeating: " ", count: table.gap), role ?? .text)) }
            let cell = index < cells.count ? cells[index] : Span("")
            let text = TextWidth.clip(cell.text, to: widths[index], mark: glyphs.ellipsis)
            let padded =
                switch table.columns[index].alignment {
                case .leading: TextWidth.padEnd(text, to: widths[index])
                case .trailing: TextWidth.padStart(text, to: widths[index])
                }
            spans.append(cell.with(padded, role))
        }
        return LaidLine(spans, fill: role)
    }
}
