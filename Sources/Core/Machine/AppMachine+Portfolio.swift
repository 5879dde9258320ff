import Domain

/// My Exchanges: readings and their repetition, checks, how amounts are shown, and export.
extension AppMachine {
    // MARK: Readings

    /// A reading of a connection has ended.
    mutating func readingFinished(_ index: Int, _ outcome: JobOutcome) -> [Effect] {
        connections[index].ticket = nil
        switch outcome {
        case .read(let snapshot): return take(snapshot, at: index)
        case .failed(let failure): return readingFailed(failure, at: index)
        case .vault, .probed, .settings, .settingsApplied, .exported, .authorized: return refuse(outcome)
        }
    }

    /// A good reading ends the pauses between attempts.
    mutating func take(_ snapshot: AccountSnapshot, at index: Int) -> [Effect] {
        let effects = stopRetrying(index)
        connections[index].take(snapshot)
        note(snapshot, of: connections[index].id)
        return effects
    }

    mutating func note(_ snapshot: AccountSnapshot, of id: Connection.ID) {
        guard let equity = snapshot.equity, equity.currency == TotalCurrency.dollar.rawValue, equity.coverage == .whole else { return }
        histories[id, default: EquityHistory()].add(.init(unixMilliseconds: snapshot.asOf.unixMilliseconds, total: equity.total))
        historyState = .changed
    }

    /// The last good values stay; the next attempt comes by itself, later with each failure.
    private mutating func readingFailed(_ failure: Failure, at index: Int) -> [Effect] {
        connections[index].failure = failure
        connections[index].failures += 1
        guard let pause = pause(before: connections[index], failure) else { return [] }
        connections[index].waitsToRetry = true
        return [.startTimer(.retry(connections[index].id), milliseconds: pause)]
    }

    /// Until the next attempt; `nil` where the user asks for it.
    private func pause(before connection: Connection, _ failure: Failure) -> Int? {
        let interval = configuration.refreshMilliseconds
        guard interval > 0 else { return connection.hasToBeKeptAlive ? Self.keepAliveRetryMilliseconds : nil }
        let longest = connection.hasToBeKeptAlive ? Self.keepAliveRetryMilliseconds : Int.max
        // What does not mend itself is looked at now and then, in case it was mended at the exchange.
        guard failure.retry != .never else { return min(longest, max(interval, Self.hopelessMilliseconds)) }
        return min(longest, interval << min(connection.failures - 1, 10), max(interval, Self.longestPauseMilliseconds))
    }

    private static let longestPauseMilliseconds = 60_000
    private static let hopelessMilliseconds = 600_000
    private static let keepAliveRetryMilliseconds = 3_600_000
    private static let keepAliveMilliseconds = 43_200_000

    mutating func stopRetrying(_ index: Int) -> [Effect] {
        connections[index].failures = 0
        guard connections[index].waitsToRetry else { return [] }
        connections[index].waitsToRetry = false
        return [.stopTimer(.retry(connections[index].id))]
    }

    mutating func read(_ index: Int) -> [Effect] {
        let ticket = newTicket()
        connections[index].ticket = ticket
        return [.startJob(ticket, .refresh(connections[index].target))]
    }

    /// Every connection at once, whatever has failed before.
    mutating func refreshNow() -> [Effect] {
        var effects: [Effect] = []
        for index in connections.indices where connections[index].ticket == nil && connections[index].problem == nil {
            if connections[index].waitsToRetry {
                connections[index].waitsToRetry = false
                effects.append(.stopTimer(.retry(connections[index].id)))
            }
            effects += read(index)
        }
        return effects
    }

    /// Those whose turn it is; one that failed waits for its own.
    mutating func refreshByTime() -> [Effect] {
        connections.indices.filter { connections[$0].ticket == nil && connections[$0].problem == nil && !connections[$0].waitsToRetry }.flatMap { read($0) }
    }

    mutating func retry(_ id: Connection.ID) -> [Effect] {
        guard let index = connections.firstIndex(where: { $0.id == id }), connections[index].waitsToRetry else { return [] }
        connections[index].waitsToRetry = false
        guard connections[index].ticket == nil, connections[index].problem == nil else { return [] }
        return read(index)
    }

    /// What starts with the first connection. Where readings come by themselves, each is a signed call; else those keys are used once in
    /// a while that the exchange would remove otherwise.
    var startReadingTimers: [Effect] {
        let timer: Effect = configuration.refreshMilliseconds > 0
            ? .startTimer(.refresh, milliseconds: configuration.refreshMilliseconds)
            : .startTimer(.keepAlive, milliseconds: Self.keepAliveMilliseconds)
        return [timer] + startHistoryTimer
    }

    var stopReadingTimers: [Effect] {
        [configuration.refreshMilliseconds > 0 ? .stopTimer(.refresh) : .stopTimer(.keepAlive)]
            + stopHistoryTimer + connections.filter(\.waitsToRetry).map { .stopTimer(.retry($0.id)) }
    }

    mutating func keepAlive() -> [Effect] {
        guard !connections.isEmpty, configuration.refreshMilliseconds == 0 else { return [] }
        var effects: [Effect] = [.startTimer(.keepAlive, milliseconds: Self.keepAliveMilliseconds)]
        for index in connections.indices where connections[index].hasToBeKeptAlive && connections[index].ticket == nil && connections[index].problem == nil {
            effects += read(index)
        }
        return effects
    }

