internal import CNcurses
internal import Core

/// A cell's glyph as ncurses can take it: a character of the width that the layout gave it, with what combines with it.
struct Glyph {
    /// The scalars, ended by 0.
    let scalars: [UInt32]
    /// The columns that ncurses will give it.
    let columns: Int

    /// ncurses keeps at most five scalars in a cell (CCHARW_MAX); the layout puts no more into one.
    private static let mostScalars = 5

    /// - Parameters:
    ///   - text: a character with the marks that combine with it.
    ///   - columns: the columns that the layout gave it, 1 or 2.
    init(_ text: String, columns wanted: Int) {
        var scalars = text.unicodeScalars.makeIterator()
        guard let base = scalars.next() else {
            (self.scalars, columns) = ([0x20, 0], 1)
            return
        }
        let width = Int(cncurses_width(base.value))
        if TerminalLocale.isUTF8, width == 0, base.properties.generalCategory == .spacingMark {
            // A vowel sign that combines by this system's table, but has a column of its own by others.
            (self.scalars, columns) = ([0x20, base.value, 0], 1)
            return
        }
        guard TerminalLocale.isUTF8 || base.isASCII, width > 0, width <= wanted else {
            (self.scalars, columns) = ([Self.substitute(for: base), 0], 1)
            return
        }
        var kept = [base.value]
        // Joiners and variation selectors are left out: with them terminals disagree about the width.
        while kept.count < Self.mostScalars, let mark = scalars.next() {
            if mark.value != 0x200D, !(0xFE00...0xFE0F).contains(mark.value), cncurses_width(mark.value) == 0, TerminalLocale.isUTF8 {
                kept.append(mark.value)
            }
        }
        self.scalars = kept + [0]
        columns = width
    }

    /// An ASCII character for one that cannot be shown.
    private static func substitute(for scalar: Unicode.Scalar) -> UInt32 {
        switch scalar.value {
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2550: 0x2D
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x2551: 0x7C
        case 0x2508...0x257F: 0x2B
        case 0x2591...0x2593: 0x2E
        case 0x2580...0x2590: 0x23
        // The letters that flags are made of, where they are wide.
        case 0x1F1E6...0x1F1FF: scalar.value - 0x1F1E6 + 0x41
        default: 0x3F
        }
    }
}
