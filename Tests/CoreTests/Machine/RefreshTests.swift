import Testing

@testable import Core
@testable import Domain

/// The life of readings: by time, on demand, after failures, by checks.
struct RefreshTests {
    private static let timeout = OperationEvent.failed(Sample.failure(.timeout))

    private func failing(_ transcript: inout MachineTranscript) throws -> Int? {
        let effects = try transcript.finishJob(Self.timeout)
        return effects.compactMap { if case .startTimer(.retry, let milliseconds) = $0 { milliseconds } else { nil } }.first
    }

    @Test func pausesGrowWithEachFailureAndEndWithTheFirstGoodReading() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        let id = transcript.machine.connections[0].id
        transcript.send(.timerFired(.refresh))
        var pauses: [Int?] = [try failing(&transcript)]
        for _ in 0..<5 {
            #expect(transcript.send(.timerFired(.refresh)) == [.startTimer(.refresh, milliseconds: 15_000)], "it waits for its own time")
            transcript.send(.timerFired(.retry(id)))
            pauses.append(try failing(&transcript))
        }
        #expect(pauses == [5_000, 10_000, 20_000, 40_000, 40_000, 40_000])
        #expect(transcript.machine.connections[0].snapshot == Sample.snapshot(), "the last good values are kept")
        #expect(transcript.machine.connections[0].status == .stale)
        transcript.send(.timerFired(.retry(id)))
        try transcript.finishJob(.read(Sample.attention))
        #expect(transcript.machine.connections[0].status == .attention && transcript.machine.connections[0].account.failures == 0)
        #expect(!transcript.driver.runningTimers.contains(.retry(id)))
        #expect(transcript.send(.timerFired(.refresh)).count == 2, "it is read with the others again")
        transcript.end()
    }

    /// A part that cannot be read leaves what was known of it, greyed and with its time, until it is read again or another key takes over.
    @Test func aPartThatFailsKeepsWhatWasKnown() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        transcript.refresh([.read(Sample.portfolio())])
        for _ in 0..<2 { transcript.refresh([.read(Sample.tradingFailed)]) }
        let connection = transcript.machine.connections[0]
        #expect(connection.account.earlier.assets == [.trading: .init(list: Sample.plainWallets[0].assets, asOf: Sample.moment)])
        #expect(connection.account.earlier.positions == .init(list: Sample.positions, asOf: Sample.moment))
        for language in Language.allCases {
            var transcript = transcript
            if language == .simplifiedChinese { transcript.press(.function(2)) }
            let frame = transcript.frame(Size(columns: 120, rows: 40))
            let rows = (0..<40).map { frame.row($0) }
            let text = rows.map { $0.map(\.glyph).joined() }
            // However the words are broken into lines.
            func says(_ words: String, _ lines: [String]) -> Bool {
                func squeezed(_ text: String) -> String { String(text.filter { !$0.isWhitespace && $0 != "│" }) }
                return squeezed(lines.joined()).contains(squeezed(words))
            }
            #expect(says(Text.of(language).portfolio.earlierRows("14:03:12"), transcript.facts()))
            let bitcoin = try #require(text.firstIndex { $0.contains("125 092.86") })
            #expect(rows[bitcoin].filter { $0.role == .stale }.map(\.glyph).joined().contains("1.06126645222"), "greyed")
            let funding = try #require(text.firstIndex { $0.contains("2 500.5") })
            #expect(!rows[funding].contains { $0.role == .stale }, "the other wallet is as good as ever")
            transcript.press(.character("t"))
            let positions = transcript.frame(Size(columns: 120, rows: 40))
            let lines = (0..<40).map { positions.row($0).map(\.glyph).joined() }
            #expect(
                says(Text.of(language).portfolio.lastGood("14:03:12"), transcript.facts()) && says("ETH-USDT-SWAP", lines))
        }
        transcript.refresh([.read(Sample.portfolio())])
        #expect(transcript.machine.connections[0].account.earlier == EarlierParts())
        transcript.end()
    }

    @Test func theUserDoesNotHaveToWait() throws {
        var transcript = MachineTranscript()
        for _ in 0..<2 { try transcript.connect() }
        transcript.refresh([Self.timeout, .read(Sample.snapshot())])
        #expect(transcript.driver.runningTimers.contains(.retry(1)))
        let effects = transcript.press(.character("r"))
        #expect(effects.contains(.stopTimer(.retry(1))))
        #expect(transcript.driver.openTickets.count == 2)
        transcript.end()
    }

    @Test func whatIsGoneIsNotTriedAgain() throws {
        var transcript = MachineTranscript()
        for _ in 0..<2 { try transcript.connect() }
        transcript.refresh([Self.timeout, Self.timeout])
        transcript.press(.home, .character("d"), .character("y"))
        #expect(!transcript.driver.runningTimers.contains(.retry(1)) && transcript.driver.runningTimers.contains(.retry(2)))
        #expect(transcript.send(.timerFired(.retry(1))) == [])
        transcript.end()
    }

    @Test func lockingStopsEverything() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        transcript.press(.character("r"))
        let tickets = transcript.driver.openTickets.keys.sorted { $0.number < $1.number }
        transcript.send(.operation(tickets[0], Self.timeout))
        transcript.press(.character("L"))
        #expect(transcript.driver.runningTimers.isEmpty)
        #expect(transcript.send(.timerFired(.retry(1))) == [] && transcript.send(.timerFired(.refresh)) == [])
        #expect(transcript.send(.operation(tickets[1], .read(Sample.snapshot()))) == [])
        transcript.end()
    }

    // MARK: Keys that would be removed

    private static func onDemand() -> AppConfiguration {
        var configuration = Sample.live()
        configuration.refreshMilliseconds = 0
        return configuration
    }

    @Test func anUnboundTradingKeyIsUsedTwiceADay() throws {
        var transcript = MachineTranscript(Self.onDemand())
        try transcript.connect(Sample.portfolio(addresses: []))
        try transcript.connect(Sample.portfolio())
        #expect(transcript.driver.runningTimers == [.keepAlive])
        let effects = transcript.send(.timerFired(.keepAlive))
        #expect(effects.first == .startTimer(.keepAlive, milliseconds: 43_200_000))
        #expect(transcript.driver.openTickets.count == 1, "the bound one needs no call")
        let retry = try transcript.finishJob(Self.timeout)
        #expect(retry == [.startTimer(.retry(1), milliseconds: 3_600_000)], "a day has room for more than one attempt")
        transcript.send(.timerFired(.retry(1)))
        try transcript.finishJob(.read(Sample.portfolio(addresses: [])))
        transcript.press(.home, .enter, .enter)
        #expect(transcript.view.strings.contains { $0.contains("Last signed call: 2026-11-22 14:03 UTC") })
        transcript.press(.escape)
        transcript.end()
    }

    /// A key that nobody has read yet may be one that would be removed: it is tried again, although nothing is read by itself.
    @Test func aKeyThatWasNeverReadIsTriedAgain() throws {
        var configuration = Sample.locked()
        configuration.refreshMilliseconds = 0
        var transcript = MachineTranscript(configuration, stored: ["main"])
        try transcript.typeSecret(Sample.vaultPassphrase)
        transcript.press(.enter)
        try transcript.finishVaultCommand()
        transcript.finishReadings(Self.timeout)
        #expect(transcript.driver.runningTimers.isSuperset(of: [.retry(1), .keepAlive]), "\(transcript.driver.runningTimers)")
        transcript.send(.timerFired(.retry(1)))
        #expect(transcript.driver.openTickets.count == 1)
        transcript.finishReadings()
        transcript.end()
    }

    /// However seldom accounts are read, such a key is not left for days, whatever the exchange says about it.
    @Test func aFailureLeavesAKeyAnHourAtMost() throws {
        var configuration = Sample.live()
        configuration.refreshMilliseconds = 86_400_000
        var transcript = MachineTranscript(configuration)
        try transcript.connect(Sample.portfolio(addresses: []))
        transcript.send(.timerFired(.refresh))
        #expect(try failing(&transcript) == 5_000)
        var effects: [Effect] = []
        for _ in 0..<10 {
            transcript.send(.timerFired(.retry(1)))
            effects = try transcript.finishJob(.failed(Sample.failure(.keyUnknown)))
        }
        #expect(effects.contains(.startTimer(.retry(1), milliseconds: 3_600_000)), "\(effects)")
        transcript.send(.timerFired(.retry(1)))
        transcript.finishReadings()
        transcript.end()
    }

    @Test(arguments: [
        ([Permission.read], [String](), false), ([.read, .trade], ["203.0.113.7"], false), ([.read, .trade], [], true),
        ([.read, .withdraw], [], true),
    ])
    func whichKeysHaveToBeKeptAlive(permissions: [Permission], addresses: [String], isNeeded: Bool) throws {
        var transcript = MachineTranscript()
        try transcript.connect(Sample.snapshot(permissions: permissions, addresses: addresses))
        #expect(transcript.machine.connections[0].hasToBeKeptAlive(by: [.okx]) == isNeeded)
        transcript.end()
    }

    // MARK: Checks

    @Test func aCheckIsTheWholeVerificationOfTheStoredKey() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        transcript.press(.end, .up)
        let target = transcript.machine.connections[1].target
        let effects = transcript.press(.character("c"))
        guard case .start(let ticket, .verify(target))? = effects.first(where: { if case .start = $0 { true } else { false } }) else {
            Issue.record("no verification")
            return
        }
        #expect(transcript.screenTitle == Text.english.verify.title)
        transcript.send(.operation(ticket, .rowSettled(.reach, Sample.good(.reach))))
        transcript.send(.operation(ticket, .read(Sample.attention)))
        #expect(transcript.machine.connections[1].snapshot?.kind == .sub, "what it found is as good as a reading")
        transcript.press(.enter)
        #expect(transcript.chosenName == "bot" && transcript.machine.screens.count == 1)
        #expect(transcript.names == ["main", "bot"] && transcript.vaultCommand == nil, "nothing was added or stored")
        transcript.end()
    }

    @Test func aFailedCheckLeadsToTheRemedy() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.press(.character("c"))
        try transcript.finishVerification(.failed(Sample.failure(.keyUnknown)))
        #expect(transcript.machine.connections[0].status == .failed && transcript.driver.runningTimers.contains(.retry(1)))
        transcript.press(.character("r"))
        #expect(transcript.machine.verification != nil, "again")
        try transcript.finishVerification(.failed(Sample.failure(.secretWrong)))
        transcript.press(.character("e"))
        #expect(transcript.screenTitle == Text.english.entry.replaceTitle && transcript.focus == .credential(.secretKey))
        transcript.press(.escape)
        #expect(transcript.machine.screens.count == 1 && transcript.names == ["main"])
        transcript.end()
    }

    @Test func leavingOrLockingEndsACheck() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.press(.character("c"))
        let ticket = try #require(transcript.machine.verification)
        #expect(transcript.press(.escape).contains(.cancel(ticket)))
        #expect(transcript.machine.screens.count == 1)
        transcript.press(.character("c"))
        let second = try #require(transcript.machine.verification)
        #expect(transcript.press(.function(4)).contains(.cancel(second)))
        #expect(transcript.send(.operation(second, .read(Sample.snapshot()))) == [])
        transcript.end()
    }

    @Test func aConnectionRemovedMeanwhileIsNotBroughtBack() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        transcript.press(.character("c"))
        let ticket = try #require(transcript.machine.verification)
        try transcript.elsewhere { $0.removeElsewhere("main") }
        transcript.send(.operation(ticket, .read(Sample.attention)))
        transcript.press(.enter)
        #expect(transcript.names == ["bot"] && transcript.machine.connections[0].snapshot == Sample.snapshot())
        transcript.end()
    }

    // MARK: Over a long time

    /// A hundred connections, ten thousand readings, some of which fail: no ticket, timer or point is left over.
    @Test func nothingIsLeftOfTenThousandReadings() throws {
        var transcript = MachineTranscript(Sample.locked(), stored: (1...100).map { "desk-\($0)" })
        try transcript.unlock()
        var machine = transcript.machine
        var retrying: Set<Connection.ID> = []
        var readings = 0
        for round in 0..<100 {
            var tickets: [Ticket] = []
            func start(_ effects: [Effect]) {
                for effect in effects {
                    if case .start(let ticket, .refresh) = effect { tickets.append(ticket) }
                }
            }
            start(machine.handle(.timerFired(.refresh)))
            for id in retrying { start(machine.handle(.timerFired(.retry(id)))) }
            retrying = []
            readings += tickets.count
            for (number, ticket) in tickets.enumerated() {
                let outcome: OperationEvent = (number + round) % 9 == 0 ? Self.timeout : .read(Sample.snapshot())
                for effect in machine.handle(.operation(ticket, outcome)) {
                    if case .startTimer(.retry(let id), _) = effect { retrying.insert(id) }
                }
            }
            #expect(machine.running.refreshes == 0)
        }
        #expect(readings == 10_000)
        #expect(machine.histories.count == 100 && machine.histories.values.allSatisfy { $0.points.count <= EquityHistory.limit })
        #expect(!machine.running.contains { _ in true })
        transcript.end()
    }
}
