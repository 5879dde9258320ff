@testable import Core

/// What no frame may have.
enum FrameFlaws {
    static func found(in frame: Frame) -> [String] {
        var flaws: [String] = []
        if frame.cells.count != frame.size.columns * frame.size.rows { flaws.append("\(frame.cells.count) cells") }
        for row in 0..<frame.size.rows {
            for column in 0..<frame.size.columns {
                let cell = frame[column, row]
                let place = "\(cell.glyph.debugDescription) at \(column), \(row)"
                if cell.isContinuation {
                    if column == 0 || TextWidth.columns(of: frame[column - 1, row].glyph) != 2 { flaws.append("half a glyph: \(place)") }
                    continue
                }
                if cell.glyph.count != 1 { flaws.append("not one glyph: \(place)") }
                if cell.glyph.unicodeScalars.contains(where: movesTheCursor) { flaws.append("a control character: \(place)") }
                let width = TextWidth.columns(of: cell.glyph)
                if width == 0 || width > 2 { flaws.append("\(width) columns: \(place)") }
                if width == 2, column + 1 >= frame.size.columns || !frame[column + 1, row].isContinuation {
                    flaws.append("a wide glyph without its other half: \(place)")
                }
            }
        }
        if let cursor = frame.cursor,
            cursor.column < 0 || cursor.row < 0 || cursor.column >= frame.size.columns || cursor.row >= frame.size.rows
        {
            flaws.append("cursor at \(cursor)")
        }
        return flaws
    }

    private static func movesTheCursor(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        case _: false
        }
    }
}
