import Domain

/// A row of figures as signs of different heights.
enum Sparkline {
    /// The heights of the last `columns` of the values, from 0 to `steps`; the smallest is 0, the largest `steps`, and where all are the
    /// same they stand in the middle.
    static func heights(_ values: [Amount], columns: Int, steps: Int) -> [Int] {
        let shown = values.suffix(max(0, columns))
        guard let least = shown.min(), let most = shown.max() else { return [] }
        let span = most - least
        guard !span.isZero else { return shown.map { _ in steps / 2 } }
        return shown.map { value in
            let height = ((value - least) * Amount(steps)).divided(by: span, scale: 0, rounding: .halfEven)
            return height?.wholePart.map { max(0, min(steps, $0)) } ?? 0
        }
    }

    static func text(_ values: [Amount], columns: Int, _ glyphs: GlyphSet) -> String {
        let signs = signs(glyphs)
        return heights(values, columns: columns, steps: signs.count - 1).map { signs[$0] }.joined()
    }

    private static func signs(_ glyphs: GlyphSet) -> [String] {
        switch glyphs {
        case .unicode: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        case .ascii, .unambiguous: ["_", ".", "-", "~", "=", "*", "#"]
        }
    }
}
