import Crypto
import Domain
import Foundation
import HTTP
import TestSupport
import Testing

@testable import Exchanges
@testable import Session

/// The authorization request and the handling of callbacks, held to the RFCs point by point.
@Suite struct RFCTests {
    private static let site = ExchangeProfile.okx.sites[0]

    private func client(_ change: (inout FastAPIClient) -> Void = { _ in }) -> FastAPIClient {
        var client = FastAPIClient(clientID: "client id&=", secretSource: .file("/x"), redirectURI: "http://127.0.0.1:8787/callback?a=b")
        change(&client)
        return client
    }

    private func items(_ address: String) throws -> [URLQueryItem] {
        try #require(URLComponents(string: address)?.queryItems)
    }

    // MARK: RFC 6749

    @Test("RFC 6749 3.1, 4.1.1: each parameter of the request stands once, encoded once") func requestParameters() throws {
        let address = OKXAdapter().authorizationAddress(
            client { $0.extra = ["channelId": "ä b", "state": "evil"] }, place: AccountPlace(site: Self.site, environment: .live),
            state: "abc")
        #expect(address.hasPrefix("https://www.okx.com/account/oauth?"))
        let items = try items(address)
        #expect(items.map(\.name) == ["response_type", "access_type", "client_id", "redirect_uri", "scope", "state", "channelId"])
        #expect(items.map(\.value) == ["code", "offline", "client id&=", "http://127.0.0.1:8787/callback?a=b", "fast_api", "abc", "ä b"])
        #expect(address.contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A8787%2Fcallback%3Fa%3Db&") && !address.contains("%25"))
    }

    private let answer = AuthorizationAnswer(state: "k3m9x0q7w2e8r5t1y6u4i0p9as", path: "/callback")

    private func verdict(_ target: String) -> String {
        Array(target.utf8).withUnsafeBytes { bytes in
            switch answer.judge(target: bytes) {
            case nil: "not ours"
            case .code(let code, let domain)?: "code of \(code.count) bytes, \(domain ?? "-")"
            case .denied(let error)?: "denied: \(error)"
            case .refused?: "refused"
            }
        }
    }

