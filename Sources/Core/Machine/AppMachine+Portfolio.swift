import Domain

/// My Exchanges: readings and their repetition, checks, how amounts are shown, and export.
extension AppMachine {
    // MARK: Commands

    mutating func perform(_ step: MyExchanges.Step?, _ model: MyExchanges, _ before: Viewing) -> [Effect] {
        switch step {
        case .add?:
            if draft.replacing != nil || draft.isConnected { draft = Draft(exchange: draft.exchange) }
            draft.method = .apiKey
            screens.append(.chooseExchange(ChooseExchange()))
            return []
        case .refresh?: return refreshAll(announced: .spoken)
        case .details(let id)?:
            screens.append(.accountDetails(AccountDetails(id: id)))
            return []
        case .tell(let words)?: return tell(words)
        case .viewingChanged?: return viewingChanged(from: before, to: viewing)
        case .export(let id)?: return openExport(model, id)
        case .check(let id)?:
            guard let connection = connection(id) else { return [] }
            draft = draft(replacing: connection)
            return startCheck(id)
        case .futures(let id)?: return openSettings(of: id)
        case .chart(let id)?:
            guard let connection = connection(id) else { return [] }
            screens.append(.equityChart(EquityChartScreen(connection)))
            return []
        case .chartOfAll(let badge)?:
            screens.append(.equityChart(EquityChartScreen(all: badge)))
            return []
        case .remove(let id)?:
            overlay = .confirmation(.remove(id))
            return []
        case .quit?: return askToQuit()
        case .rename(let id)?:
            guard let connection = connection(id) else { return [] }
            overlay = .rename(id, LineEditor(connection.name, limit: 64), objection: nil)
            return []
        case .replace(let id)?: return startReplacing(id)
        case .makeDefault(let id)?: return makeDefault(id)
        case .lock?: return lock(.lockedByUser)
        case .keepWatching?: return switchIdleRule()
        case .changePassphrase?:
            screens.append(.vaultCreate(VaultCreate(purpose: .newPassphrase)))
            return []
        case nil: return []
        }
    }

    mutating func perform(_ step: AccountDetails.Step?, _ model: AccountDetails) -> [Effect] {
        guard let step, let index = index(of: model.id) else { return step == nil ? [] : leaveScreen() }
        switch step {
        case .close: return leaveScreen()
        case .acknowledge:
            connections[index].account.acknowledgeSettings()
            return tell(.good) { $0.accounts.acknowledged }
        case .check:
            draft = draft(replacing: connections[index])
            return leaveScreen() + startCheck(model.id)
        case .futures: return leaveScreen() + openSettings(of: model.id)
        case .replace: return leaveScreen() + startReplacing(model.id)
        }
    }

    mutating func perform(_ step: EquityChartScreen.Step?) -> [Effect] {
        switch step {
        case .back?: leaveScreen()
        case nil: []
        }
    }

    /// New credentials for a connection, the way its old ones came.
    private mutating func startReplacing(_ id: Connection.ID) -> [Effect] {
        guard let connection = connection(id) else { return [] }
        if let problem = connection.problem {
            explain(problem, of: connection)
            return []
        }
        draft = draft(replacing: connection)
        switch (connection.target.method, context.client) {
        case (.fastAPI, _?): screens.append(.authorize(Authorize()))
        case (.apiKey, _), (.fastAPI, nil):
            draft.method = .apiKey
            screens.append(.keyEntry(KeyEntry(context)))
        }
        return []
    }

    mutating func remove(_ id: Connection.ID) -> [Effect] {
        guard let index = index(of: id) else { return [] }
        // The vault comes first: a connection that could not be removed from it must stay visible.
        if vault == .open, connections[index].storageFailure == nil { return startVault(.remove(name: connections[index].name)) }
        return forget(index)
    }

    mutating func forget(_ index: Int) -> [Effect] {
        let timers = stopRetrying(index)
        let connection = connections.remove(at: index)
        histories[connection.id] = nil
        historyState = .changed
        if case .myExchanges(var home) = screens[0] {
            home.connectionsChanged(count: connections.count, chosen: nil)
            screens[0] = .myExchanges(home)
        }
        notice = Notice(text: Phrase { Text.of($0).dialogs.removed(connection.name) }, role: .notice)
        var effects = timers + cancelReading(of: connection) + running.cancel { $0.streams(connection.target.slots) }
        effects += connection.target.slots.all.map(Effect.wipe)
        if connections.isEmpty { effects += stopReadingTimers }
        return effects + [.startTimer(.notice, milliseconds: 6_000)]
    }

