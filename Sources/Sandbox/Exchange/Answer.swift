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

extension Answer {
    /// The text without what would end a header early.
    static func headerText(_ text: String) -> String {
        String(decoding: text.utf8.filter { (0x21...0x7E).contains($0) }.prefix(2000), as: UTF8.self)
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
