/// Work that happens outside the machine and answers as events.
public enum Job: Hashable, Sendable {
    /// The whole verification; reports every row as it settles.
    case verify(AccessTarget)
    /// Settings and balances once more.
    case refresh(AccessTarget)
    case vault(VaultOrder)
}
