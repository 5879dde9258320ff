import Age
import Crypto
import Domain
import Foundation
import TestSupport
import Testing

@testable import Vault

/// What is kept of the worth of accounts, beside the vault.
struct HistoryTests {
    private let folder: TemporaryFolder
    private let file: VaultFile
    private let history: HistoryFile

    init() throws {
        folder = try TemporaryFolder()
        file = VaultFile(path: folder.vaultPath, workFactor: 10)
        history = HistoryFile(beside: file)
    }

    private static func account(_ name: String, points: Int = 3, from start: Int64 = 1_795_342_392_345) -> AccountHistory {
        AccountHistory(
            name: name,
            history: EquityHistory(
                (0..<points).map {
                    .init(
                        unixMilliseconds: start + Int64($0) * EquityHistory.intervalMilliseconds, total: Amount("-12550.\(10 + $0 % 89)")!)
                }))
    }

    private func vault() throws -> OpenVault {
        var document = try Sample.document("main")
        try document.prepareHistory()
        return try file.create(passphrase: Sample.passphrase, document: document)
    }

    private func identity(_ vault: OpenVault) throws -> X25519Identity {
        try #require(try vault.document().historyIdentity())
    }

    @Test func comesBackAsItWasWritten() throws {
        let key = try identity(vault())
        #expect(try history.read(with: key) == .accounts([]), "there is none yet")
        let accounts = [Self.account("main", points: 288), Self.account("交易 \"bot\"")]
        try history.write(accounts, to: key.recipient)
        #expect(try history.read(with: key) == .accounts(accounts))
        #expect(folder.mode("history.age") == 0o600)
        #expect(folder.names == ["history.age", "vault.age", "vault.lock"])
        let bytes = try #require(folder.bytes("history.age"))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("12550"))
    }

    @Test func keepsItsKeyThroughEveryChangeOfTheVault() throws {
        let vault = try vault()
        let key = try identity(vault)
        try history.write([Self.account("main")], to: key.recipient)
        try vault.update { (document) throws(VaultProblem) in
            try document.prepareHistory()
            try document.rename("main", to: "desk")
        }
        try vault.changePassphrase(to: Sample.other)
        vault.lock()
        let reopened = try file.open(passphrase: Sample.other)
        #expect(try identity(reopened).recipient == key.recipient)
        #expect(try history.read(with: identity(reopened)) == .accounts([Self.account("main")]))
    }

    @Test func anOldVaultGetsItsKeyLater() throws {
        let vault = try file.create(passphrase: Sample.passphrase, document: Sample.document("main"))
        #expect(try vault.document().historyIdentity() == nil)
        try vault.update { (document) throws(VaultProblem) in try document.prepareHistory() }
        let text = try Sample.written(try file.open(passphrase: Sample.passphrase).document())
        #expect(text.contains("\"history_key\": \"AGE-SECRET-KEY-1"))
        #expect(try file.open(passphrase: Sample.passphrase).document().names == ["main"])
    }

    /// One made by a program that kept no text there.
    @Test(arguments: ["7", "null", "[]"]) func aKeyThatIsNoTextIsDamage(value: String) {
        let text = #"{"version":1,"default":null,"connections":[],"history_key":\#(value)}"#
        #expect(Sample.problem { _ = try Sample.parsed(text) } == .damaged(path: "vault.age", .document(field: "history_key")))
    }

    @Test func aKeyThatIsNoneOpensNothing() throws {
        #expect(
            try Sample.parsed(#"{"version":1,"default":null,"connections":[],"history_key":"AGE-SECRET-KEY-1X"}"#).historyIdentity() == nil)
    }

    @Test func followsRenamingAndRemoval() throws {
        let key = try identity(vault())
        try history.write([Self.account("main"), Self.account("bot"), Self.account("old")], to: key.recipient)
        try history.rename("main", to: "old", with: key)
        #expect(
            try history.read(with: key)
                == .accounts([AccountHistory(name: "old", history: Self.account("main").history), Self.account("bot")]))
        try history.remove("bot", with: key)
        try history.remove("nobody", with: key)
        #expect(try history.read(with: key) == .accounts([AccountHistory(name: "old", history: Self.account("main").history)]))
    }

    enum Damage: CaseIterable {
        case cut, changed, otherKey, noAge, tooLarge, empty
    }

