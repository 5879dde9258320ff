/// Decides when the screen is drawn: at once for what the user or the machine does, at most four times a second for what exchanges push.
struct RepaintPace {
    /// The least time between two repaints for pushes.
    static let milliseconds: Int64 = 250

    private var hasPushes = false
    private var hasOther = false
    private var paintedAt: Int64?

    /// Something other than a push has happened.
    mutating func acted() { hasOther = true }

    /// An exchange has pushed something.
    mutating func pushed() { hasPushes = true }

    /// Milliseconds until what was pushed is to be drawn; `nil` where nothing waits.
    func untilDue(now: Int64) -> Int64? {
        guard hasPushes else { return nil }
        guard let paintedAt else { return 0 }
        return max(0, paintedAt + Self.milliseconds - now)
    }

    /// Whether to draw now, which is not so only while nothing but pushes waits. What waited is then drawn with the rest.
    mutating func takeTurn(now: Int64) -> Bool {
        guard hasOther || !hasPushes || untilDue(now: now) == 0 else { return false }
        if hasPushes { paintedAt = now }
        (hasPushes, hasOther) = (false, false)
        return true
    }
}
