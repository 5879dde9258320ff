import Domain

/// Turns a chart into lines: the drawing with its scale to the left and its times below, then its remarks.
struct ChartLayout {
    let chart: Block.Chart
    let glyphs: Glyphs
    private static let leastRows = 2
    private static let rowsWhereNoneAreGiven = 12

    private let columns: Int

    init(_ chart: Block.Chart, columns: Int, _ glyphs: Glyphs) {
        self.chart = chart
        self.columns = max(1, min(columns, BlockLayout.readableColumns))
        self.glyphs = glyphs
    }

    /// As many lines as the chart has rows, or as are free; never fewer than its words and two rows of the drawing need.
    func lines(free: Int?) -> [LaidLine] {
        let remarks = remarks
        let below = remarks.count + (chart.times.isEmpty ? 1 : 2)
        let rows = max(Self.leastRows, (chart.rows ?? free ?? Self.rowsWhereNoneAreGiven) - below)
        let labelColumns = labelColumns
        let drawn = max(1, columns - 1 - labelColumns - 1)
        let extremes = ChartScale(chart)
        var canvas = ChartCanvas(columns: drawn, rows: rows, chart.signs)
        canvas.draw(chart, extremes)
        var lines = canvas.lines.enumerated().map { row, drawing in
            let label = labelColumns == 0 ? "" : self.label(row: row, of: rows, extremes) ?? ""
            return LaidLine([
                Span(" " + TextWidth.padStart(label, to: labelColumns), .amount), Span(glyphs.vertical, .border), Span(drawing, .accent),
            ])
        }
        let margin = String(repeating: " ", count: 1 + labelColumns)
        lines.append(LaidLine([Span(margin + glyphs.bottomLeft + String(repeating: glyphs.horizontal, count: drawn), .border)]))
        if !chart.times.isEmpty { lines.append(LaidLine([Span(margin + " " + times(columns: drawn), .muted)])) }
        return lines + remarks
    }

    // MARK: Words

    /// Where the words would leave too little for the drawing they are left out; the remarks say the same.
    private var labelColumns: Int {
        let widest = max(TextWidth.columns(of: chart.scale.highest), TextWidth.columns(of: chart.scale.lowest))
        return widest == 0 || widest + 1 > columns / 3 ? 0 : widest + 1
    }

    /// Beside the row that the line reaches with that amount.
    private func label(row: Int, of rows: Int, _ scale: ChartScale?) -> String? {
        guard let scale else { return nil }
        if scale.isFlat { return row == scale.row(of: scale.lowest, rows: rows) ? chart.scale.highest + " " : nil }
        return row == 0 ? chart.scale.highest + " " : row == rows - 1 ? chart.scale.lowest + " " : nil
    }

    /// As many of the times as fit at equal distances, the first and the last of them always.
    private func times(columns: Int) -> String {
        let intervals = chart.times.count - 1
        let widest = chart.times.map { TextWidth.columns(of: $0) }.max() ?? 0
        let step = (1...max(1, intervals)).first { step in
            intervals.isMultiple(of: step) && (intervals / step) * (widest + 3) + widest <= columns
        }
        guard let step, intervals > 0 else { return TextWidth.clip(chart.times.last ?? "", to: columns, mark: glyphs.ellipsis) }
        var line = ""
        for index in stride(from: 0, through: intervals, by: step) {
            let words = chart.times[index]
            let width = TextWidth.columns(of: words)
            let middle = (columns - 1) * index / intervals
            // The first begins at the left end, and the last ends at the right end.
            let start = index == 0 ? 0 : index == intervals ? columns - width : middle - width / 2
            line = TextWidth.padEnd(line, to: start) + words
        }
        return line
    }

    /// One after the other as long as they fit a line.
    private var remarks: [LaidLine] {
        let room = max(1, columns - 1)
        var lines: [[Span]] = []
        var used = 0
        for remark in chart.remarks {
            let width = remark.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
            if !lines.isEmpty, used + 3 + width <= room {
                lines[lines.count - 1] += [Span("   ")] + remark
                used += 3 + width
            } else {
                lines += TextWrap.lines(remark, columns: room)
                used = lines.last?.reduce(0) { $0 + TextWidth.columns(of: $1.text) } ?? 0
            }
        }
        return lines.map { LaidLine([Span(" ")] + $0) }
    }
}

/// The lowest and the highest of a chart's amounts, and where others stand between them.
struct ChartScale {
    let lowest: Amount
    let highest: Amount

    /// `nil` where there are no points.
    init?(_ chart: Block.Chart) {
        let amounts = chart.runs.lazy.joined().filter { chart.span.contains($0.time) }.map(\.amount)
        guard let lowest = amounts.min(), let highest = amounts.max() else { return nil }
        self.lowest = lowest
        self.highest = highest
    }

