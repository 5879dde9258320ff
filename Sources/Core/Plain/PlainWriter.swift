/// Writes blocks as the parts of a page.
struct PlainWriter {
    let text: Text
    /// The signs that the view was made with.
    let glyphs: GlyphSet
    private(set) var parts: [PlainPage.Part] = []
    private var lastNumber = 0

    init(text: Text, glyphs: GlyphSet) {
        self.text = text
        self.glyphs = glyphs
    }

    private var words: Text.Plain { text.plain }

    mutating func write(_ blocks: [Block]) {
        // Choices may stand in several groups, only one of which has the chosen one.
        let areChoices = blocks.contains { block in
            if case .choices(let choices) = block { choices.contains { $0.focus != .none } } else { false }
        }
        for block in blocks { write(block, areChoices) }
    }

    private mutating func write(_ block: Block, _ areChoices: Bool) {
        switch block {
        case .spacer, .rule: break
        case .heading(let heading): add([heading], .words)
        case .paragraph(let spans, _): add([said(spans)], nature(of: spans))
        case .choices(let choices):
            for choice in choices { write(choice, number: areChoices ? nextNumber() : nil) }
        case .fields(let fields): for field in fields { write(field) }
        case .table(let table): write(table)
        case .bars(let bars):
            for bar in bars {
                add([bar.label + text.colon + joined([bar.amount, bar.share.map { AmountText.percent($0) + " %" } ?? ""])], .figures)
            }
        // A drawing cannot be said; its remarks say what has to be read from it.
        case .chart(let chart): for remark in chart.remarks { add([said(remark)], .figures) }
        case .list(let list): write(list)
        case .line(let line):
            let trailing = line.trailing.map(\.text).joined()
            add([joined([said(line.spans), trailing])], nature(of: line.spans))
        case .panes(let panes):
            for pane in panes {
                let trailing = pane.trailing?.text ?? ""
                add([trailing.isEmpty ? pane.title + text.colon : pane.title + text.colon + trailing], .figures)
                write(pane.blocks)
            }
        }
    }

    private mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    private mutating func add(_ lines: [String], _ nature: PlainPage.Nature) {
        let kept = lines.map(PlainPage.tidy).filter { !$0.isEmpty }
        if !kept.isEmpty { parts.append(PlainPage.Part(lines: kept, nature: nature)) }
    }

    /// Amounts change with every reading.
    private func nature(of spans: [Span]) -> PlainPage.Nature {
        let roles: Set<Role> = [.amount, .positive, .negative, .stale]
        return spans.contains { roles.contains($0.role) } ? .figures : .words
    }

    /// Words in a row; after the end of a sentence without a comma.
    private func joined(_ parts: [String]) -> String {
        var line = ""
        for part in parts.map(shown) where !part.isEmpty {
            if let last = line.last { line += ".!?…。！？".contains(last) ? text.sentenceSpace : words.separator }
            line += part
        }
        return line
    }

    /// The spans as words: a mark by what it means, and without what is only drawn.
    private func said(_ spans: [Span]) -> String {
        var line = ""
        for span in spans {
            let text = span.text.drop { $0 == " " }
            let mark = [Mark.good, .caution, .bad].first { span.role == $0.role && text.hasPrefix($0.sign(glyphs) + " ") }
            guard let mark else {
                line += span.text
                continue
            }
            if !PlainPage.tidy(line).isEmpty { line += words.separator }
            line += words.mark(mark) + self.text.colon + text.dropFirst(mark.sign(glyphs).count + 1)
        }
        return shown(line)
    }

    /// Without the sign that something can be opened, and with a word for what is hidden.
    private func shown(_ line: String) -> String {
        var line = PlainPage.tidy(line)
        if glyphs != .unicode, line.hasSuffix(" >") { line.removeLast(2) }
        let masks = Glyphs.of(glyphs).mask
        return line.replacing(String(repeating: masks, count: 4), with: words.hiddenAmount)
    }

