import JSON

/// The sandbox's own paths, by which tests and learners change its behaviour and look at what it saw. They are at every address, and are
/// about the exchange that listens there.
///
/// - `GET /sandbox/faults`, `POST /sandbox/faults` with one fault or a list of them (added to those in force), `DELETE /sandbox/faults` -
/// `GET /sandbox/accounts`, `POST /sandbox/user` with what the owner of an account does on the website - `GET /sandbox/log`, `GET
/// /sandbox/writes`, `GET /sandbox/clock`, `POST /sandbox/clock` with `{"offsetMilliseconds":-31000}` - `GET /sandbox/market`, `POST
/// /sandbox/market` with `{"moving":true}` or `{"steps":3}`, `POST /sandbox/trade` with `{"account":"main","instrument":"SOL-USDT","size":"-1"}` -
/// `GET /sandbox/streams`, `POST /sandbox/restart` with `{"afterMilliseconds":60000}`
///
/// A body is JSON; where it has a content type, that has to be JSON too. Requests of web pages are refused (`ControlGate`).
struct ControlAPI: Sendable {
    static let prefix = "/sandbox/"

    let exchange: any LocalExchange

    private static let limits = JSONLimits(depth: 8)

    func answer(_ request: SeenRequest) -> Answer {
        if let refused = ControlGate.refusal(request, host: exchange.configuration.host) {
            return .json(.members(["error": .string(refused.text)]), status: refused.status)
        }
        switch (request.method, request.target.path) {
        case ("GET", "/sandbox/faults"): return faults()
        case ("POST", "/sandbox/faults"):
            guard let view = body(of: request) else { return refusal("the body is no JSON") }
            let views = view.kind == .array ? Array(view.elements) : [view]
            let added = views.compactMap { FaultText.fault($0) }
            guard added.count == views.count else { return refusal("a fault is not understood") }
            guard exchange.faults.count + added.count <= FaultQueue.capacity else { return refusal("too many faults") }
            exchange.faults += added
            return faults()
        case ("DELETE", "/sandbox/faults"):
            exchange.faults = []
            return faults()
        case ("GET", "/sandbox/accounts"): return accounts()
        case ("POST", "/sandbox/user"):
            guard let view = body(of: request) else { return refusal("an action is not understood") }
            switch exchange.act(view) {
            case .done: return accounts()
            case .refused(let why): return refusal(why)
            }
        case ("GET", "/sandbox/log"): return Self.listed(exchange.log.entries, count: exchange.log.count)
        case ("GET", "/sandbox/writes"): return Self.listed(exchange.log.writes, count: exchange.log.writeCount)
        case ("GET", "/sandbox/clock"): return clock()
        case ("POST", "/sandbox/clock"):
            guard let text = body(of: request)?["offsetMilliseconds"]?.scalarText, let offset = Int64(text),
                SandboxConfiguration.clockOffsets.contains(offset)
            else { return refusal("offsetMilliseconds is no whole number of a sensible size") }
            exchange.clockOffsetMilliseconds = offset
            return clock()
        case ("GET", "/sandbox/market"): return market()
        case ("POST", "/sandbox/market"): return moved(body(of: request))
        case ("POST", "/sandbox/trade"):
            guard let view = body(of: request) else { return refusal("a trade is not understood") }
            switch exchange.trade(view) {
            case .done(let told): return .json(.object(told.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }))
            case .refused(let why): return refusal(why)
            }
        case ("GET", "/sandbox/streams"): return streams()
        case ("POST", "/sandbox/restart"):
            guard let text = body(of: request)?["afterMilliseconds"]?.scalarText, let wait = Int64(text), (0...3_600_000).contains(wait)
            else { return refusal("afterMilliseconds is no whole number up to an hour") }
            exchange.announceRestart(afterMilliseconds: wait)
            return streams()
        default:
            return .json(.members(["error": .string("no such control")]), status: 404)
        }
    }

    private func body(of request: SeenRequest) -> JSONView? {
        try? JSONDocument(parsing: request.body, limits: Self.limits).root
    }

    private func refusal(_ text: String) -> Answer {
        .json(.members(["error": .string(text)]), status: 400)
    }

    private func faults() -> Answer {
        .json(.members(["faults": .array(exchange.faults.map(FaultText.described))]))
    }

    private func clock() -> Answer {
        .json(
            .members([
                "offsetMilliseconds": .number(text: String(exchange.clockOffsetMilliseconds)),
                "nowMilliseconds": .number(text: String(exchange.nowMilliseconds)),
            ]))
    }

    private func accounts() -> Answer {
        .json(.members(["accounts": exchange.describedAccounts()]))
    }

    /// Starts or stops the prices, or has them take steps at once.
    private func moved(_ view: JSONView?) -> Answer {
        guard let view, view.kind == .object else { return refusal("the body is no JSON") }
        var steps = 0
        if let wanted = view["steps"] {
            guard let count = wanted.scalarText.flatMap({ Int($0) }), (1...10_000).contains(count) else {
                return refusal("steps is no whole number from 1 to 10000")
            }
            steps = count
        }
        if let wanted = view["moving"] {
            guard let moving = wanted.bool else { return refusal("moving is neither true nor false") }
            exchange.isMoving = moving
        }
        exchange.step(steps)
        return market()
    }

    private func market() -> Answer {
        let figures = exchange.marketFigures
        return .json(
            .members([
                "moving": .bool(exchange.isMoving), "steps": .number(text: String(figures.stepCount)),
                "prices": .object(figures.prices.map { JSONValue.Member($0.name, .string("\($0.price)")) }),
            ]))
    }

    private func streams() -> Answer {
        let rows = exchange.openStreams.map { stream in
            JSONValue.members([
                "connId": .string(stream.id), "path": .string(stream.path), "environment": .string(stream.environment),
                "account": .optional(stream.account), "channels": .array(stream.channels.map { .string($0) }),
            ])
        }
        return .json(.members(["streams": .array(rows)]))
    }

    private static func listed(_ entries: [SandboxLogEntry], count: Int) -> Answer {
        let entries = entries.map { entry in
            JSONValue.members([
                "sequence": .number(text: String(entry.sequence)),
                "milliseconds": .number(text: String(entry.milliseconds)),
                "method": .string(entry.method),
                "path": .string(entry.path),
                "account": .optional(entry.account),
                "status": entry.status.map { .number(text: String($0)) } ?? .null,
                "code": .optional(entry.code),
            ])
        }
        return .json(.members(["count": .number(text: String(count)), "entries": .array(entries)]))
    }
}
