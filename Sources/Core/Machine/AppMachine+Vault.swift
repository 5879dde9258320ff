/// The machine's dealings with the vault: making, opening and locking it, and what its orders lead to.
extension AppMachine {
    // MARK: Slots and summaries

    func slot(of field: SecretField) -> Slot {
        switch field {
        case .credential(let credential): draftSlots[credential]
        case .vaultPassphrase: VaultPassphrases.current
        case .newPassphrase: VaultPassphrases.new
        case .repeatedPassphrase: VaultPassphrases.repeated
        }
    }

    func vaultField(of slot: Slot) -> SecretField? {
        [.vaultPassphrase, .newPassphrase, .repeatedPassphrase].first { self.slot(of: $0) == slot }
    }

    /// Whether anything secret has been typed that would be lost by leaving.
    var hasTypedSecrets: Bool {
        Credential.allCases.contains { summaries[.credential($0)] != nil }
    }

    mutating func forgetCredentialSummaries() {
        for credential in Credential.allCases { summaries[.credential(credential)] = nil }
    }

    mutating func secretChanged(_ field: SecretField, _ slot: Slot, _ summary: SecretSummary) -> [Effect] {
        switch screens.last {
        case .vaultCreate(var model)?:
            model.secretChanged()
            replaceTop(.vaultCreate(model))
        case .vaultUnlock?: break
        case _:
            // Typed before its screen was left; only the passphrase of an open vault is kept.
            return field == .vaultPassphrase && vault == .open ? [] : [.wipe(slot)]
        }
        summaries[field] = summary.length == 0 ? nil : summary
        return []
    }

    /// Wipes the fields of a new passphrase.
    mutating func wipeNewPassphrases() -> [Effect] {
        summaries[.newPassphrase] = nil
        summaries[.repeatedPassphrase] = nil
        return [.wipe(VaultPassphrases.new), .wipe(VaultPassphrases.repeated)]
    }

    mutating func wipePassphrases() -> [Effect] {
        guard configuration.vault != .unused else { return [] }
        summaries[.vaultPassphrase] = nil
        return [.wipe(VaultPassphrases.current)] + wipeNewPassphrases()
    }

    // MARK: Screens

    mutating func perform(_ step: VaultCreate.Step?) -> [Effect] {
        switch step {
        case .compare?: return [.compare(VaultPassphrases.new, VaultPassphrases.repeated)]
        case .edit(let field, let edit)?: return [.editSecret(slot(of: field), edit)]
        case .back?:
            _ = leaveScreen()
            return wipeNewPassphrases()
        case .without?:
            vault = .unused
            screens = [.myExchanges(MyExchanges())]
            return wipeNewPassphrases()
        case nil: return []
        }
    }

    mutating func perform(_ step: VaultUnlock.Step?) -> [Effect] {
        switch step {
        case .unlock(let generation)?: return order(.unlock(passphrase: VaultPassphrases.current, generation))
        case .edit(let edit)?: return [.editSecret(VaultPassphrases.current, edit)]
        case .quit?: return quit()
        case nil: return []
        }
    }

    mutating func compared(_ comparison: SecretComparison) -> [Effect] {
        guard case .vaultCreate(var model)? = screens.last else { return [] }
        model.compared(comparison)
        replaceTop(.vaultCreate(model))
        guard comparison == .same else { return [] }
        switch model.purpose {
        case .firstVault: return order(.create(passphrase: VaultPassphrases.new))
        case .newPassphrase: return order(.changePassphrase(to: VaultPassphrases.new))
        }
    }

    // MARK: Orders

    mutating func order(_ order: VaultOrder) -> [Effect] {
        let ticket = newTicket()
        vaultOrders[ticket] = order
        return [.startJob(ticket, .vault(order))]
    }

    mutating func awaited(_ ticket: Ticket) -> [Effect] {
        guard vaultOrders[ticket] != nil else { return [] }
        notice = Notice(text: Phrase { Text.of($0).vault.waiting }, role: .caution)
        return []
    }

    mutating func finished(_ order: VaultOrder, _ outcome: JobOutcome) -> [Effect] {
        switch outcome {
        case .read: return []
        case .failed(let failure): return failed(order, failure)
        case .vault(let stored, let milliseconds):
            var effects = succeeded(order, milliseconds: milliseconds)
            guard vault == .open else { return effects }
            effects += take(stored)
            return effects
        }
    }

