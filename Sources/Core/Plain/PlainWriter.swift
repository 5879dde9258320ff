/// Writes blocks as the parts of a page.
struct PlainWriter {
    let text: Text
    private(set) var parts: [PlainPage.Part] = []
    private var lastNumber = 0

    init(text: Text) {
        self.text = text
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
        case .paragraph(let spans, _): add([spans.map(\.text).joined()], nature(of: spans))
        case .choices(let choices):
            for choice in choices { write(choice, number: areChoices ? nextNumber() : nil) }
        case .fields(let fields): for field in fields { write(field) }
        case .table(let table): write(table)
        case .bars(let bars):
            for bar in bars {
                add([bar.label + text.colon + joined([bar.amount, bar.share.map { AmountText.percent($0) + " %" } ?? ""])], .figures)
            }
        // A drawing cannot be said; its remarks say what has to be read from it.
        case .chart(let chart): for remark in chart.remarks { add([remark.map(\.text).joined()], .figures) }
        case .list(let list): write(list)
        case .line(let line):
            let trailing = line.trailing.map(\.text).joined()
            add([joined([line.spans.map(\.text).joined(), trailing])], nature(of: line.spans))
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
        for part in parts.map(PlainPage.tidy) where !part.isEmpty {
            if let last = line.last { line += ".!?…。！？".contains(last) ? text.sentenceSpace : words.separator }
            line += part
        }
        return line
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
        let first = numbered(number, mark + joined([title, Self.settled(choice.trailing)]))
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
        for words in table.inspector { add([words.map(\.text).joined()], .figures) }
        // No column is left out here, so that the rows say everything that a column does.
        for row in table.rows {
            let cells = zip(table.columns, row).enumerated().map { index, cell in
                // The first cell names the row, and the sign that marks a chosen row goes after its number.
                if index == 0 { return cell.1.text }
                return cell.0.title == "%" ? cell.1.text + " %" : cell.0.title + " " + cell.1.text
            }
            add([joined(cells)], .figures)
        }
        // A screen can be scrolled; here the rows out of sight have to be mentioned.
        if table.rowsOutOfSight.before > 0 { add([words.rowsBefore(table.rowsOutOfSight.before)], .words) }
        if table.rowsOutOfSight.after > 0 { add([words.rowsAfter(table.rowsOutOfSight.after)], .words) }
    }
}