    // MARK: Checks

    /// The whole verification of a connection that there is.
    mutating func startCheck(_ id: Connection.ID) -> [Effect] {
        guard let connection = connections.first(where: { $0.id == id }) else { return [] }
        if let problem = connection.problem {
            overlay = .message(title: Phrase(verbatim: connection.name), body: [problem.message] + problem.remedy)
            return []
        }
        screens.append(.verify(Verify(name: connection.name, subject: .connection(id))))
        return startVerification(of: connection.target)
    }

    mutating func startVerification(of target: AccessTarget) -> [Effect] {
        let ticket = newTicket()
        verification = ticket
        return [.startJob(ticket, .verify(target))]
    }

    /// What a check found is as good as a reading.
    mutating func checkFinished(_ id: Connection.ID, _ outcome: JobOutcome) -> [Effect] {
        guard let index = connections.firstIndex(where: { $0.id == id }) else { return [] }
        switch outcome {
        case .read(let snapshot): return take(snapshot, at: index)
        case .failed(let failure):
            let effects = stopRetrying(index)
            return effects + readingFailed(failure, at: index)
        case .vault, .probed, .settings, .settingsApplied, .exported, .authorized: return refuse(outcome)
        }
    }

    /// Back to My Exchanges, or on to new credentials.
    mutating func leaveCheck(_ model: Verify, _ step: Verify.Step?, _ id: Connection.ID) -> [Effect] {
        _ = finishFlow()
        guard case .edit(let cause)? = step, draft.replacing == id else { return [] }
        var entry = KeyEntry(context)
        entry.focus(on: cause, context)
        screens.append(.keyEntry(entry))
        return []
    }

    // MARK: What is shown

    mutating func viewingChanged(from old: Viewing, to new: Viewing) -> [Effect] {
        if old.amounts != new.amounts {
            say { new.amounts == .hidden ? $0.portfolio.privacyOn : $0.portfolio.privacyOff }
        } else if old.smallRows != new.smallRows {
            say { new.smallRows == .folded ? $0.portfolio.smallFolded : $0.portfolio.smallShown }
        } else {
            let missing = TotalCurrency.allCases.filter { !context.knows($0) }.map(\.rawValue)
            say { $0.portfolio.currencyNow(new.currency.rawValue, missing.joined(separator: $0.listComma)) }
        }
        return [.startTimer(.notice, milliseconds: 6_000)]
    }

    private mutating func say(_ words: (Text) -> String) {
        notice = Notice(text: Phrase { words(Text.of($0)) }, role: .notice)
    }

    // MARK: Export

    mutating func openExport(_ model: MyExchanges, _ id: Connection.ID) -> [Effect] {
        guard let connection = connections.first(where: { $0.id == id }), let snapshot = connection.snapshot,
            let table = model.exportTable(connection, snapshot, context)
        else { return [] }
        if viewing.amounts == .hidden {
            notice = Notice(text: Phrase { Text.of($0).portfolio.exportHidden }, role: .caution)
            return [.startTimer(.notice, milliseconds: 6_000)]
        }
        overlay = .export(ExportForm(connection, table: table, asOf: snapshot.asOf, model.exportSubject))
        return []
    }

    mutating func edit(_ edit: Overlay.NameEdit, _ form: ExportForm) -> [Effect] {
        var form = form
        guard form.phase == .asking else { return [] }
        if edit == .done {
            switch form.order() {
            case .failure(let objection):
                form.objection = objection.words
                overlay = .export(form)
                return []
            case .success(let order):
                let ticket = newTicket()
                form.phase = .writing(ticket)
                exports.insert(ticket)
                overlay = .export(form)
                return [.startJob(ticket, .export(order))]
            }
        }
        form.editor.apply(edit)
        form.objection = nil
        overlay = .export(form)
        return []
    }

    /// Nobody waits any more for the files under way.
    mutating func cancelExports() -> [Effect] {
        defer { exports = [] }
        return exports.sorted { $0.number < $1.number }.map(Effect.cancelJob)
    }

    /// `nil` where the ticket is that of no file.
    mutating func exportFinished(_ ticket: Ticket, _ outcome: JobOutcome) -> [Effect]? {
        guard exports.remove(ticket) != nil else { return nil }
        guard case .export(var form)? = overlay, form.phase == .writing(ticket) else {
            // The dialog was left, and the file is there all the same.
            guard case .exported(.written(let path)) = outcome else { return [] }
            notice = Notice(text: Phrase(verbatim: path), role: .notice)
            return [.startTimer(.notice, milliseconds: 10_000)]
        }
        form.phase = .asking
        switch outcome {
        case .exported(.written(let path)):
            overlay = nil
            notice = Notice(text: Phrase { Text.of($0).portfolio.exported(path, form.table.rows.count) }, role: .good)
            return [.startTimer(.notice, milliseconds: 10_000)]
        case .exported(.exists):
            form.taken = form.editor.text
            form.objection = Phrase { Text.of($0).portfolio.exportExists }
        case .failed(let failure): form.objection = failure.message
        case .read, .vault, .probed, .settings, .settingsApplied, .authorized: return refuse(outcome)
        }
        overlay = .export(form)
        return []
    }
}
