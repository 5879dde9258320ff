import Domain
import JSON

/// What a message of Bybit's private line says (Bybit API, "Connect" and the page of each topic).
enum BybitFrame {
    /// The answer to a ping, in either of its shapes.
    case pong
    case signedIn
    case subscribed
    /// What was asked is refused, with Bybit's code, if it has one, and its text.
    case refused(BybitStreamOperation, code: String?, text: String)
    case push(BybitPush)
    /// Something that this program has not asked for.
    case unused
    case garbage

    /// Reads a message.
    init(_ message: [UInt8]) {
        guard let root = try? JSONDocument(parsing: message, limits: Self.limits).root, root.kind == .object else {
            self = .garbage
            return
        }
        if root["topic"] != nil {
            self = BybitPush(root).map(BybitFrame.push) ?? .unused
        } else {
            self = Self.answer(root)
        }
    }

    /// Older servers say `success` and `ret_msg`, newer ones `retCode` and `retMsg` as well.
    private static func answer(_ root: JSONView) -> BybitFrame {
        let fields = ReplyFields()
        let text = fields.text(root, "retMsg", characters: 200) ?? fields.text(root, "ret_msg", characters: 200) ?? ""
        let word = root["op"]?.string ?? ""
        guard word != "ping", word != "pong" else { return .pong }
        guard let operation = BybitStreamOperation(rawValue: word) else { return .unused }
        let code = fields.whole(root, "retCode") ?? fields.whole(root, "ret_code")
        let isRefused = root["success"]?.bool == false || (code ?? 0) != 0
        guard !isRefused else {
            return .refused(operation, code: code.flatMap { $0 == 0 ? nil : "\($0)" }, text: text)
        }
        // An answer that says neither is none.
        guard root["success"]?.bool == true || code == 0 else { return .unused }
        switch operation {
        case .auth: return .signedIn
        case .subscribe: return .subscribed
        }
    }

    private static let limits = JSONLimits(depth: 32, byteCount: 4 << 20, nodeCount: 500_000)
}

/// What is asked of the line, by Bybit's words.
enum BybitStreamOperation: String {
    case auth
    case subscribe
}

/// Rows that a topic pushes.
struct BybitPush {
    let topic: Topic
    let rows: ReplyRows
    /// When it was made, in milliseconds by Bybit's clock.
    let pushedAt: Int64?

    /// The topics that are subscribed to.
    enum Topic: String, CaseIterable {
        case wallet
        /// Of every category.
        case position
    }

    /// `nil` where it is no push of a topic that was asked for.
    init?(_ root: JSONView) {
        guard let name = root["topic"]?.string?.split(separator: ".").first, let topic = Topic(rawValue: String(name)),
            let data = root["data"], data.kind == .array
        else { return nil }
        self.topic = topic
        rows = ReplyRows(data.elements)
        pushedAt = BybitReplies.time(root, "creationTime")
    }
}
