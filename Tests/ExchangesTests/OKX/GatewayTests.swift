import Domain
import HTTP
import Testing

@testable import Exchanges

/// What answers in OKX's place is told as what it is, whatever was asked.
@Suite struct GatewayTests {
    private func failures(_ status: Int, _ body: String, _ headers: [HTTPReplyHeader] = [], origin: String = "https://www.okx.com")
        -> [Failure]
    {
        let reply = HTTPReply(
            status: status, headers: headers, body: Array(body.utf8), startedAtUnixMilliseconds: 0, finishedAtUnixMilliseconds: 1,
            protocolVersion: .http1_1, origin: origin)
        let all =
            OKXPart.allCases.map { Sample.okx.decode($0, reply).failure } + [
                Sample.okx.decodeClock(reply).failure, Sample.okx.decodeMaintenance(reply).failure,
            ]
        return all.compactMap { $0 }
    }

    private func expect(
        _ failures: [Failure], _ cause: Cause, says english: String, _ chinese: String, retry: Failure.Retry,
        _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(failures.count == OKXPart.allCases.count + 2, sourceLocation: location)
        for failure in failures {
            #expect(failure.cause == cause, sourceLocation: location)
            #expect(failure.retry == retry, sourceLocation: location)
            #expect(failure.message.english.contains(english), "\(failure.message.english)", sourceLocation: location)
            #expect(failure.message.simplifiedChinese.contains(chinese), "\(failure.message.simplifiedChinese)", sourceLocation: location)
            #expect(!failure.remedy.isEmpty, sourceLocation: location)
        }
    }

    @Test(arguments: [
        "http://portal.hotel.example/login", "https://portal.hotel.example/login?to=https://www.okx.com/", "//10.0.0.1/",
        "https://www.okx.com.hotel.example/", "https://www.okx.com@hotel.example/", "http://notokx.com/",
        "https://hotel.example\\.okx.com/",
        "https://[fd00::1]/login",
    ])
    func aRedirectElsewhereIsASignInPage(location: String) {
        for status in [301, 302, 303, 307, 308] {
            expect(
                failures(status, "", [HTTPReplyHeader(name: "Location", value: location)]), .networkUnreachable,
                says: "sign-in page of the network", "登录页面", retry: .later)
        }
    }

    @Test(arguments: [
        "https://my.okx.com/", "HTTPS://MY.OKX.COM/account", "//app.okx.com/x", "https://okx.com", "https://tr.okx.com:443/",
        "http://eea.okx.com./",
    ])
    func aRedirectToTheExchangeIsAnotherSite(location: String) {
        expect(
            failures(302, "", [HTTPReplyHeader(name: "Location", value: location)]), .wrongSite, says: "belongs to another site",
            "其他站点", retry: .never)
    }

    @Test func aRedirectWithinTheHostIsNeither() {
        expect(
            failures(301, "", [HTTPReplyHeader(name: "location", value: "https://lab.example/api/")], origin: "https://lab.example"),
            .replyNotUnderstood, says: "another of its own pages", "自己的其他页面", retry: .never)
    }

    @Test func aRedirectWithoutAnAddressLeadsNowhere() {
        expect(failures(302, ""), .networkUnreachable, says: "sign-in page", "登录页面", retry: .later)
        expect(
            failures(302, "", [HTTPReplyHeader(name: "Location", value: "/login")]), .networkUnreachable, says: "sign-in page", "登录页面",
            retry: .later)
    }

    @Test(arguments: ["<html><body>Welcome aboard</body></html>", "\u{FEFF}<!DOCTYPE html>", "\r\n  <HTML>"])
    func aPageInPlaceOfAReplyIsNamed(body: String) {
        expect(failures(200, body), .replyNotUnderstood, says: "a sign-in page of the network", "登录页面", retry: .never)
    }

