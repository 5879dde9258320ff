import Domain
import Testing

@testable import Exchanges

@Suite struct EnvelopeTests {
    @Test(arguments: [
        #"{"msg":"Invalid OK-ACCESS-KEY","code":"50111"}"#,
        #"{"code":50111,"msg":null,"data":null}"#,
        #"{"code":"50111","data":[],"msg":"","new":{"a":[1,2]}}"#,
    ])
    func codesDecideWhateverTheShape(body: String) {
        for part in OKXPart.allCases {
            let failure = Sample.okx.decode(part, Sample.reply(body, status: 401)).failure
            #expect(failure?.cause == .keyUnknown)
            #expect(failure?.code == "50111")
        }
        #expect(Sample.okx.decodeClock(Sample.reply(body, status: 200)).failure?.code == "50111")
    }

    @Test(arguments: [
        (502, "<html><body>502 Bad Gateway</body></html>", Cause.exchangeUnavailable, Failure.Retry.readsOnly),
        (503, "", .exchangeUnavailable, .readsOnly),
        (520, "error code: 520", .exchangeUnavailable, .readsOnly),
        (524, "<html>", .exchangeUnavailable, .readsOnly),
        (500, #"{"error":"x"}"#, .exchangeUnavailable, .readsOnly),
        (403, "error code: 1010", .exchangeUnavailable, .never),
        (429, "Too Many Requests", .rateLimited, .later),
        (404, "Not Found", .replyNotUnderstood, .never),
        (401, "<html>", .replyNotUnderstood, .never),
        (200, "<html>sign in to the hotel network</html>", .replyNotUnderstood, .never),
        (200, "", .replyNotUnderstood, .never),
        (200, "[]", .replyNotUnderstood, .never),
        (200, "null", .replyNotUnderstood, .never),
        (200, #"{"data":[]}"#, .replyNotUnderstood, .never),
        (200, #"{"code":"0","msg":"","data":[{"ts":"17672"#, .replyNotUnderstood, .never),
        // Nothing says that it is another site of OKX to which it leads.
        (301, "", .networkUnreachable, .later),
        (302, #"{"code":"0","msg":"","data":[{"ts":"1767225600123"}]}"#, .networkUnreachable, .later),
    ])
    func gatewaysAreSurvived(status: Int, body: String, cause: Cause, retry: Failure.Retry) {
        for failure in OKXPart.allCases.map({ Sample.okx.decode($0, Sample.reply(body, status: status)).failure })
            + [Sample.okx.decodeClock(Sample.reply(body, status: status)).failure]
        {
            #expect(failure?.cause == cause)
            #expect(failure?.retry == retry)
            #expect(failure?.message.english.contains("HTTP \(status)") == true)
            #expect(failure?.message.simplifiedChinese.contains("HTTP \(status)") == true)
            #expect(failure?.remedy.isEmpty == false)
        }
    }

    @Test func successWithAnErrorStatusIsNoSuccess() {
        let reply = Sample.reply(#"{"code":"0","msg":"","data":[{"ts":"1767225600123"}]}"#, status: 503)
        #expect(Sample.okx.decodeClock(reply).failure?.cause == .exchangeUnavailable)
    }

    @Test(arguments: [#"{"code":"0","msg":""}"#, #"{"code":"0","data":null}"#, #"{"code":"0","data":"x"}"#])
    func successWithoutDataIsNotUnderstood(body: String) {
        for part in OKXPart.allCases {
            #expect(Sample.okx.decode(part, Sample.reply(body)).failure?.cause == .replyNotUnderstood)
        }
    }

    @Test func bareObjectsAndNumericCodesAreAccepted() {
        #expect(Sample.okx.decodeClock(Sample.reply(#"{"code":0,"data":{"ts":1767225600123}}"#)).success == 1_767_225_600_123)
    }

    @Test func codesOfElementsDecideWhereAllOrSomeFailed() {
        let all = #"{"code":"1","msg":"all failed","data":[{"sCode":"0"},{"sCode":"59000","sMsg":"positions"}]}"#
        #expect(Sample.okx.decode(.trading, Sample.reply(all)).failure?.code == "59000")
        let none = #"{"code":"2","msg":"","data":[]}"#
        #expect(Sample.okx.decode(.trading, Sample.reply(none)).failure?.code == "2")
    }

    @Test func unknownCodesShowThemselvesAndTheTextCleaned() throws {
        let body = #"{"code":"77777","msg":"new\u001b[2J rule\u202e here"}"#
        let failure = try #require(Sample.okx.decode(.trading, Sample.reply(body)).failure)
        #expect(failure.cause == .exchangeRefused)
        #expect(failure.code == "77777")
        #expect(failure.message.english == "OKX answered with code 77777: new[2J rule here")
        #expect(failure.message.simplifiedChinese.contains("new[2J rule here"))
        #expect(Sample.okx.decode(.trading, Sample.reply(body, status: 429)).failure?.cause == .rateLimited)
        #expect(Sample.okx.decode(.trading, Sample.reply(body, status: 503)).failure?.cause == .exchangeUnavailable)
        #expect(Sample.okx.decode(.trading, Sample.reply(body, status: 403)).failure?.cause == .exchangeRefused)
    }

    @Test func longCodesAndTextsAreBounded() throws {
        let body = #"{"code":"\#(String(repeating: "9", count: 50_000))","msg":"\#(String(repeating: "字", count: 50_000))"}"#
        let failure = try #require(Sample.okx.decode(.trading, Sample.reply(body)).failure)
        #expect((failure.code ?? "").count <= 24)
        #expect(failure.message.english.count < 300)
    }

    @Test func textsNeverDecide() {
        let body = #"{"code":"50113","msg":"Your IP 203.0.113.7 is not included; API key doesn't exist"}"#
        let failure = Sample.okx.decode(.identity, Sample.reply(body, status: 401)).failure
        #expect(failure?.cause == .secretWrong)
        #expect(failure?.seenAddress == nil)
    }

    @Test(arguments: [
        ("Your IP 203.0.113.7 is not included in your API key's IP whitelist.", "203.0.113.7"),
        ("IP:203.0.113.7.", "203.0.113.7"),
        ("Your IP 2001:db8::1:2 is not linked", "2001:db8::1:2"),
        ("address ::ffff:198.51.100.4, refused", "::ffff:198.51.100.4"),
        ("您的IP2001:DB8:0:0:8:800:200C:417A不在白名单", "2001:DB8:0:0:8:800:200C:417A"),
    ])
    func theAddressThatTheExchangeSawIsFound(text: String, address: String) throws {
        let body = #"{"code":"50110","msg":"\#(text)"}"#
        let failure = try #require(Sample.okx.decode(.identity, Sample.reply(body, status: 401)).failure)
        #expect(failure.cause == .ipNotAllowed)
        #expect(failure.seenAddress == address)
        #expect(failure.remedy.first?.english.contains(address) == true)
        #expect(failure.remedy.first?.simplifiedChinese.contains(address) == true)
        #expect(failure.message.english.contains(address))
    }

    @Test(arguments: [
        "Your IP 300.1.1.1 is wrong", "version 1.2.3", "01.2.3.4", "1.2.3.4.5", "cause::", "a:b:c", "12:34:56", "1::2::3",
        "::", "", "1:2:3:4:5:6:7:8:9", "12345::1",
    ])
    func otherTextIsNoAddress(text: String) {
        let body = #"{"code":"50110","msg":"\#(text)"}"#
        let failure = Sample.okx.decode(.identity, Sample.reply(body, status: 401)).failure
        #expect(failure?.cause == .ipNotAllowed)
        #expect(failure?.seenAddress == nil)
        #expect(failure?.remedy.isEmpty == false)
    }

    @Test func refusalsWithManyTextsShowTheText() {
        let body = #"{"code":"51024","msg":"Your account is frozen by court order"}"#
        let message = Sample.okx.decode(.identity, Sample.reply(body)).failure?.message
        #expect(message?.english.hasSuffix("OKX says: Your account is frozen by court order") == true)
    }

    @Test(arguments: ["0", "-5", "x", "99999999999999999999", "253402300800000"])
    func impossibleTimesAreRefused(text: String) {
        #expect(Sample.okx.decodeClock(Sample.rows(#"{"ts":"\#(text)"}"#)).failure?.cause == .replyNotUnderstood)
    }
}
