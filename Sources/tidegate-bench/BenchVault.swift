/// A home with a vault in it, and commands that open it.
struct BenchVault {
    static let passphrase = "tide gate vault 41"

    let home: String
    private let surroundings: Surroundings
    private let passphraseFile: String

    /// Makes the vault. Without a configuration it is one as everybody has.
    init(_ name: String, _ surroundings: Surroundings, configuration: String = "") throws {
        self.surroundings = surroundings
        home = surroundings.workshop.folder(name)
        passphraseFile = try surroundings.workshop.write(Self.passphrase + "\n", to: name + "-passphrase")
        if !configuration.isEmpty { try surroundings.workshop.write(configuration, to: name + "/config.toml") }
        try run(["vault", "create"])
    }

    /// Runs a command that has to succeed; answers with the milliseconds that it took.
    @discardableResult
    func run(_ arguments: [String], input: String = "") throws -> Double {
        let outcome = try Child.run(
            [surroundings.program] + arguments + ["--home", home, "--passphrase-file", passphraseFile],
            environment: surroundings.environment,
            input: input)
        guard outcome.status == 0 else {
            throw BenchProblem("\(arguments[0]) failed with status \(outcome.status): \(String(decoding: outcome.output, as: UTF8.self))")
        }
        return outcome.milliseconds
    }

    /// The interface on it, asked for the passphrase.
    var environment: [String: String] {
        var environment = surroundings.environment
        environment["TIDEGATE_HOME"] = home
        return environment
    }
}
