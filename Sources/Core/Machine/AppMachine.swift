import Domain

/// The whole interface as a state machine: events in, effects out, and a view of what is to be seen. It never traps and never throws.
public struct AppMachine: Hashable, Sendable {
    var configuration: AppConfiguration
    /// The screens from My Exchanges to the one in sight.
    var screens: [Screen] = [.myExchanges(MyExchanges())]
    var overlay: Overlay?
    var connections: [Connection] = []
    var draft: Draft
    /// Where the values of the connection in the making lie; they are wiped when it is left.
    var draftSlots: CredentialSlots
    /// What may be known of the secrets in the fields that can be typed into.
    var summaries: [SecretField: SecretSummary] = [:]
    /// Whether the vault is open.
    var vault = VaultPhase.unused
    /// The order that the vault is carrying out, and what is to be said when it is done.
    var vaultOrders: [Ticket: VaultOrder] = [:]
    /// Whether an idle user's vault stays open.
    var idleRule = IdleRule.locks
    /// The verification under way.
    var verification: Ticket?
    /// The search for the place of a key that is under way.
    var probe: Ticket?
    /// The visit for futures settings that is under way.
    var settings: Ticket?
    /// The authorization under way.
    var authorization: Ticket?
    /// How balances are shown.
    var viewing = Viewing()
    /// The files that are being written.
    var exports: Set<Ticket> = []
    /// What each account was worth lately.
    var histories: [Connection.ID: EquityHistory] = [:]
    var historyState = HistoryState.saved
    var notice: Notice?
    var sight = Sight.clear
    var lastTicket = 0
    var lastSlot = 0
    var lastConnection = 0

    enum VaultPhase: Hashable, Sendable {
        /// Connections last for this session only.
        case unused
        /// There is none yet. Goes to `unused`, `open`.
        case missing
        /// Goes to `open`.
        case locked
        /// Goes to `locked`.
        case open
    }

    enum IdleRule: Hashable, Sendable {
        case locks
        case keepsWatching
    }

    /// Whether there is something in the histories that the file has not.
    enum HistoryState: Hashable, Sendable {
        case saved
        case changed
    }

    /// Whether the terminal is large enough for the screens.
    enum Sight: Hashable, Sendable {
        case clear
        case obstructed
    }

    /// The line above the hints.
    struct Notice: Hashable, Sendable {
        var text: Phrase
        var role: Role
    }

    public init(_ configuration: AppConfiguration) {
        self.configuration = configuration
        if self.configuration.exchanges.isEmpty { self.configuration.exchanges = Catalog.exchanges }
        draft = Draft(exchange: self.configuration.exchanges[0].id)
        draftSlots = CredentialSlots(apiKey: Slot(1), secretKey: Slot(2), passphrase: Slot(3))
        lastSlot = 3
        showStartNotice()
        switch configuration.vault {
        case .unused: break
        case .missing:
            vault = .missing
            screens = [.vaultCreate(VaultCreate(purpose: .firstVault))]
        case .present:
            vault = .locked
            screens = [.vaultUnlock(VaultUnlock(reason: .start))]
        }
    }

    /// The machine's only door.
    public mutating func handle(_ event: Event) -> [Effect] {
        defer { showStartNotice() }
        return happened(event)
    }

    private mutating func happened(_ event: Event) -> [Effect] {
        switch event {
        case .resized(let size): resized(size)
        case .keyPressed(let key): pressed(key) + startIdleTimer()
        case .mousePressed(let target): pressed(target) + startIdleTimer()
        case .mouseScrolled(let direction, let pane): scrolled(direction, over: pane) + startIdleTimer()
        case .themeShown(let name): themeShown(name)
        case .secretChanged(let slot, let summary): secretChanged(slot, summary) + startIdleTimer()
        case .pasted(let findings): pasted(findings) + startIdleTimer()
        case .pasteReleased(_, let text): released(text)
        case .verificationSettled(let ticket, let row, let result): settled(ticket, row, result)
        case .settingApplied(let ticket, let applied): settingApplied(ticket, applied)
        case .authorizationAdvanced(let ticket, let advance): advanced(ticket, advance)
        case .grantSettled(let remainder): settled(remainder)
        case .jobFinished(let ticket, let outcome): finished(ticket, outcome)
        case .timerFired(let timer): fired(timer)
        case .secretsCompared(let comparison): compared(comparison)
        case .vaultAwaited(let ticket): awaited(ticket)
        case .vaultChanged: reread()
        case .historyRead(let accounts, let remark): historyRead(accounts, remark)
        }
    }

