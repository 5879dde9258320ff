import Core
import Domain
import Exchanges
import Foundation
import Testing

import Session
@testable import App
@testable import Commands

/// A key of two fields on standard input of a command, as lines, as JSON, and typed.
struct MeadowInputTests {
    private struct Told {
        var values: [KeyField.ID: String] = [:]
        var failure: Failure?
        var talk = ""
    }

    private func input(_ descriptor: Int32, _ talk: Int32) throws -> CredentialInput {
        CredentialInput(
            descriptor: descriptor, exchange: Meadow.profile, exchanges: [.okx, Meadow.profile], language: .english,
            signals: try #require(SignalWait([])), talk: talk)
    }

    private func values(_ key: KeyHandle) -> [KeyField.ID: String] {
        defer { key.wipe() }
        return Dictionary(
            uniqueKeysWithValues: key.values.entries.map {
                ($0.id, $0.value.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
            })
    }

    private func told(_ text: String) throws -> Told {
        let (source, talk) = (Pipe(), Pipe())
        try source.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try source.fileHandleForWriting.close()
        var told = Told()
        do {
            told.values = values(
                try input(source.fileHandleForReading.fileDescriptor, talk.fileHandleForWriting.fileDescriptor).read())
        } catch let failure as Failure {
            told.failure = failure
        }
        try talk.fileHandleForWriting.close()
        told.talk = String(decoding: try talk.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        return told
    }

    private static let both: [KeyField.ID: String] = [.apiKey: Meadow.key, Meadow.privateKeyField: Meadow.kept]

    @Test func linesAndBlocksAndJSON() throws {
        for (name, block) in Meadow.writings {
            for text in [Meadow.key + "\n" + block, "Access Key: \(Meadow.key)\nPrivate Key:\n\(block)\n"] {
                let told = try told(text)
                #expect(told.values == Self.both && told.failure == nil && told.talk.isEmpty, "\(name): \(told)")
            }
        }
        let escaped = Meadow.lines.joined(separator: "\\n")
        let json = try told(#"{"apiKey":"\#(Meadow.key)","privateKey":"\#(escaped)\n"}"#)
        #expect(json.values == Self.both && json.failure == nil && json.talk.isEmpty)
    }

    /// The passphrase comes behind the block; it opens it, and is not kept.
    @Test func encryptedBlocks() throws {
        let opened: [KeyField.ID: String] = [.apiKey: Meadow.key, Meadow.privateKeyField: Meadow.keptOfEncrypted]
        let lines = Meadow.key + "\n" + Meadow.encryptedBlock + "\n"
        let escaped = Meadow.encryptedLines.joined(separator: "\\n")
        for text in [
            lines + Meadow.passphrase + "\n",
            #"{"apiKey":"\#(Meadow.key)","privateKey":"\#(escaped)","privateKeyPassphrase":"\#(Meadow.passphrase)"}"#,
        ] {
            let told = try told(text)
            #expect(told.values == opened && told.failure == nil && told.talk.isEmpty, "\(told)")
        }
        let without = try told(lines)
        #expect(
            without.failure?.cause == .credentialsMalformed && without.failure?.message.english.contains("Key Password is missing") == true)
        let wrong = try told(lines + "one ox\n")
        #expect(
            wrong.failure?.cause == .passphraseWrong && wrong.failure?.message.english == "The passphrase does not open the Private Key.")
        // One that is given to a block that is not encrypted opens nothing.
        #expect(try told(Meadow.key + "\n" + Meadow.block + "\n" + Meadow.passphrase).values == Self.both)
        for other in [
            Meadow.block.replacing("gSEAA6", with: "gSEAA"), Meadow.block.replacing("PRIVATE", with: "EC PRIVATE"),
            Meadow.block.replacing("MFECAQEwBQYDK2Vw", with: "MFECAQEwBQYDK2Vu"),
        ] {
            let told = try told(Meadow.key + "\n" + other)
            #expect(told.failure?.cause == .credentialsMalformed && told.failure?.message.english.hasPrefix("Private Key: ") == true)
        }
    }

    @Test func whatIsMissingIsNamed() throws {
        for (text, said) in [
            (Meadow.key, "missing"), (Meadow.block, "Access Key is missing"), (#"{"apiKey":"\#(Meadow.key)"}"#, "Private Key is missing"),
            (Meadow.key + "\n" + Meadow.lines.dropLast().joined(separator: "\n"), "missing"),
        ] {
            let told = try told(text)
            let failure = try #require(told.failure, "\(text)")
            #expect(failure.cause == .credentialsMalformed && failure.message.english.contains(said), "\(text): \(failure)")
            #expect(
                failure.remedy.first?.english
                    == "Give access key and private key on two lines, as the block that the exchange shows, or as JSON {\"apiKey\",\"privateKey\"}."
            )
            for canary in Meadow.canaries { #expect(!"\(failure)\(told.talk)".contains(canary)) }
        }
    }

    @Test func anotherKindOfValueIsRefused() throws {
        let told = try told(
            "{\"apiKey\":\"\(Meadow.lines.joined(separator: "\\n"))\",\"privateKey\":\"\(Meadow.lines.joined(separator: "\\n"))\"}")
        #expect(told.failure?.cause == .credentialsMalformed)
        for canary in Meadow.canaries { #expect(!"\(told)".contains(canary)) }
    }

    /// At a terminal, which shows neither.
    @Test(.timeLimit(.minutes(1)), arguments: [false, true]) func typed(isEncrypted: Bool) async throws {
        let near = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlocked: Int32 = 0
        var number: UInt32 = 0
        // TIOCSPTLCK and TIOCGPTN of ioctl_tty(2), which Swift does not see.
        try #require(near >= 0 && ioctl(near, 0x4004_5431, &unlocked) == 0 && ioctl(near, 0x8004_5430, &number) == 0)
        let far = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        defer {
            close(near)
            close(far)
        }
        let input = try input(far, far)
        async let read: [KeyField.ID: String] = withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { values(try input.read()) }) }
        }
        var shown = ""
        let block = isEncrypted ? Meadow.encryptedLines : Meadow.lines
        let answers =
            [("Access Key: ", Meadow.key + "\r"), ("Private Key: ", block.joined(separator: "\r") + "\r")]
            + (isEncrypted ? [("Key Password: ", Meadow.passphrase + "\r")] : [])
        for (question, answer) in answers {
            while !shown.contains(question) {
                var part = [UInt8](repeating: 0, count: 1_024)
                var ready = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
                guard poll(&ready, 1, 20) == 1 else {
                    await Task.yield()
                    continue
                }
                let count = Foundation.read(near, &part, part.count)
                if count > 0 { shown += String(decoding: part[..<count], as: UTF8.self) }
            }
            _ = Array(answer.utf8).withUnsafeBytes { write(near, $0.baseAddress, $0.count) }
        }
        #expect(
            try await read == (isEncrypted ? [.apiKey: Meadow.key, Meadow.privateKeyField: Meadow.keptOfEncrypted] : Self.both))
        for canary in Meadow.canaries { #expect(!shown.contains(canary)) }
    }
}
