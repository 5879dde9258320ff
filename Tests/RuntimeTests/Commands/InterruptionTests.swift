import Core
import Foundation
import Testing

@testable import Runtime

/// What a signal does to a command. No other test listens to one.
@Suite(.serialized) struct InterruptionTests {
    @Test func aSignalGivesTheTerminalBack() async throws {
        let home = try await CommandHome().withVault()
        let terminal = try TypingTerminal()
        let far = terminal.far
        let options = CommandOptions(home: home.path, language: .english, format: .json)
        async let outcome = home.run(surroundings: {
            $0.input = far
            $0.output.talk = far
        }) { context in
            // The secrets of other tests are not to be wiped, so it goes no further.
            var surroundings = context.surroundings
            surroundings.signals = [SIGUSR2]
            return CommandContext.run(options, surroundings) { context in
                do {
                    return try VaultCommand.verify(context)
                } catch let interrupted as Interrupted {
                    #expect(interrupted.occupation == .other)
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
            var surroundings = context.surroundings
            surroundings.signals = [SIGUSR2]
            surroundings.output.talk = descriptor
            surroundings.vaultPatienceMilliseconds = 10_000
            return CommandContext.run(context.options, surroundings) { context in
                do {
                    return try VaultCommand.changePassphrase(newPassphraseFile: new, context)
                } catch let interrupted as Interrupted {
                    #expect(interrupted.occupation == .savingVault)
                    throw interrupted
                }
            }
        }
        let deadline = ContinuousClock.now + .seconds(20)
        while try !String(contentsOfFile: talk, encoding: .utf8).contains("waiting") {
            try #require(ContinuousClock.now < deadline)
            await Task.yield()
        }
        kill(getpid(), SIGUSR2)
        #expect(try await outcome.status == 128 + SIGUSR2)
        #expect(try await home.run { try VaultCommand.verify($0) }.status == 0)
    }
}
