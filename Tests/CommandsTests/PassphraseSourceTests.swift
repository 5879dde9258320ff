import Testing

@testable import App
@testable import Commands

/// Where the passphrase of the vault comes from.
@Suite struct PassphraseSourceTests {
    @Test func theCommandLineComesBeforeTheEnvironmentBeforeTheConfiguration() async throws {
        let home = try await CommandHome().withVault()
        let wrong = try home.write("wrong", "wrong")
        let right = home.passphraseFile
        func status(_ passphraseFile: String?, environment: String?, command: String?) async throws -> Int32 {
            try home.configure(adding: command.map { "passphrase_command = \"\($0)\"" } ?? "")
            let options = CommandOptions(home: home.path, format: .json, passphraseFile: passphraseFile)
            return try await home.run(process: { $0.environment = { $0 == "TIDEGATE_PASSPHRASE_FILE" ? environment : nil } }) {
                context in
                CommandContext.run(options, context.process) { try VaultCommands.verify($0) }
            }.status
        }
        #expect(try await status(right, environment: wrong, command: "echo wrong") == 0)
        #expect(try await status(wrong, environment: right, command: "echo correct horse") == 30)
        #expect(try await status(nil, environment: right, command: "echo wrong") == 0)
        #expect(try await status(nil, environment: wrong, command: "echo correct horse") == 30)
        #expect(try await status(nil, environment: "", command: "echo correct horse") == 0)
        #expect(try await status(nil, environment: nil, command: nil) == 30)
    }
}
