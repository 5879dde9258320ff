import Age
import Crypto
import Domain
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Vault

/// What is said of a vault that does not open, and the ways in which it opens nevertheless.
struct VaultWordsTests {
    private let folder: TemporaryFolder
    private let file: VaultFile

    init() throws {
        folder = try TemporaryFolder()
        file = VaultFile(path: folder.vaultPath, workFactor: 10)
    }

    private func failure(_ body: () throws -> Void) throws -> Failure {
        let problem = Sample.problem(body)
        return file.failure(of: try #require(problem))
    }

    private func said(_ failure: Failure) -> String {
        ([failure.message] + failure.remedy).flatMap { [$0.english, $0.simplifiedChinese] }.joined(separator: "\n")
    }

    // MARK: Backups

    @Test func withoutABackupThereIsNoWordOfOne() throws {
        _ = try file.create(passphrase: Sample.passphrase)
        folder.put(Array("garbage".utf8), as: "vault.age")
        let alone = try failure { _ = try file.open(passphrase: Sample.passphrase) }
        #expect(alone.cause == .vaultDamaged && alone.backup == nil)
        #expect(!said(alone).contains(".bak"))
    }

    @Test func aBackupIsOfferedWhereThereIsOne() throws {
        try file.create(passphrase: Sample.passphrase).update { (document) throws(VaultProblem) in try document.add(Sample.connection("a"))
        }
        folder.put(Array("garbage".utf8), as: "vault.age")
        let offered = try failure { _ = try file.open(passphrase: Sample.passphrase) }
        #expect(offered.backup == file.path + ".bak" && said(offered).contains("vault.age.bak"))
        // One that is damaged as well helps nobody, and it has no backup of its own.
        folder.put(Array("rubbish".utf8), as: "vault.age.bak")
        let hopeless = try failure { _ = try file.open(passphrase: Sample.passphrase) }
        #expect(hopeless.backup == nil && said(hopeless).contains("cannot be read either"))
        let last = try failure { _ = try file.restoreBackup(passphrase: Sample.passphrase) }
        #expect(last.cause == .vaultDamaged && last.backup == nil)
        #expect(!said(last).contains(".bak.bak"))
        unlink(file.path)
        #expect(try failure { _ = try file.open(passphrase: Sample.passphrase) }.backup == file.path + ".bak")
    }

    // MARK: What stands in the vault's place

    @Test(arguments: [
        ("{\"version\":1,\"connections\":[]}", VaultProblem.Damage.notEncrypted, "not encrypted"),
        ("\u{FEFF}\n [1]", .notEncrypted, "not encrypted"),
        ("", .empty, "empty"), (" \n\n", .empty, "empty"),
        ("age-encryption.org/v2\n-> x\n", .newerFormat("v2"), "another version of the age format (v2)"),
        ("age-encryption.org/v1", .layer(.header), "damaged or cut off"),
        ("age-encryption.org/v1\n-> scrypt", .layer(.header), "damaged or cut off"),
        ("age-enc", .layer(.header), "damaged or cut off"),
        ("-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n", .layer(.armor), "armor is damaged"),
        ("-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----\n", .notAge, "no age file"), ("hello", .notAge, "no age file"),
        ("# created: 2026\n# public key: age1x\nAGE-SECRET-KEY-1QQ\n", .identity, "a secret key"),
    ])
    func whatStandsThereIsNamed(_ content: String, _ damage: VaultProblem.Damage, _ name: String) throws {
        _ = try file.create(passphrase: Sample.passphrase)
        folder.put(Array(content.utf8), as: "vault.age")
        #expect(Sample.problem { _ = try file.open(passphrase: Sample.passphrase) } == .damaged(path: file.path, damage))
        #expect(try failure { _ = try file.open(passphrase: Sample.passphrase) }.message.english.contains(name))
    }

    // MARK: File systems

    @Test(arguments: [EINVAL, ENOTSUP, ENOSYS])
    func aFileSystemThatCannotWaitForFoldersKeepsTheVault(_ number: Int32) throws {
        let vault = try VaultFile(
            path: folder.path + "/deep/er/vault.age", workFactor: 10, system: FaultySystem(.noWaitingForFolders(errno: number))
        )
        .create(passphrase: Sample.passphrase)
        try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("a")) }
        try vault.changePassphrase(from: Sample.passphrase, to: Sample.other)
        let again = try VaultFile(path: folder.path + "/deep/er/vault.age", workFactor: 10).open(passphrase: Sample.other)
        #expect(try again.document().names == ["a"])
    }

    @Test func aDiskThatFailsStaysAnError() throws {
        let system = FaultySystem(.noWaitingForFolders(errno: EIO))
        #expect(
            Sample.problem { _ = try VaultFile(path: file.path, workFactor: 10, system: system).create(passphrase: Sample.passphrase) }
                == .refused(path: folder.path, errno: EIO))
    }

    // MARK: Passphrases

    @Test func thePresentPassphraseIsCheckedAgainstTheFile() throws {
        let vault = try file.create(passphrase: Sample.passphrase)
        #expect(Sample.problem { try vault.changePassphrase(from: Sample.other, to: Sample.other) } == .passphraseWrong)
        #expect(Sample.problem { try vault.changePassphrase(from: SecretBytes([]), to: Sample.other) } == .passphraseEmpty)
        _ = try file.open(passphrase: Sample.passphrase)
        // Another program has changed it meanwhile: the file decides.
        try file.open(passphrase: Sample.passphrase).changePassphrase(to: Sample.other)
        #expect(Sample.problem { try vault.changePassphrase(from: Sample.passphrase, to: SecretBytes("third".utf8)) } == .passphraseWrong)
        try vault.changePassphrase(from: Sample.other, to: SecretBytes("third".utf8))
        _ = try file.open(passphrase: SecretBytes("third".utf8))
    }

    private static let accented = ["Ünïcödé Größe Ångström", "mật khẩu tiếng Việt", "ガギグゲゴ パス", "한국어 암호", "Ёлка й", "ǖ ṩ ở Ǭ"]

    @Test(arguments: accented)
    func aPassphraseInTheOtherFormOpensIt(_ text: String) throws {
        let composed = SecretBytes(text.precomposedStringWithCanonicalMapping.utf8)
        let decomposed = SecretBytes(text.decomposedStringWithCanonicalMapping.utf8)
        #expect(!composed.isEqual(to: decomposed))
        for (set, typed) in [(composed, decomposed), (decomposed, composed)] {
            let folder = try TemporaryFolder()
            let file = VaultFile(path: folder.vaultPath, workFactor: 10)
            try file.create(passphrase: set).update { (document) throws(VaultProblem) in try document.add(Sample.connection("a")) }
            let vault = try file.open(passphrase: typed)
            // What is saved afterwards opens with what it was set to.
            try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("b")) }
            _ = try file.open(passphrase: set)
            #expect(try file.backupDocument(passphrase: typed).names == ["a"])
            #expect(try file.restoreBackup(passphrase: typed).document().names == ["a"])
        }
    }

    /// Beside the system's own tables, over every character that has another form.
    @Test func theFormsAreThoseOfUnicode() {
        var count = 0
        for value in (UInt32(0xC0)..<0x3400).map({ $0 }) + (UInt32(0xAC00)..<0xD7A4).filter({ $0 % 97 == 0 }) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a" + String(scalar) + "\u{323}\u{301}z"
            let forms = PassphraseForms.others(of: SecretBytes(text.utf8)).map { form in
                form.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
            }
            let wanted = [text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping]
            for other in wanted where Array(other.utf8) != Array(text.utf8) {
                #expect(forms.contains { Array($0.utf8) == Array(other.utf8) }, "U+\(String(value, radix: 16))")
                count += 1
            }
        }
        #expect(count > 1_000)
    }

    @Test func whatIsTheSameInEveryFormIsTriedOnce() {
        #expect(PassphraseForms.others(of: SecretBytes("correct horse".utf8)).isEmpty)
        #expect(PassphraseForms.others(of: SecretBytes("密码短语".utf8)).isEmpty)
        #expect(PassphraseForms.others(of: SecretBytes([0xFF, 0xC3])).isEmpty)
    }

    @Test func aMarkThatAnEditorPutsInFrontDoesNotKeepTheVaultShut() throws {
        _ = try file.create(passphrase: Sample.passphrase)
        _ = try file.open(passphrase: SecretBytes([0xEF, 0xBB, 0xBF] + "correct horse battery staple".utf8))
        #expect(Sample.problem { _ = try file.open(passphrase: SecretBytes([0xEF, 0xBB, 0xBF] + "wrong".utf8)) } == .passphraseWrong)
    }

    // MARK: The document

    @Test func addressesAndAccountsAreKept() throws {
        var document = ConnectionsDocument()
        try document.add(
            StoredConnection(
                name: "a", exchange: "okx", site: "lab", siteOrigin: .configured, addresses: [SiteAddress("https://A.example:443")],
                environment: .live,
                method: .apiKey, futures: .used, withdrawal: .refused, credentials: Sample.credentials("k"), account: "613472058913345536",
                addedAt: nil))
        let text = try Sample.written(document)
        let read = try Sample.parsed(text)
        #expect(read.connections[0].addresses == [SiteAddress("https://a.example")] && read.connections[0].account == "613472058913345536")
        for wrong in ["\"addresses\": 3", "\"addresses\": []", "\"account\": 3"] {
            let broken = text.replacingOccurrences(
                of: "\"account\": \"613472058913345536\"", with: wrong.contains("account") ? wrong : "\"account\": \"1\"")
            let other =
                wrong.contains("addresses")
                ? broken.replacingOccurrences(of: "\"addresses\": [\n        \"https://a.example\"\n      ]", with: wrong) : broken
            #expect(other != text)
            #expect(Sample.problem { _ = try Sample.parsed(other) }?.failure.cause == .vaultDamaged, "\(wrong)")
        }
    }
}
