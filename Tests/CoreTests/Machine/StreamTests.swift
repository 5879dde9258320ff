import Testing

@testable import Core
@testable import Domain

/// What a machine does with what a stream tells, and with a stream that is refused.
struct StreamTests {
    private static func connected() throws -> MachineTranscript {
        var transcript = MachineTranscript(Sample.streaming())
        try transcript.connect(snapshot("100"))
        return transcript
    }

    private static func snapshot(_ total: String, funding: String = "7") -> AccountSnapshot {
        AccountSnapshot(
            key: Sample.snapshot().key, kind: .main, settings: .untold, equity: nil,
            wallets: [
                Wallet(kind: .trading, total: Amount(total), assets: [coin(total)]),
                Wallet(kind: .funding, total: Amount(funding), assets: [coin(funding)]),
            ], notices: [], clockOffsetMilliseconds: 0, asOf: Sample.moment)
    }

    private static func coin(_ amount: String) -> Asset {
        Asset(code: "USDT", total: Amount(amount), available: nil, inUse: nil, value: nil, unrealizedProfit: nil)
    }

    private static func change(_ total: String) -> OperationEvent {
        .changed(
            AccountDelta(
                wallets: [.init(kind: .trading, total: Amount(total), assets: .some([coin(total)], gone: []))], asOf: Sample.moment))
    }

    private func tickets(_ transcript: MachineTranscript, _ matches: (Operation) -> Bool) -> [Ticket] {
        transcript.driver.openTickets.filter { matches($0.value) }.keys.sorted { $0.number < $1.number }
    }
    private func streams(_ transcript: MachineTranscript) -> [Ticket] {
        tickets(transcript) { if case .stream = $0 { true } else { false } }
    }
    private func readings(_ transcript: MachineTranscript) -> [Ticket] {
        tickets(transcript) { if case .refresh = $0 { true } else { false } }
    }
    private func totals(_ transcript: MachineTranscript) -> [String?] {
        transcript.machine.connections[0].snapshot?.wallets.map(\.total?.written) ?? []
    }

    /// The exchange may have answered a reading before it pushed what came meanwhile.
    @Test func aReadingTakesNothingBack() throws {
        var transcript = try Self.connected()
        let stream = try #require(streams(transcript).first)
        transcript.send(.operation(stream, .streamLive))
        let reading = try #require(readings(transcript).first)
        transcript.send(.operation(stream, Self.change("101")))
        transcript.send(.operation(stream, Self.change("102")))
        #expect(totals(transcript) == ["102", "7"])
        transcript.send(.operation(reading, .read(Self.snapshot("100", funding: "8"))))
        #expect(totals(transcript) == ["102", "8"])
        // What was told before a reading began does not stand against it.
        transcript.send(.operation(stream, .readingWanted))
        transcript.send(.operation(try #require(readings(transcript).first), .read(Self.snapshot("99"))))
        #expect(totals(transcript) == ["99", "7"])
        // Nor what was told before the line broke.
        transcript.send(.operation(stream, .readingWanted))
        let last = try #require(readings(transcript).first)
        transcript.send(.operation(stream, Self.change("103")))
        transcript.send(.operation(stream, .streamInterrupted))
        transcript.send(.operation(last, .read(Self.snapshot("98"))))
        #expect(totals(transcript) == ["98", "7"])
        #expect(readings(transcript).count == 1, "that reading may have been answered before the line broke")
    }

    /// Wanted while one is under way, a reading follows it, and only one.
    @Test func aReadingIsMadeOnceMore() throws {
        var transcript = try Self.connected()
        let stream = try #require(streams(transcript).first)
        transcript.send(.operation(stream, .streamLive))
        for _ in 0..<3 { transcript.send(.operation(stream, .readingWanted)) }
        #expect(readings(transcript).count == 1)
        let first = readings(transcript)
        transcript.send(.operation(first[0], .read(Self.snapshot("100"))))
        #expect(readings(transcript).count == 1 && readings(transcript) != first)
        transcript.send(.operation(readings(transcript)[0], .read(Self.snapshot("100"))))
        #expect(readings(transcript).isEmpty)
    }

    /// A stream that was refused is not asked for with every reading, and less and less often by the timer; by hand at once.
    @Test func aRefusalIsRemembered() throws {
        var transcript = try Self.connected()
        let failure = Sample.failure(.passphraseWrong)
        var rounds: [Int] = []
        transcript.send(.operation(try #require(streams(transcript).first), .failed(failure)))
        for _ in 0..<4 {
            #expect(transcript.machine.connections[0].streamFailure == failure)
            transcript.send(.operation(try #require(readings(transcript).first), .read(Self.snapshot("100"))))
            #expect(streams(transcript).isEmpty && readings(transcript).isEmpty, "it does not go round by itself")
            var count = 0
            while streams(transcript).isEmpty {
                count += 1
                transcript.send(.timerFired(.refresh))
                transcript.send(.operation(try #require(readings(transcript).first), .read(Self.snapshot("100"))))
            }
            rounds.append(count)
            transcript.send(.operation(streams(transcript)[0], .failed(failure)))
        }
        #expect(rounds == [1, 2, 4, 8])
        transcript.send(.operation(try #require(readings(transcript).first), .read(Self.snapshot("100"))))
        transcript.press(.character("r"))
        transcript.send(.operation(try #require(readings(transcript).first), .read(Self.snapshot("100"))))
        let stream = try #require(streams(transcript).first)
        transcript.send(.operation(stream, .streamLive))
        #expect(transcript.machine.connections[0].streamFailure == nil && transcript.machine.connections[0].isLive)
    }

    /// Where there is nothing to run it is not asked for again either.
    @Test func nothingToRunIsNotRunAgain() throws {
        var transcript = try Self.connected()
        transcript.send(.operation(try #require(streams(transcript).first), .streamEnded))
        transcript.send(.operation(try #require(readings(transcript).first), .read(Self.snapshot("100"))))
        #expect(streams(transcript).isEmpty && readings(transcript).isEmpty)
        #expect(transcript.machine.connections[0].streamFailure == nil)
    }

    /// A key that was deleted is told by the reading that follows at once.
    @Test func aDeletedKeyIsToldAtOnce() throws {
        var transcript = try Self.connected()
        let stream = try #require(streams(transcript).first)
        transcript.send(.operation(stream, .streamLive))
        transcript.send(.operation(try #require(readings(transcript).first), .read(Self.snapshot("100"))))
        transcript.send(.operation(stream, .streamInterrupted))
        transcript.send(.operation(stream, .failed(Sample.failure(.keyUnknown))))
        transcript.send(.operation(try #require(readings(transcript).first), .failed(Sample.failure(.keyUnknown))))
        #expect(transcript.machine.connections[0].failure?.cause == .keyUnknown && !transcript.machine.connections[0].isLive)
        #expect(transcript.driver.openTickets.isEmpty)
    }
}
