import Crypto
import Domain
import HTTP
import Session
import TestSupport
import Testing

@testable import Exchanges

/// The talk on OKX's private line, from its opening to its end.
@Suite struct ConversationTests {
    private static let subscription =
        #"say {"op":"subscribe","args":[{"channel":"account"},{"channel":"positions","instType":"ANY"},{"channel":"balance_and_position"}]}"#

    @Test func theLineOfEverySite() throws {
        let expected: [(String, TradingEnvironment, String)] = [
            ("global", .live, "wss://ws.okx.com:8443"), ("global", .demo, "wss://wspap.okx.com:8443"),
            ("eea", .live, "wss://wseea.okx.com:8443"), ("eea", .demo, "wss://wseeapap.okx.com:8443"),
            ("us", .live, "wss://wsus.okx.com:8443"), ("us", .demo, "wss://wsuspap.okx.com:8443"),
        ]
        for (id, environment, origin) in expected {
            let site = try #require(ExchangeProfile.okx.sites.first { $0.id == id })
            #expect(
                Sample.okx.streams(at: site, in: environment)
                    == [StreamLine("private", origin: origin, target: "/ws/v5/private", silenceMilliseconds: 20_000)])
            #expect(ExchangeProfile.okx.tellsChanges(at: site, in: environment))
        }
        #expect(Sample.okx.streams(at: Sample.site, in: .live).isEmpty, "a site without stream hosts")
        #expect(!ExchangeProfile.okx.tellsChanges(at: Sample.site, in: .live))
    }

    /// OKX's sample secret, and signatures that another program has made.
    @Test(arguments: [
        (1_538_054_050_999 as Int64, "1538054050", "+LdIr8lkkvhr5hoA3g9TMC0+uQJ849ftAcocA/ouu4M="),
        (1_704_876_947_000, "1704876947", "5/36BgGV6m/6pmdc20zdqk0mzF5ZalmzzPD2fo3wavU="),
    ]) func theLogin(time: Int64, seconds: String, signature: String) throws {
        var talk = OKXTalk()
        talk.now = time
        let steps = talk.open()
        guard case .say(let message)? = steps.first, steps.count == 1 else {
            Issue.record("\(steps.words)")
            return
        }
        #expect(message.text.isSecret && message.text.known == nil)
        let text = try Signer(Sample.key()).fill(message.text, signedBy: message.signature).get()
        let written = text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        let key = "37c541a1-1111-2222-3333-10fe7a038418"
        #expect(
            written
                == #"{"op":"login","args":[{"apiKey":"\#(key)","passphrase":"Abcd-1234!","timestamp":"\#(seconds)","sign":"\#(signature)"}]}"#
        )
    }

    /// A passphrase may hold what JSON has to escape.
    @Test func quotesInAPassphrase() throws {
        var talk = OKXTalk()
        guard case .say(let message)? = talk.open().first else { return }
        let key = KeyHandle(
            apiKey: SecretBytes("k".utf8), secretKey: SecretBytes("s".utf8), passphrase: SecretBytes(#"Aa1"\x"#.utf8))
        let text = try Signer(key).fill(message.text, signedBy: message.signature).get()
        #expect(text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }.contains(#""passphrase":"Aa1\"\\x""#))
    }

    /// Nothing is subscribed before the login is answered, and nothing is live before everything was told.
    @Test func liveOnceEverythingIsTold() {
        var talk = OKXTalk()
        _ = talk.open()
        #expect(talk.hear(Pushes.account([], at: 1)).isEmpty, "nobody has subscribed to this")
        #expect(talk.hear(Pushes.loggedIn).words == [Self.subscription])
        #expect(talk.hear(Pushes.loggedIn).isEmpty)
        #expect(talk.hear(Pushes.acknowledged[0]).isEmpty && talk.hear(Pushes.acknowledged[1]).isEmpty)
        #expect(talk.hear(Pushes.account([Pushes.coin("USDT", "1", at: 1)], at: 1, page: (1, false))).isEmpty)
        #expect(talk.hear(Pushes.account([Pushes.coin("BTC", "2", at: 1)], at: 1, page: (2, true))).words == ["delta"])
        #expect(talk.hear(Pushes.positions([])).words == ["delta"])
        #expect(talk.hear(Pushes.acknowledged[2]).words == ["live"])
        #expect(talk.coins == ["USDT": "1", "BTC": "2"] && talk.positions.isEmpty)
        #expect(talk.account.snapshot?.positions == .read([]))
        #expect(talk.hear(Pushes.cause("snapshot", at: 2)).isEmpty)
        #expect(talk.steps.count { if case .say = $0 { true } else { false } } == 2, "of 480 in an hour")
    }

    /// An account without positions may be told of none.
    @Test func liveWithoutPositions() {
        var talk = OKXTalk()
        _ = talk.open()
        _ = talk.hear([Pushes.loggedIn] + Pushes.acknowledged)
        #expect(talk.hear(Pushes.account([], at: 1)).words == ["delta"])
        #expect(talk.hear(Pushes.account([], at: 6)).words == ["delta", "live"])
        #expect(talk.account.snapshot?.positions == .unasked, "what was not told is not none")
    }

    @Test func halfASnapshotIsNotLive() {
        var talk = OKXTalk()
        _ = talk.open()
        _ = talk.hear([Pushes.loggedIn] + Pushes.acknowledged)
        talk.hear(Pushes.positions([Pushes.position("A", "1", at: 1)], page: (1, false)))
        for time in 1...5 { #expect(talk.hear(Pushes.account([], at: time)).words == ["delta"]) }
        #expect(talk.hear(Pushes.positions([Pushes.position("B", "1", at: 1)], page: (2, true))).words == ["delta", "live"])
    }

    @Test func whatIsNotToldInTimeIsGivenUp() {
        var talk = OKXTalk()
        _ = talk.open()
        talk.hear(Pushes.loggedIn)
        talk.now += 45_001
        #expect(talk.hear(Pushes.account([], at: 1)).words == ["another: timeout"])
        var live = OKXTalk.live()
        live.now += 90_000_000
        #expect(live.hear(Pushes.account([], at: 200)).words == ["delta"])
    }

    /// A line that is silent is asked once, by a text, and then given up.
    @Test func silence() {
        var talk = OKXTalk.live()
        #expect(talk.silence().words == ["say ping"])
        #expect(talk.hear("pong").isEmpty)
        #expect(talk.silence().words == ["say ping"])
        #expect(talk.silence().words == ["another"])
        var young = OKXTalk()
        _ = young.open()
        #expect(young.silence().words == ["say ping"] && young.silence().words == ["another"])
    }

    /// What ends the talk for good, and what only this line.
    @Test(arguments: [
        ("60032", "refused: keyUnknown 60032"), ("60005", "refused: keyUnknown 60005"), ("60024", "refused: passphraseWrong 60024"),
        ("60007", "refused: secretWrong 60007"), ("60009", "refused: exchangeRefused 60009"), ("60018", "refused: exchangeRefused 60018"),
        ("60006", "refused: clockSkew 60006"), ("50101", "refused: wrongEnvironment 50101"), ("50110", "refused: ipNotAllowed 50110"),
        ("60014", "another: rateLimited"), ("63999", "another: exchangeUnavailable"), ("64007", "another: exchangeUnavailable"),
        ("50011", "another: rateLimited"), ("64008", "successor"), ("70000", "refused: exchangeRefused 70000"),
    ]) func errors(code: String, outcome: String) {
        var talk = OKXTalk()
        _ = talk.open()
        #expect(talk.hear(#"{"event":"error","code":"\#(code)","msg":"It says 203.0.113.9","connId":"a4d3ae55"}"#).words == [outcome])
        var other = OKXTalk()
        _ = other.open()
        #expect(other.hear(#"{"event":"login","code":"\#(code)","msg":""}"#).words == [outcome])
    }

    @Test func theExchangesOwnWordsAreCleaned() {
        var talk = OKXTalk()
        _ = talk.open()
        let steps = talk.hear(#"{"event":"error","code":"60012","msg":"Bad \u001b[2J \u202e op"}"#)
        guard case .refused(let failure)? = steps.first else {
            Issue.record("\(steps.words)")
            return
        }
        #expect(failure.message.english == "OKX does not understand the request. OKX says: Bad [2J op")
    }

    @Test func restartsAndLimits() {
        var talk = OKXTalk.live()
        #expect(talk.hear(#"{"event":"channel-conn-count","channel":"account","connCount":"2","connId":"abcd1234"}"#).isEmpty)
        #expect(
            talk.hear(#"{"event":"channel-conn-count-error","channel":"account","connCount":"30","connId":"a4d3ae55"}"#).words
                == ["another: rateLimited"])
        #expect(
            talk.hear(#"{"event":"unsubscribe","arg":{"channel":"positions","instType":"ANY"}}"#).words == ["another: exchangeUnavailable"])
        #expect(talk.hear(#"{"event":"notice","code":"64008","msg":"Soon."}"#).words == ["successor"])
        #expect(talk.hear(#"{"event":"notice","code":"1","msg":"Hello."}"#).isEmpty)
        #expect(talk.hear(#"{"event":"greeting"}"#, #"{"arg":{"channel":"orders"},"data":[{}]}"#, "{}").isEmpty)
        for garbage in ["", "pon", "[]", "{", "7", #"{"event":"#] {
            #expect(talk.hear(garbage).words == ["another: replyNotUnderstood"], "\(garbage)")
        }
    }

    /// Every close frame that is documented has its cause; only those that speak of the key or of what was asked end the stream.
    @Test(arguments: [1_009, 4_001, 4_002, 4_003, 4_004, 4_005, 4_006, 4_007, 4_008, 4_009, 4_013]) func closes(code: Int) throws {
        let known = try #require(Sample.okx.explain(code: "\(code)"))
        #expect(!known.message.english.isEmpty && !known.message.simplifiedChinese.isEmpty && !known.remedy.isEmpty)
        let isFinal = [1_009, 4_001, 4_002, 4_007, 4_013].contains(code)
        #expect(OKXTalk.live().closed(code) == (isFinal ? known : nil))
    }

    @Test(arguments: [nil, 1_000, 1_001, 1_006, 1_011, 4_999]) func otherClosesAreOpenedAgain(code: Int?) {
        #expect(OKXTalk.live().closed(code) == nil)
    }
}
