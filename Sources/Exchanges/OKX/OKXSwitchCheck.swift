import Domain

/// What the exchange says about a switch of the account mode before it is made.
public enum OKXSwitchCheck: Hashable, Sendable {
    case free
    /// Positions, orders, bots, borrowings and the like; the subjects are ids of positions.
    case blocked([SettingBlocker])
    /// Cross positions need a leverage before they can be taken out of portfolio margin; ids of the positions.
    case presetMissing(positionIDs: [String])
}
