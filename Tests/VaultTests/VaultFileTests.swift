import Age
import Crypto
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Vault

/// The file: made once, opened, changed, refused when others could read it.
struct VaultFileTests {
    private let folder: TemporaryFolder
    private let file: VaultFile

    init() throws {
        folder = try TemporaryFolder()
        file = VaultFile(path: folder.vaultPath, workFactor: 10)
    }

    private func names() throws -> [String] { try file.open(passphrase: Sample.passphrase).document().names }

    @Test func newVaultOpens() throws {
        let vault = try file.create(passphrase: Sample.passphrase)
        #expect(try vault.document().connections.isEmpty)
        try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("a")) }
        #expect(try vault.document().names == ["a"])
        #expect(try names() == ["a"])
        #expect(try file.open(passphrase: Sample.passphrase).workFactor() == 10)
        #expect(folder.mode("vault.age") == 0o600 && folder.mode("vault.age.bak") == 0o600 && folder.mode("vault.lock") == 0o600)
        #expect(folder.names == ["vault.age", "vault.age.bak", "vault.lock"])
    }

    @Test func theFolderIsMadeForUsAlone() throws {
        let deep = VaultFile(path: folder.path + "/a/b/vault.age", workFactor: 10)
        #expect(try !deep.exists())
        #expect(Sample.problem { _ = try deep.open(passphrase: Sample.passphrase) } == .missing(path: deep.path))
        _ = try deep.create(passphrase: Sample.passphrase)
        #expect(folder.mode("a") == 0o700 && folder.mode("a/b") == 0o700)
        #expect(try deep.exists())
    }

    @Test func aVaultIsNeverWrittenOver() throws {
        _ = try file.create(passphrase: Sample.passphrase)
        let before = folder.bytes("vault.age")
        #expect(Sample.problem { _ = try file.create(passphrase: Sample.other) } == .exists(path: file.path))
        #expect(folder.bytes("vault.age") == before)
        unlink(file.path)
        folder.put([1], as: "vault.age.bak")
        #expect(Sample.problem { _ = try file.create(passphrase: Sample.other) } == .backupExists(path: file.path + ".bak"))
        #expect(Sample.problem { _ = try file.open(passphrase: Sample.other) } == .backupExists(path: file.path + ".bak"))
        unlink(file.path + ".bak")
        symlink("/nowhere", file.path)
        #expect(Sample.problem { _ = try file.create(passphrase: Sample.other) } == .exists(path: file.path))
    }

    @Test func wrongPassphrasesOpenNothing() throws {
        _ = try file.create(passphrase: Sample.passphrase)
        #expect(Sample.problem { _ = try file.open(passphrase: Sample.other) } == .passphraseWrong)
        #expect(Sample.problem { _ = try file.open(passphrase: SecretBytes([])) } == .passphraseEmpty)
        #expect(VaultProblem.passphraseWrong.failure.cause == .vaultPassphraseWrong)
    }

    @Test func whatOthersCanReadIsRefused() throws {
        _ = try file.create(passphrase: Sample.passphrase)
        for mode: mode_t in [0o640, 0o604, 0o620, 0o601, 0o666] {
            chmod(file.path, mode)
            #expect(Sample.problem { _ = try file.open(passphrase: Sample.passphrase) } == .openToOthers(path: file.path, .file))
        }
        chmod(file.path, 0o600)
        for mode: mode_t in [0o750, 0o701, 0o755, 0o777] {
            chmod(folder.path, mode)
            #expect(Sample.problem { _ = try file.open(passphrase: Sample.passphrase) } == .openToOthers(path: folder.path, .folder))
            #expect(Sample.problem { _ = try file.create(passphrase: Sample.passphrase) } == .openToOthers(path: folder.path, .folder))
        }
        chmod(folder.path, 0o700)
        #expect(try names() == [])
        let foreign = VaultFile(path: file.path, workFactor: 10, system: FaultySystem(.otherUser))
        #expect(Sample.problem { _ = try foreign.open(passphrase: Sample.passphrase) } == .foreign(path: folder.path, .folder))
    }

    @Test func onlyPlainFilesAreRead() throws {
        _ = try file.create(passphrase: Sample.passphrase)
        rename(file.path, folder.path + "/elsewhere")
        symlink(folder.path + "/elsewhere", file.path)
        #expect(Sample.problem { _ = try file.open(passphrase: Sample.passphrase) } == .notAFile(path: file.path, .symbolicLink))
        unlink(file.path)
        mkfifo(file.path, 0o600)
        #expect(Sample.problem { _ = try file.open(passphrase: Sample.passphrase) } == .notAFile(path: file.path))
        unlink(file.path)
        mkdir(file.path, 0o700)
        #expect(Sample.problem { _ = try file.open(passphrase: Sample.passphrase) } == .notAFile(path: file.path, .folder))
        // The lock must not be a way to write elsewhere either.
        unlink(folder.path + "/vault.lock")
        symlink(folder.path + "/elsewhere", folder.path + "/vault.lock")
        #expect(
            Sample.problem { _ = try file.create(passphrase: Sample.passphrase) }
                == .notAFile(path: folder.path + "/vault.lock", .symbolicLink))
    }

    @Test func damageIsNamedAndTheBackupOffered() throws {
        let vault = try file.create(passphrase: Sample.passphrase)
        try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("a")) }
        try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("b")) }
        let good = try #require(folder.bytes("vault.age"))
        var flipped = good
        flipped[flipped.count - 20] ^= 1
        for (bytes, damage) in [
            ([], VaultProblem.Damage.empty), (Array("PK\u{3}\u{4}".utf8), .notAge), (Array(good.dropLast()), .layer(.payload)),
            (flipped, .layer(.payload)), (good + [0], .layer(.payload)), (Array(good[..<100]), .layer(.header)),
            ([UInt8](repeating: 0x20, count: (4 << 20) + 1), .layer(.tooLarge(limitBytes: 4 << 20))),
        ] {
            folder.put(bytes, as: "vault.age")
            let problem = Sample.problem { _ = try file.open(passphrase: Sample.passphrase) }
            #expect(problem == .damaged(path: file.path, damage))
            #expect(problem?.failure.cause == .vaultDamaged)
            #expect(Sample.problem { try vault.update { _ in } } == .damaged(path: file.path, damage))
        }
        #expect(try file.backup()?.path == file.path + ".bak")
        #expect(try file.backupDocument(passphrase: Sample.passphrase).names == ["a"])
        #expect(Sample.problem { _ = try file.restoreBackup(passphrase: Sample.other) } == .passphraseWrong)
        let damaged = folder.bytes("vault.age")
        #expect(try file.restoreBackup(passphrase: Sample.passphrase).document().names == ["a"])
        #expect(try names() == ["a"])
        #expect(folder.bytes("vault.age.replaced") == damaged)
        #expect(folder.mode("vault.age") == 0o600)
    }

    @Test func otherSealedFilesAreRefused() throws {
        func put(_ content: String, workFactor: Int = 10) throws {
            folder.put(
                try Array(content.utf8).withUnsafeBytes {
                    try AgeFile.seal($0, passphrase: Sample.passphrase, workFactor: workFactor)
                }, as: "vault.age")
        }
        try put("{\"version\":2}")
        #expect(Sample.problem { _ = try file.open(passphrase: Sample.passphrase) } == .newerVersion("2"))
        try put("no document")
        #expect(
            Sample.problem { _ = try file.open(passphrase: Sample.passphrase) } == .damaged(path: file.path, .document(field: "byte 1")))
        let recipient = try X25519Identity.generate().recipient
        folder.put(try [UInt8]([1]).withUnsafeBytes { try AgeFile.seal($0, to: [recipient]) }, as: "vault.age")
        #expect(Sample.problem { _ = try file.open(passphrase: Sample.passphrase) } == .damaged(path: file.path, .noPassphrase))
        try put("{}")
        let costly = String(decoding: try #require(folder.bytes("vault.age")), as: UTF8.self).split(separator: "\n")[1]
        folder.put(
            Array(
                "age-encryption.org/v1\n\(costly.dropLast(2))21\n\(String(repeating: "A", count: 43))\n--- \(String(repeating: "A", count: 43))\n"
                    .utf8),
            as: "vault.age")
        #expect(Sample.problem { _ = try file.open(passphrase: Sample.passphrase) } == .workFactorTooHigh(limit: 20))
    }

    @Test func anArmoredVaultIsAVaultToo() throws {
        let sealed = try Array(#"{"version":1,"connections":[]}"#.utf8).withUnsafeBytes {
            try AgeFile.seal($0, passphrase: Sample.passphrase, workFactor: 10, as: .armored)
        }
        folder.put(sealed, as: "vault.age")
        let vault = try file.open(passphrase: Sample.passphrase)
        try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("a")) }
        #expect(try names() == ["a"])
    }

    @Test func theVaultIsAPlainAgeFile() throws {
        _ = try file.create(passphrase: Sample.passphrase, document: Sample.document("a"))
        let sealed = try #require(folder.bytes("vault.age"))
        let plain = try sealed.withUnsafeBytes { try AgeFile.open($0, with: [.passphrase(Sample.passphrase)]) }
        let text = plain.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        #expect(text.hasPrefix("{\n  \"version\": 1,\n  \"default\": \"a\",\n  \"connections\": ["))
        for name in folder.names {
            #expect(folder.bytes(name)?.contains(subsequence: Array("key-of-a".utf8)) == false)
        }
    }

    @Test func theOldPassphraseOpensNothingAfterAChange() throws {
        let vault = try file.create(passphrase: Sample.passphrase)
        try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("a")) }
        let elsewhere = try file.open(passphrase: Sample.passphrase)
        try vault.changePassphrase(to: Sample.other)
        #expect(try file.open(passphrase: Sample.other).document().names == ["a"])
        #expect(try file.backupDocument(passphrase: Sample.other).names == ["a"])
        #expect(Sample.problem { _ = try file.open(passphrase: Sample.passphrase) } == .passphraseWrong)
        #expect(Sample.problem { _ = try file.backupDocument(passphrase: Sample.passphrase) } == .passphraseWrong)
        try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("b")) }
        #expect(try file.open(passphrase: Sample.other).document().names == ["a", "b"])
        #expect(Sample.problem { try elsewhere.update { _ in } } == .passphraseChanged)
        #expect(Sample.problem { try elsewhere.reload() } == .passphraseChanged)
        #expect(Sample.problem { try vault.changePassphrase(to: SecretBytes([])) } == .passphraseEmpty)
    }

    @Test func whatOthersWroteIsReadAgain() throws {
        let vault = try file.create(passphrase: Sample.passphrase)
        let other = try file.open(passphrase: Sample.passphrase)
        try other.update { (document) throws(VaultProblem) in try document.add(Sample.connection("a")) }
        #expect(try vault.document().names == [])
        #expect(try vault.reload().names == ["a"])
        // A copy in its place is another file with the same content.
        folder.put(try #require(folder.bytes("vault.age")), as: "vault.age")
        #expect(try vault.reload().names == ["a"])
    }

    @Test func aRefusedChangeWritesNothing() throws {
        let vault = try file.create(passphrase: Sample.passphrase, document: Sample.document("a"))
        let before = folder.bytes("vault.age")
        #expect(
            Sample.problem {
                try vault.update { (document) throws(VaultProblem) in
                    try document.remove("a")
                    try document.add(Sample.connection("-"))
                }
            } == .nameUnsuitable)
        #expect(folder.bytes("vault.age") == before)
        #expect(try vault.document().names == ["a"])
    }

    @Test func aLockedVaultSaysSo() throws {
        let vault = try file.create(passphrase: Sample.passphrase)
        vault.lock()
        #expect(Sample.problem { _ = try vault.document() } == .locked)
        #expect(Sample.problem { try vault.update { _ in } } == .locked)
        #expect(Sample.problem { try vault.changePassphrase(to: Sample.other) } == .locked)
        #expect(Sample.problem { try vault.reload() } == .locked)
    }

    @Test func theCallersPassphraseMayBeWiped() throws {
        let typed = SecretBytes("correct horse battery staple".utf8)
        let vault = try file.create(passphrase: typed)
        typed.wipe()
        try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("a")) }
        #expect(try names() == ["a"])
    }

    @Test func everyProblemHasWordsInBothLanguages() {
        let problems: [VaultProblem] = [
            .missing(path: "P"), .exists(path: "P"), .backupExists(path: "P"), .locked, .passphraseWrong, .passphraseChanged,
            .passphraseEmpty,
            .damaged(path: "P", .layer(.header)), .damaged(path: "P", .layer(.headerCode)), .damaged(path: "P", .layer(.payload)),
            .damaged(path: "P", .empty), .damaged(path: "P", .notEncrypted), .damaged(path: "P", .notAge), .damaged(path: "P", .identity),
            .damaged(path: "P", .newerFormat("v2")), .damaged(path: "P", .layer(.armor)), .damaged(path: "P", .noPassphrase),
            .damaged(path: "P", .document(field: "F")), .workFactorTooHigh(limit: 20), .newerVersion("2"),
            .openToOthers(path: "P", .folder), .openToOthers(path: "P", .file), .foreign(path: "P", .folder), .foreign(path: "P", .file),
            .notAFile(path: "P"), .notAFile(path: "P", .folder), .notAFile(path: "P", .symbolicLink), .refused(path: "P", errno: ENOSPC),
            .refused(path: "P", errno: 9_999),
            .busy(path: "P", waitedMilliseconds: 5_000), .memoryExhausted, .nameTaken("N"), .nameUnknown("N"), .nameUnsuitable,
            .alreadyConnected(name: "N"), .credentialUnsuitable,
        ]
        for problem in problems {
            let failure = problem.failure
            for phrase in [failure.message] + failure.remedy {
                for text in [phrase.english, phrase.simplifiedChinese] { #expect(!text.isEmpty && !text.contains("{"), "\(text)") }
            }
            #expect(failure.message.english != failure.message.simplifiedChinese)
            #expect(!failure.remedy.isEmpty)
        }
        #expect(VaultProblem.declined(VaultProblem.locked.failure).failure == VaultProblem.locked.failure)
        #expect(!VaultProblem.missing(path: "a\u{1B}[2Jb").failure.message.english.contains("\u{1B}"))
    }
}

extension [UInt8] {
    fileprivate func contains(subsequence: [UInt8]) -> Bool {
        count >= subsequence.count && indices.dropLast(subsequence.count - 1).contains { self[$0...].starts(with: subsequence) }
    }
}
