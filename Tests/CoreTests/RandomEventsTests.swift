import Testing
@testable import Core

/// Whatever comes in whatever order: the machine never traps, never gives an illegal order, and leaves nothing behind.
struct RandomEventsTests {
    static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7] + [UInt64.random(in: .min ... .max)]

    @Test(arguments: seeds)
    func anythingMayHappen(seed: UInt64) {
        print("seed \(seed)")
        var events = RandomEvents(seed: seed)
        var transcript = MachineTranscript(seed % 2 == 0 ? Sample.demo() : Sample.live())
        var endings = 0
        for _ in 0 ..< 1_500 {
            transcript.send(events.next(transcript))
            guard transcript.driver.hasQuit else { continue }
            transcript.end()
            endings += 1
            transcript = MachineTranscript(endings % 2 == 0 ? Sample.demo(.simplifiedChinese) : Sample.live(.english))
        }
        transcript.end()
    }

    @Test(arguments: seeds)
    func everyStateCanBeLaidOutAtAnySize(seed: UInt64) {
        print("seed \(seed)")
        var events = RandomEvents(seed: seed)
        var transcript = MachineTranscript(Sample.demo(seed % 2 == 0 ? .english : .simplifiedChinese))
        for step in 0 ..< 600 {
            transcript.send(events.next(transcript))
            if transcript.driver.hasQuit { transcript = MachineTranscript(Sample.live()) }
            guard step % 6 == 0 else { continue }
            let size = Size(columns: events.below(201), rows: events.below(61))
            let flaws = FrameFlaws.found(in: Frame(transcript.view, size: size))
            #expect(flaws.isEmpty, "seed \(seed), step \(step), \(size)")
        }
    }

    @Test func aQuietMachineSaysNothing() {
        var transcript = MachineTranscript()
        #expect(transcript.send(.timerFired(.refresh)) == [])
        #expect(transcript.send(.timerFired(.notice)) == [])
        #expect(transcript.send(.jobFinished(Ticket(1), .read(Sample.empty))) == [])
        #expect(transcript.send(.verificationSettled(Ticket(0), .reach, .skipped)) == [])
        #expect(transcript.send(.resized(Size(columns: 0, rows: 0))) == [])
        #expect(transcript.machine == AppMachine(Sample.live()))
        transcript.end()
    }
}
