import JSON

extension SandboxBybit {
    /// A request that the exchange does not serve: HTTP status, its own code, its text, and reasons where a code has some.
    struct Refusal: Error, Hashable, Sendable {
        var status = 200
        /// `nil` for a page that is no JSON.
        let code: Int?
        let message: String
        var reasons: [Reason] = []

        /// Why a margin mode could not be set.
        struct Reason: Hashable, Sendable {
            let code: Int
            let message: String
        }

        /// A code as the exchange documents it (Bybit v5, "Error Codes").
        static func listed(_ code: Int) -> Refusal { Refusal(code: code, message: texts[code] ?? "Error \(code)") }

        static func parameter(_ name: String) -> Refusal { Refusal(code: 10001, message: "params error: \(name) is invalid") }

        static let headersMissing = Refusal(status: 401, code: 10003, message: texts[10003] ?? "")
        static let notFound = Refusal(status: 404, code: nil, message: "404 page not found")
        static let tooFrequent = Refusal(status: 403, code: nil, message: "403, access too frequent")
        static let bodyWithGet = Refusal(status: 403, code: nil, message: "403 Forbidden: GET request with a body")

        static func timeWrong(_ timestamp: String, _ window: String, nowMilliseconds: Int64) -> Refusal {
            let sent = String(decoding: timestamp.utf8.prefix(20), as: UTF8.self)
            return Refusal(
                code: 10002,
                message: "The request time exceeds the time window range. req_timestamp[\(sent)],"
                    + "server_timestamp[\(nowMilliseconds)],recv_window[\(String(decoding: window.utf8.prefix(20), as: UTF8.self))]")
        }

        static func marginMode(_ reasons: [Reason]) -> Refusal {
            Refusal(code: 3_400_045, message: "Set margin mode failed", reasons: reasons)
        }

        private static let texts: [Int: String] = [
            10000: "Server Timeout",
            10001: "Request parameter error.",
            10002: "The request time exceeds the time window range.",
            10003: "API key is invalid.",
            10004: "Error sign, please check your signature generation algorithm.",
            10005: "Permission denied, please check your API key permissions.",
            10006: "Too many visits. Exceeded the API Rate Limit.",
            10007: "User authentication failed.",
            10008: "Common banned, please check your account mode",
            10009: "Service Restricted: Access is currently unavailable for your region.",
            10010: "Unmatched IP, please check your API key's bound IP addresses.",
            10016: "Internal server error.",
            10017: "Route not found.",
            10024: "Compliance rules triggered",
            10027: "Transactions are banned.",
            10028: "The API can only be accessed by unified account users.",
            10029: "The requested symbol is invalid, please check symbol whitelist",
            33004: "Your api key has expired.",
            100028: "The API cannot be accessed by unified account users.",
            110024: "You have an existing position, so the position mode cannot be switched",
            110025: "Position mode is not modified",
            110028: "You have existing open orders, so the position mode cannot be switched",
            110029: "Hedge mode is not supported for this symbol",
            110038: "Not allowed to change leverage due to portfolio margin mode",
            110043: "Set leverage has not been modified",
            110077: "This operation is not supported in portfolio margin mode",
            3_100_197: "Temporary banned due to the upgrade to UTA",
            3_401_010: "As a master trader you cannot use portfolio margin",
        ]
    }
}