    // MARK: Readings

    mutating func refreshed(_ target: AccessTarget, _ snapshot: AccountSnapshot) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        return take(snapshot, at: index)
    }

    mutating func refreshFailed(_ target: AccessTarget, _ failure: Failure) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        return readingFailed(failure, at: index)
    }

    /// A good reading ends the pauses between attempts.
    mutating func take(_ snapshot: AccountSnapshot, at index: Int) -> [Effect] {
        let effects = stopRetrying(index)
        let known = connections[index].target.account
        if !known.isEmpty, !snapshot.accountID.isEmpty, known != snapshot.accountID { forgetHistory(of: connections[index].id) }
        connections[index].apply(.reading(snapshot))
        applyChangesDuringReading(index)
        connections[index].isLate = false
        note(connections[index].snapshot ?? snapshot, of: connections[index].id)
        let onceMore = connections[index].isReadOnceMore ? readAgain(index) : []
        return effects + learnAccounts() + startStream(index) + onceMore
    }

    mutating func note(_ snapshot: AccountSnapshot, of id: Connection.ID) {
        guard let equity = snapshot.equity, equity.currency == TotalCurrency.dollar.rawValue, equity.coverage == .whole else { return }
        histories[id, default: EquityHistory()].add(.init(unixMilliseconds: snapshot.asOf.unixMilliseconds, total: equity.total))
        historyState = .changed
    }

    /// The last good values stay; the next attempt follows by itself after a pause that grows with each failure.
    private mutating func readingFailed(_ failure: Failure, at index: Int) -> [Effect] {
        connections[index].apply(.failure(failure))
        connections[index].isLate = false
        guard let pause = pause(before: connections[index]) else { return [] }
        connections[index].waitsToRetry = true
        return [.startTimer(.retry(connections[index].id), milliseconds: pause)]
    }

    /// Until the next attempt; `nil` where the user asks for it.
    ///
    /// Every key here has worked once, or it would not have been stored. So any failure is treated as temporary, until the exchange has
    /// repeated the same refusal many times.
    private func pause(before connection: Connection) -> Int? {
        let interval = configuration.refreshMilliseconds
        guard interval > 0 else { return connection.hasToBeKeptAlive(by: context.exchanges) ? Self.keepAliveRetryMilliseconds : nil }
        if connection.account.equalRefusals >= Self.refusalsThatCount {
            // It is tried now and then, in case the cause was removed at the exchange.
            return min(
                connection.hasToBeKeptAlive(by: context.exchanges) ? Self.keepAliveRetryMilliseconds : .max,
                max(interval, Self.hopelessMilliseconds))
        }
        return min(
            min(interval, Self.firstPauseMilliseconds) << min(max(0, connection.account.failures - 1), 10), Self.longestPauseMilliseconds)
    }

    /// A live account is read in one of so many rounds.
    private static let liveRounds = 8
    private static let firstPauseMilliseconds = 5_000
    /// A hanging request takes fifteen seconds to fail; with this pause the account is still back within a minute.
    private static let longestPauseMilliseconds = 40_000
    /// So many refusals, with the pauses between them, take more than four minutes.
    private static let refusalsThatCount = 10
    private static let hopelessMilliseconds = 600_000
    private static let keepAliveRetryMilliseconds = 3_600_000
    private static let keepAliveMilliseconds = 43_200_000

    mutating func stopRetrying(_ index: Int) -> [Effect] {
        connections[index].account.forgetFailures()
        guard connections[index].waitsToRetry else { return [] }
        connections[index].waitsToRetry = false
        return [.stopTimer(.retry(connections[index].id))]
    }

    mutating func read(_ index: Int) -> [Effect] {
        connections[index].roundsSinceReading = 0
        connections[index].isReadOnceMore = false
        readingBegins(index)
        return [running.start(.refresh(connections[index].target))]
    }

    /// Reads the account again, unless that waits for its turn; after the reading under way, which may have been answered already.
    mutating func readAgain(_ index: Int) -> [Effect] {
        connections[index].isReadOnceMore = running.refreshes(connections[index])
        return canBeRead(connections[index]) && !connections[index].waitsToRetry ? read(index) : []
    }

    /// Cancels a reading that is no longer wanted.
    mutating func cancelReading(of connection: Connection) -> [Effect] {
        running.cancel { $0.refreshes(connection.target.slots) }
    }

    mutating func cancelReadings() -> [Effect] { connections.flatMap { cancelReading(of: $0) } }

    /// Whether a connection may be read, and is not being read.
    private func canBeRead(_ connection: Connection) -> Bool { connection.problem == nil && !running.refreshes(connection) }

    enum Announcement {
        case silent
        case spoken
    }

    mutating func refreshAll(announced: Announcement) -> [Effect] {
        var effects = announced == .spoken ? refreshNow() : refreshByTime()
        for index in connections.indices { connections[index].showsTime = announced == .spoken }
        if announced == .spoken, !connections.isEmpty {
            effects += tell(milliseconds: 3_000) { $0.dialogs.refreshing }
        }
        return effects
    }

    /// A reading takes longer than it should, which is said; before that nothing tells that one began.
    mutating func readingIsLate(_ target: AccessTarget) -> [Effect] {
        if let index = index(of: target) { connections[index].isLate = true }
        return []
    }

    /// Every connection at once, whatever has failed before.
    mutating func refreshNow() -> [Effect] {
        var effects: [Effect] = []
        for index in connections.indices where canBeRead(connections[index]) {
            connections[index].forgetStreamRefusals()
            if connections[index].waitsToRetry {
                connections[index].waitsToRetry = false
                effects.append(.stopTimer(.retry(connections[index].id)))
            }
            effects += read(index)
        }
        return effects
    }

    /// Reads the connections whose turn it is; a failed one waits for its retry.
    mutating func refreshByTime() -> [Effect] {
        var effects: [Effect] = []
        for index in connections.indices where canBeRead(connections[index]) && !connections[index].waitsToRetry {
            connections[index].roundPassed()
            // A live account is read now and then as well, so that a lost push does not leave a wrong figure for long.
            if !connections[index].isLive || connections[index].roundsSinceReading >= Self.liveRounds { effects += read(index) }
        }
        return effects
    }

    mutating func retry(_ id: Connection.ID) -> [Effect] {
        guard let index = index(of: id), connections[index].waitsToRetry else { return [] }
        connections[index].waitsToRetry = false
        return canBeRead(connections[index]) ? read(index) : []
    }

    /// The timers that start with the first connection. Regular readings keep keys in use; without them, keys that the exchange would
    /// remove are used once in a while.
    var startReadingTimers: [Effect] {
        let timer: Effect =
            configuration.refreshMilliseconds > 0
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
        for index in connections.indices where connections[index].hasToBeKeptAlive(by: context.exchanges) && canBeRead(connections[index]) {
            effects += read(index)
        }
        return effects
    }

    // MARK: Checks

    /// Starts the whole verification of an existing connection.
    mutating func startCheck(_ id: Connection.ID) -> [Effect] {
        guard let connection = connection(id) else { return [] }
        if let problem = connection.problem {
            explain(problem, of: connection)
            return []
        }
        screens.append(.verify(Verify(name: connection.name, subject: .connection(id))))
        if let index = index(of: id) { readingBegins(index) }
        return startVerification(of: connection.target)
    }

    /// Takes the result of a check as a reading.
    mutating func checked(_ id: Connection.ID, _ snapshot: AccountSnapshot) -> [Effect] {
        guard let index = index(of: id) else { return [] }
        // A change that the check itself finds stays as a notice until the user has seen it.
        let isKnown = connections[index].account.hasTold(of: snapshot.settings)
        let effects = take(snapshot, at: index)
        if isKnown { connections[index].account.acknowledgeSettings() }
        return effects
    }

    /// Handles a failed verification; that of a connection counts as a failed reading.
    mutating func checkFailed(_ model: Verify, _ failure: Failure) -> [Effect] {
        guard case .connection(let id) = model.subject, let index = index(of: id) else { return [] }
        let effects = stopRetrying(index)
        return effects + readingFailed(failure, at: index)
    }

    /// Goes back to My Exchanges, or on to new credentials.
    mutating func leaveCheck(_ step: Verify.Step?, _ id: Connection.ID) -> [Effect] {
        _ = finishFlow()
        guard case .edit(let cause)? = step, draft.replacing == id else { return [] }
        var entry = KeyEntry(context)
        entry.focus(on: cause, context)
        screens.append(.keyEntry(entry))
        return []
    }

    // MARK: What is shown

    mutating func viewingChanged(from old: Viewing, to new: Viewing) -> [Effect] {
        if old.amounts != new.amounts { return tell { new.amounts == .hidden ? $0.portfolio.privacyOn : $0.portfolio.privacyOff } }
        if old.accountOrder != new.accountOrder { return tell { $0.accounts.sortedBy + $0.colon + new.accountOrder.words($0) } }
        if old.assetOrder != new.assetOrder || old.positionOrder != new.positionOrder { return [] }
        if old.smallRows != new.smallRows {
            return tell { new.smallRows == .folded ? $0.portfolio.smallFolded : $0.portfolio.smallShown }
        }
        let context = context
        let passedOver = TotalCurrency.passedOver(from: old.currency, to: new.currency)
        return tell { text in
            let (awaited, missing) = (passedOver.filter(context.awaits), passedOver.filter { !context.awaits($0) })
            func named(_ currencies: [TotalCurrency], _ words: (String) -> String) -> [String] {
                currencies.isEmpty ? [] : [words(currencies.map(\.rawValue).joined(separator: text.listComma))]
            }
            let why = named(missing, text.portfolio.noRate) + named(awaited, text.portfolio.rateAwaited)
            return text.portfolio.currencyNow(new.currency.rawValue, why.joined(separator: text.listComma))
        }
    }

    // MARK: Export

    mutating func openExport(_ model: MyExchanges, _ id: Connection.ID) -> [Effect] {
        guard let connection = connection(id), let snapshot = connection.snapshot,
            let table = model.exportTable(connection, snapshot, context)
        else { return [] }
        if viewing.amounts == .hidden {
            return tell(Phrase { Text.of($0).portfolio.exportHidden }, .caution)
        }
        overlay = .export(ExportForm(connection, table: table, asOf: snapshot.asOf, model.exportSubject))
        return []
    }

    mutating func edit(_ edit: Overlay.NameEdit, _ form: ExportForm) -> [Effect] {
        var form = form
        guard form.phase == .asking else { return [] }
        if edit == .done {
            switch form.request() {
            case .failure(let objection):
                form.objection = objection.words
                overlay = .export(form)
                return []
            case .success(let request):
                let effect = running.start(.export(request))
                form.phase = .writing(running.last)
                overlay = .export(form)
                return [effect]
            }
        }
        form.editor.apply(edit)
        form.objection = nil
        overlay = .export(form)
        return []
    }

    /// Drops the answers of the files being written.
    mutating func cancelExports() -> [Effect] { running.cancel(where: \.isExport) }

    mutating func exported(_ outcome: ExportOutcome, _ ticket: Ticket) -> [Effect] {
        switch (outcome, form(writing: ticket)) {
        case (.written(let path), let form?):
            overlay = nil
            return tell(Phrase { Text.of($0).portfolio.exported(path, form.table.rows.count) }, .good, milliseconds: 10_000)
        case (.written(let path), nil):
            // The dialog was left, but the file has been written.
            return tell(Phrase(verbatim: path), milliseconds: 10_000)
        case (.exists, var form?):
            form.phase = .asking
            form.taken = form.editor.text
            form.objection = Phrase { Text.of($0).portfolio.exportExists }
            overlay = .export(form)
            return []
        case (.exists, nil): return []
        }
    }

    mutating func exportFailed(_ failure: Failure, _ ticket: Ticket) -> [Effect] {
        guard var form = form(writing: ticket) else { return [] }
        form.phase = .asking
        form.objection = failure.message
        overlay = .export(form)
        return []
    }

    /// The dialog that waits for a file; `nil` where it was left.
    private func form(writing ticket: Ticket) -> ExportForm? {
        guard case .export(let form)? = overlay, form.phase == .writing(ticket) else { return nil }
        return form
    }
}
