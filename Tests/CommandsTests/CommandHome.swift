import Domain
import Foundation
import JSON
import Sandbox
import Synchronization
import TestSupport
import Testing

@testable import App
@testable import Commands
@testable import Session

/// A folder of its own for everything that commands keep, and the commands run with it, inside this process.
final class CommandHome: Sendable {
    /// Where the program's files are.
    let path: String
    private let folder: TemporaryFolder
    /// Where a test may put other files.
    var workshop: String { folder.path }

    static let passphrase = "correct horse"

    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let talk: String

        /// The cause in the error of the printed document.
        var cause: String? {
            guard let document = try? JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] else { return nil }
            return (document["error"] as? [String: Any])?["cause"] as? String
        }
    }

    /// `sites` are added to the configuration, each with an address.
    init(sites: [String: String] = [:], adding more: String = "") throws {
        folder = try TemporaryFolder()
        path = folder.path + "/home"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        _ = try write(Self.passphrase + "\n", "passphrase")
        try configure(sites: sites, adding: more)
    }

    var passphraseFile: String { workshop + "/passphrase" }
    var vaultFile: String { path + "/vault.age" }

    /// The quickest vault that is allowed.
    func configure(sites: [String: String] = [:], adding more: String = "") throws {
        let listed = sites.sorted { $0.key < $1.key }.map { "[sites.\($0.key)]\nexchange = \"okx\"\nrest = \"\($0.value)\"\n" }.joined()
        try Data((more + "\n[vault]\nwork_factor = 10\n" + listed).utf8).write(to: URL(filePath: path + "/config.toml"))
    }

    /// A file in the workshop for our eyes only; its path.
    func write(_ content: String, _ name: String) throws -> String {
        try folder.write(content, to: name)
    }

    func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    /// Runs a command to its end on a thread of its own, with text on its standard input.
    func run(
        _ format: OutputFormat = .json, language: Language = .english, passphraseFile: String? = nil, input: String = "",
        configuration: CommandContext.ConfigurationDemand = .flawless,
        process change: @escaping @Sendable (inout CommandEnvironment) -> Void = { _ in },
        _ body: @escaping @Sendable (CommandContext) throws -> Int32
    ) async throws -> Outcome {
        let name = workshop + "/run-" + UUID().uuidString
        try Data(input.utf8).write(to: URL(filePath: name + ".in"))
        let input = open(name + ".in", O_RDONLY | O_CLOEXEC)
        let output = open(name + ".out", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        let talk = open(name + ".err", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(input >= 0 && output >= 0 && talk >= 0)
        defer { for descriptor in [input, output, talk] { close(descriptor) } }
        var process = CommandEnvironment()
        process.input = input
        process.output = CommandOutput(result: output, talk: talk)
        process.terminal = "/nonexistent/tty"
        process.environment = { _ in nil }
        process.signals = []
        process.reading = SandboxRequest.quickLimits
        // The port may have belonged to another test's sandbox a moment ago.
        process.budget = RateBudget()
        change(&process)
        let options = CommandOptions(home: path, language: language, format: format, passphraseFile: passphraseFile ?? self.passphraseFile)
        let given = process
        let status = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: CommandContext.run(options, given, configuration: configuration, body))
            }
        }
        return Outcome(status: status, output: try Self.content(output), talk: try Self.content(talk))
    }

    /// Makes the vault.
    func withVault() async throws -> CommandHome {
        let made = try await run { try VaultCommands.create($0) }
        try #require(made.status == 0, "\(made.talk)")
        return self
    }

    private static func content(_ descriptor: Int32) throws -> String {
        try String(contentsOf: URL(filePath: "/proc/self/fd/\(descriptor)"), encoding: .utf8)
    }
}

extension SandboxServer {
    /// The requests so far that were signed with a key of an account. Announcements, which a command asks for without waiting, do not count.
    var signedRequests: Int { log.entries.count { $0.account != nil } }
}

extension SandboxKey {
    /// As it comes on standard input.
    var lines: String { "\(apiKey)\n\(secretKey)\n\(passphrase)\n" }
}
