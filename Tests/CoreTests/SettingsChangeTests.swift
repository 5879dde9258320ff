import Testing
@testable import Core
@testable import Domain

/// A setting that somebody changed while the account was being watched.
@Suite struct SettingsChangeTests {
    private static func futures(_ mode: FuturesSettings.AccountMode?, _ position: FuturesSettings.PositionMode?) -> FuturesSettings {
        FuturesSettings(
            accountMode: .init(value: mode, isWanted: mode.map { $0 == .futures }),
            positionMode: .init(value: position, isWanted: position.map { $0 == .oneWay }),
            marginMode: .init(value: FuturesSettings.MarginMode.none, isWanted: true))
    }

    private static func reading(_ mode: FuturesSettings.AccountMode?, _ position: FuturesSettings.PositionMode?) -> OperationEvent {
        .read(Sample.snapshot(futures: futures(mode, position)))
    }

    private func warnings(_ transcript: MachineTranscript) -> [Warning] {
        transcript.machine.connections[0].snapshot?.notices.map(\.warning) ?? []
    }

    @Test func aLaterReadingThatDiffersIsPointedOut() throws {
        var transcript = MachineTranscript()
        try transcript.connect(Sample.snapshot(futures: Self.futures(.futures, .oneWay)))
        transcript.refresh([Self.reading(.futures, .oneWay)])
        #expect(warnings(transcript) == [] && transcript.machine.connections[0].status == .connected)
        for _ in 0 ..< 2 {
            transcript.refresh([Self.reading(.futures, .hedge)])
            #expect(warnings(transcript) == [.settingsChanged])
            #expect(transcript.machine.connections[0].status == .attention)
        }
        let notice = try #require(transcript.machine.connections[0].snapshot?.notices.first)
        #expect(notice.message.english.contains("Position mode from One-way (buy/sell mode) to Hedge (open/close mode)"))
        #expect(notice.message.simplifiedChinese.contains("持仓模式"))
        transcript.refresh([Self.reading(.futures, .oneWay)])
        #expect(warnings(transcript) == [], "it is as it was")
        transcript.end()
    }

    @Test func bothAreNamedAndTheMarginModeIsNot() throws {
        let before = Self.futures(.futures, .oneWay)
        let notice = try #require(Self.futures(.spot, .hedge).changeNotice(since: before))
        #expect(notice.message.english.contains("Account mode") && notice.message.english.contains("Position mode"))
        let cross = FuturesSettings(
            accountMode: before.accountMode, positionMode: before.positionMode, marginMode: .init(value: .cross, isWanted: false))
        #expect(cross.changeNotice(since: before) == nil)
    }

    @Test func whatCouldNotBeReadChangedNothing() {
        #expect(Self.futures(nil, nil).changeNotice(since: Self.futures(.futures, .oneWay)) == nil)
        #expect(Self.futures(.futures, .oneWay).changeNotice(since: Self.futures(nil, nil)) == nil)
    }

    @Test func whoDoesNotTradeFuturesIsNotWarned() throws {
        var transcript = MachineTranscript()
        transcript.press(.character("a"), .enter, .character("n"), .enter, .enter, .enter)
        transcript.paste(.threeValues)
        transcript.press(.enter)
        try transcript.finishJob(.read(Sample.snapshot(futures: Self.futures(.futures, .oneWay))))
        transcript.press(.enter)
        transcript.send(.timerFired(.notice))
        transcript.refresh([Self.reading(.spot, .hedge)])
        #expect(transcript.machine.connections[0].target.futures == .notUsed)
        #expect(warnings(transcript) == [])
        transcript.end()
    }
}
