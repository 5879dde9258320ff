import Domain
import JSON

/// What a message of OKX's private line says (OKX API guide, "WebSocket", and the page of each channel).
enum OKXFrame {
    /// The answer to `ping`.
    case pong
    case loggedIn
    case subscribed(OKXChannel)
    /// A subscription has ended, whether OKX says why or not.
    case ended(OKXChannel)
    /// OKX has ended a subscription because of the account's other connections.
    case tooManyConnections
    /// An error, with OKX's code and its text.
    case refused(code: String, text: String)
    /// The line will be closed for an upgrade.
    case closing
    case push(OKXPush)
    /// Something that this program has not asked for.
    case unused
    case garbage

    /// Reads a message.
    init(_ message: [UInt8]) {
        if message == Self.pongText {
            self = .pong
            return
        }
        guard let root = try? JSONDocument(parsing: message, limits: Self.limits).root, root.kind == .object else {
            self = .garbage
            return
        }
        self = Self.event(root) ?? OKXPush(root, byteCount: message.count).map(OKXFrame.push) ?? .unused
    }

    /// `nil` where the message is a push.
    private static func event(_ root: JSONView) -> OKXFrame? {
        guard let event = root["event"]?.string else { return nil }
        let code = OKXEnvelope.code(root["code"]) ?? ""
        let channel = OKXChannel(of: root)
        switch event {
        case "login" where code == "0": return .loggedIn
        case "login", "error": return code == closingCode ? .closing : .refused(code: code, text: root["msg"]?.string ?? "")
        case "notice": return code == closingCode ? .closing : .unused
        case "subscribe": return channel.map(OKXFrame.subscribed) ?? .unused
        case "unsubscribe": return channel.map(OKXFrame.ended) ?? .unused
        case "channel-conn-count-error": return .tooManyConnections
        // `channel-conn-count` tells how many connections the account has, which is OKX's to count.
        default: return .unused
        }
    }

    private static let closingCode = "64008"
    private static let pongText = Array("pong".utf8)
    private static let limits = JSONLimits(depth: 32, byteCount: 4 << 20, nodeCount: 500_000)
}

/// The channels that are subscribed to, by OKX's names.
enum OKXChannel: String, CaseIterable {
    case account
    case positions
    /// Tells the cause of a change: a transfer changes other wallets too.
    case balanceAndPosition = "balance_and_position"

    init?(of root: JSONView) {
        guard let channel = (root["arg"]?["channel"] ?? root["channel"])?.string.flatMap(OKXChannel.init) else { return nil }
        self = channel
    }

    /// The argument of the subscription.
    var argument: JSONValue {
        switch self {
        case .account, .balanceAndPosition: .object([.init("channel", .string(rawValue))])
        case .positions: .object([.init("channel", .string(rawValue)), .init("instType", .string("ANY"))])
        }
    }
}

/// Rows that a channel pushes.
struct OKXPush {
    let channel: OKXChannel
    let kind: Kind
    let rows: ReplyRows
    /// How long the message was.
    let byteCount: Int

    enum Kind {
        /// A page of everything that there is; all of it where no page is named.
        case snapshot(page: Int64?, isLast: Bool)
        /// What has changed.
        case update
        /// Older servers do not say which of the two it is.
        case unsaid
    }

    /// `nil` where it is no push of a channel that was asked for.
    init?(_ root: JSONView, byteCount: Int) {
        guard let channel = OKXChannel(of: root), let data = root["data"], data.kind == .array else { return nil }
        self.channel = channel
        self.byteCount = byteCount
        rows = ReplyRows(data.elements)
        switch root["eventType"]?.string {
        case "snapshot":
            let last = root["lastPage"]
            kind = .snapshot(
                page: ReplyFields().whole(root, "curPage"), isLast: last == nil || last?.bool == true || last?.string == "true")
        case _?: kind = .update
        case nil: kind = .unsaid
        }
    }
}