    // MARK: Keys

    enum GlobalCommand: Hashable, Sendable {
        case help, palette, language, themes, mouse, repaint, suspend, lock, quit
    }

    static let bindingsEverywhere: [Binding<GlobalCommand>] = [
        Binding([.character("?"), .function(1)], .help, \.keys.help),
        Binding([.character(":"), .control("p")], .palette, \.tools.palette),
        Binding([.function(2)], .language, \.keys.language),
        Binding([.function(3)], .themes, \.tools.themes),
        Binding([.function(6)], .mouse, \.tools.mouse),
        Binding([.control("l")], .repaint, \.keys.repaint),
        Binding([.control("z")], .suspend, \.keys.suspend),
        Binding([.function(4)], .lock, \.keys.lock),
        Binding([.control("c")], .quit, \.keys.quit),
    ]

    func offer(_ command: GlobalCommand) -> Offer {
        switch command {
        case .help, .repaint, .suspend, .quit: .open
        case .palette: configuration.palette == .offered ? .open : .shut
        // In letters of ASCII nothing can be said but English.
        case .language: configuration.glyphs == .ascii ? .shut : .open
        case .themes: configuration.themes.isEmpty ? .shut : .open
        case .mouse: configuration.mouse == nil ? .shut : .open
        case .lock: vault == .open ? .open : .shut
        }
    }

    func globalCommand(for key: Key) -> GlobalCommand? {
        if case .character = key, screens.last?.model.takesText(context) != TextEntry.none { return nil }
        return bindingsEverywhere.first { $0.keys.contains(key) && offer($0.command) == .open }?.command
    }

    mutating func resized(_ size: Size) -> [Effect] {
        sight = Frame.suffices(size) ? .clear : .obstructed
        return []
    }

    mutating func pressed(_ key: Key) -> [Effect] {
        // What cannot be seen is not to be answered either: only locking works, and Ctrl-C, which then quits at once as its words say.
        if sight == .obstructed, key == .control("c") { return quit() }
        if sight == .obstructed, globalCommand(for: key) != .lock { return [] }
        var effects: [Effect] = []
        // Who locks is in a hurry: nothing lies over that.
        if globalCommand(for: key) == .lock { return lock(.lockedByUser) }
        if let overlay { return pressed(key, on: overlay) }
        if notice != nil {
            notice = nil
            effects.append(.stopTimer(.notice))
        }
        switch globalCommand(for: key) {
        case .help?: overlay = .help(line: 0)
        case .palette?: overlay = .palette(CommandPalette())
        case .themes?: overlay = .themes(ThemePicker(configuration.themes, shown: configuration.theme))
        case .mouse?: effects += switchMouse()
        case .language?:
            let all = Language.allCases
            configuration.language = all[((all.firstIndex(of: configuration.language) ?? 0) + 1) % all.count]
        case .repaint?: effects.append(.repaint)
        case .suspend?: effects.append(.suspend)
        case .lock?: effects += lock(.lockedByUser)
        case .quit?: effects += askToQuit()
        case nil: effects += pressedOnScreen(key)
        }
        return effects
    }

    mutating func pressed(_ key: Key, on overlay: Overlay) -> [Effect] {
        switch overlay.command(for: key) {
        case .yes?:
            self.overlay = nil
            guard case .confirmation(let question) = overlay else { return [] }
            switch question {
            case .quit: return quit()
            case .remove(let id): return remove(id)
            }
        case .close?: return close(overlay)
        case .scroll(let lines)?: return scroll(overlay, by: lines)
        case .edit(let edit)?: return change(overlay, by: edit)
        case .quit?:
            // A second Ctrl-C is as good as a yes: who asks twice means it.
            if overlay == .confirmation(.quit) { return quit() }
            return close(overlay) + askToQuit()
        case nil: break
        }
        return []
    }

