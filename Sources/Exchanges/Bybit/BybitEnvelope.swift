import Domain
import HTTP
import JSON

/// The frame around every reply of Bybit: `retCode`, `retMsg`, `result` and `time` (Bybit API, "Integration Guidance", response).
enum BybitEnvelope {
    /// The object `result` of a successful reply; otherwise what the reply says instead.
    static func result(of reply: HTTPReply) -> Result<JSONView, Failure> {
        root(of: reply).flatMap { root in
            guard let result = root["result"], result.kind == .object else { return .failure(BybitFailure.gateway.lacking("result")) }
            return .success(result)
        }
    }

    /// The whole reply where it says that all went well.
    static func root(of reply: HTTPReply) -> Result<JSONView, Failure> {
        guard let root = parsed(reply), let code = code(root) else { return .failure(BybitFailure.failure(for: reply)) }
        guard code.text == "0" else { return .failure(BybitFailure.failure(code: code.text, text: code.message, status: reply.status)) }
        guard (200..<300).contains(reply.status) else { return .failure(BybitFailure.failure(for: reply)) }
        return .success(root)
    }

    /// The reply as JSON, whatever it says; `nil` for anything else.
    static func parsed(_ reply: HTTPReply) -> JSONView? {
        guard !(300..<400).contains(reply.status), let root = try? JSONDocument(parsing: reply.body, limits: limits).root,
            root.kind == .object
        else { return nil }
        return root
    }

    /// The code as text and what is said beside it. Old routes and those of the authorization write the names with an underscore, and the
    /// code as text.
    static func code(_ root: JSONView) -> (text: String, message: String)? {
        for (code, message) in [("retCode", "retMsg"), ("ret_code", "ret_msg")] {
            guard let text = root[code]?.scalarText, !text.isEmpty else { continue }
            let number = root[code]?.kind == .number ? Amount(text)?.trimmed : nil
            return (number.flatMap { $0.scale == 0 ? $0.plain : nil } ?? text, root[message]?.string ?? "")
        }
        return nil
    }

    /// The rows of `list` in `result`; where a reply has none it is not understood.
    static func rows(_ result: JSONView, _ name: String = "list") -> Result<ReplyRows, Failure> {
        guard let list = result[name], list.kind == .array else { return .failure(BybitFailure.gateway.lacking(name)) }
        return .success(ReplyRows(list.elements))
    }

    /// The largest reply is the list of all spot prices: some thousand rows of a dozen members.
    private static let limits = JSONLimits(depth: 32, byteCount: 8 << 20, nodeCount: 500_000)
}
