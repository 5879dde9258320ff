import Domain

/// The locked vault: its passphrase opens it.
struct VaultUnlock: ScreenModel {
    private(set) var phase: Phase = .entering
    /// Whether it was to be opened without anything typed.
    private(set) var isPassphraseMissing = false
    let reason: Reason
    /// Where the passphrase came from that is tried or was tried; `nil` for a typed one.
    private(set) var origin: Phrase?

    enum Reason: Hashable, Sendable {
        case start
        case lockedByUser
        case lockedByTime
    }

    enum Phase: Hashable, Sendable {
        /// Goes to `working`.
        case entering
        /// The key is being stretched. Goes to `failed`, or the screen is left.
        case working
        /// Goes to `working`.
        case failed(Failure)
    }

    enum Command: CaseIterable {
        case submit, backup, erase, clear, quit
    }

    enum Step: Hashable, Sendable {
        case unlock(VaultCommand.Generation)
        case edit(SecretEdit)
        case quit
    }

    /// Whether the file failed in a way that its backup may mend.
    var offersBackup: Bool {
        guard case .failed(let failure) = phase else { return false }
        return failure.backup != nil
    }

    /// Whether nobody has done anything here since the start.
    var awaitsFirstPassphrase: Bool { reason == .start && phase == .entering }

    static let heading: KeyPath<Text, String> & Sendable = \.vault.unlockTitle

    static let bindings: [Binding<Command>] = [
        Binding([.enter], .submit, \.keys.unlock),
        Binding([.control("b")], .backup, \.keys.openBackup),
        Binding([.control("u")], .clear, \.keys.clearField),
        Binding([.backspace], .erase, \.keys.erase, .helpOnly),
        Binding([.escape], .quit, \.keys.quit),
    ]

    func takesText(_ context: ScreenContext) -> TextEntry { phase == .working ? .none : .secret(.vaultPassphrase) }

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch command {
        case .submit: phase == .working ? .refused(.vaultBusy) : .enabled
        case .erase, .clear: phase == .working ? .disabled : .enabled
        case .backup: offersBackup ? .enabled : .disabled
        case .quit: .enabled
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .submit, .backup:
            guard context.summary(.vaultPassphrase).length > 0 else {
                isPassphraseMissing = true
                return nil
            }
            isPassphraseMissing = false
            phase = .working
            return .unlock(command == .backup ? .backup : .current)
        case .erase: return .edit(.removeLast)
        case .clear: return .edit(.clear)
        case .quit: return .quit
        }
    }

    /// Tries what came from elsewhere.
    mutating func take(from origin: Phrase) {
        self.origin = origin
        phase = .working
    }

    mutating func secretChanged() {
        origin = nil
        isPassphraseMissing = false
    }

    mutating func failed(_ failure: Failure) {
        phase = .failed(failure)
    }

    func view(_ context: ScreenContext) -> View {
        let text = context.text.vault
        let length = context.summary(.vaultPassphrase).length
        let lead =
            switch reason {
            case .start: text.unlockLead
            case .lockedByUser: text.lockedLead
            case .lockedByTime: text.lockedByTimeLead
            }
        var blocks: [Block] = [
            .paragraph([Span(lead)], indent: 0), .spacer,
            .fields([
                Block.Field(
                    label: text.passphrase,
                    content: .secret(length: length, shown: length == 0 ? "" : context.text.entry.characters(length)),
                    focus: phase == .working ? .none : .chosen, remarks: isPassphraseMissing ? [Span(text.empty, .bad)] : [])
            ]), .spacer,
        ]
        switch phase {
        case .entering: blocks.append(.paragraph([Span(text.stretchRemark, .muted)], indent: 1))
        case .working: blocks.append(.paragraph([Span(text.unlocking, .accent)], indent: 1))
        case .failed(let failure):
            blocks.append(.paragraph([Span(failure.message[context.language], .bad)], indent: 1))
            if let origin { blocks.append(.paragraph([Span(origin[context.language])], indent: 1)) }
            blocks += failure.remedy.map { .paragraph([Span($0[context.language])], indent: 1) }
            if offersBackup { blocks.append(.paragraph([Span(text.backupOffer, .accent)], indent: 1)) }
        }
        return View(title: text.unlockTitle, blocks: blocks)
    }
}