    mutating func pressedOnScreen(_ key: Key) -> [Effect] {
        guard let screen = screens.last else { return [] }
        var context = context
        defer { (draft, viewing) = (context.draft, context.viewing) }
        switch screen {
        case .myExchanges(var model):
            let step = model.handle(key, &context)
            replaceTop(.myExchanges(model))
            let before = viewing
            viewing = context.viewing
            switch step {
            case .add?:
                if context.draft.replacing != nil { context.draft = Draft(exchange: context.draft.exchange) }
                context.draft.method = .apiKey
                screens.append(.chooseExchange(ChooseExchange()))
                return []
            case .refresh?: return refreshAll(announced: .spoken)
            case .viewingChanged?: return viewingChanged(from: before, to: context.viewing)
            case .export(let id)?: return openExport(model, id)
            case .check(let id)?:
                guard let connection = connections.first(where: { $0.id == id }) else { return [] }
                context.draft = draft(replacing: connection)
                draft = context.draft
                return startCheck(id)
            case .futures(let id)?: return openSettings(of: id)
            case .remove(let id)?:
                overlay = .confirmation(.remove(id))
                return []
            case .quit?: return askToQuit()
            case .rename(let id)?:
                guard let connection = connections.first(where: { $0.id == id }) else { return [] }
                overlay = .rename(id, LineEditor(connection.name, limit: 64), objection: nil)
                return []
            case .replace(let id)?:
                guard let connection = connections.first(where: { $0.id == id }) else { return [] }
                if let problem = connection.problem {
                    overlay = .message(title: Phrase(verbatim: connection.name), body: [problem.message] + problem.remedy)
                    return []
                }
                context.draft = draft(replacing: connection)
                draft = context.draft
                switch (connection.target.method, self.context.client) {
                case (.fastAPI, _?): screens.append(.authorize(Authorize()))
                case (.apiKey, _), (.fastAPI, nil):
                    draft.method = .apiKey
                    context.draft.method = .apiKey
                    screens.append(.keyEntry(KeyEntry(self.context)))
                }
                return []
            case .makeDefault(let id)?: return makeDefault(id)
            case .lock?: return lock(.lockedByUser)
            case .keepWatching?: return switchIdleRule()
            case .changePassphrase?:
                screens.append(.vaultCreate(VaultCreate(purpose: .newPassphrase)))
                return []
            case nil: return []
            }
        case .futuresCheck(var model):
            let step = model.handle(key, &context)
            replaceTop(.futuresCheck(model))
            return perform(step, model)
        case .vaultCreate(var model):
            let step = model.handle(key, &context)
            replaceTop(.vaultCreate(model))
            return perform(step)
        case .vaultUnlock(var model):
            let step = model.handle(key, &context)
            replaceTop(.vaultUnlock(model))
            return perform(step)
        case .chooseExchange(var model):
            let step = model.handle(key, &context)
            replaceTop(.chooseExchange(model))
            switch step {
            case .back?: return leaveScreen()
            case .chosen(let id)?:
                if context.draft.exchange != id { context.draft = Draft(exchange: id) }
                screens.append(.futuresGuide(FuturesGuide()))
                return []
            case nil: return []
            }
        case .futuresGuide(var model):
            let step = model.handle(key, &context)
            replaceTop(.futuresGuide(model))
            switch step {
            case .back?: return leaveScreen()
            case .next?:
                screens.append(.connectMethod(ConnectMethod()))
                return []
            case .copy(let text)?: return copy(text)
            case nil: return []
            }
        case .connectMethod(var model):
            let step = model.handle(key, &context)
            replaceTop(.connectMethod(model))
            switch step {
            case .back?: return leaveScreen()
            case .manual?:
                context.draft.method = .apiKey
                screens.append(.keyGuide(KeyGuide()))
                return []
            case .fastAPI?:
                context.draft.method = .fastAPI
                screens.append(.authorize(Authorize()))
                return []
            case .fastAPIUnavailable?:
                overlay = .message(title: Phrase { Text.of($0).dialogs.fastAPITitle }, body: [context.exchange.fastAPI.unavailable])
                return []
            case nil: return []
            }
        case .authorize(var model):
            let step = model.handle(key, &context)
            replaceTop(.authorize(model))
            draft = context.draft
            let effects = perform(step, model)
            context.draft = draft
            return effects
        case .keyGuide(var model):
            let step = model.handle(key, &context)
            replaceTop(.keyGuide(model))
            switch step {
            case .back?: return leaveScreen()
            case .next?:
                screens.append(.keyEntry(KeyEntry(context)))
                return []
            case .copy(let text)?: return copy(text)
            case nil: return []
            }
        case .keyEntry(var model):
            let step = model.handle(key, &context)
            replaceTop(.keyEntry(model))
            switch step {
            case .back?:
                let effects = wipeDraft()
                return leaveScreen() + effects
            case .submit?:
                draft = context.draft
                screens.append(.verify(Verify(name: draft.name ?? context.proposedName)))
                return startVerification(.refused)
            case .edit(let credential, let edit)?: return [.editSecret(draftSlots[credential], edit)]
            case .fillSample(let id)?: return [.fillSample(id, draftSlots)]
            case .swapKeyAndSecret?:
                draftSlots = CredentialSlots(apiKey: draftSlots.secretKey, secretKey: draftSlots.apiKey, passphrase: draftSlots.passphrase)
                (summaries[.credential(.apiKey)], summaries[.credential(.secretKey)]) = (summaries[.credential(.secretKey)], summaries[.credential(.apiKey)])
                return []
            case nil: return []
            }
        case .verify(var model):
            let step = model.handle(key, &context)
            replaceTop(.verify(model))
            switch step {
            case .back?, .edit?:
                let effects = cancelVerification()
                if case .connection(let id) = model.subject { return effects + leaveCheck(model, step, id) }
                // The connection was added when the verification passed; there is nothing left to go back to.
                if case .passed = model.phase { return effects + finishFlow() }
                _ = leaveScreen()
                if case .edit(let cause)? = step, case .keyEntry(var entry)? = screens.last {
                    entry.focus(on: cause, context)
                    replaceTop(.keyEntry(entry))
                }
                return effects
            case .finish?:
                let effects = finishFlow()
                return model.subject == .draft ? effects + openSettingsStep(after: model) : effects
            case .again?: return restartVerification(model, .refused)
            case .insist?: return restartVerification(model, .insisted)
            case .probe?: return startProbe(model)
            case .use(let place)?:
                context.draft.environment = place.environment
                context.draft.siteIndex = context.exchange.sites.firstIndex(of: place.site) ?? context.draft.siteIndex
                draft = context.draft
                return restartVerification(model, .refused)
            case .copy(let text)?: return copy(text)
            case nil: return []
            }
        }
    }

