import Domain

/// Making, opening and locking the vault, and the effects of its commands.
extension AppMachine {
    // MARK: Slots and summaries

    func slot(of field: SecretField) -> Slot {
        switch field {
        // The form has a field for each of the draft's slots, and for no other.
        case .credential(let field): draftSlots[field] ?? draftSlots.apiKey
        case .vaultPassphrase: VaultPassphrases.current
        case .newPassphrase: VaultPassphrases.new
        case .repeatedPassphrase: VaultPassphrases.repeated
        case .authorizationAnswer: AuthorizationSlot.answer
        }
    }

    func vaultField(of slot: Slot) -> SecretField? {
        [.vaultPassphrase, .newPassphrase, .repeatedPassphrase].first { self.slot(of: $0) == slot }
    }

    /// Whether anything secret has been typed that would be lost by leaving.
    var hasTypedSecrets: Bool {
        summaries.keys.contains { if case .credential = $0 { true } else { false } }
    }

    mutating func forgetCredentialSummaries() {
        summaries = summaries.filter { if case .credential = $0.key { false } else { true } }
    }

    mutating func secretChanged(_ field: SecretField, _ slot: Slot, _ summary: SecretSummary) -> [Effect] {
        switch (screens.last, field) {
        case (.vaultCreate(var model)?, .newPassphrase), (.vaultCreate(var model)?, .repeatedPassphrase):
            model.secretChanged()
            replaceTop(.vaultCreate(model))
        case (.vaultCreate(var model)?, .vaultPassphrase) where model.purpose == .newPassphrase:
            model.secretChanged()
            replaceTop(.vaultCreate(model))
        case (.vaultUnlock(var model)?, .vaultPassphrase):
            model.secretChanged()
            replaceTop(.vaultUnlock(model))
        case (_, .credential), (_, .vaultPassphrase), (_, .newPassphrase), (_, .repeatedPassphrase), (_, .authorizationAnswer):
            // Typed before its screen was left, so it is not kept.
            return [.wipe(slot)]
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
            return wipePassphrases()
        case .without?:
            vault = .unused
            screens = [.myExchanges(MyExchanges())]
            return wipeNewPassphrases()
        case nil: return []
        }
    }

    mutating func perform(_ step: VaultUnlock.Step?) -> [Effect] {
        switch step {
        case .unlock(let generation)?: return startVault(.unlock(passphrase: VaultPassphrases.current, generation))
        case .edit(let edit)?: return [.editSecret(VaultPassphrases.current, edit)]
        case .quit?: return quit()
        case nil: return []
        }
    }

    /// Where the passphrase that opens the vault lies.
    public static var passphraseSlot: Slot { VaultPassphrases.current }

    /// Tries a passphrase that nobody had to type. It is for the start only: after locking, the user is asked.
    mutating func offered(_ offer: PassphraseOffer) -> [Effect] {
        guard case .vaultUnlock(var model)? = screens.last, model.awaitsFirstPassphrase else { return [.wipe(VaultPassphrases.current)] }
        var effects: [Effect] = []
        switch offer {
        case .inSlot(let summary, let origin):
            guard summary.length > 0 else { return [] }
            summaries[.vaultPassphrase] = summary
            model.take(from: origin)
            effects = startVault(.unlock(passphrase: VaultPassphrases.current, .current))
        case .failed(let failure): model.failed(failure)
        }
        replaceTop(.vaultUnlock(model))
        return effects
    }

    mutating func compared(_ comparison: SecretComparison) -> [Effect] {
        // What was typed since then has not been compared.
        guard case .vaultCreate(var model)? = screens.last, model.phase == .comparing else { return [] }
        model.compared(comparison)
        replaceTop(.vaultCreate(model))
        guard comparison == .same else { return [] }
        switch model.purpose {
        case .firstVault: return startVault(.create(passphrase: VaultPassphrases.new))
        case .newPassphrase: return startVault(.changePassphrase(from: VaultPassphrases.current, to: VaultPassphrases.new))
        }
    }

    // MARK: Orders

    mutating func startVault(_ command: VaultCommand) -> [Effect] { [running.start(.vault(command))] }

    private static let waiting = Notice(text: Phrase { Text.of($0).vault.waiting }, role: .caution)

    mutating func vaultAwaited() -> [Effect] {
        notice = Self.waiting
        return []
    }

