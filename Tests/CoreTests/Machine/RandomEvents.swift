import TestSupport
@testable import Core
@testable import Domain

/// Random events: mostly what a user and a driver would send, and some that no driver should.
struct RandomEvents {
    static let keys: [Key] =
        [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
            .function(1),
            .function(2), .function(3), .function(4), .function(6), .function(12), .alt("x"),
        ] + "abcdefghijklmnopqrstuvwxyzGYNLKP/?: 1币é".unicodeScalars.map { Key.character($0) }
        + "abcdelpuxz".unicodeScalars.map { Key.control($0) }

    private var random: SeededGenerator
    private var lastPaste = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    mutating func next(_ transcript: inout MachineTranscript) -> Event {
        switch below(24) {
        case 0: return .resized(Size(columns: below(220), rows: below(70)))
        case 1:
            if let slot = transcript.view.secretFocus { return .secretChanged(slot, summary()) }
            let credential = pick(Credential.allCases)
            return .secretChanged(transcript.machine.draftSlots[credential]!, Sample.summary(credential))
        case 2:
            lastPaste += 1
            return .pasted(pick(Sample.PasteContent.allCases).findings(PasteFindings.Paste(lastPaste)))
        case 3:
            return .pasteReleased(
                PasteFindings.Paste(below(lastPaste + 2)), pick(["okx", "a b", "", "\u{301}", "币圈", String(repeating: "x", count: 300)]))
        case 4, 5: return .operation(ticket(transcript), .rowSettled(pick(VerificationRow.allCases), result()))
        case 6:
            if below(4) == 0 { return .operation(ticket(transcript), .authorizationAdvanced(pick(Sample.advances))) }
            if below(20) == 0 { return .grantSettled(pick([.unused(exchange: "okx"), .keyDeleted, .keyRemains])) }
            if below(4) == 0 { return .operation(ticket(transcript), .settingApplied(pick(Sample.settingsStopped.applied))) }
            if below(3) == 0 { return .operation(ticket(transcript), streamEvent()) }
            return .operation(ticket(transcript), outcome())
        case 7: return .timerFired(pick([.refresh, .refresh, .notice, .notice, .lock]))
        case 20:
            if let (ticket, command) = transcript.vaultCommand, below(8) > 0 { return .operation(ticket, transcript.outcome(of: command)) }
            return .operation(ticket(transcript), .vault(listing(transcript), milliseconds: below(9_000)))
        case 21:
            return pick([
                .secretsCompared(.same), .secretsCompared(.different), .operation(ticket(transcript), .vaultAwaited), .vaultChanged,
                .vaultChanged,
            ])
        case 22:
            let frame = Frame(transcript.view, size: Size(columns: 60 + below(80), rows: 20 + below(30)))
            // Often what is there, sometimes what is gone or never was.
            if below(4) > 0, !frame.regions.isEmpty { return .mousePressed(pick(frame.regions).target) }
            let place = ItemPlace(pane: pick([nil, .first, .second]), block: below(9) - 1, item: below(40) - 1)
            return pick([
                .mousePressed(.item(place)), .mousePressed(.option(place, below(5) - 1)), .mousePressed(.pane(.second)),
                .mousePressed(.key(pick(Self.keys))),
            ])
        case 23:
            return pick([
                .mouseScrolled(.up, over: nil), .mouseScrolled(.down, over: .first), .mouseScrolled(.down, over: .second),
                .themeShown("paper"),
            ])
        case 8, 9, 10: return key(.enter, transcript)
        case 11: return key(pick([.tab, .down, .right]), transcript)
        default:
            // Leaving is rare, so that the way through is often walked to its end.
            let key = pick(Self.keys)
            if [.control("c"), .character("q"), .escape, .function(4)].contains(key), below(4) > 0 { return self.key(.tab, transcript) }
            return self.key(key, transcript)
        }
    }

    private mutating func streamEvent() -> OperationEvent {
        let coin = Asset(code: pick(["BTC", "NEW"]), total: Amount(7), available: nil, inUse: nil, value: nil, unrealizedProfit: nil)
        let rows: AccountDelta.Rows<Asset> = below(2) == 0 ? .all([coin]) : .some([coin], gone: ["USDT"])
        return pick([
            .streamLive, .streamInterrupted, .readingWanted, .streamEnded,
            .changed(
                AccountDelta(wallets: [.init(kind: .trading, total: Amount(9), assets: rows)], positions: .all([]), asOf: Sample.moment)),
        ])
    }

    private mutating func key(_ key: Key, _ transcript: MachineTranscript) -> Event {
        if case .character = key, let slot = transcript.view.secretFocus { return .secretChanged(slot, summary()) }
        return .keyPressed(key)
    }

    private mutating func summary() -> SecretSummary {
        switch below(7) {
        case 0: .empty
        case 5, 6: Sample.vaultPassphrase
        case 1:
            SecretSummary(
                length: 1 + below(5_000), shape: .other, masked: nil,
                troubles: [.init(position: 1 + below(9), character: pick(SecretSummary.Trouble.Character.allCases))])
        case _: Sample.summary(pick(Credential.allCases))
        }
    }

    private mutating func ticket(_ transcript: MachineTranscript) -> Ticket {
        let open = transcript.driver.openTickets.keys.sorted { $0.number < $1.number }
        return open.isEmpty || below(4) == 0 ? Ticket(below(60) - 1) : pick(open)
    }

    private mutating func outcome() -> OperationEvent {
        switch below(9) {
        case 8: .authorized(Sample.authorizedPlace)
        case 0: .failed(Sample.failure(pick(Cause.allCases)))
        case 5, 6: .settings(pick([Sample.settingsFixable, Sample.settingsMixed, Sample.settingsRight]))
        case 7: .settingsApplied(below(2) == 0 ? Sample.settingsApplied : Sample.settingsStopped)
        case 1: .read(Sample.unusual)
        case 3: .probed(below(2) == 0 ? ProbeFindings([]) : Sample.foundInEurope)
        case 2: .read(Sample.empty)
        case _: .read(Sample.attention)
        }
    }

    /// What another program may have left in the file: some of what is there, and something new.
    private mutating func listing(_ transcript: MachineTranscript) -> [ListedConnection] {
        var vault = VaultDouble(["new-\(below(3))"])
        if below(3) == 0 { vault.lose(vault.stored[0].name) }
        let known = transcript.machine.connections.filter { _ in below(3) > 0 }.map {
            ListedConnection(name: below(4) == 0 ? "other-\(below(3))" : $0.name, target: $0.target, isDefault: below(3) == 0)
        }
        return known.contains { $0.target.slots == vault.stored[0].target.slots } ? known : known + vault.stored
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
