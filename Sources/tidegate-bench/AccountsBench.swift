import Domain
import Exchanges
import Glibc

/// A hundred accounts at once, at an exchange that keeps its limits.
struct AccountsBench {
    let setup: BenchSetup
    private static let count = 100
    private static let assets = 500
    private static let refreshes = 5
    /// What the exchange limits most, and so answers last.
    private static let valuations = "/api/v5/asset/asset-valuation"

    func run() throws {
        Table.heading("\(Self.count) accounts, \(Self.assets) assets in one of them, at an exchange that refuses what comes too soon")
        let sandbox = try Sandbox(
            program: setup.program, workshop: setup.workshop, environment: setup.environment,
            options: ["--accounts", String(Self.count), "--assets", String(Self.assets)], account: "load-1")
        let vault = try BenchVault("accounts", setup, configuration: sandbox.configuration)
        for (number, account) in sandbox.accounts(withPrefix: "load-").enumerated() {
            try vault.run(["connect", "okx", "--name", "a\(number + 1)", "--site", "lab"], input: account)
        }
        let all = try vault.run(["status", "--json"])
        Clock.pause(milliseconds: 2_000)
        let one = try vault.run(["status", "a1", "--json"])
        Table.row(Table.Row(name: "status of all", unit: "ms", ours: all, peers: [("of one alone", one)]))

        let session = try TerminalSession([setup.program], environment: vault.environment)
        _ = session.firstBurst(quietMilliseconds: 200)
        let control = try SandboxControl(port: sandbox.port)
        _ = try control.answered(Self.valuations)
        session.type(BenchVault.passphrase + "\r")
        // Nothing on the screen tells that a reading has ended: only figures that differ are drawn. An account that is still being read
        // when the next is asked for is not read twice, so a few of them count for the next.
        func readAll() throws {
            let deadline = Clock.milliseconds + 60_000
            var read = 0
            while read < Self.count * 95 / 100 {
                guard Clock.milliseconds < deadline else { throw BenchProblem("\(read) of \(Self.count) accounts were read") }
                _ = session.bytes(withinMilliseconds: 50)
                read += try control.answered(Self.valuations)
            }
        }
        try readAll()
        Clock.pause(milliseconds: 3_000)
        _ = session.bytes(withinMilliseconds: 10)

        let start = Clock.milliseconds
        var end = start
        var paints: [Double] = []
        for _ in 0..<Self.refreshes {
            session.type("r")
            // Meanwhile someone goes through the list.
            paints.append(session.burst(after: "\u{1B}OB", quietMilliseconds: 1).firstMilliseconds)
            try readAll()
            end = Clock.milliseconds
        }
        let forced = Double(Self.refreshes - 1) * (try forcedMilliseconds)
        Table.row(
            Table.Row(
                name: "\(Self.refreshes) refreshes in a row", unit: "s", ours: (end - start) / 1_000,
                peers: [("the limits alone", forced / 1_000)],
                target: "little more than the limits force"))
        Table.row(Table.Row(name: "key to paint meanwhile", unit: "ms", ours: paints.median, peers: []))
    }

    /// How long the exchange's rate limits keep one account from being read again: that of the most limited part.
    private var forcedMilliseconds: Double {
        get throws {
            let adapter = OKXAdapter()
            guard let site = adapter.profile.sites.first else {
                throw BenchProblem("no exchange")
            }
            let access = Access(site: site, environment: .live, unixMilliseconds: 0)
            let pauses = OKXPart.everyFetch.filter { adapter.rule(of: $0).access == .signed }.compactMap { part -> Double? in
                guard let allowance = adapter.costs(of: adapter.accountRequest(part, access: access).known).first?.allowance else {
                    return nil
                }
                return Double(allowance.windowMilliseconds) / Double(allowance.units)
            }
            return pauses.max() ?? 0
        }
    }
}
