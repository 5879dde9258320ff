import JSON

extension SandboxBybit {
    /// What a stream is told.
    enum StreamNews: Sendable {
        case changed(AccountChange)
        /// The exchange restarts after that long; streams that are open now end then.
        case restarts(afterMilliseconds: Int64)
    }

    /// A private stream of one client: what has been asked for, and what is due (Bybit v5, "WebSocket Connect").
    struct Stream: LocalStream {
        private let exchange: Exchange
        private let id: String
        private let place: Place
        private let path: String
        /// The address of the other end.
        private let address: String
        private let inbox: StreamInbox<StreamNews>
        private let greatestSilence: Int64
        private var login: (account: Account.ID, key: Key)?
        private var topics: [StreamTopic] = []
        private var lastTraffic: Int64
        private var endsAt: Int64?
        private var pushCount = 0

        let greatestMessageBytes = 21_000
        let tooSlow = StreamEnd(code: 1008, reason: "")
        /// Nothing was said for too long.
        private static let quiet = StreamEnd(code: 1000, reason: "")
        private static let limits = JSONLimits(depth: 8, byteCount: 1 << 15, nodeCount: 2_048)
        private static let signed = "GET/realtime"

        init(_ exchange: Exchange, id: String, opening: StreamOpening, inbox: StreamInbox<StreamNews>, now: Int64) {
            self.exchange = exchange
            self.id = id
            self.inbox = inbox
            place = Place(opening.door) ?? Place()
            path = opening.target.path
            address = opening.address
            greatestSilence = Self.silence(opening.target["max_active_time"])
            lastTraffic = now
        }

        /// Ten minutes without traffic end a stream; who opens it may ask for thirty seconds and more.
        private static func silence(_ text: String?) -> Int64 {
            guard let text, let unit = text.last, unit == "s" || unit == "m", let number = Int64(text.dropLast()), number < 1_000 else {
                return 600_000
            }
            return min(max(number * (unit == "s" ? 1_000 : 60_000), 30_000), 600_000)
        }

        var nextMoment: Int64 { min(lastTraffic + greatestSilence, endsAt ?? .max) }

        func closed(code: UInt16?) { exchange.closeStream(id, path: path, account: login?.account, code: code) }

        mutating func tick(at now: Int64) -> [StreamAction] {
            if let endsAt, endsAt <= now { return [.end(.restart)] }
            return now - lastTraffic >= greatestSilence ? [.end(Self.quiet)] : []
        }

        mutating func woken(at now: Int64) -> [StreamAction] {
            inbox.taken().flatMap { news -> [StreamAction] in
                switch news {
                case .restarts(let milliseconds):
                    endsAt = now + max(0, milliseconds)
                    return []
                case .changed(let change): return pushes(of: change)
                }
            }
        }

        /// Where a key was deleted the exchange says nothing: the stream just falls silent.
        private mutating func pushes(of change: AccountChange) -> [StreamAction] {
            guard let login, login.account == change.account.id, !change.isClosed,
                change.account.keys.contains(where: { $0.apiKey == login.key.apiKey })
            else { return [] }
            let messages = exchange.messages(of: change, about: topics)
            return messages.map { topic, rows in
                pushCount += 1
                return .push(
                    .members([
                        "id": .string(id + "-\(pushCount)"), "topic": .string(topic.rawValue),
                        "creationTime": .whole(exchange.nowMilliseconds), "data": .array(rows),
                    ]))
            }
        }

        mutating func received(_ text: [UInt8], at now: Int64) -> [StreamAction] {
            lastTraffic = now
            guard let document = try? JSONDocument(parsing: text, limits: Self.limits), let operation = document.root["op"]?.string else {
                return [refused("", request: nil, "Invalid request")]
            }
            let request = document.root["req_id"]?.scalarText.map { String($0.prefix(36)) }
            let arguments = document.root["args"]?.elements ?? []
            switch operation {
            case "ping": return [.say(answer("pong", request, [.init("args", [.string(String(exchange.nowMilliseconds))])]))]
            case "auth": return authorized(arguments, request)
            case "subscribe", "unsubscribe": return subscribed(operation, arguments, request)
            default: return [refused(String(operation.prefix(32)), request: request, "Invalid op")]
            }
        }

        // MARK: Login

