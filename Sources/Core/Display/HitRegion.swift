/// A part of a frame that does something when it is pressed with the mouse.
public struct HitRegion: Hashable, Sendable {
    /// The row of the frame, counted from 0.
    public let row: Int
    /// The columns of that row that can be pressed.
    public let columns: Range<Int>
    /// What a press there means.
    public let target: HitTarget
}

/// What a press of the mouse means where it fell.
public enum HitTarget: Hashable, Sendable {
    /// A hint: the press does what its key does.
    case key(Key)
    /// Something that can be chosen.
    case item(ItemPlace)
    /// One of the options of a field.
    case option(ItemPlace, Int)
    /// The title of a column of a table; `item` is the number of the column.
    case column(ItemPlace)
    /// A pane, outside of the things that can be chosen in it.
    case pane(Block.PaneChoice)

    /// The pane that it lies in.
    public var pane: Block.PaneChoice? {
        switch self {
        case .key: nil
        case .item(let place), .option(let place, _), .column(let place): place.pane
        case .pane(let pane): pane
        }
    }
}

/// Where something that can be chosen stands in a view: a choice, a field or a row of a table.
public struct ItemPlace: Hashable, Sendable {
    /// The pane it is in, where there are panes.
    public let pane: Block.PaneChoice?
    /// Counted from 0 among the blocks of the pane, of the dialog or of the screen.
    public let block: Int
    /// Counted from 0 within the block.
    public let item: Int

    /// A place in a view of blocks without panes, unless a pane is given.
    public init(pane: Block.PaneChoice? = nil, block: Int, item: Int) {
        self.pane = pane
        self.block = block
        self.item = item
    }
}
