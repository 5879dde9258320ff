import Domain
import HTTP
import JSON

/// Reads the replies of Bybit that tell who signs in, the time, and the exchange's own state.
enum BybitReplies {
    /// GET /v5/market/time: the `time` of the envelope, in milliseconds since 1970-01-01T00:00:00Z; else the seconds in the result.
    static func clock(_ reply: HTTPReply) -> Result<Int64, Failure> {
        BybitEnvelope.root(of: reply).flatMap { root in
            if let time = time(root, "time") { return .success(time) }
            guard let result = root["result"], let seconds = ReplyFields().whole(result, "timeSecond"), seconds > 0,
                seconds < UTCTimestamp.latest / 1_000
            else { return .failure(BybitFailure.gateway.lacking("time")) }
            return .success(seconds * 1_000)
        }
    }

    /// GET /v5/system/status. Work that is over stays in the list and is left out, and so are services that this program does not use.
    static func maintenance(_ reply: HTTPReply) -> Result<[Maintenance], Failure> {
        BybitEnvelope.result(of: reply).flatMap { BybitEnvelope.rows($0) }.map { rows in
            let fields = ReplyFields()
            return rows.views.prefix(200).compactMap { view -> Maintenance? in
                guard let state = maintenanceStates[view["state"]?.scalarText ?? ""] else { return nil }
                let services = view["serviceTypes"].map { $0.elements.prefix(32).compactMap(\.scalarText) } ?? []
                guard services.isEmpty || services.contains(where: maintainedServices.contains) else { return nil }
                return Maintenance(
                    title: fields.text(view, "title", characters: 120) ?? "", state: state,
                    beginUnixMilliseconds: time(view, "begin"), endUnixMilliseconds: time(view, "end"),
                    environment: environments[view["env"]?.scalarText ?? ""])
            }
        }
    }

    /// GET /v5/user/query-api.
    static func key(_ reply: HTTPReply) -> Result<Identity, Failure> {
        BybitEnvelope.result(of: reply).flatMap { result in
            var fields = ReplyFields()
            guard let uid = uid(result, fields) else { return .failure(BybitFailure.gateway.lacking("userID")) }
            let addresses = addresses(result, fields)
            // Without a word on it a key may write.
            let isReadOnly = result["readOnly"]?.scalarText == "1"
            let expiry = expiry(result, addresses, &fields)
            return .success(
                Identity(
                    accountID: uid, kind: kind(result, fields), label: fields.text(result, "note", characters: 50) ?? "",
                    permissions: BybitRights.permissions(result["permissions"], isReadOnly: isReadOnly), addresses: addresses,
                    expiry: expiry, unreadable: fields.unreadable))
        }
    }

    /// GET /v5/account/info.
    static func modes(_ reply: HTTPReply) -> Result<Modes, Failure> {
        BybitEnvelope.result(of: reply).map { result in
            var fields = ReplyFields()
            let status = fields.text(result, "unifiedMarginStatus")
            let accountType = status.flatMap(BybitAccountType.init(status:))
            if let status, accountType == nil { fields.note("unifiedMarginStatus \(status)") }
            let mode = fields.text(result, "marginMode")
            let marginMode = mode.flatMap(BybitMarginMode.init(rawValue:))
            if let mode, marginMode == nil { fields.note("marginMode \(mode)") }
            let isMaster = result["isMasterTrader"].flatMap { $0.bool }
            return Modes(accountType: accountType, marginMode: marginMode, isMasterTrader: isMaster, unreadable: fields.unreadable)
        }
    }

    /// How an account is set.
    struct Modes: Hashable, Sendable {
        let accountType: BybitAccountType?
        let marginMode: BybitMarginMode?
        let isMasterTrader: Bool?
        let unreadable: [String]
    }

    /// Milliseconds since 1970-01-01T00:00:00Z, before the year 10000.
    static func time(_ view: JSONView, _ name: String) -> Int64? {
        guard let time = ReplyFields().whole(view, name), time > 0, time <= UTCTimestamp.latest else { return nil }
        return time
    }

    /// A number, or the text that stands beside it for those that do not fit; `0` there says nothing.
    private static func uid(_ result: JSONView, _ fields: ReplyFields) -> String? {
        ["userID", "userIDInt64"].lazy.compactMap { fields.text(result, $0, characters: 32) }.first { $0 != "0" }
    }

    private static func kind(_ result: JSONView, _ fields: ReplyFields) -> AccountKind? {
        if let isMaster = result["isMaster"]?.bool { return isMaster ? .main : .sub }
        return fields.text(result, "parentUid").map { $0 == "0" ? .main : .sub }
    }

    /// `*` stands for every address.
    private static func addresses(_ result: JSONView, _ fields: ReplyFields) -> AddressBinding {
        guard let list = fields.list(result, "ips") else { return .notTold }
        return list.isEmpty || list.contains("*") ? .unbound : .bound(to: list)
    }

    /// `expiredAt` counts where no address is bound, and after a change of the password; else it is the beginning of 1970.
    private static func expiry(_ result: JSONView, _ addresses: AddressBinding, _ fields: inout ReplyFields) -> KeyExpiry {
        guard let text = fields.text(result, "expiredAt") else { return addresses.isBound == true ? .never : .notTold }
        guard let end = UTCTimestamp.unixMilliseconds(text) else {
            fields.note("expiredAt \(text)")
            return .notTold
        }
        if end > 0 { return .at(unixMilliseconds: end) }
        return addresses.isBound == true ? .never : .notTold
    }

    private static let maintenanceStates: [String: Maintenance.State] = ["scheduled": .scheduled, "ongoing": .underWay]
    /// Trading, requests over HTTP, and private streams, not those of the market.
    private static let maintainedServices: Set<String> = ["1", "2", "4"]
    private static let environments: [String: TradingEnvironment] = ["1": .live, "2": .demo]
}
