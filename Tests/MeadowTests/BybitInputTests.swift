import Core
import Domain
import Exchanges
import Foundation
import Testing

import Session
@testable import App
@testable import Commands

/// A key with a secret or a private key on standard input of a command.
struct BybitInputTests {
    private static let (key, secret) = (BybitKeys.key, BybitKeys.secret)

    private struct Told {
        var values: [KeyField.ID: String] = [:]
        var failure: Failure?
        var talk = ""
    }

    private func input(_ descriptor: Int32, _ talk: Int32) throws -> CredentialInput {
        CredentialInput(
            descriptor: descriptor, exchange: .bybit, exchanges: [.okx, .bybit], language: .english, signals: try #require(SignalWait([])),
            talk: talk)
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
            told.values = values(try input(source.fileHandleForReading.fileDescriptor, talk.fileHandleForWriting.fileDescriptor).read())
        } catch let failure as Failure {
            told.failure = failure
        }
        try talk.fileHandleForWriting.close()
        told.talk = String(decoding: try talk.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        return told
    }

    @Test func secrets() throws {
        for text in ["\(Self.key)\n\(Self.secret)\n", #"{"apiKey":"\#(Self.key)","secretKey":"\#(Self.secret)"}"#] {
            let told = try told(text)
            #expect(told.values == [.apiKey: Self.key, .secretKey: Self.secret] && told.failure == nil && told.talk.isEmpty, "\(told)")
        }
    }

    /// Every form of a key is kept as the same PKCS #8.
    @Test(arguments: [("rsa2048", "rsa2048"), ("rsa2048-pkcs1", "rsa2048"), ("rsa3072", "rsa3072"), ("rsa4096", "rsa4096")])
    func privateKeys(form: String, name: String) throws {
        let block = BybitKeys.block(form)
        for text in [
            "\(Self.key)\n\(block)\n",
            #"{"apiKey":"\#(Self.key)","privateKey":"\#(block.replacing("\n", with: "\\n"))\n"}"#,
        ] {
            let told = try told(text)
            #expect(told.values == [.apiKey: Self.key, .privateKey: BybitKeys.kept(name)], "\(String(describing: told.failure))")
            #expect(told.talk.isEmpty)
        }
    }

    @Test func encryptedOnes() throws {
        let lines = Self.key + "\n" + BybitKeys.block("encrypted-rsa4096") + "\n"
        let opened = try told(lines + BybitKeys.passphrase + "\n")
        #expect(opened.values == [.apiKey: Self.key, .privateKey: BybitKeys.kept("rsa4096")], "\(String(describing: opened.failure))")
        #expect(try told(lines).failure?.message.english == "Private Key Passphrase is missing.")
        let wrong = try told(lines + "two oxen\n").failure
        #expect(wrong?.cause == .passphraseWrong && wrong?.message.english == "The passphrase does not open the RSA Private Key.")
    }

    /// Only RSA keys of 2048 to 4096 bits are taken; everything else is called what it is, and nothing of it is said.
    @Test(arguments: [
        ("ed25519", "It is an Ed25519 key; RSA is wanted.", "这是 Ed25519 密钥；需要 RSA。"),
        ("refused-ec", "It is an elliptic curve key (EC); RSA is wanted.", "这是椭圆曲线（EC）密钥；需要 RSA。"),
        ("refused-ec-sec1", "It is an elliptic curve key (EC); RSA is wanted.", "这是椭圆曲线（EC）密钥；需要 RSA。"),
        ("refused-dsa", "It is a DSA key; RSA is wanted.", "这是 DSA 密钥；需要 RSA。"),
        ("refused-x25519", "It is an Ed448, X25519 or X448 key; RSA is wanted.", "这是 Ed448、X25519 或 X448 密钥；需要 RSA。"),
        ("refused-rsa1024", "Its RSA key has 1024 bits; 2048 are the least.", "该 RSA 密钥为 1024 位，至少需要 2048 位。"),
        ("refused-rsa4104", "Its RSA key has 4104 bits; 4096 are the most.", "该 RSA 密钥为 4104 位，最多支持 4096 位。"),
        ("refused-rsa-pss", "It is an RSA key for PSS alone", "仅限 PSS"), ("refused-openssh", "It is in the format of OpenSSH", "OpenSSH"),
        ("refused-costly", "more time or memory", "开销超出"), ("refused-costly-scrypt", "more time or memory", "开销超出"),
    ])
    func otherKeysAreRefusedByName(name: String, english: String, chinese: String) throws {
        let told = try told(Self.key + "\n" + BybitKeys.block(name) + "\n" + BybitKeys.passphrase + "\n")
        let failure = try #require(told.failure, "\(name)")
        #expect(failure.cause == .credentialsMalformed && failure.message.english.hasPrefix("RSA Private Key: "), "\(failure)")
        #expect(failure.message.english.contains(english) && failure.message.simplifiedChinese.contains(chinese), "\(failure.message)")
        for line in BybitKeys.block(name).split(separator: "\n").dropFirst().dropLast() { #expect(!"\(told)".contains(line)) }
    }

    @Test func thePublicHalf() throws {
        let told = try told(Self.key + "\n" + BybitKeys.block("refused-public"))
        #expect(told.failure?.cause == .credentialsMalformed)
        #expect(told.failure?.message.english.contains("This is the public key, which the exchange gets") == true, "\(told)")
    }

    @Test func bothAreOneTooMany() throws {
        let block = BybitKeys.block("rsa2048").replacing("\n", with: "\\n")
        let told = try told(#"{"apiKey":"\#(Self.key)","secretKey":"\#(Self.secret)","privateKey":"\#(block)"}"#)
        #expect(told.failure?.cause == .credentialsMalformed && told.values.isEmpty)
        #expect(told.failure?.message.english.contains("The API Secret is given too") == true, "\(told)")
    }

    @Test func whatIsMissingIsNamedWithBothWays() throws {
        let failure = try #require(try told(Self.key).failure)
        #expect(failure.message.english == "Something is missing: one of two values came.", "\(failure)")
        #expect(try told(#"{"apiKey":"\#(Self.key)"}"#).failure?.message.english == "API Secret is missing.")
        #expect(
            failure.remedy.map(\.english) == [
                "Give API key and API secret on two lines, as the block that the exchange shows, or as JSON {\"apiKey\",\"secretKey\"}.",
                "RSA Private Key may stand in place of API Secret.",
            ])
        #expect(try told(BybitKeys.block("rsa2048")).failure?.message.english == "API Key is missing.")
    }

    /// At a terminal, which shows none of it: the question names both, and a block is gone on with until it ends.
    @Test(.timeLimit(.minutes(1)), arguments: ["", "rsa2048", "encrypted-rsa4096"]) func typed(name: String) async throws {
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
        let typed = name.isEmpty ? Self.secret : BybitKeys.block(name).replacing("\n", with: "\r")
        let answers =
            [("API Key: ", Self.key + "\r"), ("API Secret or RSA Private Key: ", typed + "\r")]
            + (name.hasPrefix("encrypted") ? [("Private Key Passphrase: ", BybitKeys.passphrase + "\r")] : [])
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
        let expected: [KeyField.ID: String] =
            name.isEmpty
            ? [.apiKey: Self.key, .secretKey: Self.secret]
            : [.apiKey: Self.key, .privateKey: BybitKeys.kept(name.replacing("encrypted-", with: ""))]
        #expect(try await read == expected)
        for canary in [Self.key, Self.secret, String(BybitKeys.kept("rsa2048").prefix(20))] { #expect(!shown.contains(canary)) }
    }
}
