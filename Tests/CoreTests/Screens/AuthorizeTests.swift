import Testing

@testable import Core
@testable import Domain

/// Fast API on screen: from the choice of the site to a connection.
@Suite struct AuthorizeTests {
    private func waiting(_ configuration: AppConfiguration = Sample.approved()) throws -> MachineTranscript {
        var transcript = MachineTranscript(configuration)
        transcript.goToAuthorization()
        let effects = transcript.press(.enter)
        let ticket = try #require(transcript.machine.authorization)
        guard case .start(ticket, .authorize(let request))? = effects.last else {
            Issue.record("nothing is asked: \(effects)")
            return transcript
        }
        #expect(request.slots == transcript.machine.draftSlots && request.place.site.id == "global" && request.place.environment == .live)
        transcript.send(.operation(ticket, .authorizationAdvanced(.opened(Sample.offer))))
        return transcript
    }

    private func model(_ transcript: MachineTranscript) -> Authorize? {
        guard case .authorize(let model)? = transcript.machine.screens.last else { return nil }
        return model
    }

    @Test func agreeingLeadsToAConnection() throws {
        var transcript = try waiting()
        let ticket = try #require(transcript.machine.authorization)
        transcript.send(.operation(ticket, .authorizationAdvanced(.agreed)))
        #expect(model(transcript)?.phase == .working)
        let effects = try transcript.finishJob(.authorized(Sample.authorizedPlace))
        guard case .start(_, .verify(let target))? = effects.last else {
            Issue.record("the key is not verified: \(effects)")
            return
        }
        // The callback has chosen the site.
        #expect(target.method == .fastAPI && target.site == Sample.authorizedPlace.site && target.withdrawal == .refused)
        try transcript.finishJob(.read(Sample.snapshot()))
        #expect(transcript.machine.connections.map(\.target.method) == [.fastAPI])
        transcript.press(.enter)
        #expect(transcript.screenTitle == "My Exchanges")
        // The next connection is not one by Fast API because this one was.
        transcript.press(.character("a"))
        #expect(transcript.machine.draft.method == .apiKey)
        transcript.end()
    }