    /// Takes the vault's answer: the connections that it holds after a command.
    mutating func vaultAnswered(_ command: VaultCommand, _ stored: [ListedConnection], milliseconds: Int) -> [Effect] {
        if notice == Self.waiting { notice = nil }
        var effects = succeeded(command, milliseconds: milliseconds) + (vault == .open ? take(stored) : dropped(stored))
        showStoredFuturesUse()
        // The vault may have kept other slots for the connection than those that were given.
        if let slots = command.newcomer?.slots, !connections.contains(where: { $0.target.slots == slots }) {
            effects += slots.all.map(Effect.wipe)
        }
        return effects
    }

    mutating func vaultFailed(_ command: VaultCommand, _ failure: Failure) -> [Effect] {
        if notice == Self.waiting { notice = nil }
        return failed(command, failure)
    }

    /// Wipes the keys that came with an answer that is no longer wanted.
    func dropped(_ stored: [ListedConnection]) -> [Effect] {
        let kept = Set(connections.map(\.target.slots) + running.vaultCommands.compactMap { $0.newcomer?.slots })
        return stored.map(\.target.slots).filter { !kept.contains($0) }.flatMap { $0.all.map(Effect.wipe) }
    }

    /// Stops waiting for commands under way, and wipes the keys that they were to store. They still finish, so that nothing is lost; their
    /// answers are dropped.
    mutating func abandonOrders() -> [Effect] {
        let held = Set(connections.map(\.target.slots))
        let slots = running.take { $0.vaultCommand != nil }.compactMap { $0.operation.vaultCommand?.newcomer?.slots }.filter {
            !held.contains($0)
        }
        return slots.flatMap { $0.all.map(Effect.wipe) }
    }

    /// Another program has changed the file. One reading that has not begun yet sees all changes until it begins.
    mutating func reread() -> [Effect] {
        guard vault == .open, running.vaultCommands.count(where: { $0 == .reread }) < 2 else { return [] }
        return startVault(.reread)
    }

    private mutating func succeeded(_ command: VaultCommand, milliseconds: Int) -> [Effect] {
        func say(_ words: (Text) -> String) { notice = Notice(text: Phrase { words(Text.of($0)) }, role: .good) }
        var effects: [Effect] = [.startTimer(.notice, milliseconds: 6_000)]
        switch command {
        case .create:
            vault = .open
            screens = [.myExchanges(MyExchanges())]
            effects = wipeNewPassphrases() + startIdleTimer()
        case .unlock:
            vault = .open
            accountIDStorage = .taken
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
        case .changeFutures(let name, let use): say { $0.dialogs.futuresUse(name, use) }
        case .changePassphrase:
            if case .vaultCreate? = screens.last { _ = leaveScreen() }
            effects += wipePassphrases()
            say { $0.vault.changed }
        case .acceptAddress(let name, _): say { $0.dialogs.addressAccepted(name) }
        case .noteAccounts: return []
        }
        return effects
    }

    private mutating func failed(_ command: VaultCommand, _ failure: Failure) -> [Effect] {
        switch command {
        case .create where failure.cause == .vaultExists || failure.cause == .vaultMissing:
            // Another program was quicker, or a backup is left: either is unlocked instead of creating a vault.
            var model = VaultUnlock(reason: .start)
            model.failed(failure)
            vault = .locked
            screens = [.vaultUnlock(model)]
            return wipeNewPassphrases()
        case .changePassphrase where failure.cause == .vaultPassphraseWrong:
            // Only the present one has to be typed again.
            guard case .vaultCreate(var model)? = screens.last else { return wipePassphrases() }
            model.failed(failure)
            replaceTop(.vaultCreate(model))
            summaries[.vaultPassphrase] = nil
            return [.wipe(VaultPassphrases.current)]
        case .changePassphrase:
            guard case .vaultCreate(var model)? = screens.last else { return wipePassphrases() }
            model.failed(failure)
            replaceTop(.vaultCreate(model))
            return wipePassphrases()
        case .create:
            guard case .vaultCreate(var model)? = screens.last else { return wipeNewPassphrases() }
            model.failed(failure)
            replaceTop(.vaultCreate(model))
            return wipeNewPassphrases()
        case .unlock:
            guard case .vaultUnlock(var model)? = screens.last else { return [] }
            model.failed(failure)
            replaceTop(.vaultUnlock(model))
            // The passphrase is kept where it may open the backup; a wrong one is wiped.
            guard !model.offersBackup else { return [] }
            summaries[.vaultPassphrase] = nil
            return [.wipe(VaultPassphrases.current)]
        case .add(let name, let target):
            guard let index = index(of: target) else { return [] }
            connections[index].storageFailure = failure
            report(failure, on: name)
            return []
        case .replace(let name, let target):
            // The old key stays in the vault and in use; the new one is forgotten.
            report(failure, on: name)
            return target.slots.all.map(Effect.wipe)
        case .changeFutures(let name, _):
            showStoredFuturesUse()
            report(failure, on: name)
            return []
        case .noteAccounts:
            accountIDStorage = .refused
            return []
        case .rename(let name, _), .remove(let name), .makeDefault(let name), .acceptAddress(let name, _):
            report(failure, on: name)
            return []
        case .reread:
            notice = Notice(text: failure.message, role: .bad)
            return []
        }
    }

