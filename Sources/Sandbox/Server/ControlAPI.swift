import JSON

/// The sandbox's own paths, by which tests and learners change its behaviour and look at what it saw.
///
/// - `GET /sandbox/faults`, `POST /sandbox/faults` with one fault or a list of them (added to those in force), `DELETE /sandbox/faults` -
/// `GET /sandbox/accounts`, `POST /sandbox/user` with what the owner of an account does on the website - `GET /sandbox/log`, `GET
/// /sandbox/writes`, `GET /sandbox/clock`, `POST /sandbox/clock` with `{"offsetMilliseconds":-31000}`
///
/// A body is JSON; where it has a content type, that has to be JSON too. Requests of web pages are refused (`ControlGate`).
struct ControlAPI: Sendable {
    static let prefix = "/sandbox/"

    let exchange: LocalExchange

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
            guard let view = body(of: request), let account = view["account"]?.string, let action = UserText.action(view) else {
                return refusal("an action is not understood")
            }
            switch exchange.act(action, as: account) {
            case .done: return accounts()
            case .accountUnknown: return refusal("there is no such account")
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
        .json(.members(["accounts": .array(exchange.accounts.map(UserText.described))]))
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
