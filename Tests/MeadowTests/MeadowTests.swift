import Crypto
import Domain
import Exchanges
import Foundation
import HTTP
import Session
import Synchronization
import Testing

/// An exchange of its own kind is read through the kit alone, over HTTP.
@Suite struct MeadowTests {
    static let key = #"{"label":"scythe","rights":["see","act"],"gates":["203.0.113.7"],"until":null}"#
    static let owner = #"{"id":"770000000000000000012345678","head":true,"grazing":true}"#
    static let firstPage = #"""
        {"rows":[{"name":"barn","worth":"10.5","things":[{"thing":"OAT","amount":"3.1415926535897932384626","worth":"10.5"}]},
         {"name":"pond","worth":"0.25","things":[]}],"next":"2"}
        """#
    static let secondPage = #"{"rows":[{"name":"Old Mill \u001b[31m","worth":"7","things":[]}],"next":null}"#

    private let meadow: MeadowField
    private var ledger: ScriptedHost { meadow.ledger }
    private var field: ScriptedHost { meadow.field }
    private var reader: AccountReader { meadow.reader }

    init() throws { meadow = try MeadowField() }

    private func target(
        _ apiKey: String = "K-000000000000", _ environment: TradingEnvironment = .live, privateKey: String = Meadow.kept
    ) -> AccountRequest {
        meadow.target(apiKey, environment, privateKey: privateKey)
    }

    private func close() { meadow.close() }

    @Test func fourWalletsOfWhichOneNobodyKnows() async throws {
        defer { close() }
        let snapshot = try await reader.read(target()).get()
        #expect(snapshot.wallets.map(\.kind.id) == ["barn", "pond", "Old Mill [31m", "hay"])
        #expect(snapshot.wallets.map(\.kind.label.english) == ["Barn", "Pond", "Old Mill [31m", "Hay"])
        #expect(snapshot.wallets[0].assets.first?.total?.written == "3.1415926535897932384626")
        #expect(snapshot.equity?.total.plain == "29.75")
        #expect(snapshot.accountID == "770000000000000000012345678" && snapshot.kind == .main && snapshot.key.label == "scythe")
        #expect(snapshot.key.permissions == [.read, .trade] && snapshot.notices.isEmpty)
        #expect(ledger.asked == ["/time", "/key", "/wallets?page=1", "/wallets?page=2"])
        #expect(field.asked.sorted() == ["/hay", "/owner", "/prices"])
    }

    /// Both hosts verify what was signed, and the key's other half never goes anywhere.
    @Test func aPrivateKeySigns() async throws {
        defer { close() }
        _ = try await reader.read(target(privateKey: Meadow.keptOfEncrypted)).get()
        #expect(ledger.forged == 0 && field.forged == 0 && ledger.verified == 3 && field.verified == 3)
        let other = Meadow.keptOfEncrypted.replacing("HR4f", with: "HR4A")
        guard case .failure(let failure) = await reader.read(target(privateKey: other)) else {
            Issue.record("somebody else's key was let in")
            return
        }
        #expect(failure.cause == .secretWrong && ledger.forged + field.forged > 0)
        func signed() -> Int { ledger.verified + ledger.forged + field.verified + field.forged }
        let before = signed()
        for text in ["", "no key", Meadow.block] {
            guard case .failure(let failure) = await reader.read(target(privateKey: text)) else {
                Issue.record("it was sent without a signature")
                return
            }
            #expect(failure.cause == .credentialsMalformed)
        }
        #expect(signed() == before && ledger.asked.filter { $0 == "/key" }.count == 2, "only the time is asked for without a key")
    }

    /// What this environment does not offer is not asked for, and no failure.
    @Test func anEnvironmentWithFewerParts() async throws {
        defer { close() }
        let snapshot = try await reader.read(target("K-000000000000", .demo)).get()
        #expect(snapshot.wallets.count == 3 && snapshot.notices.isEmpty)
        #expect(field.asked == ["/owner"])
    }

    /// A host that a testnet lacks is not asked, and what it would have told is neither a failure nor nothing.
    @Test func aHostThatIsNotThereIsNoFailure() async throws {
        defer { close() }
        let rows = Mutex<[VerificationRow: VerificationResult]>([:])
        let snapshot = try await reader.verify(target("K-000000000000", .testnet)) { row, result in rows.withLock { $0[row] = result } }
            .get()
        #expect(snapshot.wallets.map(\.kind.id) == ["barn", "pond", "Old Mill [31m"] && snapshot.notices.isEmpty)
        #expect(snapshot.accountID.isEmpty && snapshot.kind == nil && snapshot.key.label == "scythe")
        #expect(rows.withLock { $0[.settings] } == .skipped)
        #expect(rows.withLock { $0[.environment] } == .ok(Phrase(en: "Testnet.", zh: "测试网。")))
        guard case .ok? = rows.withLock({ $0[.balances] }) else {
            Issue.record("balances")
            return
        }
        #expect(field.asked.isEmpty && ledger.asked.contains("/wallets?page=2"))
    }

    /// Where there is nothing to show without it, it is said that it is not offered, and nothing is sent.
    @Test func aSiteWithoutItsMainHost() async throws {
        defer { close() }
        let nowhere = AccountRequest(
            exchange: "meadow", site: Site(nowhere: "gone", origin: .configured), environment: .live,
            key: KeyHandle(KeyValues(apiKey: SecretBytes("K-000000000000".utf8))))
        guard case .failure(let failure) = await reader.read(nowhere) else {
            Issue.record("it was read")
            return
        }
        #expect(failure == AbsentHost.failure && failure.cause == .featureUnavailable)
        #expect(ledger.asked.isEmpty && field.asked.isEmpty)
    }

    /// Prices are cached for all accounts and hay for one account; a verification asks for both again.
    @Test func whatIsKeptAndForWhom() async throws {
        defer { close() }
        for key in ["K-000000000000", "K-111111111111", "K-000000000000"] { _ = try await reader.read(target(key)).get() }
        #expect(field.asked.filter { $0 == "/prices" }.count == 1)
        #expect(field.asked.filter { $0 == "/hay" }.count == 2)
        _ = try await reader.verify(target()) { _, _ in }.get()
        #expect(field.asked.filter { $0 == "/prices" }.count == 1)
        #expect(field.asked.filter { $0 == "/hay" }.count == 3)
    }

    @Test func aPartThatIsRefusedIsAGapAtItsRow() async throws {
        defer { close() }
        field.answer("/hay", #"{"refused":"F9"}"#)
        let rows = Mutex<[VerificationRow: VerificationResult]>([:])
        let snapshot = try await reader.verify(target()) { row, result in rows.withLock { $0[row] = result } }.get()
        #expect(snapshot.wallets.count == 3)
        #expect(snapshot.notices.map(\.warning) == [.partial])
        #expect(snapshot.notices[0].message.english == "Some data is missing: the hay could not be had (The horse is tired).")
        for row in [VerificationRow.settings, .balances] {
            guard case .warning(let notice)? = rows.withLock({ $0[row] }) else {
                Issue.record("\(row)")
                continue
            }
            #expect(notice.warning == .partial)
        }
    }

    /// The same code at the other host is another refusal, and the part is one without which there is nothing to show.
    @Test func aCodeMeansWhatItsHostMeans() async throws {
        defer { close() }
        ledger.answer("/wallets?page=2", #"{"refused":"F9"}"#)
        guard case .failure(let failure) = await reader.read(target()) else {
            Issue.record("it was read")
            return
        }
        #expect(failure.cause == .accountRestricted && failure.code == "F9")
        let adapter = MeadowAdapter()
        #expect(adapter.explain(code: "F9", host: "field")?.cause == .featureUnavailable && adapter.explain(code: "F9") == nil)
    }

    @Test(arguments: [(#"{"address":"203.0.113.9"}"#, Cause.ipNotAllowed), (#"{"refused":"F7"}"#, .keyUnknown)])
    func oneCodeWithTwoCauses(seen: String, cause: Cause) async throws {
        defer { close() }
        ledger.answer("/key", #"{"refused":"F7"}"#)
        field.answer("/seen", seen)
        let rows = Mutex<[VerificationRow: VerificationResult]>([:])
        guard case .failure(let failure) = await reader.verify(target(), report: { row, result in rows.withLock { $0[row] = result } })
        else {
            Issue.record("it was read")
            return
        }
        #expect(failure.cause == cause && failure.code == "F7")
        #expect(failure.seenAddress == (cause == .ipNotAllowed ? "203.0.113.9" : nil))
        guard case .failed(failure)? = rows.withLock({ $0[cause == .ipNotAllowed ? .address : .key] }) else {
            Issue.record("another row failed")
            return
        }
        #expect(field.asked.last == "/seen" && !ledger.asked.contains("/wallets?page=1"))
    }

    /// A header says that others have used nearly all: what would be too much is not asked for.
    @Test func aLimitIsLearntFromAHeader() async throws {
        defer { close() }
        ledger.answer("/key", Self.key, headers: ["X-Meadow-Used: 97"])
        guard case .failure(let failure) = await reader.read(target()) else {
            Issue.record("it was read")
            return
        }
        #expect(failure.cause == .rateLimited && failure.code == nil)
        #expect(ledger.asked == ["/time", "/key"], "the wallets cost five, and three are left")
    }

    /// A page that names itself as the next one is not asked for for ever.
    @Test func aPartThatAsksWithoutEndIsStopped() async throws {
        defer { close() }
        let endless = try MeadowField { $0.queriesOfPart = 12 }
        defer { endless.close() }
        endless.ledger.answer("/wallets?page=2", #"{"rows":[],"next":"2"}"#)
        guard case .failure(let failure) = await endless.reader.read(endless.target()) else {
            Issue.record("it was read")
            return
        }
        #expect(failure.cause == .replyNotUnderstood && failure.message.english.contains("12 were asked"))
        #expect(endless.ledger.asked.filter { $0.hasPrefix("/wallets") }.count == 12)
        #expect(failure.retry == .never)
    }

    /// What others used of a limit and what this program did, as a header tells; nothing where none does.
    @Test func howMuchOfALimitIsUsedIsTold() async throws {
        defer { close() }
        ledger.answer("/wallets?page=2", Self.secondPage, headers: ["X-Meadow-Used: 73"])
        let limits = try await reader.read(target()).get().limits
        #expect(limits.map(\.name) == ["weight"])
        // The time, the key, and five for each page of wallets.
        #expect(limits.first?.own == 12 && limits.first?.others == 61)
        #expect(limits.first?.words == Phrase(en: "Limit used: 61 % by others, 12 % by Tidegate", zh: "请求限额：其他程序已用 61 %，Tidegate 已用 12 %"))
        let silent = try MeadowField()
        defer { silent.close() }
        #expect(try await silent.reader.read(silent.target()).get().limits.isEmpty)
    }

    /// No line of the program names this exchange.
    @Test func nothingInTheSourcesNamesIt() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let files = FileManager.default.enumerator(at: root.appending(path: "Sources"), includingPropertiesForKeys: nil)
        var count = 0
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            count += 1
            #expect(try !String(contentsOf: file, encoding: .utf8).lowercased().contains("meadow"), "\(file.lastPathComponent)")
        }
        #expect(count > 300)
    }
}
