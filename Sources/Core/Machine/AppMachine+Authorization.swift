import Domain

/// Connecting by the user's consent in a browser.
extension AppMachine {
    mutating func perform(_ step: Authorize.Step?, _ model: Authorize) -> [Effect] {
        switch step {
        case nil: return []
        case .copy(let text)?: return copy(text)
        case .browser(let address)?:
            return [.openBrowser(address)] + tell { $0.authorize.browserStarted }
        case .printBare(let address)?: return [.printBare(address)]
        case .edit(let edit)?: return [.editSecret(AuthorizationSlot.answer, edit)]
        case .start?: return startAuthorization(model)
        case .submit?:
            guard let authorization, summaries[.authorizationAnswer] != nil else { return [] }
            return [.answerAuthorizationTyped(authorization, AuthorizationSlot.answer)] + wipeAnswer()
        case .decide(let decision)?:
            guard let authorization else { return [] }
            var model = model
            model.working()
            replaceTop(.authorize(model))
            return [.decideAuthorization(authorization, decision)]
        case .back?:
            let wasWaiting = authorization != nil
            let effects = abandonAuthorization() + wipeDraft()
            return stepBack() + effects + (wasWaiting ? tell(milliseconds: 10_000) { $0.authorize.cancelled } : [])
        }
    }

    private mutating func startAuthorization(_ model: Authorize) -> [Effect] {
        let effects = abandonAuthorization()
        var model = model
        model.started()
        replaceTop(.authorize(model))
        let request = AuthorizationRequest(
            exchange: draft.exchange, place: context.place, slots: draftSlots, label: "tidegate", language: context.language)
        return effects + [running.start(.authorize(request))]
    }

    /// The authorization under way.
    var authorization: Ticket? { running.first(where: \.isAuthorization) }

    /// Whether the result of an authorization is still wanted.
    public func awaits(_ ticket: Ticket) -> Bool { authorization == ticket }

    /// Whether the answers of an operation are still wanted.
    public func isUnderWay(_ ticket: Ticket) -> Bool { running[ticket] != nil }

    /// The line below an address that is printed alone.
    public var bareLead: String { context.text.authorize.bare + " " }

    mutating func wipeAnswer() -> [Effect] {
        summaries[.authorizationAnswer] = nil
        return [.wipe(AuthorizationSlot.answer)]
    }

    /// Stops waiting. A key that the authorization makes nevertheless is deleted by the OAuth service.
    mutating func abandonAuthorization() -> [Effect] {
        guard let ticket = authorization else { return summaries[.authorizationAnswer] == nil ? [] : wipeAnswer() }
        running.end(ticket)
        return wipeAnswer() + [.abandonAuthorization(ticket)]
    }

    mutating func answerChanged(_ summary: SecretSummary) -> [Effect] {
        guard case .authorize(var model)? = screens.last, model.takesAnswer else { return wipeAnswer() }
        model.answerChanged()
        replaceTop(.authorize(model))
        summaries[.authorizationAnswer] = summary.length == 0 ? nil : summary
        return []
    }

    mutating func authorizationAdvanced(_ advance: AuthorizationAdvance) -> [Effect] {
        guard case .authorize(var model)? = screens.last else { return [] }
        model.advance(advance)
        replaceTop(.authorize(model))
        return model.takesAnswer ? [] : wipeAnswer()
    }

    mutating func authorizationFailed(_ failure: Failure) -> [Effect] {
        let effects = wipeAnswer()
        guard case .authorize(var model)? = screens.last else { return effects }
        model.failed(failure)
        replaceTop(.authorize(model))
        return effects
    }

    /// The key that the exchange made is verified like one that was typed.
    mutating func authorized(_ place: AccountPlace) -> [Effect] {
        let effects = wipeAnswer()
        guard case .authorize(var model)? = screens.last else { return effects }
        model.made()
        replaceTop(.authorize(model))
        draft.method = .fastAPI
        draft.environment = place.environment
        draft.siteIndex = context.exchange.sites.firstIndex(of: place.site) ?? draft.siteIndex
        screens.append(.verify(Verify(name: draft.name ?? context.proposedName)))
        return effects + startVerification(.refused)
    }

    mutating func settled(_ remainder: GrantRemainder) -> [Effect] {
        notice = Notice(
            text: Phrase { language in
                let words = Text.of(language).authorize
                return switch remainder {
                case .unused(let id):
                    words.lateUnused(configuration.exchanges.first { $0.id == id }?.fastAPI.consentPlace?[language])
                case .keyDeleted: words.lateDeleted
                case .keyRemains: words.lateRemains
                }
            }, role: remainder == .keyRemains ? .bad : .caution)
        return [.stopTimer(.notice)]
    }

    /// What removing a connection means; for a key that the exchange made for us, where it is revoked.
    func removeWords(_ id: Connection.ID, _ text: Text) -> String {
        guard let connection = connection(id) else { return text.dialogs.removeBody("") }
        let words = text.dialogs.removeBody(connection.name)
        switch connection.target.method {
        case .apiKey: return words
        case .fastAPI:
            guard let exchange = configuration.exchanges.first(where: { $0.id == connection.target.exchange }) else { return words }
            return words + text.sentenceSpace + exchange.revocation(at: connection.target.place)[context.language]
        }
    }
}