    mutating func replaceTop(_ screen: Screen) {
        screens[screens.count - 1] = screen
    }

    mutating func leaveScreen() -> [Effect] {
        if screens.count > 1 { screens.removeLast() }
        return []
    }

    mutating func finishFlow() -> [Effect] {
        screens.removeLast(max(0, screens.count - 1))
        return []
    }

    // MARK: Secrets

    mutating func wipeDraft() -> [Effect] {
        forgetCredentialSummaries()
        return draftSlots.all.map(Effect.wipe)
    }

    mutating func secretChanged(_ slot: Slot, _ summary: SecretSummary) -> [Effect] {
        if let field = vaultField(of: slot) { return secretChanged(field, slot, summary) }
        if slot == AuthorizationSlot.answer { return answerChanged(summary) }
        guard let credential = Credential.allCases.first(where: { draftSlots[$0] == slot }) else { return [] }
        let place = screens.lastIndex { if case .keyEntry = $0 { true } else { false } }
        guard let place, case .keyEntry(var entry) = screens[place] else {
            // Filled after its screen was left: nobody is to keep it.
            summaries[.credential(credential)] = nil
            return [.wipe(slot)]
        }
        summaries[.credential(credential)] = summary.length == 0 ? nil : summary
        entry.secretChanged(credential)
        screens[place] = .keyEntry(entry)
        return []
    }

    mutating func pasted(_ findings: PasteFindings) -> [Effect] {
        guard overlay == nil, let screen = screens.last else { return [.discardPaste(findings.paste)] }
        switch screen {
        case .keyEntry(var entry):
            let step = entry.receive(findings, context)
            replaceTop(.keyEntry(entry))
            switch step {
            case .take(let credentials):
                return credentials.map { .takeFromPaste(findings.paste, $0, draftSlots[$0]) } + [.discardPaste(findings.paste)]
            case .append(let credential): return [.appendPaste(findings.paste, draftSlots[credential]), .discardPaste(findings.paste)]
            case .replace(let credential):
                return [.editSecret(draftSlots[credential], .clear), .appendPaste(findings.paste, draftSlots[credential]), .discardPaste(findings.paste)]
            case .release: return [.releasePaste(findings.paste), .discardPaste(findings.paste)]
            case .discard: return [.discardPaste(findings.paste)]
            }
        case .chooseExchange(let model):
            guard model.phase == .filtering, findings.secrecy == .plainText, findings.lines == 1 else { return [.discardPaste(findings.paste)] }
            return [.releasePaste(findings.paste), .discardPaste(findings.paste)]
        case .myExchanges(let model) where model.phase == .filtering:
            guard findings.secrecy == .plainText, findings.lines == 1 else { return [.discardPaste(findings.paste)] }
            return [.releasePaste(findings.paste), .discardPaste(findings.paste)]
        case .futuresCheck(let model):
            guard model.takesPaste, findings.secrecy == .plainText, findings.lines == 1 else { return [.discardPaste(findings.paste)] }
            return [.releasePaste(findings.paste), .discardPaste(findings.paste)]
        case .authorize(let model):
            guard model.takesAnswer, let ticket = authorization else { return [.discardPaste(findings.paste)] }
            return [.answerAuthorization(ticket, findings.paste), .discardPaste(findings.paste)]
        case .vaultCreate, .vaultUnlock:
            guard case .secret(let field) = screen.model.takesText(context), findings.layout == .singleValue || findings.lines == 1,
                findings.extent == .whole
            else {
                notice = Notice(text: Phrase { Text.of($0).vault.pasteRefused }, role: .caution)
                return [.discardPaste(findings.paste), .startTimer(.notice, milliseconds: 6_000)]
            }
            return [.appendPaste(findings.paste, slot(of: field)), .discardPaste(findings.paste)]
        case .myExchanges, .futuresGuide, .connectMethod, .keyGuide, .verify: return [.discardPaste(findings.paste)]
        }
    }