    @Test("RFC 6749 4.1.2: a code with our state is taken, further parameters are passed over") func callback() {
        #expect(verdict("/callback?code=abcdefgh&state=k3m9x0q7w2e8r5t1y6u4i0p9as&foo=bar") == "code of 8 bytes, -")
        #expect(
            verdict("/callback?state=k3m9x0q7w2e8r5t1y6u4i0p9as&domain=https%3A%2F%2Fmy.okx.com&code=abc%2Ddefgh")
                == "code of 9 bytes, https://my.okx.com")
    }

    @Test("RFC 6749 4.1.2.1: each error of the callback has a cause and a remedy") func callbackErrors() {
        for (error, cause) in [
            ("access_denied", Cause.authorizationDenied), ("invalid_request", .clientNotApproved),
            ("unauthorized_client", .clientNotApproved),
            ("unsupported_response_type", .clientNotApproved), ("invalid_scope", .clientNotApproved),
            ("server_error", .exchangeUnavailable),
            ("temporarily_unavailable", .exchangeUnavailable), ("something_else", .authorizationDenied), ("", .authorizationDenied),
        ] {
            #expect(verdict("/callback?error=\(error)&state=k3m9x0q7w2e8r5t1y6u4i0p9as") == "denied: \(error)")
            let failure = OKXAdapter().failure(ofCallback: error)
            #expect(failure.cause == cause && !failure.remedy.isEmpty, "\(error)")
        }
        #expect(verdict("/callback?error=access_denied&state=wrong") == "refused", "anyone could say so")
    }

    @Test("RFC 6749 3.1: a parameter that stands twice is no answer") func repeatedParameters() {
        #expect(verdict("/callback?code=abcdefgh&code=abcdefgh&state=k3m9x0q7w2e8r5t1y6u4i0p9as") == "refused")
        #expect(verdict("/callback?code=abcdefgh&state=k3m9x0q7w2e8r5t1y6u4i0p9as&state=k3m9x0q7w2e8r5t1y6u4i0p9as") == "refused")
    }

    @Test("RFC 6749 10.10, 10.12; RFC 9700 4.7: the state is short, of at least 128 bits, another each time, and binds the answer")
    func state() {
        let states = (0..<200).map { _ in OAuthSession.newState() }
        #expect(Set(states).count == 200)
        #expect(states.allSatisfy { state in state.utf8.count == 26 && state.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) } })
        // 36 letters, none of them missing among 5,200.
        #expect(Set(states.joined()).count == 36)
        #expect(verdict("/callback?code=abcdefgh") == "refused" && verdict("/callback?code=abcdefgh&state=") == "refused")
        #expect(verdict("/callback?code=abcdefgh&state=k3m9x0q7w2e8r5t1y6u4i0p9aS") == "refused")
    }

    @Test("RFC 6749 5.2: each error of the token reply has a cause, in any of three shapes") func tokenErrors() {
        for (body, cause) in [
            (#"{"error":"invalid_grant","error_description":"x"}"#, Cause.authorizationExpired),
            (#"{"error":"invalid_client"}"#, .clientNotApproved),
            (#"{"error":"unauthorized_client"}"#, .clientNotApproved), (#"{"error":"invalid_scope"}"#, .clientNotApproved),
            (#"{"code":"53012","msg":"expired"}"#, .authorizationExpired), (#"{"code":53014,"msg":"ip"}"#, .ipNotAllowed),
            (#"{"error_code":"53017","error_message":"no"}"#, .clientNotApproved), ("<html>", .replyNotUnderstood),
            ("", .replyNotUnderstood),
            (#"{"access_token":5}"#, .replyNotUnderstood),
        ] {
            let reply = OKXAdapter().decodeToken(Self.reply(400, body))
            guard case .failure(let failure) = reply else {
                Issue.record("\(body) is no failure")
                continue
            }
            #expect(failure.cause == cause && !failure.remedy.isEmpty, "\(body): \(failure.cause)")
        }
    }

    @Test("RFC 6749 5.1, 7.1: a token of a type that is not known is not used") func tokenType() {
        for body in [
            #"{"access_token":"abc","token_type":"mac"}"#, #"{"access_token":"abc"}"#, #"{"access_token":"","token_type":"bearer"}"#,
            #"{"access_token":"a\nb","token_type":"bearer"}"#,
        ] {
            if case .success = OKXAdapter().decodeToken(Self.reply(200, body)) { Issue.record("\(body) is taken") }
        }
        guard
            case .success(.token(let token)) = OKXAdapter().decodeToken(
                Self.reply(200, #"{"access_token":"a\u0062c","token_type":"Bearer","expires_in":3600}"#))
        else {
            Issue.record("no token")
            return
        }
        token.withUnsafeBytes { #expect(Array($0) == Array("abc".utf8)) }
    }

    @Test("RFC 6749 4.1.3: the token request repeats the redirect address, and its body is secret") func tokenRequest() throws {
        let secret = SecretBytes("s\"ecret\\".utf8)
        let code = SecretBytes("the-code".utf8)
        let signer = Signer([.clientSecret: secret, .authorizationCode: code])
        let request = try signer.sign(
            OKXAdapter().tokenRequest(client(), place: AccountPlace(site: Self.site, environment: .live), path: .configured)
        ).get()
        guard case .secret(let body) = request.body else {
            Issue.record("the body is no secret")
            return
        }
        let object = try body.withUnsafeBytes { try JSONSerialization.jsonObject(with: Data($0)) } as? [String: String]
        #expect(
            object == [
                "grant_type": "authorization_code", "code": "the-code", "client_id": "client id&=", "client_secret": "s\"ecret\\",
                "redirect_uri": "http://127.0.0.1:8787/callback?a=b",
            ])
        let without = try signer.sign(
            OKXAdapter().tokenRequest(
                client { $0.sendRedirectURI = .off }, place: AccountPlace(site: Self.site, environment: .live), path: .other)
        ).get()
        #expect(without.target == "/api/v5/users/oauth/token")
        guard case .secret(let shorter) = without.body else { return }
        let less = try shorter.withUnsafeBytes { try JSONSerialization.jsonObject(with: Data($0)) } as? [String: String]
        #expect(less?["redirect_uri"] == nil && less?.count == 4)
    }

    // MARK: RFC 6750

    @Test("RFC 6750 2.1: the token travels in the header and nowhere else") func bearer() throws {
        let place = AccountPlace(site: Self.site, environment: .demo)
        let signer = Signer([.accessToken: SecretBytes("tok".utf8), .chosenSecret: SecretBytes("Pass-1".utf8)])
        let request = try signer.sign(OKXAdapter().createKeyRequest(client(), label: "l\"", place: place)).get()
        #expect(request.target == "/api/v5/users/oauth/apikey")
        #expect(request.headers.map(\.name) == ["Authorization", "Content-Type", "x-simulated-trading"])
        guard case .secret(let value) = request.headers[0].value, case .secret(let body) = request.body else {
            Issue.record("it is no secret")
            return
        }
        value.withUnsafeBytes { #expect(Array($0) == Array("Bearer tok".utf8)) }
        let object = try body.withUnsafeBytes { try JSONSerialization.jsonObject(with: Data($0)) } as? [String: Any]
        #expect(
            object?["label"] as? String == "l\"" && object?["passphrase"] as? String == "Pass-1" && object?["perm"] as? String == "trade")
        #expect(object?["bindApp"] as? Bool == false)
    }

    // MARK: RFC 8252

    @Test("RFC 8252 7.3, 8.3: it listens on loopback only, on both addresses for localhost") func loopback() throws {
        #expect(RedirectAddress("http://127.0.0.1:8787/callback")?.hosts == [.loopback4])
        #expect(RedirectAddress("http://[::1]:8787/callback")?.hosts == [.loopback6])
        #expect(RedirectAddress("http://localhost:8000/")?.hosts == [.loopback4, .loopback6])
        // Anything else is not listened for; the answer is pasted.
        for other in [
            "https://127.0.0.1:8787/callback", "https://platform.example/cb", "http://0.0.0.0:8787/x", "http://127.0.0.1.evil.example/x",
            "http://192.168.0.1:80/x",
        ] {
            #expect(RedirectAddress(other)?.hosts == [], "\(other)")
        }
        for wrong in [
            "", "callback", "ftp://127.0.0.1/x", "http://", "http://user@127.0.0.1/x", "http://127.0.0.1:0/x", "http://127.0.0.1:99999/x",
            "http://127.0.0.1/x#y", "http://[::1/x",
        ] {
            #expect(RedirectAddress(wrong) == nil, "\(wrong)")
        }
        let port = try Loopback.freePort()
        let listener = try CallbackListener.open(try #require(RedirectAddress("http://localhost:\(port)/"))).get()
        listener.serve { _ in CallbackListener.Page(status: 404, html: "", ending: .goOn) }
        defer { listener.stop() }
        let text = ["/proc/net/tcp", "/proc/net/tcp6"].compactMap { try? KernelFile.text($0) }.joined(separator: "\n")
        let hexadecimal = String(port, radix: 16, uppercase: true)
        let wanted = String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
        var addresses: [String] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ")
            // 0A is the state LISTEN.
            guard fields.count > 3, fields[3] == "0A", fields[1].hasSuffix(":\(wanted)") else { continue }
            addresses.append(String(fields[1].split(separator: ":")[0]))
        }
        #expect(!addresses.isEmpty && addresses.allSatisfy { $0 == "0100007F" || $0 == "00000000000000000000000001000000" }, "\(addresses)")
    }

    // MARK: RFC 9700

    @Test("RFC 9700 2.1: path and query of the redirect address are compared exactly") func exactRedirect() {
        for target in [
            "/callback/?code=abcdefgh&state=s", "/Callback?code=abcdefgh", "/callback2?x", "//callback?code=abcdefgh", "/?code=abcdefgh",
            "/call",
        ] {
            #expect(verdict(target) == "not ours", "\(target)")
        }
        let registered = AuthorizationAnswer(state: "s", path: "/cb?x=1")
        for (target, isOurs) in [
            ("/cb?x=1&code=abcdefgh&state=s", true), ("/cb?x=2&code=abcdefgh&state=s", false), ("/cb?code=abcdefgh&state=s", false),
        ] {
            Array(target.utf8).withUnsafeBytes { #expect((registered.judge(target: $0) != nil) == isOurs, "\(target)") }
        }
    }

    @Test("RFC 9700 4.4, RFC 9207: what the answer names as its issuer only chooses among known sites") func mixUp() {
        let sites = ExchangeProfile.okx.sites
        let adapter = OKXAdapter()
        #expect(
            adapter.site(named: "https://my.okx.com", in: .live, among: sites)?.id == "eea"
                && adapter.site(named: "https://eea.okx.com", in: .live, among: sites)?.id == "eea")
        #expect(
            adapter.site(named: "https://www.okx.com/", in: .live, among: sites)?.id == "global"
                && adapter.site(named: "https://app.okx.com", in: .live, among: sites)?.id == "us")
        for domain in [
            "https://evil.example", "http://www.okx.com", "https://www.okx.com.evil.example", "https://www.okx.com@evil.example",
            "www.okx.com", "", "?", "https://www.okx.com//", "https://WWW.okx.com",
        ] {
            #expect(adapter.site(named: domain, in: .live, among: sites) == nil, "\(domain)")
        }
    }

    @Test("RFC 7636 is for public clients: Fast API has a client secret, which stays out of the address") func confidentialClient() {
        let address = OKXAdapter().authorizationAddress(client(), place: AccountPlace(site: Self.site, environment: .live), state: "abc")
        #expect(!address.contains("secret") && !address.contains("code_challenge"))
    }

    @Test func passphrasesAreStrongAndSuitable() throws {
        var seen: Set<String> = []
        for _ in 0..<100 {
            let passphrase = try OKXAdapter().makeChosenSecret()
            #expect(passphrase.count == 30 && OKXPassphrase.isSuitable(passphrase))
            _ = passphrase.withUnsafeBytes { seen.insert(String(decoding: $0, as: UTF8.self)) }
            passphrase.wipe()
        }
        #expect(seen.count == 100)
    }

    private static func reply(_ status: Int, _ body: String) -> HTTPReply {
        HTTPReply(
            status: status, headers: [], body: Array(body.utf8), startedAtUnixMilliseconds: 0, finishedAtUnixMilliseconds: 0,
            protocolVersion: .http1_1)
    }
}
