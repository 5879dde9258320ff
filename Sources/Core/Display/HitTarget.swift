/// What a press of the mouse means where it fell.
public enum HitTarget: Hashable, Sendable {
    /// A hint: the press is the key's.
    case key(Key)
    /// Something that can be chosen.
    case item(ItemPlace)
    /// One of the options of a field.
    case option(ItemPlace, Int)
    /// A pane, beside what can be chosen in it.
    case pane(Block.PaneChoice)

    /// The pane that it lies in.
    public var pane: Block.PaneChoice? {
        switch self {
        case .key: nil
        case .item(let place), .option(let place, _): place.pane
        case .pane(let pane): pane
        }
    }
}
