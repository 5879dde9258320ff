import Domain

/// Making a vault: a passphrase, typed twice, or the decision to do without. Also used for a new passphrase of an open vault, for which the
/// present one is required, so that nobody who finds an unlocked screen can change it.
struct VaultCreate: ScreenModel {
    private(set) var focus: Item
    private(set) var phase = Phase.entering
    let purpose: Purpose

    enum Purpose: Hashable, Sendable {
        case firstVault
        case newPassphrase
    }

    init(purpose: Purpose) {
        self.purpose = purpose
        focus = purpose == .firstVault ? .passphrase : .present
    }

    enum Phase: Hashable, Sendable {
        /// Goes to `comparing`, `objecting`.
        case entering
        /// What was typed is not acceptable. Goes to `entering`, `comparing`.
        case objecting(Objection)
        /// The two are being compared. Goes to `entering`, `objecting`, `working`.
        case comparing
        /// The file is being written. Goes to `failed`, or the screen is left.
        case working
        /// Goes to `entering`, `comparing`, `objecting`.
        case failed(Failure)
    }

    enum Objection: Hashable, Sendable {
        case presentEmpty
        case empty
        case different
    }

    enum Item: CaseIterable, Hashable, Sendable {
        case present, passphrase, repeated, done, without
    }

    enum Command: CaseIterable {
        case submit, next, previous, erase, clear, back
    }

    enum Step: Hashable, Sendable {
        /// Compare the two; they may be used if they are the same.
        case compare
        /// Connections for this session only.
        case without
        case edit(SecretField, SecretEdit)
        case back
    }

    static let heading: KeyPath<Text, String> & Sendable = \.vault.createTitle

    static let bindings: [Binding<Command>] = [
        Binding([.enter], .submit, \.keys.proceed),
        Binding([.escape], .back, \.keys.back),
        Binding([.tab, .down], .next, \.keys.nextField),
        Binding([.backTab, .up], .previous, \.keys.previousField, .helpOnly),
        Binding([.control("u")], .clear, \.keys.clearField),
        Binding([.backspace], .erase, \.keys.erase, .helpOnly),
    ]

    private var items: [Item] {
        purpose == .firstVault ? [.passphrase, .repeated, .done, .without] : [.present, .passphrase, .repeated, .done]
    }

    private var field: SecretField? {
        switch focus {
        case .present: .vaultPassphrase
        case .passphrase: .newPassphrase
        case .repeated: .repeatedPassphrase
        case .done, .without: nil
        }
    }

    func takesText(_ context: ScreenContext) -> TextEntry {
        phase == .working ? .none : field.map(TextEntry.secret) ?? .none
    }

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch command {
        case .submit: phase == .working ? .refused(.vaultBusy) : .enabled
        case .next, .previous, .erase, .clear: phase == .working ? .disabled : .enabled
        case .back: phase == .working ? .refused(.vaultBusy) : purpose == .newPassphrase ? .enabled : .refused(.vaultOrSession)
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .back: return .back
        case .next: move(by: 1)
        case .previous: move(by: -1)
        case .erase: return field.map { .edit($0, .removeLast) }
        case .clear: return field.map { .edit($0, .clear) }
        case .submit:
            switch focus {
            case .without: return .without
            case .present:
                if context.summary(.vaultPassphrase).length == 0 { phase = .objecting(.presentEmpty) } else { move(by: 1) }
            case .passphrase:
                if context.summary(.newPassphrase).length == 0 { phase = .objecting(.empty) } else { move(by: 1) }
            case .repeated, .done:
                if purpose == .newPassphrase, context.summary(.vaultPassphrase).length == 0 {
                    focus = .present
                    phase = .objecting(.presentEmpty)
                    return nil
                }
                guard context.summary(.newPassphrase).length > 0 else {
                    focus = .passphrase
                    phase = .objecting(.empty)
                    return nil
                }
                phase = .comparing
                return .compare
            }
        }
        return nil
    }

    private mutating func move(by step: Int) {
        let index = items.firstIndex(of: focus) ?? 0
        focus = items[(index + step + items.count) % items.count]
    }

    /// The two were compared.
    mutating func compared(_ comparison: SecretComparison) {
        switch comparison {
        case .same: phase = .working
        case .different:
            phase = .objecting(.different)
            focus = .repeated
        }
    }

    mutating func failed(_ failure: Failure) {
        phase = .failed(failure)
        focus = items[0]
    }

    mutating func secretChanged() {
        switch phase {
        case .objecting, .comparing: phase = .entering
        case .entering, .working, .failed: break
        }
    }

    func view(_ context: ScreenContext) -> View {
        let text = context.text.vault
        func secret(_ label: String, _ field: SecretField, _ item: Item, _ remarks: [Span]) -> Block.Field {
            let length = context.summary(field).length
            return Block.Field(
                label: label, content: .secret(length: length, shown: length == 0 ? "" : context.text.entry.characters(length)),
                focus: focus == item && phase != .working ? .chosen : .none, remarks: remarks)
        }
        func remarks(_ objection: Objection) -> [Span] {
            guard phase == .objecting(objection) else { return [] }
            return [Span(objection == .different ? text.different : text.empty, .bad)]
        }
        let strength = context.summary(.newPassphrase).strength
        let hint: [Span] =
            strength == .none ? [] : [Span(text.strength(strength), strength == .weak ? .bad : strength == .fair ? .caution : .good)]
        var fields = purpose == .firstVault ? [] : [secret(text.present, .vaultPassphrase, .present, remarks(.presentEmpty))]
        fields += [
            secret(purpose == .firstVault ? text.passphrase : text.newOne, .newPassphrase, .passphrase, remarks(.empty) + hint),
            secret(text.repeated, .repeatedPassphrase, .repeated, remarks(.different)),
            Block.Field(
                label: "", content: .action(purpose == .firstVault ? text.create : text.change),
                focus: focus == .done && phase != .working ? .chosen : .none),
        ]
        if purpose == .firstVault {
            fields.append(
                Block.Field(
                    label: "", content: .action(text.without), focus: focus == .without ? .chosen : .none,
                    remarks: focus == .without ? [Span(text.withoutRemark, .muted)] : []))
        }
        var blocks: [Block] = [
            .paragraph([Span(purpose == .firstVault ? text.createLead : text.changeLead)], indent: 0), .spacer, .fields(fields), .spacer,
        ]
        switch phase {
        case .entering, .objecting, .comparing: blocks.append(.paragraph([Span(text.forgetWarning, .caution)], indent: 1))
        case .working: blocks.append(.paragraph([Span(text.working, .accent)], indent: 1))
        case .failed(let failure):
            blocks.append(.paragraph([Span(failure.message[context.language], .bad)], indent: 1))
            blocks += failure.remedy.map { .paragraph([Span($0[context.language])], indent: 1) }
        }
        return View(title: purpose == .firstVault ? text.createTitle : text.changeTitle, blocks: blocks)
    }
}
