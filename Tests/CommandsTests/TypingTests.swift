import Core
import Foundation
import Sandbox
import TestSupport
import Testing

@testable import App
@testable import Commands

/// What is typed at a terminal.
@Suite struct TypingTests {
    /// Runs a command whose input and talk are a terminal.
    private func run(
        _ home: CommandHome, _ terminal: PseudoTerminal, _ dialogue: [(question: String, answer: String)],
        _ body: @escaping @Sendable (CommandContext) throws -> Int32
    ) async throws -> (outcome: CommandHome.Outcome, shown: String) {
        let far = terminal.program
        // No source but the terminal.
        let options = CommandOptions(home: home.path, language: .english, format: .json)
        async let outcome = home.run(process: {
            $0.input = far
            $0.output.talk = far
        }) { context in CommandContext.run(options, context.process, body) }
        let shown = try await terminal.answer(dialogue)
        return (try await outcome, shown)
    }

    @Test func aNewPassphraseIsTypedTwiceAndNeverShown() async throws {
        let (home, terminal) = (try CommandHome(), try PseudoTerminal())
        let (made, shown) = try await run(
            home, terminal, [("New passphrase: ", "correct horse\n"), ("The same again: ", "correct horse\n")]
        ) { try VaultCommands.create($0) }
        #expect(made.status == 0)
        #expect(!shown.contains("horse"))
        #expect(terminal.showsTyping)
        #expect(try await home.run { try VaultCommands.verify($0) }.status == 0)
    }

    @Test func aMistakeIsAskedForAgain() async throws {
        let (home, terminal) = (try CommandHome(), try PseudoTerminal())
        let (made, _) = try await run(
            home, terminal,
            [
                ("New passphrase: ", "correct horse\n"), ("The same again: ", "correct house\n"),
                ("The two are not the same.\r\nNew passphrase: ", "correct horse\n"), ("The same again: ", "correct horse\n"),
            ]
        ) { try VaultCommands.create($0) }
        #expect(made.status == 0)
        #expect(try await home.run { try VaultCommands.verify($0) }.status == 0)
    }

    @Test func anEmptyOneIsRefused() async throws {
        let (home, terminal) = (try CommandHome(), try PseudoTerminal())
        let (refused, _) = try await run(home, terminal, [("New passphrase: ", "\n")]) { try VaultCommands.create($0) }
        #expect(refused.cause == "vault-passphrase-wrong")
        #expect(!FileManager.default.fileExists(atPath: home.vaultFile))
    }

    @Test func oneTypedOnceOpensTheVault() async throws {
        let home = try await CommandHome().withVault()
        let terminal = try PseudoTerminal()
        let (opened, shown) = try await run(home, terminal, [("Passphrase of the vault: ", "correct horse\n")]) {
            try VaultCommands.verify($0)
        }
        #expect(opened.status == 0)
        #expect(!shown.contains("horse"))
        // The end of the input is an empty line.
        let (refused, _) = try await run(home, terminal, [("Passphrase of the vault: ", "\u{4}")]) { try VaultCommands.verify($0) }
        #expect(refused.cause == "vault-passphrase-wrong")
    }

    /// The credentials come through a pipe, the passphrase from the terminal of the process.
    @Test func aPipeForCredentialsLeavesTheTerminalForThePassphrase() async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        let home = try await CommandHome(sites: ["lab": exchange.origin]).withVault()
        let terminal = try PseudoTerminal()
        let key = try #require(exchange.configuration.accounts.first?.keys.first)
        let name = terminal.name
        let options = CommandOptions(home: home.path, language: .english, format: .json)
        async let outcome = home.run(input: key.lines, process: { $0.terminal = name }) { context in
            CommandContext.run(options, context.process) { context in
                var command = AccountCommand()
                command.site = "lab"
                return try command.connect(name: "main", storage: .store, context)
            }
        }
        let shown = try await terminal.answer([("Passphrase of the vault: ", "correct horse\n")])
        #expect(try await outcome.status == 0)
        #expect(!shown.contains("horse"))
        #expect(try await home.run { try ConnectionsCommand.list($0) }.output.contains("\"name\":\"main\""))
        await exchange.stop()
    }

    @Test func removalIsConfirmedByTheName() async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        let home = try await CommandHome(sites: ["lab": exchange.origin]).withVault()
        try await home.connect("main", exchange)
        let terminal = try PseudoTerminal()
        let dialogue = [("Passphrase of the vault: ", "correct horse\n")]
        let (refused, shown) = try await run(home, terminal, dialogue + [("to remove it: ", "mian\n")]) {
            try ConnectionsCommand.remove("main", confirmation: .asked, $0)
        }
        #expect(shown.contains("Type the name “main” to remove it: "))
        #expect(refused.cause == "confirmation-needed")
        #expect(refused.status == 64)
        let (removed, _) = try await run(home, terminal, dialogue + [("to remove it: ", " main \n")]) {
            try ConnectionsCommand.remove("main", confirmation: .asked, $0)
        }
        #expect(removed.output == "{\"schema\":1,\"connections\":[]}\n")
        await exchange.stop()
    }
}
