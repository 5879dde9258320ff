import JSON
import Testing

@testable import Sandbox

@Suite("How a client gets onto a stream of the sandbox, and how it is turned away")
struct StreamLoginTests {
    private static let limited = OKXExchange(SandboxConfiguration())

    @Test func theFourLettersAreAnswered() {
        let stream = StreamBench(Self.limited, .market)
        #expect(stream.say("ping") == [.plain("pong")])
        // With quotation marks it is JSON, and no request.
        #expect(stream.say("\"ping\"").map(\.code) == ["60012"])
    }

    @Test func aKeyIsLetInOnce() throws {
        let stream = StreamBench(OKXExchange(SandboxConfiguration()))
        let key = SandboxAccount.example("main").key
        let answer = try #require(stream.logIn(key))
        #expect(answer["event"]?.string == "login" && answer["code"]?.string == "0" && answer["msg"]?.string == "")
        #expect(answer["connId"]?.string == stream.session.id)
        #expect(stream.logIn(key)?["code"]?.string == "60031")
        #expect(stream.exchange.openStreams.map(\.account) == ["main"])
    }

    /// The codes are those of recorded frames and of the exchange's list; requests with the same mistake are refused with codes of their own.
    @Test(arguments: [
        ("mistyped-key", "60032"), ("wrong-secret", "60007"), ("wrong-passphrase", "60024"), ("mixed-up", "50101"), ("expired", "60032"),
        ("demo", "50101"), ("other-site", "60032"), ("elsewhere", "50110"), ("read-only", "0"),
    ])
    func flawedKeysAreRefused(account: String, code: String) throws {
        let stream = StreamBench(OKXExchange(SandboxConfiguration()))
        let answer = try #require(stream.logIn(SandboxAccount.example(account).key))
        #expect(answer["code"]?.string == code)
        #expect(answer["event"]?.string == (code == "0" ? "login" : "error"))
        // A refused one may try again, and sees nothing until it is let in.
        guard code != "0" else { return }
        #expect(stream.say(StreamBench.request("subscribe", "account")).map(\.code) == ["60011"])
        #expect(stream.logIn(SandboxAccount.example("main").key)?["code"]?.string == "0")
    }

    @Test func anEnvironmentHasAnAddressOfItsOwn() {
        let exchange = OKXExchange(SandboxConfiguration())
        let demo = StreamBench(exchange, .account, .demo)
        #expect(demo.logIn(SandboxAccount.example("main").key)?["code"]?.string == "50101")
        #expect(demo.logIn(SandboxAccount.example("demo").key)?["code"]?.string == "0")
        let europe = StreamBench(exchange, .account, site: .eea)
        #expect(europe.logIn(SandboxAccount.example("other-site").key)?["code"]?.string == "0")
    }

    @Test func timeIsCountedInSeconds() {
        let exchange = OKXExchange(SandboxConfiguration())
        let key = SandboxAccount.example("main").key
        let now = exchange.nowMilliseconds / 1000
        for (seconds, code) in [
            ("\(now - 25)", "0"), ("\(now - 40)", "60006"), ("\(now + 40)", "60006"), ("\(now).5", "60004"), ("\(now * 1000)", "60004"),
            ("2026-11-28T08:00:00.000Z", "60004"), ("-1", "60004"), (String(repeating: "9", count: 30), "60004"),
        ] {
            let stream = StreamBench(exchange)
            #expect(stream.say(StreamBench.login(key, seconds: seconds)).map(\.code) == [code], "\(seconds)")
        }
    }