    var isFlat: Bool { lowest == highest }

    /// The row of an amount, the highest in row 0; where all are the same they stand in the middle.
    func row(of amount: Amount, rows: Int) -> Int {
        guard !isFlat else { return (rows - 1) / 2 }
        let row = ((highest - amount) * Amount(rows - 1)).divided(by: highest - lowest, scale: 0, rounding: .halfEven)?.wholePart
        return max(0, min(rows - 1, row ?? rows - 1))
    }
}

/// Cells that are drawn into dot by dot.
struct ChartCanvas {
    private let columns: Int
    private let rows: Int
    private let signs: Block.Chart.Signs
    /// A bit for each dot of a cell, column by column from its upper left end.
    private var cells: [UInt8]

    init(columns: Int, rows: Int, _ signs: Block.Chart.Signs) {
        self.columns = columns
        self.rows = rows
        self.signs = signs
        cells = Array(repeating: 0, count: columns * rows)
    }

    private var dots: (across: Int, down: Int) {
        switch signs {
        case .braille: (2, 4)
        case .blocks: (1, 2)
        case .ascii: (1, 3)
        }
    }

    /// Draws the runs of a chart, each as one line; a run of one point is a dot.
    mutating func draw(_ chart: Block.Chart, _ scale: ChartScale?) {
        guard let scale else { return }
        let (width, height) = (columns * dots.across, rows * dots.down)
        for run in chart.runs {
            var previous: (column: Int, row: Int)?
            for column in Self.columns(of: run, chart.span, width) {
                let (first, last) = (scale.row(of: column.first, rows: height), scale.row(of: column.last, rows: height))
                if let previous { line(from: previous, to: (column.place, first)) }
                let (top, bottom) = (scale.row(of: column.highest, rows: height), scale.row(of: column.lowest, rows: height))
                line(from: (column.place, top), to: (column.place, bottom))
                previous = (column.place, last)
            }
        }
    }

    /// The amounts of a run that fall into one column of dots. What is more than these four cannot be seen.
    private struct Column {
        let place: Int
        let first: Amount
        var lowest: Amount
        var highest: Amount
        var last: Amount
    }

    private static func columns(of run: [Block.Chart.Point], _ span: ClosedRange<Int64>, _ width: Int) -> [Column] {
        var columns: [Column] = []
        let length = max(1, Double(span.upperBound) - Double(span.lowerBound))
        for point in run where span.contains(point.time) {
            let place = Int(((Double(point.time) - Double(span.lowerBound)) / length * Double(width - 1)).rounded())
            let amount = point.amount
            guard let last = columns.last, last.place == place else {
                columns.append(Column(place: place, first: amount, lowest: amount, highest: amount, last: amount))
                continue
            }
            columns[columns.count - 1].lowest = min(last.lowest, amount)
            columns[columns.count - 1].highest = max(last.highest, amount)
            columns[columns.count - 1].last = amount
        }
        return columns
    }

    private mutating func line(from start: (column: Int, row: Int), to end: (column: Int, row: Int)) {
        let (across, down) = (end.column - start.column, end.row - start.row)
        let steps = max(abs(across), abs(down), 1)
        func part(_ distance: Int, _ step: Int) -> Int {
            let twice = 2 * distance * step
            return (twice + (twice < 0 ? -steps : steps)) / (2 * steps)
        }
        for step in 0...steps { set(start.column + part(across, step), start.row + part(down, step)) }
    }

    private mutating func set(_ column: Int, _ row: Int) {
        let (across, down) = dots
        let cell = row / down * columns + column / across
        guard column >= 0, row >= 0, column / across < columns, cells.indices.contains(cell) else { return }
        cells[cell] |= 1 << (column % across * down + row % down)
    }

    /// The rows as text, without blanks at their ends.
    var lines: [String] {
        (0..<rows).map { row in
            let cells = cells[row * columns..<(row + 1) * columns]
            let kept = cells.lastIndex { $0 != 0 }.map { cells[...$0] } ?? []
            return kept.map(sign).joined()
        }
    }

    private func sign(_ cell: UInt8) -> String {
        guard cell != 0 else { return " " }
        switch signs {
        case .braille:
            // The first three dots of each column come first, then the fourth ones.
            let (left, right) = (cell & 0xF, cell >> 4)
            let bits = (left & 7) | (right & 7) << 3 | (left >> 3) << 6 | (right >> 3) << 7
            return Unicode.Scalar(0x2800 + UInt32(bits)).map { String(Character($0)) } ?? " "
        case .blocks: return cell == 1 ? "▀" : cell == 2 ? "▄" : "█"
        case .ascii: return cell == 1 ? "'" : cell == 2 ? "-" : cell == 4 ? "." : "|"
        }
    }
}
