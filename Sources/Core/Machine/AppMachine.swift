import Domain

/// The whole interface as a state machine: events in, effects out, and a view of its present state. It never traps and never throws.
public struct AppMachine: Hashable, Sendable {
    var configuration: AppConfiguration
    /// The screens from My Exchanges to the one in sight.
    var screens: [Screen] = [.myExchanges(MyExchanges())]
    var overlay: Overlay?
    /// What the screens share.
    var context: ScreenContext
    /// The slots of the draft's values; they are wiped when the draft is dropped.
    var draftSlots: CredentialSlots
    /// Whether the vault is open.
    var vault = VaultPhase.unused {
        didSet {
            context.storage = vault == .open ? .vault : .sessionOnly
            if vault == .open, oldValue != .open { keptHistory = .awaited }
        }
    }
    /// Whether an idle user's vault stays open.
    var idleRule = IdleRule.locks
    var historyState = HistoryState.saved
    var keptHistory = KeptHistory.awaited
    /// Whether the vault notes the ids of accounts in this session.
    var accountIDStorage = AccountIDStorage.taken
    var notice: Notice?
    var fit = TerminalFit.sufficient
    /// Whether the last that the user did was a press of the mouse.
    var isPointing = false
    /// How many times in a row a step back was made.
    var stepsBack = 0
    var lastSlot = 0
    var lastConnection = 0
    /// The theme that the user has kept, now or in an earlier session.
    var keptTheme: String?

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

    /// Whether the histories hold something that the file lacks.
    enum HistoryState: Hashable, Sendable {
        case saved
        case changed
    }

    /// Whether what the file holds has come. Until then nothing is written over it.
    enum KeptHistory: Hashable, Sendable {
        case awaited
        case known
    }

    /// Whether the terminal is large enough for the screens.
    enum TerminalFit: Hashable, Sendable {
        case sufficient
        case tooSmall
    }

    enum AccountIDStorage: Hashable, Sendable {
        case taken
        /// The vault could not store them; the user is not told, and the next session tries again.
        case refused
    }

    /// The line above the hints.
    struct Notice: Hashable, Sendable {
        var text: Phrase
        var role: Role
    }

