import Foundation
import Testing

/// The vault is a file of the public age program as much as of ours.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct VaultAgeTests {
    private static let isAvailable =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/age") || ProcessInfo.processInfo.environment["CI"] == "true"

    @Test(.enabled(if: isAvailable)) func ageOpensTheVaultAndItsRewriteIsOpenedHere() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "main")
            let plain = vault.home + "/plain.json"
            try await age(["-d", "-o", plain, vault.file], asked: ["Enter passphrase"], vault)
            var document = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: plain))) as? [String: Any])
            let connection = try #require((document["connections"] as? [[String: Any]])?.first)
            let sample = try vault.flow.sandbox.sample("main")
            #expect(connection["secretKey"] as? String == sample.secretKey)
            #expect(connection["passphrase"] as? String == sample.passphrase)

            // What this version does not know survives, here and through a change of ours.
            document["of-the-future"] = ["kept": [1, 2, 3]]
            try JSONSerialization.data(withJSONObject: document).write(to: URL(filePath: plain))
            try FileManager.default.removeItem(atPath: vault.file)
            try await age(["-p", "-o", vault.file, plain], asked: ["Enter passphrase", "Confirm passphrase"], vault)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: vault.file)
            #expect(try await vault.names() == ["main"])
            let status = try await vault.command("status", "--json")
            #expect(status.status == 0, "\(status.output)")
            try await vault.succeed("rename", "main", "desk")
            try FileManager.default.removeItem(atPath: plain)
            try await age(["-d", "-o", plain, vault.file], asked: ["Enter passphrase"], vault)
            let rewritten = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: plain))) as? [String: Any])
            #expect((rewritten["of-the-future"] as? [String: [Int]]) == ["kept": [1, 2, 3]])
            #expect((rewritten["connections"] as? [[String: Any]])?.first?["name"] as? String == "desk")
        }
    }

    /// Runs age, which takes a passphrase only from a terminal.
    private func age(_ arguments: [String], asked questions: [String], _ vault: VaultFlow) async throws {
        try await TmuxTerminal.run(["/usr/bin/age"] + arguments, in: vault.flow.folder) { terminal in
            for question in questions {
                try await terminal.wait(for: question)
                try await terminal.type(VaultFlow.passphrase)
                try await terminal.press("Enter")
            }
            let complaints = (try? String(contentsOfFile: terminal.complaints, encoding: .utf8)) ?? ""
            #expect(try await terminal.exitStatus() == 0, "\(complaints)")
        }
    }
}
