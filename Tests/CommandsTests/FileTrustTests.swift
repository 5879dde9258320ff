import Domain
import Foundation
import Testing

@testable import App
@testable import Commands

/// Files that somebody else could have written are not used, and secrets that somebody else could have read neither.
@Suite struct FileTrustTests {
    private func failure(_ home: CommandHome) -> Failure? {
        do throws(Failure) {
            _ = try Configuration.load(file: home.path + "/config.toml")
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [0o664, 0o646, 0o666, 0o777, 0o620])
    func aConfigurationThatOthersCanWriteIsRefused(_ mode: Int) async throws {
        let home = try await CommandHome(adding: "passphrase_command = \"touch /nonexistent\"").withVault()
        #expect(failure(home) == nil)
        chmod(home.path + "/config.toml", mode_t(mode))
        let refused = try #require(failure(home))
        #expect(refused.cause == .configurationInvalid)
        #expect(refused.message.english.contains(String(mode, radix: 8)))
        #expect(refused.remedy.map(\.english) == ["chmod go-w \(home.path)/config.toml"])
        let command = try await home.run { try VaultCommands.verify($0) }
        #expect(command.status == 32 && command.cause == "configuration-invalid")
        let doctor = try await home.run(configuration: .any) { try DoctorCommand.run(network: .unused, $0) }
        #expect(doctor.status == 32 && doctor.output.contains("chmod go-w \(home.path)/config.toml"))
    }

    @Test(arguments: ["", "/home"], [0o775, 0o757, 0o777])
    func aFolderOnTheWayThatOthersCanWriteIsRefused(_ folder: String, _ mode: Int) throws {
        let home = try CommandHome()
        let path = home.workshop + folder
        chmod(path, mode_t(mode))
        defer { chmod(path, 0o700) }
        #expect(try #require(failure(home)).remedy.map(\.english) == ["chmod go-w \(path)"])
        // Whoever owns a file in a folder such as /tmp keeps it there.
        chmod(path, mode_t(mode | 0o1000))
        #expect(failure(home) == nil)
    }

    @Test func linksAreFollowedAndJudged() throws {
        let home = try CommandHome()
        let elsewhere = home.workshop + "/elsewhere"
        try FileManager.default.createDirectory(
            atPath: elsewhere, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777])
        chmod(elsewhere, 0o777)
        rename(home.path + "/config.toml", elsewhere + "/config.toml")
        symlink("../elsewhere/config.toml", home.path + "/config.toml")
        #expect(try #require(failure(home)).remedy.map(\.english) == ["chmod go-w \(elsewhere)"])
        chmod(elsewhere, 0o700)
        #expect(failure(home) == nil)
        chmod(elsewhere + "/config.toml", 0o666)
        #expect(try #require(failure(home)).remedy.map(\.english) == ["chmod go-w \(elsewhere)/config.toml"])
        // A folder that leads there by a link.
        symlink(home.path, home.workshop + "/link")
        #expect(FileTrust.flaw(of: home.workshop + "/link/config.toml", .unchanged)?.path == elsewhere + "/config.toml")
        // Links in a circle lead nowhere.
        symlink("b", home.workshop + "/a")
        symlink("a", home.workshop + "/b")
        #expect(FileTrust.flaw(of: home.workshop + "/a", .unchanged) == nil)
        #expect(FileTrust.flaw(of: home.workshop + "/nothing", .unchanged) == nil)
    }

    @Test(.enabled(if: geteuid() == 0)) func whatBelongsToAnotherUserIsRefused() throws {
        let home = try CommandHome()
        let file = home.path + "/config.toml"
        chown(file, 12_345, 12_345)
        #expect(try #require(failure(home)).message.english.contains("12345"))
        chown(file, 0, 0)
        #expect(failure(home) == nil)
        chown(home.path, 12_345, 12_345)
        #expect(failure(home) != nil)
        chown(home.path, 0, 0)
        symlink(file, home.workshop + "/link")
        lchown(home.workshop + "/link", 12_345, 12_345)
        #expect(FileTrust.flaw(of: home.workshop + "/link", .unchanged)?.kind == .foreign(owner: 12_345))
    }

    @Test func aCertificateFileThatOthersCanWriteIsRefused() throws {
        let home = try CommandHome()
        let file = try home.write("", "root.pem")
        try home.configure(adding: "[sites.lab]\nexchange = \"okx\"\nrest = \"https://lab.example\"\nca_file = \"\(file)\"")
        #expect(failure(home) == nil)
        chmod(file, 0o644)
        #expect(failure(home) == nil, "everyone may read it")
        chmod(file, 0o664)
        #expect(try #require(failure(home)).remedy.map(\.english) == ["chmod go-w \(file)"])
    }

