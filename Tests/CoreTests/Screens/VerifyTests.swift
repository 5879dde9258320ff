import TestSupport
import Testing

@testable import Core
@testable import Domain

/// The verification under way and its ends.
struct VerifyTests {
    private static let slots = CredentialSlots(apiKey: Slot(1), secretKey: Slot(2), passphrase: Slot(3))

    private func running(_ configuration: AppConfiguration = Sample.live()) -> MachineTranscript {
        var transcript = MachineTranscript(configuration)
        transcript.submitKey()
        return transcript
    }

    private func rows(_ transcript: MachineTranscript) -> [VerificationRow: VerificationResult]? {
        guard case .verify(let verify)? = transcript.machine.screens.last else { return nil }
        return verify.rows
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func rowsSettleInAnyOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var transcript = running()
        let ticket = try transcript.runningJob().ticket
        for row in VerificationRow.allCases.shuffled(using: &random) {
            #expect(transcript.send(.operation(ticket, .rowSettled(row, Sample.good(row)))) == [])
            #expect(rows(transcript)?[row] == Sample.good(row))
        }
        #expect(transcript.phase == .running)
        transcript.end()
    }

    @Test func repliesToACancelledVerificationChangeNothing() throws {
        var transcript = running()
        let ticket = try transcript.runningJob().ticket
        #expect(transcript.press(.escape) == [.cancel(ticket)])
        #expect(transcript.screenTitle == "Connect to OKX")
        #expect(transcript.driver.secrets.count == 3, "the form still holds what was typed")
        let before = transcript.machine
        #expect(transcript.send(.operation(ticket, .rowSettled(.reach, Sample.good(.reach)))) == [])
        #expect(transcript.send(.operation(ticket, .read(Sample.snapshot()))) == [])
        #expect(transcript.machine == before)

        transcript.press(.enter)
        let second = try transcript.runningJob().ticket
        #expect(second != ticket)
        #expect(transcript.send(.operation(ticket, .rowSettled(.reach, Sample.good(.reach)))) == [])
        #expect(transcript.send(.operation(ticket, .failed(Sample.failure(.keyUnknown)))) == [])
        #expect(rows(transcript) == [:])
        #expect(transcript.phase == .running)
        transcript.end()
    }

    @Test func passesWithWarnings() throws {
        var transcript = running()
        let ticket = try transcript.runningJob().ticket
        transcript.send(.operation(ticket, .rowSettled(.address, .warning(Sample.addressUnbound))))
        try transcript.finishJob(.read(Sample.attention))
        #expect(transcript.view.strings.contains(Text.english.verify.passedWithWarnings))
        #expect(transcript.machine.connections.map(\.status) == [.attention])
        #expect(transcript.press(.escape).contains(.stopTimer(.notice)))
        #expect(transcript.screenTitle == "My Exchanges", "there is nothing left to go back to")
        transcript.end()
    }

