import Foundation
import TestSupport
import Testing

/// What is secret lies in memory that is locked and never dumped, also while it is being used. The process is held still for each look.
@Suite(.enabled(if: ProcessMemory.isReadable), .timeLimit(.minutes(5)))
struct SecretsInFlightTests {
    private static let samples = 12

    private static func listed(_ places: Set<ProcessMemory.Place>) -> String { places.map(\.description).sorted().joined(separator: "\n") }

    private static func known(_ sample: SandboxProcess.Sample) -> [String: String] {
        ["API key": sample.apiKey, "API secret": sample.secretKey, "API passphrase": sample.passphrase]
    }

    /// The exchange takes the request and keeps silent.
    @Test func aRequestThatHangsKeepsItsLinesInLockedMemory() async throws {
        try await Flow.run { flow in
            try await flow.sandbox.misbehave(#"{"kind":"silence","milliseconds":120000}"#)
            try await Self.expectGuardedInFlight(flow.sandbox.sample("main"), flow.folder)
        }
    }

    /// Looks at `status` from the time at which its signed request is under way.
    private static func expectGuardedInFlight(_ sample: SandboxProcess.Sample, _ folder: TemporaryFolder) async throws {
        try folder.write(sample.lines, to: "credentials")
        let child = try ChildProcess(
            Program.path, ["status", "--site", "lab", "--home", folder.path], environment: Program.environment(folder), folder: folder.path,
            input: folder.path + "/credentials")
        do {
            // The lines as they go out.
            let lines = [
                "line of the key": "OK-ACCESS-KEY: " + sample.apiKey,
                "line of the passphrase": "OK-ACCESS-PASSPHRASE: " + sample.passphrase,
            ]
            _ = try await Deadline.wait(for: "a signed request") { () -> Bool? in
                guard child.isRunning else { throw Deadline.Passed(description: "the command has ended") }
                let seen = try ProcessMemory.sample(of: lines, in: child.identifier)
                guard Set(seen.guarded.union(seen.open).map(\.what)).isSuperset(of: lines.keys) else { return nil }
                // The thread that made them may not be done when another one has begun the request.
                return try ProcessMemory.sample(of: known(sample), in: child.identifier).open.isEmpty ? true : nil
            }
            for _ in 0..<samples where child.isRunning {
                let seen = try ProcessMemory.sample(of: known(sample), in: child.identifier)
                #expect(seen.open.isEmpty, "\(listed(seen.open))")
                try await Task.sleep(for: .milliseconds(20))
            }
        } catch {
            child.signal(SIGKILL)
            _ = await child.end()
            throw error
        }
        child.signal(SIGKILL)
        _ = await child.end()
    }

    /// The same over TLS, whose records OpenSSL keeps. `s_server` hands out files, and waits at a pipe.
    @Test func aRequestThatHangsOverTLSDoesToo() async throws {
        let folder = try TemporaryFolder()
        let certificates = try TestCertificates.shared()
        try FileManager.default.createDirectory(atPath: folder.path + "/www/api/v5/public", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: folder.path + "/www/api/v5/account", withIntermediateDirectories: true)
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        try folder.write(#"{"code":"0","msg":"","data":[{"ts":"\#(now)"}]}"#, to: "www/api/v5/public/time")
        try #require(mkfifo(folder.path + "/www/api/v5/account/config", 0o600) == 0)
        let server = try ChildProcess(
            "openssl",
            ["s_server", "-accept", "127.0.0.1:0", "-cert", certificates.certificate("good"), "-key", certificates.key("good"), "-WWW"],
            environment: Program.environment(folder), folder: folder.path + "/www", output: folder.path + "/server")
        let port = try await Deadline.wait(for: "the server's port") {
            try? String(contentsOfFile: folder.path + "/server", encoding: .utf8).split(separator: "\n")
                .first { $0.hasPrefix("ACCEPT ") }?.split(separator: ":").last.flatMap { UInt16($0) }
        }
        try folder.write(
            """
            [sites.lab]
            exchange = "okx"
            rest = "https://127.0.0.1:\(port)"
            web = "https://127.0.0.1:\(port)"
            ca_file = "\(certificates.authority)"

            """, to: "config.toml")
        let sample = SandboxProcess.Sample(
            apiKey: "0ca7a2b0-51de-4b1d-8c0a-c0a1f1e1d5ab", secretKey: "CA7A2B1DFEED5EED0C0A1B1AC0FFEE78", passphrase: "Canary+Bird.78")
        try await Self.expectGuardedInFlight(sample, folder)
        server.signal(SIGKILL)
        _ = await server.end()
    }

    /// A vault is open on the screen, its exchange answers, hangs, fails, and answers again.
    @Test(.enabled(if: TmuxTerminal.isAvailable)) func anOpenVaultKeepsItsKeysInLockedMemoryWhateverTheExchangeDoes() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main")
            let known = Self.known(try vault.flow.sandbox.sample("main"))
                .merging(["vault passphrase": VaultFlow.passphrase]) { $1 }
            try await vault.interface { terminal in
                try await terminal.wait(for: "Your connections are in the vault.")
                let process = try await terminal.processIdentifier()
                try await VaultFlow.enter(terminal, VaultFlow.passphrase)
                try await terminal.wait(for: "150 615.36 USD")
                func expectGuarded(_ moment: String) async throws {
                    // The lines of a request and the keys that an open vault holds are there in any case.
                    let seen = try ProcessMemory.sample(of: known, in: process)
                    #expect(seen.open.isEmpty, "\(moment): \(Self.listed(seen.open))")
                    #expect(!seen.guarded.isEmpty, "the look finds nothing at all")
                }
                try await expectGuarded("at rest")
                try await vault.flow.sandbox.misbehave(#"{"kind":"silence","milliseconds":120000}"#)
                try await terminal.press("r")
                try await terminal.wait(for: "Reading all accounts")
                for _ in 0..<Self.samples { try await expectGuarded("while a request hangs") }
                try await vault.flow.sandbox.behave()
                try await vault.flow.sandbox.misbehave(#"{"kind":"cut-in-body"}"#)
                for _ in 0..<Self.samples { try await expectGuarded("while requests fail") }
                try await vault.flow.sandbox.behave()
            }
        }
    }

    /// The client secret and the code of Fast API are on their way to an exchange that keeps silent.
    @Test(.enabled(if: TmuxTerminal.isAvailable)) func aGrantThatHangsKeepsItsSecretsInLockedMemory() async throws {
        try await VaultFlow.run { vault in
            let (secret, code) = ("3C1B5A7E9D2F4E6081A3C5E7092B4D6F", "c0de7a2b51de4b1d8c0ac0a1f1e1d5ab")
            let before = try String(contentsOfFile: vault.home + "/config.toml", encoding: .utf8)
            try vault.flow.folder.write(secret + "\n", to: "client-secret")
            try vault.flow.folder.write(
                before + """

                    [fast_api.okx]
                    client_id = "5b7d3f0c9a2e4c61b8d4e7f1a3c5e9d0TideGate"
                    client_secret_file = "\(vault.home)/client-secret"
                    redirect_uri = "http://127.0.0.1:8797/callback"

                    """, to: "config.toml")
            try await vault.succeed("vault", "create")
            try await vault.flow.sandbox.misbehave(#"{"kind":"silence","milliseconds":120000,"path":"/v5/users/oauth/token"}"#)
            try await TmuxTerminal.run(vault.flow.interface(), size: TmuxTerminal.Size(columns: 330, rows: 30), in: vault.flow.folder) {
                terminal in
                try await VaultFlow.unlock(terminal, until: "No account is connected yet.")
                for step in ["Which exchange", "Account mode: Futures mode", "How should Tidegate"] {
                    try await terminal.press("Enter")
                    try await terminal.wait(for: step)
                }
                try await terminal.wait(for: "configured here")
                try await terminal.press("Up", "Enter")
                try await terminal.wait(for: "You agree on OKX's own page in a browser")
                try await terminal.press("Up", "Up", "Right", "Right", "Right")
                try await terminal.wait(for: "[lab(")
                try await terminal.press("Enter")
                try await terminal.wait(for: "the browser tells this terminal by itself")
                try await terminal.press("o")
                let screen = try await terminal.wait(for: "Press Enter to go back.")
                let line = screen.split(separator: "\n").map(String.init).last { $0.hasPrefix(vault.flow.sandbox.origin) }
                let state = try #require(line?.split(separator: "state=").last?.split(separator: "&").first).trimmingCharacters(
                    in: .whitespaces)
                try await terminal.press("Enter")
                try await terminal.wait(for: "Paste the address that the browser ended at")
                let process = try await terminal.processIdentifier()
                try await terminal.paste("http://127.0.0.1:8797/callback?code=\(code)&state=\(state)&domain=\(vault.flow.sandbox.origin)\n")
                let known = ["code": code, "client secret": secret]
                _ = try await Deadline.wait(for: "the request for a token", state: { (try? await terminal.screen()) ?? "" }) {
                    () -> Bool? in
                    let seen = try ProcessMemory.sample(of: known, in: process)
                    // The thread that took the paste may not be done with it when another one has begun the request.
                    return seen.open.isEmpty && Set(seen.guarded.map(\.what)).isSuperset(of: known.keys) ? true : nil
                }
                for _ in 0..<Self.samples {
                    let seen = try ProcessMemory.sample(of: known, in: process)
                    #expect(seen.open.isEmpty, "\(Self.listed(seen.open))")
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
        }
    }

    @Test func scryptHasNoOtherCopyOfThePassphrase() async throws {
        let folder = try TemporaryFolder()
        let passphrase = "Slow-and-deep vault.47 Canary"
        try folder.write("[vault]\nwork_factor = 18\n", to: "config.toml")
        try folder.write(passphrase + "\n", to: "passphrase")
        let arguments = ["--home", folder.path, "--passphrase-file", folder.path + "/passphrase"]
        let made = try await Program.run(["vault", "create"] + arguments, in: folder)
        try #require(made.status == 0, "\(made.complaint)")
        let child = try ChildProcess(
            Program.path, ["vault", "verify"] + arguments, environment: Program.environment(folder), folder: folder.path)
        var looks = 0
        while child.isRunning {
            guard let seen = try? ProcessMemory.sample(of: ["vault passphrase": passphrase], in: child.identifier) else { continue }
            #expect(seen.open.isEmpty, "\(Self.listed(seen.open))")
            // scrypt's work area of 128 · 8 · 2^18 bytes.
            if seen.mappings.contains(where: { $0.end - $0.start >= 256 << 20 }), !seen.guarded.isEmpty { looks += 1 }
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(await child.end() == 0)
        #expect(looks > 0, "no look fell into the time of scrypt")
    }
}
