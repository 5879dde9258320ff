import Domain

/// What the machine wants done. Effects are performed in the order given.
public enum Effect: Hashable, Sendable {
    case start(Ticket, Operation)
    /// Stops an operation; what it still answers is dropped.
    case cancel(Ticket)
    /// Hands a paste to an authorization: a code, or the address that the browser went back to.
    case answerAuthorization(Ticket, PasteFindings.Paste)
    /// The same with what was typed into a slot.
    case answerAuthorizationTyped(Ticket, Slot)
    case decideAuthorization(Ticket, AuthorizationDecision)
    /// The user gave an authorization up. What it makes nevertheless is deleted, and `grantSettled` tells.
    case abandonAuthorization(Ticket)
    /// Has the user's browser open an address.
    case openBrowser(String)
    /// Leaves the full screen, prints the text alone on a line, and comes back when Enter is pressed.
    case printBare(String)
    case editSecret(Slot, SecretEdit)
    /// Puts a recognised value of a paste into a slot, in place of what is there. Answered by `secretChanged`.
    case takeFromPaste(PasteFindings.Paste, KeyField.ID, Slot)
    /// Appends a whole paste, trimmed, to a slot. Answered by `secretChanged`.
    case appendPaste(PasteFindings.Paste, Slot)
    /// Asks for the text of a paste. Answered by `pasteReleased`, or not at all where it may be secret.
    case releasePaste(PasteFindings.Paste)
    case discardPaste(PasteFindings.Paste)
    /// Fills the slots with the credentials of one of the sandbox's accounts. Answered by `secretChanged` for each.
    case fillSample(SampleAccount.ID, CredentialSlots)
    case wipe(Slot)
    /// Compares two slots. Answered by `secretsCompared`.
    case compare(Slot, Slot)
    /// Closes every kept connection to an exchange and forgets what the vault's file held.
    case lock
    /// Writes the history of totals beside the vault.
    case saveHistory([AccountHistory])
    /// Has what was chosen on the screen there at the next start.
    case remember(RememberedChoices)
    /// Puts text that is no secret on the user's clipboard.
    case copy(String)
    case startTimer(Timer, milliseconds: Int)
    case stopTimer(Timer)
    /// Shows everything in the theme of that name.
    case showTheme(String)
    case useMouse(MouseUse)
    /// Draws everything anew.
    case repaint
    case suspend
    case quit
}

/// The timers that the machine starts.
public enum Timer: Hashable, Sendable {
    /// The next reading of every connection.
    case refresh
    /// The end of a message in the last line.
    case notice
    /// The end of the time without a key after which the vault is locked.
    case lock
    /// The next attempt to read a connection that could not be read.
    case retry(Connection.ID)
    /// The next use of keys that the exchange would remove, where accounts are only read on demand.
    case keepAlive
    /// The next writing of the history.
    case history
}
