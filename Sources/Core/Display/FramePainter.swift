import Domain

/// Puts lines and frames into the cells of a `Frame`.
struct FramePainter {
    let glyphSet: GlyphSet
    /// The title of the screen, by which its parts are known.
    private let screen: String
    /// How far the parts were scrolled before.
    private let before: [ScrollPlace: Int]
    private let holdsStill: Bool

    init(_ view: View, after before: [ScrollPlace: Int]) {
        glyphSet = view.glyphs
        screen = view.title
        holdsStill = view.holdsStill
        self.before = before
    }

    private var glyphs: Glyphs { Glyphs.of(glyphSet) }

    /// A rectangle of the frame.
    struct Region {
        var column: Int
        var row: Int
        var size: Size
    }

    // MARK: The parts of a screen

    func paintTop(_ view: View, of frame: inout Frame) {
        fill(row: 0, role: .titleBar, of: &frame)
        let columns = frame.size.columns
        var used = put(" Tidegate", column: 0, row: 0, role: .title, limit: columns, of: &frame)
        var right = columns - 1
        let corner = TextWidth.columns(of: view.corner)
        let needed = used + 2 + TextWidth.columns(of: view.title + view.summary + (view.badge?.title ?? "")) + 8
        if corner > 0, needed + corner <= columns {
            right -= corner
            put(Span(view.corner, .titleBar, press: view.cornerKey), column: right, row: 0, limit: columns, of: &frame)
            right -= 3
        }
        if !view.summary.isEmpty {
            let summary = TextWidth.clip(view.summary, to: max(0, columns / 2 - 4), mark: glyphs.ellipsis)
            right -= TextWidth.columns(of: summary)
            put(summary, column: right, row: 0, role: .titleBar, limit: columns, of: &frame)
            right -= 2
        }
        if let badge = view.badge {
            let word = " \(badge.title) "
            right -= TextWidth.columns(of: word)
            put(word, column: right, row: 0, role: badge.role, limit: columns, of: &frame)
            right -= 1
        }
        used += 2
        put(
            TextWidth.clip(view.title, to: max(0, right - used), mark: glyphs.ellipsis), column: used, row: 0, role: .titleBar,
            limit: right, of: &frame)
    }

    mutating func paintBody(_ blocks: [Block], in region: Region, of frame: inout Frame) {
        guard case .panes(let panes)? = blocks.first else {
            // The last line is kept for what is said above the hints.
            let inner = Region(
                column: region.column + 1, row: region.row, size: Size(columns: region.size.columns - 2, rows: region.size.rows - 1))
            let layout = BlockLayout(glyphSet: glyphSet, columns: inner.size.columns, rows: inner.size.rows)
            paint(layout.lines(blocks), in: inner, of: &frame)
            return
        }
        let asked = panes.reduce(0) { $0 + ($1.columns ?? 0) }
        let shared = panes.count { $0.columns == nil }
        var column = region.column
        for pane in panes {
            let left = region.column + region.size.columns - column
            let columns = min(left, pane.columns ?? (region.size.columns - asked) / max(1, shared))
            paint(pane, in: Region(column: column, row: region.row, size: Size(columns: columns, rows: region.size.rows)), of: &frame)
            column += columns
        }
    }

    func paintBottom(_ view: View, of frame: inout Frame) {
        let columns = frame.size.columns
        if let notice = view.notice { paint(notice, of: &frame) }
        let row = frame.size.rows - 1
        func width(_ hint: View.Hint) -> Int { TextWidth.columns(of: hint.key) + 1 + TextWidth.columns(of: hint.label) + 2 }
        // The last hint leads to help, where all the others stand; it is never the one left out.
        guard let last = view.hints.last else { return }
        var room = columns - 1 - width(last)
        var shown: [View.Hint] = []
        for hint in view.hints.dropLast() {
            if width(hint) > room { break }
            room -= width(hint)
            shown.append(hint)
        }
        var column = 1
        for hint in shown + [last] {
            column += put(Span(hint.key, .hintKey, press: hint.press), column: column, row: row, limit: columns, of: &frame)
            column += put(Span(" " + hint.label, .hintText, press: hint.press), column: column, row: row, limit: columns, of: &frame)
            column += 2
        }
    }