    mutating func released(_ text: String) -> [Effect] {
        switch screens.last {
        case .keyEntry(var entry)? where entry.focus == .name:
            var context = context
            entry.insert(text, &context)
            draft = context.draft
            replaceTop(.keyEntry(entry))
        case .chooseExchange(var model)? where model.phase == .filtering:
            model.insert(text)
            replaceTop(.chooseExchange(model))
        case .myExchanges(var model)? where model.phase == .filtering:
            model.insert(text, context)
            replaceTop(.myExchanges(model))
        case .futuresCheck(var model)? where model.takesPaste:
            model.insert(text)
            replaceTop(.futuresCheck(model))
        case .myExchanges?, .chooseExchange?, .futuresGuide?, .connectMethod?, .authorize?, .keyGuide?, .keyEntry?, .verify?, .futuresCheck?, .vaultCreate?, .vaultUnlock?, nil: break
        }
        return []
    }

    // MARK: Jobs

    mutating func newTicket() -> Ticket {
        lastTicket += 1
        return Ticket(lastTicket)
    }

    func draftTarget(_ withdrawal: AccessTarget.Withdrawal) -> AccessTarget {
        AccessTarget(
            exchange: draft.exchange, site: context.site, environment: draft.environment, slots: draftSlots, withdrawal: withdrawal,
            futures: draft.futures, method: draft.method)
    }

    mutating func startVerification(_ withdrawal: AccessTarget.Withdrawal) -> [Effect] {
        startVerification(of: draftTarget(withdrawal))
    }

    mutating func restartVerification(_ model: Verify, _ withdrawal: AccessTarget.Withdrawal) -> [Effect] {
        var model = model
        model.restart()
        replaceTop(.verify(model))
        let effects = cancelVerification()
        switch model.subject {
        case .draft: return effects + startVerification(withdrawal)
        case .connection(let id):
            guard let connection = connections.first(where: { $0.id == id }) else { return effects }
            return effects + startVerification(of: connection.target)
        }
    }

    mutating func cancelVerification() -> [Effect] {
        defer { (verification, probe) = (nil, nil) }
        return [verification, probe].compactMap { $0.map(Effect.cancelJob) }
    }

    mutating func startProbe(_ model: Verify) -> [Effect] {
        let target = draftTarget(.refused)
        let places = target.place.others(in: context.exchange)
        guard !places.isEmpty, probe == nil else { return [] }
        var model = model
        model.searchBegan()
        replaceTop(.verify(model))
        let ticket = newTicket()
        probe = ticket
        return [.startJob(ticket, .probe(target, among: places))]
    }

    mutating func probeFinished(_ outcome: JobOutcome) -> [Effect] {
        probe = nil
        guard case .verify(var model)? = screens.last else { return refuse(outcome) }
        switch outcome {
        case .probed(let findings): model.searchEnded(findings)
        // Nothing was asked, and nothing is known.
        case .read, .failed, .vault, .settings, .settingsApplied, .authorized, .exported: model.searchEnded(ProbeFindings([]))
        }
        replaceTop(.verify(model))
        return refuse(outcome)
    }

    mutating func settled(_ ticket: Ticket, _ row: VerificationRow, _ result: VerificationResult) -> [Effect] {
        guard ticket == verification, case .verify(var model)? = screens.last else { return [] }
        model.settle(row, result)
        replaceTop(.verify(model))
        return []
    }

    mutating func finished(_ ticket: Ticket, _ outcome: JobOutcome) -> [Effect] {
        if let order = vaultOrders.removeValue(forKey: ticket) { return finished(order, outcome) }
        if ticket == verification { return verificationFinished(outcome) }
        if ticket == probe { return probeFinished(outcome) }
        if ticket == settings { return settingsFinished(outcome) }
        if ticket == authorization { return authorizationFinished(outcome) }
        if let effects = exportFinished(ticket, outcome) { return effects }
        guard let index = connections.firstIndex(where: { $0.ticket == ticket }) else { return refuse(outcome) }
        return readingFinished(index, outcome)
    }

