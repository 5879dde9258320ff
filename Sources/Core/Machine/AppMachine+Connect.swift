import Domain

/// The way to a connection: choosing, the guides, key entry, and the verification that proves it.
extension AppMachine {
    // MARK: Screens

    /// One step back on the way to a connection. The third in a row leads out of it, from wherever it was.
    mutating func stepBack() -> [Effect] {
        stepsBack += 1
        guard stepsBack < Self.stepsThatLeave else { return finishFlow() }
        let effects = leaveScreen()
        // Whoever wants only one more step is told beforehand.
        let leadsFurther = stepsBack == Self.stepsThatLeave - 1 && screens.count > 2
        return effects + (leadsFurther ? tell { $0.tools.oneMoreLeaves } : [])
    }

    private static let stepsThatLeave = 3

    mutating func perform(_ step: ChooseExchange.Step?) -> [Effect] {
        switch step {
        case .back?: return stepBack()
        case .chosen(let id)?:
            if draft.exchange != id { draft = Draft(exchange: id) }
            screens.append(.futuresGuide(FuturesGuide()))
            return []
        case nil: return []
        }
    }

    mutating func perform(_ step: FuturesGuide.Step?) -> [Effect] {
        switch step {
        case .back?: return stepBack()
        case .next?:
            screens.append(.connectMethod(ConnectMethod(context)))
            return []
        case .copy(let text)?: return copy(text)
        case nil: return []
        }
    }

    mutating func perform(_ step: ConnectMethod.Step?) -> [Effect] {
        switch step {
        case .back?: return stepBack()
        case .manual?:
            draft.method = .apiKey
            screens.append(.keyGuide(KeyGuide()))
            return []
        case .fastAPI?:
            draft.method = .fastAPI
            screens.append(.authorize(Authorize()))
            return []
        case .fastAPIUnavailable?:
            let offer = context.exchange.fastAPI
            let title =
                switch offer.audience {
                case .approvedPlatforms: Phrase { Text.of($0).dialogs.fastAPITitle }
                case .nobody: Phrase { Text.of($0).dialogs.authorizationTitle }
                }
            overlay = .message(title: title, body: [offer.unavailable])
            return []
        case nil: return []
        }
    }

    mutating func perform(_ step: KeyGuide.Step?) -> [Effect] {
        switch step {
        case .back?: return stepBack()
        case .next?:
            screens.append(.keyEntry(KeyEntry(context)))
            return []
        case .copy(let text)?: return copy(text)
        case nil: return []
        }
    }

    mutating func perform(_ step: KeyEntry.Step?) -> [Effect] {
        switch step {
        case .back?:
            let effects = wipeDraft()
            return stepBack() + effects
        case .submit?:
            screens.append(.verify(Verify(name: draft.name ?? context.proposedName)))
            return startVerification(.refused)
        case .edit(let field, let edit)?: return [.editSecret(slot(of: .credential(field)), edit)]
        case .fillSample(let id)?: return [.fillSample(id, draftSlots)]
        case .swap(let first, let second)?:
            swap(first, second)
            return []
        case .moveBlock(let field, let block)?:
            swap(field, block)
            return [.editSecret(slot(of: .credential(block)), .breakLine)]
        case nil: return []
        }
    }

    /// Puts what is in two fields of the draft into each other's place.
    private mutating func swap(_ first: KeyField.ID, _ second: KeyField.ID) {
        draftSlots = draftSlots.swapping(first, second)
        (summaries[.credential(first)], summaries[.credential(second)]) = (summaries[.credential(second)], summaries[.credential(first)])
    }

