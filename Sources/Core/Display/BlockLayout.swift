/// Turns blocks into lines of a given width.
struct BlockLayout {
    let glyphSet: GlyphSet
    let columns: Int
    /// The rows that there are for all of them, where that is known.
    var rows: Int?

    /// Longer lines of words are hard to read.
    static let readableColumns = 100

    private var glyphs: Glyphs { Glyphs.of(glyphSet) }

    func lines(_ blocks: [Block]) -> [LaidLine] {
        let free = rows.flatMap { rows in blocks.contains(where: \.takesFreeRows) ? rows - fixedRows(blocks) : nil }
        return blocks.enumerated().flatMap { index, block in
            lines(block, free: free).map { line in
                var line = line
                line.block = index
                return line
            }
        }
    }

    private func fixedRows(_ blocks: [Block]) -> Int {
        blocks.reduce(0) { $0 + ($1.takesFreeRows ? 0 : lines($1).count) }
    }

    /// `free`: the rows that the other blocks leave to one that takes them.
    func lines(_ block: Block, free: Int? = nil) -> [LaidLine] {
        switch block {
        case .heading(let text):
            TextWrap.lines([Span(text, .heading)], columns: columns).map { LaidLine($0) }
        case .paragraph(let spans, let indent):
            TextWrap.lines(spans, columns: max(1, min(columns, Self.readableColumns) - indent)).map { line in
                LaidLine(indent > 0 ? [Span(String(repeating: " ", count: indent))] + line : line)
            }
        case .spacer: [.empty]
        case .rule: [LaidLine([Span(String(repeating: glyphs.horizontal, count: columns), .border)])]
        case .choices(let choices): items(choices, lines)
        case .fields(let fields): self.lines(fields)
        case .table(let table): TableLayout.lines(table, columns: columns, glyphs: glyphs)
        case .bars(let bars): lines(bars)
        case .chart(let chart): ChartLayout(chart, columns: columns, glyphs).lines(free: free)
        case .list(let list): TableLayout.lines(table(list), columns: columns, glyphs: glyphs)
        case .line(let line): [laid(line)]
        case .panes(let panes): panes.flatMap { lines($0.blocks) }
        }
    }

    /// The lines of all items; pressing any line of an item chooses it.
    private func items<Item>(_ items: [Item], _ lines: (Item) -> [LaidLine]) -> [LaidLine] {
        items.enumerated().flatMap { number, item in
            lines(item).map { line in
                var line = line
                line.item = number
                return line
            }
        }
    }

    private func role(_ focus: Block.Focus) -> Role? {
        switch focus {
        case .none: nil
        case .chosen: .selection
        case .chosenElsewhere: .selectionInactive
        }
    }

    private func lines(_ choice: Block.Choice) -> [LaidLine] {
        let fill = role(choice.focus)
        var lead = [Span(fill == nil ? " " : glyphs.chosen, fill ?? .text)]
        var indent = 1
        if let mark = choice.mark {
            let sign = mark.sign(glyphSet)
            lead.append(Span(sign + " ", fill ?? mark.role))
            indent += TextWidth.columns(of: sign) + 1
        }
        let trailingWidth = choice.trailing.map { TextWidth.columns(of: $0.text) } ?? 0
        // Words at the right end stay beside the title while at least half of the line is left to it.
        let staysBeside = trailingWidth > 0 && trailingWidth + 3 <= columns - indent - min(TextWidth.columns(of: choice.title), columns / 2)
        let room = max(1, columns - indent - (staysBeside ? trailingWidth + 3 : 0))
        let words = (choice.ordinal.map { "\($0). " } ?? "") + choice.title
        let titles = TextWrap.lines([Span(words, fill ?? .text)], columns: room)
        var result: [LaidLine] = []
        for (index, title) in titles.enumerated() {
            let margin =
                index == 0 ? lead : [Span((fill == nil ? " " : glyphs.chosen) + String(repeating: " ", count: indent - 1), fill ?? .text)]
            var line = LaidLine(margin + title, fill: fill)
            if index == 0, staysBeside, let trailing = choice.trailing {
                line.trailing = [trailing.with(trailing.text, fill), Span(" ", fill ?? trailing.role)]
            }
            result.append(line)
        }
        if let trailing = choice.trailing, trailingWidth > 0, !staysBeside {
            result += below([trailing], indent: indent, fill: fill)
        }
        // Details are indented by the width of the mark, or by a margin where there is no mark.
        let detailIndent = choice.mark == nil ? indent + 2 : indent
        for detail in choice.details { result += below([detail], indent: detailIndent, fill: fill) }
        if choice.focus != .none { for index in result.indices { result[index].isFocused = true } }
        return result
    }