    @Test func aProgramThatOthersCanWriteGivesNoPassphrase() async throws {
        let program = try CommandHome().write("", "unused")
        #expect(FileTrust.flaw(ofCommand: "pass show tidegate") == nil)
        #expect(FileTrust.flaw(ofCommand: "/bin/echo x") == nil)
        #expect(program.hasSuffix("unused"))
        let home = try CommandHome()
        let script = try home.write("#!/bin/sh\ntouch \(home.workshop)/ran\necho 'correct horse'\n", "script")
        chmod(script, 0o777)
        try home.configure(adding: "passphrase_command = \"\(script) now\"")
        let options = CommandOptions(home: home.path, format: .json)
        let refused = try await home.run { context in CommandContext.run(options, context.process) { try VaultCommands.create($0) } }
        #expect(refused.status == 32 && refused.output.contains("chmod go-w \(script)"))
        #expect(!FileManager.default.fileExists(atPath: home.workshop + "/ran"))
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o666])
    func aPassphraseFileThatOthersCanReadIsRefused(_ mode: Int) async throws {
        let home = try await CommandHome().withVault()
        let new = try home.write("battery staple\n", "new")
        chmod(new, mode_t(mode))
        let changed = try await home.run { try VaultCommands.changePassphrase(newPassphraseFile: new, $0) }
        #expect(changed.status == 30 && changed.output.contains("chmod 600 \(new)"), "\(changed.output)")
        let opened = try await home.run(passphraseFile: new) { try VaultCommands.verify($0) }
        #expect(opened.status == 30 && opened.cause == "vault-locked" && opened.output.contains("chmod 600 \(new)"))
        let doctor = try await home.run(passphraseFile: new, configuration: .any) { try DoctorCommand.run(network: .unused, $0) }
        #expect(doctor.status == 32 && doctor.output.contains("chmod 600 \(new)"))
        // A link to it changes nothing.
        symlink(new, home.workshop + "/link")
        #expect(
            try await home.run(passphraseFile: home.workshop + "/link") { try VaultCommands.verify($0) }.output.contains("chmod 600 \(new)")
        )
        #expect(try await home.run { try VaultCommands.verify($0) }.status == 0)
    }

    /// What a shell hands over as a descriptor is the user's own.
    @Test func aPipeOfTheUsersOwnWillDo() async throws {
        let home = try await CommandHome().withVault()
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        _ = Array("correct horse\n".utf8).withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
        close(ends[1])
        defer { close(ends[0]) }
        #expect(try await home.run(passphraseFile: "/dev/fd/\(ends[0])") { try VaultCommands.verify($0) }.status == 0)
        // A named one that others can open is not.
        let named = home.workshop + "/pipe"
        try #require(mkfifo(named, 0o600) == 0)
        chmod(named, 0o622)
        #expect(try await home.run(passphraseFile: named) { try VaultCommands.verify($0) }.output.contains("chmod"))
        // A file that is handed over is judged by its own mode.
        let file = try home.write("correct horse\n", "handed")
        let descriptor = open(file, O_RDONLY)
        defer { close(descriptor) }
        #expect(try await home.run(passphraseFile: "/dev/fd/\(descriptor)") { try VaultCommands.verify($0) }.status == 0)
        chmod(file, 0o644)
        #expect(try await home.run(passphraseFile: "/dev/fd/\(descriptor)") { try VaultCommands.verify($0) }.status == 30)
    }

    @Test func aThemeThatOthersCanWriteIsLeftOut() async throws {
        let home = try CommandHome()
        try FileManager.default.createDirectory(
            atPath: home.path + "/themes", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let theme = home.path + "/themes/mine.toml"
        try Data("appearance = \"dark\"\n".utf8).write(to: URL(filePath: theme))
        chmod(theme, 0o644)
        #expect(UserThemes.load(folder: home.path + "/themes").keys.sorted() == ["mine"])
        chmod(theme, 0o666)
        #expect(UserThemes.load(folder: home.path + "/themes").isEmpty)
        let doctor = try await home.run(configuration: .any) { try DoctorCommand.run(network: .unused, $0) }
        #expect(doctor.output.contains("chmod go-w \(theme)"))
        let started = try await home.run { context in
            var options = context.options
            options.theme = "mine"
            return CommandContext.run(options, context.process) { try InterfaceCommand.run($0) }
        }
        #expect(started.status == 32 && started.output.contains("chmod go-w \(theme)"))
        chmod(theme, 0o644)
        chmod(home.path + "/themes", 0o777)
        #expect(UserThemes.load(folder: home.path + "/themes").isEmpty)
    }

    @Test(arguments: [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0x61, 0x00]] as [[UInt8]])
    func aPassphraseThatNobodyCanTypeIsNotSet(_ mark: [UInt8]) async throws {
        let home = try await CommandHome().withVault()
        let file = home.workshop + "/marked"
        try Data(mark + Array("new horse battery 77\r\n".utf8)).write(to: URL(filePath: file))
        chmod(file, 0o600)
        let refused = try await home.run { try VaultCommands.changePassphrase(newPassphraseFile: file, $0) }
        #expect(refused.status == 30 && refused.cause == "vault-passphrase-wrong" && refused.output.contains("BOM"))
        #expect(try await home.run { try VaultCommands.verify($0) }.status == 0)
        let other = try CommandHome()
        #expect(try await other.run(passphraseFile: file) { try VaultCommands.create($0) }.cause == "vault-passphrase-wrong")
        #expect(!FileManager.default.fileExists(atPath: other.vaultFile))
    }
}
