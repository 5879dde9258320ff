import Crypto
import Foundation
import TestSupport
import Testing

@testable import Age

/// Files of ours opened by others, and theirs by us.
struct OtherProgramsTests {
    private static let clients = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "clients").path()
    private static let plain = [UInt8]("first line\nsecond line\n".utf8) + [0, 255, 13, 10] + [UInt8](repeating: 0x41, count: 70_000)
    private static let passphrase = "correct horse battery staple"

    /// The Python that has pyrage; `.ci/run` names it.
    private static let python = ProcessInfo.processInfo.environment["CLIENTS_PYTHON"]

    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        try body(URL(filePath: folder.path))
    }

    private func age(_ arguments: String...) throws {
        try Tool.run("python3", [Self.clients + "/age_passphrase.py", Self.passphrase, "age"] + arguments)
    }

    private func pyrage(_ action: String, _ key: String, _ input: [UInt8]) throws -> [UInt8] {
        try Tool.run(try #require(Self.python), [Self.clients + "/pyrage_file.py", action, key], input: input).output
    }

    @Test(.enabled(if: Tool.canRun("age", "python3")), arguments: [AgeEncoding.binary, .armored])
    func ageOpensOurPassphraseFile(encoding: AgeEncoding) throws {
        try inFolder { folder in
            let (sealed, opened) = (folder.appending(path: "sealed"), folder.appending(path: "opened"))
            try Data(AgeFile.seal(Self.plain, passphrase: Self.passphrase, as: encoding)).write(to: sealed)
            try age("-d", "-o", opened.path(), sealed.path())
            #expect(try [UInt8](Data(contentsOf: opened)) == Self.plain)
        }
    }

    @Test(.enabled(if: Tool.canRun("age", "python3")), arguments: [AgeEncoding.binary, .armored])
    func weOpenThePassphraseFileOfAge(encoding: AgeEncoding) throws {
        try inFolder { folder in
            let (plain, sealed) = (folder.appending(path: "plain"), folder.appending(path: "sealed"))
            try Data(Self.plain).write(to: plain)
            switch encoding {
            case .binary: try age("-p", "-o", sealed.path(), plain.path())
            case .armored: try age("-p", "-a", "-o", sealed.path(), plain.path())
            }
            let file = try [UInt8](Data(contentsOf: sealed))
            #expect(file.withUnsafeBytes { AgeEncoding(detectedIn: $0) } == encoding)
            #expect(try AgeFile.open(file, with: [.passphrase(Self.passphrase)], as: encoding) == Self.plain)
        }
    }

    @Test(.enabled(if: Tool.canRun("age", "age-keygen")))
    func keysOfAgeWorkBothWays() throws {
        try inFolder { folder in
            let keyFile = folder.appending(path: "key")
            try Tool.run("age-keygen", ["-o", keyFile.path()])
            let lines = try String(contentsOf: keyFile, encoding: .utf8).split(separator: "\n")
            let identity = try X25519Identity(text: SecretBytes(try #require(lines.last).utf8))
            let recipient = try identity.recipient.text()
            #expect(lines.contains { $0.hasSuffix(recipient) })
            let theirs = try Tool.run("age", ["-r", recipient], input: Self.plain).output
            #expect(try AgeFile.open(theirs, with: [.identity(identity)]) == Self.plain)
            let ours = try AgeFile.seal(Self.plain, to: [X25519Identity.generate().recipient, identity.recipient], as: .armored)
            #expect(try Tool.run("age", ["-d", "-i", keyFile.path()], input: ours).output == Self.plain)
        }
    }

    @Test(.enabled(if: Tool.canRun("age", "age-keygen")))
    func ourKeysServeAge() throws {
        try inFolder { folder in
            let identity = try X25519Identity.generate()
            let keyFile = folder.appending(path: "key")
            try Data(identity.text().withUnsafeBytes { Array($0) } + [0x0A]).write(to: keyFile)
            let named = try Tool.run("age-keygen", ["-y", keyFile.path()]).output
            #expect(String(decoding: named, as: UTF8.self) == "\(try identity.recipient.text())\n")
        }
    }

    @Test(.enabled(if: python != nil))
    func pyrageWorksBothWays() throws {
        let ours = try AgeFile.seal(Self.plain, passphrase: Self.passphrase)
        #expect(try pyrage("open-passphrase", Self.passphrase, ours) == Self.plain)
        let theirs = try pyrage("seal-passphrase", Self.passphrase, Self.plain)
        #expect(try AgeFile.open(theirs, with: [.passphrase(Self.passphrase)]) == Self.plain)

        let identity = try X25519Identity.generate()
        let text = try identity.text().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        #expect(try pyrage("open-identity", text, AgeFile.seal(Self.plain, to: [identity.recipient])) == Self.plain)
        let sealed = try pyrage("seal-recipient", identity.recipient.text(), Self.plain)
        #expect(try AgeFile.open(sealed, with: [.identity(identity)]) == Self.plain)
    }
}
