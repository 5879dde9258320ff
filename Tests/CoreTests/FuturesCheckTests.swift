import Testing
@testable import Core

/// The futures settings of a connection, on screen.
@Suite struct FuturesCheckTests {
    /// A connection whose settings are being read.
    private func reading() throws -> MachineTranscript {
        var transcript = MachineTranscript()
        try transcript.connect()
        let effects = transcript.press(.character("f"))
        guard case .startJob(_, .readSettings)? = effects.first, effects.count == 1 else {
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
        #expect(effects == [.startJob(try transcript.runningJob().ticket, .applySettings(target(transcript), Sample.settingsFixable.plan))])
        #expect(transcript.press(.enter) == [], "it is applied once")
        transcript.end()
    }

    @Test func stepsShowAsTheyEndAndTheAccountIsReadAgain() throws {
        var transcript = try reading()
        try transcript.finishJob(.settings(Sample.settingsFixable))
        transcript.press(.enter)
        transcript.type("main")
        transcript.press(.enter)
        let ticket = try transcript.runningJob().ticket
        transcript.send(.settingApplied(ticket, Sample.settingsApplied.applied[0]))
        guard case .applying(_, let done)? = model(transcript)?.phase else {
            Issue.record("not applying")
            return
        }
        #expect(done == [Sample.settingsApplied.applied[0]])
        #expect(transcript.press(.escape) == [] && model(transcript) != nil, "nobody leaves in the middle of a change")
        let effects = try transcript.finishJob(.settingsApplied(Sample.settingsApplied))
        guard case .startJob(_, .refresh)? = effects.first else {
            Issue.record("the account is not read again")
            return
        }
        // What was changed here is no surprise to the next reading.
        try transcript.finishJob(.read(Sample.snapshot(futures: Sample.otherFutures)))
        #expect(transcript.machine.connections[0].snapshot?.notices.contains { $0.warning == .settingsChanged } == false)
        transcript.press(.escape)
        #expect(model(transcript) == nil)
        transcript.end()
    }

    @Test func leavingCancelsAndALateReplyChangesNothing() throws {
        var transcript = try reading()
        let ticket = try transcript.runningJob().ticket
        #expect(transcript.press(.escape) == [.cancelJob(ticket)])
        #expect(transcript.send(.jobFinished(ticket, .settings(Sample.settingsFixable))) == [])
        #expect(transcript.send(.settingApplied(ticket, Sample.settingsApplied.applied[0])) == [])
        #expect(model(transcript) == nil)
        transcript.end()
    }

    @Test func whereThereIsNoPlanEnterDoesNothing() throws {
        for findings in [Sample.settingsRight, Sample.settingsMixed] {
            var transcript = try reading()
            try transcript.finishJob(.settings(findings))
            #expect(transcript.press(.enter) == [])
            #expect(model(transcript)?.phase == .found(findings))
            transcript.end()
        }
    }

    @Test func aFailureCanBeTriedAgain() throws {
        var transcript = try reading()
        try transcript.finishJob(.failed(Sample.failure(.timeout)))
        #expect(model(transcript)?.phase == .failed(Sample.failure(.timeout)))
        let effects = transcript.press(.character("r"))
        #expect(effects == [.startJob(try transcript.runningJob().ticket, .readSettings(target(transcript)))])
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
}
