import Domain
import Foundation
import Sandbox
import TestSupport
import Testing

@testable import App
@testable import Commands

/// What a signal does to a command. No other test listens to one.
@Suite(.serialized) struct InterruptionTests {
    @Test func aSignalGivesTheTerminalBack() async throws {
        let home = try await CommandHome().withVault()
        let terminal = try PseudoTerminal()
        let far = terminal.program
        let options = CommandOptions(home: home.path, language: .english, format: .json)
        async let outcome = home.run(process: {
            $0.input = far
            $0.output.talk = far
        }) { context in
            // The test stops before wiping, because the secrets of other tests would be wiped too.
            var process = context.process
            process.signals = [SIGUSR2]
            return CommandContext.run(options, process) { context in
                do {
                    return try VaultCommands.verify(context)
                } catch let interrupted as Interrupted {
                    #expect(interrupted.activity == .other)
                    return interrupted.exitCode
                }
            }
        }
        _ = try await terminal.answer([("Passphrase of the vault: ", "half")])
        #expect(!terminal.showsTyping)
        kill(getpid(), SIGUSR2)
        #expect(try await outcome.status == 128 + SIGUSR2)
        #expect(terminal.showsTyping)
    }

    /// The change may have been made before the signal, and the user is told so.
    @Test(arguments: [OutputFormat.text, .json]) func aSignalAmidAChangeSaysWhatIsNotKnown(_ format: OutputFormat) async throws {
        var configuration = SandboxConfiguration.unlimited
        configuration.accounts = [
            SettingsSample.account {
                $0.positionMode = .hedge
                $0.isolatedMode = .byHand
            }
        ]
        let exchange = try await SandboxServer.start(configuration)
        let home = try await CommandHome(sites: ["lab": exchange.origin]).withVault()
        try await home.connect("a", exchange)
        exchange.faults = [SandboxFault(.silence(milliseconds: 1_000_000), path: SettingsSample.isolatedModePath)]
        async let outcome = home.run(format) { context in
            var process = context.process
            process.signals = [SIGUSR2]
            return CommandContext.run(context.options, process) { context in
                do {
                    return try SettingsCommand(name: "a", settingsTarget: SettingsTarget()).run(.apply(.given), context)
                } catch let interrupted as Interrupted {
                    return interrupted.exitCode
                }
            }
        }
        try await Deadline.until("the second step") { exchange.log.writeCount >= 2 }
        kill(getpid(), SIGUSR2)
        let ended = try await outcome
        #expect(ended.status == 128 + SIGUSR2)
        #expect(ended.talk.contains("Cut short: 1 of 2 steps done."), "\(ended.talk)")
        #expect(
            ended.output.contains(#""applied":[{"id":"position-mode","result":"changed"},{"id":"isolated-transfer","result":"unknown"}]"#)
                == (format == .json))
        await exchange.stop()
    }

    /// While the vault is being written, nothing may be wiped that is about to be sealed.
    @Test func aSignalEndsTheWaitForAnotherWriter() async throws {
        let home = try await CommandHome().withVault()
        let lock = open(home.path + "/vault.lock", O_RDWR | O_CLOEXEC)
        try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
        defer { close(lock) }
        let new = try home.write("other", "new")
        let talk = home.workshop + "/talk"
        let descriptor = open(talk, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        async let outcome = home.run { context in
            var process = context.process
            process.signals = [SIGUSR2]
            process.output.talk = descriptor
            process.vaultLockMilliseconds = Deadline.milliseconds
            return CommandContext.run(context.options, process) { context in
                do {
                    return try VaultCommands.changePassphrase(newPassphraseFile: new, context)
                } catch let interrupted as Interrupted {
                    #expect(interrupted.activity == .savingVault)
                    throw interrupted
                }
            }
        }
        try await Deadline.until("the word that it waits") { try String(contentsOfFile: talk, encoding: .utf8).contains("waiting") }
        kill(getpid(), SIGUSR2)
        #expect(try await outcome.status == 128 + SIGUSR2)
        #expect(try await home.run { try VaultCommands.verify($0) }.status == 0)
    }
}
