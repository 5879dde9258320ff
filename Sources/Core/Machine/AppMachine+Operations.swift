import Domain

/// Handles the answers of operations.
extension AppMachine {
    /// Handles an operation's event. It changes nothing where the ticket is no longer held.
    mutating func happened(_ ticket: Ticket, _ event: OperationEvent) -> [Effect] {
        guard let operation = running[ticket] else { return dropped(event) }
        if event.isLast { running.end(ticket) }
        switch (operation, event) {
        case (.verify, .rowSettled(let row, let result)): return rowSettled(row, result)
        case (.verify, .read(let snapshot)): return verified(snapshot)
        case (.verify, .failed(let failure)): return verificationFailed(failure)
        case (.probe, .probed(let findings)): return probed(findings)
        // Nothing was asked, and nothing is known.
        case (.probe, .failed): return probed(ProbeFindings([]))
        case (.refresh(let target), .read(let snapshot)): return refreshed(target, snapshot)
        case (.refresh(let target), .readingLate): return readingIsLate(target)
        case (.refresh(let target), .failed(let failure)): return refreshFailed(target, failure)
        case (.stream(let target, _), .streamLive): return streamLive(target)
        case (.stream(let target, _), .changed(let delta)): return changed(target, delta)
        case (.stream(let target, _), .readingWanted): return readingWanted(target)
        case (.stream(let target, _), .streamInterrupted), (.stream(let target, _), .streamEnded): return streamInterrupted(target)
        case (.stream(let target, _), .failed): return streamInterrupted(target)
        case (.readSettings, .settings(let findings)): return settingsRead(findings)
        case (.applySettings, .settingApplied(let applied)): return settingApplied(applied)
        case (.applySettings, .settingsApplied(let outcome)): return settingsApplied(outcome)
        case (.readSettings, .failed(let failure)), (.applySettings, .failed(let failure)): return settingsFailed(failure)
        case (.authorize, .authorizationAdvanced(let advance)): return authorizationAdvanced(advance)
        case (.authorize, .authorized(let place)): return authorized(place)
        case (.authorize, .failed(let failure)): return authorizationFailed(failure)
        case (.vault, .vaultAwaited): return vaultAwaited()
        case (.vault(let command), .vault(let stored, let milliseconds)): return vaultAnswered(command, stored, milliseconds: milliseconds)
        case (.vault(let command), .failed(let failure)): return vaultFailed(command, failure)
        case (.export, .exported(let outcome)): return exported(outcome, ticket)
        case (.export, .failed(let failure)): return exportFailed(failure, ticket)
        // Events that do not belong to the operation. The compiler notices a new operation above, and a new event here.
        case (_, .rowSettled), (_, .settingApplied), (_, .authorizationAdvanced), (_, .vaultAwaited), (_, .streamLive), (_, .changed),
            (_, .readingWanted), (_, .readingLate),
            (_, .streamInterrupted), (_, .streamEnded), (_, .read), (_, .probed),
            (_, .settings), (_, .settingsApplied), (_, .authorized), (_, .exported), (_, .vault):
            return dropped(event)
        }
    }

    /// Wipes the secrets that came with an answer that is no longer wanted.
    private func dropped(_ event: OperationEvent) -> [Effect] {
        guard case .vault(let stored, _) = event else { return [] }
        return dropped(stored)
    }
}