    mutating func perform(_ step: Verify.Step?, _ model: Verify) -> [Effect] {
        switch step {
        case .back?, .edit?:
            let effects = cancelVerification()
            if case .connection(let id) = model.subject { return effects + leaveCheck(step, id) }
            // The connection was added when the verification passed; there is nothing left to go back to.
            if case .passed = model.phase { return effects + finishFlow() }
            if step == .back { return effects + stepBack() }
            _ = leaveScreen()
            if case .edit(let cause)? = step, case .keyEntry(var entry)? = screens.last {
                entry.focus(on: cause, context)
                replaceTop(.keyEntry(entry))
            }
            return effects
        case .finish?:
            let effects = finishFlow()
            return model.subject == .draft ? effects + openSettingsStep(after: model) : effects
        case .again?: return restartVerification(model, .refused)
        case .insist?:
            overlay = .confirmation(.keepWithdrawal)
            return []
        case .probe?: return startProbe(model)
        case .use(let place)?:
            draft.environment = place.environment
            draft.siteIndex = context.exchange.sites.firstIndex(of: place.site) ?? draft.siteIndex
            return restartVerification(model, .refused)
        case .useOtherAccount?:
            guard let snapshot = model.otherAccount else { return [] }
            var model = model
            model.insisted(on: snapshot)
            replaceTop(.verify(model))
            return connected(snapshot)
        case .copy(let text)?: return copy(text)
        case nil: return []
        }
    }

    // MARK: Secrets

    mutating func wipeDraft() -> [Effect] {
        forgetCredentialSummaries()
        return draftSlots.all.map(Effect.wipe)
    }

    /// Gives the draft slots of its own, one for each field of its exchange.
    mutating func takeNewSlots() {
        let fields = context.exchange.keyFields.map(\.id)
        draftSlots = CredentialSlots(fields, from: lastSlot + 1)
        lastSlot += draftSlots.ids.count
    }

    mutating func secretChanged(_ slot: Slot, _ summary: SecretSummary) -> [Effect] {
        if let field = vaultField(of: slot) { return secretChanged(field, slot, summary) }
        if slot == AuthorizationSlot.answer { return answerChanged(summary) }
        guard let credential = draftSlots.field(of: slot) else { return [] }
        let place = screens.lastIndex { if case .keyEntry = $0 { true } else { false } }
        guard let place, case .keyEntry(var entry) = screens[place] else {
            // Filled after its screen was left, so it is not kept.
            summaries[.credential(credential)] = nil
            return [.wipe(slot)]
        }
        summaries[.credential(credential)] = summary.length == 0 ? nil : summary
        entry.secretChanged(credential)
        screens[place] = .keyEntry(entry)
        return []
    }

    mutating func pasted(_ findings: PasteFindings) -> [Effect] {
        guard overlay == nil, let screen = screens.last else { return refuse(findings.paste) }
        switch screen {
        case .keyEntry(var entry):
            let step = entry.receive(findings, context)
            replaceTop(.keyEntry(entry))
            switch step {
            case .take(let fields):
                return fields.map { .takeFromPaste(findings.paste, $0, slot(of: .credential($0))) } + [.discardPaste(findings.paste)]
            case .append(let field): return [.appendPaste(findings.paste, slot(of: .credential(field))), .discardPaste(findings.paste)]
            case .replace(let field):
                let slot = slot(of: .credential(field))
                return [.editSecret(slot, .clear), .appendPaste(findings.paste, slot), .discardPaste(findings.paste)]
            case .release: return [.releasePaste(findings.paste), .discardPaste(findings.paste)]
            case .discard: return [.discardPaste(findings.paste)]
            }
        case .chooseExchange(let model):
            guard model.phase == .filtering, findings.secrecy == .plainText, findings.lines == 1 else { return refuse(findings.paste) }
            return [.releasePaste(findings.paste), .discardPaste(findings.paste)]
        case .myExchanges(let model) where model.phase == .filtering:
            guard findings.secrecy == .plainText, findings.lines == 1 else { return refuse(findings.paste) }
            return [.releasePaste(findings.paste), .discardPaste(findings.paste)]
        case .futuresCheck(let model):
            guard model.takesPaste, findings.secrecy == .plainText, findings.lines == 1 else { return refuse(findings.paste) }
            return [.releasePaste(findings.paste), .discardPaste(findings.paste)]
        case .authorize(let model):
            guard model.takesAnswer, let ticket = authorization else { return refuse(findings.paste) }
            return [.answerAuthorization(ticket, findings.paste), .discardPaste(findings.paste)]
        case .vaultCreate, .vaultUnlock:
            guard case .secret(let field) = screen.model.takesText(context), findings.layout == .singleValue || findings.lines == 1,
                findings.extent == .whole
            else {
                return [.discardPaste(findings.paste)] + tell(.caution) { $0.vault.pasteRefused }
            }
            return [.appendPaste(findings.paste, slot(of: field)), .discardPaste(findings.paste)]
        case .myExchanges, .accountDetails, .futuresGuide, .connectMethod, .keyGuide, .verify, .equityChart: return refuse(findings.paste)
        }
    }