    /// Stands above the hints; a notice longer than one line covers the last lines of the body.
    private func paint(_ notice: Span, of frame: inout Frame) {
        let columns = frame.size.columns
        let bottom = frame.size.rows - 2
        var lines = TextWrap.lines([notice], columns: max(1, columns - 2)).map { $0.map(\.text).joined() }
        let most = max(1, min(Self.noticeLines, bottom - 1))
        if lines.count > most { lines[(most - 1)...] = [lines[(most - 1)...].joined(separator: " ")] }
        for (line, row) in zip(lines, (bottom - lines.count + 1)...) {
            if row < bottom {
                // What it covers cannot be pressed or typed into.
                frame.regions.removeAll { $0.row == row }
                if frame.cursor?.row == row { frame.cursor = nil }
            }
            let words = " " + TextWidth.clip(line, to: columns - 2, mark: glyphs.ellipsis)
            put(notice.with(TextWidth.padEnd(words, to: columns)), column: 0, row: row, limit: columns, of: &frame)
        }
    }

    private static let noticeLines = 3

    mutating func paint(_ dialog: View.Dialog, of frame: inout Frame) {
        let columns = max(8, min(dialog.columns, frame.size.columns - 2))
        let lines = BlockLayout(glyphSet: glyphSet, columns: columns - 4).lines(dialog.blocks)
        let rows = min(lines.count + 2, frame.size.rows - 2)
        let region = Region(
            column: (frame.size.columns - columns) / 2, row: max(1, (frame.size.rows - rows) / 2), size: Size(columns: columns, rows: rows))
        frame.cursor = nil
        // Nothing under the dialog can be pressed.
        frame.regions.removeAll { $0.row < frame.size.rows - 1 }
        for row in region.row..<region.row + rows {
            clear(row: row, from: region.column, to: region.column + columns, role: .dialog, of: &frame)
        }
        paintBox(title: dialog.title, trailing: nil, role: .dialogBorder, in: region, of: &frame)
        paint(
            lines.map { line in
                var line = line
                line.spans = line.spans.map { $0.with($0.text, $0.role == .text ? .dialog : nil) }
                return line
            },
            in: Region(column: region.column + 2, row: region.row + 1, size: Size(columns: columns - 4, rows: rows - 2)),
            as: ScrollPlace(screen: screen, part: dialog.title, pane: nil), of: &frame)
    }

    private func paint(_ pane: Block.Pane, in region: Region, of frame: inout Frame) {
        guard region.size.columns > 4, region.size.rows > 2 else { return }
        let inner = Region(
            column: region.column + 1, row: region.row + 1, size: Size(columns: region.size.columns - 2, rows: region.size.rows - 2))
        for row in region.row..<region.row + region.size.rows {
            frame.regions.append(
                HitRegion(row: row, columns: region.column..<region.column + region.size.columns, target: .pane(pane.choice)))
        }
        paintBox(title: pane.title, trailing: pane.trailing, role: pane.focus == .chosen ? .accent : .border, in: region, of: &frame)
        let layout = BlockLayout(glyphSet: glyphSet, columns: inner.size.columns, rows: inner.size.rows)
        paint(layout.lines(pane.blocks), in: inner, as: ScrollPlace(screen: screen, part: pane.title, pane: pane.choice), of: &frame)
    }