    private mutating func succeeded(_ order: VaultOrder, milliseconds: Int) -> [Effect] {
        func say(_ words: (Text) -> String) { notice = Notice(text: Phrase { words(Text.of($0)) }, role: .good) }
        var effects: [Effect] = [.startTimer(.notice, milliseconds: 6_000)]
        switch order {
        case .create:
            vault = .open
            screens = [.myExchanges(MyExchanges())]
            effects = wipeNewPassphrases() + startIdleTimer()
        case .unlock:
            vault = .open
            // The open vault keeps a copy of its own.
            effects += wipePassphrases()
            screens = [.myExchanges(MyExchanges())]
            say { $0.vault.unlocked(milliseconds) }
            effects += startIdleTimer()
        case .reread: return []
        case .add(let name, _): say { $0.dialogs.stored(name) }
        case .replace(let name, _): say { $0.dialogs.replaced(name) }
        case .rename(_, let name): say { $0.dialogs.renamed(name) }
        case .remove(let name): say { $0.dialogs.removed(name) }
        case .makeDefault(let name): say { $0.dialogs.madeDefault(name) }
        case .changePassphrase:
            if case .vaultCreate? = screens.last { _ = leaveScreen() }
            effects += wipeNewPassphrases()
            say { $0.vault.changed }
        }
        return effects
    }

    private mutating func failed(_ order: VaultOrder, _ failure: Failure) -> [Effect] {
        switch order {
        case .create, .changePassphrase:
            guard case .vaultCreate(var model)? = screens.last else { return wipeNewPassphrases() }
            model.failed(failure)
            replaceTop(.vaultCreate(model))
            return wipeNewPassphrases()
        case .unlock:
            guard case .vaultUnlock(var model)? = screens.last else { return [] }
            model.failed(failure)
            replaceTop(.vaultUnlock(model))
            // The backup has the same passphrase as the file that is damaged; a wrong one is of no more use.
            guard failure.cause != .vaultDamaged else { return [] }
            summaries[.vaultPassphrase] = nil
            return [.wipe(VaultPassphrases.current)]
        case .add(let name, let target):
            guard let index = connections.firstIndex(where: { $0.target.slots == target.slots }) else { return [] }
            connections[index].storageFailure = failure
            overlay = .message(title: Phrase(verbatim: name), body: failure.message)
            return []
        case .replace(let name, let target):
            // The old key stays in the vault and in use; the new one is forgotten.
            overlay = .message(title: Phrase(verbatim: name), body: failure.message)
            return target.slots.all.map(Effect.wipe)
        case .rename(let name, _), .remove(let name), .makeDefault(let name):
            overlay = .message(title: Phrase(verbatim: name), body: failure.message)
            return []
        case .reread:
            notice = Notice(text: failure.message, role: .bad)
            return []
        }
    }

    /// Makes the connections those of the vault: what is unchanged keeps its state, what is gone is wiped, what is new is read.
    private mutating func take(_ stored: [ListedConnection]) -> [Effect] {
        var effects: [Effect] = []
        var old = connections
        var new: [Connection] = []
        let wasEmpty = connections.isEmpty
        let chosenName = chosenConnectionName
        for entry in stored {
            if let index = old.firstIndex(where: { $0.target.slots == entry.target.slots }) ?? old.firstIndex(where: { $0.name == entry.name && $0.storageFailure == nil }) {
                var connection = old.remove(at: index)
                if connection.target.slots != entry.target.slots {
                    effects += connection.ticket.map { [.cancelJob($0)] } ?? []
                    effects += connection.target.slots.all.map(Effect.wipe)
                    connection.ticket = nil
                }
                connection.name = entry.name
                connection.target = entry.target
                connection.isDefault = entry.isDefault
                connection.storageFailure = nil
                new.append(connection)
            } else {
                lastConnection += 1
                var connection = Connection(id: lastConnection, name: entry.name, target: entry.target)
                connection.isDefault = entry.isDefault
                connection.failure = entry.problem
                new.append(connection)
            }
        }
        for connection in old {
            // What could not be stored stays for this session; so does one that is on its way into the vault.
            let isOnItsWay = vaultOrders.values.contains { if case .add(_, let target) = $0 { target.slots == connection.target.slots } else { false } }
            if connection.storageFailure != nil || isOnItsWay {
                new.append(connection)
            } else {
                effects += connection.ticket.map { [.cancelJob($0)] } ?? []
                effects += connection.target.slots.all.map(Effect.wipe)
            }
        }
        connections = new
        if case .myExchanges(var home) = screens[0] {
            home.connectionsChanged(count: connections.count)
            if let chosenName, let index = connections.firstIndex(where: { $0.name == chosenName }) { home.keepChosen(index) }
            screens[0] = .myExchanges(home)
        }
        effects += readUnread()
        if wasEmpty, !connections.isEmpty, configuration.refreshMilliseconds > 0 {
            effects.append(.startTimer(.refresh, milliseconds: configuration.refreshMilliseconds))
        }
        return effects
    }

    private var chosenConnectionName: String? {
        guard case .myExchanges(let home)? = screens.first, connections.indices.contains(home.chosen) else { return nil }
        return connections[home.chosen].name
    }