        private mutating func authorized(_ arguments: [JSONView], _ request: String?) -> [StreamAction] {
            do throws(Refusal) {
                guard arguments.count == 3, let apiKey = arguments[0].string, let expires = arguments[1].scalarText,
                    let signature = arguments[2].string
                else { throw .listed(10001) }
                let found = try exchange.owner(of: apiKey, at: place, from: address)
                guard let moment = Int64(expires), moment > exchange.nowMilliseconds else { throw .listed(10002) }
                guard KeyCheck.isSigned(Array((Self.signed + expires).utf8), by: found.key, with: signature) else { throw .listed(10004) }
                login = (found.account.id, found.key)
                exchange.enrol(id, account: found.account.id, topics: topics)
                note(.login, code: "0")
                return [.loginAnswer(welcome.with(requestMember(request)))]
            } catch {
                note(.refused, code: error.code.map { String($0) })
                let message = error.code == 10003 ? "Invalid apikey" : error.message
                return [
                    .loginAnswer(
                        .members([
                            "op": "auth", "success": false, "retCode": .whole(error.code ?? 10001), "retMsg": .string(message),
                            "connId": .string(id),
                        ]))
                ]
            }
        }

        private var welcome: JSONValue {
            switch exchange.behaviour.loginAnswer {
            case .documented: .members(["success": true, "ret_msg": "", "op": "auth", "conn_id": .string(id)])
            case .newer: .members(["op": "auth", "success": true, "retCode": 0, "retMsg": "", "connId": .string(id)])
            }
        }

        private func requestMember(_ request: String?) -> [JSONValue.Member] {
            request.map { [JSONValue.Member("req_id", .string($0))] } ?? []
        }

        // MARK: Topics

        private mutating func subscribed(_ operation: String, _ arguments: [JSONView], _ request: String?) -> [StreamAction] {
            guard login != nil else {
                note(.refused, code: nil)
                return [refused(operation, request: request, "Request not authorized")]
            }
            var wanted: [StreamTopic] = []
            for argument in arguments.prefix(64) {
                let name = argument.string ?? ""
                guard let topic = StreamTopic(rawValue: name) else {
                    note(.refused, code: nil)
                    return [refused(operation, request: request, "Invalid topic: " + String(name.prefix(64)))]
                }
                wanted.append(topic)
            }
            guard !wanted.contains(.position) || !wanted.contains(where: \.isOneCategory) else {
                note(.refused, code: nil)
                let message = "All-In-One topic and Categorised topic cannot be in the same subscription request"
                return [refused(operation, request: request, message)]
            }
            topics.removeAll(where: wanted.contains)
            if operation == "subscribe" {
                topics += wanted.enumerated().filter { !wanted[..<$0.offset].contains($0.element) }.map(\.element)
            }
            exchange.enrol(id, account: login?.account, topics: topics)
            for topic in wanted {
                exchange.noteStream(
                    path, operation == "subscribe" ? .subscribe : .unsubscribe, topic: topic, account: login?.account, code: "0")
            }
            return [.say(answer(operation, request, [.init("success", true), .init("ret_msg", "")]))]
        }

        private func refused(_ operation: String, request: String?, _ message: String) -> StreamAction {
            .say(answer(operation, request, [.init("success", false), .init("ret_msg", .string(message))]))
        }

        private func answer(_ operation: String, _ request: String?, _ members: [JSONValue.Member]) -> JSONValue {
            .object(members + [.init("conn_id", .string(id))] + requestMember(request) + [.init("op", .string(operation))])
        }

        private func note(_ event: StreamEvent, code: String?) {
            exchange.noteStream(path, event, topic: nil, account: login?.account, code: code)
        }
    }

    /// What a private stream can tell of. Orders and what is carried out can be subscribed to; nothing is told of them.
    enum StreamTopic: String, Hashable, Sendable, CaseIterable {
        case wallet, position, order, execution
        case linearPositions = "position.linear"
        case inversePositions = "position.inverse"
        case optionPositions = "position.option"

        /// Whether it is one of the categories, which cannot be asked for together with all of them (Bybit v5, "Position" of the streams).
        var isOneCategory: Bool {
            switch self {
            case .linearPositions, .inversePositions, .optionPositions: true
            case .wallet, .position, .order, .execution: false
            }
        }

        /// Whether it tells of positions of a kind.
        func tellsPositions(of category: Category) -> Bool {
            switch self {
            case .position: true
            case .linearPositions: category == .linear
            case .inversePositions: category == .inverse
            case .optionPositions: category == .option
            case .wallet, .order, .execution: false
            }
        }
    }
}

extension JSONValue {
    fileprivate func with(_ further: [Member]) -> JSONValue {
        guard case .object(let own) = self else { return self }
        return .object(own + further)
    }
}