    /// Each row mends what the row above was refused for and keeps every later mistake.
    @Test func firstMistakeDecides() {
        let exchange = OKXExchange(SandboxConfiguration())
        let now = exchange.nowMilliseconds / 1000
        var wrong = SandboxAccount.example("elsewhere").key
        (wrong.apiKey, wrong.passphrase) = ("no-key", "Wrong-Pass.1")
        var stream = StreamBench(exchange, .account, .demo)
        func code(_ text: String) -> [String?] { stream.say(text).map(\.code) }
        #expect(code(#"{"op":"login","args":[{"passphrase":"","timestamp":"x"}]}"#) == ["60027"])
        #expect(code(StreamBench.login(wrong, seconds: "x", sign: "wrong")) == ["60004"])
        #expect(code(StreamBench.login(wrong, seconds: now - 99, sign: "wrong")) == ["60006"])
        #expect(code(StreamBench.login(wrong, seconds: now, sign: "wrong")) == ["60005"])
        wrong.apiKey = "37c541a1-1111-2222-3333-10fe7a038418"
        #expect(code(StreamBench.login(wrong, seconds: now, sign: "wrong")) == ["60032"])
        wrong.apiKey = SandboxAccount.example("elsewhere").key.apiKey
        #expect(code(StreamBench.login(wrong, seconds: now, sign: "wrong")) == ["50101"])
        stream = StreamBench(exchange, address: "198.51.100.1")
        #expect(code(StreamBench.login(wrong, seconds: now, sign: "wrong")) == ["50110"])
        stream = StreamBench(exchange, address: "203.0.113.7")
        #expect(code(StreamBench.login(wrong, seconds: now, sign: "wrong")) == ["60024"])
        wrong.passphrase = SandboxAccount.example("elsewhere").key.passphrase
        #expect(code(StreamBench.login(wrong, seconds: now, sign: "wrong")) == ["60007"])
        #expect(code(StreamBench.login(wrong, seconds: now)) == ["0"])
    }