    mutating func verificationFinished(_ outcome: JobOutcome) -> [Effect] {
        verification = nil
        guard case .verify(var model)? = screens.last else { return refuse(outcome) }
        model.finish(outcome)
        replaceTop(.verify(model))
        if case .connection(let id) = model.subject { return checkFinished(id, outcome) }
        guard case .read(let snapshot) = outcome else { return refuse(outcome) }
        // There is nothing left to go back to: the form's values belong to the connection now.
        screens.removeSubrange(1 ..< screens.count - 1)
        let withdrawal: AccessTarget.Withdrawal = snapshot.key.permissions.contains(.withdraw) ? .insisted : .refused
        let target = draftTarget(withdrawal)
        var effects: [Effect]
        if let id = draft.replacing, let index = connections.firstIndex(where: { $0.id == id }) {
            effects = replaced(at: index, by: target, snapshot)
        } else {
            effects = added(target, snapshot)
        }
        // The slots belong to the connection from here on; the next draft gets its own.
        draftSlots = CredentialSlots(apiKey: Slot(lastSlot + 1), secretKey: Slot(lastSlot + 2), passphrase: Slot(lastSlot + 3))
        lastSlot += 3
        forgetCredentialSummaries()
        draft.name = nil
        draft.method = .apiKey
        effects.append(.startTimer(.notice, milliseconds: 6_000))
        return effects
    }

    /// A connection that works joins the others, and goes into the vault where there is one.
    mutating func added(_ target: AccessTarget, _ snapshot: AccountSnapshot) -> [Effect] {
        lastConnection += 1
        let name = draft.name ?? context.proposedName
        let isFirst = connections.isEmpty
        connections.append(Connection(id: lastConnection, name: name, target: target, snapshot: snapshot, firstSettings: snapshot.futures))
        if case .myExchanges(var home) = screens[0] {
            home.choose(connections.count - 1)
            screens[0] = .myExchanges(home)
        }
        notice = Notice(text: Phrase { Text.of($0).dialogs.added(name) }, role: .good)
        note(snapshot, of: lastConnection)
        let timer: [Effect] = isFirst ? startReadingTimers : []
        return (vault == .open ? order(.add(name: name, target)) : []) + timer
    }

    /// New credentials that work take the place of the old ones, which are wiped once the vault has the new.
    mutating func replaced(at index: Int, by target: AccessTarget, _ snapshot: AccountSnapshot) -> [Effect] {
        let connection = connections[index]
        if vault == .open, connection.storageFailure == nil { return order(.replace(name: connection.name, target)) }
        connections[index].target = target
        connections[index].ticket = nil
        connections[index].startAnew(snapshot)
        let timers = stopRetrying(index)
        note(snapshot, of: connection.id)
        notice = Notice(text: Phrase { Text.of($0).dialogs.replaced(connection.name) }, role: .good)
        return timers + (connection.ticket.map { [.cancelJob($0)] } ?? []) + connection.target.slots.all.map(Effect.wipe)
    }

    enum Announcement {
        case silent
        case spoken
    }

    mutating func refreshAll(announced: Announcement) -> [Effect] {
        var effects = announced == .spoken ? refreshNow() : refreshByTime()
        if announced == .spoken, !connections.isEmpty {
            notice = Notice(text: Phrase { Text.of($0).dialogs.refreshing }, role: .notice)
            effects.append(.startTimer(.notice, milliseconds: 3_000))
        }
        return effects
    }

    /// Says what could not be made safe, one thing after the other.
    mutating func showStartNotice() {
        guard notice == nil, !configuration.startNotices.isEmpty else { return }
        notice = Notice(text: configuration.startNotices.removeFirst(), role: .caution)
    }

    mutating func fired(_ timer: Timer) -> [Effect] {
        switch timer {
        case .notice:
            notice = nil
            return []
        case .lock:
            // Who locks in the middle of a change does not learn what became of it; the patience begins anew.
            if isApplyingSettings { return startIdleTimer() }
            return vault == .open && idleRule == .locks ? lock(.lockedByTime) : []
        case .refresh:
            guard !connections.isEmpty, configuration.refreshMilliseconds > 0 else { return [] }
            return refreshAll(announced: .silent) + [.startTimer(.refresh, milliseconds: configuration.refreshMilliseconds)]
        case .retry(let id): return retry(id)
        case .keepAlive: return keepAlive()
        case .history: return connections.isEmpty ? [] : saveHistory() + startHistoryTimer
        }
    }

