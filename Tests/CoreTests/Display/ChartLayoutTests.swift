import TestSupport
import Testing

@testable import Core
@testable import Domain

/// The drawing of a chart, and the words around it.
struct ChartLayoutTests {
    private static func points(_ pairs: [(Int64, Int)]) -> [Block.Chart.Point] { pairs.map { .init(time: $0.0, amount: Amount($0.1)) } }

    /// The drawing of runs without words: so many columns after the axis, so many rows.
    private func drawing(
        _ runs: [[(Int64, Int)]], span: ClosedRange<Int64>, columns: Int, rows: Int, _ signs: Block.Chart.Signs
    ) -> [String] {
        let chart = Block.Chart(runs: runs.map(Self.points), span: span, rows: rows + 1, signs: signs)
        let lines = ChartLayout(chart, columns: columns + 2, Glyphs.of(.ascii)).lines(free: nil)
        #expect(lines.count == rows + 1)
        return lines.dropLast().map { $0.spans[2].text }
    }

    @Test func aLineIsDrawnBetweenPoints() {
        let up: [[(Int64, Int)]] = [[(0, 0), (9, 5)]]
        #expect(drawing(up, span: 0...9, columns: 6, rows: 2, .ascii) == ["   .-'", ".-'"])
        #expect(drawing(up, span: 0...9, columns: 4, rows: 2, .blocks) == ["  ▄▀", "▄▀"])
        #expect(drawing([[(0, 0), (9, 7)]], span: 0...9, columns: 4, rows: 2, .braille) == ["  ⡠⠊", "⡠⠊"])
        #expect(drawing([[(0, 5), (9, 0)]], span: 0...9, columns: 6, rows: 2, .ascii) == ["'-.", "   '-."])
    }

    @Test func aGapIsNoLine() {
        let joined: [[(Int64, Int)]] = [[(0, 1), (3, 1), (12, 1), (15, 1)]]
        let apart: [[(Int64, Int)]] = [[(0, 1), (3, 1)], [(12, 1), (15, 1)]]
        #expect(drawing(joined, span: 0...15, columns: 16, rows: 2, .ascii) == ["................", ""])
        #expect(drawing(apart, span: 0...15, columns: 16, rows: 2, .ascii) == ["....        ....", ""])
        #expect(drawing(apart, span: 0...15, columns: 8, rows: 2, .braille) == ["⣀⣀    ⣀⣀", ""])
        #expect(drawing(apart, span: 0...15, columns: 16, rows: 2, .blocks) == ["▄▄▄▄        ▄▄▄▄", ""])
    }

    /// The lowest and the highest amount are seen, however many points share a column.
    @Test func nothingIsLostInAColumn() {
        let points = (0..<100).map { (Int64($0), $0 == 50 ? 1_000 : $0 == 51 ? -1_000 : 0) }
        #expect(drawing([points], span: 0...99, columns: 3, rows: 3, .ascii) == [" |", "-|-", " |"])
    }

    @Test func onePointIsADotAndNoneIsNothing() {
        #expect(drawing([[(5, 7)]], span: 0...10, columns: 5, rows: 2, .ascii) == ["  .", ""])
        #expect(drawing([[(5, 7)]], span: 5...5, columns: 5, rows: 2, .ascii) == [".", ""])
        #expect(drawing([], span: 0...10, columns: 5, rows: 2, .ascii) == ["", ""])
        #expect(drawing([[(11, 7)], [(-1, 7)]], span: 0...10, columns: 5, rows: 2, .ascii) == ["", ""], "outside of what is shown")
    }

    /// Amounts that binary floating point would not tell apart stand in different rows.
    @Test func amountsAreScaledExactly() throws {
        let chart = Block.Chart(
            runs: [
                ["12345678901234567890.01", "12345678901234567890.02", "12345678901234567890.03"].enumerated().compactMap { index, text in
                    Amount(text).map { Block.Chart.Point(time: Int64(index), amount: $0) }
                }
            ], span: 0...2, signs: .ascii)
        let scale = try #require(ChartScale(chart))
        #expect(chart.runs[0].map { scale.row(of: $0.amount, rows: 3) } == [2, 1, 0])
    }

