import JSON

/// One stream of one client as the exchange sees it: what has been asked for, and what is due. Bytes, timers and the network are not here.
struct StreamSession: Sendable {
    /// Eight hexadecimal digits, repeated in most answers.
    let id: String
    let place: StreamPlace
    /// Demo trading has addresses of its own, which decide (OKX API guide, "Demo Trading Services").
    let environment: SandboxEnvironment
    let site: SandboxSite
    /// The address of the other end.
    let address: String

    private(set) var login: (account: SandboxAccount, key: SandboxKey)?
    private(set) var subscriptions: [Subscription] = []
    private var budget: RequestBudget
    /// When something last came or was pushed.
    private var lastTraffic: Int64
    private var endsAt: Int64?

    /// A channel with its parameters, and when it is pushed again whether or not anything has changed.
    struct Subscription: Sendable {
        let argument: StreamArgument
        var regularAt: Int64?
    }

    /// A stream on which nothing was subscribed, pushed or said for so long is ended (OKX API guide, "Connect").
    static let greatestSilence: Int64 = 30_000
    /// A request takes no more bytes (OKX API guide, "Subscribe").
    static let greatestMessageBytes = 64 << 10
    private static let greatestSubscriptionCount = 480
    /// OKX API guide, WebSocket login: valid for 30 seconds.
    private static let toleranceSeconds: Int64 = 30

    /// - Parameter now: a clock that never goes back, in milliseconds, like all times that it is given.
    init(id: String, place: StreamPlace, environment: SandboxEnvironment, site: SandboxSite, address: String, now: Int64) {
        self.id = id
        self.place = place
        self.environment = environment
        self.site = site
        self.address = address
        budget = RequestBudget(begun: now)
        lastTraffic = now
    }

    /// When `tick` is next to be called.
    var nextMoment: Int64 {
        ([lastTraffic + Self.greatestSilence, endsAt] + subscriptions.map(\.regularAt)).compactMap { $0 }.min() ?? lastTraffic
    }

    /// A text came from the client.
    mutating func received(_ text: [UInt8], at now: Int64, _ exchange: OKXExchange) -> [StreamAction] {
        lastTraffic = now
        if text == Array("ping".utf8) { return [.plain("pong")] }
        let request: StreamRequest
        do throws(StreamRequest.Refused) {
            request = try StreamRequest(text)
        } catch {
            return [refused(error.refusal, id: error.id, exchange)]
        }
        if exchange.configuration.rateLimits == .enforced, !budget.take(at: now) {
            return [refused(.tooFrequent, id: request.id, exchange)]
        }
        switch request.operation {
        case .login: return [loggedIn(request, exchange)]
        case .subscribe, .unsubscribe:
            guard place != .account || login != nil else { return [refused(.loginMissing, id: request.id, exchange)] }
            return request.arguments.flatMap { view -> [StreamAction] in
                do throws(StreamRefusal) {
                    let argument = try StreamArgument(view, at: place)
                    return request.operation == .subscribe
                        ? try subscribe(argument, id: request.id, at: now, exchange)
                        : unsubscribe(argument, id: request.id, exchange)
                } catch {
                    return [refused(error, id: request.id, exchange)]
                }
            }
        }
    }

    /// Something happened on the exchange.
    mutating func told(_ news: StreamNews, at now: Int64, _ exchange: OKXExchange) -> [StreamAction] {
        switch news {
        case .restartAnnounced(let milliseconds):
            endsAt = now + max(0, milliseconds)
            guard place.tellsRestart else { return [] }
            return [
                .say(
                    .members([
                        "event": "notice", "code": "64008",
                        "msg": "The connection will soon be closed for a service upgrade. Please reconnect.", "connId": .string(id),
                    ]))
            ]
        case .pricesMoved(let currencies):
            let moved = subscriptions.filter { subscription in
                (subscription.argument["instId"] ?? "").split(separator: "-").contains { currencies.contains(String($0)) }
            }
            return pushed(moved.flatMap { exchange.marketPush($0.argument) }, at: now)
        case .changed(let change):
            guard let login, login.account.id == change.account else { return [] }
            guard let (account, prices) = exchange.standing(of: change.account) else { return [.end(.keyChanged)] }
            if change.touchesKeys, !account.keys.contains(login.key) { return [.end(.keyChanged)] }
            let writer = StreamWriter(account: account, prices: prices, nowMilliseconds: exchange.nowMilliseconds)
            return pushed(subscriptions.compactMap { writer.event(change, for: $0.argument) }, at: now)
        }
    }

    /// Time has passed.
    mutating func tick(at now: Int64, _ exchange: OKXExchange) -> [StreamAction] {
        if let endsAt, endsAt <= now { return [.end(.restart)] }
        var pushes: [JSONValue] = []
        for index in subscriptions.indices {
            guard let due = subscriptions[index].regularAt, due <= now else { continue }
            subscriptions[index].regularAt = subscriptions[index].argument.regularMilliseconds.map { now + $0 }
            pushes += snapshot(subscriptions[index].argument, exchange)
        }
        if pushes.isEmpty, now - lastTraffic >= Self.greatestSilence { return [.end(.quiet)] }
        return pushed(pushes, at: now)
    }

    private mutating func pushed(_ pushes: [JSONValue], at now: Int64) -> [StreamAction] {
        if !pushes.isEmpty { lastTraffic = now }
        return pushes.map { .push($0) }
    }