    // MARK: Ends

    mutating func remove(_ id: Connection.ID) -> [Effect] {
        guard let index = connections.firstIndex(where: { $0.id == id }) else { return [] }
        // The vault first: a connection that it could not forget is not to vanish from sight.
        if vault == .open, connections[index].storageFailure == nil { return order(.remove(name: connections[index].name)) }
        return forget(index)
    }

    mutating func forget(_ index: Int) -> [Effect] {
        let timers = stopRetrying(index)
        let connection = connections.remove(at: index)
        histories[connection.id] = nil
        historyState = .changed
        if case .myExchanges(var home) = screens[0] {
            home.connectionsChanged(count: connections.count, chosen: nil)
            screens[0] = .myExchanges(home)
        }
        notice = Notice(text: Phrase { Text.of($0).dialogs.removed(connection.name) }, role: .notice)
        var effects = timers + (connection.ticket.map { [Effect.cancelJob($0)] } ?? [])
        effects += connection.target.slots.all.map(Effect.wipe)
        if connections.isEmpty { effects += stopReadingTimers }
        return effects + [.startTimer(.notice, milliseconds: 6_000)]
    }

    mutating func askToQuit() -> [Effect] {
        guard !losses(context.text).isEmpty else { return quit() }
        overlay = .confirmation(.quit)
        return []
    }

    /// What quitting now would lose, a sentence each.
    func losses(_ text: Text) -> [String] {
        var words: [String] = []
        if vault == .open {
            let unsaved = connections.filter { $0.storageFailure != nil }.map(\.name)
            if !unsaved.isEmpty { words.append(text.dialogs.quitUnsaved(unsaved.joined(separator: text.listComma))) }
        } else if !connections.isEmpty {
            words.append(text.dialogs.quitSession)
        }
        if isApplyingSettings { words.append(text.dialogs.quitApplying) }
        if authorization != nil { words.append(text.authorize.quit) }
        if hasTypedSecrets { words.append(text.dialogs.quitTyped) }
        if vaultOrders.values.contains(where: { $0.access == .writes }) { words.append(text.dialogs.quitWriting) }
        return words
    }

    func quitWords(_ text: Text) -> String {
        let isKept = connections.contains { vault == .open && $0.storageFailure == nil }
        let words = (isKept ? [text.dialogs.quitKept] : []) + losses(text)
        return words.isEmpty ? text.dialogs.quitNothing : words.joined(separator: text.sentenceSpace)
    }

    mutating func quit() -> [Effect] {
        overlay = nil
        var effects = saveHistory() + cancelVerification() + cancelSettings() + abandonAuthorization() + cancelExports()
        effects += connections.compactMap { $0.ticket.map(Effect.cancelJob) }
        effects += abandonOrders()
        effects += connections.flatMap { $0.target.slots.all.map(Effect.wipe) }
        effects += wipeDraft()
        effects += wipePassphrases()
        effects += stopReadingTimers
        connections = []
        histories = [:]
        vault = .unused
        screens = [.myExchanges(MyExchanges())]
        return effects + [.stopTimer(.notice), .stopTimer(.lock), .quit]
    }

    mutating func copy(_ text: String) -> [Effect] {
        if configuration.copying == .byHand {
            notice = Notice(text: Phrase { Text.of($0).plain.toCopy + Text.of($0).colon + text }, role: .notice)
            return [.startTimer(.notice, milliseconds: 6_000)]
        }
        notice = Notice(text: Phrase { Text.of($0).dialogs.copied + Text.of($0).colon + text }, role: .notice)
        return [.copy(text), .startTimer(.notice, milliseconds: 6_000)]
    }

    // MARK: View

    var context: ScreenContext {
        ScreenContext(
            language: configuration.language, glyphs: configuration.glyphs, exchanges: configuration.exchanges,
            samples: configuration.samples, ownAddresses: configuration.ownAddresses, connections: connections, draft: draft, viewing: viewing,
            histories: histories, summaries: summaries, clients: configuration.authorizationClients,
            storage: vault == .open ? .vault : .sessionOnly, keys: configuration.keys)
    }

