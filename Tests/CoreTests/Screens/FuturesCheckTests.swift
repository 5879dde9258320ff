import Testing

@testable import Core
@testable import Domain

/// The futures settings of a connection, on screen.
@Suite struct FuturesCheckTests {
    /// A connection whose settings are being read.
    private func reading() throws -> MachineTranscript {
        var transcript = MachineTranscript()
        try transcript.connect()
        let effects = transcript.press(.character("f"))
        guard case .start(_, .readSettings)? = effects.first, effects.count == 1 else {
            Issue.record("nothing is read: \(effects)")
            return transcript
        }
        return transcript
    }

    private func model(_ transcript: MachineTranscript) -> FuturesCheck? {
        guard case .futuresCheck(let model)? = transcript.machine.screens.last else { return nil }
        return model
    }

    private var target: (MachineTranscript) -> AccessTarget { { $0.machine.connections[0].target } }

    @Test func thePlanIsAppliedOnlyAfterTheNameWasTyped() throws {
        var transcript = try reading()
        try transcript.finishJob(.settings(Sample.settingsFixable))
        #expect(transcript.press(.enter) == [], "the plan is only shown")
        for wrong in ["", "mai", "Main"] {
            transcript.press(.control("u"))
            transcript.type(wrong)
            #expect(transcript.press(.enter) == [], "“\(wrong)” is not the name")
        }
        transcript.press(.control("u"))
        transcript.type("maix")
        transcript.press(.backspace)
        transcript.type("n")
        let effects = transcript.press(.enter)
        #expect(
            effects == [
                .start(
                    try transcript.runningJob().ticket, .applySettings(target(transcript), Sample.settingsFixable.plan, SettingsTarget()))
            ])
        transcript.pressInVain(.enter, because: .settingsBeingChanged)
        transcript.end()
    }

    @Test func stepsShowAsTheyEndAndTheAccountIsReadAgain() throws {
        var transcript = try reading()
        try transcript.finishJob(.settings(Sample.settingsFixable))
        transcript.press(.enter)
        transcript.type("main")
        transcript.press(.enter)
        let ticket = try transcript.runningJob().ticket
        transcript.send(.operation(ticket, .settingApplied(Sample.settingsApplied.applied[0])))
        guard case .applying(_, let done)? = model(transcript)?.phase else {
            Issue.record("not applying")
            return
        }
        #expect(done == [Sample.settingsApplied.applied[0]])
        // Nobody leaves in the middle of a change.
        transcript.pressInVain(.escape, because: .settingsBeingChanged)
        let effects = try transcript.finishJob(.settingsApplied(Sample.settingsApplied))
        guard case .start(_, .refresh)? = effects.first else {
            Issue.record("the account is not read again")
            return
        }
        // What was changed here is no surprise to the next reading.
        try transcript.finishJob(.read(Sample.snapshot(settings: Sample.otherSettings)))
        #expect(transcript.machine.connections[0].snapshot?.notices.contains { $0.warning == .settingsChanged } == false)
        transcript.press(.escape)
        #expect(model(transcript) == nil)
        transcript.end()
    }

    @Test func leavingCancelsAndALateReplyChangesNothing() throws {
        var transcript = try reading()
        let ticket = try transcript.runningJob().ticket
        #expect(transcript.press(.escape) == [.cancel(ticket)])
        #expect(transcript.send(.operation(ticket, .settings(Sample.settingsFixable))) == [])
        #expect(transcript.send(.operation(ticket, .settingApplied(Sample.settingsApplied.applied[0]))) == [])
        #expect(model(transcript) == nil)
        transcript.end()
    }

    @Test func whereThereIsNoPlanEnterSaysSo() throws {
        for (findings, refusal) in [(Sample.settingsRight, Refusal.planEmpty), (Sample.settingsMixed, .notFromHere)] {
            var transcript = try reading()
            transcript.pressInVain(.enter, .character("e"), because: .settingsUnread)
            try transcript.finishJob(.settings(findings))
            transcript.pressInVain(.enter, because: refusal)
            #expect(model(transcript)?.phase == .found(findings))
            transcript.end()
        }
    }

    @Test func aFailureCanBeTriedAgain() throws {
        var transcript = try reading()
        try transcript.finishJob(.failed(Sample.failure(.timeout)))
        #expect(model(transcript)?.phase == .failed(Sample.failure(.timeout)))
        let effects = transcript.press(.character("r"))
        #expect(effects == [.start(try transcript.runningJob().ticket, .readSettings(target(transcript), SettingsTarget()))])
        #expect(model(transcript)?.phase == .reading)
        transcript.end()
    }

    @Test func escapeTakesTheWordBack() throws {
        var transcript = try reading()
        try transcript.finishJob(.settings(Sample.settingsFixable))
        transcript.press(.enter)
        transcript.type("main")
        transcript.press(.escape)
        #expect(model(transcript)?.phase == .found(Sample.settingsFixable))
        transcript.press(.enter)
        #expect(transcript.press(.enter) == [], "the name has to be typed again")
        transcript.end()
    }

    @Test func theWebsiteCanBeCopied() throws {
        var transcript = try reading()
        try transcript.finishJob(.settings(Sample.settingsMixed))
        transcript.press(.character("y"))
        #expect(transcript.driver.copied == [target(transcript).site.webOrigin])
        transcript.end()
    }

    @Test func quittingInTheMiddleLeavesNothing() throws {
        var transcript = try reading()
        try transcript.finishJob(.settings(Sample.settingsFixable))
        transcript.press(.enter)
        transcript.type("main")
        transcript.press(.enter)
        #expect(transcript.machine.losses(.english).contains(Text.english.dialogs.quitApplying))
        transcript.end()
    }

    // MARK: Leverage

    @Test func aLeverageIsAskedForAndSet() throws {
        var transcript = try reading()
        try transcript.finishJob(.settings(Sample.settingsRight))
        transcript.press(.character("e"))
        transcript.type("5")
        let effects = transcript.press(.enter)
        let settingsTarget = SettingsTarget(instrument: "BTC-USDT-SWAP", leverage: Amount(5))
        #expect(effects == [.start(try transcript.runningJob().ticket, .readSettings(target(transcript), settingsTarget))])
        try transcript.finishJob(.settings(Sample.settingsFixable))
        transcript.press(.enter)
        transcript.type("main")
        let applied = transcript.press(.enter)
        #expect(
            applied == [
                .start(try transcript.runningJob().ticket, .applySettings(target(transcript), Sample.settingsFixable.plan, settingsTarget))
            ])
        transcript.end()
    }

    @Test func anInstrumentIsTypedInAnyCaseOrPasted() throws {
        for isPasted in [false, true] {
            var transcript = try reading()
            try transcript.finishJob(.settings(Sample.settingsRight))
            transcript.press(.character("e"), .tab, .control("u"))
            if isPasted {
                transcript.paste(.plainWord)
                transcript.send(.pasteReleased(PasteFindings.Paste(1), "eth-usdt-swap"))
            } else {
                transcript.type("eth-usdt-swap")
            }
            let effects = transcript.press(.enter)
            #expect(
                effects.last
                    == .start(
                        try transcript.runningJob().ticket, .readSettings(target(transcript), SettingsTarget(instrument: "ETH-USDT-SWAP"))))
            transcript.end()
        }
    }

    @Test func whatIsNoLeverageIsPointedOut() throws {
        for (field, wrong) in [([Key](), "five"), ([], "0"), ([], "-3"), ([], "1e3"), ([.tab], "BTC USDT"), ([.tab], "比特币")] {
            var transcript = try reading()
            try transcript.finishJob(.settings(Sample.settingsRight))
            transcript.press(.character("e"))
            for key in field { transcript.press(key) }
            transcript.press(.control("u"))
            transcript.type(wrong)
            #expect(transcript.press(.enter) == [], "“\(wrong)” is taken")
            guard case .enteringLeverage(_, let form)? = model(transcript)?.phase else {
                Issue.record("the form is gone")
                return
            }
            #expect(form.objection == form.field && form.objection == (field.isEmpty ? .leverage : .instrument))
            transcript.press(.escape)
            #expect(model(transcript)?.phase == .found(Sample.settingsRight))
            transcript.end()
        }
    }

    @Test func whoLeavesPortfolioMarginNamesNoInstrument() throws {
        var transcript = try reading()
        try transcript.finishJob(.settings(Sample.settingsPortfolio))
        transcript.press(.character("e"))
        transcript.type("3")
        let effects = transcript.press(.enter)
        #expect(
            effects == [.start(try transcript.runningJob().ticket, .readSettings(target(transcript), SettingsTarget(leverage: Amount(3))))])
        transcript.end()
    }

    // MARK: Whether futures are traded

    @Test func whoDoesNotTradeFuturesSaysSoForThisSession() throws {
        var transcript = try reading()
        try transcript.finishJob(.settings(Sample.settingsFixable))
        for use in [AccessTarget.FuturesUse.notUsed, .used] {
            let effects = transcript.press(.character("n"))
            let target = transcript.machine.connections[0].target
            #expect(target.futures == use && model(transcript)?.target == target)
            #expect(effects.contains { if case .start(_, .refresh(target)) = $0 { true } else { false } }, "it is read with the other eyes")
        }
        transcript.end()
    }

    @Test func whoDoesNotTradeFuturesSaysSoToTheVault() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        transcript.press(.character("f"))
        try transcript.finishJob(.settings(Sample.settingsFixable))
        transcript.press(.character("n"))
        #expect(transcript.vaultCommand?.command == .changeFutures(name: "main", .notUsed))
        #expect(transcript.machine.connections[0].target.futures == .used, "nothing is so before it is stored")
        let effects = try transcript.finishVaultCommand()
        #expect(transcript.machine.connections.map(\.target.futures) == [.notUsed, .used])
        #expect(model(transcript)?.target.futures == .notUsed)
        #expect(effects.count { if case .start(_, .refresh) = $0 { true } else { false } } == 1)
        transcript.press(.character("n"))
        try transcript.refuseOrder(.vaultBusy)
        #expect(model(transcript)?.target.futures == .notUsed)
        transcript.press(.enter)
        transcript.end()
    }

    // MARK: As a step of connecting

    @Test func afterConnectingTheSettingsAreTheNextStep() throws {
        var transcript = MachineTranscript()
        try transcript.passWithOtherSettings()
        let effects = transcript.press(.enter)
        #expect(effects.last == .start(try transcript.runningJob().ticket, .readSettings(target(transcript), SettingsTarget())))
        #expect(model(transcript)?.purpose == .step)
        transcript.press(.escape)
        #expect(model(transcript) == nil && transcript.machine.connections.count == 1)
        transcript.end()
    }

    @Test func theStepIsSkippedWhereItIsOfNoUse() throws {
        var skipped = MachineTranscript()
        try skipped.passWithOtherSettings()
        skipped.press(.escape)
        #expect(model(skipped) == nil && skipped.driver.openTickets.isEmpty && skipped.machine.connections.count == 1)
        skipped.end()
        var right = MachineTranscript()
        try right.connect()
        #expect(model(right) == nil)
        right.end()
    }

    /// The connection has its old key until the vault has the new one, and that may be of another account.
    @Test func theStepNeverLooksAtTheAccountThatIsBeingReplaced() throws {
        for isStored in [false, true] {
            var transcript = try MachineTranscript.open("main")
            transcript.press(.character("u"))
            transcript.paste(.threeValues)
            transcript.press(.enter)
            let ticket = try #require(transcript.machine.verification)
            transcript.send(.operation(ticket, .rowSettled(.settings, .warning(Sample.settingsDiffer))))
            try transcript.finishVerification(.read(Sample.attention))
            if isStored { try transcript.finishVaultCommand() }
            transcript.press(.enter)
            #expect((model(transcript) != nil) == isStored)
            if isStored { #expect(model(transcript)?.target.slots == transcript.machine.connections[0].target.slots) }
            transcript.end()
        }
    }

    // MARK: Cut short

    @Test func lockingInTheMiddleSaysWhatIsNotKnown() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.press(.character("f"))
        try transcript.finishJob(.settings(Sample.settingsFixable))
        transcript.press(.enter)
        transcript.type("main")
        transcript.press(.enter)
        let ticket = try transcript.runningJob().ticket
        transcript.send(.operation(ticket, .settingApplied(Sample.settingsApplied.applied[0])))
        #expect(
            transcript.send(.timerFired(.lock)) == [.startTimer(.lock, milliseconds: transcript.machine.configuration.lockMilliseconds)])
        #expect(transcript.machine.vault == .open, "patience with a change under way")
        transcript.press(.function(4))
        #expect(transcript.machine.vault == .locked)
        #expect(transcript.machine.notice?.text == SettingWords.interrupted(Sample.settingsFixable.plan, done: 1))
        #expect(transcript.machine.notice?.text.english.contains("1 of 2 steps") == true)
        transcript.end()
    }
}
