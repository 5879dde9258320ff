import Domain

/// How much of the history a chart shows.
enum ChartRange: CaseIterable, Hashable, Sendable {
    case day, week, month, all

    /// `nil` for everything.
    var milliseconds: Int64? {
        switch self {
        case .day: 86_400_000
        case .week: 7 * 86_400_000
        case .month: 31 * 86_400_000
        case .all: nil
        }
    }

    func name(_ text: Text) -> String {
        switch self {
        case .day: text.chart.day
        case .week: text.chart.week
        case .month: text.chart.month
        case .all: text.chart.all
        }
    }
}

/// What accounts were worth over a time, in the words and the drawing of a chart. It is in dollars, as the history is.
struct EquityChart {
    private let runs: [[EquityHistory.Point]]
    private let span: ClosedRange<Int64>
    private let range: ChartRange
    private let format: AmountFormat
    private let signs: Block.Chart.Signs
    private let timeZone: LocalTimeZone

    /// A chart of one history, or of the sum of several, that ends now.
    init(
        _ histories: [EquityHistory], range: ChartRange, now: Int64, format: AmountFormat, signs: Block.Chart.Signs, timeZone: LocalTimeZone
    ) {
        let end = max(now, histories.compactMap(\.latest).max() ?? now)
        let known = EquityHistory.runs(of: histories, from: range.milliseconds.map { end - $0 } ?? 0, to: end)
        // An hour at least, so that a history which has just begun is not stretched over the whole width.
        let start = range.milliseconds.map { end - $0 } ?? min(end - 3_600_000, known.first?.first?.unixMilliseconds ?? end)
        runs = known
        span = start...end
        self.range = range
        self.format = format
        self.signs = signs
        self.timeZone = timeZone
    }

    /// A chart of connections with one kind of money, in the words of the screen.
    init(of connections: [Connection], _ badge: Badge, range: ChartRange, _ context: ScreenContext) {
        self.init(
            AccountsHistory(connections, context).histories.map(\.history), range: range, now: context.latestMoment,
            format: context.format(of: badge), signs: context.chartSigns, timeZone: context.timeZone)
    }

    /// The chart with everything that is to be said of it, in so many rows; `nil` takes the rows that the other blocks leave.
    func block(rows: Int? = nil) -> Block {
        let points = runs.joined()
        guard let first = points.first, let last = points.last, let highest = points.max(by: { $0.total < $1.total }),
            let lowest = points.min(by: { $0.total < $1.total })
        else {
            // In the same rows, so that nothing moves when the first figure comes.
            return .chart(
                Block.Chart(runs: [], span: span, rows: rows, signs: signs, remarks: [[Span(text.chart.nothing, .muted)]]))
        }
        let drawn = runs.map { $0.map { Block.Chart.Point(time: $0.unixMilliseconds, amount: $0.total) } }
        switch format.secrecy {
        case .hidden: return .chart(Block.Chart(runs: drawn, span: span, rows: rows, signs: signs))
        case .shown:
            return .chart(
                Block.Chart(
                    runs: drawn, span: span, rows: rows, signs: signs,
                    scale: Block.Chart.Scale(highest: words(highest), lowest: words(lowest)), times: times,
                    remarks: [
                        remark(text.chart.first, first), remark(text.chart.last, last), change(from: first.total, to: last.total),
                        remark(text.chart.highest, highest), remark(text.chart.lowest, lowest),
                    ] + (format.currency == .dollar ? [] : [[Span(text.chart.inDollars, .muted)]])))
        }
    }

    /// The time at its left end.
    var start: Int64 { span.lowerBound }

    private var text: Text { format.text }

    private func words(_ point: EquityHistory.Point) -> String { AmountText.value(point.total, text) }

    private func remark(_ label: String, _ point: EquityHistory.Point) -> [Span] {
        [
            Span(label + " ", .muted), Span(words(point), point.total.isNegative ? .negative : .amount),
            Span(" " + moment(point.unixMilliseconds), .muted),
        ]
    }

    private func change(from first: Amount, to last: Amount) -> [Span] {
        let change = last - first
        let percent = AmountText.signedPercent(change, of: first, text).map { " (\($0))" } ?? ""
        return [
            Span(text.chart.change + " ", .muted),
            Span(AmountText.signed(AmountText.value(change, text), of: change) + " USD" + percent, .change(change)),
        ]
    }

    // MARK: Times

    /// The day is left out where it is that of the right end.
    private func moment(_ time: Int64) -> String {
        let words = timeZone.dayAndMinute(unixMilliseconds: time)
        switch range {
        case .day where words.prefix(10) == timeZone.dayAndMinute(unixMilliseconds: span.upperBound).prefix(10):
            return String(words.suffix(5))
        case .day, .week, .month: return String(words.dropFirst(5))
        case .all: return words
        }
    }

    /// Five at equal distances.
    private var times: [String] {
        (0...4).map { part in
            let words = timeZone.dayAndMinute(unixMilliseconds: span.lowerBound + (span.upperBound - span.lowerBound) / 4 * Int64(part))
            switch range {
            case .day: return String(words.suffix(5))
            case .week: return String(words.dropFirst(5))
            case .month: return String(words.dropFirst(5).prefix(5))
            // Of a history that has just begun every end would bear one date.
            case .all: return span.upperBound - span.lowerBound < 4 * 86_400_000 ? String(words.dropFirst(5)) : String(words.prefix(10))
            }
        }
    }
}