    /// What is to be seen now.
    public var view: View {
        let context = context
        let text = context.text
        guard let model = screens.last?.model else { return View(title: "") }
        var view = model.view(context)
        view.glyphs = configuration.glyphs
        view.tooSmall = text.tooSmall
        view.badge = view.badge ?? badge
        view.cornerKey = key(for: .language)
        view.corner = offer(.language) == .shut ? "" : (view.cornerKey.map { $0.name(configuration.glyphs) + " " } ?? "") + text.keys.language
        view.hints = model.hints(context)
        if let help = key(for: .help) { view.hints.append(View.Hint(key: help.name(configuration.glyphs), label: text.keys.help, press: help)) }
        view.notice = notice.map { Span($0.text[configuration.language], $0.role) }
        if overlay == nil, sight == .clear, case .secret(let field) = model.takesText(context) { view.secretFocus = slot(of: field) }
        view.dialog = overlay.map { dialog($0, text) }
        return view
    }

    /// Which money the next step is about.
    var badge: Badge { Badge(context.site.origin, screens.count > 1 ? draft.environment : .live) }

    func dialog(_ overlay: Overlay, _ text: Text) -> View.Dialog {
        switch overlay {
        case .message(let title, let body):
            View.Dialog(title: title[configuration.language], blocks: body.map { .paragraph([Span($0[configuration.language])], indent: 0) } + [.spacer, .paragraph([Span("Enter " + text.dialogs.close, .hintText)], indent: 0)])
        case .confirmation(.quit):
            View.Dialog(title: text.dialogs.quitTitle, blocks: question(quitWords(text), text))
        case .confirmation(.remove(let id)):
            View.Dialog(
                title: text.dialogs.removeTitle, blocks: question(removeWords(id, text), text))
        case .rename(_, let editor, let objection):
            View.Dialog(
                title: text.dialogs.renameTitle,
                blocks: [
                    .fields([
                        Block.Field(
                            label: text.dialogs.renameLead, content: .text(editor.text, cursor: editor.cursor, placeholder: ""), focus: .chosen,
                            remarks: objection.map { [Span($0[configuration.language], .bad)] } ?? [])
                    ]), .spacer, .paragraph([Span(text.dialogs.renameKeys, .hintText)], indent: 0),
                ])
        case .palette(let palette): View.Dialog(title: text.tools.paletteTitle, blocks: palette.blocks(paletteCommands, context), columns: 64)
        case .themes(let picker): View.Dialog(title: text.tools.themesTitle, blocks: picker.blocks(context), columns: 64)
        case .export(let form):
            View.Dialog(
                title: text.portfolio.exportTitle,
                blocks: [
                    .fields([
                        Block.Field(
                            label: text.portfolio.exportLead, content: .text(form.editor.text, cursor: form.editor.cursor, placeholder: ""), focus: .chosen,
                            remarks: form.objection.map { [Span($0[configuration.language], .bad)] } ?? [])
                    ]), .spacer, .paragraph([Span(text.portfolio.exportKeys, .hintText)], indent: 0),
                ], columns: 76)
        case .help(let line):
            View.Dialog(
                title: text.dialogs.helpTitle,
                blocks: [.choices(helpLines.enumerated().map { index, choice in
                    var choice = choice
                    if index == line { choice.focus = .chosen }
                    return choice
                })], columns: 70)
        }
    }

    func question(_ body: String, _ text: Text) -> [Block] {
        [.paragraph([Span(body)], indent: 0), .spacer, .paragraph([Span(text.dialogs.confirm, .hintKey), Span("     "), Span(text.dialogs.cancel, .hintKey)], indent: 0)]
    }

    var helpLines: [Block.Choice] {
        let context = context
        let text = context.text
        func lines(_ hints: [View.Hint]) -> [Block.Choice] {
            hints.map { Block.Choice(title: TextWidth.padEnd($0.key, to: 16) + "  " + $0.label) }
        }
        let everywhere = bindingsEverywhere.filter { offer($0.command) == .open }.map { $0.hint(context) }
        return [Block.Choice(title: text.dialogs.helpHere, trailing: Span("Esc " + text.dialogs.close, .hintText))]
            + lines(screens.last?.model.helpHints(context) ?? [])
            + [Block.Choice(title: text.dialogs.helpEverywhere)] + lines(everywhere)
            + [Block.Choice(title: text.dialogs.helpMore)] + text.dialogs.helpSupport.map { Block.Choice(title: $0) }
            + otherScreens.flatMap { [Block.Choice(title: text.tools.helpOn(context.text[keyPath: $0.heading]))] + lines($0.helpHints(context)) }
    }
}

extension Phrase {
    /// A phrase made from the texts of each language.
    init(_ words: (Language) -> String) {
        self.init(en: words(.english), zh: words(.simplifiedChinese))
    }
}