    @Test func aPasteAnswersWhereverItLands() throws {
        for isTyping in [false, true] {
            var transcript = try waiting()
            let ticket = try #require(transcript.machine.authorization)
            if isTyping { transcript.press(.tab) }
            #expect(
                transcript.paste(.threeValues) == [
                    .answerAuthorization(ticket, PasteFindings.Paste(1)), .discardPaste(PasteFindings.Paste(1)),
                ])
            transcript.end()
        }
    }

    @Test func whatWasTypedAnswersAndIsWiped() throws {
        var transcript = try waiting()
        let ticket = try #require(transcript.machine.authorization)
        transcript.pressInVain(.enter, because: .waitsForBrowser)
        transcript.press(.tab)
        transcript.pressInVain(.enter, because: .answerEmpty)
        #expect(transcript.machine.view.secretFocus == AuthorizationSlot.answer)
        try transcript.typeSecret(Sample.vaultPassphrase)
        #expect(transcript.press(.enter) == [.answerAuthorizationTyped(ticket, AuthorizationSlot.answer), .wipe(AuthorizationSlot.answer)])
        #expect(transcript.driver.told == ["typed"])
        transcript.send(.operation(ticket, .authorizationAdvanced(.refused(Sample.failure(.authorizationDenied)))))
        #expect(
            model(transcript)?.objection == Sample.failure(.authorizationDenied) && model(transcript)?.takesAnswer == true,
            "the waiting goes on")
        transcript.press(.escape)
        #expect(model(transcript)?.entry == .closed)
        transcript.end()
    }

    @Test func givingUpWipesAndALateKeyIsSaid() throws {
        var transcript = try waiting()
        let ticket = try #require(transcript.machine.authorization)
        let effects = transcript.press(.escape)
        #expect(effects.contains(.abandonAuthorization(ticket)) && model(transcript) == nil)
        // What it says after that changes nothing.
        #expect(transcript.send(.operation(ticket, .authorizationAdvanced(.agreed))) == [])
        #expect(transcript.send(.operation(ticket, .failed(Sample.failure(.timeout)))) == [])
        for remainder in [GrantRemainder.unused(exchange: "okx"), .keyDeleted, .keyRemains] {
            transcript.send(.grantSettled(remainder))
            #expect(transcript.view.notice?.text.isEmpty == false)
        }
        transcript.send(.grantSettled(.unused(exchange: "okx")))
        #expect(transcript.view.notice?.text.hasSuffix("taken back at the exchange under Settings › Connected apps.") == true)
        transcript.send(.grantSettled(.unused(exchange: "elsewhere")))
        #expect(transcript.view.notice?.text.hasSuffix("taken back at the exchange.") == true, "nobody's menu is told as another's")
        transcript.end()
    }

    /// The exchange does not know what was typed: that is said, nothing of it is kept, and the browser is still waited for.
    @Test func aWrongAnswerCostsNothing() throws {
        var transcript = try waiting()
        let ticket = try #require(transcript.machine.authorization)
        for (index, advance) in [AuthorizationAdvance.refused(Sample.failure(.authorizationDenied)), .agreed].enumerated() {
            if index == 0 { transcript.press(.tab) }
            try transcript.typeSecret(Sample.vaultPassphrase)
            #expect(transcript.press(.enter).contains(.wipe(AuthorizationSlot.answer)))
            transcript.send(.operation(ticket, .authorizationAdvanced(advance)))
            if advance == .agreed {
                #expect(model(transcript)?.phase == .working)
                transcript.send(.operation(ticket, .authorizationAdvanced(.refused(Sample.failure(.authorizationExpired)))))
            }
            #expect(model(transcript)?.phase == .waiting(Sample.offer))
            let cause = advance == .agreed ? Cause.authorizationExpired : .authorizationDenied
            #expect(transcript.view.strings.contains(Sample.failure(cause).message.english))
            #expect(transcript.driver.secrets.isEmpty && transcript.machine.authorization == ticket)
            #expect(transcript.view.secretFocus == AuthorizationSlot.answer, "the next one can be typed at once")
        }
        transcript.end()
    }

    @Test func anOlderKeyIsDeletedOnlyOnTheUsersWord() throws {
        for (key, decision) in [(Key.character("y"), AuthorizationDecision.agree), (.character("n"), .decline)] {
            var transcript = try waiting()
            let ticket = try #require(transcript.machine.authorization)
            transcript.send(.operation(ticket, .authorizationAdvanced(.agreed)))
            transcript.send(.operation(ticket, .authorizationAdvanced(.asked(.deleteOlderKey))))
            // A key that is pressed without reading decides nothing.
            transcript.pressInVain(.enter, because: .questionOpen)
            #expect(transcript.press(key) == [.decideAuthorization(ticket, decision)])
            #expect(model(transcript)?.phase == .working)
            transcript.end()
        }
    }

    @Test func theAddressIsCopiedPrintedAndOpened() throws {
        var transcript = try waiting()
        transcript.press(.character("y"))
        #expect(transcript.driver.copied == [Sample.authorizationAddress])
        #expect(transcript.press(.character("o")).contains(.openBrowser(Sample.authorizationAddress)), "at a desk o opens it")
        #expect(transcript.press(.character("p")).contains(.printBare(Sample.authorizationAddress)))
        #expect(transcript.view.hints.contains { $0.key == "o" && $0.label == "open browser" })
        transcript.end()
        var remote = try waiting(Sample.approvedOverSSH())
        // Over SSH no browser is started, and o shows only the address.
        remote.pressInVain(.character("b"), .character("p"))
        #expect(remote.press(.character("o")) == [.printBare(Sample.authorizationAddress)])
        #expect(remote.view.hints.contains { $0.key == "o" && $0.label == "show only the address" })
        remote.end()
    }

    @Test func aFailureCanBeTriedAgain() throws {
        var transcript = try waiting()
        try transcript.finishJob(.failed(Sample.failure(.timeout)))
        #expect(model(transcript)?.phase == .failed(Sample.failure(.timeout)))
        transcript.press(.enter)
        #expect(model(transcript)?.phase == .opening && transcript.machine.authorization != nil)
        transcript.end()
    }

    @Test func aKeyThatDoesNotWorkIsNotStoredAndCanBeReplaced() throws {
        var transcript = try waiting()
        try transcript.finishJob(.authorized(Sample.authorizedPlace))
        try transcript.finishJob(.failed(Sample.failure(.ipNotAllowed)))
        #expect(transcript.machine.connections.isEmpty)
        transcript.press(.enter)
        #expect(model(transcript)?.phase == .made)
        transcript.press(.enter)
        #expect(model(transcript)?.phase == .opening)
        transcript.end()
    }

    @Test func withoutAClientItSaysWhoGetsOne() throws {
        var transcript = MachineTranscript()
        transcript.goToAuthorization()
        #expect(model(transcript) == nil)
        guard case .message? = transcript.machine.overlay else {
            Issue.record("nothing is said")
            return
        }
        transcript.press(.escape)
        transcript.end()
    }

    @Test func lockingGivesUpAndWipes() throws {
        var transcript = MachineTranscript(Sample.approvedAndLocked(), stored: ["main"])
        try transcript.unlock()
        transcript.goToAuthorization()
        transcript.press(.enter)
        let ticket = try #require(transcript.machine.authorization)
        transcript.send(.operation(ticket, .authorizationAdvanced(.opened(Sample.offer))))
        transcript.press(.tab)
        try transcript.typeSecret(Sample.vaultPassphrase)
        let effects = transcript.press(.function(4))
        #expect(effects.contains(.abandonAuthorization(ticket)) && effects.contains(.wipe(AuthorizationSlot.answer)))
        #expect(transcript.driver.secrets.isEmpty)
        transcript.end()
    }

    /// The old key stays until the new one works, and the vault learns how the new one came about.
    @Test func reauthorizingReplacesTheKeyAfterTheNewOneWorks() throws {
        var transcript = try waiting()
        try transcript.finishJob(.authorized(Sample.authorizedPlace))
        try transcript.finishJob(.read(Sample.snapshot()))
        transcript.press(.enter)
        let old = transcript.machine.connections[0].target.slots
        transcript.press(.character("u"))
        #expect(model(transcript)?.phase == .preparing)
        transcript.press(.enter)
        try transcript.finishJob(.authorized(Sample.authorizedPlace))
        #expect(transcript.machine.connections[0].target.slots == old)
        let effects = try transcript.finishJob(.read(Sample.snapshot()))
        #expect(transcript.machine.connections.count == 1 && transcript.machine.connections[0].target.slots != old)
        #expect(old.all.allSatisfy { effects.contains(.wipe($0)) })
        transcript.end()
    }

    @Test func removingSaysWhereToRevoke() throws {
        var transcript = try waiting()
        try transcript.finishJob(.authorized(Sample.authorizedPlace))
        try transcript.finishJob(.read(Sample.snapshot()))
        transcript.press(.enter, .character("d"))
        #expect(transcript.view.strings.contains { $0.contains("https://my.okx.com/account/my-api") && $0.contains("Connected apps") })
        transcript.press(.escape)
        transcript.end()
    }

    @Test func quittingWhileItWaitsIsAsked() throws {
        var transcript = try waiting()
        transcript.press(.control("c"))
        #expect(transcript.machine.losses(.english).contains(Text.english.authorize.quit))
        transcript.press(.escape)
        transcript.end()
    }
}