    private static func worded(rows: Int?, remarks: [[Span]] = [[Span("one")], [Span("two")]]) -> Block.Chart {
        Block.Chart(
            runs: [points([(0, 1), (100, 9)])], span: 0...100, rows: rows, signs: .ascii,
            scale: Block.Chart.Scale(highest: "9.00", lowest: "1.00"), times: ["a", "b", "c", "d", "e"], remarks: remarks)
    }

    private func texts(_ chart: Block.Chart, columns: Int, free: Int? = nil) -> [String] {
        ChartLayout(chart, columns: columns, Glyphs.of(.ascii)).lines(free: free).map { $0.spans.map(\.text).joined() }
    }

    @Test func wordsStandNextToWhatTheyLabel() {
        let lines = texts(Self.worded(rows: 6), columns: 30)
        #expect(lines.count == 6)
        #expect(lines[0].hasPrefix(" 9.00 |"))
        #expect(lines[2].hasPrefix(" 1.00 |"))
        #expect(lines[3] == "      +-----------------------")
        #expect(lines[4] == "       a    b     c    d     e")
        #expect(lines[5] == " one   two")
    }

    @Test func rowsAreThoseGivenOrThoseThatAreFree() {
        #expect(texts(Self.worded(rows: 9), columns: 40).count == 9)
        #expect(texts(Self.worded(rows: nil), columns: 40, free: 15).count == 15)
        #expect(texts(Self.worded(rows: nil), columns: 40, free: -3).count == 5, "the words and two rows, whatever there is")
        let blocks: [Block] = [.spacer, .chart(Self.worded(rows: nil)), .paragraph([Span("below")], indent: 0)]
        #expect(BlockLayout(glyphSet: .ascii, columns: 40, rows: 20).lines(blocks).count == 20)
        #expect(BlockLayout(glyphSet: .ascii, columns: 40).lines(blocks).count > 5)
    }

    @Test func noLineIsLongerThanAHundredColumns() {
        let remarks = (0..<20).map { [Span("remark number \($0)")] }
        for columns in [1, 5, 12, 30, 99, 100, 101, 200, 400] {
            for line in ChartLayout(Self.worded(rows: 30, remarks: remarks), columns: columns, Glyphs.of(.unicode)).lines(free: nil) {
                #expect(line.spans.reduce(0) { $0 + TextWidth.columns(of: $1.text) } <= max(4, min(columns, 100)), "\(columns)")
            }
        }
    }

    /// Any amounts and times, in any size.
    @Test(arguments: 0..<30) func anyChartIsDrawn(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let amounts = ["0", "-1", "1e-390", "-1e300", "1e300", "0.00000000000000000001", "99999999999999999999999.5", "7"].compactMap {
            Amount($0)
        }
        let times: [Int64] = [.min, -1, 0, 1, 5, 1_795_342_392_345, .max - 1, .max]
        let runs = (0..<4).map { _ in
            (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                Block.Chart.Point(time: times.randomElement(using: &generator)!, amount: amounts.randomElement(using: &generator)!)
            }.sorted { $0.time < $1.time }
        }
        let ends = [times.randomElement(using: &generator)!, times.randomElement(using: &generator)!].sorted()
        for signs in [Block.Chart.Signs.braille, .blocks, .ascii] {
            let chart = Block.Chart(runs: runs, span: ends[0]...ends[1], rows: Int.random(in: -2...50, using: &generator), signs: signs)
            let columns = Int.random(in: 0...130, using: &generator)
            for line in ChartLayout(chart, columns: columns, Glyphs.of(.unicode)).lines(free: nil) {
                #expect(line.spans.reduce(0) { $0 + TextWidth.columns(of: $1.text) } <= max(4, min(columns, 100)))
            }
        }
    }
}
