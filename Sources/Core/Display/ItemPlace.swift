/// Where something that can be chosen stands in a view: a choice, a field or a row of a table.
public struct ItemPlace: Hashable, Sendable {
    /// The pane it is in, where there are panes.
    public let pane: Block.PaneChoice?
    /// Counted from 0 among the blocks of the pane, of the dialog or of the screen.
    public let block: Int
    /// Counted from 0 within the block.
    public let item: Int

    public init(pane: Block.PaneChoice? = nil, block: Int, item: Int) {
        self.pane = pane
        self.block = block
        self.item = item
    }
}
