import Glibc

/// Reading an account of the sandbox over lines of several lengths.
struct NetworkBench {
    let setup: BenchSetup
    let sandbox: Sandbox

    private enum Wire: Hashable { case plain, tls }

    func run() throws {
        Table.heading("Reading an account, through a forwarder that delays like a long line (medians of \(runs))")
        try measure(.plain, upstream: sandbox.port, certificate: nil)
        guard let front = try TLSFront(setup, port: sandbox.port) else {
            Table.note("over TLS: not measured, for want of openssl or Python")
            return
        }
        try measure(.tls, upstream: front.port, certificate: front.certificate)
        withExtendedLifetime(front) {}
    }

    private var runs: Int { max(1, min(5, setup.runs)) }

    private func measure(_ wire: Wire, upstream: Int, certificate: String?) throws {
        let name = wire == .plain ? "plain HTTP" : "TLS"
        var base: (verify: Double, status: Double)?
        for delay in [0.0, 50, 200] {
            let forwarder = try DelayingForwarder(to: upstream, roundTripMilliseconds: delay)
            defer { forwarder.end() }
            let origin = (wire == .plain ? "http" : "https") + "://127.0.0.1:\(forwarder.port)"
            let home = setup.workshop.folder("net-\(name.first!)-\(Int(delay))")
            try setup.workshop.write(
                "[sites.lab]\nexchange = \"okx\"\nrest = \"\(origin)\"\nweb = \"https://www.okx.com\"\n"
                    + (certificate.map { "ca_file = \"\($0)\"\n" } ?? ""),
                to: "net-\(name.first!)-\(Int(delay))/config.toml")
            // Runs of a few milliseconds need more repetitions for a stable median.
            let runs = delay == 0 ? runs * 5 : runs
            func ours(_ arguments: [String]) throws -> Double {
                try setup.repeated(runs) {
                    try milliseconds(
                        [setup.program] + arguments + ["--site", "lab", "--json", "--home", home], input: sandbox.lines)
                }.median
            }
            let verify = try ours(["connect", "okx", "--name", "bench", "--verify-only"])
            let status = try ours(["status"])
            let curl = try [[], ["-Z"]].map { try self.curl($0, origin: origin, certificate: certificate, runs: runs) }
            var peers: [(String, Double?)] = [("curl", curl[0]), ("curl -Z", curl[1])]
            if wire == .plain { peers += try python(origin: origin) }
            let words = "\(name), \(Int(delay)) ms"
            Table.row(Table.Row(name: "connect and verify, \(words)", unit: "ms", ours: verify, peers: []))
            Table.row(Table.Row(name: "status, \(words)", unit: "ms", ours: status, peers: peers, target: "at most 2 × curl"))
            if delay == 0 { base = (verify, status) }
            if delay == 200, let base {
                let limit = wire == .plain ? "at most 4" : "at most 5"
                Table.row(
                    Table.Row(
                        name: "round trips to connect and verify, \(name)", unit: "", ours: (verify - base.verify) / delay, peers: [],
                        target: limit))
                Table.row(Table.Row(name: "round trips of status, \(name)", unit: "", ours: (status - base.status) / delay, peers: []))
            }
        }
    }

    private func curl(_ options: [String], origin: String, certificate: String?, runs: Int) throws -> Double? {
        guard setup.installed("curl") != nil else { return nil }
        return try setup.repeated(runs) {
            let file = try setup.workshop.write(
                try SignedRequests.configuration(sandbox, origin: origin, certificateFile: certificate), to: "curl.conf")
            return try milliseconds(["curl"] + options + ["-K", file])
        }.median
    }

    /// How long a run took. The forwarder may drop a connection, which is not what is measured: a failed run is repeated at most twice.
    private func milliseconds(_ command: [String], input: String = "") throws -> Double {
        var attempt = 0
        while true {
            let outcome = try Child.run(command, environment: setup.environment, input: input)
            if outcome.status == 0 { return outcome.milliseconds }
            attempt += 1
            guard attempt < 3 else {
                throw BenchProblem("\(command[0]) failed with status \(outcome.status): \(String(decoding: outcome.output, as: UTF8.self))")
            }
            Clock.pause(milliseconds: 500)
        }
    }

    private func python(origin: String) throws -> [(String, Double?)] {
        try [("python-okx", Peers.pythonOKX), ("ccxt", Peers.ccxt)].map { name, script in
            guard let python = setup.python else { return (name, nil) }
            var times: [Double] = []
            for _ in 0..<min(3, runs) {
                let outcome = try Child.run(
                    [python, "-c", script, origin, sandbox.apiKey, sandbox.secretKey, sandbox.passphrase],
                    environment: setup.environment)
                guard outcome.status == 0 else { return (name, nil) }
                times.append(outcome.milliseconds)
            }
            return (name, times.median)
        }
    }
}