    private mutating func subscribe(
        _ argument: StreamArgument, id requestID: String?, at now: Int64, _ exchange: OKXExchange
    ) throws(StreamRefusal) -> [StreamAction] {
        if place == .market, exchange.marketPush(argument).isEmpty {
            throw .channelUnknown("channel:\(argument.channel.rawValue), instId:\(argument["instId"] ?? "")")
        }
        let acknowledged = acknowledgement("subscribe", argument, id: requestID)
        var actions: [StreamAction] = [acknowledged]
        if let login {
            let count = exchange.subscribe(id, uid: login.account.uid, channel: argument.channel)
            let members: KeyValuePairs<String, JSONValue> = [
                "event": count == nil ? "channel-conn-count-error" : "channel-conn-count",
                "channel": .string(argument.channel.rawValue),
                "connCount": .string(String(count ?? StreamRoster.greatestConnectionCount)), "connId": .string(id),
            ]
            actions.append(.say(.members(members)))
            guard count != nil else { return actions }
        }
        subscriptions.removeAll { $0.argument == argument }
        guard subscriptions.count < Self.greatestSubscriptionCount else { return [.end(.tooManyChannels)] }
        subscriptions.append(Subscription(argument: argument, regularAt: argument.regularMilliseconds.map { now + $0 }))
        enrol(exchange)
        exchange.noteStream(self, .subscribe, channel: argument.channel, code: "0")
        return actions + pushed(snapshot(argument, exchange), at: now)
    }

    private mutating func unsubscribe(_ argument: StreamArgument, id requestID: String?, _ exchange: OKXExchange) -> [StreamAction] {
        subscriptions.removeAll { $0.argument == argument }
        if let login, !subscriptions.contains(where: { $0.argument.channel == argument.channel }) {
            exchange.unsubscribe(id, uid: login.account.uid, channel: argument.channel)
        }
        enrol(exchange)
        exchange.noteStream(self, .unsubscribe, channel: argument.channel, code: "0")
        return [acknowledgement("unsubscribe", argument, id: requestID)]
    }

    /// Everything that a channel tells of, in its pages.
    private func snapshot(_ argument: StreamArgument, _ exchange: OKXExchange) -> [JSONValue] {
        guard place == .account else { return exchange.marketPush(argument) }
        guard let login, let (account, prices) = exchange.standing(of: login.account.id) else { return [] }
        return StreamWriter(account: account, prices: prices, nowMilliseconds: exchange.nowMilliseconds).snapshot(for: argument)
    }

    /// OKX API guide, WebSocket login; the checks and their order are those of requests.
    private mutating func loggedIn(_ request: StreamRequest, _ exchange: OKXExchange) -> StreamAction {
        do throws(StreamRefusal) {
            guard place.takesLogin else { throw .placeWrong }
            guard login == nil else { throw .loginRepeated }
            guard request.arguments.count == 1, request.arguments[0].kind == .object else { throw .argumentsWrong }
            let view = request.arguments[0]
            let apiKey = try Self.text("apiKey", view)
            let passphrase = try Self.text("passphrase", view)
            let timestamp = try Self.text("timestamp", view)
            let signature = try Self.text("sign", view)
            guard let seconds = Int64(timestamp), (0...99_999_999_999).contains(seconds) else { throw .timestampMalformed }
            guard (seconds - exchange.nowMilliseconds / 1000).magnitude <= Self.toleranceSeconds else { throw .timestampExpired }
            let proof = KeyCheck.Proof(
                apiKey: apiKey, passphrase: passphrase, signature: signature,
                message: Array((timestamp + "GET/users/self/verify").utf8))
            do throws(Refusal) {
                login = try KeyCheck(accounts: exchange.accounts, site: site)
                    .signer(proof, in: environment, from: exchange.configuration.callerAddress ?? address)
            } catch {
                throw StreamRefusal(error)
            }
        } catch {
            return refused(error, id: request.id, exchange, note: .login)
        }
        enrol(exchange)
        exchange.noteStream(self, .login, channel: nil, code: "0")
        return .loginAnswer(
            Self.numbered(request.id, .members(["event": "login", "code": "0", "msg": "", "connId": .string(id)])))
    }

    private static func text(_ name: String, _ view: JSONView) throws(StreamRefusal) -> String {
        guard let text = view[name]?.scalarText, !text.isEmpty else { throw .parameterEmpty(name) }
        return text
    }

    private func enrol(_ exchange: OKXExchange) {
        exchange.enrol(self, channels: subscriptions.map(\.argument.channel.rawValue))
    }

    private func acknowledgement(_ event: String, _ argument: StreamArgument, id requestID: String?) -> StreamAction {
        .say(Self.numbered(requestID, .members(["event": .string(event), "arg": argument.echo, "connId": .string(id)])))
    }

    private func refused(
        _ refusal: StreamRefusal, id requestID: String?, _ exchange: OKXExchange, note: StreamEvent = .refused
    ) -> StreamAction {
        exchange.noteStream(self, note, channel: nil, code: refusal.code)
        let event = Self.numbered(
            requestID,
            .members([
                "event": "error", "code": .string(refusal.code), "msg": .string(refusal.message), "connId": .string(id),
            ]))
        return note == .login ? .loginAnswer(event) : .say(event)
    }

    /// With the number of the request that it answers in front, where that had one.
    private static func numbered(_ id: String?, _ answer: JSONValue) -> JSONValue {
        guard let id, case .object(let members) = answer else { return answer }
        return .object([JSONValue.Member("id", .string(id))] + members)
    }
}

/// The most requests of one stream: subscriptions, their ends and logins together (OKX API guide, "Connect").
private struct RequestBudget: Sendable {
    private static let perHour = 480
    private static let hour: Int64 = 3_600_000

    private var begun: Int64
    private var count = 0

    init(begun: Int64) { self.begun = begun }

    mutating func take(at now: Int64) -> Bool {
        if now - begun >= Self.hour {
            begun = now
            count = 0
        }
        count += 1
        return count <= Self.perHour
    }
}
