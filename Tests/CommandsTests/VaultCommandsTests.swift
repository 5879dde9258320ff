import Core
import Foundation
import Testing

@testable import Commands

@Suite struct VaultCommandTests {
    @Test func createMakesAFileForOurEyesOnly() async throws {
        let home = try CommandHome()
        try FileManager.default.moveItem(atPath: home.path + "/config.toml", toPath: home.workshop + "/config.toml")
        try FileManager.default.removeItem(atPath: home.path)
        let made = try await home.run { try VaultCommands.create($0) }
        #expect(made.status == 0)
        #expect(made.output == "{\"schema\":1,\"path\":\"\(home.vaultFile)\",\"connections\":0,\"work_factor\":18}\n")
        #expect(try home.mode(home.path) == 0o700)
        #expect(try home.mode(home.vaultFile) == 0o600)
    }

    @Test func createNeverWritesOverAVault() async throws {
        let home = try await CommandHome().withVault()
        let before = try Data(contentsOf: URL(filePath: home.vaultFile))
        // Found out before a passphrase is asked for.
        let again = try await home.run(passphraseFile: "/nonexistent") { try VaultCommands.create($0) }
        #expect(again.cause == "vault-exists")
        #expect(again.status == 30)
        #expect(try Data(contentsOf: URL(filePath: home.vaultFile)) == before)
    }

    @Test func verifySaysWhatIsInIt() async throws {
        let home = try await CommandHome().withVault()
        let verified = try await home.run { try VaultCommands.verify($0) }
        #expect(verified.output == "{\"schema\":1,\"path\":\"\(home.vaultFile)\",\"connections\":0,\"work_factor\":10}\n")
        #expect(verified.talk == "")
        let english = try await home.run(.text) { try VaultCommands.verify($0) }
        #expect(english.output == "\(home.vaultFile)\nOpens. Connections: 0. Work factor: 10.\n")
        let chinese = try await home.run(.text, language: .simplifiedChinese) { try VaultCommands.verify($0) }
        #expect(chinese.output == "\(home.vaultFile)\n可以打开。连接数：0。work factor：10。\n")
    }

    @Test func pathNeedsNoVault() async throws {
        let home = try CommandHome()
        #expect(try await home.run { VaultCommands.path($0) }.output == "{\"schema\":1,\"path\":\"\(home.vaultFile)\"}\n")
        #expect(try await home.run(.text) { VaultCommands.path($0) }.output == home.vaultFile + "\n")
    }

    @Test func aNewPassphraseMakesTheOldOneWorthless() async throws {
        let home = try await CommandHome().withVault()
        let new = try home.write("battery staple\r\nnot this", "new")
        let changed = try await home.run { try VaultCommands.changePassphrase(newPassphraseFile: new, $0) }
        #expect(changed.output == "{\"schema\":1,\"path\":\"\(home.vaultFile)\",\"connections\":0,\"work_factor\":10}\n")
        let old = try await home.run { try VaultCommands.verify($0) }
        #expect(old.cause == "vault-passphrase-wrong")
        #expect(old.status == 30)
        let exact = try home.write("battery staple", "exact")
        #expect(try await home.run(passphraseFile: exact) { try VaultCommands.verify($0) }.status == 0)
    }

    @Test func changingThePassphraseNeedsANewOne() async throws {
        let home = try await CommandHome().withVault()
        let refused = try await home.run { try VaultCommands.changePassphrase(newPassphraseFile: nil, $0) }
        #expect(refused.cause == "vault-locked")
        #expect(refused.output.contains("--new-passphrase-file"))
        #expect(try await home.run { try VaultCommands.verify($0) }.status == 0)
    }

    @Test func withoutAVaultEverythingSaysSo() async throws {
        let home = try CommandHome()
        let commands: [@Sendable (CommandContext) throws -> Int32] = [
            { try VaultCommands.verify($0) }, { try VaultCommands.changePassphrase(newPassphraseFile: nil, $0) },
            { try ConnectionsCommand.list($0) },
            { try ConnectionsCommand.rename("a", to: "b", $0) }, { try ConnectionsCommand.remove("a", confirmation: .given, $0) },
            { try StatusCommand.run(names: [], $0) }, { try AccountCommand().connect(name: "a", storage: .store, $0) },
            { try AccountCommand().replace(name: "a", $0) },
        ]
        for command in commands {
            // Found out before a passphrase is asked for.
            let refused = try await home.run(passphraseFile: "/nonexistent", command)
            #expect(refused.cause == "vault-missing")
            #expect(refused.status == 30)
        }
    }

    @Test func refusesAVaultThatOthersCanRead() async throws {
        let home = try await CommandHome().withVault()
        chmod(home.vaultFile, 0o644)
        let file = try await home.run { try VaultCommands.verify($0) }
        #expect(file.cause == "vault-unwritable")
        #expect(file.status == 31)
        chmod(home.vaultFile, 0o600)
        chmod(home.path, 0o755)
        #expect(try await home.run { try VaultCommands.verify($0) }.cause == "vault-unwritable")
    }

    @Test func refusesWhatIsNoVault() async throws {
        let home = try await CommandHome().withVault()
        try Data("garbage".utf8).write(to: URL(filePath: home.vaultFile))
        let refused = try await home.run { try VaultCommands.verify($0) }
        #expect(refused.cause == "vault-damaged")
        #expect(refused.status == 31)
        #expect(!refused.output.contains(".bak"), "there is no backup yet")
    }

    @Test func saysThatItWaitsAndForHowLong() async throws {
        let home = try await CommandHome().withVault()
        let lock = open(home.path + "/vault.lock", O_RDWR | O_CLOEXEC)
        try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
        defer { close(lock) }
        let new = try home.write("other", "new")
        let busy = try await home.run(process: { $0.vaultLockMilliseconds = 150 }) {
            try VaultCommands.changePassphrase(newPassphraseFile: new, $0)
        }
        #expect(busy.cause == "vault-busy")
        #expect(busy.status == 31)
        #expect(busy.talk.hasPrefix("Another program is writing to the vault; waiting for it.\n"))
        // Reading waits for nobody.
        #expect(try await home.run { try VaultCommands.verify($0) }.status == 0)
    }
}
