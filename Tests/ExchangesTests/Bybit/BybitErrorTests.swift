import Domain
import HTTP
import Testing

@testable import Exchanges

struct BybitErrorTests {
    @Test(arguments: BybitErrorTable.table.rows.map(\.code))
    func everyCodeIsExplainedInBothLanguages(code: String) throws {
        let failure = try #require(BybitSample.adapter.explain(code: code))
        #expect(failure.code == code)
        for phrase in [failure.message] + failure.remedy {
            #expect(phrase.english != phrase.simplifiedChinese)
            #expect(phrase.english.unicodeScalars.allSatisfy { $0.value < 0x2E80 })
            #expect(phrase.simplifiedChinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
            #expect(phrase.english.last == "." && phrase.simplifiedChinese.last == "。")
        }
    }

    @Test func eachCodeStandsOnce() {
        let codes = BybitErrorTable.table.rows.map(\.code)
        #expect(Set(codes).count == codes.count && codes.count == 72)
    }

    @Test(arguments: [
        ("10003", Cause.keyUnknown), ("10007", .keyUnknown), ("10004", .secretWrong), ("10002", .clockSkew), ("-1", .clockSkew),
        ("10005", .permissionMissing), ("10010", .ipNotAllowed), ("33004", .keyExpired), ("-2015", .keyExpired),
        ("10008", .accountRestricted),
        ("10009", .regionRestricted), ("10024", .regionRestricted), ("10027", .accountRestricted), ("10028", .featureUnavailable),
        ("10006", .rateLimited), ("10429", .rateLimited), ("429", .rateLimited), ("10000", .exchangeUnavailable),
        ("10016", .exchangeUnavailable), ("3100197", .maintenance), ("131002", .exchangeUnavailable), ("131004", .accountRestricted),
        ("10001", .exchangeRefused), ("10017", .featureUnavailable), ("110024", .settingsBlocked), ("110028", .settingsBlocked),
        ("3400045", .settingsBlocked),
    ])
    func causesFollowTheSense(code: String, cause: Cause) {
        #expect(BybitSample.adapter.explain(code: code)?.cause == cause)
        #expect(BybitEnvelope.result(of: BybitSample.refusal(code)).failure?.cause == cause)
        #expect(BybitSample.adapter.decodeClock(BybitSample.refusal(code)).failure?.code == code)
    }

    /// Codes decide with whatever status they come; the names of old routes too.
    @Test(arguments: [
        (401, #"{"retCode":10003,"retMsg":"API key is invalid."}"#, Cause.keyUnknown, "10003"),
        (200, #"{"retCode":10010,"retMsg":"Unmatched IP, please check your API key's bound IP addresses."}"#, .ipNotAllowed, "10010"),
        (200, #"{"ret_code":-2015,"ret_msg":"x","ext_code":null,"result":null}"#, .keyExpired, "-2015"),
        (200, #"{"ret_code":"-2015","ret_msg":"x"}"#, .keyExpired, "-2015"),
        (503, #"{"retCode":10016.0,"retMsg":"x"}"#, .exchangeUnavailable, "10016"),
        (200, #"{"retCode":"10004","retMsg":null}"#, .secretWrong, "10004"),
    ])
    func codesDecideWhateverTheShape(status: Int, body: String, cause: Cause, code: String) {
        let failure = BybitEnvelope.result(of: Sample.reply(body, status: status)).failure
        #expect(failure?.cause == cause && failure?.code == code)
    }

    @Test(arguments: [
        (401, "", Cause.keyUnknown), (403, "access too frequent", .rateLimited), (403, "<html>Access Too Frequent</html>", .rateLimited),
        (403, "<html>Forbidden</html>", .regionRestricted), (403, "error code: 1010", .exchangeUnavailable), (404, "", .featureUnavailable),
        (404, "404 page not found", .featureUnavailable), (429, "", .rateLimited), (502, "<html>", .exchangeUnavailable),
        (500, "", .exchangeUnavailable), (451, "", .regionRestricted), (200, "<html>sign in to the hotel</html>", .replyNotUnderstood),
        (200, "", .replyNotUnderstood), (200, #"{"retCode":0,"retMsg":"OK"}"#, .replyNotUnderstood),
        (200, #"{"retCode":0,"result":[]}"#, .replyNotUnderstood), (200, #"{"result":{}}"#, .replyNotUnderstood),
        (200, #"{"retCode":null,"result":{}}"#, .replyNotUnderstood), (302, "", .networkUnreachable),
        (503, #"{"retCode":0,"result":{}}"#, .exchangeUnavailable),
    ])
    func repliesWithoutACode(status: Int, body: String, cause: Cause) {
        let failure = BybitEnvelope.result(of: Sample.reply(body, status: status)).failure
        #expect(failure?.cause == cause, "\(String(describing: failure?.message.english))")
        #expect(failure?.remedy.isEmpty == false)
        #expect(failure?.message.english.contains("OKX") == false)
    }

    /// Ten minutes for every host, and nothing that is only near it.
    @Test func aBanIsTold() {
        let ban = BybitSample.adapter.ban(toldBy: Sample.reply("<html>access too frequent</html>", status: 403))
        #expect(ban == RequestBan(milliseconds: 600_000, at: .exchange))
        #expect(BybitSample.adapter.ban(toldBy: Sample.reply("Forbidden", status: 403)) == nil)
        #expect(BybitSample.adapter.ban(toldBy: Sample.reply("access too frequent", status: 200)) == nil)
        #expect(BybitEnvelope.result(of: Sample.reply("access too frequent", status: 403)).failure?.retry == .never)
    }

    /// A text from outside is shown cleaned, and only where it says more than the code.
    @Test func textsAreCleaned() {
        let unknown = BybitEnvelope.result(of: BybitSample.refusal("99999", "odd \\u001b[31m thing")).failure
        #expect(unknown?.cause == .exchangeRefused && unknown?.code == "99999")
        #expect(unknown?.message.english.contains("odd") == true && unknown?.message.english.contains("\u{1b}") == false)
        #expect(
            BybitEnvelope.result(of: BybitSample.refusal("10001", "category wrong")).failure?.message.english.contains("category wrong")
                == true)
        #expect(
            BybitEnvelope.result(of: BybitSample.refusal("10003", "category wrong")).failure?.message.english.contains("category") == false)
    }
}