    /// Throws a paste away that cannot be used here, and says so.
    private mutating func refuse(_ paste: PasteFindings.Paste) -> [Effect] {
        [.discardPaste(paste)] + tell(.caution) { $0.entry.pasteNowhere }
    }

    mutating func pasteLeftOpen() -> [Effect] {
        return tell(Phrase { Text.of($0).entry.pasteLeftOpen }, .caution, milliseconds: 12_000)
    }

    mutating func released(_ text: String) -> [Effect] {
        switch screens.last {
        case .keyEntry(var entry)? where entry.focus == .name:
            entry.insert(text, &context)
            replaceTop(.keyEntry(entry))
        case .chooseExchange(var model)? where model.phase == .filtering:
            model.insert(text)
            replaceTop(.chooseExchange(model))
        case .myExchanges(var model)? where model.phase == .filtering:
            model.insert(text, context)
            replaceTop(.myExchanges(model))
        case .futuresCheck(var model)? where model.takesPaste:
            model.insert(text)
            replaceTop(.futuresCheck(model))
        case .myExchanges?, .accountDetails?, .chooseExchange?, .futuresGuide?, .connectMethod?, .authorize?, .keyGuide?, .keyEntry?,
            .verify?,
            .futuresCheck?, .equityChart?, .vaultCreate?, .vaultUnlock?, nil:
            break
        }
        return []
    }

    // MARK: Verification

    var probe: Ticket? { running.first(where: \.isProbe) }

    mutating func rowSettled(_ row: VerificationRow, _ result: VerificationResult) -> [Effect] {
        guard case .verify(var model)? = screens.last else { return [] }
        model.settle(row, result)
        replaceTop(.verify(model))
        return []
    }

    /// An account that works: a draft becomes a connection, a checked connection has been read.
    mutating func verified(_ snapshot: AccountSnapshot) -> [Effect] {
        guard case .verify(var model)? = screens.last else { return [] }
        if model.subject == .draft, let failure = objection(toReplacing: snapshot) {
            model.found(otherAccount: snapshot, failure)
            replaceTop(.verify(model))
            return []
        }
        model.passed(snapshot)
        replaceTop(.verify(model))
        if case .connection(let id) = model.subject { return checked(id, snapshot) }
        return connected(snapshot)
    }

    mutating func verificationFailed(_ failure: Failure) -> [Effect] {
        guard case .verify(var model)? = screens.last else { return [] }
        model.failed(failure)
        replaceTop(.verify(model))
        return checkFailed(model, failure)
    }

    mutating func probed(_ findings: ProbeFindings) -> [Effect] {
        guard case .verify(var model)? = screens.last else { return [] }
        model.searchEnded(findings)
        replaceTop(.verify(model))
        return []
    }

    /// What was typed works, and becomes a connection.
    private mutating func connected(_ snapshot: AccountSnapshot) -> [Effect] {
        // There is nothing left to go back to: the form's values belong to the connection now.
        screens.removeSubrange(1..<screens.count - 1)
        let withdrawal: AccessTarget.Withdrawal = snapshot.key.permissions?.leadingOut.isEmpty == false ? .insisted : .refused
        let target = draftTarget(withdrawal, account: snapshot.accountID)
        var effects: [Effect]
        if let id = draft.replacing, let index = index(of: id) {
            effects = replaced(at: index, by: target, snapshot)
        } else {
            effects = added(target, snapshot)
        }
        // The slots belong to the connection from here on; the next draft gets its own.
        forgetCredentialSummaries()
        takeNewSlots()
        draft.isConnected = true
        effects.append(.startTimer(.notice, milliseconds: 6_000))
        return effects
    }