    /// Reports why a command failed, without replacing a dialog that the user is reading or typing into.
    private mutating func report(_ failure: Failure, on name: String) {
        if overlay == nil {
            overlay = .message(title: Phrase(verbatim: name), body: [failure.message] + failure.remedy)
        } else {
            notice = Notice(text: failure.message, role: .bad)
        }
    }

    /// Makes the connections those of the vault: unchanged ones keep their state, removed ones are wiped, new ones are read.
    private mutating func take(_ stored: [ListedConnection]) -> [Effect] {
        var effects: [Effect] = []
        var old = connections
        var new: [Connection] = []
        let wasEmpty = connections.isEmpty
        let chosen = chosenConnection
        let listed = Set(stored.map(\.target.slots))
        let onTheirWay = Set(running.vaultCommands.compactMap { if case .add(_, let target) = $0 { target.slots } else { nil } })
        // A connection that could not be stored stays for this session; so does one that is being stored.
        func isStored(_ connection: Connection) -> Bool {
            connection.storageFailure == nil && !onTheirWay.contains(connection.target.slots)
        }
        for entry in stored {
            let index =
                old.firstIndex { $0.target.slots == entry.target.slots }
                ?? old.firstIndex { $0.name == entry.name && isStored($0) && !listed.contains($0.target.slots) }
            var connection: Connection
            if let index {
                connection = old.remove(at: index)
                if belongsElsewhere(entry.target, than: connection) { forgetHistory(of: connection.id) }
                if connection.target.slots != entry.target.slots { effects += forgetKey(of: &connection) }
            } else {
                lastConnection += 1
                connection = Connection(id: lastConnection, name: entry.name, target: entry.target)
            }
            if connection.name != entry.name { historyState = .changed }
            connection.name = entry.name
            if connection.target.futures != entry.target.futures { effects += readAnew(connection, as: entry.target) }
            connection.target = entry.target
            connection.isDefault = entry.isDefault
            connection.problem = entry.problem
            connection.addressChange = entry.addressChange
            connection.storageFailure = nil
            new.append(connection)
        }
        for var connection in old {
            if isStored(connection) { effects += forgetKey(of: &connection) } else { new.append(connection) }
        }
        connections = new
        let kept = Set(new.map(\.id))
        if histories.keys.contains(where: { !kept.contains($0) }) {
            histories = histories.filter { kept.contains($0.key) }
            historyState = .changed
        }
        if case .myExchanges(var home) = screens[0] {
            home.connectionsChanged(count: connections.count, chosen: connections.firstIndex { $0.id == chosen })
            screens[0] = .myExchanges(home)
        }
        if let id = overlay?.connection, !connections.contains(where: { $0.id == id }) { overlay = nil }
        effects += readUnread()
        if wasEmpty, !connections.isEmpty { effects += startReadingTimers }
        if !wasEmpty, connections.isEmpty { effects += stopReadingTimers }
        return effects
    }

    /// Wipes a connection's key, and drops what was read with it.
    private mutating func forgetKey(of connection: inout Connection) -> [Effect] {
        var effects = cancelReading(of: connection) + running.cancel { $0.streams(connection.target.slots) }
        connection.isLive = false
        if connection.waitsToRetry { effects.append(.stopTimer(.retry(connection.id))) }
        connection.waitsToRetry = false
        connection.account = Account()
        return effects + connection.target.slots.all.map(Effect.wipe)
    }

