import Domain

/// By which column rows are sorted, and in which direction.
struct SortOrder<Column: Hashable & Sendable>: Hashable, Sendable {
    var column: Column
    var direction: Direction

    enum Direction: String, Hashable, Sendable {
        case ascending
        case descending

        var reversed: Direction {
            switch self {
            case .ascending: .descending
            case .descending: .ascending
            }
        }

        func sign(_ glyphs: GlyphSet) -> String {
            switch (self, glyphs) {
            case (.ascending, .unicode): "▲"
            case (.descending, .unicode): "▼"
            case (.ascending, .ascii), (.ascending, .unambiguous): "^"
            case (.descending, .ascii), (.descending, .unambiguous): "v"
            }
        }
    }

    init(_ column: Column, _ direction: Direction) {
        self.column = column
        self.direction = direction
    }

    /// A column's title, with a sign where it is the one that is sorted by.
    func title(_ words: String, of column: Column, _ glyphs: GlyphSet) -> String {
        column == self.column ? words + direction.sign(glyphs) : words
    }

    /// Whether one amount comes before another; unknown ones come last in either direction. `nil` where they are equal.
    func comesFirst(_ first: Amount?, _ second: Amount?) -> Bool? {
        switch (first, second) {
        case (let one?, let other?):
            if one == other { return nil }
            return (one < other) == (direction == .ascending)
        case (_?, nil): return true
        case (nil, _?): return false
        case (nil, nil): return nil
        }
    }

    func comesFirst<Value: Comparable>(_ first: Value, _ second: Value) -> Bool? {
        if first == second { return nil }
        return (first < second) == (direction == .ascending)
    }
}
