import Core
import Crypto
import Domain
import Exchanges
import Glibc
import HTTP
import Session
import Terminal
import Themes
import Vault

/// Runs the interface: hands what happens to the machine, performs the machine's effects, and shows its view.
///
/// One loop on one thread waits for one thing: keys, the wake pipe, or the next timer. Nothing in it polls.
public final class Driver {
    private var machine: AppMachine
    private let surface: any Surface
    private let store: SecretStore
    private let jobs: JobRunner
    private let pipe: WakePipe
    private let alarm: WakeAlarm
    private let samples: [SampleAccount.ID: SampleKey]
    private let exchanges: [ExchangeProfile]
    private let transport: HTTPTransport
    private let sockets: WebSocketTransport
    private let vault: VaultService?
    private var vaultSlots = VaultSlots()
    private let authorizations: OAuthService
    /// The slots for the keys that authorizations make.
    private var authorizationSlots: [Ticket: CredentialSlots] = [:]
    /// The day that the machine was told.
    private var day = ""
    /// The commands whose answers are still wanted.
    private var vaultCommands: [Ticket: VaultCommand] = [:]
    private var watch: FolderWatch?
    private var timers = TimerClock()
    private var shown: (view: View, size: Size)?
    private var lastPress: (position: Frame.Position, milliseconds: Int64)?
    /// When the terminal last sent something, or was last told that nothing more comes.
    private var lastInput = TimerClock.nowMilliseconds
    /// When the terminal was last taken back from the shell.
    private var takenBackAt: Int64?
    private var pace = RepaintPace()
    private var end: DriverEnd?
    private let passphrase: OfferedPassphrase
    /// Where choices are kept; `nil` where they are not.
    private let memory: ChoiceMemory?

    private static let doublePressMilliseconds: Int64 = 400
    /// For how long after our own suspension a `SIGCONT` still belongs to it.
    private static let continuedMilliseconds: Int64 = 500

    /// The credentials of one of the sandbox's accounts: public, and worth nothing.
    public typealias SampleKey = KeyValues<[UInt8]>

    /// Takes the terminal over. `nil` only where the process may have no more descriptors.
    init?(
        machine: AppMachine, surface: any Surface, transport: HTTPTransport, sockets: WebSocketTransport, vault: VaultFile? = nil,
        registry: ExchangeRegistry = .all, exchanges: [ExchangeProfile]? = nil,
        samples: [SampleAccount.ID: SampleKey] = [:], clients: [String: FastAPIClient] = [:], history: HistoryKeeping = .kept,
        passphrase: OfferedPassphrase = .none, memory: ChoiceMemory? = nil
    ) {
        guard let pipe = WakePipe(), let alarm = WakeAlarm() else { return nil }
        self.alarm = alarm
        self.machine = machine
        self.surface = surface
        self.pipe = pipe
        self.samples = samples
        self.passphrase = passphrase
        self.memory = memory
        let exchanges = exchanges ?? registry.profiles
        self.exchanges = exchanges
        store = SecretStore(exchanges: exchanges)
        self.transport = transport
        self.sockets = sockets
        let desk = vault.map { VaultService(file: $0, exchanges: exchanges, history: history) }
        self.vault = desk
        let runner = JobRunner(transport: transport, sockets: sockets, registry: registry, vault: desk, pipe: pipe)
        jobs = runner
        authorizations = OAuthService(clients: clients, registry: registry, exchanges: exchanges, transport: transport) {
            [weak runner] answer in
            runner?.post(.authorization(answer))
        }
    }

    /// Runs until the user quits, the terminal goes away or a signal ends it. The terminal is given back and all secrets are wiped.
    public func run() -> DriverEnd {
        pipe.catchSignals([SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT])
        defer { leave() }
        handle(.resized(surface.size))
        noteDay()
        takePassphrase()
        present()
        while end == nil {
            wait()
            if end == nil, pace.takeTurn(now: TimerClock.nowMilliseconds) { present() }
        }
        return end ?? .quit
    }

