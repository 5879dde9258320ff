import Foundation
import JSON
import Testing

@testable import Sandbox

@Suite("What the sandbox does when it is told to misbehave")
struct FaultTests {
    private let balance = "/api/v5/account/balance"
    private let key = SandboxAccount.example("main").key

    private func with(
        _ kind: SandboxFaultKind, _ body: (SandboxServer, RawClient) async throws -> Void
    ) async throws {
        try await withSandbox(
            {
                $0.faults = [SandboxFault(kind)]
                $0.rateLimits = .off
            }, body)
    }

    /// Those of streams are set and shown like all others, and no request meets them.
    @Test(arguments: [
        #"{"kind":"stream-cut","path":"/ws/v5/private","times":2}"#, #"{"kind":"stream-silent","path":null,"times":null}"#,
        #"{"kind":"stream-out-of-order","path":null,"times":null}"#, #"{"kind":"stream-twice","path":null,"times":1}"#,
        #"{"kind":"stream-garbage","path":null,"times":null}"#, #"{"kind":"stream-half-frame","path":null,"times":null}"#,
        #"{"kind":"stream-late-login","milliseconds":250,"path":null,"times":null}"#,
        #"{"kind":"stream-close","code":4005,"path":null,"times":null}"#,
    ])
    func faultsOfStreams(text: String) async throws {
        try await withSandbox { server, client in
            let reply = try #require(client.send("POST", "/sandbox/faults", body: text))
            #expect(reply.text == #"{"faults":[\#(text)]}"#)
            #expect(client.get(balance, as: key)?.code == "0")
            #expect(server.faults.count == 1)
        }
    }

    @Test(arguments: [
        #"{"kind":"stream-late-login"}"#, #"{"kind":"stream-close"}"#, #"{"kind":"stream-close","code":999}"#, #"{"kind":"stream"}"#,
    ])
    func whatIsNoFaultOfAStream(text: String) async throws {
        try await withSandbox { server, client in
            let reply = try #require(client.send("POST", "/sandbox/faults", body: text))
            #expect(reply.status == 400 && server.faults.isEmpty)
        }
    }

    @Test func gatewayPage() async throws {
        try await with(.html(status: 502)) { _, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(reply.status == 502)
            #expect(reply.text.hasPrefix("<html>") && reply.json == nil)
        }
    }

    @Test func cutInBody() async throws {
        try await with(.cutInBody) { _, client in
            let reply = try #require(client.get(balance, as: key))
            let promised = try #require(reply.header("Content-Length").flatMap { Int($0) })
            #expect(reply.body.count == promised / 2)
            #expect(reply.json == nil)
        }
    }

    @Test func cutBeforeReply() async throws {
        try await with(.cutBeforeReply) { server, client in
            #expect(client.get(balance, as: key) == nil)
            #expect(server.log.entries.map(\.status) == [nil])
        }
    }

    @Test func silence() async throws {
        try await with(.silence(milliseconds: 300)) { _, client in
            let start = ContinuousClock.now
            #expect(client.get(balance, as: key)?.code == "0")
            #expect(ContinuousClock.now - start >= .milliseconds(300))
        }
    }

    @Test func oversized() async throws {
        try await with(.oversized(bytes: 3_000_000)) { _, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(reply.body.count > 3_000_000 && reply.body.count < 3_001_000)
            #expect(reply.code == "0")
        }
    }

    @Test func invalidUTF8() async throws {
        try await with(.invalidUTF8) { _, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(String(validating: reply.body, as: UTF8.self) == nil)
            #expect(reply.json == nil)
        }
    }

    @Test func nullContent() async throws {
        try await with(.nullContent) { _, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(reply.code == "0" && reply.json?["data"]?.isNull == true)
        }
    }

    @Test func numbersForStrings() async throws {
        try await with(.numbersForStrings) { _, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(reply.json?["code"]?.numberText == "0")
            #expect(reply.rows.first?["details"]?[0]?["eq"]?.numberText == "1.06126645222")
            #expect(reply.rows.first?["adjEq"]?.string == "")
        }
    }

    @Test func missingOptionalFields() async throws {
        try await with(.missingOptionalFields) { _, client in
            let row = try #require(client.get("/api/v5/account/config", as: key)?.rows.first)
            #expect(Set(row.members.map(\.name)) == ["uid", "acctLv", "posMode"])
            let detail = try #require(client.get(balance, as: key)?.rows.first?["details"]?[0])
            #expect(Set(detail.members.map(\.name)) == ["ccy", "eq"])
        }
    }

