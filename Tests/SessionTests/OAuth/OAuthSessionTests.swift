import Crypto
import Domain
import Exchanges
import Glibc
import HTTP
import Sandbox
import TestSupport
import Testing

@testable import Session

/// Fast API against the sandbox, through every way it can go.
@Suite(.serialized, .timeLimit(.minutes(20))) struct AuthorizationRunTests {
    private func works(_ grant: OAuthSession.Grant, _ scene: AuthorizationScene) async {
        let key = scene.keys.first
        #expect(scene.keys.count == 1)
        grant.key.values.apiKey.withUnsafeBytes { #expect(Array($0) == Array((key?.apiKey ?? "").utf8)) }
        grant.key.values[.secretKey]!.withUnsafeBytes { #expect(Array($0) == Array((key?.secretKey ?? "").utf8)) }
        grant.key.values[.passphrase]!.withUnsafeBytes { #expect(Array($0) == Array((key?.passphrase ?? "").utf8)) }
        #expect(grant.place.site.restOrigin == scene.server.origin)
    }

    // MARK: The ways to finish

    @Test(arguments: [TradingEnvironment.live, .demo]) func theCallbackBringsTheKey(_ environment: TradingEnvironment) async throws {
        try await AuthorizationScene.with(environment: environment) { scene in
            let page = try await scene.follow(try await scene.decide())
            let text = String(decoding: page.body, as: UTF8.self)
            #expect(page.status == 200 && text.contains("Return to the terminal"))
            #expect(page.header("cache-control") == "no-store" && page.header("referrer-policy") == "no-referrer")
            await works(try await scene.grant(), scene)
            #expect(scene.keys[0].environment == (environment == .live ? .live : .demo) && scene.keys[0].permissions == [.read, .trade])
            // Nothing of the grant stays open, the port included.
            #expect(try await scene.raw("GET / HTTP/1.1\r\n\r\n") == "")
        }
    }

    @Test(arguments: ["whole", "broken", "code", "query"]) func aPasteBringsTheKey(_ kind: String) async throws {
        try await AuthorizationScene.with { scene in
            let location = try await scene.decide()
            let code = try #require(location.split(separator: "code=").last?.split(separator: "&").first)
            switch kind {
            case "whole": scene.paste("  " + location + "\n")
            case "broken":
                scene.paste(location.enumerated().map { $0.offset % 30 == 29 ? "\($0.element)\r\n  " : "\($0.element)" }.joined())
            case "code": scene.paste("\(code)\n")
            case _: scene.paste(String(location.split(separator: "?")[1]))
            }
            await works(try await scene.grant(), scene)
        }
    }

    @Test func wrongPastesAreExplainedAndTheWaitingGoesOn() async throws {
        try await AuthorizationScene.with { scene in
            let address = try await scene.offer().address
            let location = try await scene.decide()
            let pastes = [
                "", "   \n", address, "https://www.okx.com/account/users", "hello world, this is no code!", "short",
                location.replacing("state=", with: "state=x"), location.replacing("state=", with: "stale="), "code=abcdefghijkl",
                location.replacing("code=", with: "code=%zz"), String(repeating: "a", count: 8_000), "\u{1B}]52;c;AAAA\u{07}",
            ]
            for (index, paste) in pastes.enumerated() {
                scene.paste(paste)
                let failure = try await scene.refusals(index + 1)[index]
                #expect(!failure.remedy.isEmpty, "\(paste.prefix(40))")
            }
            #expect(scene.keys.isEmpty && scene.server.log.writeCount == 0)
            scene.paste(location)
            await works(try await scene.grant(), scene)
        }
    }

    // MARK: Failures

    @Test func denying() async throws {
        try await AuthorizationScene.with { scene in
            let page = try await scene.follow(try await scene.decide("deny"))
            #expect(page.status == 200 && String(decoding: page.body, as: UTF8.self).contains("Nothing was connected"))
            let failure = await scene.failure()
            #expect(failure?.cause == .authorizationDenied && failure?.remedy.isEmpty == false)
        }
    }

    @Test func anExpiredCode() async throws {
        try await AuthorizationScene.with { scene in
            let location = try await scene.decide()
            scene.server.clockOffsetMilliseconds = 11 * 60_000
            try await scene.follow(location)
            let failure = await scene.failure()
            #expect(failure?.cause == .authorizationExpired && failure?.code == "53012")
        }
    }

    /// What only looks like a code is asked about, refused by the exchange, and costs nothing: the browser can still bring the right one.
    @Test(arguments: [true, false]) func aWrongCodeIsExplainedAndTheWaitingGoesOn(inTheBrowser: Bool) async throws {
        try await AuthorizationScene.with { scene in
            let location = try await scene.decide()
            for (index, code) in ["nonsense12", "0123456789abcdef0123456789abcdef"].enumerated() {
                scene.paste(code)
                let failure = try await scene.refusals(index + 1)[index]
                #expect(failure.code?.hasPrefix("53") == true && !failure.remedy.isEmpty)
            }
            #expect(scene.keys.isEmpty)
            if inTheBrowser { #expect(try await scene.follow(location).status == 200) } else { scene.paste(location) }
            await works(try await scene.grant(), scene)
        }
    }

    @Test func aCallerThatIsNotListed() async throws {
        try await AuthorizationScene.with({ $0.oauthClient.callerAddresses = ["198.51.100.7"] }) { scene in
            try await scene.agree()
            let failure = await scene.failure()
            #expect(failure?.cause == .ipNotAllowed && failure?.code == "53014" && failure?.remedy.isEmpty == false)
        }
    }

    @Test func aRedirectThatIsNotRegistered() async throws {
        try await AuthorizationScene.with({ $0.oauthClient.redirectURIs = ["http://127.0.0.1:1/other"] }, client: { $0.waitSeconds = 2 }) {
            scene in
            let page = try await scene.decide()
            #expect(page.contains("53016"), "the exchange's page names it")
            #expect(await scene.failure()?.cause == .timeout)
        }
        // Where only the token call tells.
        let failure = OKXAdapter().decodeToken(
            HTTPReply(
                status: 400, headers: [], body: Array(#"{"code":"53016","msg":"redirect_uri mismatch"}"#.utf8),
                startedAtUnixMilliseconds: 0,
                finishedAtUnixMilliseconds: 0, protocolVersion: .http1_1))
        guard case .failure(let told) = failure else {
            Issue.record("no failure")
            return
        }
        #expect(told.cause == .clientNotApproved && told.code == "53016")
    }

    @Test func noPermissionForFastAPI() async throws {
        try await AuthorizationScene.with({ $0.oauthClient.fastAPI = .notPermitted }) { scene in
            try await scene.agree()
            let failure = await scene.failure()
            #expect(failure?.cause == .clientNotApproved && failure?.code == "53017")
        }
    }

    @Test func theSilentProfilePage() async throws {
        try await AuthorizationScene.with(client: {
            $0.scope = "everything"
            $0.waitSeconds = 2
        }) { scene in
            let page = try await scene.decide()
            #expect(page == "/account/users")
            let failure = await scene.failure()
            #expect(failure?.cause == .timeout && failure?.remedy.first?.english.contains("profile page") == true)
        }
    }

    @Test func aWrongClientSecret() async throws {
        try await AuthorizationScene.with(clientSecret: .success("wrong")) { scene in
            try await scene.agree()
            #expect(await scene.failure()?.code == "53010")
        }
    }

    @Test func aClientSecretThatCannotBeRead() async throws {
        let unreadable = Failure(.configurationInvalid, message: Phrase(verbatim: "It is not there."), remedy: [])
        try await AuthorizationScene.with(clientSecret: .failure(unreadable)) { scene in
            #expect(await scene.failure() == unreadable)
            #expect(scene.server.log.count == 0)
        }
    }

    @Test func theOtherTokenPathIsTriedOnce() async throws {
        try await AuthorizationScene.with(client: { $0.tokenPath = "/api/v5/users/oauth/token" }) { scene in
            try await scene.agree()
            await works(try await scene.grant(), scene)
        }
        try await AuthorizationScene.with(client: { $0.tokenPath = "/nowhere" }) { scene in
            try await scene.agree()
            #expect(await scene.failure()?.cause == .configurationInvalid)
        }
    }

    // MARK: One key for each user

    private func older(_ configuration: inout SandboxConfiguration) {
        var key = SandboxKey(
            apiKey: "00000000-0000-4000-8000-00000000000a", secretKey: "0123456789ABCDEF0123456789ABCDEF", passphrase: "Older-Key.1",
            label: "older")
        key.brokerClientID = configuration.oauthClient.clientID
        configuration.accounts[0].keys.append(key)
    }

    @Test func anOlderKeyIsDeletedWhenTheUserAgrees() async throws {
        try await AuthorizationScene.with(older) { scene in
            try await scene.agree()
            #expect(try await scene.question() == .deleteOlderKey)
            #expect(scene.server.accounts[0].keys.contains { $0.label == "older" }, "nothing is deleted unasked")
            scene.run.decide(.agree)
            await works(try await scene.grant(), scene)
            #expect(!scene.server.accounts[0].keys.contains { $0.label == "older" })
        }
    }

    @Test func anOlderKeyStaysWhereTheUserDeclines() async throws {
        try await AuthorizationScene.with(older) { scene in
            try await scene.agree()
            _ = try await scene.question()
            scene.run.decide(.decline)
            #expect(await scene.failure()?.cause == .keyExists)
            #expect(scene.server.accounts[0].keys.contains { $0.label == "older" } && scene.keys.isEmpty)
        }
    }

    private static let createPath = "/api/v5/users/oauth/apikey"

    /// The key was made and its secret is lost: it is deleted before another is made, and never made twice.
    @Test func aLostReplyIsFoundOutBeforeASecondTry() async throws {
        try await AuthorizationScene.with { scene in
            _ = try await scene.offer()
            scene.server.faults = [SandboxFault(.cutAfterWrite, path: Self.createPath, occurrence: .times(1))]
            try await scene.agree()
            #expect(try await scene.question() == .deleteLostKey)
            #expect(scene.keys.count == 1)
            scene.run.decide(.agree)
            await works(try await scene.grant(), scene)
            let writes = scene.server.log.writes.map(\.path)
            #expect(writes == ["/v5/users/oauth/token", Self.createPath, "/api/v5/users/oauth/delete-apikey", Self.createPath])
        }
    }

    @Test func aLostKeyThatIsNotDeletedIsNamed() async throws {
        try await AuthorizationScene.with { scene in
            _ = try await scene.offer()
            scene.server.faults = [SandboxFault(.cutAfterWrite, path: Self.createPath)]
            try await scene.agree()
            _ = try await scene.question()
            scene.run.decide(.decline)
            let failure = await scene.failure()
            #expect(
                failure?.message.english.contains("was lost") == true && failure?.remedy.first?.english.contains("Delete the key") == true)
        }
    }

    // MARK: Given up

    @Test func aConsentAfterGivingUpMakesNothingAndIsSaid() async throws {
        try await AuthorizationScene.with { scene in
            let location = try await scene.decide()
            scene.run.abandon()
            let page = try await scene.follow(location)
            #expect(String(decoding: page.body, as: UTF8.self).contains("given up in the terminal"))
            guard case .abandoned(.unused(exchange: "okx")?) = await scene.ending() else {
                Issue.record("it passed unseen")
                return
            }
            #expect(scene.keys.isEmpty && scene.server.log.writeCount == 0)
        }
    }

    @Test func aKeyThatIsMadeAfterGivingUpIsDeleted() async throws {
        try await AuthorizationScene.with { scene in
            _ = try await scene.offer()
            scene.server.faults = [SandboxFault(.silence(milliseconds: 5_000), path: Self.createPath)]
            try await scene.agree()
            try await Deadline.until("the key to be made") { scene.server.log.writes.contains { $0.path == Self.createPath } }
            scene.run.abandon()
            guard case .abandoned(.keyDeleted?) = await scene.ending() else {
                Issue.record("the key stayed, or nobody knows")
                return
            }
            #expect(scene.keys.isEmpty)
        }
    }

    @Test func aKeyThatNobodyWantsAnyMoreIsUndone() async throws {
        try await AuthorizationScene.with { scene in
            try await scene.agree()
            let grant = try await scene.grant()
            #expect(scene.keys.count == 1)
            #expect(await grant.undo() == .keyDeleted)
            #expect(scene.keys.isEmpty && grant.key.values.apiKey.isEmpty)
        }
    }

    // MARK: Hostile callbacks

    @Test func hostileCallbacksGainNothing() async throws {
        try await AuthorizationScene.with { scene in
            let location = try await scene.decide()
            let state = try #require(location.split(separator: "state=").last?.split(separator: "&").first)
            let cases: [(request: String, status: String)] = [
                ("GET /callback?code=evilevilevil&state=wrong HTTP/1.1\r\n\r\n", "400"),
                ("GET /callback?code=evilevilevil HTTP/1.1\r\n\r\n", "400"),
                ("GET /callback HTTP/1.1\r\n\r\n", "400"),
                ("GET /callback?code=evilevilevil&code=evilevilevil&state=\(state) HTTP/1.1\r\n\r\n", "400"),
                ("GET /callback?code=evilevilevil&state=\(state)&state=\(state) HTTP/1.1\r\n\r\n", "400"),
                ("GET /callback?code=evilevilevil&state=\(state)&domain=https%3A%2F%2Fevil.example HTTP/1.1\r\n\r\n", "400"),
                ("GET /callback?code=evilevilevil&state=\(state)&domain=%0d%0a HTTP/1.1\r\n\r\n", "400"),
                ("GET /callback?code=%zz&state=\(state) HTTP/1.1\r\n\r\n", "400"),
                ("GET /other?code=evilevilevil&state=\(state) HTTP/1.1\r\n\r\n", "404"),
                ("GET /callback/?code=evilevilevil&state=\(state) HTTP/1.1\r\n\r\n", "404"),
                ("GET /callbackx?code=evilevilevil&state=\(state) HTTP/1.1\r\n\r\n", "404"),
                ("GET /favicon.ico HTTP/1.1\r\nHost: x\r\n\r\n", "404"),
                ("GET http://127.0.0.1/callback?code=evilevilevil&state=\(state) HTTP/1.1\r\n\r\n", "404"),
                ("POST /callback?code=evilevilevil&state=\(state) HTTP/1.1\r\n\r\n", "405"),
                ("\u{16}\u{3}\u{1}\r\n\r\n", "400"),
                ("GET /callback?code=\(String(repeating: "a", count: 5_000)) HTTP/1.1\r\n\r\n", "414"),
            ]
            for (request, status) in cases {
                let answer = try await scene.raw(request)
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(request.prefix(60)): \(answer.prefix(40))")
                for secret in ["evilevilevil", String(state)] { #expect(!answer.contains(secret), "the page repeats \(secret)") }
            }
            // A request of a megabyte is not read to its end.
            _ = try await scene.raw("GET /callback?code=\(String(repeating: "a", count: 1 << 20)) HTTP/1.1\r\n\r\n")
            // Idle connections do not keep another one from being served.
            let silent = try (0..<3).map { _ in try scene.connect() }
            defer { for descriptor in silent { close(descriptor) } }
            #expect(scene.server.log.writeCount == 0 && scene.keys.isEmpty)
            #expect(try await scene.follow(location).status == 200)
            await works(try await scene.grant(), scene)
            // The second callback is not answered.
            #expect(try await scene.raw("GET \(location.dropFirst("http://127.0.0.1:\(scene.port)".count)) HTTP/1.1\r\n\r\n") == "")
        }
    }

    @Test func moreSilentOnesThanItServesAreSentAway() async throws {
        try await AuthorizationScene.with { scene in
            let location = try await scene.decide()
            let silent = try (0..<12).map { _ in try scene.connect() }
            defer { for descriptor in silent { close(descriptor) } }
            #expect(try await scene.follow(location).status == 200)
            await works(try await scene.grant(), scene)
        }
    }

    /// Another user of the machine who has the port first gets nothing, and nobody comes by there.
    @Test func aTakenPortIsNamedAndPastingStillWorks() async throws {
        let port = try Loopback.freePort()
        let taken = CallbackListener.open(try #require(RedirectAddress("http://127.0.0.1:\(port)/callback")))
        let holder = try taken.get()
        holder.serve { _ in CallbackListener.Page(status: 200, html: "", ending: .goOn) }
        defer { holder.stop() }
        try await AuthorizationScene.with(
            { $0.oauthClient.redirectURIs = ["http://127.0.0.1:\(port)/callback"] },
            client: {
                $0.redirectURI = "http://127.0.0.1:\(port)/callback"
            }
        ) { scene in
            guard case .failed(let failure) = try await scene.offer().listener else {
                Issue.record("two programs have the same port")
                return
            }
            #expect(failure.cause == .portTaken && failure.message.english.contains("\(port)"))
            scene.paste(try await scene.decide())
            await works(try await scene.grant(), scene)
        }
    }
}