    @Test(arguments: ["", "<html>", #"{"code":"511","msg":"sign in"}"#, #"{"code":0,"msg":"","data":[]}"#])
    func theNetworkWantsASignIn(body: String) {
        expect(failures(511, body), .networkUnreachable, says: "sign-in page of the network", "登录页面", retry: .later)
    }

    @Test(arguments: [
        #"{"code":0,"msg":"Service unavailable in your location."}"#, #"{"code":"0","msg":"","data":[]}"#, "", "<html>451</html>",
        #"{"code":451,"msg":"x"}"#, #"{"code":"77777","msg":"x"}"#, #"{"msg":"x"}"#,
    ])
    func aPlaceThatIsNotServedIsNamed(body: String) {
        expect(failures(451, body), .regionRestricted, says: "does not offer its service where this machine is", "所在地区", retry: .never)
    }

    @Test(arguments: [
        #"{"code":404,"data":{},"detailMsg":"","error_code":"404","error_message":"Not Found","msg":"Not Found"}"#,
        #"{"code":"404","data":{},"msg":"Not Found"}"#, #"{"error":"Not Found"}"#,
    ])
    func aPathThatAHostLacksIsNoCodeToLookUp(body: String) {
        let failures = failures(404, body)
        expect(failures, .wrongSite, says: "has no such path (HTTP 404)", "没有此路径", retry: .never)
        #expect(failures.allSatisfy { $0.code == nil })
    }

    @Test(arguments: [
        (500, #"{"code":500,"data":{},"error_code":"500","error_message":"Internal Server Error","msg":"Internal Server Error"}"#),
        (500, #"{"code":500,"data":{},"msg":"server error 3"}"#), (200, #"{"code":500,"data":{},"msg":"Internal Server Error"}"#),
        (503, #"{"code":503,"data":{},"msg":"x"}"#),
    ])
    func theGatewaysOwnFailuresPass(status: Int, body: String) {
        expect(failures(status, body), .exchangeUnavailable, says: "not available at present", "暂时不可用", retry: .readsOnly)
    }

    @Test func aCacheOnTheWayIsNoOtherSite() {
        expect(failures(304, ""), .replyNotUnderstood, says: "answered from its memory (HTTP 304)", "缓存", retry: .readsOnly)
    }

    @Test func emptyAndCutRepliesAreNamed() {
        expect(failures(200, ""), .replyNotUnderstood, says: "is empty", "为空", retry: .never)
        expect(failures(200, #"{"code":"0","msg":"","data":[{"ts":"17672"#), .replyNotUnderstood, says: "breaks off", "不完整", retry: .never)
        expect(failures(200, #"{"code":"0""#), .replyNotUnderstood, says: "breaks off", "不完整", retry: .never)
    }

    @Test(arguments: [
        (403, "error code: 1010", Cause.exchangeUnavailable, "Cloudflare 1010"),
        (403, "<title>Error 1020</title>", .exchangeUnavailable, "Cloudflare 1020"),
        (429, "error code: 1015", .rateLimited, "Cloudflare 1015"), (403, "error code: 1009", .regionRestricted, "Cloudflare 1009"),
        (403, "<html>Forbidden</html>", .exchangeUnavailable, "HTTP 403"),
    ])
    func whatCloudflareSaysIsSaid(status: Int, body: String, cause: Cause, says: String) {
        for failure in failures(status, body) {
            #expect(failure.cause == cause)
            #expect(failure.message.english.contains(says) && failure.message.simplifiedChinese.contains(says))
        }
    }

    @Test(arguments: [
        (ProxyProblem.loginWanted, Cause.networkUnreachable, "wants a login", "要求登录"),
        (.refused(status: 403), .networkUnreachable, "refuses to connect", "拒绝连接"),
        (.destinationUnreachable(status: 502), .networkUnreachable, "could not reach", "无法连接到"),
        (.destinationUnreachable(status: nil), .networkUnreachable, "could not reach", "无法连接到"),
        (.signInPage(status: 511), .networkUnreachable, "sign-in page", "登录页面"),
        (.unreachable, .networkUnreachable, "cannot be reached", "无法连接到"),
        (.failed(status: 400), .networkUnreachable, "HTTP 400", "HTTP 400"),
        (.tls(.untrustedIssuer), .tlsUntrusted, "certificate of the proxy", "的代理 的证书"),
        (.tls(.expired), .tlsUntrusted, "certificate of the proxy", "的代理 的证书"),
        (.tls(.wrongHost), .tlsUntrusted, "the proxy on the way", "的代理"),
        (.tls(.handshakeFailed), .tlsUntrusted, "the proxy on the way", "的代理"),
    ])
    func whatTheProxySaysIsSaidOfTheProxy(problem: ProxyProblem, cause: Cause, english: String, chinese: String) {
        let failure = Sample.okx.failure(for: .proxyFailed(problem), origin: Sample.site.restOrigin)
        #expect(failure.cause == cause)
        #expect(failure.message.english.contains(english) && failure.message.english.contains("proxy"), "\(failure.message.english)")
        #expect(
            failure.message.simplifiedChinese.contains(chinese) && failure.message.simplifiedChinese.contains("代理"),
            "\(failure.message.simplifiedChinese)")
        #expect(!failure.remedy.isEmpty && failure.remedy.allSatisfy { $0.english != $0.simplifiedChinese })
    }
}
