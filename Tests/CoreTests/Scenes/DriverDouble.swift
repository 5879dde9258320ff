import Exchanges
import TestSupport
@testable import Core
@testable import Domain

/// Stands in for the driver: carries effects out on a store of summaries, and names every order that a driver must never be given.
struct DriverDouble {
    private(set) var openTickets: [Ticket: Operation] = [:]
    /// The slots that hold something.
    private(set) var secrets: [Slot: SecretSummary] = [:]
    private(set) var remembered: RememberedChoices?
    private(set) var savedHistories: [[AccountHistory]] = []
    private(set) var runningTimers: Set<Timer> = []
    private(set) var heldPastes: [PasteFindings.Paste: PasteFindings] = [:]
    private(set) var hasQuit = false
    /// What the store has to tell the machine.
    private(set) var answers: [Event] = []
    private(set) var copied: [String] = []
    /// What an authorization was told, in order.
    private(set) var told: [String] = []
    private(set) var opened: [String] = []
    /// Authorizations that were given up, and may still have something to say.
    private(set) var abandoned: Set<Ticket> = []
    /// How often everything kept was forgotten.
    private(set) var locks = 0
    var vault: VaultDouble
    private var usedTickets: Set<Ticket> = []
    private var releasedPastes: Set<PasteFindings.Paste> = []
    private let sampleIDs: Set<SampleAccount.ID>

    init(sampleIDs: Set<SampleAccount.ID>, stored: [String] = []) {
        self.sampleIDs = sampleIDs
        vault = VaultDouble(stored)
    }

    /// Records an event before the machine gets it.
    mutating func note(_ event: Event) {
        switch event {
        case .historyRead: break
        case .pasted(let findings): heldPastes[findings.paste] = findings
        case .operation(let ticket, let event):
            let job = event.isLast ? openTickets.removeValue(forKey: ticket) : nil
            // An event that reports a new key fills its slots.
            if case .authorized = event, case .authorize(let request)? = job {
                for credential in Credential.allCases { secrets[request.slots[credential]!] = Sample.summary(credential) }
            }
            guard case .vault(let stored, _) = event else { return }
            // With the vault the history beside it is read.
            if case .vault(.create)? = job { answers.append(.historyRead([], remark: nil)) }
            if case .vault(.unlock)? = job { answers.append(.historyRead([], remark: nil)) }
            // An event with a list of connections fills their slots.
            for slots in stored.map(\.target.slots) {
                for credential in Credential.allCases {
                    let slot = slots[credential]!
                    secrets[slot] = Sample.summary(credential)
                }
            }
        case .timerFired(let timer): runningTimers.remove(timer)
        case .secretChanged(let slot, let summary): secrets[slot] = summary.length == 0 ? nil : summary
        case .passphraseOffered(.inSlot(let summary, _)): secrets[AppMachine.passphraseSlot] = summary.length == 0 ? nil : summary
        case .passphraseOffered(.failed): break
        case .resized, .dayBegan, .keyPressed, .mousePressed, .mouseScrolled, .themeShown, .pasteReleased, .pasteLeftOpen, .secretsCompared,
            .vaultChanged, .grantSettled:
            break
        }
    }

    /// Takes what the store has to tell since it was last asked.
    mutating func takeAnswers() -> [Event] {
        defer { answers = [] }
        return answers
    }