    /// Reads those connections of which nothing is known yet.
    private mutating func readUnread() -> [Effect] {
        var effects: [Effect] = []
        for index in connections.indices where connections[index].snapshot == nil && connections[index].failure == nil && connections[index].ticket == nil {
            let ticket = newTicket()
            connections[index].ticket = ticket
            effects.append(.startJob(ticket, .refresh(connections[index].target)))
        }
        return effects
    }

    // MARK: Connections

    /// A draft for new credentials of a connection that exists.
    func draft(replacing connection: Connection) -> Draft {
        var draft = Draft(exchange: connection.target.exchange)
        let sites = configuration.exchanges.first { $0.id == connection.target.exchange }?.sites ?? []
        draft.siteIndex = sites.firstIndex { $0.id == connection.target.site.id } ?? 0
        draft.environment = connection.target.environment
        draft.name = connection.name
        draft.futures = connection.target.futures
        draft.replacing = connection.id
        return draft
    }

    mutating func makeDefault(_ id: Connection.ID) -> [Effect] {
        guard let connection = connections.first(where: { $0.id == id }), connection.storageFailure == nil else { return [] }
        return order(.makeDefault(name: connection.name))
    }

    mutating func editName(_ edit: Overlay.NameEdit, on overlay: Overlay) -> [Effect] {
        guard case .rename(let id, var editor, _) = overlay, let index = connections.firstIndex(where: { $0.id == id }) else {
            self.overlay = nil
            return []
        }
        switch edit {
        case .insert(let scalar): editor.insert(String(Character(scalar)))
        case .removeBackward: editor.removeBackward()
        case .removeForward: editor.removeForward()
        case .left: editor.moveLeft()
        case .right: editor.moveRight()
        case .toStart: editor.moveToStart()
        case .toEnd: editor.moveToEnd()
        case .clear: editor.clear()
        case .done: return rename(index, to: CleanText.line(editor.text), editor)
        }
        self.overlay = .rename(id, editor, objection: nil)
        return []
    }

    private mutating func rename(_ index: Int, to name: String, _ editor: LineEditor) -> [Effect] {
        let connection = connections[index]
        if name == connection.name {
            overlay = nil
            return []
        }
        guard !name.isEmpty, context.isFree(name) else {
            let objection = Phrase { name.isEmpty ? Text.of($0).entry.nameEmpty : Text.of($0).entry.nameTaken }
            overlay = .rename(connection.id, editor, objection: objection)
            return []
        }
        overlay = nil
        if vault == .open, connection.storageFailure == nil { return order(.rename(from: connection.name, to: name)) }
        connections[index].name = name
        notice = Notice(text: Phrase { Text.of($0).dialogs.renamed(name) }, role: .good)
        return [.startTimer(.notice, milliseconds: 6_000)]
    }

    /// The keys of the connections that there are, but for the one that is to get a new key.
    public var keysInUse: [KeyInUse] {
        connections.filter { $0.id != draft.replacing }.map { KeyInUse(name: $0.name, exchange: $0.target.exchange, slot: $0.target.slots.apiKey) }
    }

    /// Where the API key of a connection lies.
    public struct KeyInUse: Hashable, Sendable {
        public let name: String
        public let exchange: String
        public let slot: Slot
    }

    // MARK: Locking

    func startIdleTimer() -> [Effect] {
        vault == .open && idleRule == .locks && configuration.lockMilliseconds > 0
            ? [.startTimer(.lock, milliseconds: configuration.lockMilliseconds)] : []
    }

    /// A key was pressed: the patience begins anew.
    func restartIdleTimer() -> [Effect] { startIdleTimer() }

    mutating func switchIdleRule() -> [Effect] {
        switch idleRule {
        case .locks:
            idleRule = .keepsWatching
            notice = Notice(text: Phrase { Text.of($0).vault.keepsWatching }, role: .notice)
            return [.stopTimer(.lock), .startTimer(.notice, milliseconds: 6_000)]
        case .keepsWatching:
            idleRule = .locks
            notice = Notice(text: Phrase { Text.of($0).vault.locksAgain }, role: .notice)
            return startIdleTimer() + [.startTimer(.notice, milliseconds: 6_000)]
        }
    }

    /// Forgets everything that the passphrase protects, and asks for it again.
    mutating func lock(_ reason: VaultUnlock.Reason) -> [Effect] {
        guard vault == .open else { return [] }
        var effects = cancelVerification()
        effects += connections.compactMap { $0.ticket.map(Effect.cancelJob) }
        // An order that is under way may finish, so that nothing is lost; what it answers is dropped.
        vaultOrders = [:]
        effects += connections.flatMap { $0.target.slots.all.map(Effect.wipe) }
        effects += wipeDraft() + wipePassphrases()
        connections = []
        draft = Draft(exchange: configuration.exchanges[0].id)
        overlay = nil
        notice = nil
        vault = .locked
        screens = [.vaultUnlock(VaultUnlock(reason: reason))]
        return effects + [.stopTimer(.refresh), .stopTimer(.notice), .stopTimer(.lock), .lock]
    }
}
