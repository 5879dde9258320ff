import Core
import Domain
import Foundation
import JSON
import Synchronization
import Testing

@testable import Commands
@testable import Session

/// What a key of it may do and until when it works, in JSON, in print and on the screen.
@Suite struct MeadowKeyTests {
    private static let day: Int64 = 86_400_000

    private func read(_ key: String) async throws -> (result: Result<AccountSnapshot, Failure>, rows: [VerificationRow: VerificationResult])
    {
        let field = try MeadowField(key: key)
        defer { field.close() }
        let rows = Mutex<[VerificationRow: VerificationResult]>([:])
        let result = await field.reader.verify(field.target()) { row, result in rows.withLock { $0[row] = result } }
        return (result, rows.withLock { $0 })
    }

    private func json(_ result: Result<AccountSnapshot, Failure>) -> String {
        let report = ConnectionReport(
            name: "m", exchange: "meadow", site: "west", origin: .configured, environment: .live, maskedKey: "Mw7…b3r", futures: .notUsed,
            outcome: result)
        return String(decoding: StatusReport.json([report], exchanges: [], .english).encoded(), as: UTF8.self)
    }

    /// The screen of an account that was read, in words.
    private func screen(_ snapshot: AccountSnapshot, _ language: Language) throws -> String {
        var desk = MeadowDesk(language: language)
        desk.goToEntry()
        desk.paste(Meadow.key + "\n" + Meadow.block)
        desk.press(.enter)
        desk.send(.operation(try #require(desk.tickets.last), .read(snapshot)))
        // My Exchanges, the account, and its details.
        desk.press(.enter, .enter, .enter)
        return desk.shown.joined(separator: "\n")
    }

    @Test func everyRightIsNamedWhoeverKnowsIt() async throws {
        let until = Int64(Date().timeIntervalSince1970 * 1_000) + Self.day * 400
        let (result, rows) = try await read(#"{"label":"scythe","rights":["see","act","fold","moo"],"gates":true,"until":\#(until)}"#)
        let snapshot = try result.get()
        #expect(snapshot.notices.map(\.warning) == [.permissionsUnknown])
        let end = UTCTimestamp.text(unixMilliseconds: until)
        let json = json(result)
        #expect(json.contains(#""permissions":["read","trade","fold","moo"],"ips":null,"ip_bound":true,"expires":"\#(end)"}"#), "\(json)")
        guard case .warning? = rows[.withdrawal], case .warning? = rows[.permissions], case .ok? = rows[.key] else {
            Issue.record("\(rows)")
            return
        }
        let english = try screen(snapshot, .english)
        #expect(english.contains("read, trade, move between folds, moo · IP bound · expires \(end.prefix(10))"), "\(english)")
        #expect(try screen(snapshot, .simplifiedChinese).contains("\(end.prefix(10)) 到期"))
    }

    @Test func aKeyThatEndsSoonIsAWarning() async throws {
        let until = Int64(Date().timeIntervalSince1970 * 1_000) + Self.day * 5 + Self.day / 2
        let (result, rows) = try await read(#"{"rights":["see"],"gates":[],"until":\#(until)}"#)
        #expect(json(result).contains(#""warning":"key-expiring","message":"The key expires in 5 days"#))
        #expect(json(result).contains(#""ips":[],"ip_bound":false"#) && json(result).contains(#""label":null"#))
        guard case .warning(let notice)? = rows[.key] else {
            Issue.record("\(rows)")
            return
        }
        #expect(notice.warning == .keyExpiring)
        #expect(try screen(result.get(), .simplifiedChinese).contains("该 API Key 将于5 天后到期"))
    }

    /// The profile of the exchange says when a warning is due, and what helps.
    @Test(arguments: [(Int64(20), true), (40, false)]) func whenAWarningIsDueIsTheExchangesOwn(days: Int64, isWarned: Bool) async throws {
        let until = Int64(Date().timeIntervalSince1970 * 1_000) + Self.day * days
        let (result, rows) = try await read(#"{"rights":["see"],"gates":[],"until":\#(until)}"#)
        let notice = try result.get().notices.first { $0.warning == .keyExpiring }
        #expect((notice != nil) == isWarned && (notice == nil || notice?.remedy.first?.english == "Bind a gate."))
        if case .warning? = rows[.key] { #expect(isWarned) } else { #expect(!isWarned) }
    }

    @Test func aKeyThatHasEndedIsRefused() async throws {
        let until = Int64(Date().timeIntervalSince1970 * 1_000) - 60_000
        let (result, rows) = try await read(#"{"rights":["see"],"gates":[],"until":\#(until)}"#)
        guard case .failure(let failure) = result, case .failed(failure)? = rows[.key] else {
            Issue.record("\(rows)")
            return
        }
        #expect(failure.cause == .keyExpired && failure.cause.exitCode == 10)
    }

    @Test func whatIsNotToldIsNull() async throws {
        let (result, _) = try await read(#"{"rights":["see"]}"#)
        #expect(json(result).contains(#""permissions":["read"],"ips":null,"ip_bound":null,"expires":null}"#))
        #expect(try result.get().notices.map(\.warning) == [.permissionsUnknown])
    }

    /// How much of the limits is used stands in the details, where the exchange tells it.
    @Test func whatIsUsedOfALimitStandsInTheDetails() async throws {
        let field = try MeadowField()
        defer { field.close() }
        field.ledger.answer("/wallets?page=2", MeadowTests.secondPage, headers: ["X-Meadow-Used: 73"])
        let shown = try screen(await field.reader.read(field.target()).get(), .english)
        #expect(shown.contains("Limit used: 61 % by others, 12 % by Tidegate"), "\(shown)")
        #expect(try !screen(await read(MeadowTests.key).result.get(), .english).contains("Limit used"))
    }

    /// Gifts lead out of the account, whatever they are called.
    @Test func givingAwayIsRefusedAsWithdrawingIs() async throws {
        let (result, _) = try await read(#"{"rights":["see","gift"],"gates":[],"until":null}"#)
        guard case .failure(let failure) = result else {
            Issue.record("it was read")
            return
        }
        #expect(failure.cause == .withdrawalEnabled && failure.message.english.contains("Gifts"))
    }
}
