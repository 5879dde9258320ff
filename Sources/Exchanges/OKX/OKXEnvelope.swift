import Domain
import HTTP
import JSON

/// The frame around every reply of OKX: `code`, `msg` and `data` (OKX API guide, "Response").
enum OKXEnvelope {
    /// The rows of a successful reply, at most `ReplyFields.rowLimit` of them; otherwise what the reply says instead.
    static func rows(of reply: HTTPReply) -> Result<ReplyRows, Failure> {
        guard !(300..<400).contains(reply.status), let root = try? JSONDocument(parsing: reply.body, limits: limits).root,
            let code = code(root["code"])
        else { return .failure(OKXFailure.gateway.failure(for: reply)) }
        let data = root["data"]
        if let failure = OKXFailure.gatewayFailure(for: reply, code: code) { return .failure(failure) }
        guard code == "0" else {
            return .failure(refusal(code: code, text: root["msg"]?.string ?? "", data: data, status: reply.status))
        }
        guard (200..<300).contains(reply.status) else { return .failure(OKXFailure.gateway.failure(for: reply)) }
        guard let data else { return .failure(OKXFailure.gateway.lacking("data")) }
        switch data.kind {
        case .array: return .success(ReplyRows(data.elements))
        // Some pages of the guide print the bare object.
        case .object: return .success(ReplyRows(CollectionOfOne(data)))
        case .null, .boolean, .number, .string: return .failure(OKXFailure.gateway.lacking("data"))
        }
    }

    /// The first row of a reply that has exactly one.
    static func row(of reply: HTTPReply) -> Result<JSONView, Failure> {
        rows(of: reply).flatMap { rows in
            guard let first = rows.views.first, first.kind == .object else { return .failure(OKXFailure.gateway.lacking("data")) }
            return .success(first)
        }
    }

    /// A reply has few levels; the largest is a list of `ReplyFields.rowLimit` rows of less than a hundred members.
    private static let limits = JSONLimits(depth: 32, byteCount: 8 << 20, nodeCount: 500_000)

    /// A code as text. Gateways write it as a number.
    static func code(_ view: JSONView?) -> String? {
        guard let text = view?.scalarText else { return nil }
        guard view?.kind == .number, let number = Amount(text)?.trimmed, number.scale == 0 else { return text }
        return number.plain
    }

    /// Where the whole failed or was done in part (1 and 2), the code of an element decides.
    private static func refusal(code: String, text: String, data: JSONView?, status: Int) -> Failure {
        if code == "1" || code == "2", let data, data.kind == .array {
            for element in data.elements.prefix(ReplyFields.rowLimit) {
                guard let inner = Self.code(element["sCode"]), inner != "0", !inner.isEmpty else { continue }
                return OKXFailure.failure(code: inner, text: element["sMsg"]?.string ?? text, status: status)
            }
        }
        return OKXFailure.failure(code: code, text: text, status: status)
    }
}
