import Testing

@testable import Core
@testable import Domain

/// The short history of what accounts were worth.
struct HistoryTests {
    private static let interval = Int64(600_000)

    private func point(_ interval: Int64, _ total: Int, offset: Int64 = 0) -> EquityHistory.Point {
        .init(unixMilliseconds: interval * Self.interval + offset, total: Amount(total))
    }

    @Test func isWrittenEveryTenMinutesOnLockingAndOnLeaving() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        #expect(transcript.driver.runningTimers.contains(.history))
        #expect(transcript.driver.savedHistories.isEmpty)
        let effects = transcript.send(.timerFired(.history))
        #expect(effects.last == .startTimer(.history, milliseconds: 600_000))
        #expect(transcript.driver.savedHistories.map { $0.map(\.name) } == [["main", "bot"]])
        transcript.send(.timerFired(.history))
        #expect(transcript.driver.savedHistories.count == 1, "nothing new, nothing written")
        transcript.press(.character("r"))
        transcript.finishReadings()
        #expect(transcript.machine.unsavedHistory?.count == 2)
        let locking = transcript.press(.character("L"))
        #expect(transcript.driver.savedHistories.count == 2)
        let save = try #require(locking.firstIndex { if case .saveHistory = $0 { true } else { false } })
        #expect(save < (try #require(locking.firstIndex(of: .lock))))
        #expect(!transcript.driver.runningTimers.contains(.history) && transcript.machine.histories.isEmpty)
        transcript.send(.timerFired(.history))
        #expect(transcript.driver.savedHistories.count == 2)
        try transcript.unlock()
        transcript.end()
        #expect(transcript.driver.savedHistories.count == 3, "on leaving")
    }

    /// Who leaves at once after unlocking does not write the little that is known over years of points.
    @Test func nothingIsWrittenOverWhatHasNotComeYet() throws {
        var transcript = MachineTranscript(Sample.locked(), stored: ["main"])
        transcript.answering = .later
        try transcript.unlock()
        #expect(transcript.machine.histories.count == 1 && transcript.machine.unsavedHistory == nil)
        transcript.press(.character("L"))
        #expect(transcript.driver.savedHistories.isEmpty)
        transcript.answering = .atOnce
        transcript.deliverAnswers()
        try transcript.unlock()
        #expect(transcript.machine.unsavedHistory?.map(\.name) == ["main"])
        transcript.end()
    }

    @Test func whatWasKeptComesBackByName() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        let id = try #require(transcript.machine.connections.last?.id)
        transcript.send(
            .historyRead(
                [
                    AccountHistory(name: "bot", history: EquityHistory([point(1, 1)])),
                    AccountHistory(name: "gone", history: EquityHistory([point(1, 1)])),
                ], remark: nil))
        #expect(transcript.machine.histories[id]?.points.count == 2)
        #expect(transcript.machine.histories.count == 2)
        transcript.press(.end, .up, .character("n"), .control("u"))
        transcript.type("desk")
        transcript.press(.enter)
        try transcript.finishVaultCommand()
        #expect(transcript.machine.unsavedHistory?.map(\.name) == ["main", "desk"], "it goes with its connection")
        transcript.press(.character("d"), .character("y"))
        try transcript.finishVaultCommand()
        #expect(transcript.machine.unsavedHistory?.map(\.name) == ["main"])
        transcript.press(.character("d"), .character("y"))
        try transcript.finishVaultCommand()
        #expect(transcript.machine.unsavedHistory == [], "nothing is kept of the last one either")
        transcript.end()
    }

    @Test func isNotKeptWhereThatIsSwitchedOff() throws {
        var configuration = Sample.locked()
        configuration.history = .forgotten
        var transcript = MachineTranscript(configuration, stored: ["main"])
        try transcript.unlock()
        #expect(!transcript.driver.runningTimers.contains(.history))
        #expect(transcript.machine.histories.count == 1, "of this session there is one all the same")
        transcript.press(.character("L"))
        try transcript.unlock()
        transcript.end()
        #expect(transcript.driver.savedHistories.isEmpty)
    }

    @Test func withoutAVaultNothingIsKept() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        #expect(!transcript.driver.runningTimers.contains(.history) && transcript.machine.unsavedHistory == nil)
        transcript.end()
        #expect(transcript.driver.savedHistories.isEmpty)
    }
}
