import TestSupport
import Testing

@testable import Core
@testable import Domain

/// A setting that somebody changed while the account was being watched.
@Suite struct SettingsChangeTests {
    private static func futures(_ mode: String?, _ position: String?) -> AccountSettings {
        OKXSettingsSample.settings(mode, position, "none")
    }

    private static func reading(_ mode: String?, _ position: String?) -> OperationEvent {
        .read(Sample.snapshot(settings: futures(mode, position)))
    }

    private func warnings(_ transcript: MachineTranscript) -> [Warning] {
        transcript.machine.connections[0].snapshot?.notices.map(\.warning) ?? []
    }

    @Test func aLaterReadingThatDiffersIsPointedOut() throws {
        var transcript = MachineTranscript()
        try transcript.connect(Sample.snapshot(settings: Self.futures("futures", "one-way")))
        transcript.refresh([Self.reading("futures", "one-way")])
        #expect(warnings(transcript) == [] && transcript.machine.connections[0].status == .connected)
        for _ in 0..<2 {
            transcript.refresh([Self.reading("futures", "hedge")])
            #expect(warnings(transcript) == [.settingsChanged])
            #expect(transcript.machine.connections[0].status == .attention)
        }
        let notice = try #require(transcript.machine.connections[0].snapshot?.notices.first)
        #expect(notice.message.english.contains("Position mode from One-way (buy/sell mode) to Hedge (open/close mode)"))
        #expect(notice.message.simplifiedChinese.contains("持仓模式"))
        transcript.refresh([Self.reading("futures", "one-way")])
        #expect(warnings(transcript) == [], "it is as it was")
        transcript.end()
    }

    @Test func bothAreNamedAndTheMarginModeIsNot() throws {
        let before = Self.futures("futures", "one-way")
        let notice = try #require(Self.futures("spot", "hedge").changeNotice(since: before))
        #expect(notice.message.english.contains("Account mode") && notice.message.english.contains("Position mode"))
        let cross = OKXSettingsSample.settings("futures", "one-way", "cross")
        #expect(cross.changeNotice(since: before) == nil)
    }

    @Test func whatCouldNotBeReadChangedNothing() {
        #expect(Self.futures(nil, nil).changeNotice(since: Self.futures("futures", "one-way")) == nil)
        #expect(Self.futures("futures", "one-way").changeNotice(since: Self.futures(nil, nil)) == nil)
    }

    @Test func whoDoesNotTradeFuturesIsNotWarned() throws {
        var transcript = MachineTranscript()
        transcript.press(.character("a"), .enter, .character("n"), .enter, .enter, .enter)
        transcript.paste(.threeValues)
        transcript.press(.enter)
        try transcript.finishJob(.read(Sample.snapshot(settings: Self.futures("futures", "one-way"))))
        transcript.press(.enter)
        transcript.send(.timerFired(.notice))
        transcript.refresh([Self.reading("spot", "hedge")])
        #expect(transcript.machine.connections[0].target.futures == .notUsed)
        #expect(warnings(transcript) == [])
        transcript.end()
    }

    private func status(_ transcript: MachineTranscript) -> ConnectionStatus { transcript.machine.connections[0].status }

    /// An account that is right again does not need attention for ever.
    @Test func checkingClearsTheNotice() throws {
        var transcript = MachineTranscript()
        try transcript.connect(Sample.snapshot(settings: Self.futures("futures", "one-way")))
        for changed in ["hedge", "one-way"] {
            transcript.refresh([Self.reading("futures", changed)])
            #expect(warnings(transcript) == [.settingsChanged])
            transcript.press(.character("c"))
            try transcript.finishJob(Self.reading("futures", changed))
            #expect(warnings(transcript) == [] && status(transcript) == .connected)
            transcript.press(.enter)
            transcript.refresh([Self.reading("futures", changed)])
            #expect(warnings(transcript) == [] && status(transcript) == .connected, "and it stays away")
        }
        transcript.end()
    }

    /// What the check itself brings to light has been read by nobody.
    @Test func aCheckThatFindsTheChangeTellsIt() throws {
        var transcript = MachineTranscript()
        try transcript.connect(Sample.snapshot(settings: Self.futures("futures", "one-way")))
        for _ in 0..<2 {
            transcript.press(.character("c"))
            try transcript.finishJob(Self.reading("futures", "hedge"))
            transcript.press(.enter)
            if warnings(transcript).isEmpty { break }
            #expect(warnings(transcript) == [.settingsChanged])
        }
        #expect(warnings(transcript) == [], "the second check has read it")
        transcript.press(.character("c"))
        try transcript.finishJob(Self.reading("spot", "hedge"))
        #expect(warnings(transcript) == [.settingsChanged], "another change is another notice")
        transcript.press(.enter)
        transcript.end()
    }

    @Test func lookingAtTheSettingsClearsTheNotice() throws {
        var transcript = MachineTranscript()
        try transcript.connect(Sample.snapshot(settings: Self.futures("futures", "one-way")))
        transcript.refresh([Self.reading("futures", "hedge")])
        transcript.press(.character("c"))
        try transcript.finishJob(Self.reading("futures", "hedge"))
        transcript.press(.enter)
        transcript.refresh([Self.reading("futures", "one-way")])
        #expect(warnings(transcript) == [.settingsChanged])
        for (findings, left) in [(Sample.settingsFixable, [Warning.settingsChanged]), (Sample.settingsRight, [])] {
            transcript.press(.character("f"))
            try transcript.finishJob(.settings(findings))
            #expect(warnings(transcript) == left, "settings that are other ones again are news")
            transcript.press(.escape)
        }
        #expect(status(transcript) == .connected)
        transcript.refresh([Self.reading("futures", "one-way")])
        #expect(warnings(transcript) == [])
        transcript.end()
    }

    @Test func aCheckThatFailsClearsNothing() throws {
        var transcript = MachineTranscript()
        try transcript.connect(Sample.snapshot(settings: Self.futures("futures", "one-way")))
        transcript.refresh([Self.reading("futures", "hedge")])
        transcript.press(.character("c"))
        try transcript.finishJob(.failed(Sample.failure(.keyUnknown)))
        #expect(warnings(transcript) == [.settingsChanged])
        transcript.press(.escape)
        transcript.end()
    }

    /// A value that could not be read when the change was acknowledged is held against what was known before.
    @Test func acknowledgingForgetsNoValue() throws {
        let known = Self.futures("futures", "one-way")
        #expect(Self.futures(nil, "hedge").filled(from: known)["account-mode"]?.value?.id == "futures")
        #expect(Self.futures(nil, "hedge").filled(from: known)["position-mode"]?.value?.id == "hedge")
    }
}
