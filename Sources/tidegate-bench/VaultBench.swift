/// Opening a vault with the work factor that vaults have, beside age itself.
struct VaultBench {
    let setup: BenchSetup

    func run() throws {
        Table.heading("Opening a vault of work factor 18 (scrypt, on purpose about a second; medians of 3)")
        let vault = try BenchVault("vault", setup)
        let ours = try setup.repeated(3) { try vault.run(["vault", "verify"]) }.median
        var age: Double?
        if setup.installed("age") != nil {
            age = try setup.repeated(3) {
                let session = try TerminalSession(
                    ["age", "-d", "-o", "/dev/null", vault.home + "/vault.age"], environment: setup.environment)
                try session.wait(for: "passphrase")
                let start = Clock.milliseconds
                session.type(BenchVault.passphrase + "\r")
                guard session.child.wait() == 0 else { throw BenchProblem("age did not open the vault") }
                return Clock.milliseconds - start
            }.median
        }
        Table.row(Table.Row(name: "open the vault", unit: "ms", ours: ours, peers: [("age", age)]))
    }
}
