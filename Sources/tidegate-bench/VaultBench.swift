/// Opening a vault with the work factor that vaults have, beside age itself.
struct VaultBench {
    let surroundings: Surroundings
    private let passphrase = "tide gate vault 41"

    func run() throws {
        Table.heading("Opening a vault of work factor 18 (scrypt, on purpose about a second; medians of 3)")
        let home = surroundings.workshop.folder("vault")
        let file = try surroundings.workshop.write(passphrase + "\n", to: "passphrase-18")
        let more = ["--home", home, "--passphrase-file", file]
        guard try Child.run([surroundings.program, "vault", "create"] + more, environment: surroundings.environment).status == 0 else {
            throw BenchProblem("the vault could not be made")
        }
        let ours = try surroundings.repeated(3) {
            let outcome = try Child.run([surroundings.program, "vault", "verify"] + more, environment: surroundings.environment)
            guard outcome.status == 0 else { throw BenchProblem("the vault does not open") }
            return outcome.milliseconds
        }.median
        var age: Double?
        if surroundings.installed("age") != nil {
            age = try surroundings.repeated(3) {
                let session = try TerminalSession(["age", "-d", "-o", "/dev/null", home + "/vault.age"], environment: surroundings.environment)
                try session.wait(for: "passphrase")
                let start = Clock.milliseconds
                session.type(passphrase + "\r")
                guard session.child.wait() == 0 else { throw BenchProblem("age did not open the vault") }
                return Clock.milliseconds - start
            }.median
        }
        Table.row(Table.Row(name: "open the vault", unit: "ms", ours: ours, peers: [("age", age)]))
    }
}
