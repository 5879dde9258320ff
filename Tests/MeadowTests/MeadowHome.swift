import Core
import Crypto
import Domain
import Exchanges
import Foundation

@testable import App
@testable import Commands
@testable import Session
@testable import Vault

/// A folder with a vault, and what runs commands in it, for the exchanges of the tests.
struct MeadowHome {
    let path = FileManager.default.temporaryDirectory.path + "/meadow-\(UUID().uuidString)"
    /// The exchanges that the commands know.
    var registry = ExchangeRegistry([OKXAdapter(), MeadowAdapter()])
    private static let passphrase = "correct horse"

    struct Outcome {
        let status: Int32
        /// What was printed, talk included.
        let output: String
        /// How much of standard input was read, in bytes.
        let inputRead: Int
    }

    init() throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try write(Self.passphrase + "\n", "passphrase")
        try vaultFile.create(passphrase: SecretBytes(Self.passphrase.utf8), document: ConnectionsDocument()).lock()
    }

    var vaultFile: VaultFile { VaultFile(path: path + "/vault.age", workFactor: 10) }

    func stored() throws -> ConnectionsDocument { try vaultFile.open(passphrase: SecretBytes(Self.passphrase.utf8)).document() }

    func update(_ change: (inout ConnectionsDocument) throws(VaultProblem) -> Void) throws {
        try vaultFile.open(passphrase: SecretBytes(Self.passphrase.utf8)).update { (document) throws(VaultProblem) in try change(&document)
        }
    }

    func write(_ text: String, _ name: String) throws {
        let file = path + "/" + name
        try Data(text.utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }

    /// A site `lab` of the exchange, in one environment.
    func configure(_ environment: TradingEnvironment, _ hosts: [SiteHost: String], exchange: String = "meadow") throws {
        let lines = hosts.map { "\($0.key.id) = \"\($0.value)\"\n" }.sorted().joined()
        try write(
            "[vault]\nwork_factor = 10\n[sites.lab]\nexchange = \"\(exchange)\"\n[sites.lab.hosts.\(environment.rawValue)]\n" + lines,
            "config.toml")
    }

    /// Runs a command to its end with text on its standard input.
    func run(
        _ format: OutputFormat = .json, _ language: Language = .english, input: String = "",
        _ body: @escaping @Sendable (CommandContext) throws -> Int32
    ) async throws -> Outcome {
        try write(input, "input")
        try write("", "output")
        let (input, output) = (open(path + "/input", O_RDONLY | O_CLOEXEC), open(path + "/output", O_RDWR | O_CLOEXEC))
        defer { for descriptor in [input, output] { close(descriptor) } }
        var process = CommandEnvironment()
        process.input = input
        process.output = CommandOutput(result: output, talk: output)
        process.environment = { _ in nil }
        process.signals = []
        process.registry = registry
        process.budget = RateBudget()
        let options = CommandOptions(home: path, language: language, format: format, passphraseFile: path + "/passphrase")
        let given = process
        let status = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: CommandContext.run(options, given, body)) }
        }
        return Outcome(
            status: status, output: try String(contentsOfFile: path + "/output", encoding: .utf8), inputRead: lseek(input, 0, SEEK_CUR))
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
