import Domain

/// What happened in the world.
public enum Event: Hashable, Sendable {
    case resized(Size)
    /// It is this day now where the user is, as `YYYY-MM-DD`.
    case dayBegan(String)
    /// A key was pressed. The printable characters typed into a secret field go to the store and never arrive here.
    case keyPressed(Key)
    /// The mouse was pressed on something.
    case mousePressed(HitTarget)
    /// The wheel was turned, over a pane where there are panes.
    case mouseScrolled(ScrollDirection, over: Block.PaneChoice?)
    /// The terminal's background called for another theme, which is shown now.
    case themeShown(String)
    case secretChanged(Slot, SecretSummary)
    case pasted(PasteFindings)
    /// The last paste may be incomplete, and typing counts only after Esc.
    case pasteLeftOpen
    /// The text of a paste that the machine asked for. Comes only for a single line that cannot be a secret, cleaned.
    case pasteReleased(PasteFindings.Paste, String)
    /// An operation reports something.
    case operation(Ticket, OperationEvent)
    /// The outcome of an authorization that was given up.
    case grantSettled(GrantRemainder)
    case timerFired(Timer)
    case secretsCompared(SecretComparison)
    /// The vault's passphrase did not have to be typed at the start.
    case passphraseOffered(PassphraseOffer)
    /// Another program has changed the vault.
    case vaultChanged
    /// The history of earlier sessions, and a remark about it.
    case historyRead([AccountHistory], remark: Phrase?)
}

/// A passphrase that comes from a file or a program before the first screen.
public enum PassphraseOffer: Hashable, Sendable {
    /// It lies in `AppMachine.passphraseSlot`. `origin` is a sentence about where it came from.
    case inSlot(SecretSummary, origin: Phrase)
    case failed(Failure)
}

/// Which way the wheel was turned.
public enum ScrollDirection: Hashable, Sendable {
    case up
    case down
}
