import Core
import Crypto
import Glibc
import HTTP
import Terminal
import Vault

/// Runs the interface: takes what happens, gives it to the machine, does what the machine orders, and shows its view.
///
/// One loop on one thread waits for one thing: keys, the wake pipe, or the next timer. Nothing in it polls.
public final class Driver {
    private var machine: AppMachine
    private let screen: FullScreen
    private let store: SecretStore
    private let jobs: JobRunner
    private let pipe: WakePipe
    private let samples: [SampleAccount.ID: SampleKey]
    private let transport: HTTPTransport
    private let vault: VaultDesk?
    private var vaultSlots = VaultSlots()
    /// The errands whose answers are still wanted.
    private var vaultOrders: [Ticket: VaultOrder] = [:]
    private var watch: FolderWatch?
    private var input: TerminalInput
    private var timers = TimerClock()
    private var shown: (view: View, size: Size)?
    private var end: DriverEnd?

    /// The credentials of one of the sandbox's accounts: public, and worth nothing.
    public struct SampleKey: Sendable {
        public let apiKey: [UInt8]
        public let secretKey: [UInt8]
        public let passphrase: [UInt8]

        public init(apiKey: [UInt8], secretKey: [UInt8], passphrase: [UInt8]) {
            self.apiKey = apiKey
            self.secretKey = secretKey
            self.passphrase = passphrase
        }
    }

    /// Takes the terminal over. `nil` only where the process may have no more descriptors.
    public init?(
        machine: AppMachine, screen: FullScreen, inputDescriptor: Int32, transport: HTTPTransport, vault: VaultFile? = nil, exchanges: [ExchangeProfile] = [],
        samples: [SampleAccount.ID: SampleKey] = [:], history: HistoryKeeping = .kept
    ) {
        guard let pipe = WakePipe() else { return nil }
        self.machine = machine
        self.screen = screen
        self.pipe = pipe
        self.samples = samples
        self.inputDescriptor = inputDescriptor
        store = SecretStore()
        self.transport = transport
        let desk = vault.map { VaultDesk(file: $0, exchanges: exchanges, history: history) }
        self.vault = desk
        jobs = JobRunner(transport: transport, vault: desk, pipe: pipe)
        input = TerminalInput(descriptor: inputDescriptor, decoder: InputDecoder(terminfoKeys: screen.keySequences))
    }

    private let inputDescriptor: Int32

    /// A paste whose end does not come is ended after this time without a byte.
    private static let pasteMilliseconds: Int64 = 2_000

    /// Runs until the user quits, the terminal goes away or a signal ends it. The terminal is given back and all secrets are wiped.
    public func run() -> DriverEnd {
        pipe.catchSignals([SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP])
        defer { leave() }
        handle(.resized(screen.size))
        present()
        while end == nil {
            wait()
            if end == nil { present() }
        }
        return end ?? .quit
    }

    // MARK: Waiting