    @Test(arguments: [
        ("", "60012"), ("{", "60012"), ("[]", "60012"), ("{}", "60012"), (#"{"op":"subscribe"}"#, "60012"),
        (#"{"op":"subscribe","args":{}}"#, "60012"), (#"{"op":"subscribe","args":[]}"#, "60012"),
        (#"{"op":"order","args":[{}]}"#, "60019"), (#"{"op":"subscribe","args":["account"]}"#, "60013"),
        (#"{"op":"subscribe","args":[{}]}"#, "60013"), (#"{"op":"subscribe","args":[{"channel":7}]}"#, "60013"),
        (#"{"op":"subscribe","args":[{"channel":"orders"}]}"#, "60018"), (#"{"op":"subscribe","args":[{"channel":"tickers"}]}"#, "60018"),
        (#"{"op":"subscribe","args":[{"channel":"positions"}]}"#, "60018"),
        (#"{"op":"subscribe","args":[{"channel":"positions","instType":"CAKE"}]}"#, "60018"),
        (#"{"op":"subscribe","args":[{"channel":"account","extraParams":"7"}]}"#, "60013"),
        (#"{"op":"subscribe","id":"no spaces","args":[{"channel":"account"}]}"#, "60033"),
        (#"{"op":"login","args":[{},{}]}"#, "60031"),
    ])
    func whatIsNoRequestIsRefused(text: String, code: String) {
        let stream = StreamBench(as: "main")
        #expect(stream.say(text).map(\.code) == [code])
        #expect(stream.session.subscriptions.isEmpty)
    }

    /// Whatever is sent, an answer does not grow with it.
    @Test func anAnswerRepeatsLittle() throws {
        let stream = StreamBench(as: "main")
        for text in [
            String(repeating: "x", count: 60_000), StreamBench.request("subscribe", String(repeating: "y", count: 60_000)),
            #"{"op":"\#(String(repeating: "z", count: 60_000))","args":[{}]}"#,
        ] {
            let answer = try #require(stream.say(text).first?.json)
            #expect(try #require(answer["msg"]?.string).utf8.count < 400)
        }
    }

    @Test func nobodyLogsInWhereThereIsNothingToSee() {
        let stream = StreamBench(OKXExchange(SandboxConfiguration()), .market)
        #expect(stream.logIn(SandboxAccount.example("main").key)?["code"]?.string == "60028")
        #expect(stream.say(StreamBench.request("subscribe", "account")).map(\.code) == ["60018"])
        let business = StreamBench(stream.exchange, .business)
        #expect(business.logIn(SandboxAccount.example("main").key)?["code"]?.string == "0")
        #expect(business.say(StreamBench.request("subscribe", "account")).map(\.code) == ["60018"])
    }

    @Test func threeStreamsASecondFromOneAddress() {
        var roster = StreamRoster()
        let attempts: [(address: String, moment: Int64)] = [
            ("192.0.2.1", 5_000), ("192.0.2.1", 5_001), ("192.0.2.1", 5_002), ("192.0.2.1", 5_999), ("192.0.2.2", 5_999),
            ("192.0.2.1", 6_000),
            ("192.0.2.1", 6_000),
        ]
        let admitted = attempts.map { roster.admits($0.address, atMilliseconds: $0.moment) }
        #expect(admitted == [true, true, true, false, true, true, false])
    }

    @Test func fourHundredAndEightyRequestsAnHour() {
        let stream = StreamBench(as: "main")
        // The login was the first.
        for _ in 1..<480 { #expect(stream.say(StreamBench.request("unsubscribe", "account")).first?.code == nil) }
        #expect(stream.say(StreamBench.request("unsubscribe", "account")).map(\.code) == ["60014"])
        #expect(stream.say("ping") == [.plain("pong")])
        stream.now += 3_600_000
        #expect(stream.say(StreamBench.request("unsubscribe", "account")).first?.code == nil)
        let free = StreamBench(as: "main") { $0.rateLimits = .off }
        for _ in 0..<500 { #expect(free.say(StreamBench.request("unsubscribe", "account")).first?.code == nil) }
    }

    @Test func thirtyStreamsOfAnAccountMayHaveAChannel() throws {
        let exchange = OKXExchange(SandboxConfiguration())
        let streams = (0..<31).map { _ in StreamBench(exchange) }
        for index in streams.indices {
            streams[index].logIn(SandboxAccount.example("main").key)
            let answers = streams[index].say(StreamBench.request("subscribe", "account")).compactMap(\.json)
            #expect(answers.first?["event"]?.string == "subscribe")
            let count = answers.dropFirst().first
            #expect(count?["event"]?.string == (index < 30 ? "channel-conn-count" : "channel-conn-count-error"))
            #expect(count?["connCount"]?.string == "\(min(index + 1, 30))" && count?["channel"]?.string == "account")
            #expect(answers.count == (index < 30 ? 3 : 2))
        }
        #expect(streams[30].session.subscriptions.isEmpty)
        // Another channel and another account have counts of their own.
        #expect(!streams[30].subscribe("balance_and_position").isEmpty)
        let other = StreamBench(exchange)
        other.logIn(SandboxAccount.example("hedge").key)
        #expect(!other.subscribe("account").isEmpty)
        // Twice on the same stream counts once; an end makes room.
        #expect(!streams[0].subscribe("account").isEmpty)
        _ = streams[1].say(StreamBench.request("unsubscribe", "account"))
        #expect(!streams[30].subscribe("account").isEmpty)
        #expect(streams[1].subscribe("account").isEmpty)
        streams[2].close()
        #expect(!streams[1].subscribe("account").isEmpty)
    }

    @Test func thirtySecondsWithoutAWordAreTheEnd() {
        let stream = StreamBench(OKXExchange(SandboxConfiguration()))
        stream.now += 29_999
        #expect(stream.session.tick(at: stream.now, stream.exchange).isEmpty)
        #expect(stream.say("ping") == [.plain("pong")])
        stream.now += 29_999
        #expect(stream.session.tick(at: stream.now, stream.exchange).isEmpty)
        stream.now += 1
        #expect(stream.session.tick(at: stream.now, stream.exchange) == [.end(.quiet)])
        #expect(StreamEnd.quiet.code == 4004)
        // What is pushed counts too, as it does at the exchange.
        let listening = StreamBench(as: "main")
        listening.subscribe("account")
        for _ in 0..<20 { #expect(listening.waitUntilDue().contains { $0.pushed != nil }) }
        #expect(listening.now - SystemClock.steadyMilliseconds > 60_000)
        let events = StreamBench(as: "main")
        events.subscribe("balance_and_position")
        #expect(events.waitUntilDue() == [.end(.quiet)])
    }
}
