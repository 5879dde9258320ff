import Domain

extension Block {
    /// Amounts over a time, drawn as a line. What has to be read is said in words beside and below it, so that nothing has to be guessed
    /// from the drawing.
    public struct Chart: Hashable, Sendable {
        /// The points in the order of time, in runs: no line leads from one run to the next.
        public var runs: [[Point]]
        /// The time at the left end and at the right end.
        public var span: ClosedRange<Int64>
        /// The rows of the whole, with its words; `nil` takes the rows that the other blocks leave.
        public var rows: Int?
        /// The signs that the line is drawn with.
        public var signs: Signs
        /// What stands beside the highest and the lowest row; empty where amounts are hidden.
        public var scale: Scale
        /// What stands below the line at equal distances from the left end to the right end; empty where nothing is to be said.
        public var times: [String]
        /// Words below all of it; each is not broken where it fits a line.
        public var remarks: [[Span]]

        /// An amount at a time.
        public struct Point: Hashable, Sendable {
            /// Milliseconds since 1970-01-01T00:00:00Z.
            public var time: Int64
            /// The amount, exact.
            public var amount: Amount

            /// What was known at a time.
            public init(time: Int64, amount: Amount) {
                self.time = time
                self.amount = amount
            }
        }

        /// The words for the ends of the scale.
        public struct Scale: Hashable, Sendable {
            /// The highest amount, in words.
            public var highest: String
            /// The lowest amount, in words.
            public var lowest: String

            /// No words, unless they are given.
            public init(highest: String = "", lowest: String = "") {
                self.highest = highest
                self.lowest = lowest
            }
        }

        /// What a line can be drawn with.
        public enum Signs: Hashable, Sendable {
            /// Two by four dots a cell.
            case braille
            /// Two halves a cell, as the fonts of consoles have them that have no braille.
            case blocks
            /// Three heights a cell.
            case ascii
        }

        /// A chart of so many rows.
        public init(
            runs: [[Point]], span: ClosedRange<Int64>, rows: Int? = nil, signs: Signs, scale: Scale = Scale(), times: [String] = [],
            remarks: [[Span]] = []
        ) {
            self.runs = runs
            self.span = span
            self.rows = rows
            self.signs = signs
            self.scale = scale
            self.times = times
            self.remarks = remarks
        }
    }
}

extension Block {
    /// Whether it takes the rows that the other blocks leave.
    var takesFreeRows: Bool { if case .chart(let chart) = self { chart.rows == nil } else { false } }
}

extension GlyphSet {
    /// What charts are drawn with. Braille has one width everywhere, which blocks have not (Unicode Standard Annex 11).
    public var chartSigns: Block.Chart.Signs {
        switch self {
        case .unicode, .unambiguous: .braille
        case .ascii: .ascii
        }
    }
}
