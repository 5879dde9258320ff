import JSON

extension SandboxBybit.Site {
    /// Whether the site has hosts of its own for private streams (Bybit v5, "WebSocket Connect").
    var hasStreams: Bool {
        switch self {
        case .global, .turkey, .kazakhstan, .georgia, .indonesia, .japan: true
        case .netherlands, .europe, .emirates, .hongKong: false
        }
    }
}

extension SandboxBybit.Place {
    /// The place of a door of this exchange; `nil` for another's.
    init?(_ door: SandboxDoor) {
        guard let site = SandboxBybit.Site(rawValue: door.site), let environment = SandboxBybit.Environment(rawValue: door.environment)
        else {
            return nil
        }
        self.init(site, environment)
    }

    func door(_ host: String) -> SandboxDoor { SandboxDoor(site: site.rawValue, environment: environment.rawValue, host: host) }
}

extension SandboxBybit.Exchange {
    /// The host of requests and the one of streams, of each place; those of requests first.
    private static let names = (requests: "rest", streams: "stream")

    var doors: [SandboxDoor] { hosts.map(\.door) }

    var hosts: [SandboxHost] {
        SandboxBybit.Place.all.map { Self.host(of: $0, Self.names.requests, .requests) }
            + SandboxBybit.Place.all.filter(\.site.hasStreams).map { Self.host(of: $0, Self.names.streams, .streams) }
    }

    private static func host(of place: SandboxBybit.Place, _ name: String, _ traffic: SandboxHost.Traffic) -> SandboxHost {
        SandboxHost(
            site: place.site.rawValue, environment: place.environment.rawValue, name: name, traffic: traffic, door: place.door(name))
    }

    /// Whether a request arrived where requests are answered; a host of streams has no other pages.
    static func answersRequests(at door: SandboxDoor?) -> Bool { door?.host != names.streams }

    var samples: [SandboxSample] {
        configuration.bybit.accounts.map { account in
            SandboxSample(
                id: account.id, title: account.title, uid: String(account.uid),
                keys: account.keys.map { key in
                    SandboxSample.Key(
                        apiKey: key.apiKey, secrets: [key.secretField], site: key.place.site.rawValue,
                        environment: key.place.environment.rawValue)
                })
        }
    }

    var oauthClient: SandboxOAuthClient? { nil }

    // MARK: Faults

    func refused(status: Int, code: String, message: String) -> Answer {
        SandboxBybit.Envelope.refused(
            SandboxBybit.Refusal(status: status, code: Int(code) ?? 10016, message: message), nowMilliseconds: nowMilliseconds)
    }

    func refused(listed code: String, for request: SeenRequest) -> Answer {
        SandboxBybit.Envelope.refused(.listed(Int(code) ?? 10016), nowMilliseconds: nowMilliseconds)
    }

    /// A plain page; that of an address that is shut out says why (Bybit v5, "Rate Limit Rules").
    func gateway(status: Int) -> Answer {
        var refusal = SandboxBybit.Refusal(status: status, code: nil, message: "\(status)")
        if status == 403 { refusal = .tooFrequent }
        if status == 404 { refusal = .notFound }
        return SandboxBybit.Envelope.refused(refusal, nowMilliseconds: nowMilliseconds)
    }

    func tooFrequent() -> Answer {
        var answer = SandboxBybit.Envelope.refused(.listed(10006), nowMilliseconds: nowMilliseconds)
        answer.headers += [
            ("X-Bapi-Limit", "10"), ("X-Bapi-Limit-Status", "0"), ("X-Bapi-Limit-Reset-Timestamp", String(nowMilliseconds + 1_000)),
        ]
        return answer
    }

    func maintained() -> Answer { SandboxBybit.Envelope.refused(.listed(10016), nowMilliseconds: nowMilliseconds) }

    var envelopeOfPadding: (head: String, tail: String) { (#"{"retCode":0,"retMsg":"","result":{"padding":"#, "}}") }

    var messageMember: String { "retMsg" }
}

extension SandboxBybit.Key {
    /// What belongs to the API key, by its name in JSON.
    var secretField: SandboxSample.Key.Secret {
        switch secret {
        case .systemGenerated(let secret): SandboxSample.Key.Secret("secretKey", secret)
        case .selfGenerated(let privateKey, _): SandboxSample.Key.Secret("privateKey", privateKey)
        }
    }
}
