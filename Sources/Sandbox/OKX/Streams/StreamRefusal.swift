import JSON

/// An error event of a stream (OKX API guide, "Error code", WebSocket); clients must go by the code alone.
struct StreamRefusal: Error, Hashable, Sendable {
    let code: String
    let message: String

    /// What the exchange repeats of a request, so that no answer grows with what is sent.
    private static let greatestEcho = 200

    static let keyMalformed = StreamRefusal(code: "60005", message: "Invalid apiKey")
    static let signatureWrong = StreamRefusal(code: "60007", message: "Invalid sign")
    static let timestampMalformed = StreamRefusal(code: "60004", message: "Invalid timestamp")
    static let timestampExpired = StreamRefusal(code: "60006", message: "Timestamp request expired")
    static let loginFailed = StreamRefusal(code: "60009", message: "Login failed.")
    static let loginMissing = StreamRefusal(code: "60011", message: "Please log in.")
    static let argumentsWrong = StreamRefusal(code: "60013", message: "Invalid args")
    static let tooFrequent = StreamRefusal(code: "60014", message: "Requests too frequent. Please try again later.")
    static let passphraseWrong = StreamRefusal(code: "60024", message: "Wrong passphrase")
    static let placeWrong = StreamRefusal(
        code: "60028", message: "The current operation is not supported by this URL. Please use the correct URL for the operation.")
    static let loginRepeated = StreamRefusal(
        code: "60031", message: "The WebSocket endpoint does not allow multiple or repeated logins.")
    static let keyUnknown = StreamRefusal(code: "60032", message: "API key doesn't exist")

    static func requestMalformed(_ request: [UInt8]) -> StreamRefusal {
        StreamRefusal(code: "60012", message: "Invalid request: " + cut(request))
    }

    static func operationUnknown(_ name: String) -> StreamRefusal {
        StreamRefusal(code: "60019", message: "Invalid op: " + cut(name.utf8))
    }

    static func parameterEmpty(_ name: String) -> StreamRefusal {
        StreamRefusal(code: "60027", message: "Parameter \(name) can not be empty.")
    }

    static func parameterWrong(_ name: String) -> StreamRefusal {
        StreamRefusal(code: "60033", message: "Parameter \(name) error")
    }

    static func channelUnknown(_ wanted: String) -> StreamRefusal {
        StreamRefusal(
            code: "60018",
            message:
                "Wrong URL or \(cut(wanted.utf8)) doesn't exist. Please use the correct URL, channel and parameters referring to API document."
        )
    }

    /// What a login is told where a request would have met this refusal. Codes without a counterpart stay as they are.
    init(_ refusal: Refusal) {
        self =
            switch refusal.code {
            case Refusal.keyMalformed.code: .keyMalformed
            case Refusal.keyUnknown.code: .keyUnknown
            case Refusal.passphraseWrong.code: .passphraseWrong
            case Refusal.signatureWrong.code: .signatureWrong
            case Refusal.internalError.code: .loginFailed
            default: StreamRefusal(code: refusal.code, message: refusal.message)
            }
    }

    private init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    private static func cut(_ bytes: some Collection<UInt8>) -> String {
        String(decoding: bytes.prefix(greatestEcho), as: UTF8.self)
    }
}

/// How the exchange ends a stream (OKX API guide, "Close frame").
extension StreamEnd {
    static let quiet = StreamEnd(code: 4004, reason: "No data received in 30s.")
    static let tooSlow = StreamEnd(code: 4005, reason: "Buffer is full, cannot write data.")
    static let keyChanged = StreamEnd(code: 4007, reason: "API key has been updated or deleted. Please reconnect.")
    static let tooManyChannels = StreamEnd(code: 4009, reason: "The number of connection channels exceeds the limit.")
}
