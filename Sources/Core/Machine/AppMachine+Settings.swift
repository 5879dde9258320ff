import Domain

extension AppMachine {
    /// Opens the futures settings of a connection and reads them.
    mutating func openSettings(of id: Connection.ID) -> [Effect] {
        guard let connection = connection(id) else { return [] }
        if let problem = connection.problem {
            explain(problem, of: connection)
            return []
        }
        return openSettings(of: connection, .connection)
    }

    /// After connecting, where the settings differ and matter: the next step, which can be skipped.
    mutating func openSettingsStep(after model: Verify) -> [Effect] {
        guard model.leadsToSettings, let connection = connections.first(where: { $0.name == model.name }), connection.problem == nil else {
            return []
        }
        // Until the vault has the new key the connection still has its old one, perhaps of another account.
        let isBeingReplaced = running.vaultCommands.contains { if case .replace(connection.name, _) = $0 { true } else { false } }
        guard !isBeingReplaced else { return [] }
        return openSettings(of: connection, .step)
    }

    private mutating func openSettings(of connection: Connection, _ purpose: FuturesCheck.Purpose) -> [Effect] {
        let model = FuturesCheck(connection, purpose)
        screens.append(.futuresCheck(model))
        return startSettings(.readSettings(connection.target, model.settingsTarget))
    }

    /// Whether changes that the user confirmed are being made.
    var isApplyingSettings: Bool {
        if case .futuresCheck(let model)? = screens.last, case .applying = model.phase { true } else { false }
    }

    /// The sentence for a plan that is cut short now; `nil` where none is being carried out.
    var settingsInterruption: Phrase? {
        guard case .futuresCheck(let model)? = screens.last, case .applying(let findings, let done) = model.phase else { return nil }
        return SettingWords.interrupted(findings.plan, done: done.count)
    }

    /// Changes whether futures are traded with a connection.
    private mutating func changeFuturesUse(of id: Connection.ID) -> [Effect] {
        guard let index = index(of: id) else { return leaveScreen() }
        let use = connections[index].target.futures.other
        if vault == .open, connections[index].storageFailure == nil {
            return startVault(.changeFutures(name: connections[index].name, use))
        }
        let name = connections[index].name
        let target = connections[index].target.with(use)
        let effects = readAnew(connections[index], as: target)
        connections[index].target = target
        showStoredFuturesUse()
        return effects + tell(.good) { $0.dialogs.futuresUse(name, use) }
    }

    /// Shows the stored decision on the screen.
    mutating func showStoredFuturesUse() {
        guard case .futuresCheck(var model)? = screens.last, let target = target(of: model) else { return }
        model.targetChanged(target)
        replaceTop(.futuresCheck(model))
    }

    mutating func perform(_ step: FuturesCheck.Step?, _ model: FuturesCheck) -> [Effect] {
        var model = model
        switch step {
        case nil: return []
        case .copy(let text)?: return copy(text)
        case .back?:
            let effects = cancelSettings()
            return leaveScreen() + effects
        case .read?:
            guard let target = target(of: model) else { return leaveScreen() }
            model.readingBegan()
            replaceTop(.futuresCheck(model))
            return startSettings(.readSettings(target, model.settingsTarget))
        case .changeUse?: return changeFuturesUse(of: model.connection)
        case .apply(let plan)?:
            guard let target = target(of: model) else { return leaveScreen() }
            model.applyingBegan()
            replaceTop(.futuresCheck(model))
            return startSettings(.applySettings(target, plan, model.settingsTarget))
        }
    }

    /// The connection's target as it is now; `nil` where it was removed meanwhile.
    private func target(of model: FuturesCheck) -> AccessTarget? {
        connections.first { $0.id == model.connection }?.target
    }

    private mutating func startSettings(_ operation: Operation) -> [Effect] {
        cancelSettings() + [running.start(operation)]
    }

    mutating func cancelSettings() -> [Effect] { running.cancel(where: \.isSettings) }

    mutating func settingsRead(_ findings: SettingsFindings) -> [Effect] {
        guard case .futuresCheck(var model)? = screens.last else { return [] }
        model.found(findings)
        looked(at: findings, of: model.connection)
        replaceTop(.futuresCheck(model))
        return []
    }

    mutating func settingApplied(_ applied: AppliedSetting) -> [Effect] {
        guard case .futuresCheck(var model)? = screens.last else { return [] }
        model.settle(applied)
        replaceTop(.futuresCheck(model))
        return []
    }

    mutating func settingsApplied(_ outcome: SettingsOutcome) -> [Effect] {
        guard case .futuresCheck(var model)? = screens.last else { return [] }
        model.ended(outcome)
        replaceTop(.futuresCheck(model))
        return readChanged(model)
    }

    mutating func settingsFailed(_ failure: Failure) -> [Effect] {
        guard case .futuresCheck(var model)? = screens.last else { return [] }
        model.failed(failure)
        replaceTop(.futuresCheck(model))
        return []
    }

    /// The change was the user's own, so the next reading is the one that later ones are compared with.
    private mutating func readChanged(_ model: FuturesCheck) -> [Effect] {
        guard let index = index(of: model.connection) else { return [] }
        let effects = cancelReading(of: connections[index])
        connections[index].account.forgetSettings()
        return effects + read(index)
    }

    /// A change of settings that the user has seen needs no notice any longer.
    private mutating func looked(at findings: SettingsFindings, of id: Connection.ID) {
        guard let index = index(of: id), let snapshot = connections[index].snapshot,
            connections[index].account.hasTold(of: snapshot.settings), snapshot.settings.agree(with: findings)
        else { return }
        connections[index].account.acknowledgeSettings()
    }
}