    private func paintBox(title: String, trailing: Span?, role: Role, in region: Region, of frame: inout Frame) {
        let last = region.column + region.size.columns - 1
        let bottom = region.row + region.size.rows - 1
        for column in region.column...last {
            put(glyphs.horizontal, column: column, row: region.row, role: role, limit: frame.size.columns, of: &frame)
            put(glyphs.horizontal, column: column, row: bottom, role: role, limit: frame.size.columns, of: &frame)
        }
        for row in region.row...bottom {
            put(glyphs.vertical, column: region.column, row: row, role: role, limit: frame.size.columns, of: &frame)
            put(glyphs.vertical, column: last, row: row, role: role, limit: frame.size.columns, of: &frame)
        }
        put(glyphs.topLeft, column: region.column, row: region.row, role: role, limit: frame.size.columns, of: &frame)
        put(glyphs.topRight, column: last, row: region.row, role: role, limit: frame.size.columns, of: &frame)
        put(glyphs.bottomLeft, column: region.column, row: bottom, role: role, limit: frame.size.columns, of: &frame)
        put(glyphs.bottomRight, column: last, row: bottom, role: role, limit: frame.size.columns, of: &frame)
        var end = last - 1
        if let trailing, !trailing.text.isEmpty {
            let words = " " + TextWidth.clip(trailing.text, to: max(0, region.size.columns * 2 / 3), mark: glyphs.ellipsis) + " "
            end -= TextWidth.columns(of: words)
            put(trailing.with(words), column: end, row: region.row, limit: last, of: &frame)
            end -= 1
        }
        let room = end - region.column - 3
        if !title.isEmpty, room > 2 {
            put(
                " " + TextWidth.clip(title, to: room, mark: glyphs.ellipsis) + " ", column: region.column + 1, row: region.row,
                role: .heading, limit: end + 1, of: &frame)
        }
    }

    // MARK: Lines

    /// Paints lines into a region, scrolled so that what has the focus is in sight.
    func paint(_ lines: [LaidLine], in region: Region, as place: ScrollPlace? = nil, of frame: inout Frame) {
        let rows = region.size.rows
        guard rows > 0, region.size.columns > 0 else { return }
        let place = place ?? ScrollPlace(screen: screen, part: "", pane: nil)
        let pane = place.pane
        let scrolling = ScrolledLines(lines, rows: rows)
        let offset = scrolling.offset(after: before[place], holdsStill: holdsStill)
        frame.scroll[place] = offset
        let sticky = scrolling.sticky(at: offset)
        for row in 0..<min(rows, lines.count - offset) {
            let line = row < sticky.count ? sticky[row] : lines[offset + row]
            if let item = line.item {
                let place = ItemPlace(pane: pane, block: line.block, item: item)
                let end = region.column + region.size.columns
                frame.regions.append(HitRegion(row: region.row + row, columns: region.column..<end, target: .item(place)))
                for option in line.options where region.column + option.columns.upperBound <= end {
                    let columns = region.column + option.columns.lowerBound..<region.column + option.columns.upperBound
                    frame.regions.append(HitRegion(row: region.row + row, columns: columns, target: .option(place, option.option)))
                }
            }
            for head in line.heads {
                let columns = region.column + head.columns.lowerBound..<region.column + head.columns.upperBound
                let place = ItemPlace(pane: pane, block: line.block, item: head.option)
                frame.regions.append(HitRegion(row: region.row + row, columns: columns, target: .column(place)))
            }
            // After its item, so that a part of a line that has a key of its own gives that.
            paint(line, row: region.row + row, from: region.column, columns: region.size.columns, of: &frame)
        }
        // Scroll marks stand on the margin or frame beside the text, so that they hide none of it.
        let edge = region.column + region.size.columns
        if offset > 0 { put(glyphs.less, column: edge, row: region.row, role: .muted, limit: frame.size.columns, of: &frame) }
        if offset + rows < lines.count {
            put(glyphs.more, column: edge, row: region.row + rows - 1, role: .muted, limit: frame.size.columns, of: &frame)
        }
    }

