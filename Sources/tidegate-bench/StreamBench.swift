import Glibc

/// An account that is listened to: how soon a push is on the screen, and what it costs to keep up.
struct StreamBench {
    let setup: BenchSetup
    private static let perSecond = 100
    private static let accounts = 100

    /// A program that hears what the sandbox tells of an account, and writes something for each push.
    private struct Listener {
        var delay = Double.nan
        var bytes = Double.nan
        var processorMilliseconds = Double.nan
    }

    func run() throws {
        Table.heading("An account of 40 assets that is listened to, on a terminal of 120×40 (medians of \(setup.runs))")
        let sandbox = try Sandbox(
            program: setup.program, workshop: setup.workshop, environment: setup.environment,
            options: ["--no-rate-limits", "--accounts", "1", "--assets", "40"], account: "load-1")
        let vault = try BenchVault("listening", setup, configuration: sandbox.configuration + sandbox.streamConfiguration)
        try vault.run(["connect", "okx", "--name", "main", "--site", "lab"], input: sandbox.lines)
        let ours = try listen(to: sandbox) {
            let session = try TerminalSession([setup.program], environment: vault.environment)
            _ = session.firstBurst(quietMilliseconds: 200)
            session.type(BenchVault.passphrase + "\r")
            try session.wait(for: " live ", seconds: 30)
            // Past the times of the messages.
            _ = session.bytes(withinMilliseconds: 7_000)
            return session
        }
        let peers = try [("websockets", Peers.websockets), ("ccxt.pro", Peers.ccxtPro)].map { name, script in
            (name: name, figures: try peer(script, sandbox))
        }
        func row(
            _ name: String, _ unit: String, _ target: String = "", of listeners: [(name: String, figures: Listener?)],
            _ value: (Listener) -> Double
        ) {
            Table.row(
                Table.Row(
                    name: name, unit: unit, ours: value(ours), peers: listeners.map { ($0.name, $0.figures.map(value)) }, target: target))
        }
        row("from a push to the painted row", "ms", of: peers) { $0.delay }
        row("bytes of a push of a trade", "B", of: []) { $0.bytes }
        row("processor time of \(Self.perSecond) pushes a second", "ms/s", of: peers) { $0.processorMilliseconds }
        withExtendedLifetime(sandbox) {}
        try idle()
    }

    private func peer(_ script: String, _ sandbox: Sandbox) throws -> Listener? {
        guard let python = setup.python else { return nil }
        let command = [python, "-c", script, "127.0.0.1:\(sandbox.port)", sandbox.apiKey, sandbox.secretKey, sandbox.passphrase]
        return try listen(to: sandbox) {
            let session = try TerminalSession(command, environment: setup.environment)
            try session.wait(for: "push", seconds: 30)
            _ = session.bytes(withinMilliseconds: 1_000)
            return session
        }
    }

    /// Has a little of one coin of the account sold again and again.
    private func listen(to sandbox: Sandbox, _ start: () throws -> TerminalSession) throws -> Listener {
        let control = try SandboxControl(port: sandbox.port)
        let session = try start()
        func trade() throws { try control.post("/sandbox/trade", #"{"account":"load-1","instrument":"LOAD039-USDT","size":"-0.000001"}"#) }
        var figures = Listener()
        var bursts: [TerminalSession.Burst] = []
        for _ in 0..<max(3, setup.runs) {
            let began = Clock.milliseconds
            try trade()
            bursts.append(session.burst(since: began, quietMilliseconds: 100))
            // Longer than pushes are held back, and not in step with anything.
            _ = session.bytes(withinMilliseconds: 437)
        }
        figures.delay = bursts.map(\.firstMilliseconds).median
        figures.bytes = bursts.dropFirst().map { Double($0.bytes) }.median
        let seconds = max(2.0, min(10, setup.idleSeconds))
        let before = try ProcessFigures(of: session.child.identifier)
        let began = Clock.milliseconds
        for number in 0..<Int(seconds * Double(Self.perSecond)) {
            let due = began + Double(number) * 1_000 / Double(Self.perSecond)
            _ = session.bytes(withinMilliseconds: max(0, due - Clock.milliseconds))
            try trade()
        }
        let took = Clock.milliseconds - began
        let after = try ProcessFigures(of: session.child.identifier)
        figures.processorMilliseconds = (after.processorMilliseconds - before.processorMilliseconds) / took * 1_000
        return figures
    }

    /// A hundred accounts that nothing happens to.
    private func idle() throws {
        let sandbox = try Sandbox(
            program: setup.program, workshop: setup.workshop, environment: setup.environment,
            options: ["--no-rate-limits", "--accounts", String(Self.accounts), "--assets", "40"], account: "load-1")
        let vault = try BenchVault("quiet", setup, configuration: sandbox.configuration + sandbox.streamConfiguration)
        for (number, account) in sandbox.accounts(withPrefix: "load-").enumerated() {
            try vault.run(["connect", "okx", "--name", "a\(number + 1)", "--site", "lab"], input: account)
        }
        let session = try TerminalSession([setup.program], environment: vault.environment)
        _ = session.firstBurst(quietMilliseconds: 200)
        session.type(BenchVault.passphrase + "\r")
        // Lines are opened one after the other, as the exchange's limit has it.
        let control = try SandboxControl(port: sandbox.port)
        let end = Clock.milliseconds + 180_000
        while try control.streams() < Self.accounts {
            guard Clock.milliseconds < end else { throw BenchProblem("not all accounts were listened to") }
            _ = session.bytes(withinMilliseconds: 500)
        }
        _ = session.bytes(withinMilliseconds: 10_000)
        let seconds = max(2.0, setup.idleSeconds)
        let before = try ProcessFigures(of: session.child.identifier)
        let bytes = session.bytes(withinMilliseconds: seconds * 1_000)
        let after = try ProcessFigures(of: session.child.identifier)
        func row(_ name: String, _ unit: String, _ value: Double) {
            Table.row(Table.Row(name: "\(name), \(Self.accounts) idle streams", unit: unit, ours: value, peers: []))
        }
        row("wake-ups a minute", "", Double(after.wakeUps - before.wakeUps) / seconds * 60)
        row("processor time a minute", "ms", (after.processorMilliseconds - before.processorMilliseconds) / seconds * 60)
        row("bytes a minute", "B", Double(bytes) / seconds * 60)
        withExtendedLifetime(sandbox) {}
    }
}
