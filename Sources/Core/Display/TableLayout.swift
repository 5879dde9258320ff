/// Lays out a table for a width: leaves out columns by rank, then narrows what is too wide.
struct TableLayout {
    private let table: Block.Table
    private let glyphs: Glyphs
    private let available: Int
    /// The columns that are shown, and how wide each column of the table is to be.
    private let shown: [Int]
    private let widths: [Int]

    private static let gap = 2

    static func lines(_ table: Block.Table, columns available: Int, glyphs: Glyphs) -> [LaidLine] {
        let layout = TableLayout(table, columns: available, glyphs: glyphs)
        return layout.caption + [layout.header] + table.rows.indices.map(layout.row)
    }

    private init(_ table: Block.Table, columns available: Int, glyphs: Glyphs) {
        var shown = Array(table.columns.indices)
        let natural = shown.map { Self.naturalWidth(of: $0, in: table) }
        // Long cells are cut before a whole column is left out.
        let longest = max(16, available / 4)
        var widths = natural.map { min($0, longest) }
        // One column in front of each row is for the mark of the chosen one.
        func needed() -> Int { shown.reduce(1) { $0 + widths[$1] } + Self.gap * max(0, shown.count - 1) }
        while needed() > available, shown.count > 2,
            let least = shown.dropFirst().min(by: { table.columns[$0].rank < table.columns[$1].rank })
        {
            shown.removeAll { $0 == least }
        }
        while needed() > available, let widest = shown.max(by: { widths[$0] < widths[$1] }), widths[widest] > 3 {
            widths[widest] -= 1
        }
        // Room that is left goes to the cells that were cut, then to the first column.
        for index in shown where widths[index] < natural[index] {
            widths[index] += max(0, min(natural[index] - widths[index], available - needed()))
        }
        if let first = shown.first { widths[first] += max(0, available - needed()) }
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
        header.isSticky = true
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
            if position > 0 { spans.append(Span(String(repeating: " ", count: Self.gap), role ?? .text)) }
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

    /// What the chosen row has to say that its cells do not show whole.
    private var caption: [LaidLine] {
        let chosen = table.chosenRow.flatMap { table.rows.indices.contains($0) ? table.rows[$0] : nil } ?? []
        func isWhole(_ column: Int) -> Bool {
            shown.contains(column) && column < chosen.count && TextWidth.columns(of: chosen[column].text) <= widths[column]
        }
        let columns = max(1, available - 1)
        let lines = Self.captionLines(table.caption.filter { !($0.column.map(isWhole) ?? false) }, columns: columns)
        // The caption is as high as if every part were shown, so that the table does not jump from row to row.
        let height = Self.captionLines(table.caption, columns: columns).count
        return (lines + Array(repeating: [], count: height - lines.count)).map { words in
            var line = LaidLine([Span(" ")] + words)
            line.isSticky = true
            return line
        }
    }

    /// As many parts on a line as fit; one that is wider than a line is wrapped by itself.
    private static func captionLines(_ parts: [Block.Table.CaptionPart], columns: Int) -> [[Span]] {
        var lines: [[Span]] = []
        var used = 0
        for part in parts.map(\.words) {
            let width = part.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
            if !lines.isEmpty, used + 2 + width <= columns {
                lines[lines.count - 1] += [Span("  ")] + part
                used += 2 + width
            } else {
                let wrapped = TextWrap.lines(part, columns: columns)
                lines += wrapped
                used = wrapped.last?.reduce(0) { $0 + TextWidth.columns(of: $1.text) } ?? 0
            }
        }
        return lines
    }
}
