import Foundation
import TestSupport
import Testing

/// A flow whose connections are kept: passphrases in files beside the home, and the steps that a user of a vault takes.
struct VaultFlow {
    let flow: Flow
    private let keys: TemporaryFolder

    static let passphrase = "Tide-Gate vault.41 Canary"

    /// With a sandbox, its site configured, and no vault yet.
    static func run<Value>(_ body: (VaultFlow) async throws -> Value) async throws -> Value {
        try await Flow.run { flow in try await body(VaultFlow(flow: flow, keys: TemporaryFolder())) }
    }

    var home: String { flow.folder.path }
    var file: String { home + "/vault.age" }

    // MARK: By command

    /// A file with a passphrase in it.
    func passphraseFile(_ passphrase: String = passphrase) throws -> String {
        let name = "passphrase-\(passphrase.utf8.map(String.init).joined(separator: "-"))"
        try keys.write(passphrase + "\n", to: name)
        return keys.path + "/" + name
    }

    /// Runs a command to its end, with the passphrase from a file.
    func command(_ arguments: String..., input: String = "", passphrase: String = passphrase) async throws -> Program.Outcome {
        try await Program.run(
            arguments + ["--home", home, "--passphrase-file", passphraseFile(passphrase)], input: input, in: flow.folder)
    }

    /// Runs a command that has to succeed.
    func succeed(_ arguments: String..., input: String = "", passphrase: String = passphrase) async throws {
        let outcome = try await Program.run(
            arguments + ["--home", home, "--passphrase-file", passphraseFile(passphrase)], input: input, in: flow.folder)
        try #require(outcome.status == 0, "\(arguments): \(outcome.output)\(outcome.complaint)")
    }

    /// A vault with the sandbox's accounts of these identifiers, each under its own as name.
    func makeVault(accounts: String...) async throws {
        try await succeed("vault", "create")
        for account in accounts {
            try await succeed("connect", "okx", "--name", account, "--site", "lab", input: flow.sandbox.sample(account).lines)
        }
    }

    /// The names that `list` prints.
    func names(passphrase: String = passphrase) async throws -> [String] {
        let outcome = try await command("list", "--json", passphrase: passphrase)
        try #require(outcome.status == 0, "\(outcome.output)\(outcome.complaint)")
        let connections = try #require(try outcome.json()["connections"] as? [[String: Any]])
        return try connections.map { try #require($0["name"] as? String) }
    }

    // MARK: On the screen

    /// The interface, for as long as `body` takes.
    func interface<Value>(_ body: (TmuxTerminal) async throws -> Value) async throws -> Value {
        try await TmuxTerminal.run(flow.interface(), in: flow.folder, body)
    }

    /// Types the passphrase on the screen that asks for it, and waits until something of the vault's content is shown.
    static func unlock(_ terminal: TmuxTerminal, _ passphrase: String = passphrase, until text: String) async throws {
        _ = try await screenAfterUnlocking(terminal, passphrase, until: text)
    }

    /// The same, with the screen that showed it first.
    static func screenAfterUnlocking(
        _ terminal: TmuxTerminal, _ passphrase: String = passphrase, until text: String
    ) async throws -> String {
        try await terminal.wait(for: "Unlocking takes about a second on purpose")
        try await enter(terminal, passphrase)
        return try await terminal.wait(for: text)
    }

    /// Types a passphrase into an empty field and presses Enter.
    static func enter(_ terminal: TmuxTerminal, _ passphrase: String) async throws {
        try await terminal.type(passphrase)
        try await terminal.wait(for: "\(passphrase.count) characters")
        try await terminal.press("Enter")
    }
}
