import Domain

/// Handles the answers of operations. The event is looked at first and the operation after it: one switch over both would be more than
/// the compiler can check for a missing arm.
extension AppMachine {
    /// Handles an operation's event. It changes nothing where the ticket is no longer held, or where the event is not one of the operation's.
    mutating func happened(_ ticket: Ticket, _ event: OperationEvent) -> [Effect] {
        guard let operation = running[ticket] else { return dropped(event) }
        if event.isLast { running.end(ticket) }
        switch event {
        case .failed(let failure): return failed(operation, failure, ticket)
        case .read(let snapshot): return read(snapshot, by: operation)
        case .rowSettled(let row, let result):
            if case .verify = operation { return rowSettled(row, result) }
        case .probed(let findings):
            if case .probe = operation { return probed(findings) }
        case .readingLate:
            if case .refresh(let target) = operation { return readingIsLate(target) }
        case .streamLive:
            if case .stream(let target, _) = operation { return streamLive(target) }
        case .changed(let delta):
            if case .stream(let target, _) = operation { return changed(target, delta) }
        case .readingWanted:
            if case .stream(let target, _) = operation { return readingWanted(target) }
        case .streamInterrupted:
            if case .stream(let target, _) = operation { return streamInterrupted(target) }
        case .streamEnded:
            if case .stream(let target, _) = operation { return streamRefused(target, nil) }
        case .settings(let findings):
            if case .readSettings = operation { return settingsRead(findings) }
        case .settingApplied(let applied):
            if case .applySettings = operation { return settingApplied(applied) }
        case .settingsApplied(let outcome):
            if case .applySettings = operation { return settingsApplied(outcome) }
        case .authorizationAdvanced(let advance):
            if case .authorize = operation { return authorizationAdvanced(advance) }
        case .authorized(let place):
            if case .authorize = operation { return authorized(place) }
        case .vaultAwaited:
            if case .vault = operation { return vaultAwaited() }
        case .vault(let stored, let milliseconds):
            if case .vault(let command) = operation { return vaultAnswered(command, stored, milliseconds: milliseconds) }
        case .exported(let outcome):
            if case .export = operation { return exported(outcome, ticket) }
        }
        return dropped(event)
    }

    private mutating func read(_ snapshot: AccountSnapshot, by operation: Operation) -> [Effect] {
        switch operation {
        case .verify: verified(snapshot)
        case .refresh(let target): refreshed(target, snapshot)
        case .stream, .probe, .readSettings, .applySettings, .authorize, .vault, .export: []
        }
    }

    /// Every operation can fail.
    private mutating func failed(_ operation: Operation, _ failure: Failure, _ ticket: Ticket) -> [Effect] {
        switch operation {
        case .verify: verificationFailed(failure)
        // Nothing was asked, and nothing is known.
        case .probe: probed(ProbeFindings([]))
        case .refresh(let target): refreshFailed(target, failure)
        case .stream(let target, _): streamRefused(target, failure)
        case .readSettings, .applySettings: settingsFailed(failure)
        case .authorize: authorizationFailed(failure)
        case .vault(let command): vaultFailed(command, failure)
        case .export: exportFailed(failure, ticket)
        }
    }

    /// Wipes the secrets that came with an answer that is no longer wanted.
    private func dropped(_ event: OperationEvent) -> [Effect] {
        guard case .vault(let stored, _) = event else { return [] }
        return dropped(stored)
    }
}
