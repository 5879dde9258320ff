import Testing

@testable import Core
@testable import Domain

extension MachineTranscript {
    /// Presses keys that do nothing now, for which a reason is given each.
    mutating func pressInVain(_ keys: Key..., because refusal: Refusal? = nil, at location: SourceLocation = #_sourceLocation) {
        for key in keys {
            let screens = machine.screens
            let effects = press(key, at: location)
            #expect(
                effects.allSatisfy { [.startTimer(.notice, milliseconds: 6_000), .stopTimer(.notice), Sample.patience].contains($0) },
                "\(key.name): \(effects)", sourceLocation: location)
            #expect(machine.screens == screens && machine.overlay == nil, "\(key.name)", sourceLocation: location)
            #expect(machine.notice?.role == .caution, "\(key.name) is answered", sourceLocation: location)
            if let refusal { #expect(machine.notice?.text == refusal.words, sourceLocation: location) }
            send(.timerFired(.notice), at: location)
        }
    }

    /// From My Exchanges to the form for the key.
    mutating func goToEntry(at location: SourceLocation = #_sourceLocation) {
        press(.character("a"), .enter, .enter, .enter, .enter, at: location)
    }

    /// From My Exchanges to the choice of where to authorize.
    mutating func goToAuthorization(at location: SourceLocation = #_sourceLocation) {
        press(.character("a"), .enter, .enter, .up, .enter, at: location)
    }

    /// Puts the focus of the form on an item.
    mutating func goTo(_ item: KeyEntry.Item, at location: SourceLocation = #_sourceLocation) {
        for _ in 0..<10 where focus != item { press(.tab, at: location) }
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

    /// A verification that passed, with futures settings that differ.
    mutating func passWithOtherSettings(at location: SourceLocation = #_sourceLocation) throws {
        submitKey(at: location)
        let ticket = try runningJob().ticket
        for row in VerificationRow.allCases {
            let result = row == .settings ? .warning(Sample.settingsDiffer) : Sample.good(row)
            send(.operation(ticket, .rowSettled(row, result)), at: location)
        }
        try finishJob(.read(Sample.snapshot(settings: Sample.otherSettings, notices: [Sample.settingsDiffer])), at: location)
    }

    /// Opens the vault and reads every account in it.
    mutating func unlock(at location: SourceLocation = #_sourceLocation) throws {
        try typeSecret(Sample.vaultPassphrase, at: location)
        press(.enter, at: location)
        try finishVaultCommand(at: location)
        finishReadings(at: location)
        send(.timerFired(.notice), at: location)
    }

    /// Answers every reading that runs.
    mutating func finishReadings(_ outcome: OperationEvent = .read(Sample.snapshot()), at location: SourceLocation = #_sourceLocation) {
        for (ticket, job) in driver.openTickets.sorted(by: { $0.key.number < $1.key.number }) {
            if case .refresh = job { send(.operation(ticket, outcome), at: location) }
        }
    }

    /// A machine whose vault is open, with a reading of every account.
    static func open(_ stored: String..., language: Language = .english, at location: SourceLocation = #_sourceLocation) throws
        -> MachineTranscript
    {
        var transcript = MachineTranscript(Sample.locked(language), stored: stored)
        try transcript.unlock(at: location)
        return transcript
    }

    /// Connects an account from My Exchanges; the order to store it is left open.
    mutating func add(at location: SourceLocation = #_sourceLocation) throws {
        submitKey(at: location)
        try finishVerification(.read(Sample.snapshot()), at: location)
        press(.enter, at: location)
    }

    /// Answers the verification that runs.
    @discardableResult
    mutating func finishVerification(_ outcome: OperationEvent, at location: SourceLocation = #_sourceLocation) throws -> [Effect] {
        send(.operation(try #require(machine.verification, sourceLocation: location), outcome), at: location)
    }

    /// The place of the chosen asset among those shown.
    var chosenAssetPlace: Int? {
        guard case .myExchanges(let home)? = machine.screens.last, let connection = home.connection(machine.context),
            let snapshot = connection.snapshot
        else { return nil }
        return home.place(of: home.chosenAsset, in: home.holdings(connection, snapshot, machine.context).rows)
    }

    var names: [String] { machine.connections.map(\.name) }

    /// The name of the chosen connection.
    var chosenName: String? {
        guard case .myExchanges(let home)? = machine.screens.first, machine.connections.indices.contains(home.chosen) else { return nil }
        return machine.connections[home.chosen].name
    }

    /// The numbers of slots that hold something though no connection has them.
    var strayNumbers: [Int] {
        let kept = Set(machine.connections.flatMap(\.target.slots.all))
        return driver.secrets.keys.filter { !kept.contains($0) }.map(\.number).sorted()
    }

    /// Reads all accounts once more, each with an outcome of its own.
    mutating func refresh(_ outcomes: [OperationEvent], at location: SourceLocation = #_sourceLocation) {
        press(.character("r"), at: location)
        let tickets = driver.openTickets.keys.sorted { $0.number < $1.number }
        #expect(tickets.count == outcomes.count, sourceLocation: location)
        for (ticket, outcome) in zip(tickets, outcomes) { send(.operation(ticket, outcome), at: location) }
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
        case .futuresCheck(let model)?: model.takesPaste
        case .vaultCreate?, .vaultUnlock?: true
        case .authorize(let model)?: model.takesAnswer
        case .myExchanges(let model)?: model.phase == .filtering
        case .accountDetails?, .futuresGuide?, .connectMethod?, .keyGuide?, .verify?, .equityChart?, nil: false
        }
    }
}

extension AppMachine {
    /// The verification under way.
    var verification: Ticket? { running.first(where: \.isVerification) }
}

extension MachineTranscript {
    /// What a terminal of that size would show.
    func frame(_ size: Size) -> Frame { Self.frame(of: machine, size) }

    static func frame(of machine: AppMachine, _ size: Size) -> Frame {
        var machine = machine
        _ = machine.handle(.resized(size))
        return Frame(machine.view, size: size)
    }

    /// What is said of a connection where its notices are opened.
    func facts(_ place: Int = 0) -> [String] {
        AccountDetails(id: machine.connections[place].id).view(machine.context).strings
    }

    /// The lines of the list of accounts, each with its cells.
    var listLines: [String] {
        AccountList(Array(machine.connections.indices), machine.context).items.count > 0
            ? machine.view.blocks.flatMap { block -> [String] in
                guard case .panes(let panes) = block else { return [] }
                return panes.flatMap(\.blocks).flatMap { block -> [String] in
                    guard case .list(let list) = block else { return [] }
                    return list.rows.map { ([$0.name] + $0.cells + [$0.status]).map(\.text).joined(separator: "|") }
                }
            } : []
    }
}
