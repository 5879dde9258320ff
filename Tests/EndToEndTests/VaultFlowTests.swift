import Foundation
import Testing

/// Connections that outlive the program, from the first start to the last change.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct VaultFlowTests {
    // MARK: Made, locked, opened

    @Test func aVaultIsMadeFilledAndOpenedAgain() async throws {
        try await VaultFlow.run { vault in
            try await vault.interface { terminal in
                try await Self.make(vault, terminal)
                try await Self.fill(vault, terminal)
                // Nothing would be lost, so nothing is asked.
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == 0)
            }
            #expect(try await vault.names() == ["main"])
            try await vault.interface { terminal in
                try await Self.open(terminal)
                try await Self.lock(terminal)
            }
        }
    }

    /// With a weak passphrase, one that differs the second time, and a good one.
    private static func make(_ vault: VaultFlow, _ terminal: TmuxTerminal) async throws {
        try await terminal.wait(for: "Nobody can recover a forgotten passphrase.")
        try await terminal.type("abc")
        try await terminal.wait(for: "Weak: could be guessed")
        try await terminal.press("Enter")
        try await terminal.type("abcd")
        try await terminal.wait(for: "4 characters")
        try await terminal.press("Enter")
        try await terminal.wait(for: "They differ. Press Ctrl-U and type it again.")
        #expect(!FileManager.default.fileExists(atPath: vault.file))
        try await terminal.press("C-u", "Up", "C-u")
        try await terminal.wait(for: "empty fields") { !$0.contains("characters") }
        try await terminal.type(VaultFlow.passphrase)
        try await terminal.wait(for: "a passphrase that is not weak") { $0.contains("Strong") || $0.contains("Fair") }
        try await terminal.press("Tab")
        try await VaultFlow.enterAgain(terminal, VaultFlow.passphrase)
        try await terminal.wait(for: "No account is connected yet.")
        let mode = try FileManager.default.attributesOfItem(atPath: vault.file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    private static func fill(_ vault: VaultFlow, _ terminal: TmuxTerminal) async throws {
        try await Flow.openFormFromHome(terminal)
        try await terminal.paste(try vault.flow.sandbox.sample("main").lines)
        try await terminal.wait(for: Flow.Words.english.filled)
        try await terminal.press("Enter")
        try await terminal.wait(for: "“main” is stored in the vault.")
        try await terminal.press("Enter")
        try await terminal.wait(for: "150 615.36 USD")
    }

    /// With no passphrase, a wrong one, and the right one.
    private static func open(_ terminal: TmuxTerminal) async throws {
        try await terminal.wait(for: "Your connections are in the vault.")
        try await terminal.press("Enter")
        try await terminal.wait(for: "Type a passphrase first.")
        try await VaultFlow.enter(terminal, "wrong passphrase")
        let refused = try await terminal.wait(for: "This passphrase does not open the vault.")
        #expect(!refused.contains("main"))
        try await VaultFlow.enter(terminal, VaultFlow.passphrase)
        try await terminal.wait(for: "150 615.36 USD")
    }

    /// From the list, from any screen, and from below a dialog; then the program is left.
    private static func lock(_ terminal: TmuxTerminal) async throws {
        try await terminal.press("L")
        let locked = try await terminal.wait(for: "Locked. Keys are wiped from memory and all connections closed.")
        for shown in ["150 615.36", "main", "f16"] { #expect(!locked.contains(shown), "\(locked)") }
        try await VaultFlow.unlock(terminal, until: "150 615.36 USD")
        // From any screen, and from below a dialog.
        try await terminal.press("a")
        try await terminal.wait(for: Flow.Words.english.choose)
        try await terminal.press("F4")
        try await terminal.wait(for: "Locked. Keys are wiped")
        try await VaultFlow.unlock(terminal, until: "150 615.36 USD")
        try await terminal.press("d")
        try await terminal.wait(for: "Remove?")
        try await terminal.press("F4")
        try await terminal.wait(for: "Locked. Keys are wiped")
        // Esc ends the program here.
        try await terminal.press("Escape")
        #expect(try await terminal.exitStatus() == 0)
    }

    @Test func aVaultOfOneSessionLeavesNothing() async throws {
        try await VaultFlow.run { vault in
            try await vault.interface { terminal in
                try await Flow.openForm(terminal)
                try await terminal.paste(try vault.flow.sandbox.sample("main").lines)
                try await terminal.wait(for: Flow.Words.english.filled)
                try await terminal.press("Enter")
                try await terminal.wait(for: Flow.Words.english.passed)
                try await terminal.press("Enter", "q")
                try await terminal.wait(for: "The connections live in memory only")
                try await terminal.press("y")
                #expect(try await terminal.exitStatus() == 0)
            }
            #expect(!vault.flow.folder.files().keys.contains { $0.hasPrefix("vault") })
        }
    }

    /// By a file, and by a command that asks at the terminal, which is still free. Once locked, the user is asked.
    @Test func theVaultOpensWithAPassphraseFromElsewhere() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main")
            let file = try vault.passphraseFile()
            try await TmuxTerminal.run(vault.flow.interface("--passphrase-file", file), in: vault.flow.folder) { terminal in
                try await terminal.wait(for: "150 615.36 USD")
                try await terminal.press("F4")
                try await terminal.wait(for: "Locked. Keys are wiped from memory")
                try await VaultFlow.enter(terminal, VaultFlow.passphrase)
                try await terminal.wait(for: "150 615.36 USD")
            }
            let wrong = try vault.passphraseFile("another one")
            let variables = ["TIDEGATE_PASSPHRASE_FILE": wrong]
            try await TmuxTerminal.run(vault.flow.interface(), in: vault.flow.folder, environment: variables) { terminal in
                try await terminal.wait(for: "This passphrase does not open the vault.")
                try await terminal.wait(for: "The passphrase came from the file")
                try await VaultFlow.enter(terminal, VaultFlow.passphrase)
                try await terminal.wait(for: "150 615.36 USD")
            }
            let configuration = try String(contentsOfFile: vault.home + "/config.toml", encoding: .utf8)
            let command = "printf 'A word for the store: ' > /dev/tty; read word < /dev/tty; test \"$word\" = open && cat '\(file)'"
            try vault.flow.folder.write("passphrase_command = '''\(command)'''\n" + configuration, to: "config.toml")
            for (word, shown) in [("open", "150 615.36 USD"), ("shut", "The passphrase command failed (status 1).")] {
                try await vault.interface { terminal in
                    try await terminal.wait(for: "A word for the store: ")
                    #expect(try await terminal.state("#{alternate_on}") == "0")
                    try await terminal.type(word)
                    try await terminal.press("Enter")
                    try await terminal.wait(for: shown)
                }
            }
        }
    }

    @Test func aLostTerminalWipesAndEnds() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main")
            try await vault.interface { terminal in
                try await VaultFlow.unlock(terminal, until: "150 615.36 USD")
                kill(try await terminal.processIdentifier(), SIGHUP)
                #expect(try await terminal.exitStatus() == 128 + SIGHUP)
                #expect(try await terminal.state("#{alternate_on} #{cursor_flag}") == "0 1")
                #expect(try await !terminal.screen().contains("150 615.36"))
            }
            #expect(try await vault.names() == ["main"])
        }
    }

    // MARK: Changed

    @Test func connectionsAreChangedOnTheScreen() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main", "sub")
            try await vault.interface { terminal in
                try await VaultFlow.unlock(terminal, until: "150 615.36 USD")
                try await terminal.wait(for: "2 connected")
                try await Self.rename(vault, terminal)
                try await Self.keepTheOldKey(vault, terminal)
                try await Self.takeANewKey(vault, terminal)
                try await Self.removeDesk(vault, terminal)
            }
        }
    }

    /// To a name that is taken, then to “desk”; and makes the other one the default.
    private static func rename(_ vault: VaultFlow, _ terminal: TmuxTerminal) async throws {
        try await terminal.press("n")
        try await terminal.wait(for: "New name")
        try await terminal.press("C-u")
        try await terminal.type("sub")
        try await terminal.press("Enter")
        try await terminal.wait(for: "Another connection has this name.")
        try await terminal.press("C-u")
        try await terminal.type("desk")
        try await terminal.press("Enter")
        try await terminal.wait(for: "It is called “desk” now.")
        try await expectNames(["desk", "sub"], vault)

        try await terminal.press("Down", "m")
        try await terminal.wait(for: "“sub” is the default now.")
        try await terminal.press("Up")
    }

    /// Where the new key does not work, or is connected already.
    private static func keepTheOldKey(_ vault: VaultFlow, _ terminal: TmuxTerminal) async throws {
        let sandbox = vault.flow.sandbox
        try await terminal.press("u")
        try await terminal.wait(for: "A new key for “desk” at OKX")
        try await terminal.paste(try sandbox.sample("elsewhere").lines)
        try await terminal.wait(for: Flow.Words.english.filled)
        try await terminal.press("Enter")
        try await terminal.wait(for: "The old key stays in use.")
        try await terminal.press("Escape")
        try await terminal.wait(for: "A new key for “desk” at OKX")
        // By one that is connected already: said before the exchange is asked.
        // Nothing but a verification asks who signs in now.
        let asked = try await sandbox.requestCount(of: "/api/v5/account/config")
        try await terminal.paste(try sandbox.sample("sub").lines)
        try await terminal.wait(for: Flow.Words.english.filled)
        try await terminal.press("Enter")
        try await terminal.wait(for: "This key is stored already, as sub.")
        #expect(try await sandbox.requestCount(of: "/api/v5/account/config") == asked)
        let status = try await vault.command("status", "desk", "--json")
        #expect(status.status == 0, "\(status.output)")
    }

    /// One that works, of another account.
    private static func takeANewKey(_ vault: VaultFlow, _ terminal: TmuxTerminal) async throws {
        try await terminal.press("Escape")
        try await terminal.wait(for: "A new key for “desk” at OKX")
        try await terminal.paste(try vault.flow.sandbox.sample("hedge").lines)
        try await terminal.wait(for: Flow.Words.english.filled)
        try await terminal.press("Enter")
        // It belongs to another account, which has to be meant.
        try await terminal.wait(for: "This key belongs to another account than “desk”.")
        try await terminal.press("o")
        try await terminal.wait(for: "“desk” has its new key; the old one was forgotten.")
        try await terminal.press("Escape")
        try await terminal.wait(for: "[Balances]")
        try await terminal.wait(for: "the other account's balances") { !$0.contains("150 615.36") }
    }

    private static func removeDesk(_ vault: VaultFlow, _ terminal: TmuxTerminal) async throws {
        try await terminal.press("d")
        try await terminal.wait(for: "“desk” is removed here and its key wiped from memory.")
        try await terminal.press("n")
        try await terminal.wait(for: "no question") { !$0.contains("Remove?") }
        try await expectNames(["desk", "sub"], vault)
        try await terminal.press("d")
        try await terminal.wait(for: "Remove?")
        try await terminal.press("y")
        try await terminal.wait(for: "“desk” was removed; its key was wiped.")
        try await expectNames(["sub"], vault)
    }

    @Test func aNewPassphraseShutsOutTheOldOne() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main")
            try await vault.interface { terminal in
                try await VaultFlow.unlock(terminal, until: "150 615.36 USD")
                try await terminal.press("P")
                try await terminal.wait(for: "The old one opens it until that has worked.")
                try await VaultFlow.enter(terminal, VaultFlow.passphrase)
                try await terminal.type(Self.otherPassphrase)
                try await terminal.press("Tab")
                try await VaultFlow.enterAgain(terminal, Self.otherPassphrase)
                try await terminal.wait(for: "The vault has its new passphrase.")
                let old = try await vault.command("list", "--json")
                #expect(old.status == 30)
                #expect((try old.json()["error"] as? [String: Any])?["cause"] as? String == "vault-passphrase-wrong")
                #expect(try await vault.names(passphrase: Self.otherPassphrase) == ["main"])
                try await terminal.press("L")
                try await terminal.wait(for: "Locked. Keys are wiped")
                try await VaultFlow.enter(terminal, VaultFlow.passphrase)
                try await terminal.wait(for: "This passphrase does not open the vault.")
                try await VaultFlow.enter(terminal, Self.otherPassphrase)
                try await terminal.wait(for: "150 615.36 USD")
            }
        }
    }

    private static let otherPassphrase = "Another vault.42 Phrase"

    private static func expectNames(_ names: [String], _ vault: VaultFlow, location: SourceLocation = #_sourceLocation) async throws {
        #expect(try await vault.names() == names, sourceLocation: location)
    }

    // MARK: In the way

    @Test func aDamagedVaultIsExplainedAndItsBackupOpened() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main")
            try await vault.succeed("rename", "main", "desk")
            var bytes = try Data(contentsOf: URL(filePath: vault.file))
            bytes[bytes.count - 1] ^= 1
            try bytes.write(to: URL(filePath: vault.file))
            try await vault.interface { terminal in
                try await terminal.wait(for: "Your connections are in the vault.")
                try await VaultFlow.enter(terminal, VaultFlow.passphrase)
                try await terminal.wait(for: "its content was changed or cut off")
                try await terminal.wait(for: "Ctrl-B opens the backup")
                try await terminal.press("C-b")
                // The generation before the rename.
                try await terminal.wait(for: "main · OKX")
                try await terminal.wait(for: "150 615.36 USD")
            }
            #expect(try await vault.names() == ["main"])
            #expect(try Data(contentsOf: URL(filePath: vault.file + ".replaced")) == bytes)
        }
    }

    @Test func aVaultThatIsGoneIsOpenedFromItsBackup() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main")
            try FileManager.default.removeItem(atPath: vault.file)
            let create = try await vault.command("vault", "create", "--json")
            #expect(create.status == 30)
            #expect((try create.json()["error"] as? [String: Any])?["cause"] as? String == "vault-missing")
            try await vault.interface { terminal in
                try await terminal.wait(for: "Your connections are in the vault.")
                try await VaultFlow.enter(terminal, VaultFlow.passphrase)
                try await terminal.wait(for: "The vault is gone, but its last good generation is at \(vault.file).bak.")
                try await terminal.press("C-b")
                // The generation before the first connection.
                try await terminal.wait(for: "No account is connected yet.")
            }
            #expect(try await vault.names().isEmpty)
        }
    }

    @Test func whatOthersCanReadIsRefusedByName() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main")
            for (path, mode, words) in [
                (vault.home, 0o755, "Other users may enter the folder \(vault.home)"),
                (vault.file, 0o644, "Other users may read or change \(vault.file)"),
            ] {
                let before = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
                try await vault.interface { terminal in
                    try await terminal.wait(for: "Your connections are in the vault.")
                    try await VaultFlow.enter(terminal, VaultFlow.passphrase)
                    try await terminal.wait(for: words)
                    try await terminal.wait(for: mode == 0o755 ? "chmod 700" : "chmod 600")
                }
                let command = try await vault.command("list", "--json")
                #expect(command.status == 31)
                #expect((try command.json()["error"] as? [String: Any])?["cause"] as? String == "vault-unwritable")
                try FileManager.default.setAttributes([.posixPermissions: before as Any], ofItemAtPath: path)
            }
        }
    }

    // MARK: Beside each other

    @Test func whatACommandChangesIsShownWithoutAKey() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main")
            try await vault.interface { terminal in
                try await VaultFlow.unlock(terminal, until: "150 615.36 USD")
                try await vault.succeed("rename", "main", "desk")
                try await terminal.wait(for: "the new name") { $0.contains("desk · OKX") && !$0.contains("main · OKX") }
                try await vault.succeed(
                    "connect", "okx", "--name", "second", "--site", "lab", input: vault.flow.sandbox.sample("sub").lines)
                try await terminal.wait(for: "the second connection, read") { $0.contains(" second ") && $0.contains("2 connected") }
                try await vault.succeed("remove", "desk", "--yes")
                try await terminal.wait(for: "one connection") { !$0.contains("desk") && $0.contains("1 connected") }
                // And the other way round.
                try await terminal.press("n")
                try await terminal.wait(for: "New name")
                try await terminal.press("C-u")
                try await terminal.type("first")
                try await terminal.press("Enter")
                try await terminal.wait(for: "It is called “first” now.")
                #expect(try await vault.names() == ["first"])
                // A passphrase changed elsewhere does not take away what is open.
                let other = try vault.passphraseFile(Self.otherPassphrase)
                try await vault.succeed("vault", "change-passphrase", "--new-passphrase-file", other)
                try await terminal.wait(for: "Another program changed the vault's passphrase.")
            }
        }
    }

    @Test func programsThatSaveAtOnceLoseNothing() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main")
            let accounts = ["sub", "hedge", "read-only"]
            try await vault.interface { terminal in
                try await VaultFlow.unlock(terminal, until: "150 615.36 USD")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for account in accounts {
                        let lines = try vault.flow.sandbox.sample(account).lines
                        group.addTask { try await vault.succeed("connect", "okx", "--name", account, "--site", "lab", input: lines) }
                    }
                    try await terminal.press("n")
                    try await terminal.wait(for: "New name")
                    try await terminal.press("C-u")
                    try await terminal.type("desk")
                    try await terminal.press("Enter")
                    try await group.waitForAll()
                }
                let names = accounts + ["desk"]
                try await terminal.wait(for: "every connection") { screen in names.allSatisfy { screen.contains(" \($0) ") } }
                #expect(try await Set(vault.names()) == Set(names))
            }
        }
    }
}

extension VaultFlow {
    /// Types a passphrase for the second time, where the first one's length is shown already.
    static func enterAgain(_ terminal: TmuxTerminal, _ passphrase: String) async throws {
        try await terminal.type(passphrase)
        let shown = "\(passphrase.count) characters"
        try await terminal.wait(for: "both fields filled") { $0.components(separatedBy: shown).count == 3 }
        try await terminal.press("Enter")
    }
}