    /// Afterwards nobody has the passphrase but the slot that the machine wipes.
    private func takePassphrase() {
        switch passphrase {
        case .none: break
        case .given(let secret, let origin):
            let slot = AppMachine.passphraseSlot
            handle(.passphraseOffered(.inSlot(store.move(secret, into: slot), origin: origin)))
        case .failed(let failure): handle(.passphraseOffered(.failed(failure)))
        }
    }

    // MARK: Waiting

    private func wait() {
        var polled = [
            pollfd(fd: surface.inputDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: pipe.readDescriptor, events: Int16(POLLIN), revents: 0),
            // `poll` ignores a negative descriptor.
            pollfd(fd: watch?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: alarm.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        alarm.set(
            milliseconds: [timers.untilNext, untilQuiet, pace.untilDue(now: TimerClock.nowMilliseconds)].compactMap(\.self).min())
        let count = poll(&polled, nfds_t(polled.count), -1)
        if count < 0, errno != EINTR {
            end = .hungUp
            return
        }
        lockIfDue()
        noteDay()
        if polled[1].revents != 0 { for signal in pipe.drain() { received(signal) } }
        for answer in jobs.takeAnswers() { received(answer) }
        if polled[2].revents != 0, watch?.takeChange() == .content { handle(.vaultChanged) }
        if polled[0].revents & Int16(POLLIN) != 0 {
            lastInput = TimerClock.nowMilliseconds
            if surface.read(into: self) == .ended { end = .hungUp }
        } else if polled[0].revents != 0 {
            end = .hungUp
        } else if untilQuiet == 0 {
            // Being woken by something else, such as a timer, does not mean that the input is complete: the rest of a paste may be on its
            // way.
            lastInput = TimerClock.nowMilliseconds
            surface.becameQuiet(self)
        }
        for timer in timers.takeDue() { handle(.timerFired(timer)) }
    }

    /// A time that is shown has its day beside it once that is over.
    private func noteDay() {
        let now = LocalClock.now.day
        guard now != day else { return }
        day = now
        handle(.dayBegan(now))
    }

    /// Before anything else that has woken us: a key that is pressed on a machine that slept is no sign that its owner was there
    /// all the time, and nothing is drawn of what was open then.
    private func lockIfDue() {
        if let timer = timers.takeDue(.lock) { handle(.timerFired(timer)) }
    }

    /// Milliseconds until an unfinished sequence of the terminal is taken as it is; `nil` where there is none.
    private var untilQuiet: Int64? {
        surface.timeoutMilliseconds.map { max(0, $0 - (TimerClock.nowMilliseconds - lastInput)) }
    }

    private func received(_ signal: Int32) {
        switch signal {
        case SIGWINCH: handle(.resized(surface.resized()))
        case SIGCONT: continued()
        case SIGINT: key(.control("c"))
        case SIGTSTP: key(.control("z"))
        default: if end == nil { end = .signalled(signal) }
        }
    }

    private func received(_ answer: JobRunner.Answer) {
        switch answer {
        case .event(let event): handle(event)
        case .prepared(let ticket, let slots, let key):
            // If the operation was cancelled, its slots were wiped, and the key must not return to them.
            if machine.isUnderWay(ticket) { store.put(key.values, into: slots) }
        case .authorization(.event(let event)): handle(event)
        case .authorization(.made(let ticket, let grant)): received(grant, ticket)
        case .vault(let answer):
            guard let command = vaultCommands.removeValue(forKey: answer.ticket) else {
                // The vault was locked meanwhile: its answer is wiped.
                if case .success(let records) = answer.result { for record in records { record.wipe() } }
                vault?.lock()
                return
            }
            switch answer.result {
            case .success(let records):
                if watch == nil, let place = vault?.place { watch = FolderWatch(folder: place.folder, name: place.name) }
                let listed = vaultSlots.place(records, after: command, in: store)
                handle(.operation(answer.ticket, .vault(listed, milliseconds: answer.milliseconds)))
                switch command {
                case .create, .unlock: jobs.readHistory()
                case .reread, .add, .replace, .rename, .remove, .makeDefault, .changeFutures, .changePassphrase, .acceptAddress,
                    .noteAccounts:
                    break
                }
            case .failure(let failure): handle(.operation(answer.ticket, .failed(failure)))
            }
        }
    }

    // MARK: Machine

    private func handle(_ event: Event) {
        guard end == nil else { return }
        if case .operation(_, .changed) = event { pace.pushed() } else { pace.acted() }
        for effect in machine.handle(event) { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .start(let ticket, let job):
            switch job {
            case .verify(let target): verify(ticket, target)
            case .refresh(let target): jobs.start(ticket, .refresh(target), key: key(of: target), of: exchange(of: target))
            case .stream(let target, let offset):
                jobs.start(ticket, .stream(target, clockOffsetMilliseconds: offset), key: key(of: target), of: exchange(of: target))
            case .probe(let target, let places):
                jobs.start(ticket, .probe(target, places), key: key(of: target), of: exchange(of: target))
            case .readSettings(let target, let settingsTarget):
                jobs.start(ticket, .readSettings(target, settingsTarget), key: key(of: target), of: exchange(of: target))
            case .applySettings(let target, let plan, let settingsTarget):
                jobs.start(ticket, .applySettings(target, plan, settingsTarget), key: key(of: target), of: exchange(of: target))
            case .vault(let command): startVault(ticket, command)
            case .authorize(let request):
                authorizationSlots = [ticket: request.slots]
                authorizations.start(ticket, request)
            case .export(let request): jobs.start(ticket, request)
            }
        case .cancel(let ticket): jobs.cancel(ticket)
        case .answerAuthorization(let ticket, let paste): authorizations.answer(ticket, store.copy(paste))
        case .answerAuthorizationTyped(let ticket, let slot): authorizations.answer(ticket, store.copy(slot))
        case .decideAuthorization(let ticket, let decision): authorizations.decide(ticket, decision)
        case .abandonAuthorization(let ticket): authorizations.abandon(ticket)
        case .openBrowser(let address): BrowserLauncher.open(address, environment: ProgramFolders.variable)
        case .printBare(let text): printBare(text)
        case .editSecret(let slot, let edit): handle(.secretChanged(slot, store.edit(slot, edit)))
        case .takeFromPaste(let paste, let field, let slot):
            handle(.secretChanged(slot, store.take(field, from: paste, into: slot)))
        case .appendPaste(let paste, let slot): handle(.secretChanged(slot, store.append(paste, to: slot)))
        case .releasePaste(let paste): if let text = store.release(paste) { handle(.pasteReleased(paste, text)) }
        case .discardPaste(let paste): store.discard(paste)
        case .fillSample(let id, let slots):
            guard let sample = samples[id] else { return }
            for entry in slots.entries { handle(.secretChanged(entry.value, store.fill(entry.value, with: sample[entry.id] ?? []))) }
        case .wipe(let slot): store.wipe(slot)
        case .compare(let first, let second): handle(.secretsCompared(store.compare(first, second)))
        case .lock:
            vaultCommands = [:]
            vaultSlots.forget()
            vault?.lock()
            transport.closeConnections()
            sockets.closeAll()
        case .saveHistory(let accounts): vault?.saveHistory(accounts)
        case .remember(let choices): memory?.keep(choices)
        case .copy(let text): surface.copy(text)
        case .startTimer(let timer, let milliseconds): timers.start(timer, milliseconds: milliseconds)
        case .stopTimer(let timer): timers.stop(timer)
        case .showTheme(let name): surface.showTheme(name)
        case .useMouse(let mouse): surface.use(mouse)
        case .repaint: surface.repaint()
        case .suspend: suspend()
        case .quit: end = .quit
        }
    }

    private func key(of target: AccessTarget) -> Result<KeyHandle, Failure> {
        store.keyHandle(of: target.slots, at: exchange(of: target))
    }

    private func exchange(of target: AccessTarget) -> ExchangeProfile? { exchanges.first { $0.id == target.exchange } }

    /// A key that another connection has is refused before the exchange is asked.
    private func verify(_ ticket: Ticket, _ target: AccessTarget) {
        let holder = machine.keysInUse.first {
            $0.slot != target.slots.apiKey && $0.exchange == target.exchange && store.compare($0.slot, target.slots.apiKey) == .same
        }
        if let holder {
            handle(.operation(ticket, .failed(VaultProblem.alreadyConnected(name: holder.name).failure)))
            return
        }
        jobs.start(ticket, .verify(target), key: key(of: target), of: exchange(of: target))
    }

    private func startVault(_ ticket: Ticket, _ command: VaultCommand) {
        vaultCommands[ticket] = command
        let request: VaultRequest
        switch command {
        case .create(let slot), .unlock(let slot, _):
            request = VaultRequest(ticket: ticket, command: command, passphrase: store.copy(slot), key: nil)
        case .changePassphrase(let present, let new):
            request = VaultRequest(ticket: ticket, command: command, passphrase: store.copy(new), present: store.copy(present), key: nil)
        case .add(_, let target), .replace(_, let target):
            request = VaultRequest(
                ticket: ticket, command: command, passphrase: nil,
                key: store.key(target.slots, exchange(of: target)?.keyFields ?? []))
        case .reread, .rename, .remove, .makeDefault, .changeFutures, .acceptAddress, .noteAccounts:
            request = VaultRequest(ticket: ticket, command: command, passphrase: nil, key: nil)
        }
        jobs.start(request)
    }

    /// Puts the key into its slots; a key that is no longer awaited is deleted at the exchange.
    private func received(_ grant: OAuthSession.Grant, _ ticket: Ticket) {
        guard machine.awaits(ticket), let slots = authorizationSlots.removeValue(forKey: ticket) else {
            authorizations.undo(grant)
            return
        }
        store.put(grant.key.values, into: slots)
        grant.key.wipe()
        handle(.operation(ticket, .authorized(grant.place)))
    }

    /// Leaves the full screen for a line that can be marked and copied whole, until Enter is pressed or a signal comes.
    private func printBare(_ text: String) {
        surface.suspend()
        let lead = machine.bareLead
        _ = CommandOutput.write(Array("\n\(text)\n\n\(lead)".utf8), to: STDOUT_FILENO)
        var bytes = [UInt8](repeating: 0, count: 256)
        waiting: while true {
            var polled = [
                pollfd(fd: surface.inputDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: pipe.readDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: alarm.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            // Answers that come meanwhile are taken afterwards; a vault that is due to be locked does not wait for Enter.
            let untilLock = timers.untilNext(.lock)
            alarm.set(milliseconds: untilLock)
            guard untilLock != 0, poll(&polled, nfds_t(polled.count), -1) >= 0 || errno == EINTR else { break }
            for signal in polled[1].revents != 0 ? pipe.drain() : [] {
                switch signal {
                case SIGWINCH, SIGCONT: continue
                case SIGINT, SIGTSTP: break waiting
                default:
                    if end == nil { end = .signalled(signal) }
                    break waiting
                }
            }
            guard polled[0].revents != 0 else { continue }
            let count = bytes.withUnsafeMutableBytes { read(surface.inputDescriptor, $0.baseAddress, $0.count) }
            if count <= 0 {
                if end == nil { end = .hungUp }
                break
            }
            if bytes[..<count].contains(0x0A) { break }
        }
        bytes.withUnsafeMutableBytes { $0.wipe() }
        guard end == nil else { return }
        // The wake-ups of answers that arrived meanwhile were consumed above, so the loop is woken for them here.
        pipe.wake()
        takeBack()
    }

    /// Gives the terminal to the shell until the process is continued.
    private func suspend() {
        surface.suspend()
        // The whole group stops, as it would for a program that left Ctrl-Z to the terminal. Where nobody could continue it, as
        // when no shell started it, the system drops this signal.
        pipe.release(SIGTSTP)
        kill(0, SIGTSTP)
        pipe.catchSignals([SIGTSTP])
        takeBack()
    }

    private func takeBack() {
        // What was shown before may be locked by now.
        lockIfDue()
        shown = nil
        surface.resume()
        takenBackAt = TimerClock.nowMilliseconds
        handle(.resized(surface.resized()))
    }

    /// Another process stopped and continued us: the shell has changed the modes of the terminal meanwhile.
    private func continued() {
        // This signal belongs to our own suspension.
        if let takenBackAt, TimerClock.nowMilliseconds - takenBackAt < Self.continuedMilliseconds { return }
        surface.suspend()
        takeBack()
    }

    private func present() {
        let view = machine.view
        let size = surface.size
        if let shown, shown.view == view, shown.size == size, !surface.awaitsAnswer { return }
        surface.present(view, language: machine.language)
        shown = (view, size)
        if let number = surface.refusal, end == nil { end = .unwritable(errno: number) }
    }

    private func leave() {
        // The terminal comes first, because what follows may take time.
        surface.restore()
        // A lost terminal or a signal did not ask the machine.
        if let unsaved = machine.unsavedHistory { vault?.saveHistory(unsaved) }
        jobs.cancelAll()
        authorizations.endAll()
        vault?.lock()
        vault?.finishHistory()
        memory?.finish()
        store.wipeAll()
        ProcessGuard.wipeEverything()
    }
}

extension Driver: PlainListener {
    /// The machine's present view, for the line mode to print.
    public var view: View { machine.view }

    /// What can be done now, for the line mode to list and look up.
    public var commands: [OfferedCommand] { machine.commands }
    /// How many values make up a key of the exchange that is being connected.
    public var keyValues: Int { machine.exchange.keyFields.needed.count }

    /// The language that the user has chosen on the screen.
    public var language: Language { machine.language }
}

extension Driver: InputSink {
    /// Hands a key to the machine; the characters of a secret go to the store instead.
    public func key(_ key: Key) {
        guard end == nil else { return }
        // The characters of a secret go to the store; the machine learns only the summary.
        if case .character(let scalar) = key, let slot = machine.view.secretFocus {
            handle(.secretChanged(slot, store.type(scalar, into: slot)))
        } else {
            handle(.keyPressed(key))
        }
    }

    /// Hands a press or a scroll to the machine, by what lies there on the screen; ignores the second press of a double click.
    public func mouse(_ report: MouseReport) {
        guard end == nil else { return }
        switch report {
        case .pressed(let position):
            let now = TimerClock.nowMilliseconds
            defer { lastPress = (position, now) }
            // The second press of a double click was meant for what the first press has replaced.
            if let lastPress, lastPress.position.row == position.row, abs(lastPress.position.column - position.column) <= 1,
                now - lastPress.milliseconds < Self.doublePressMilliseconds
            {
                return
            }
            if let target = surface.target(at: position) { handle(.mousePressed(target)) }
        case .scrolled(let direction, let position): handle(.mouseScrolled(direction, over: surface.target(at: position)?.pane))
        }
        // The next press is meant for what the user sees by then.
        if end == nil { present() }
    }

    /// Chooses the theme for the terminal's background, where the user has chosen none.
    public func background(_ colour: RGB) {
        if let name = surface.backgroundAnswered(colour) { handle(.themeShown(name)) }
    }

    /// Opens the store for a paste; until it ends, nothing of it reaches the machine.
    public func pasteBegan() { store.pasteBegan() }

    /// Keeps the bytes in the store, up to its limit.
    public func paste(_ bytes: UnsafeRawBufferPointer) { store.paste(bytes) }

    /// Tells the machine what the store found in the paste, by its number.
    public func pasteEnded() { handle(.pasted(store.pasteEnded(PasteVocabulary(machine.exchange, among: exchanges)))) }

    /// Tells the machine that the paste may have been cut.
    public func pasteLeftOpen() { handle(.pasteLeftOpen) }
}