    /// A list is a table without a header; the name gets the room that is left.
    private func table(_ list: Block.List) -> Block.Table {
        let mark = Block.Table.Column(title: "", alignment: .leading, rank: 100)
        let name = Block.Table.Column(title: "", alignment: .leading, rank: 100)
        let status = Block.Table.Column(title: "", alignment: .leading, rank: 90)
        let chosen = list.rows.firstIndex { $0.focus != .none }
        return Block.Table(
            columns: [mark, name] + list.columns + [status],
            rows: list.rows.map { row in
                [row.mark.map { Span($0.sign(glyphSet), $0.role) } ?? Span(" "), row.name] + row.cells + [row.status]
            },
            chosenRow: chosen, focus: chosen.map { list.rows[$0].focus } ?? .none, rowsOutOfSight: list.rowsOutOfSight, showsHeader: false,
            gap: 1, rules: Set(list.rows.indices.filter { list.rows[$0].hasRule }), growing: 1)
    }

    private func laid(_ line: Block.Line) -> LaidLine {
        let fill = line.focus.flatMap(role)
        let trailingWidth = line.trailing.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
        let lead = fill == nil ? " " : glyphs.chosen
        var room = max(0, columns - 1 - (trailingWidth > 0 ? trailingWidth + 1 : 0))
        // Where both do not fit, the words at the left are what the line is about.
        let isBeside = trailingWidth > 0 && room >= 12
        if !isBeside { room = max(0, columns - 1) }
        var spans = [Span(lead, fill ?? .text)]
        for span in line.spans where room > 0 {
            let text = TextWidth.clip(span.text, to: room, mark: glyphs.ellipsis)
            room -= TextWidth.columns(of: text)
            spans.append(span.with(text, fill))
        }
        var laid = LaidLine(spans, trailing: isBeside ? line.trailing.map { $0.with($0.text, fill) } : [], fill: fill)
        laid.isFocused = line.focus == .chosen
        if line.focus != nil { laid.item = 0 }
        return laid
    }

    private func below(_ spans: [Span], indent: Int, fill: Role?) -> [LaidLine] {
        TextWrap.lines(spans, columns: max(1, min(columns, Self.readableColumns) - indent - 1)).map { line in
            let lead = (fill == nil ? " " : glyphs.chosen) + String(repeating: " ", count: indent - 1)
            return LaidLine(
                [Span(lead, fill ?? .text)] + line.map { $0.with($0.text, fill) }, fill: fill)
        }
    }

    private func lines(_ fields: [Block.Field]) -> [LaidLine] {
        let labelWidth = min(max(fields.map { TextWidth.columns(of: $0.label) }.max() ?? 0, 4), columns / 3)
        return items(fields) { lines($0, labelWidth: labelWidth) }
    }

    private func lines(_ field: Block.Field, labelWidth: Int) -> [LaidLine] {
        let hasFocus = field.focus == .chosen
        let mark = Span(hasFocus ? glyphs.chosen : " ", .accent)
        let label = Span(
            TextWidth.padEnd(TextWidth.clip(field.label, to: labelWidth, mark: glyphs.ellipsis), to: labelWidth) + "  ",
            hasFocus ? .heading : .text)
        let start = 1 + labelWidth + 2
        let room = max(4, min(columns - start - 1, 64))
        var line: LaidLine
        switch field.content {
        case .text(let text, let cursor, let placeholder):
            let role: Role = hasFocus ? .fieldFocused : .field
            if text.isEmpty, !hasFocus || !placeholder.isEmpty {
                // What could be typed is dim with the focus too, so that nobody takes it for what was typed.
                let shown = TextWidth.clip(placeholder, to: room, mark: glyphs.ellipsis)
                let rest = String(repeating: " ", count: room - TextWidth.columns(of: shown))
                line = LaidLine([mark, label, Span(shown, .placeholder), Span(rest, hasFocus ? role : .placeholder)])
                if hasFocus { line.cursor = start }
            } else {
                let (window, column) = window(of: text, cursor: cursor, columns: room)
                line = LaidLine([mark, label, Span(TextWidth.padEnd(window, to: room), role)])
                if hasFocus { line.cursor = start + column }
            }
        case .secret(let length, let shown):
            let role: Role = hasFocus ? .fieldFocused : .field
            let masked = String(repeating: glyphs.mask, count: min(length, max(0, room - TextWidth.columns(of: shown) - 2)))
            let text = shown.isEmpty ? masked : masked.isEmpty ? shown : masked + "  " + shown
            line = LaidLine([mark, label, Span(TextWidth.padEnd(text, to: room), role)])
            if hasFocus { line.cursor = start + min(TextWidth.columns(of: masked), room - 1) }
        case .option(let options, let chosen):
            line = self.line(of: options, chosen: chosen, after: [mark, label], at: start, hasFocus)
        case .action(let text):
            line = LaidLine([mark, Span(String(repeating: " ", count: labelWidth + 2)), Span("[\(text)]", hasFocus ? .selection : .accent)])
        }
        line.isFocused = hasFocus
        var result = [line]
        for remark in field.remarks {
            result += TextWrap.lines([remark], columns: max(1, columns - start)).map {
                var line = LaidLine([Span(String(repeating: " ", count: start))] + $0)
                line.isFocused = hasFocus
                return line
            }
        }
        return result
    }