    private func paint(_ line: LaidLine, row: Int, from start: Int, columns: Int, of frame: inout Frame) {
        let end = start + columns
        if let fill = line.fill { clear(row: row, from: start, to: end, role: fill, of: &frame) }
        var column = start
        for span in line.spans {
            if column >= end { break }
            column += put(span, column: column, row: row, limit: end, of: &frame)
        }
        let width = line.trailing.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
        var right = end - width
        if width > 0, right > column {
            for span in line.trailing {
                right += put(span, column: right, row: row, limit: end, of: &frame)
            }
        }
        if let cursor = line.cursor, start + cursor < end { frame.cursor = Frame.Position(column: start + cursor, row: row) }
    }

    // MARK: Cells

    private func fill(row: Int, role: Role, of frame: inout Frame) {
        clear(row: row, from: 0, to: frame.size.columns, role: role, of: &frame)
    }

    private func clear(row: Int, from start: Int, to end: Int, role: Role, of frame: inout Frame) {
        guard row >= 0, row < frame.size.rows else { return }
        let blank = Cell(glyph: " ", role: role)
        for column in max(0, start)..<max(0, min(end, frame.size.columns), start) { set(blank, column: column, row: row, of: &frame) }
    }

    /// Writes a piece from a column on, at most to `limit`, where a press on it gives its key, and returns the columns it took.
    @discardableResult
    private func put(_ span: Span, column start: Int, row: Int, limit: Int, of frame: inout Frame) -> Int {
        let taken = put(span.text, column: start, row: row, role: span.role, limit: limit, of: &frame)
        if let move = span.move, taken > 0 { mark(move, span, from: start, row: row, of: &frame) }
        if let key = span.press, taken > 0 {
            frame.regions.append(HitRegion(row: row, columns: start..<start + taken, target: .key(key)))
        }
        return taken
    }

    /// Puts the sign of a move before the first character of a figure, where nothing stands.
    private func mark(_ move: Span.Move, _ span: Span, from start: Int, row: Int, of frame: inout Frame) {
        let column = start + span.text.prefix { $0 == " " }.count - 1
        guard row >= 0, row < frame.size.rows, column >= 0, column < frame.size.columns, frame[column, row].glyph == " " else { return }
        let sign: String =
            switch move {
            case .up: glyphs.up
            case .down: glyphs.down
            }
        let isChosen = span.role == .selection || span.role == .selectionInactive
        set(Cell(glyph: shown(sign), role: isChosen ? span.role : move.role), column: column, row: row, of: &frame)
    }

    /// Writes text from a column on, at most to `limit`, and returns the columns it took.
    @discardableResult
    private func put(_ text: String, column start: Int, row: Int, role: Role, limit: Int, of frame: inout Frame) -> Int {
        guard row >= 0, row < frame.size.rows, start >= 0 else { return 0 }
        let end = min(limit, frame.size.columns)
        var column = start
        for piece in TextCells(text) {
            if column + piece.columns > end { break }
            set(Cell(glyph: shown(piece.glyph), role: role), column: column, row: row, of: &frame)
            if piece.columns == 2 { frame[column + 1, row] = Cell(glyph: "", role: role) }
            column += piece.columns
        }
        return column - start
    }

    /// Sets one cell; a wide glyph of which this was a half loses its other half too.
    private func set(_ cell: Cell, column: Int, row: Int, of frame: inout Frame) {
        if frame[column, row].isContinuation, column > 0 { frame[column - 1, row].glyph = " " }
        if column + 1 < frame.size.columns, frame[column + 1, row].isContinuation { frame[column + 1, row].glyph = " " }
        frame[column, row] = cell
    }

    /// The glyph, or what stands for it in this set of signs.
    private func shown(_ glyph: String) -> String {
        switch glyphSet {
        case .unicode: glyph
        case .ascii: glyph.unicodeScalars.first.flatMap(AmbiguousWidth.plainSign) ?? glyph
        case .unambiguous: glyph.unicodeScalars.first.flatMap(AmbiguousWidth.substitute) ?? glyph
        }
    }
}
