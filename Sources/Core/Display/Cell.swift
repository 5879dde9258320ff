/// One column of one row: a glyph with its role. A wide glyph stands in its first column; the next is a continuation.
public struct Cell: Hashable, Sendable {
    /// A character with the marks that combine with it, free of control characters; empty in a continuation.
    public var glyph: String
    public var role: Role

    public init(glyph: String, role: Role) {
        self.glyph = glyph
        self.role = role
    }

    /// Whether the column is the right half of the wide glyph before it.
    public var isContinuation: Bool { glyph.isEmpty }

    public static let blank = Cell(glyph: " ", role: .text)
}
