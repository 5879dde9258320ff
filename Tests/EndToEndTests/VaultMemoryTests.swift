import Foundation
import TestSupport
import Testing

/// What the vault protects is in the memory of the program only while it is open.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct VaultMemoryTests {
    /// Of the right shapes, and nowhere else: the sandbox's own samples are part of the program's file, and mapped with it.
    private static let canary = SandboxProcess.Sample(
        apiKey: "0ca7a2b0-51de-4b1d-8c0a-c0a1f1e1d5ab", secretKey: "CA7A2B1DFEED5EED0C0A1B1AC0FFEE78", passphrase: "Canary+Bird.78")

    private static let newPassphrase = "Ebb-and-flow vault.43 Canary"

    @Test(.enabled(if: ProcessMemory.isReadable)) func lockingAndLeavingWipe() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main")
            let sample = try vault.flow.sandbox.sample("main")
            let known = [
                "API secret": sample.secretKey, "API passphrase": sample.passphrase, "vault passphrase": VaultFlow.passphrase,
                "new vault passphrase": Self.newPassphrase, "canary's secret": Self.canary.secretKey,
                "canary's passphrase": Self.canary.passphrase,
            ]
            try await vault.interface { terminal in
                try await terminal.wait(for: "Your connections are in the vault.")
                let memory = try ScannedMemory(of: try await terminal.processIdentifier(), known)
                try await Self.openAfterAMistake(terminal, memory)
                try await Self.leaveAKeyThatWasEntered(terminal, memory)
                try await Self.rewriteTheFile(terminal, memory, vault)
                try await Self.lock(terminal, memory)
                try await Self.lockAmidAReading(terminal, memory, vault)
            }
        }
    }

    /// The memory of the program, and what was in it before anything was entered.
    private struct ScannedMemory {
        let process: Int32
        private let known: [String: String]
        private let before: Set<ProcessMemory.Place>

        init(of process: Int32, _ known: [String: String]) throws {
            self.process = process
            self.known = known
            before = try ProcessMemory.places(of: known, in: process)
        }

        /// Where a secret is that was not there before.
        func places() throws -> Set<ProcessMemory.Place> { try ProcessMemory.places(of: known, in: process).subtracting(before) }

        func expectOnly(_ allowed: Set<String>, _ moment: String) async throws {
            var left: Set<ProcessMemory.Place> = []
            // A task that held a copy may still be on its way out.
            _ = try await Deadline.wait(
                for: "secrets to be gone \(moment)", state: { left.map(\.description).sorted().joined(separator: "\n") }
            ) {
                left = try places().filter { place in !allowed.contains { place.what.hasPrefix($0) } }
                return left.isEmpty ? true : nil
            }
        }
    }

    /// Typed wrongly, corrected, given up.
    private static func openAfterAMistake(_ terminal: TmuxTerminal, _ memory: ScannedMemory) async throws {
        try await terminal.type(Self.newPassphrase)
        try await terminal.wait(for: "\(Self.newPassphrase.count) characters")
        #expect(try !memory.places().isEmpty, "the scan finds nothing at all")
        try await terminal.press("Enter")
        try await terminal.wait(for: "This passphrase does not open the vault.")
        try await memory.expectOnly([], "after a wrong passphrase")
        try await VaultFlow.enter(terminal, VaultFlow.passphrase)
        try await terminal.wait(for: "150 615.36 USD")
        let held = Set(try memory.places().map(\.what))
        #expect(held.isSuperset(of: ["vault passphrase", "API secret", "API passphrase"]), "an open vault holds \(held)")
    }

    /// A key is entered and left, on an open vault.
    private static func leaveAKeyThatWasEntered(_ terminal: TmuxTerminal, _ memory: ScannedMemory) async throws {
        try await Flow.openFormFromHome(terminal)
        try await terminal.type(Self.canary.apiKey)
        try await terminal.press("Tab")
        try await terminal.type(Self.canary.secretKey)
        try await terminal.press("Tab")
        try await terminal.paste(Self.canary.passphrase)
        try await terminal.wait(for: "the whole form") {
            $0.contains("36 characters") && $0.contains("32 characters")
                && $0.contains("\(Self.canary.passphrase.count) characters")
        }
        try await terminal.press("Enter")
        try await terminal.wait(for: Flow.Words.english.failed)
        try await terminal.press("Escape", "Escape")
        try await terminal.wait(for: "Make an API key at OKX")
        // What the open vault keeps stays.
        try await memory.expectOnly(["API ", "vault passphrase"], "after key entry was left")
        // The third in a row leads out of the form.
        try await terminal.press("Escape")
        try await terminal.wait(for: "Accounts (1)")
    }

    /// Every order that rewrites the file.
    private static func rewriteTheFile(_ terminal: TmuxTerminal, _ memory: ScannedMemory, _ vault: VaultFlow) async throws {
        try await terminal.press("n")
        try await terminal.wait(for: "New name")
        try await terminal.press("C-u")
        try await terminal.type("desk")
        try await terminal.press("Enter")
        try await terminal.wait(for: "It is called “desk” now.")
        try await terminal.press("r")
        try await terminal.wait(for: "Reading all accounts")
        try await terminal.wait(for: "a connection at rest") { $0.contains("Connected") }
        try await terminal.press("P")
        try await terminal.wait(for: "The old one opens it until that has worked.")
        try await VaultFlow.enter(terminal, VaultFlow.passphrase)
        try await terminal.type(Self.newPassphrase)
        try await terminal.press("Tab")
        try await VaultFlow.enterAgain(terminal, Self.newPassphrase)
        try await terminal.wait(for: "The vault has its new passphrase.")
        try await memory.expectOnly(["API ", "new vault passphrase"], "after the passphrase was changed")
        try await vault.succeed("rename", "desk", "main", passphrase: Self.newPassphrase)
        try await terminal.wait(for: "the change") { $0.contains("main · OKX") }
        #expect(try !Self.connections(of: memory.process).isEmpty, "no connection to the exchange is kept open")
    }

    /// No secret is left in memory, and no connection is open.
    private static func lock(_ terminal: TmuxTerminal, _ memory: ScannedMemory) async throws {
        try await terminal.press("L")
        try await terminal.wait(for: "Locked. Keys are wiped")
        try await memory.expectOnly([], "after locking")
        #expect(try Self.connections(of: memory.process).isEmpty, "a connection to the exchange stayed open")
    }

    /// Opened by a paste, and locked while requests are under way.
    private static func lockAmidAReading(_ terminal: TmuxTerminal, _ memory: ScannedMemory, _ vault: VaultFlow) async throws {
        try await vault.flow.sandbox.misbehave(#"{"kind":"silence","milliseconds":120000}"#)
        try await terminal.paste(Self.newPassphrase + "\n")
        try await terminal.wait(for: "\(Self.newPassphrase.count) characters")
        try await terminal.press("Enter")
        try await terminal.wait(for: "main · OKX")
        _ = try await Deadline.wait(for: "a request") { try Self.connections(of: memory.process).isEmpty ? nil : true }
        try await terminal.press("F4")
        try await terminal.wait(for: "Locked. Keys are wiped")
        try await memory.expectOnly([], "after locking amid a reading")
        #expect(try Self.connections(of: memory.process).isEmpty, "a connection to the exchange stayed open")
        try await vault.flow.sandbox.behave()
    }

    /// Without a configuration, with the work factor and in the folder that everyone has.
    @Test func theFirstVaultOfANewUserIsPrivate() async throws {
        let folder = try TemporaryFolder()
        try await TmuxTerminal.run([Program.path], in: folder) { terminal in
            try await terminal.wait(for: "Nobody can recover a forgotten passphrase.")
            let process = try await terminal.processIdentifier()
            try await terminal.type(VaultFlow.passphrase)
            try await terminal.press("Tab")
            try await VaultFlow.enterAgain(terminal, VaultFlow.passphrase)
            try await terminal.wait(for: "No account is connected yet.")
            for (name, mode) in [("", 0o700), ("/vault.age", 0o600)] {
                let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/xdg-data/tidegate" + name)
                #expect(attributes[.posixPermissions] as? Int == mode)
            }
            try await terminal.press("L")
            try await terminal.wait(for: "Locked. Keys are wiped")
            try await Self.expectNothing(of: ["vault passphrase": VaultFlow.passphrase], in: process)
            try await VaultFlow.unlock(terminal, until: "No account is connected yet.")
            try await terminal.press("q")
            #expect(try await terminal.exitStatus() == 0)
        }
        let head = try Data(contentsOf: URL(filePath: folder.path + "/xdg-data/tidegate/vault.age")).prefix(80)
        #expect(String(decoding: head, as: UTF8.self).contains(" 18\n"))
    }

    private static func expectNothing(of known: [String: String], in process: Int32) async throws {
        guard ProcessMemory.isReadable else { return }
        var left: Set<ProcessMemory.Place> = []
        _ = try await Deadline.wait(for: "secrets to be gone", state: { left.map(\.description).sorted().joined(separator: "\n") }) {
            left = try ProcessMemory.places(of: known, in: process)
            return left.isEmpty ? true : nil
        }
    }

    /// The established TCP connections of a process.
    private static func connections(of process: Int32) throws -> [String] {
        let sockets = try Set(
            FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\($0)")
            })
        return try ProcessMemory.kernelFile("/proc/\(process)/net/tcp").split(separator: "\n").dropFirst().filter { line in
            let words = line.split(separator: " ")
            return words.count > 9 && words[3] == "01" && sockets.contains("socket:[\(words[9])]")
        }.map(String.init)
    }

    // No turnstile: this one does nothing but wait.
    @Test func anIdleVaultLocksItself() async throws {
        let folder = try TemporaryFolder()
        try folder.configure(lab: "http://127.0.0.1:9", lockAfterMinutes: 1)
        try folder.write(VaultFlow.passphrase + "\n", to: "passphrase")
        let made = try await Program.run(
            ["vault", "create", "--home", folder.path, "--passphrase-file", folder.path + "/passphrase"], in: folder)
        #expect(made.status == 0, "\(made.complaint)")
        try await TmuxTerminal.run([Program.path, "--home", folder.path], in: folder) { terminal in
            try await terminal.wait(for: "Your connections are in the vault.")
            let process = try await terminal.processIdentifier()
            try await VaultFlow.enter(terminal, VaultFlow.passphrase)
            try await terminal.wait(for: "No account is connected yet.")
            try await terminal.wait(for: "Locked, because no key was pressed for a while.")
            try await Self.expectNothing(of: ["vault passphrase": VaultFlow.passphrase], in: process)
        }
    }
}
