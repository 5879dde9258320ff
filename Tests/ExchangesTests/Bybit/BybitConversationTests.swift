import Crypto
import Domain
import Session
import TestSupport
import Testing

@testable import Exchanges

/// The talk on Bybit's private line, from its opening to its end.
@Suite struct BybitConversationTests {
    @Test func theLineOfEverySite() throws {
        let expected: [(String, TradingEnvironment, String?)] = [
            ("global", .live, "wss://stream.bybit.com"), ("global", .demo, "wss://stream-demo.bybit.com"),
            ("global", .testnet, "wss://stream-testnet.bybit.com"), ("tr", .live, "wss://stream.bybit.tr"),
            ("jp", .live, "wss://stream.manepa.jp"), ("jp", .testnet, nil), ("nl", .live, nil), ("ae", .live, nil), ("eu", .live, nil),
        ]
        for (id, environment, origin) in expected {
            let site = try #require(ExchangeProfile.bybit.sites.first { $0.id == id })
            let lines = BybitAccountScene.bybit.streams(at: site, in: environment)
            #expect(
                lines
                    == (origin.map { [StreamLine("private", origin: $0, target: "/v5/private", silenceMilliseconds: 20_000)] } ?? []),
                "\(id)")
            // What has no line is said to be read at intervals.
            #expect(ExchangeProfile.bybit.tellsChanges(at: site, in: environment) == (origin != nil), "\(id)")
        }
    }

    /// The vector of the facts: whole string `GET/realtime1700000010000`.
    @Test func theSignIn() throws {
        var talk = BybitTalk()
        let steps = talk.open()
        guard case .say(let message)? = steps.first, steps.count == 1 else {
            Issue.record("\(steps.words)")
            return
        }
        #expect(message.text.isSecret && message.text.known == nil)
        let text = try Signer(BybitSample.key()).fill(message.text, signedBy: message.signature).get()
        #expect(
            text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                == #"{"op":"auth","args":["ABCDEFGHIJKLMNOPQR",1700000010000,"6e2d71101d2ef640a6571b35e89671643c58ab4df7ce57f1fd149457e349672b"]}"#
        )
    }

    @Test(arguments: [
        (BybitPushes.signedIn, BybitPushes.subscribed),
        (
            #"{"op":"auth","success":true,"retCode":0,"retMsg":"","connId":"d30fdpbboasp1pjbe7r0"}"#,
            #"{"op":"subscribe","success":true,"retCode":0,"retMsg":"","connId":"d30f"}"#
        ),
        (#"{"op":"auth","retCode":0,"retMsg":"OK","connId":"d30f"}"#, #"{"op":"subscribe","retCode":0,"retMsg":"OK"}"#),
    ]) func liveOnceItIsSubscribed(signedIn: String, subscribed: String) {
        var talk = BybitTalk()
        _ = talk.open()
        #expect(talk.hear(BybitPushes.wallet([BybitPushes.coin("USDT", "1")], at: 1)).isEmpty, "nobody has subscribed to this")
        #expect(talk.hear(subscribed).isEmpty, "nor to that")
        #expect(talk.hear(signedIn).words == [#"say {"op":"subscribe","args":["wallet","position"]}"#])
        #expect(talk.hear(signedIn).isEmpty)
        #expect(talk.hear(subscribed).words == ["live"])
        #expect(talk.hear(subscribed).isEmpty)
        #expect(talk.wallet == BybitTalk().wallet)
    }

    @Test func aPingEveryTwentySeconds() {
        let ping = #"say {"op":"ping"}"#
        var talk = BybitTalk.live()
        #expect(talk.silence().words == [ping])
        #expect(talk.hear(#"{"req_id":"","op":"pong","args":["1672916271846"],"conn_id":"cej"}"#).isEmpty)
        #expect(talk.silence().words == [ping])
        #expect(talk.hear(#"{"success":true,"ret_msg":"pong","conn_id":"0970","req_id":"","op":"ping"}"#).isEmpty)
        #expect(talk.silence().words == [ping] && talk.silence().words == ["another"])
        // A line that is never silent is told as well that somebody is there.
        var busy = BybitTalk.live()
        var said = 0
        for second in 1...100 {
            busy.now += 1_000
            said += busy.hear(BybitPushes.positions([BybitPushes.position("ETHUSDT", "Sell", "\(second)")], at: Int64(second))).words.count
            { $0 == ping }
        }
        #expect(said == 5)
        var young = BybitTalk()
        _ = young.open()
        #expect(young.silence().words == [ping] && young.silence().words == ["another"])
    }

    @Test func whatIsNotAnsweredInTimeIsGivenUp() {
        var talk = BybitTalk()
        _ = talk.open()
        talk.now += 45_001
        #expect(talk.hear(BybitPushes.signedIn).words == ["another: timeout"])
        var live = BybitTalk.live()
        live.now += 90_000_000
        #expect(live.hear(BybitPushes.positions([], at: 1)).words == [#"say {"op":"ping"}"#])
    }

    /// What ends the talk for good, and what only this line.
    @Test(arguments: [
        (10003, "Invalid apikey", "refused: keyUnknown 10003"), (10004, "Error sign", "refused: secretWrong 10004"),
        (10003, "Too many sessions under the same UID", "another: rateLimited"), (33004, "expired", "refused: keyExpired 33004"),
        (10010, "Unmatched IP", "refused: ipNotAllowed 10010"), (10005, "Permission denied", "refused: permissionMissing 10005"),
        (10002, "Request expired", "refused: clockSkew 10002"), (10429, "slow down", "another: rateLimited"),
        (10016, "restart", "another: exchangeUnavailable"), (10019, "restart", "another: exchangeUnavailable"),
        (77777, "Something new", "refused: exchangeRefused 77777"),
    ]) func refusals(code: Int, text: String, outcome: String) {
        for operation in ["auth", "subscribe"] {
            var talk = BybitTalk()
            _ = talk.open()
            #expect(
                talk.hear(#"{"op":"\#(operation)","success":false,"retCode":\#(code),"retMsg":"\#(text)","connId":"d30f"}"#).words == [
                    outcome
                ],
                "\(operation)")
            var older = BybitTalk()
            _ = older.open()
            #expect(older.hear(#"{"op":"\#(operation)","success":false,"ret_code":\#(code),"ret_msg":"\#(text)"}"#).words == [outcome])
        }
    }

    /// The older shape has no code: nothing is claimed about the key.
    @Test func refusalsWithoutACode() {
        var talk = BybitTalk()
        _ = talk.open()
        let steps = talk.hear(#"{"success":false,"ret_msg":"Bad \u001b[2J \u202e topic","conn_id":"cej","op":"subscribe"}"#)
        guard case .openAnother(let failure?)? = steps.first else {
            Issue.record("\(steps.words)")
            return
        }
        #expect(failure.cause == .exchangeRefused && failure.message.english.hasSuffix("Bybit says: Bad [2J topic"))
        #expect(!failure.message.simplifiedChinese.isEmpty)
        #expect(talk.hear(#"{"success":false,"op":"auth"}"#).words == ["another: exchangeRefused"])
    }

    @Test func whatIsNotUnderstood() {
        for garbage in ["", "pong", "[]", "{", "7", #"{"topic":"#] {
            var talk = BybitTalk.live()
            #expect(talk.hear(garbage).words == ["another: replyNotUnderstood"], "\(garbage)")
        }
        var talk = BybitTalk.live()
        #expect(
            talk.hear(
                "{}", #"{"topic":"order","data":[{}]}"#, #"{"topic":7,"data":[]}"#, #"{"topic":"wallet","data":{}}"#, #"{"op":"auth"}"#,
                #"{"op":"greeting","success":true}"#, #"{"topic":"wallet","data":[7,null,{"coin":7},{"accountType":"SPOT","coin":[]}]}"#
            ).isEmpty)
        for code in [nil, 1_000, 1_006, 1_008, 4_001] { #expect(talk.closed(code) == nil) }
    }
}
