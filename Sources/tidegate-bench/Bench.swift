import ArgumentParser
import Glibc

/// Measures the release build, and its peers beside it where they are installed. Never part of the tests.
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tidegate-bench", abstract: "Measures tidegate beside tig, htop, curl, python-okx, pybit, ccxt and age, in one run.",
        discussion: "A ratio below 1 means that tidegate took less. Times depend on what else the machine does; ratios of one run less so.")

    enum Part: String, CaseIterable, ExpressibleByArgument {
        case screen, streams, network, bybit, accounts, computing, vault
    }

    @Option(help: ArgumentHelp("The program to measure.", valueName: "file"), completion: .file())
    var program = ".build/release/tidegate"

    @Option(help: ArgumentHelp("A Python with python-okx, pybit and ccxt.", valueName: "file"), completion: .file())
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
        if parts.contains(.screen) { try screen(setup) }
        if parts.contains(.streams) { try StreamBench(setup: setup).run() }
        if parts.contains(.network) {
            let sandbox = try Sandbox(program: program, workshop: setup.workshop, environment: setup.environment)
            try NetworkBench(setup: setup, sandbox: sandbox).run()
            withExtendedLifetime(sandbox) {}
        }
        if parts.contains(.bybit) {
            let sandbox = try Sandbox(program: program, workshop: setup.workshop, environment: setup.environment)
            try BybitBench(setup: setup, sandbox: sandbox).run()
            withExtendedLifetime(sandbox) {}
        }
        if parts.contains(.accounts) { try AccountsBench(setup: setup).run() }
        if parts.contains(.computing) { try ComputeBench().run() }
        if parts.contains(.vault) { try VaultBench(setup: setup).run() }
    }

    /// With a vault that holds one connection to an account of forty assets, opened: one that is read on demand, and one every second.
    private func screen(_ setup: BenchSetup) throws {
        let sandbox = try Sandbox(
            program: program, workshop: setup.workshop, environment: setup.environment,
            options: ["--no-rate-limits", "--accounts", "1", "--assets", "40"], account: "load-1")
        func vault(_ name: String, _ configuration: String) throws -> BenchVault {
            let vault = try BenchVault(name, setup, configuration: configuration)
            try vault.run(["connect", "okx", "--name", "main", "--site", "lab"], input: sandbox.lines)
            return vault
        }
        let quiet = try vault("home", sandbox.configuration)
        let reading = try vault(
            "reading", sandbox.configuration.replacing("refresh_seconds = 0", with: "refresh_seconds = 1"))
        try ScreenBench(setup: setup, vault: quiet, readingVault: reading).run()
        withExtendedLifetime(sandbox) {}
    }
}

/// Why a measurement could not be made.
struct BenchProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
