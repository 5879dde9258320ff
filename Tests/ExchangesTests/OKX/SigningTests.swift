import Crypto
import Domain
import HTTP
import Session
import Testing

@testable import Exchanges

/// Vectors computed independently with another implementation of HMAC; the first two are OKX's own known answers.
@Suite struct SigningTests {
    struct Vector: Sendable {
        let method: String
        let target: String
        var body = ""
        let signature: String
    }

    static let sampleSecret = "22582BD0CFF14C41EDBF1AB98506286D"
    static let timestamp = "2020-12-08T09:08:57.715Z"

    private func sign(_ secret: String, _ timestamp: String, _ vector: Vector) throws -> String {
        let rule = OKXSignature.rule(timestamp: timestamp, method: vector.method, target: vector.target, body: Array(vector.body.utf8))
        let signature = try Signer(Sample.key(secret: secret)).fill([.signature()], signedBy: rule).get()
        return signature.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        Vector(method: "GET", target: "/api/v5/account/balance", signature: "tpQYvXdaAfU8ae6zI1rJ2xVcyMIk9BKWK/fysaanweQ="),
        Vector(method: "GET", target: "/api/v5/account/balance?ccy=BTC", signature: "pS6nHuBl6Qc9S0h+soCkCVHaVHZzS19KqFpeI/doTlE="),
    ])
    func knownAnswersOfTheExchange(vector: Vector) throws {
        #expect(try sign("mock-secret", Self.timestamp, vector) == vector.signature)
    }

    @Test(arguments: [
        Vector(method: "GET", target: "/api/v5/account/config", signature: "Kr/8IrbDYujS4cg2KkmB+tO2HMUXxyayG6ZwNb4H/yA="),
        Vector(method: "GET", target: "/api/v5/account/balance?ccy=BTC", signature: "HiZhvSfMtWJA3uUIVXV3a/bSXNPCWvYFXoGCVS8V4zY="),
        Vector(method: "GET", target: "/api/v5/account/balance?ccy=BTC,ETH", signature: "oah2EOT2Fnz1bjkgiAnuKl+zFQzDG3/nqPUqyYzArrE="),
        Vector(method: "GET", target: "/api/v5/account/balance?ccy=BTC%2CETH", signature: "X/i/q53ENYaVFJP/x3gMqfyuIw8hS3HPa3eFxfQQFaY="),
        Vector(method: "GET", target: "/api/v5/account/positions?instType=SWAP", signature: "2To1co8bnLeUL96pQpWm6LD0VOl6aRBZxckSFPo+Dlg="),
        Vector(
            method: "POST", target: "/api/v5/account/set-position-mode", body: #"{"posMode":"net_mode"}"#,
            signature: "mEtZPdiwsiE1mWCm/kJRI/TZCO/7tz/50dFkT2/XsUg="),
        Vector(
            method: "POST", target: "/api/v5/account/set-account-level", body: #"{"acctLv":"2"}"#,
            signature: "yWOYNsBUro5KIOVVldtFaStD3agu/rTf7GMsSqPaboo="),
        Vector(
            method: "POST", target: "/api/v5/account/set-leverage", body: #"{"instId":"BTC-USDT-SWAP","lever":"5","mgnMode":"isolated"}"#,
            signature: "gybSS2L4WZ/ZCHxUuKO8PZIYYQR0UOP333GmJyjN2J8="),
        Vector(method: "POST", target: "/api/v5/account/set-position-mode", signature: "nj0kdCCa3iDL/9Gqer892vDNRM1lf8jmtUQMSxx6KSw="),
    ])
    func signsMethodPathAndBody(vector: Vector) throws {
        #expect(try sign(Self.sampleSecret, Self.timestamp, vector) == vector.signature)
    }

    @Test(arguments: [
        ("1538054050", "+LdIr8lkkvhr5hoA3g9TMC0+uQJ849ftAcocA/ouu4M="),
        ("1704876947", "5/36BgGV6m/6pmdc20zdqk0mzF5ZalmzzPD2fo3wavU="),
    ])
    func signsStreamLogins(seconds: String, signature: String) throws {
        let vector = Vector(method: "GET", target: "/users/self/verify", signature: signature)
        #expect(try sign(Self.sampleSecret, seconds, vector) == signature)
    }

    @Test func whatIsSentIsWhatWasSigned() throws {
        let request = try Sample.signed(
            OKXRequests.signed(
                .post, "/api/v5/account/set-account-level", body: Array(#"{"acctLv":"2"}"#.utf8), access: Sample.access()
            ))
        #expect(request.method == .post)
        #expect(request.target == "/api/v5/account/set-account-level")
        guard case .bytes(let body) = request.body else {
            Issue.record("no body")
            return
        }
        #expect(body == Array(#"{"acctLv":"2"}"#.utf8))
        #expect(plain("OK-ACCESS-SIGN", in: request) == "yWOYNsBUro5KIOVVldtFaStD3agu/rTf7GMsSqPaboo=")
        #expect(plain("OK-ACCESS-TIMESTAMP", in: request) == Self.timestamp)
    }

    @Test(arguments: [OKXPart.identity, .trading, .funding, .valuation, .positions])
    func privatePartsAreSignedAndKeepSecretsOutOfText(part: OKXPart) throws {
        let request = try Sample.signed(Sample.okx.accountRequest(part, access: Sample.access()))
        #expect(request.method == .get)
        #expect(request.origin == "https://www.okx.com")
        let signature = try sign(Self.sampleSecret, Self.timestamp, Vector(method: "GET", target: request.target, signature: ""))
        #expect(plain("OK-ACCESS-SIGN", in: request) == signature)
        #expect(secret("OK-ACCESS-KEY", in: request) == "37c541a1-1111-2222-3333-10fe7a038418")
        #expect(secret("OK-ACCESS-PASSPHRASE", in: request) == "Abcd-1234!")
        #expect(plain("x-simulated-trading", in: request) == nil)
        guard case .none = request.body else {
            Issue.record("a GET with a body")
            return
        }
    }

    @Test(arguments: [OKXPart.prices, .fallbackPrices, .yuanRate])
    func publicPartsCarryNoKey(part: OKXPart) throws {
        let request = try Sample.signed(Sample.okx.accountRequest(part, access: Sample.access()))
        #expect(request.headers.allSatisfy { !$0.name.hasPrefix("OK-ACCESS") })
    }

    @Test(arguments: OKXPart.allCases)
    func demoTradingIsMarkedOnEveryRequest(part: OKXPart) throws {
        #expect(try plain("x-simulated-trading", in: Sample.signed(Sample.okx.accountRequest(part, access: Sample.access(.demo)))) == "1")
    }

    @Test func pathsAreTheDocumentedOnes() {
        let targets = OKXPart.allCases.map { Sample.okx.accountRequest($0, access: Sample.access()).known.target }
        #expect(
            targets == [
                "/api/v5/account/config", "/api/v5/account/balance", "/api/v5/asset/balances",
                "/api/v5/asset/asset-valuation?ccy=USD", "/api/v5/market/index-tickers?quoteCcy=USD",
                "/api/v5/account/positions", "/api/v5/market/exchange-rate", "/api/v5/asset/asset-valuation?ccy=EUR",
                "/api/v5/market/index-tickers?quoteCcy=USDT",
            ])
        #expect(Sample.okx.clockRequest(at: Sample.place).target == "/api/v5/public/time")
        #expect(Sample.okx.clockRequest(at: Sample.place).headers.isEmpty)
    }

    @Test func sitesBringTheirOwnCertificates() {
        let lab = Site(
            id: "lab", name: Phrase(verbatim: "lab"), restOrigin: "https://lab.example:8443", webOrigin: "https://lab.example",
            origin: .configured, certificateFile: "/etc/ssl/lab.pem"
        )
        let access = Access(site: lab, environment: .live, unixMilliseconds: 0)
        for part in OKXPart.allCases {
            let request = Sample.okx.accountRequest(part, access: access).known
            #expect(request.certificateFile == "/etc/ssl/lab.pem")
            #expect(request.origin == "https://lab.example:8443")
        }
        #expect(Sample.okx.clockRequest(at: AccountPlace(site: lab, environment: .live)).certificateFile == "/etc/ssl/lab.pem")
    }

    private func plain(_ name: String, in request: HTTPRequest) -> String? {
        guard case .plain(let text) = request.headers.first(where: { $0.name == name })?.value else { return nil }
        return text
    }

    private func secret(_ name: String, in request: HTTPRequest) -> String? {
        guard case .secret(let bytes) = request.headers.first(where: { $0.name == name })?.value else { return nil }
        return bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}