    @Test func threeHundredCurrencies() async throws {
        try await with(.threeHundredCurrencies) { _, client in
            let row = try #require(client.get(balance, as: key)?.rows.first)
            let details = row["details"]?.elements ?? []
            #expect(details.count == 303)
            #expect(Set(details.compactMap { $0["ccy"]?.string }).count == 303)
            let values = try details.map { try #require(SandboxQuantity($0["eqUsd"]?.string ?? "")) }
            #expect(row["totalEq"]?.string == "\(values.reduce("0", +))")
            #expect(client.get("/api/v5/asset/balances", as: key)?.rows.count == 302)
            let prices = client.send("GET", "/api/v5/market/index-tickers?quoteCcy=USD")
            #expect((prices?.rows.count ?? 0) > 300)
            #expect(client.get(balance, as: key)?.rows.first?["totalEq"]?.string == row["totalEq"]?.string)
        }
    }

    @Test func hostileText() async throws {
        try await with(.hostileText) { _, client in
            let reply = try #require(client.get("/api/v5/account/config", as: key))
            #expect(reply.rows.first?["label"]?.string?.contains("\u{1B}") == true)
            #expect(reply.json?["msg"]?.string?.contains("\u{1B}") == true)
            let refused = client.send("GET", balance)
            #expect(refused?.code == "50103" && refused?.json?["msg"]?.string?.contains("\u{1B}") == true)
        }
    }

    @Test func refusal() async throws {
        try await with(.refusal(status: 200, code: "59000", message: "positions exist")) { _, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(reply.status == 200 && reply.code == "59000")
            #expect(reply.json?["data"]?.elements.isEmpty == true)
        }
    }

    @Test func rateLimited() async throws {
        try await with(.rateLimited) { _, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(reply.status == 429 && reply.code == "50011" && reply.json?["data"] == nil)
        }
    }

    @Test func maintenanceIsAnnounced() async throws {
        try await with(.maintenance) { server, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(reply.status == 503 && reply.code == "50001")
            #expect(client.send("GET", "/api/v5/system/status")?.rows.first?["state"]?.string == "ongoing")
            server.faults = []
            #expect(client.send("GET", "/api/v5/system/status")?.json?["data"]?.elements.isEmpty == true)
            #expect(client.get(balance, as: key)?.code == "0")
        }
    }

    @Test(arguments: SandboxMaintenanceState.allCases)
    func announcementsRefuseNothing(state: SandboxMaintenanceState) async throws {
        try await with(.announcement(state)) { _, client in
            #expect(client.get(balance, as: key)?.code == "0")
            let told = client.send("GET", "/api/v5/system/status?state=\(state.rawValue)")?.rows.first
            #expect(told?["state"]?.string == state.rawValue)
            let byDefault = client.send("GET", "/api/v5/system/status")?.rows.count
            #expect(byDefault == ([.completed, .canceled].contains(state) ? 0 : 1))
            #expect(client.send("GET", "/api/v5/system/status?state=nonsense")?.code == "51000")
            let begin = try #require(told?["begin"]?.string.flatMap { Int64($0) })
            #expect((begin > SystemClock.realMilliseconds) == (state == .scheduled))
        }
    }

    @Test func aBurstPasses() async throws {
        try await withSandbox({ $0.faults = [SandboxFault(.code("50011"), occurrence: .times(3))] }) { _, client in
            for _ in 1...3 {
                let reply = client.get(balance, as: key)
                #expect(reply?.status == 429 && reply?.code == "50011")
            }
            #expect(client.get(balance, as: key)?.code == "0")
        }
    }

    @Test func tooManyRequestsWithStatus200() async throws {
        try await with(.refusal(status: 200, code: "50011", message: "")) { _, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(reply.status == 200 && reply.code == "50011" && reply.json?["data"]?.elements.isEmpty == true)
        }
    }

    @Test func gzip() async throws {
        try await with(.gzip) { _, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(reply.header("Content-Encoding") == "gzip")
            #expect(Array(reply.body.prefix(3)) == [0x1F, 0x8B, 8])
            // One stored block: 10 bytes of header, 5 of block header, then the text.
            let text = Array(reply.body[15..<reply.body.count - 8])
            let document = try JSONDocument(parsing: text)
            #expect(document.root["code"]?.string == "0")
        }
        // The check value of CRC-32.
        #expect(Array(Gzip.packed(Array("123456789".utf8)).suffix(8)) == [0x26, 0x39, 0xF4, 0xCB, 9, 0, 0, 0])
    }

    @Test func chunked() async throws {
        try await with(.chunked) { _, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(reply.header("Transfer-Encoding") == "chunked" && reply.header("Content-Length") == nil)
            #expect(reply.text.hasSuffix("0\r\n\r\n"))
        }
    }

    @Test func redirect() async throws {
        try await with(.redirect(location: "https://my.okx.com/\r\nx: y")) { _, client in
            let reply = try #require(client.get(balance, as: key))
            #expect(reply.status == 302)
            #expect(reply.header("Location") == "https://my.okx.com/x:y")
            #expect(reply.header("x") == nil)
        }
    }

    @Test func countedFaultsEndAndPathsAreKept() async throws {
        try await withSandbox({
            $0.faults = [SandboxFault(.html(status: 502), path: balance, occurrence: .times(2))]
        }) { server, client in
            #expect(client.get("/api/v5/account/config", as: key)?.status == 200)
            #expect(client.get(balance, as: key)?.status == 502)
            #expect(client.get(balance, as: key)?.status == 502)
            #expect(client.get(balance, as: key)?.status == 200)
            #expect(server.faults.isEmpty)
        }
    }

    @Test func faultsAreSwitchedFromOutside() async throws {
        try await withSandbox { server, client in
            let text = #"[{"kind":"html","status":502,"path":"\#(balance)","times":1},{"kind":"silence","milliseconds":5}]"#
            #expect(client.send("POST", "/sandbox/faults", body: text)?.status == 200)
            #expect(
                server.faults == [
                    SandboxFault(.html(status: 502), path: balance, occurrence: .once),
                    SandboxFault(.silence(milliseconds: 5)),
                ])
            #expect(client.send("GET", "/sandbox/faults")?.json?["faults"]?.elements.count == 2)
            for wrong in [
                "", "{", "{}", #"{"kind":"nonsense"}"#, #"{"kind":"html"}"#, #"{"kind":"code","code":"0"}"#, #"{"kind":"code"}"#,
                #"{"kind":"code","code":"5x"}"#, #"{"kind":"gzip","times":-1}"#,
            ] {
                #expect(client.send("POST", "/sandbox/faults", body: wrong)?.status == 400)
            }
            #expect(server.faults.count == 2)
            #expect(client.send("DELETE", "/sandbox/faults")?.status == 200)
            #expect(server.faults.isEmpty)
            #expect(client.send("GET", "/sandbox/nothing")?.status == 404)
        }
    }

