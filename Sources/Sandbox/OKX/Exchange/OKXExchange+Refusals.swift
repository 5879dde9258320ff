import JSON

extension OKXExchange {
    /// What a gateway in front of the exchange answers: a code that is a number, and an object without rows.
    func gateway(status: Int) -> Answer {
        let text = status == 404 ? "Not Found" : status == 500 ? "Internal Server Error" : "Error"
        return .json(
            .members([
                "code": .number(text: String(status)), "data": .object([]), "detailMsg": .string(""),
                "error_code": .string(String(status)), "error_message": .string(text), "msg": .string(text),
            ]), status: status, code: String(status))
    }

    func refused(status: Int, code: String, message: String) -> Answer {
        refused(Refusal(status: status, code: code, message: message))
    }

    /// The text for a refused address names it, as clients are to show it.
    func refused(listed code: String, for request: SeenRequest) -> Answer {
        if code == "50110" {
            return refused(.addressRefused(configuration.callerAddress ?? request.peer, apiKey: request.header("OK-ACCESS-KEY") ?? ""))
        }
        return refused(.listed(Int(code) ?? 50026))
    }

    func tooFrequent() -> Answer { refused(.rateLimited) }

    func maintained() -> Answer { refused(.maintenance) }

    var envelopeOfPadding: (head: String, tail: String) { (#"{"code":"0","msg":"","data":[{"padding":"#, "}]}") }

    var messageMember: String { "msg" }
}
