/// Text in the pieces that a terminal puts into its cells: a character that takes columns, with the marks that combine with it.
///
/// These are not grapheme clusters. A flag, an emoji with a skin tone or a syllable of an Indic script is one cluster of several such
/// pieces. Terminals that go by `wcwidth` give each its columns, and the library that draws keeps only one in a cell. So each is drawn
/// beside the one before it: the terminal joins what it can join, nothing is lost, and every column is known.
struct TextCells: Sequence, IteratorProtocol {
    struct Piece: Hashable {
        var glyph: String
        var columns: Int
    }

    /// ncurses keeps so many scalars in a cell (CCHARW_MAX).
    static let mostScalars = 5
    /// Carries marks that have no character to combine with, and those beyond the ones that a cell can keep (Unicode Standard 2.11.4).
    private static let carrier: Unicode.Scalar = "\u{25CC}"

    private var scalars: String.UnicodeScalarView.Iterator
    private var upcoming: Unicode.Scalar?

    init(_ text: some StringProtocol) {
        scalars = String(text).unicodeScalars.makeIterator()
        upcoming = scalars.next()
    }

    mutating func next() -> Piece? {
        while let scalar = upcoming {
            upcoming = scalars.next()
            let columns = TextWidth.columns(of: scalar)
            guard columns > 0 || Self.isMark(scalar) else { continue }
            var glyph = String.UnicodeScalarView()
            if columns == 0 { glyph.append(Self.carrier) }
            glyph.append(scalar)
            if Self.takesMarks(scalar) { addMarks(to: &glyph) }
            return Piece(glyph: String(glyph), columns: Swift.max(columns, 1))
        }
        return nil
    }

    private mutating func addMarks(to glyph: inout String.UnicodeScalarView) {
        while let scalar = upcoming, TextWidth.columns(of: scalar) == 0 {
            if Self.isMark(scalar) {
                guard glyph.count < Self.mostScalars else { return }
                glyph.append(scalar)
            }
            upcoming = scalars.next()
        }
    }

    /// The columns of all pieces, without making them.
    static func columns(of text: some StringProtocol) -> Int {
        var columns = 0
        var free = 0
        for scalar in text.unicodeScalars {
            let width = TextWidth.columns(of: scalar)
            if width > 0 {
                columns += width
                free = takesMarks(scalar) ? mostScalars - 1 : 0
            } else if isMark(scalar) {
                if free == 0 {
                    columns += 1
                    free = mostScalars - 1
                }
                free -= 1
            }
        }
        return columns
    }

    /// A space takes no marks, so that text which begins with a mark looks the same after any other text.
    private static func takesMarks(_ scalar: Unicode.Scalar) -> Bool { scalar != " " }

    /// Whether a scalar without columns is seen: accents, vowel signs, and the vowels and final consonants of decomposed Hangul.
    /// Joiners, variation selectors and the like are not: terminals disagree on what becomes of the columns with them.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return true
        default: return TextWidth.isHangulTail(scalar.value)
        }
    }
}
