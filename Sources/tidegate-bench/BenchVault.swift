/// A home with a vault in it, and commands that open it.
struct BenchVault {
    static let passphrase = "tide gate vault 41"

    let home: String
    private let setup: BenchSetup
    private let passphraseFile: String

    /// Makes the vault. Without a configuration it is one as everybody has.
    init(_ name: String, _ setup: BenchSetup, configuration: String = "") throws {
        self.setup = setup
        home = setup.workshop.folder(name)
        passphraseFile = try setup.workshop.write(Self.passphrase + "\n", to: name + "-passphrase")
        if !configuration.isEmpty { try setup.workshop.write(configuration, to: name + "/config.toml") }
        try run(["vault", "create"])
    }

    /// Runs a command that has to succeed; answers with the milliseconds that it took.
    @discardableResult
    func run(_ arguments: [String], input: String = "") throws -> Double {
        let outcome = try Child.run(
            [setup.program] + arguments + ["--home", home, "--passphrase-file", passphraseFile],
            environment: setup.environment,
            input: input)
        guard outcome.status == 0 else {
            throw BenchProblem("\(arguments[0]) failed with status \(outcome.status): \(String(decoding: outcome.output, as: UTF8.self))")
        }
        return outcome.milliseconds
    }

    /// The interface on it, asked for the passphrase.
    var environment: [String: String] {
        var environment = setup.environment
        environment["TIDEGATE_HOME"] = home
        return environment
    }
}
