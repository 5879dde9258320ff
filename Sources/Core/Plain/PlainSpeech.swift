/// Decides which lines are printed when a view changes: all of a new page, and only the relevant changes of the same page.
public struct PlainSpeech: Hashable, Sendable {
    private var page: PlainPage?
    /// The page under a dialog.
    private var beneath: PlainPage?
    /// The mark that was last said of each subject.
    private var told: [String: Mark] = [:]

    /// What led to a change.
    public enum Occasion: Hashable, Sendable {
        /// The user entered something.
        case answer
        /// It came by itself.
        case news
    }

    /// Nothing has been said yet, so that the first page is said as a whole.
    public init() {}

    /// The lines to say now.
    public mutating func lines(for new: PlainPage, on occasion: Occasion) -> [String] {
        let old = page
        page = new
        if let old, old.identity == new.identity { return changes(from: old, to: new, on: occasion) }
        let under = beneath
        beneath = new.identity.dialog == nil ? nil : old?.identity.dialog == nil ? old : under
        // After a dialog the page below it continues where it was.
        if old?.identity.dialog != nil, let under, under.identity == new.identity {
            return ["", new.place] + changes(from: under, to: new, on: occasion)
        }
        if new.identity.dialog == nil { told = [:] }
        return ["", new.place] + new.parts.flatMap { opening($0) } + notice(new, since: old)
    }

    /// Everything that is there, on demand.
    public mutating func everything() -> [String] {
        guard let page else { return [] }
        for part in page.parts { note(part) }
        return [""] + page.all
    }

    private func notice(_ new: PlainPage, since old: PlainPage?) -> [String] {
        guard let notice = new.notice, notice != old?.notice else { return [] }
        return [notice]
    }

    /// The lines of a part of a new page. What has not begun gets no line.
    private mutating func opening(_ part: PlainPage.Part) -> [String] {
        note(part)
        if case .state(_, .waiting) = part.nature, part.number == nil { return [] }
        return part.spoken
    }

    private mutating func note(_ part: PlainPage.Part) {
        if case .state(let subject, let mark) = part.nature { told[subject] = mark.isSettled ? mark : nil }
    }

    private mutating func changes(from old: PlainPage, to new: PlainPage, on occasion: Occasion) -> [String] {
        var before = Dictionary(old.parts.map { ($0, 1) }, uniquingKeysWith: +)
        var lines: [String] = []
        for part in new.parts {
            if let count = before[part], count > 0 {
                before[part] = count - 1
                continue
            }
            lines += said(part, knownBefore: old.parts.contains { $0.hasSameWords(as: part) } ? .known : .new, on: occasion)
        }
        return lines + notice(new, since: old)
    }

    private enum Novelty { case known, new }

    private mutating func said(_ part: PlainPage.Part, knownBefore novelty: Novelty, on occasion: Occasion) -> [String] {
        switch (occasion, novelty) {
        case (.answer, .known):
            // Only the choice has moved.
            return part.focus == .chosen ? part.spoken : []
        case (.news, .known): return []
        case (.answer, .new):
            note(part)
            return part.spoken
        case (.news, .new):
            switch part.nature {
            case .words: return part.spoken
            case .figures: return []
            case .state(let subject, let mark):
                guard mark.isSettled, told[subject] != mark else { return [] }
                told[subject] = mark
                // A skipped subject gets a line only where there is more to say about it.
                return mark == .skipped && part.lines.count == 1 ? [] : part.spoken
            }
        }
    }
}

extension Mark {
    /// Whether nothing is expected to change it soon.
    var isSettled: Bool {
        switch self {
        case .running, .waiting: false
        case .good, .caution, .bad, .skipped, .ticked, .unticked: true
        }
    }
}
