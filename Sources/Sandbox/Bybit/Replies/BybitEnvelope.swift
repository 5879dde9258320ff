import JSON

extension SandboxBybit {
    /// What stands around every result.
    enum Envelope {
        static func success(_ result: JSONValue, message: String, nowMilliseconds: Int64) -> Answer {
            json(code: 0, message: message, result: result, status: 200, nowMilliseconds: nowMilliseconds)
        }

        static func refused(_ refusal: Refusal, nowMilliseconds: Int64) -> Answer {
            guard let code = refusal.code else {
                return Answer(
                    status: refusal.status, headers: [("Content-Type", "text/plain; charset=utf-8")], body: Array(refusal.message.utf8))
            }
            let result: JSONValue =
                refusal.reasons.isEmpty
                ? .object([])
                : .members([
                    "reasons": .array(
                        refusal.reasons.map { .row(["reasonCode": String($0.code), "reasonMsg": $0.message]) })
                ])
            return json(
                code: code, message: refusal.message, result: result, status: refusal.status, nowMilliseconds: nowMilliseconds)
        }

        private static func json(code: Int, message: String, result: JSONValue, status: Int, nowMilliseconds: Int64) -> Answer {
            let envelope = JSONValue.members([
                "retCode": .number(text: String(code)), "retMsg": .string(message), "result": result, "retExtInfo": .object([]),
                "time": .number(text: String(nowMilliseconds)),
            ])
            return Answer(
                status: status, headers: [("Content-Type", "application/json; charset=utf-8")], body: envelope.encoded(),
                code: String(code))
        }
    }
}