    func draftTarget(_ withdrawal: AccessTarget.Withdrawal, account: String = "") -> AccessTarget {
        AccessTarget(
            exchange: draft.exchange, site: context.site, environment: context.environment, slots: draftSlots, withdrawal: withdrawal,
            futures: draft.futures, method: draft.method, account: account)
    }

    mutating func startVerification(_ withdrawal: AccessTarget.Withdrawal) -> [Effect] {
        startVerification(of: draftTarget(withdrawal))
    }

    mutating func startVerification(of target: AccessTarget) -> [Effect] { [running.start(.verify(target))] }

    mutating func restartVerification(_ model: Verify, _ withdrawal: AccessTarget.Withdrawal) -> [Effect] {
        var model = model
        model.restart()
        replaceTop(.verify(model))
        let effects = cancelVerification()
        switch model.subject {
        case .draft: return effects + startVerification(withdrawal)
        case .connection(let id):
            guard let connection = connection(id) else { return effects }
            return effects + startVerification(of: connection.target)
        }
    }

    /// Verifies the key once more, and uses it although it can withdraw.
    mutating func insist() -> [Effect] {
        guard case .verify(let model)? = screens.last else { return [] }
        return restartVerification(model, .insisted)
    }

    mutating func cancelVerification() -> [Effect] {
        running.cancel(where: \.isVerification) + running.cancel(where: \.isProbe)
    }

    mutating func startProbe(_ model: Verify) -> [Effect] {
        let target = draftTarget(.refused)
        let places = target.place.others(in: context.exchange)
        guard !places.isEmpty, probe == nil else { return [] }
        var model = model
        model.searchBegan()
        replaceTop(.verify(model))
        return [running.start(.probe(target, among: places))]
    }

    /// A connection that works joins the others, and goes into the vault where there is one.
    mutating func added(_ target: AccessTarget, _ snapshot: AccountSnapshot) -> [Effect] {
        lastConnection += 1
        let name = draft.name ?? context.proposedName
        let isFirst = connections.isEmpty
        connections.append(Connection(id: lastConnection, name: name, target: target, account: Account(snapshot)))
        if case .myExchanges(var home) = screens[0] {
            home.choose(connections.count - 1)
            screens[0] = .myExchanges(home)
        }
        notice = Notice(text: Phrase { Text.of($0).dialogs.added(name) }, role: .good)
        note(snapshot, of: lastConnection)
        let timer: [Effect] = isFirst ? startReadingTimers : []
        return (vault == .open ? startVault(.add(name: name, target)) : []) + timer + startStream(connections.count - 1)
    }

    /// New credentials that work take the place of the old ones, which are wiped once the vault has the new.
    mutating func replaced(at index: Int, by target: AccessTarget, _ snapshot: AccountSnapshot) -> [Effect] {
        let connection = connections[index]
        if vault == .open, connection.storageFailure == nil { return startVault(.replace(name: connection.name, target)) }
        if belongsElsewhere(target, than: connection) { forgetHistory(of: connection.id) }
        let stream = endStream(of: connection)
        connections[index].target = target
        let reading = cancelReading(of: connection) + stream
        connections[index].account = Account(snapshot)
        connections[index].forgetStreamRefusals()
        connections[index].isReadOnceMore = false
        let timers = stopRetrying(index)
        note(snapshot, of: connection.id)
        notice = Notice(text: Phrase { Text.of($0).dialogs.replaced(connection.name) }, role: .good)
        return timers + reading + connection.target.slots.all.map(Effect.wipe) + startStream(index)
    }

}
