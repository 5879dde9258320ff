extension AppMachine {
    /// Opens the futures settings of a connection and reads them.
    mutating func openSettings(of id: Connection.ID) -> [Effect] {
        guard let connection = connections.first(where: { $0.id == id }) else { return [] }
        if let problem = connection.problem {
            overlay = .message(title: Phrase(verbatim: connection.name), body: [problem.message] + problem.remedy)
            return []
        }
        screens.append(.futuresCheck(FuturesCheck(connection)))
        return startSettings(.readSettings(connection.target))
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
            return startSettings(.readSettings(target))
        case .apply(let plan)?:
            guard let target = target(of: model) else { return leaveScreen() }
            model.applyingBegan()
            replaceTop(.futuresCheck(model))
            return startSettings(.applySettings(target, plan))
        }
    }

    /// The connection's target as it is now; `nil` where it was removed meanwhile.
    private func target(of model: FuturesCheck) -> AccessTarget? {
        connections.first { $0.id == model.connection }?.target
    }

    private mutating func startSettings(_ job: Job) -> [Effect] {
        let effects = cancelSettings()
        let ticket = newTicket()
        settings = ticket
        return effects + [.startJob(ticket, job)]
    }

    mutating func cancelSettings() -> [Effect] {
        defer { settings = nil }
        return settings.map { [.cancelJob($0)] } ?? []
    }

    mutating func settingApplied(_ ticket: Ticket, _ applied: AppliedSetting) -> [Effect] {
        guard ticket == settings, case .futuresCheck(var model)? = screens.last else { return [] }
        model.settle(applied)
        replaceTop(.futuresCheck(model))
        return []
    }

    mutating func settingsFinished(_ outcome: JobOutcome) -> [Effect] {
        settings = nil
        guard case .futuresCheck(var model)? = screens.last else { return refuse(outcome) }
        model.finish(outcome)
        replaceTop(.futuresCheck(model))
        guard case .settingsApplied = outcome, let index = connections.firstIndex(where: { $0.id == model.connection }) else {
            return refuse(outcome)
        }
        // The change was the user's own: the next reading, begun after it, is the one that later ones are held against.
        let effects = connections[index].ticket.map { [Effect.cancelJob($0)] } ?? []
        let ticket = newTicket()
        connections[index].firstSettings = nil
        connections[index].ticket = ticket
        return effects + [.startJob(ticket, .refresh(connections[index].target))]
    }
}