    /// Performs an effect; answers what is wrong with it, or `nil` where it is legal.
    mutating func carryOut(_ effect: Effect) -> String? {
        if hasQuit { return "after quitting: \(effect)" }
        switch effect {
        case .start(let ticket, let job): return start(ticket, job)
        case .cancel(let ticket): return openTickets.removeValue(forKey: ticket) == nil ? "cancels a job that does not run: \(ticket)" : nil
        case .answerAuthorization(let ticket, let paste):
            guard isAuthorizing(ticket) else { return "answers what nobody asked: \(ticket)" }
            guard heldPastes[paste] != nil else { return "answers with a paste that is gone: \(paste)" }
            told.append("paste \(paste.number)")
        case .answerAuthorizationTyped(let ticket, let slot):
            guard isAuthorizing(ticket), secrets[slot] != nil else { return "answers with nothing: \(ticket)" }
            told.append("typed")
        case .decideAuthorization(let ticket, let decision):
            guard isAuthorizing(ticket) else { return "decides what nobody asked: \(ticket)" }
            told.append("\(decision)")
        case .abandonAuthorization(let ticket):
            guard isAuthorizing(ticket) else { return "gives up what does not run: \(ticket)" }
            openTickets[ticket] = nil
            abandoned.insert(ticket)
        case .openBrowser(let address): opened.append(address)
        case .printBare(let text): opened.append(text)
        case .editSecret(let slot, let edit): edited(slot, edit)
        case .takeFromPaste(let paste, let credential, let slot):
            guard let findings = heldPastes[paste] else { return "takes from a paste that is gone: \(paste)" }
            guard let summary = findings.credentials[credential] else { return "takes what was not found: \(credential)" }
            hold(summary, in: slot)
        case .appendPaste(let paste, let slot):
            guard let findings = heldPastes[paste] else { return "appends a paste that is gone: \(paste)" }
            let length = findings.length + (secrets[slot]?.length ?? 0)
            hold(SecretSummary(length: length, shape: .other, masked: nil, troubles: []), in: slot)
        case .releasePaste(let paste):
            guard let findings = heldPastes[paste] else { return "releases a paste that is gone: \(paste)" }
            guard findings.secrecy == .plainText else { return "releases what may be secret: \(paste)" }
            releasedPastes.insert(paste)
        case .discardPaste(let paste): return heldPastes.removeValue(forKey: paste) == nil ? "discards a paste that is gone: \(paste)" : nil
        case .fillSample(let id, let slots):
            guard sampleIDs.contains(id) else { return "fills in an unknown sample: \(id)" }
            for credential in Credential.allCases { hold(Sample.summary(credential), in: slots[credential]!) }
        case .wipe(let slot): secrets[slot] = nil
        case .compare(let first, let second):
            answers.append(.secretsCompared(secrets[first] != nil && secrets[first] == secrets[second] ? .same : .different))
        case .lock:
            locks += 1
            dropOrders()
        case .saveHistory(let accounts): savedHistories.append(accounts)
        case .remember(let choices): remembered = choices
        case .copy(let text): copied.append(text)
        case .startTimer(let timer, let milliseconds):
            guard milliseconds > 0 else { return "starts a timer that never rests" }
            runningTimers.insert(timer)
        case .stopTimer(let timer): runningTimers.remove(timer)
        case .repaint, .suspend, .showTheme, .useMouse: break
        case .quit:
            hasQuit = true
            dropOrders()
        }
        return nil
    }

    /// What should not be there once the program has ended.
    var leftovers: [String] {
        var words: [String] = []
        if !hasQuit { words.append("it has not quit") }
        words += openTickets.keys.map { "open ticket \($0.number)" }
        words += secrets.keys.map { "unwiped slot \($0.number)" }
        words += heldPastes.keys.map { "held paste \($0.number)" }
        words += runningTimers.map { "running timer \($0)" }
        return words.sorted()
    }

    private mutating func start(_ ticket: Ticket, _ job: Operation) -> String? {
        guard usedTickets.insert(ticket).inserted else { return "uses a ticket again: \(ticket)" }
        openTickets[ticket] = job
        let slots: [Slot] =
            switch job {
            case .verify(let target), .refresh(let target), .stream(let target, _), .probe(let target, among: _),
                .readSettings(let target, _),
                .applySettings(let target, _, _),
                .vault(.add(_, let target)), .vault(.replace(_, let target)):
                needed(target)
            case .vault(.create(let slot)), .vault(.unlock(let slot, _)): [slot]
            case .vault(.changePassphrase(let present, let new)): [present, new]
            case .vault(.reread), .vault(.rename), .vault(.remove), .vault(.makeDefault), .vault(.changeFutures), .vault(.acceptAddress),
                .vault(.noteAccounts), .authorize, .export:
                []
            }
        return slots.allSatisfy { secrets[$0] != nil } ? nil : "starts a job without its secrets: \(job)"
    }

    /// The slots that a key of its exchange cannot do without; all of them for an exchange that only the tests have.
    private func needed(_ target: AccountRecord<CredentialSlots>) -> [Slot] {
        guard let fields = ExchangeRegistry.all.adapter(id: target.exchange)?.profile.keyFields else { return target.slots.all }
        let missing = fields.missing { id in target.slots[id].map { secrets[$0] != nil } ?? false }
        return [target.slots.apiKey] + missing.compactMap { target.slots[$0.id] }
    }

    private func isAuthorizing(_ ticket: Ticket) -> Bool {
        if case .authorize? = openTickets[ticket] { true } else { false }
    }

    /// Nobody waits for the vault any more.
    private mutating func dropOrders() {
        openTickets = openTickets.filter { if case .vault = $0.value { false } else { true } }
    }

    private mutating func edited(_ slot: Slot, _ edit: SecretEdit) {
        switch (edit, secrets[slot]) {
        case (.removeLast, let summary?) where summary.length > 1:
            hold(SecretSummary(length: summary.length - 1, shape: .other, masked: nil, troubles: []), in: slot)
        case (.removeLast, _), (.clear, _): hold(.empty, in: slot)
        case (.breakLine, let summary):
            hold(SecretSummary(length: (summary?.length ?? 0) + 1, shape: .other, masked: nil, troubles: []), in: slot)
        }
    }

    private mutating func hold(_ summary: SecretSummary, in slot: Slot) {
        secrets[slot] = summary.length == 0 ? nil : summary
        answers.append(.secretChanged(slot, summary))
    }
}
