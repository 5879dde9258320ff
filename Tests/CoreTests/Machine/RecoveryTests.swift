import Testing

@testable import Core
@testable import Domain

/// How soon a failed account is tried again: soon after any failure, unless the exchange repeats the same refusal many times.
struct RecoveryTests {
    private static let causes: [Failure] = [
        Sample.failure(.timeout), Sample.failure(.replyNotUnderstood), Sample.failure(.exchangeUnavailable),
        Failure(.wrongSite, message: Phrase(verbatim: "elsewhere"), remedy: []),
        Sample.failure(.tlsUntrusted), Sample.failure(.networkUnreachable), Sample.failure(.clockSkew), Sample.failure(.maintenance),
    ]

    private static let unknownKey = refusal(.keyUnknown, code: "50119")
    private static let otherAddress = refusal(.ipNotAllowed, code: "50110")
    private static let wrongSignature = refusal(.secretWrong, code: "50113")

    private static func refusal(_ cause: Cause, code: String) -> Failure {
        Failure(cause, code: code, message: Phrase(verbatim: "no"), remedy: [])
    }

    /// Lets the reading that is due fail, and answers with the pause until the next one.
    private func pause(_ transcript: inout MachineTranscript, after failure: Failure) throws -> Int {
        transcript.send(.timerFired(transcript.driver.runningTimers.contains(.retry(1)) ? .retry(1) : .refresh))
        let effects = try transcript.finishJob(.failed(failure))
        return try #require(
            effects.compactMap { if case .startTimer(.retry(1), let milliseconds) = $0 { milliseconds } else { nil } }.first)
    }

    private func pauses(_ failures: [Failure]) throws -> [Int] {
        var transcript = MachineTranscript()
        try transcript.connect()
        let pauses = try failures.map { try pause(&transcript, after: $0) }
        transcript.end()
        return pauses
    }

    /// A page of a proxy, half a body, a redirect: none of it says anything about the key.
    @Test(arguments: causes) func whatIsNoRefusalIsNeverWaitedOutForLong(failure: Failure) throws {
        let pauses = try pauses(Array(repeating: failure, count: 40))
        #expect(pauses.prefix(4) == [5_000, 10_000, 20_000, 40_000] && pauses.dropFirst(4).allSatisfy { $0 == 40_000 })
    }

    @Test func oneRefusalInBetweenIsNoVerdict() throws {
        #expect(try pauses([Self.wrongSignature]) == [5_000])
        #expect(try pauses([Sample.failure(.timeout), Self.otherAddress, Sample.failure(.timeout)]) == [5_000, 10_000, 20_000])
    }

    /// The long pause comes after refusals that are many, in a row, and all the same; together they have taken minutes.
    @Test func onlyTheSameRefusalAgainAndAgainIsBelieved() throws {
        let same = try pauses(Array(repeating: Self.unknownKey, count: 12))
        #expect(same.prefix(9).allSatisfy { $0 <= 40_000 } && same.prefix(9).reduce(0, +) >= 240_000)
        #expect(same.dropFirst(9) == [600_000, 600_000, 600_000])
        let alternating = try pauses((0..<40).map { $0 % 2 == 0 ? Self.unknownKey : Self.otherAddress })
        #expect(alternating.allSatisfy { $0 <= 40_000 })
        let interrupted = try pauses((0..<40).map { $0 % 9 == 8 ? Sample.failure(.timeout) : Self.unknownKey })
        #expect(interrupted.allSatisfy { $0 <= 40_000 })
    }

    /// The same message under another code is another refusal.
    @Test func equalMeansTheSameCode() throws {
        let pauses = try pauses((0..<40).map { Self.refusal(.secretWrong, code: $0 % 2 == 0 ? "50113" : "50105") })
        #expect(pauses.allSatisfy { $0 <= 40_000 })
    }

    @Test func aGoodReadingEndsTheCount() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        for _ in 0..<9 { _ = try pause(&transcript, after: Self.unknownKey) }
        transcript.send(.timerFired(.retry(1)))
        try transcript.finishJob(.read(Sample.snapshot()))
        #expect(try pause(&transcript, after: Self.unknownKey) == 5_000)
        transcript.end()
    }

    /// However seldom or often accounts are read.
    @Test(arguments: [
        (1_000, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 40_000]),
        (86_400_000, [5_000, 10_000, 20_000, 40_000, 40_000, 40_000, 40_000]),
    ])
    func pausesDoNotHangOnTheInterval(interval: Int, expected: [Int]) throws {
        var configuration = Sample.live()
        configuration.refreshMilliseconds = interval
        var transcript = MachineTranscript(configuration)
        try transcript.connect()
        #expect(try expected.map { _ in try pause(&transcript, after: Sample.failure(.timeout)) } == expected)
        transcript.end()
    }

    /// The balances of an account are stale, not gone, while only the connection to the exchange is broken.
    @Test func onlyARefusalMakesAnAccountFail() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        for failure in Self.causes {
            _ = try pause(&transcript, after: failure)
            #expect(transcript.machine.connections[0].status == .stale, "\(failure.cause)")
        }
        _ = try pause(&transcript, after: Self.unknownKey)
        #expect(transcript.machine.connections[0].status == .failed)
        transcript.end()
    }
}