    /// A column's title without the sign of the order, which in ASCII is a letter.
    private func title(of column: Block.Table.Column) -> String {
        var title = PlainPage.tidy(column.title)
        if glyphs != .unicode, let last = title.last, "v^".contains(last) { title.removeLast() }
        return title
    }

    private func numbered(_ number: Int?, _ line: String) -> String { number.map { "\($0)) \(line)" } ?? line }

    /// Words without the sign of a reading under way, which would change with every refresh.
    private static func settled(_ trailing: Span?) -> String {
        guard let trailing else { return "" }
        let sign = Mark.running.sign(.unicode) + " "
        return trailing.text.hasPrefix(sign) ? String(trailing.text.dropFirst(sign.count)) : trailing.text
    }

    private mutating func write(_ choice: Block.Choice, number: Int?) {
        let title = PlainPage.tidy(choice.title)
        let mark = choice.mark.map { words.mark($0) + text.colon } ?? ""
        // One number is enough.
        let ordinal = number == nil ? choice.ordinal.map { "\($0). " } ?? "" : ""
        let first = numbered(number, mark + ordinal + joined([title, Self.settled(choice.trailing)]))
        let lines = [first] + choice.details.map { "   " + PlainPage.tidy($0.text) }
        parts.append(
            PlainPage.Part(
                number: number, lines: lines, focus: choice.focus, nature: choice.mark.map { .state(subject: title, $0) } ?? .words,
                choiceWord: words.chosen))
    }

    private mutating func write(_ list: Block.List) {
        for row in list.rows {
            let number = nextNumber()
            let title = PlainPage.tidy(row.name.text)
            let mark = row.mark.map { words.mark($0) + text.colon } ?? ""
            let line = numbered(number, mark + joined([title] + row.cells.map(\.text) + [row.status.text]))
            parts.append(
                PlainPage.Part(
                    number: number, lines: [line], focus: row.focus, nature: row.mark.map { .state(subject: title, $0) } ?? .figures,
                    choiceWord: words.chosen))
        }
    }

    private mutating func write(_ field: Block.Field) {
        let number = nextNumber()
        let label = PlainPage.tidy(field.label)
        let content: String =
            switch field.content {
            case .text(let text, _, let placeholder):
                text.isEmpty ? joined([words.empty, placeholder]) : text
            case .secret(let length, let shown): length == 0 ? words.empty : shown
            case .option(let options, let chosen): self.option(options, chosen)
            case .action(let action): "[\(action)]"
            }
        let first = numbered(number, label.isEmpty ? content : label + text.colon + PlainPage.tidy(content))
        parts.append(
            PlainPage.Part(
                number: number, label: label, lines: [first] + field.remarks.map { "   " + PlainPage.tidy($0.text) }, focus: field.focus,
                nature: .words, content: field.content, choiceWord: words.chosen))
    }

    private func option(_ options: [String], _ chosen: Int) -> String {
        guard options.indices.contains(chosen) else { return "" }
        let others = options.enumerated().filter { $0.offset != chosen }.map(\.element)
        return others.isEmpty ? options[chosen] : options[chosen] + words.others(others.joined(separator: text.listComma))
    }

    private mutating func write(_ table: Block.Table) {
        for words in table.inspector { add([said(words)], .figures) }
        // No column is left out here, so that the rows say everything that a column does.
        for row in table.rows {
            let cells = zip(table.columns, row).enumerated().map { index, cell in
                // The first cell names the row, and the sign that marks a chosen row goes after its number.
                let content = said([cell.1])
                if index == 0 { return content }
                return cell.0.title == "%" ? content + " %" : title(of: cell.0) + " " + content
            }
            add([joined(cells)], .figures)
        }
        // A screen can be scrolled; here the rows out of sight have to be mentioned.
        if table.rowsOutOfSight.before > 0 { add([words.rowsBefore(table.rowsOutOfSight.before)], .words) }
        if table.rowsOutOfSight.after > 0 { add([words.rowsAfter(table.rowsOutOfSight.after)], .words) }
    }
}
