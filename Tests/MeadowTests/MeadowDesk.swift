import Core
import Domain

@testable import App

/// The machine and the store of secrets as the driver joins them, for an exchange of the tests.
struct MeadowDesk {
    var machine: AppMachine
    let store: SecretStore
    let exchanges: [ExchangeProfile]
    /// What the machine had started.
    private(set) var started: [Operation] = []
    private(set) var tickets: [Ticket] = []
    /// Everything that went through the machine, in words.
    private(set) var transcript: [String] = []

    init(_ exchanges: [ExchangeProfile] = [Meadow.profile], language: Language = .english, streams: Bool = true) {
        self.exchanges = exchanges
        var configuration = AppConfiguration(language: language, exchanges: exchanges)
        configuration.streams = streams
        machine = AppMachine(configuration)
        store = SecretStore(exchanges: exchanges)
    }

    mutating func send(_ event: Event) {
        transcript.append("\(event)")
        for effect in machine.handle(event) {
            transcript.append("\(effect)")
            perform(effect)
        }
        transcript.append("\(machine)")
        transcript += strings(in: machine.view)
    }

    private mutating func perform(_ effect: Effect) {
        switch effect {
        case .start(let ticket, let operation):
            started.append(operation)
            tickets.append(ticket)
        case .editSecret(let slot, let edit): send(.secretChanged(slot, store.edit(slot, edit)))
        case .takeFromPaste(let paste, let field, let slot): send(.secretChanged(slot, store.take(field, from: paste, into: slot)))
        case .appendPaste(let paste, let slot): send(.secretChanged(slot, store.append(paste, to: slot)))
        case .discardPaste(let paste): store.discard(paste)
        case .wipe(let slot): store.wipe(slot)
        case .cancel, .answerAuthorization, .answerAuthorizationTyped, .decideAuthorization, .abandonAuthorization, .openBrowser,
            .printBare,
            .releasePaste, .fillSample, .compare, .lock, .saveHistory, .remember, .copy, .startTimer, .stopTimer, .showTheme, .useMouse,
            .repaint,
            .suspend, .quit:
            break
        }
    }

    mutating func press(_ keys: Key...) { for key in keys { send(.keyPressed(key)) } }

    /// As a terminal without bracketed paste types it: a line end is Enter.
    mutating func type(_ text: String) {
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\r" {
                press(.enter)
            } else if let slot = machine.view.secretFocus {
                send(.secretChanged(slot, store.type(scalar, into: slot)))
            } else {
                press(.character(scalar))
            }
        }
    }

    mutating func paste(_ text: String) {
        store.pasteBegan()
        Array(text.utf8).withUnsafeBytes { store.paste($0) }
        send(.pasted(store.pasteEnded(PasteVocabulary(machine.exchange, among: exchanges))))
    }

    /// To the form for a key.
    mutating func goToEntry() { press(.character("a"), .enter, .enter, .enter, .enter) }

    /// Every piece of text on the screen.
    var shown: [String] { strings(in: machine.view) }

    /// The slots of the key that is being verified.
    var verified: CredentialSlots? { started.compactMap { if case .verify(let target) = $0 { target.slots } else { nil } }.last }

    /// A secret in letters, for a test.
    func text(_ field: KeyField.ID) -> String? {
        verified.flatMap { slots in slots[field].flatMap(store.copy) }?.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}

/// Every piece of text in a value.
private func strings(in value: Any) -> [String] {
    if let string = value as? String { return [string] }
    return Mirror(reflecting: value).children.flatMap { strings(in: $0.value) }
}
