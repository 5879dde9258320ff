import Age
import Crypto
import Domain
import Foundation
import JSON
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

    private static func account(_ name: String, points: Int = 3, from start: Int64 = 1_795_342_392_000) -> AccountHistory {
        AccountHistory(
            name: name,
            history: EquityHistory(
                (0..<points).map {
                    .init(
                        unixMilliseconds: start + Int64($0) * 60_000, total: Amount("-12550.\(10 + $0 % 89)")!)
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
        case .tooLarge: bytes = [UInt8](repeating: 0, count: HistoryFile.limits.fileBytes + 1)
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
        series("1"), series("1 2 3"), series("1 2 0 3"), series("1 2 -1 3"), series("1  2"), series("1 x"), series("1 1.5"), series(" 1 2"),
        series("253402300800 1"), series("9223372036854775807 1 1 1"), series("1 9223372036854775807 1 1"), series("0 1"),
        #"{"version":1,"accounts":[{"name":"a","points":[],"series":7}]}"#,
    ])
    func textThatIsNoHistory(text: String) {
        #expect(HistoryText.read(Array(text.utf8)) == nil)
    }

    private static func series(_ text: String) -> String {
        #"{"version":1,"accounts":[{"name":"a","points":[],"series":"\#(text)"}]}"#
    }

    /// One that kept a point in ten minutes for two days.
    @Test func theFileOfAnEarlierVersionIsRead() throws {
        let text =
            #"{"version":1,"accounts":[{"name":"a","points":[[1795342392345,"-12550.10"],[1795342992345,"7"]]},{"name":"b","points":[]}]}"#
        let accounts = try #require(HistoryText.read(Array(text.utf8)))
        #expect(accounts.map(\.name) == ["a", "b"])
        #expect(accounts[1].history == EquityHistory())
        #expect(
            accounts[0].history.points == [
                .init(unixMilliseconds: 1_795_342_392_345, total: try #require(Amount("-12550.1"))),
                .init(unixMilliseconds: 1_795_342_992_345, total: Amount(7)),
            ])
        #expect(HistoryText.read(HistoryText.write(accounts))?[0].history.points.map(\.total) == accounts[0].history.points.map(\.total))
    }

    /// What an earlier version looks for is there, and no larger than it takes: 4 MiB, 400 000 values, 288 points of an account.
    @Test func anEarlierVersionFindsItsPoints() throws {
        let full = Self.account("full", points: EquityHistory.limit).history
        let accounts = (0..<100).map { AccountHistory(name: "account-\($0)", history: full) }
        let bytes = HistoryText.write(accounts)
        #expect(bytes.count < 4 << 20)
        let root = try JSONDocument(parsing: bytes, limits: JSONLimits(depth: 8, byteCount: 4 << 20, nodeCount: 400_000)).root
        let account = try #require(root["accounts"]?.elements.last)
        let points = try #require(account["points"]).elements
        #expect(account["name"]?.string == "account-99")
        let last = try #require(accounts[99].history.points.last)
        #expect(points.last?.elements[0].numberText == String(last.unixMilliseconds))
        #expect(points.last?.elements[1].string.flatMap { Amount($0) } == last.total)
        let intervals = points.compactMap { $0.elements[0].numberText.flatMap { Int64($0) } }.map { $0 / 600_000 }
        #expect(points.count <= 288 && intervals.count == points.count)
        #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0 < $1 })
    }

    /// Five years of a hundred accounts come back as they were.
    @Test func yearsComeBackAsTheyWere() throws {
        let key = try identity(vault())
        let accounts = (0..<100).map { number in
            var generator = SeededGenerator(seed: UInt64(number))
            var time: Int64 = 1_600_000_000_000
            var total = 1_000_000
            var points: [EquityHistory.Point] = []
            for distance in [Int64(86_400_000), 3_600_000, 60_000] {
                for _ in 0..<(distance == 86_400_000 ? 1_800 : distance == 3_600_000 ? 744 : 1_440) {
                    time += distance
                    total += Int.random(in: -50_000...50_000, using: &generator)
                    points.append(.init(unixMilliseconds: time, total: Amount(hundredths: total)))
                }
            }
            return AccountHistory(name: "account-\(number)", history: EquityHistory(points))
        }
        #expect(accounts.allSatisfy { $0.history.points.count > 3_900 })
        try history.write(accounts, to: key.recipient)
        #expect(try history.read(with: key) == .accounts(accounts))
    }

    @Test func isBounded() throws {
        let key = try identity(vault())
        let full = Self.account("full", points: 1_440).history
        let many = (0..<1_200).map { AccountHistory(name: "account-\($0)", history: full) }
        try history.write(many, to: key.recipient)
        guard case .accounts(let accounts) = try history.read(with: key) else {
            Issue.record("it cannot be read")
            return
        }
        #expect(accounts.count == 1_000)
        #expect(accounts.reduce(0) { $0 + $1.history.points.count } <= HistoryText.pointLimit)
        #expect(try #require(folder.bytes("history.age")).count < HistoryFile.limits.fileBytes)
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
            String(decoding: opened, as: UTF8.self)
                == #"{"version":1,"accounts":[{"name":"main","points":[[1795342392000,"-12550.10"]],"series":"1795342392 -1255010"}]}"#
        )
    }
}
