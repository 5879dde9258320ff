@testable import Core

/// Events as chance brings them: mostly what a user and a driver would send, and some that no driver should.
struct RandomEvents {
    static let keys: [Key] =
        [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .function(1),
            .function(2), .function(12), .alt("x"),
        ] + "abcdefghijklmnopqrstuvwxyzGYN/? 1币é".unicodeScalars.map { Key.character($0) }
        + "acdelpuxz".unicodeScalars.map { Key.control($0) }

    private var random: SeededGenerator
    private var lastPaste = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0 ..< bound, using: &random) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    mutating func next(_ transcript: MachineTranscript) -> Event {
        switch below(20) {
        case 0: return .resized(Size(columns: below(220), rows: below(70)))
        case 1:
            if let slot = transcript.view.secretFocus { return .secretChanged(slot, summary()) }
            let credential = pick(Credential.allCases)
            return .secretChanged(transcript.machine.draftSlots[credential], Sample.summary(credential))
        case 2:
            lastPaste += 1
            return .pasted(pick(Sample.PasteContent.allCases).findings(PasteFindings.Paste(lastPaste)))
        case 3: return .pasteReleased(PasteFindings.Paste(below(lastPaste + 2)), pick(["okx", "a b", "", "\u{301}", "币圈", String(repeating: "x", count: 300)]))
        case 4, 5: return .verificationSettled(ticket(transcript), pick(VerificationRow.allCases), result())
        case 6: return .jobFinished(ticket(transcript), outcome())
        case 7: return .timerFired(pick([.refresh, .notice]))
        case 8, 9, 10: return key(.enter, transcript)
        case 11: return key(pick([.tab, .down, .right]), transcript)
        case _:
            // Leaving is rare, so that the way through is often walked to its end.
            let key = pick(Self.keys)
            if [.control("c"), .character("q"), .escape].contains(key), below(4) > 0 { return self.key(.tab, transcript) }
            return self.key(key, transcript)
        }
    }

    private mutating func key(_ key: Key, _ transcript: MachineTranscript) -> Event {
        if case .character = key, let slot = transcript.view.secretFocus { return .secretChanged(slot, summary()) }
        return .keyPressed(key)
    }

    private mutating func summary() -> SecretSummary {
        switch below(5) {
        case 0: .empty
        case 1: SecretSummary(length: 1 + below(5_000), shape: .other, masked: nil, troubles: [.init(position: 1 + below(9), character: pick(SecretSummary.Trouble.Character.allCases))])
        case _: Sample.summary(pick(Credential.allCases))
        }
    }

    private mutating func ticket(_ transcript: MachineTranscript) -> Ticket {
        let open = transcript.driver.openTickets.keys.sorted { $0.number < $1.number }
        return open.isEmpty || below(4) == 0 ? Ticket(below(60) - 1) : pick(open)
    }

    private mutating func outcome() -> JobOutcome {
        switch below(4) {
        case 0: .failed(Sample.failure(pick(Cause.allCases)))
        case 1: .read(Sample.unusual)
        case 2: .read(Sample.empty)
        case _: .read(Sample.attention)
        }
    }

    private mutating func result() -> VerificationResult {
        switch below(4) {
        case 0: .failed(Sample.failure(pick(Cause.allCases)))
        case 1: .skipped
        case 2: .warning(Sample.settingsDiffer)
        case _: Sample.good(pick(VerificationRow.allCases))
        }
    }
}