    /// The machine at its start: with a vault at the passphrase, without one at My Exchanges.
    public init(_ configuration: AppConfiguration) {
        self.configuration = configuration
        context = ScreenContext(self.configuration)
        keptTheme = configuration.remembered.theme
        draftSlots = CredentialSlots(context.exchange.keyFields.map(\.id), from: 1)
        lastSlot = draftSlots.ids.count
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

    /// Handles an event; the only way to change the machine.
    public mutating func handle(_ event: Event) -> [Effect] {
        defer {
            showStartNotice()
            keepHomeInSight(after: event)
        }
        let before = choices
        notePointing(event)
        let effects = happened(event)
        return effects + remember(since: before)
    }

    private mutating func happened(_ event: Event) -> [Effect] {
        switch event {
        case .resized(let size): resized(size)
        case .dayBegan(let day): dayBegan(day)
        case .keyPressed(let key): pressed(key) + startIdleTimer()
        case .mousePressed(let target): pressed(target) + startIdleTimer()
        case .mouseScrolled(let direction, let pane): scrolled(direction, over: pane) + startIdleTimer()
        case .themeShown(let name): themeShown(name)
        case .secretChanged(let slot, let summary): secretChanged(slot, summary) + startIdleTimer()
        case .pasted(let findings): pasted(findings) + startIdleTimer()
        case .pasteLeftOpen: pasteLeftOpen()
        case .pasteReleased(_, let text): released(text)
        case .operation(let ticket, let event): happened(ticket, event)
        case .grantSettled(let remainder): settled(remainder)
        case .timerFired(let timer): fired(timer)
        case .secretsCompared(let comparison): compared(comparison)
        case .passphraseOffered(let offer): offered(offer)
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
        case .help, .repaint, .suspend, .quit: .enabled
        case .palette: configuration.palette == .offered ? .enabled : .disabled
        // Chinese cannot be shown in ASCII.
        case .language: configuration.glyphs == .ascii ? .disabled : .enabled
        case .themes: configuration.themes.isEmpty ? .disabled : .enabled
        case .mouse: configuration.mouse == nil ? .disabled : .enabled
        case .lock: vault == .open ? .enabled : .disabled
        }
    }

    func globalCommand(for key: Key) -> GlobalCommand? {
        if case .character = key, screens.last?.model.takesText(context) != TextEntry.none { return nil }
        return bindingsEverywhere.first { $0.keys.contains(key) && offer($0.command) == .enabled }?.command
    }

    mutating func resized(_ size: Size) -> [Effect] {
        fit = Frame.suffices(size) ? .sufficient : .tooSmall
        context.size = size
        return []
    }

    private mutating func dayBegan(_ day: String) -> [Effect] {
        context.today = day
        return []
    }

    /// What is chosen in My Exchanges stays in sight, whatever else changes there.
    private mutating func keepHomeInSight(after event: Event) {
        guard fit == .sufficient, screens.count == 1, case .myExchanges(var home)? = screens.first else { return }
        // Pushes come many times a second, and sorting all rows for each costs more than everything else that they bring.
        if case .operation(_, .changed) = event, home.standsStill(context) { return }
        home.keepInSight(context)
        screens[0] = .myExchanges(home)
    }

    mutating func pressed(_ key: Key) -> [Effect] {
        let before = stepsBack
        defer { if stepsBack == before { stepsBack = 0 } }
        // A dialog that cannot be seen must not be answered: only locking works, and Ctrl-C, which then quits at once as the screen says.
        if fit == .tooSmall, key == .control("c") { return quit() }
        if fit == .tooSmall, globalCommand(for: key) != .lock { return [] }
        var effects: [Effect] = []
        // Locking works at once, also while a dialog is open.
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
            context.language = all[((all.firstIndex(of: context.language) ?? 0) + 1) % all.count]
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
            case .acceptAddress(let id): return acceptAddress(id)
            case .keepWithdrawal: return insist()
            }
        case .close?: return close(overlay)
        case .scroll(let lines)?: return scroll(overlay, by: lines)
        case .edit(let edit)?: return change(overlay, by: edit)
        case .quit?:
            // A second Ctrl-C confirms the question.
            if overlay == .confirmation(.quit) { return quit() }
            return close(overlay) + askToQuit()
        case nil: break
        }
        return []
    }

    mutating func pressedOnScreen(_ key: Key) -> [Effect] {
        if let words = screens.last?.model.refusal(of: key, context) { return tell(words, .caution) }
        switch screens.last {
        case .myExchanges(var model)?:
            let before = viewing
            let step = model.handle(key, &context)
            replaceTop(.myExchanges(model))
            return perform(step, model, before)
        case .accountDetails(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.accountDetails(model))
            return perform(step, model)
        case .futuresCheck(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.futuresCheck(model))
            return perform(step, model)
        case .equityChart(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.equityChart(model))
            return perform(step)
        case .vaultCreate(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.vaultCreate(model))
            return perform(step)
        case .vaultUnlock(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.vaultUnlock(model))
            return perform(step)
        case .chooseExchange(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.chooseExchange(model))
            return perform(step)
        case .futuresGuide(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.futuresGuide(model))
            return perform(step)
        case .connectMethod(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.connectMethod(model))
            return perform(step)
        case .authorize(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.authorize(model))
            return perform(step, model)
        case .keyGuide(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.keyGuide(model))
            return perform(step)
        case .keyEntry(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.keyEntry(model))
            return perform(step)
        case .verify(var model)?:
            let step = model.handle(key, &context)
            replaceTop(.verify(model))
            return perform(step, model)
        case nil: return []
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

    /// Shows what could not be secured, one notice after the other.
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
            // Locking in the middle of a change would hide its outcome, so the time starts again.
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

    mutating func askToQuit() -> [Effect] {
        guard !losses(context.text).isEmpty else { return quit() }
        overlay = .confirmation(.quit)
        return []
    }

    /// What quitting now would lose, one sentence each.
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
        if running.vaultCommands.contains(where: { $0.access == .writes }) { words.append(text.dialogs.quitWriting) }
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
        effects += cancelReadings() + endStreams()
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
        switch configuration.copying {
        case .clipboard: [.copy(text)] + tell { $0.dialogs.copied + $0.colon + text }
        case .unconfirmed: [.copy(text)] + tell(milliseconds: 12_000) { $0.dialogs.copiedPerhaps + $0.colon + text }
        case .keptByTmux:
            [.copy(text)]
                + tell(.caution, milliseconds: 20_000) { $0.dialogs.keptByTmux + $0.sentenceSpace + $0.plain.toCopy + $0.colon + text }
        case .byHand: tell(milliseconds: 12_000) { $0.plain.toCopy + $0.colon + text }
        }
    }
}

extension Phrase {
    /// A phrase made from the texts of each language.
    init(_ words: (Language) -> String) {
        self.init(en: words(.english), zh: words(.simplifiedChinese))
    }
}
