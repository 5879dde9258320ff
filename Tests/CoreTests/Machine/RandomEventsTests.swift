import Testing

@testable import Core

/// For any events in any order the machine never traps, never emits an illegal effect, and leaves nothing behind.
struct RandomEventsTests {
    static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7] + [UInt64.random(in: .min ... .max)]

    /// A machine in one of the situations that it can start in.
    private static func transcript(_ number: UInt64) -> MachineTranscript {
        switch number % 6 {
        case 0: MachineTranscript(Sample.demo(.simplifiedChinese))
        case 1: MachineTranscript(Sample.live())
        case 2: MachineTranscript(Sample.vaultless())
        case 3: MachineTranscript(Sample.locked(.simplifiedChinese), stored: ["main"])
        case 4: MachineTranscript(Sample.streaming())
        default: MachineTranscript(Sample.locked(), stored: ["main", "bot", "desk"])
        }
    }

    @Test(arguments: seeds)
    func anythingMayHappen(seed: UInt64) {
        print("seed \(seed)")
        var events = RandomEvents(seed: seed)
        var transcript = Self.transcript(seed)
        var endings: UInt64 = 0
        for _ in 0..<1_500 {
            let event = events.next(&transcript)
            transcript.send(event)
            guard transcript.driver.hasQuit else { continue }
            transcript.end()
            endings += 1
            transcript = Self.transcript(seed &+ endings)
        }
        transcript.end()
    }

    @Test(arguments: seeds)
    func everyStateCanBeLaidOutAtAnySize(seed: UInt64) {
        print("seed \(seed)")
        var events = RandomEvents(seed: seed)
        var transcript = Self.transcript(seed)
        for step in 0..<600 {
            let event = events.next(&transcript)
            transcript.send(event)
            if transcript.driver.hasQuit { transcript = Self.transcript(seed &+ UInt64(step)) }
            guard step % 6 == 0 else { continue }
            let size = Size(columns: events.below(201), rows: events.below(61))
            let flaws = FrameFlaws.found(in: transcript.frame(size))
            #expect(flaws.isEmpty, "seed \(seed), step \(step), \(size)")
        }
    }

    @Test func aQuietMachineSaysNothing() {
        var transcript = MachineTranscript()
        #expect(transcript.send(.timerFired(.refresh)) == [])
        #expect(transcript.send(.timerFired(.notice)) == [])
        #expect(transcript.send(.operation(Ticket(1), .read(Sample.empty))) == [])
        #expect(transcript.send(.operation(Ticket(0), .rowSettled(.reach, .skipped))) == [])
        #expect(transcript.send(.vaultChanged) == [])
        #expect(transcript.send(.operation(Ticket(1), .vaultAwaited)) == [])
        #expect(transcript.send(.secretsCompared(.same)) == [])
        #expect(transcript.send(.timerFired(.lock)) == [])
        #expect(transcript.send(.resized(Size(columns: 400, rows: 100))) == [])
        #expect(transcript.send(.resized(Size(columns: 80, rows: 24))) == [])
        #expect(transcript.machine == AppMachine(Sample.live()))
        transcript.end()
    }
}