    /// Reads an account again, because its notices depend on whether futures are traded with it.
    mutating func readAnew(_ connection: Connection, as target: AccessTarget) -> [Effect] {
        guard connection.problem == nil, connection.target.slots == target.slots else { return [] }
        return cancelReading(of: connection) + [running.start(.refresh(target))]
    }

    private var chosenConnection: Connection.ID? {
        guard case .myExchanges(let home)? = screens.first, connections.indices.contains(home.chosen) else { return nil }
        return connections[home.chosen].id
    }

    /// Reads the connections of which nothing is known yet.
    private mutating func readUnread() -> [Effect] {
        connections.indices.filter {
            connections[$0].snapshot == nil && connections[$0].obstacle == nil && !running.refreshes(connections[$0])
        }.flatMap { read($0) }
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
        draft.method = connection.target.method
        draft.replacing = connection.id
        return draft
    }

    mutating func makeDefault(_ id: Connection.ID) -> [Effect] {
        guard let connection = connection(id), connection.storageFailure == nil else { return [] }
        return startVault(.makeDefault(name: connection.name))
    }

    mutating func editName(_ edit: Overlay.NameEdit, on overlay: Overlay) -> [Effect] {
        guard case .rename(let id, var editor, _) = overlay, let index = index(of: id) else {
            self.overlay = nil
            return []
        }
        if edit == .done { return rename(index, to: CleanText.line(editor.text), editor) }
        editor.apply(edit)
        self.overlay = .rename(id, editor, objection: nil)
        return []
    }

    private mutating func rename(_ index: Int, to name: String, _ editor: LineEditor) -> [Effect] {
        let connection = connections[index]
        if name == connection.name {
            overlay = nil
            return tell { $0.dialogs.nameKept }
        }
        if let objection = context.objection(toName: name) {
            overlay = .rename(connection.id, editor, objection: objection)
            return []
        }
        overlay = nil
        if vault == .open, connection.storageFailure == nil { return startVault(.rename(from: connection.name, to: name)) }
        connections[index].name = name
        return tell(Phrase { Text.of($0).dialogs.renamed(name) }, .good)
    }

    /// The API keys of all connections, except of one that is getting a new key.
    public var keysInUse: [KeyInUse] {
        connections.filter { $0.id != draft.replacing }.map {
            KeyInUse(name: $0.name, exchange: $0.target.exchange, slot: $0.target.slots.apiKey)
        }
    }

    /// Where the API key of a connection lies.
    public struct KeyInUse: Hashable, Sendable {
        /// The name of the connection that has the key.
        public let name: String
        /// The id of the exchange that the key is for.
        public let exchange: String
        /// The slot that the API key lies in, to be compared with a new one.
        public let slot: Slot
    }

    // MARK: Locking

    /// Starts the time until locking again, because the user did something.
    func startIdleTimer() -> [Effect] {
        vault == .open && idleRule == .locks && configuration.lockMilliseconds > 0
            ? [.startTimer(.lock, milliseconds: configuration.lockMilliseconds)] : []
    }

    mutating func switchIdleRule() -> [Effect] {
        switch idleRule {
        case .locks:
            idleRule = .keepsWatching
            return [.stopTimer(.lock)] + tell { $0.vault.keepsWatching }
        case .keepsWatching:
            idleRule = .locks
            return tell(Phrase { Text.of($0).vault.locksAgain })
        }
    }

    /// Wipes everything that the passphrase protects, and asks for it again.
    mutating func lock(_ reason: VaultUnlock.Reason) -> [Effect] {
        guard vault == .open else { return [] }
        let interruption = settingsInterruption
        var effects = saveHistory() + cancelVerification() + cancelSettings() + abandonAuthorization() + cancelExports()
        effects += cancelReadings() + endStreams()
        effects += abandonOrders()
        effects += connections.flatMap { $0.target.slots.all.map(Effect.wipe) }
        effects += wipeDraft() + wipePassphrases()
        let timers = stopReadingTimers
        connections = []
        histories = [:]
        draft = Draft(exchange: configuration.exchanges[0].id)
        overlay = nil
        notice = interruption.map { Notice(text: $0, role: .caution) }
        idleRule = .locks
        vault = .locked
        screens = [.vaultUnlock(VaultUnlock(reason: reason))]
        return effects + timers + [.stopTimer(.notice), .stopTimer(.lock), .lock]
    }
}
