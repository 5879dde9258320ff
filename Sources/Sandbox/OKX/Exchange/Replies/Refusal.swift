import JSON

/// A request that the exchange does not serve: HTTP status, its own code, and its text.
///
/// The texts are those of OKX's error list and of replies seen in public; clients must go by the code alone.
struct Refusal: Error, Hashable, Sendable {
    let status: Int
    let code: String
    let message: String

    /// Refusals about who asks, those of OAuth among them, come without a `data` member, all others with an empty one.
    var hasContentMember: Bool { status != 401 && status != 429 && !code.hasPrefix("53") }

    /// A code as the table has it; one that it has not comes with HTTP 200.
    static func listed(_ code: Int) -> Refusal {
        let row = CodeTable.row(code)
        return Refusal(status: row?.status ?? 200, code: String(code), message: row?.text ?? "Error \(code)")
    }

    /// What stands in `data`: nothing, or for codes 1 and 2 the elements of a batch that failed wholly or in part.
    var elements: [JSONValue] {
        let failed = JSONValue.row(["sCode": "51008", "sMsg": "Insufficient balance", "subCode": "1000"])
        return switch code {
        case "1": [failed]
        case "2": [.row(["sCode": "0", "sMsg": "", "subCode": ""]), failed]
        default: []
        }
    }

    static let bodyMissing = listed(50000)
    static let bodyMalformed = listed(50002)
    static let contentTypeWrong = listed(50006)
    static let modeUnsupported = listed(51010)

    static let keyMissing = Refusal(status: 401, code: "50103", message: "Request header \"OK-ACCESS-KEY\" can't be empty.")
    static let passphraseMissing = Refusal(
        status: 401, code: "50104", message: "Request header \"OK-ACCESS-PASSPHRASE\" can't be empty.")
    static let signatureMissing = Refusal(
        status: 401, code: "50106", message: "Request header \"OK-ACCESS-SIGN\" can't be empty.")
    static let timestampMissing = Refusal(
        status: 401, code: "50107", message: "Request header \"OK-ACCESS-TIMESTAMP\" can't be empty.")
    static let timestampMalformed = Refusal(status: 401, code: "50112", message: "Invalid OK-ACCESS-TIMESTAMP")
    static let timestampExpired = Refusal(status: 401, code: "50102", message: "Timestamp request expired")
    static let keyMalformed = Refusal(status: 401, code: "50111", message: "Invalid OK-ACCESS-KEY")
    static let keyUnknown = Refusal(status: 401, code: "50119", message: "API key doesn't exist")
    static let environmentWrong = Refusal(
        status: 401, code: "50101", message: "APIKey does not match current environment.")
    static let passphraseWrong = Refusal(
        status: 401, code: "50105", message: "Request header \"OK-ACCESS-PASSPHRASE\" incorrect.")
    static let signatureWrong = Refusal(status: 401, code: "50113", message: "Invalid Sign")
    static let permissionMissing = Refusal(
        status: 200, code: "50120", message: "This API key doesn't have permission to use this function")
    static let rateLimited = Refusal(status: 429, code: "50011", message: "Too Many Requests")
    static let methodWrong = Refusal(status: 405, code: "50115", message: "Invalid request method.")
    static let maintenance = Refusal(
        status: 503, code: "50001", message: "Service temporarily unavailable. Please try again later.")
    static let internalError = Refusal(status: 500, code: "50026", message: "System error. Try again later.")
    static let instrumentUnknown = Refusal(status: 200, code: "51001", message: "Instrument ID doesn't exist.")
    static let indexUnknown = Refusal(status: 200, code: "51014", message: "Index doesn't exist.")

    static func addressRefused(_ address: String, apiKey: String) -> Refusal {
        Refusal(
            status: 401, code: "50110",
            message: "Your IP \(address) is not included in your API key's \(apiKey) IP whitelist.")
    }

    static func parameterMissing(_ name: String) -> Refusal {
        Refusal(status: 400, code: "50014", message: "Parameter \(name) cannot be empty.")
    }

    static func parameterMissing(_ name: String, or other: String) -> Refusal {
        Refusal(status: 400, code: "50015", message: "Either parameter \(name) or \(other) is required.")
    }

    static func parameterWrong(_ name: String) -> Refusal {
        Refusal(status: 400, code: "51000", message: "Parameter \(name) error")
    }

    static func tooManyValues(_ name: String, limit: Int) -> Refusal {
        Refusal(status: 200, code: "50025", message: "Parameter \(name) count exceeds the limit \(limit).")
    }
}
