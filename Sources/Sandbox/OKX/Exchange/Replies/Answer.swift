import JSON

/// What goes back, before it becomes bytes.
struct Answer: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]
    var delivery = AnswerDelivery.whole
    var delayMilliseconds = 0
    /// The exchange's code, for the log.
    var code: String?
    /// The account that signed, for the log.
    var account: String?

    static func json(_ value: JSONValue, status: Int = 200, code: String? = nil) -> Answer {
        Answer(
            status: status, headers: [("Content-Type", "application/json")], body: value.encoded(), code: code)
    }

    /// What a gateway in front of the exchange answers: a code that is a number, and an object without rows.
    static func gateway(status: Int) -> Answer {
        let text = status == 404 ? "Not Found" : status == 500 ? "Internal Server Error" : "Error"
        return json(
            .members([
                "code": .number(text: String(status)), "data": .object([]), "detailMsg": .string(""),
                "error_code": .string(String(status)), "error_message": .string(text), "msg": .string(text),
            ]), status: status, code: String(status))
    }

    static func html(status: Int) -> Answer {
        let page = """
            <html>\r
            <head><title>\(status)</title></head>\r
            <body>\r
            <center><h1>\(status)</h1></center>\r
            <hr><center>gateway</center>\r
            </body>\r
            </html>\r

            """
        return Answer(status: status, headers: [("Content-Type", "text/html")], body: Array(page.utf8))
    }
}

/// How a reply goes out on its connection.
enum AnswerDelivery: Hashable, Sendable {
    /// With one length.
    case whole
    /// In chunks.
    case chunked
    /// The length of the whole, half of the bytes, then the end of the connection.
    case cutInBody
    /// The end of the connection and nothing before it.
    case nothing
}