    static let everyKind: [SandboxFaultKind] = [
        .html(status: 502), .cutInBody, .cutBeforeReply, .silence(milliseconds: 7), .oversized(bytes: 9), .invalidUTF8,
        .nullContent, .numbersForStrings, .missingOptionalFields, .threeHundredCurrencies, .hostileText,
        .refusal(status: 200, code: "1", message: "m"), .rateLimited, .maintenance, .gzip, .chunked,
        .redirect(location: "https://example.com/"), .code("59000"), .codeAfterWrite("50004"), .cutAfterWrite, .bareRow,
        .announcement(.scheduled), .announcement(.preOpen), .membersLeftOut(["perm", "ip"]), .membersEmptied(["posMode"]),
        .gateway(status: 404),
    ]

    @Test(arguments: everyKind)
    func everyKindCanBeWrittenAndRead(kind: SandboxFaultKind) throws {
        let fault = SandboxFault(kind, path: "/api/v5/public/time", occurrence: .times(3))
        let document = try JSONDocument(parsing: FaultText.described(fault).encoded())
        #expect(FaultText.fault(document.root) == fault)
    }

    @Test func theClockIsMovedFromOutside() async throws {
        try await withSandbox { _, client in
            #expect(client.get("/api/v5/account/config", as: key)?.code == "0")
            #expect(client.send("POST", "/sandbox/clock", body: #"{"offsetMilliseconds":-31000}"#)?.status == 200)
            #expect(client.get("/api/v5/account/config", as: key)?.code == "50102")
            let text = client.send("GET", "/api/v5/public/time")?.rows.first?["ts"]?.string
            let server = try #require(text.flatMap { Double($0) })
            #expect(abs(Date().timeIntervalSince1970 * 1000 - 31_000 - server) < 20_000)
            #expect(client.send("POST", "/sandbox/clock", body: #"{"offsetMilliseconds":9223372036854775807}"#)?.status == 400)
        }
    }
}
