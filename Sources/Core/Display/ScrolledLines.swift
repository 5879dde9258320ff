/// A part of a screen that scrolls by itself.
struct ScrollPlace: Hashable, Sendable {
    let screen: String
    /// The title of the dialog or of the pane; empty for the body of a screen without panes.
    let part: String
    let pane: Block.PaneChoice?
}

/// Lines of which so many are seen at a time.
struct ScrolledLines {
    let lines: [LaidLine]
    let rows: Int

    init(_ lines: [LaidLine], rows: Int) {
        self.lines = lines
        self.rows = rows
    }

    /// The first line in sight, such that what has the focus is seen. Where it is seen already nothing moves, but for whoever has come to the
    /// first or the last thing there is, who sees what stands above or below it too.
    func offset(after before: Int?, holdsStill: Bool) -> Int {
        let most = lines.count - rows
        guard most > 0, let first = lines.firstIndex(where: \.isFocused), let last = lines.lastIndex(where: \.isFocused) else { return 0 }
        func shows(_ offset: Int) -> Bool { first >= offset + sticky(at: offset).count && last < offset + rows }
        if let before {
            let kept = max(0, min(before, most))
            let isFirst = !holdsStill && !lines[..<first].contains { $0.item != nil } && shows(0)
            let isLast = !holdsStill && !lines[(last + 1)...].contains { $0.item != nil } && shows(most)
            if isFirst { return 0 }
            if isLast { return most }
            // What is pressed stays where it is, although only a part of it is seen.
            let isPartlySeen = last >= kept + sticky(at: kept).count && first < kept + rows
            if shows(kept) || (holdsStill && isPartlySeen) { return kept }
        } else if shows(0) {
            // What opens is read from its top.
            return 0
        }
        // The focus is kept near the middle; the last line never scrolls above the bottom.
        let middle = max(0, min(first, last - rows + 1), (first + last) / 2 - rows / 2)
        return max(0, min(middle, most))
    }

    /// The lines that stay at the top while what follows them scrolls: at most the upper half, so that they never lie over the focus.
    func sticky(at offset: Int) -> [LaidLine] {
        guard let last = lines[..<offset].lastIndex(where: \.isSticky) else { return [] }
        let end = lines[last...].firstIndex { !$0.isSticky } ?? lines.count
        let start = lines[..<end].lastIndex { !$0.isSticky }.map { $0 + 1 } ?? 0
        return Array(lines[start..<end].suffix(max(1, rows / 2)))
    }
}
