import Crypto

/// The requests of one `status`, signed for curl, as a configuration file of its own.
enum SignedRequests {
    private static let open = ["/api/v5/public/time", "/api/v5/market/index-tickers?quoteCcy=USD"]
    private static let signed = [
        "/api/v5/account/config", "/api/v5/account/balance", "/api/v5/asset/balances", "/api/v5/asset/asset-valuation?ccy=USD", "/api/v5/account/positions",
    ]

    static func configuration(_ sandbox: Sandbox, origin: String, certificateFile: String?) -> String {
        let timestamp = timestamp(Clock.unixMilliseconds)
        let key = SecretBytes(Array(sandbox.secretKey.utf8))
        func request(_ path: String, _ headers: [String]) -> String {
            (["url = \"\(origin)\(path)\"", "silent", "output = \"/dev/null\"", "fail"] + (certificateFile.map { ["cacert = \"\($0)\""] } ?? [])
                + headers.map { "header = \"\($0)\"" }).joined(separator: "\n")
        }
        let requests = open.prefix(1).map { request($0, []) }
            + signed.map { path in
                let signature = Base64.encode(HMACSHA256.code(for: Array((timestamp + "GET" + path).utf8), key: key))
                return request(path, [
                    "OK-ACCESS-KEY: \(sandbox.apiKey)", "OK-ACCESS-SIGN: \(signature)", "OK-ACCESS-TIMESTAMP: \(timestamp)",
                    "OK-ACCESS-PASSPHRASE: \(sandbox.passphrase)", "Content-Type: application/json",
                ])
            } + open.dropFirst().map { request($0, []) }
        return requests.joined(separator: "\nnext\n") + "\n"
    }

    /// ISO 8601 in UTC with milliseconds.
    private static func timestamp(_ unixMilliseconds: Int64) -> String {
        let (days, rest) = (Int(unixMilliseconds / 86_400_000), Int(unixMilliseconds % 86_400_000))
        // The civil calendar from a count of days, with years that begin in March.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let number = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (number <= 2 ? 1 : 0)
        func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
        let milliseconds = String(rest % 1_000)
        return "\(year)-\(two(number))-\(two(day))T\(two(rest / 3_600_000)):\(two(rest / 60_000 % 60)):\(two(rest / 1_000 % 60))."
            + String(repeating: "0", count: 3 - milliseconds.count) + milliseconds + "Z"
    }
}