    @Test func theNameStaysInSightOnceConnected() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.name)
        transcript.press(.control("u"))
        transcript.type("desk")
        transcript.paste(.threeValues)
        transcript.press(.enter)
        try transcript.finishJob(.read(Sample.snapshot()))
        #expect(transcript.view.strings.contains { $0.contains("Connecting “desk” to OKX") })
        transcript.end()
    }

    @Test(arguments: Cause.allCases)
    func aFailurePutsTheFocusWhereTheMistakeIs(cause: Cause) throws {
        var transcript = running()
        let ticket = try transcript.runningJob().ticket
        transcript.send(.operation(ticket, .rowSettled(.reach, Sample.good(.reach))))
        #expect(try transcript.finishJob(.failed(Sample.failure(cause))) == [])
        #expect(transcript.machine.connections.isEmpty, "nothing is kept before the verification has passed")
        let shown = rows(transcript) ?? [:]
        #expect(shown.values.contains(.failed(Sample.failure(cause))), "a failure has a row even if none was reported")
        #expect(transcript.press(.enter) == [])
        let expected: KeyEntry.Item =
            switch cause {
            case .secretWrong: .credential(.secretKey)
            case .passphraseWrong: .credential(.passphrase)
            case .wrongEnvironment: .environment
            case .wrongSite: .site
            case .nameTaken: .name
            case _: .credential(.apiKey)
            }
        #expect(transcript.focus == expected)
        #expect(transcript.driver.secrets.count == 3)
        transcript.end()
    }

    @Test func aFailedRowThatWasReportedIsNotRepeated() throws {
        var transcript = running()
        let failure = Sample.failure(.secretWrong)
        transcript.send(.operation(try transcript.runningJob().ticket, .rowSettled(.secret, .failed(failure))))
        try transcript.finishJob(.failed(failure))
        #expect(rows(transcript) == [.secret: .failed(failure)])
        guard case .verify(let verify)? = transcript.machine.screens.last else { return }
        #expect(verify.chosen == .secret)
        transcript.end()
    }

    @Test func aFailureWhereEveryRowWasFineIsShownAllTheSame() throws {
        var transcript = running()
        let ticket = try transcript.runningJob().ticket
        for row in VerificationRow.allCases { transcript.send(.operation(ticket, .rowSettled(row, Sample.good(row)))) }
        try transcript.finishJob(.failed(Sample.failure(.timeout)))
        #expect(rows(transcript)?[.balances] == .failed(Sample.failure(.timeout)))
        transcript.end()
    }

    @Test func triesAgain() throws {
        var transcript = running()
        try transcript.finishJob(.failed(Sample.failure(.timeout)))
        let target = AccessTarget(exchange: "okx", site: ExchangeProfile.okx.sites[0], environment: .live, slots: Self.slots)
        #expect(transcript.press(.character("r")) == [.start(Ticket(2), .verify(target))])
        #expect(rows(transcript) == [:])
        // None of them makes sense while it runs.
        transcript.pressInVain(.character("r"), .enter, because: .stillChecking)
        transcript.pressInVain(.character("w"), .character("y"))
        transcript.end()
    }

    @Test func aKeyThatCanWithdrawNeedsInsistence() throws {
        var transcript = running()
        try transcript.finishJob(.failed(Sample.failure(.keyUnknown)))
        transcript.pressInVain(.character("w"))
        transcript.press(.character("r"))
        try transcript.finishJob(.failed(Sample.failure(.withdrawalEnabled)))
        #expect(transcript.press(.character("w")) == [])
        #expect(transcript.machine.overlay == .confirmation(.keepWithdrawal), "it is asked once more")
        #expect(transcript.press(.enter, .character("w"), .character("n")) == [])
        #expect(transcript.machine.overlay == nil && transcript.driver.openTickets.isEmpty, "a no changes nothing")
        let effects = transcript.press(.character("w"), .character("y"))
        guard case .start(_, .verify(let target))? = effects.first else { return #expect(Bool(false), "no verification runs") }
        #expect(target.withdrawal == .insisted)
        try transcript.finishJob(.read(Sample.snapshot(permissions: [.read, .trade, .withdraw])))
        #expect(transcript.machine.connections.map(\.target.withdrawal) == [.insisted])
        transcript.press(.enter)
        transcript.press(.character("r"))
        guard case .refresh(let later) = try transcript.runningJob().job else { return #expect(Bool(false), "nothing is read") }
        #expect(later.withdrawal == .insisted, "readings after the first must not be refused again")
        transcript.end()
    }

    @Test func theSeenAddressIsCopied() throws {
        var transcript = running()
        try transcript.finishJob(.failed(Sample.failure(.ipNotAllowed)))
        #expect(transcript.press(.character("y")) == [.copy("203.0.113.9"), .startTimer(.notice, milliseconds: 6_000)])
        #expect(transcript.driver.copied == ["203.0.113.9"])
        transcript.end()
    }

    @Test func quittingWhileItRunsCancelsAndWipes() throws {
        var transcript = running()
        let ticket = try transcript.runningJob().ticket
        #expect(transcript.press(.control("c")) == [])
        #expect(transcript.view.dialog?.title == "Quit?")
        #expect(
            transcript.press(.control("c")) == [
                .cancel(ticket), .wipe(Slot(1)), .wipe(Slot(2)), .wipe(Slot(3)), .stopTimer(.refresh), .stopTimer(.notice),
                .stopTimer(.lock), .quit,
            ])
        #expect(transcript.send(.operation(ticket, .read(Sample.snapshot()))) == [])
        #expect(transcript.machine.connections.isEmpty)
        transcript.end()
    }

    @Test func itMayPassBehindAQuestion() throws {
        var transcript = running()
        transcript.press(.control("c"))
        try transcript.finishJob(.read(Sample.snapshot()))
        #expect(transcript.press(.character("n")) == [])
        #expect(transcript.phase == .passed(Sample.snapshot()))
        transcript.end()
    }
}
