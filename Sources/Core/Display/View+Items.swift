extension View {
    /// Something that can be chosen, with whether it is.
    struct Item: Hashable, Sendable {
        let place: ItemPlace
        let focus: Block.Focus
        let kind: Kind

        enum Kind: Hashable, Sendable {
            case line
            case field(Block.Field.Content)
        }
    }

    /// Everything that can be chosen now, in the order in which it stands there.
    var items: [Item] { dialog.map { Self.items($0.blocks, pane: nil) } ?? Self.items(blocks, pane: nil) }

    private static func items(_ blocks: [Block], pane: Block.PaneChoice?) -> [Item] {
        blocks.enumerated().flatMap { index, block in
            func item(_ number: Int, _ focus: Block.Focus, _ kind: Item.Kind) -> Item {
                Item(place: ItemPlace(pane: pane, block: index, item: number), focus: focus, kind: kind)
            }
            return switch block {
            case .heading, .paragraph, .spacer, .rule, .bars, .chart: [Item]()
            case .choices(let choices): choices.enumerated().map { item($0, $1.focus, .line) }
            case .fields(let fields): fields.enumerated().map { item($0, $1.focus, .field($1.content)) }
            case .table(let table): table.rows.indices.map { item($0, $0 == table.chosenRow ? table.focus : .none, .line) }
            case .list(let list): list.rows.enumerated().map { item($0, $1.focus, .line) }
            case .line(let line): line.focus.map { [item(0, $0, .line)] } ?? []
            case .panes(let panes): panes.flatMap { items($0.blocks, pane: $0.choice) }
            }
        }
    }

    /// The pane that keys go to, where there are panes.
    var focusedPane: Block.PaneChoice? {
        for block in blocks {
            if case .panes(let panes) = block { return panes.first { $0.focus == .chosen }?.choice }
        }
        return nil
    }
}
