import JSON

/// The address of a stream (OKX API guide, "Connect"); each serves channels of its own.
enum StreamPlace: String, Hashable, Sendable, CaseIterable {
    case market = "/ws/v5/public"
    case account = "/ws/v5/private"
    case business = "/ws/v5/business"

    /// Whether there is anything to log in for.
    var takesLogin: Bool {
        switch self {
        case .market: false
        case .account, .business: true
        }
    }

    /// Whether a coming restart is told here (OKX API guide, "Notification"); on the third it is not promised.
    var tellsRestart: Bool {
        switch self {
        case .market, .account: true
        case .business: false
        }
    }
}

/// What can be subscribed to, by the exchange's name.
enum StreamChannel: String, Hashable, Sendable, CaseIterable {
    case account
    case positions
    case balanceAndPosition = "balance_and_position"
    case tickers
    case indexTickers = "index-tickers"

    var place: StreamPlace {
        switch self {
        case .account, .positions, .balanceAndPosition: .account
        case .tickers, .indexTickers: .market
        }
    }

    /// How long it is from one regular push to the next; `nil` where only changes are pushed.
    var regularMilliseconds: Int64? {
        switch self {
        case .account, .positions: 5_000
        case .indexTickers: 60_000
        case .balanceAndPosition, .tickers: nil
        }
    }
}

/// One element of `args`: a channel with its parameters.
struct StreamArgument: Hashable, Sendable {
    let channel: StreamChannel
    /// The parameters as they came, those of which nothing is known left out.
    private let parameters: [String: String]
    /// How long it is from one regular push to the next; `nil` for none.
    let regularMilliseconds: Int64?

    private static let names = ["channel", "ccy", "instType", "instFamily", "instId", "extraParams"]
    private static let types = ["MARGIN", "SWAP", "FUTURES", "OPTION", "EVENTS", "ANY"]

    /// - Throws: the refusal of an element that is malformed, that this address does not serve, or that lacks something.
    init(_ view: JSONView, at place: StreamPlace) throws(StreamRefusal) {
        guard view.kind == .object else { throw .argumentsWrong }
        var parameters: [String: String] = [:]
        for (name, value) in view.members where Self.names.contains(name) {
            guard let text = value.string else { throw .argumentsWrong }
            parameters[name] = text
        }
        guard let name = parameters["channel"] else { throw .argumentsWrong }
        let wanted = Self.names.compactMap { name in parameters[name].map { "\(name):\($0)" } }.joined(separator: ", ")
        guard let channel = StreamChannel(rawValue: name), channel.place == place else { throw .channelUnknown(wanted) }
        switch channel {
        case .positions:
            guard let type = parameters["instType"], Self.types.contains(type) else { throw .channelUnknown(wanted) }
        case .tickers, .indexTickers:
            guard parameters["instId"] != nil else { throw .channelUnknown(wanted) }
        case .account, .balanceAndPosition: break
        }
        self.channel = channel
        self.parameters = parameters
        regularMilliseconds = try Self.interval(of: channel, parameters["extraParams"])
    }

    /// `extraParams` is JSON inside a string, `{"updateInterval":"0"}` (OKX API guide, "Account channel" and "Positions channel"). An interval
    /// that is not offered is the usual one.
    private static func interval(of channel: StreamChannel, _ extra: String?) throws(StreamRefusal) -> Int64? {
        guard let extra else { return channel.regularMilliseconds }
        guard let view = try? JSONDocument(parsing: Array(extra.utf8), limits: JSONLimits(depth: 4)).root, view.kind == .object else {
            throw .argumentsWrong
        }
        let wanted = view["updateInterval"]?.scalarText.flatMap { Int64($0) }
        if wanted == 0, channel.place == .account { return nil }
        if let wanted, channel == .positions, [2_000, 3_000, 4_000].contains(wanted) { return wanted }
        return channel.regularMilliseconds
    }

    subscript(name: String) -> String? { parameters[name] }

    /// As an acknowledgement repeats it.
    var echo: JSONValue {
        .object(Self.names.compactMap { name in parameters[name].map { JSONValue.Member(name, .string($0)) } })
    }

    /// As a push names it.
    func pushed(uid: String?) -> JSONValue {
        var members = [JSONValue.Member("channel", .string(channel.rawValue))]
        if let uid { members.append(JSONValue.Member("uid", .string(uid))) }
        for name in Self.names where name != "channel" && name != "extraParams" {
            if let value = parameters[name] { members.append(JSONValue.Member(name, .string(value))) }
        }
        return .object(members)
    }

    /// Whether a position is among what was asked for.
    func includes(_ position: SandboxPosition) -> Bool {
        guard ["ANY", "SWAP"].contains(parameters["instType"] ?? "ANY") else { return false }
        let family = position.instrument.split(separator: "-").prefix(2).joined(separator: "-")
        return (parameters["instId"] ?? position.instrument) == position.instrument && (parameters["instFamily"] ?? family) == family
    }
}
