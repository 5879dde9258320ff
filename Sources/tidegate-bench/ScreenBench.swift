import Glibc

/// Painting, keys, idling and memory, on a pseudoterminal of 120 columns and 40 rows.
struct ScreenBench {
    let setup: BenchSetup
    let vault: BenchVault
    /// Whose account is read every second.
    let readingVault: BenchVault

    /// What is known of one program on a terminal.
    private struct Figures {
        var firstPaint = Double.nan
        var firstPaintBytes = Double.nan
        var moveBytes = Double.nan
        var moveMilliseconds = Double.nan
        var refreshBytes = Double.nan
        var idle: (bytes: Double, wakeUps: Double, processorMilliseconds: Double)?
        var residentMiB = Double.nan
        var anonymousMiB = Double.nan
    }

    /// How one program is used.
    private struct Guest {
        let command: [String]
        /// From the first screen to a list with a chosen line.
        let prepare: (TerminalSession) throws -> Void
        let down: String
        let refresh: String?
    }

    func run() throws {
        Table.heading("On a terminal of 120×40, an account of 40 assets (medians of \(setup.runs))")
        let ours = try figures(
            Guest(
                command: [setup.program],
                prepare: { session in
                    session.type(BenchVault.passphrase + "\r")
                    try session.wait(for: "LOAD")
                    // To the table of assets, and past the times of the messages.
                    session.type("\t")
                    _ = session.bytes(withinMilliseconds: 7_000)
                }, down: "\u{1B}OB", refresh: "r"))
        let peers: [(name: String, guest: Guest)] = [
            ("tig", Guest(command: ["tig"], prepare: { _ in }, down: "j", refresh: "R")),
            ("htop", Guest(command: ["htop"], prepare: { _ in }, down: "\u{1B}OB", refresh: nil)),
        ]
        let others: [(name: String, figures: Figures?)] = try peers.map { peer in
            (peer.name, setup.installed(peer.name) == nil ? nil : try figures(peer.guest))
        }
        func row(_ name: String, _ unit: String, _ target: String = "", _ value: (Figures) -> Double?) {
            Table.row(
                Table.Row(
                    name: name, unit: unit, ours: value(ours), peers: others.map { ($0.name, $0.figures.flatMap(value)) }, target: target))
        }
        row("time to first paint", "ms", "at most 1.5 × tig") { $0.firstPaint }
        row("bytes for the first paint", "B") { $0.firstPaintBytes }
        row("bytes for a line move", "B", "fewer than tig") { $0.moveBytes }
        row("key to paint", "ms") { $0.moveMilliseconds }
        row("bytes for a refresh", "B") { $0.refreshBytes }
        Table.row(
            Table.Row(name: "bytes of readings that bring the same", unit: "B", ours: try bytesOfReadings(), peers: [], target: "none"))
        let seconds = Table.text(setup.idleSeconds, 0)
        row("bytes in \(seconds) idle s", "B", "none") { $0.idle?.bytes }
        row("wake-ups in \(seconds) idle s", "", "none") { $0.idle?.wakeUps }
        row("processor time in \(seconds) idle s", "ms", "none") { $0.idle?.processorMilliseconds }
        row("resident memory", "MiB", "at most 32") { $0.residentMiB }
        row("of it not backed by a file", "MiB", "at most 10") { $0.anonymousMiB }
    }

    /// While the account is read again and again and nothing changes.
    private func bytesOfReadings() throws -> Double {
        let session = try TerminalSession([setup.program], environment: readingVault.environment)
        _ = session.firstBurst(quietMilliseconds: 200)
        session.type(BenchVault.passphrase + "\r")
        try session.wait(for: "LOAD")
        _ = session.bytes(withinMilliseconds: 7_000)
        return Double(session.bytes(withinMilliseconds: 4_000))
    }

    private func figures(_ guest: Guest) throws -> Figures {
        var figures = Figures()
        let environment = vault.environment
        var paints: [TerminalSession.Burst] = []
        for _ in 0..<setup.runs {
            let session = try TerminalSession(guest.command, environment: environment)
            paints.append(session.firstBurst())
        }
        figures.firstPaint = paints.map(\.milliseconds).median
        figures.firstPaintBytes = paints.map { Double($0.bytes) }.median
        let session = try TerminalSession(guest.command, environment: environment)
        _ = session.firstBurst(quietMilliseconds: 200)
        try guest.prepare(session)
        var moves: [TerminalSession.Burst] = []
        for _ in 0..<max(3, setup.runs / 2) {
            moves.append(session.burst(after: guest.down))
        }
        // The first move from the head of a list may scroll or mark more than the others.
        figures.moveBytes = moves.dropFirst().map { Double($0.bytes) }.median
        figures.moveMilliseconds = moves.dropFirst().map(\.milliseconds).median
        if let key = guest.refresh { figures.refreshBytes = Double(session.burst(after: key, quietMilliseconds: 400).bytes) }
        // Wait until what the keys began has ended, such as notices and connections.
        _ = session.bytes(withinMilliseconds: 7_000)
        let before = try ProcessFigures(of: session.child.identifier)
        let bytes = session.bytes(withinMilliseconds: setup.idleSeconds * 1_000)
        let after = try ProcessFigures(of: session.child.identifier)
        figures.idle = (Double(bytes), Double(after.wakeUps - before.wakeUps), after.processorMilliseconds - before.processorMilliseconds)
        figures.residentMiB = Double(after.residentKiB) / 1_024
        figures.anonymousMiB = Double(after.anonymousKiB) / 1_024
        return figures
    }
}
