import ArgumentParser
import Glibc

/// Measures the release build, and its peers beside it where they are installed. Never part of the tests.
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tidegate-bench", abstract: "Measures tidegate beside tig, htop, curl, python-okx, ccxt and age, in one run.",
        discussion: "A ratio below 1 means that tidegate took less. Times depend on what else the machine does; ratios of one run less so.")

    enum Part: String, CaseIterable, ExpressibleByArgument {
        case screen, network, accounts, computing, vault
    }

    @Option(help: ArgumentHelp("The program to measure.", valueName: "file"), completion: .file())
    var program = ".build/release/tidegate"

    @Option(help: ArgumentHelp("A Python with python-okx and ccxt.", valueName: "file"), completion: .file())
    var python = ".build/clients/bin/python"

    @Option(help: ArgumentHelp("How long idling is watched.", valueName: "seconds"))
    var idleSeconds = 60.0

    @Option(help: ArgumentHelp("How often most things are measured.", valueName: "number"))
    var runs = 11

    @Option(help: ArgumentHelp("Only this part; may be given several times.", valueName: "part"))
    var only: [Part] = []

    func validate() throws {
        guard (0.1...3_600).contains(idleSeconds), (1...1_000).contains(runs) else { throw ValidationError("That is out of range.") }
    }

    func run() throws {
        do {
            try measure()
        } catch let problem as BenchProblem {
            let words = Array("tidegate-bench: \(problem)\n".utf8)
            _ = write(STDERR_FILENO, words, words.count)
            throw ExitCode(1)
        }
    }

    private func measure() throws {
        let setup = try BenchSetup(program: program, python: python, runs: runs, idleSeconds: idleSeconds)
        let parts = only.isEmpty ? Part.allCases : only
        if parts.contains(.screen) || parts.contains(.network) {
            let sandbox = try Sandbox(program: program, workshop: setup.workshop, environment: setup.environment)
            if parts.contains(.screen) { try screen(setup, sandbox) }
            if parts.contains(.network) { try NetworkBench(setup: setup, sandbox: sandbox).run() }
            withExtendedLifetime(sandbox) {}
        }
        if parts.contains(.accounts) { try AccountsBench(setup: setup).run() }
        if parts.contains(.computing) { try ComputeBench().run() }
        if parts.contains(.vault) { try VaultBench(setup: setup).run() }
    }

    /// With a vault that holds one connection, opened, and no reading by itself.
    private func screen(_ setup: BenchSetup, _ sandbox: Sandbox) throws {
        let vault = try BenchVault("home", setup, configuration: sandbox.configuration)
        try vault.run(["connect", "okx", "--name", "main", "--site", "lab"], input: sandbox.lines)
        try ScreenBench(setup: setup, vault: vault).run()
    }
}

/// Why a measurement could not be made.
struct BenchProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
