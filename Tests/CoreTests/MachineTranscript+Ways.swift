import Testing
@testable import Core

extension MachineTranscript {
    /// From My Exchanges to the form for the key.
    mutating func goToEntry(at location: SourceLocation = #_sourceLocation) {
        press(.character("a"), .enter, .enter, .enter, .enter, at: location)
    }

    /// Puts the focus of the form on an item.
    mutating func goTo(_ item: KeyEntry.Item, at location: SourceLocation = #_sourceLocation) {
        for _ in 0 ..< 10 where focus != item { press(.tab, at: location) }
        #expect(focus == item, sourceLocation: location)
    }

    /// Where the focus of the form is.
    var focus: KeyEntry.Item? {
        guard case .keyEntry(let entry)? = machine.screens.last else { return nil }
        return entry.focus
    }

    var phase: Verify.Phase? {
        guard case .verify(let verify)? = machine.screens.last else { return nil }
        return verify.phase
    }

    var screenTitle: String { machine.view.title }

    /// Fills the form by one paste and submits it.
    mutating func submitKey(at location: SourceLocation = #_sourceLocation) {
        goToEntry(at: location)
        paste(.threeValues, at: location)
        press(.enter, at: location)
    }

    /// Connects an account from My Exchanges and goes back there.
    mutating func connect(_ snapshot: AccountSnapshot = Sample.snapshot(), at location: SourceLocation = #_sourceLocation) throws {
        submitKey(at: location)
        try finishJob(.read(snapshot), at: location)
        press(.enter, at: location)
        send(.timerFired(.notice), at: location)
    }

    /// Reads all accounts once more, each with an outcome of its own.
    mutating func refresh(_ outcomes: [JobOutcome], at location: SourceLocation = #_sourceLocation) {
        press(.character("r"), at: location)
        let tickets = driver.openTickets.keys.sorted { $0.number < $1.number }
        #expect(tickets.count == outcomes.count, sourceLocation: location)
        for (ticket, outcome) in zip(tickets, outcomes) { send(.jobFinished(ticket, outcome), at: location) }
        send(.timerFired(.notice), at: location)
    }
}

extension MachineTranscript {
    /// Whether the machine would get the key: characters of a secret go to the store.
    func passes(_ key: Key) -> Bool {
        if case .character = key { return machine.view.secretFocus == nil }
        return true
    }

    /// Whether the key gives a command and is not a character of a text.
    func commands(_ key: Key) -> Bool {
        guard case .character = key, let model = machine.screens.last?.model else { return true }
        return model.takesText(machine.context) == .none
    }

    /// Whether a paste could go anywhere but away.
    var takesPastes: Bool {
        guard machine.overlay == nil else { return false }
        return switch machine.screens.last {
        case .keyEntry?: true
        case .chooseExchange(let model)?: model.phase == .filtering
        case .myExchanges?, .futuresGuide?, .connectMethod?, .keyGuide?, .verify?, nil: false
        }
    }
}