    /// The options, or as many as fit beside the chosen one with how many there are; those out of sight are behind the signs at the ends.
    private func line(of options: [String], chosen: Int, after lead: [Span], at start: Int, _ hasFocus: Bool) -> LaidLine {
        let texts = options.enumerated().map { index, option in index == chosen ? "[\(option)]" : " \(option) " }
        let room = columns - 1 - start
        let all = texts.reduce(-1) { $0 + 1 + TextWidth.columns(of: $1) }
        let isWhole = all <= room || options.count == 1 || !texts.indices.contains(chosen)
        let count = "\(chosen + 1)/\(options.count)"
        // A sign and a blank at each end, and the count behind.
        let range = isWhole ? texts.indices : visible(texts, chosen: chosen, columns: room - 2 * 2 - TextWidth.columns(of: count) - 1)
        var spans = lead
        var used = start
        var pressed: [LaidLine.Option] = []
        func add(_ text: String, _ role: Role, option: Int?) {
            spans += [Span(text, role), Span(" ")]
            let width = TextWidth.columns(of: text)
            if let option { pressed.append(LaidLine.Option(columns: used..<used + width, option: option)) }
            used += width + 1
        }
        if !isWhole { add(range.lowerBound > 0 ? glyphs.before : " ", .accent, option: range.lowerBound > 0 ? range.lowerBound - 1 : nil) }
        for index in range {
            let end = isWhole ? columns : columns - 2 - TextWidth.columns(of: count) - 1
            let text = TextWidth.clip(texts[index], to: end - used, mark: glyphs.ellipsis)
            add(text, index == chosen ? (hasFocus ? .fieldFocused : .accent) : .muted, option: index)
        }
        if !isWhole {
            let isLast = range.upperBound == texts.count
            add(isLast ? " " : glyphs.behind, .accent, option: isLast ? nil : range.upperBound)
            spans.append(Span(count, .muted))
        }
        var line = LaidLine(spans)
        line.options = pressed
        return line
    }

    /// Which options fit beside the chosen one: those after it first, then those before it.
    private func visible(_ texts: [String], chosen: Int, columns room: Int) -> Range<Int> {
        guard texts.indices.contains(chosen) else { return texts.indices }
        var range = chosen..<chosen + 1
        var used = TextWidth.columns(of: texts[chosen]) + 1
        func fits(_ index: Int) -> Bool { used + TextWidth.columns(of: texts[index]) <= room }
        while range.upperBound < texts.count, fits(range.upperBound) {
            used += TextWidth.columns(of: texts[range.upperBound]) + 1
            range = range.lowerBound..<range.upperBound + 1
        }
        while range.lowerBound > 0, fits(range.lowerBound - 1) {
            used += TextWidth.columns(of: texts[range.lowerBound - 1]) + 1
            range = range.lowerBound - 1..<range.upperBound
        }
        return range
    }

    /// The part of a text that fits around the cursor, and the cursor's column in it.
    private func window(of text: String, cursor: Int, columns room: Int) -> (String, Int) {
        let characters = Array(text)
        let position = max(0, min(cursor, characters.count))
        var first = position
        var used = 1
        while first > 0 {
            let width = TextWidth.columns(of: characters[first - 1])
            if used + width > room { break }
            used += width
            first -= 1
        }
        var shown = ""
        var columns = 0
        for character in characters[first...] {
            let width = TextWidth.columns(of: character)
            if columns + width > room { break }
            shown.append(character)
            columns += width
        }
        return (shown, TextWidth.columns(of: String(characters[first..<position])))
    }

    private func lines(_ bars: [Block.Bar]) -> [LaidLine] {
        let labelWidth = bars.map { TextWidth.columns(of: $0.label) }.max() ?? 0
        let amountWidth = min(bars.map { TextWidth.columns(of: $0.amount) }.max() ?? 0, max(8, columns / 2))
        let barWidth = columns - 1 - labelWidth - 2 - amountWidth - 1 - 8
        return bars.map { bar in
            var spans = [
                Span(" " + TextWidth.padEnd(bar.label, to: labelWidth) + "  ", .text),
                Span(
                    TextWidth.padStart(TextWidth.clip(bar.amount, to: amountWidth, mark: glyphs.ellipsis), to: amountWidth) + " ", bar.role,
                    move: bar.move),
            ]
            if let share = bar.share {
                if barWidth >= 4 {
                    let (filled, rest) = glyphs.bar(share: share, columns: barWidth)
                    spans += [Span(filled, .bar), Span(rest, .barTrack)]
                }
                spans.append(Span(TextWidth.padStart(AmountText.percent(share) + " %", to: 8), .muted))
            }
            return LaidLine(spans)
        }
    }
}