    @Test(arguments: Damage.allCases) func whatCannotBeReadIsPutAside(damage: Damage) throws {
        let key = try identity(vault())
        try history.write([Self.account("main")], to: key.recipient)
        var bytes = try #require(folder.bytes("history.age"))
        switch damage {
        case .cut: bytes.removeLast(40)
        case .changed: bytes[bytes.count - 3] ^= 1
        case .otherKey:
            try history.write([Self.account("main")], to: X25519Identity.generate().recipient)
            bytes = try #require(folder.bytes("history.age"))
        case .noAge: bytes = Array("hello".utf8)
        case .tooLarge: bytes = [UInt8](repeating: 0, count: 5 << 20)
        case .empty: bytes = []
        }
        folder.put(bytes, as: "history.age")
        #expect(try history.read(with: key) == .damaged(keptAs: folder.path + "/history.age.damaged"))
        #expect(folder.bytes("history.age.damaged") == bytes)
        #expect(try history.read(with: key) == .accounts([]), "it is said once")
        try history.write([Self.account("main")], to: key.recipient)
        #expect(try history.read(with: key) == .accounts([Self.account("main")]))
    }

    @Test(arguments: [
        #"{"version":2,"accounts":[]}"#, #"{"version":1}"#, "[]", "", #"{"version":1,"accounts":[{"name":"a"}]}"#,
        #"{"version":1,"accounts":[{"name":"a","points":[[1]]}]}"#, #"{"version":1,"accounts":[{"name":"a","points":[[1,"x"]]}]}"#,
        #"{"version":1,"accounts":[{"name":"a","points":[[-1,"1"]]}]}"#, #"{"version":1,"accounts":[{"name":"a","points":[["1","1"]]}]}"#,
    ])
    func textThatIsNoHistory(text: String) {
        #expect(HistoryText.read(Array(text.utf8)) == nil)
    }

    @Test func isBounded() throws {
        let key = try identity(vault())
        let many = (0..<1_200).map { Self.account("account-\($0)", points: 288) }
        try history.write(many, to: key.recipient)
        guard case .accounts(let accounts) = try history.read(with: key) else {
            Issue.record("it cannot be read")
            return
        }
        #expect(accounts.count == 1_000)
        #expect(accounts.reduce(0) { $0 + $1.history.points.count } <= HistoryText.pointLimit)
        #expect(try #require(folder.bytes("history.age")).count < 4 << 20)
        #expect(accounts[0].history.points.last == many[0].history.points.last, "the latest are kept")
    }

    /// Killed at any call, the old or the new content is there; and no call that fails leaves anything behind.
    @Test func aSaveIsWholeOrNotAtAll() throws {
        let key = try identity(vault())
        let (before, after) = ([Self.account("main")], [Self.account("main", points: 5)])
        try history.write(before, to: key.recipient)
        let counting = FaultySystem(.none)
        try HistoryFile(beside: VaultFile(path: folder.vaultPath, workFactor: 10, system: counting)).write(after, to: key.recipient)
        for call in 1...counting.callCount {
            for fault in [FaultySystem.Fault.failure(atCall: call, errno: ENOSPC), .death(atCall: call), .halfWritten(atCall: call)] {
                try history.write(before, to: key.recipient)
                try? HistoryFile(beside: VaultFile(path: folder.vaultPath, workFactor: 10, system: FaultySystem(fault))).write(
                    after, to: key.recipient)
                let content = try history.read(with: key)
                #expect(content == .accounts(before) || content == .accounts(after), "\(fault)")
            }
        }
    }

    /// A user can get at it without this program: the key is in the vault, in the form that `age` takes.
    @Test(.enabled(if: Tool.canRun("age"))) func theAgeProgramOpensIt() throws {
        let vault = try vault()
        let key = try identity(vault)
        try history.write([Self.account("main", points: 1)], to: key.recipient)
        let keyFile = folder.path + "/key.txt"
        let secret = try key.text()
        secret.withUnsafeBytes { folder.put(Array($0), as: "key.txt") }
        let opened = try Tool.run("age", ["-d", "-i", keyFile, folder.path + "/history.age"]).output
        #expect(
            String(decoding: opened, as: UTF8.self) == #"{"version":1,"accounts":[{"name":"main","points":[[1795342392345,"-12550.10"]]}]}"#
        )
    }
}
