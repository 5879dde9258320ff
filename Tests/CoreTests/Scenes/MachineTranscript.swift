import Testing

@testable import Core
@testable import Domain

/// A machine and what passed between it and its driver. Every command that a driver must never be given fails the test.
struct MachineTranscript {
    private(set) var machine: AppMachine
    private(set) var driver: DriverDouble
    private var lastPaste = 0
    /// When the store's answers reach the machine.
    var answering = Answering.atOnce

    enum Answering {
        case atOnce
        /// When `deliverAnswers` is called.
        case later
    }

    /// `stored` names what is in the vault's file.
    init(_ configuration: AppConfiguration = Sample.live(), stored: [String] = []) {
        machine = AppMachine(configuration)
        driver = DriverDouble(sampleIDs: Set(configuration.samples.map(\.id)), stored: stored)
    }

    var view: View { machine.view }

    /// Feeds one event and returns its effects; the store's answers follow where they come at once.
    @discardableResult
    mutating func send(_ event: Event, at location: SourceLocation = #_sourceLocation) -> [Effect] {
        if case .keyPressed(.character) = event, machine.view.secretFocus != nil {
            Issue.record("a driver keeps characters of secrets to itself", sourceLocation: location)
        }
        driver.note(event)
        let effects = machine.handle(event)
        for effect in effects {
            if let offence = driver.carryOut(effect) { Issue.record(Comment(rawValue: offence), sourceLocation: location) }
        }
        for paste in driver.heldPastes.keys { Issue.record("\(paste) was not discarded", sourceLocation: location) }
        switch answering {
        case .atOnce: deliverAnswers(at: location)
        case .later: break
        }
        return effects
    }

    mutating func deliverAnswers(at location: SourceLocation = #_sourceLocation) {
        for answer in driver.takeAnswers() { send(answer, at: location) }
    }

    @discardableResult
    mutating func press(_ keys: Key..., at location: SourceLocation = #_sourceLocation) -> [Effect] {
        keys.flatMap { send(.keyPressed($0), at: location) }
    }

    mutating func type(_ text: String, at location: SourceLocation = #_sourceLocation) {
        for scalar in text.unicodeScalars { press(.character(scalar), at: location) }
    }

    /// Types a whole secret into the field that has the focus.
    mutating func typeSecret(_ summary: SecretSummary, at location: SourceLocation = #_sourceLocation) throws {
        let slot = try #require(machine.view.secretFocus, sourceLocation: location)
        send(.secretChanged(slot, summary), at: location)
    }

    @discardableResult
    mutating func paste(_ content: Sample.PasteContent, at location: SourceLocation = #_sourceLocation) -> [Effect] {
        lastPaste += 1
        return send(.pasted(content.findings(PasteFindings.Paste(lastPaste))), at: location)
    }

    /// The one job that runs.
    func runningJob(at location: SourceLocation = #_sourceLocation) throws -> (ticket: Ticket, job: Operation) {
        let job = try #require(driver.openTickets.first, sourceLocation: location)
        #expect(driver.openTickets.count == 1, sourceLocation: location)
        return (job.key, job.value)
    }

    /// Answers the one job that runs.
    @discardableResult
    mutating func finishJob(_ outcome: OperationEvent, at location: SourceLocation = #_sourceLocation) throws -> [Effect] {
        send(.operation(try runningJob(at: location).ticket, outcome), at: location)
    }

    /// The command that the vault is at.
    var vaultCommand: (ticket: Ticket, command: VaultCommand)? {
        let orders = driver.openTickets.compactMap { ticket, job in
            if case .vault(let command) = job { (ticket: ticket, command: command) } else { nil }
        }
        return orders.min { $0.ticket.number < $1.ticket.number }
    }

    /// Lets the vault carry out the command that it is at.
    @discardableResult
    mutating func finishVaultCommand(at location: SourceLocation = #_sourceLocation) throws -> [Effect] {
        let (ticket, command) = try #require(vaultCommand, sourceLocation: location)
        return send(.operation(ticket, driver.vault.outcome(of: command)), at: location)
    }

    /// Lets the command that the vault is at fail.
    @discardableResult
    mutating func refuseOrder(_ cause: Cause, backup: String? = nil, at location: SourceLocation = #_sourceLocation) throws -> [Effect] {
        let failure = Sample.failure(cause)
        let told = Failure(
            failure.cause, code: failure.code, message: failure.message, remedy: failure.remedy, retry: failure.retry, backup: backup)
        return send(.operation(try #require(vaultCommand, sourceLocation: location).ticket, .failed(told)), at: location)
    }

    /// Puts something into the vault's file before it is opened.
    mutating func arrange(_ change: (inout VaultDouble) -> Void) { change(&driver.vault) }

    /// Lets another program change the vault's file, and tells.
    mutating func elsewhere(_ change: (inout VaultDouble) -> Void, at location: SourceLocation = #_sourceLocation) throws {
        change(&driver.vault)
        send(.vaultChanged, at: location)
        try finishVaultCommand(at: location)
    }

    /// The vault's answer to a command, after carrying it out.
    mutating func outcome(of command: VaultCommand) -> OperationEvent { driver.vault.outcome(of: command) }

    /// Quits by insisting and demands that nothing is left.
    mutating func end(at location: SourceLocation = #_sourceLocation) {
        for _ in 0..<2 where !driver.hasQuit { press(.control("c"), at: location) }
        for leftover in driver.leftovers { Issue.record(Comment(rawValue: leftover), sourceLocation: location) }
    }
}