    private func wait() {
        var polled = [
            pollfd(fd: inputDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: pipe.readDescriptor, events: Int16(POLLIN), revents: 0),
            // A negative descriptor is passed over.
            pollfd(fd: watch?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        var patience = timers.untilNext
        if input.isInPaste {
            patience = min(patience ?? .max, Self.pasteMilliseconds)
        } else if input.awaitsMore {
            patience = min(patience ?? .max, Int64(TerminalInput.escapeMilliseconds))
        }
        let count = poll(&polled, 3, patience.map { Int32(min($0, 86_400_000)) } ?? -1)
        if count < 0, errno != EINTR {
            end = .hungUp
            return
        }
        if polled[1].revents != 0 { for signal in pipe.drain() { received(signal) } }
        for answer in jobs.takeAnswers() { received(answer) }
        if polled[2].revents != 0, watch?.takeChange() == .content { handle(.vaultChanged) }
        if polled[0].revents & Int16(POLLIN) != 0 {
            if input.read(into: self) == .ended { end = .hungUp }
        } else if polled[0].revents != 0 {
            end = .hungUp
        } else if count == 0 {
            if input.isInPaste { input.endPaste(into: self) } else if input.awaitsMore { input.timeout(into: self) }
        }
        for timer in timers.takeDue() { handle(.timerFired(timer)) }
    }

    private func received(_ signal: Int32) {
        switch signal {
        case SIGWINCH: handle(.resized(screen.resized()))
        case SIGINT: key(.control("c"))
        case SIGTSTP: key(.control("z"))
        default: if end == nil { end = .signalled(signal) }
        }
    }

    private func received(_ answer: JobRunner.Answer) {
        switch answer {
        case .event(let event): handle(event)
        case .vault(let answer):
            guard let order = vaultOrders.removeValue(forKey: answer.ticket) else {
                // Locked meanwhile: nobody is to have what came out of it.
                if case .success(let records) = answer.result { for record in records { record.credentials.wipe() } }
                vault?.lock()
                return
            }
            switch answer.result {
            case .success(let records):
                if watch == nil, let place = vault?.place { watch = FolderWatch(folder: place.folder, name: place.name) }
                let listed = vaultSlots.place(records, after: order, in: store)
                handle(.jobFinished(answer.ticket, .vault(listed, milliseconds: answer.milliseconds)))
                switch order {
                case .create, .unlock: jobs.readHistory()
                case .reread, .add, .replace, .rename, .remove, .makeDefault, .changeFutures, .changePassphrase: break
                }
            case .failure(let failure): handle(.jobFinished(answer.ticket, .failed(failure)))
            }
        }
    }

    // MARK: Machine

    private func handle(_ event: Event) {
        guard end == nil else { return }
        for effect in machine.handle(event) { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .startJob(let ticket, let job):
            switch job {
            case .verify(let target): verify(ticket, target)
            case .refresh(let target): jobs.start(ticket, .refresh(target), credentials: store.visitCredentials(target.slots))
            case .probe(let target, let places): jobs.start(ticket, .probe(target, places), credentials: store.visitCredentials(target.slots))
            case .readSettings(let target, let wish):
                jobs.start(ticket, .readSettings(target, wish), credentials: store.visitCredentials(target.slots))
            case .applySettings(let target, let plan, let wish):
                jobs.start(ticket, .applySettings(target, plan, wish), credentials: store.visitCredentials(target.slots))
            case .vault(let order): startErrand(ticket, order)
            case .export(let order): jobs.start(ticket, order)
            }
        case .cancelJob(let ticket): jobs.cancel(ticket)
        case .editSecret(let slot, let edit): handle(.secretChanged(slot, store.edit(slot, edit)))
        case .takeFromPaste(let paste, let credential, let slot):
            handle(.secretChanged(slot, store.take(credential, from: paste, into: slot)))
        case .appendPaste(let paste, let slot): handle(.secretChanged(slot, store.append(paste, to: slot)))
        case .releasePaste(let paste): if let text = store.release(paste) { handle(.pasteReleased(paste, text)) }
        case .discardPaste(let paste): store.discard(paste)
        case .fillSample(let id, let slots):
            guard let sample = samples[id] else { return }
            handle(.secretChanged(slots.apiKey, store.fill(slots.apiKey, with: sample.apiKey)))
            handle(.secretChanged(slots.secretKey, store.fill(slots.secretKey, with: sample.secretKey)))
            handle(.secretChanged(slots.passphrase, store.fill(slots.passphrase, with: sample.passphrase)))
        case .wipe(let slot): store.wipe(slot)
        case .compare(let first, let second): handle(.secretsCompared(store.compare(first, second)))
        case .lock:
            vaultOrders = [:]
            vaultSlots.forget()
            vault?.lock()
            transport.closeConnections()
        case .saveHistory(let accounts): vault?.saveHistory(accounts)
        case .copy(let text): _ = screen.copyToClipboard(text)
        case .startTimer(let timer, let milliseconds): timers.start(timer, milliseconds: milliseconds)
        case .stopTimer(let timer): timers.stop(timer)
        case .repaint: screen.repaint()
        case .suspend: suspend()
        case .quit: end = .quit
        }
    }

    /// A key that is connected already is said to be so before anyone is asked about it.
    private func verify(_ ticket: Ticket, _ target: AccessTarget) {
        let holder = machine.keysInUse.first {
            $0.slot != target.slots.apiKey && $0.exchange == target.exchange && store.compare($0.slot, target.slots.apiKey) == .same
        }
        if let holder {
            handle(.jobFinished(ticket, .failed(VaultProblem.alreadyConnected(name: holder.name).failure)))
            return
        }
        jobs.start(ticket, .verify(target), credentials: store.visitCredentials(target.slots))
    }

    private func startErrand(_ ticket: Ticket, _ order: VaultOrder) {
        vaultOrders[ticket] = order
        let errand: VaultErrand
        switch order {
        case .create(let slot), .unlock(let slot, _), .changePassphrase(let slot):
            errand = VaultErrand(ticket: ticket, order: order, passphrase: store.copy(slot), credentials: nil)
        case .add(_, let target), .replace(_, let target):
            errand = VaultErrand(ticket: ticket, order: order, passphrase: nil, credentials: store.credentials(target.slots))
        case .reread, .rename, .remove, .makeDefault, .changeFutures:
            errand = VaultErrand(ticket: ticket, order: order, passphrase: nil, credentials: nil)
        }
        jobs.start(errand)
    }

    /// Gives the terminal to the shell until the process is continued.
    private func suspend() {
        screen.suspend()
        // The whole group stops, as it would for a program that left Ctrl-Z to the terminal. Where nobody could continue it, as
        // when no shell started it, the system drops this signal.
        pipe.release(SIGTSTP)
        kill(0, SIGTSTP)
        pipe.catchSignals([SIGTSTP])
        screen.resume()
        handle(.resized(screen.resized()))
    }

    private func present() {
        let view = machine.view
        let size = screen.size
        if let shown, shown.view == view, shown.size == size { return }
        screen.present(Frame(view, size: size))
        shown = (view, size)
    }

    private func leave() {
        // A lost terminal or a signal did not ask the machine.
        let unsaved = machine.unsavedHistory
        if !unsaved.isEmpty { vault?.saveHistory(unsaved) }
        jobs.cancelAll()
        vault?.lock()
        vault?.finishHistory()
        store.wipeAll()
        screen.restore()
        ProcessGuard.wipeEverything()
    }
}

extension Driver: InputSink {
    public func key(_ key: Key) {
        guard end == nil else { return }
        // The characters of a secret go to the store, and the machine learns only what they amount to.
        if case .character(let scalar) = key, let slot = machine.view.secretFocus {
            handle(.secretChanged(slot, store.type(scalar, into: slot)))
        } else {
            handle(.keyPressed(key))
        }
    }

    public func pasteBegan() { store.pasteBegan() }

    public func paste(_ bytes: UnsafeRawBufferPointer) { store.paste(bytes) }

    public func pasteEnded() { handle(.pasted(store.pasteEnded())) }
}
