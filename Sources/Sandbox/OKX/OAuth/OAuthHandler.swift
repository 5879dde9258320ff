import Crypto
import JSON

/// Answers the calls of the Fast API, which exchange a code for a token and a token for a key.
struct OAuthHandler: Sendable {
    let client: SandboxOAuthClient
    let site: SandboxSite
    let nowMilliseconds: Int64
    /// The address from which the exchange sees the request come.
    let callerAddress: String

    private static let greatestKeyCount = 50
    private static let greatestAddressCount = 20

    /// OKX broker guide, Fast API: the answer has no envelope, and is not to be stored (RFC 6749 5.1).
    func token(_ request: SeenRequest, ledger: inout OAuthLedger) throws(Refusal) -> JSONValue {
        try refuseForeignCallers()
        let body = try RequestBody(request)
        func member(_ name: String) throws(Refusal) -> String {
            guard let text = body[name] else { throw .listed(53011) }
            return text
        }
        let (kind, code) = (try member("grant_type"), try member("code"))
        let (id, secret) = (try member("client_id"), try member("client_secret"))
        guard kind == "authorization_code", id == client.clientID,
            ConstantTime.equal(Array(secret.utf8), Array(client.clientSecret.utf8))
        else { throw .listed(53010) }
        guard client.fastAPI == .permitted else { throw .listed(53017) }
        let token = try ledger.exchange(
            code: code, redirectURI: body["redirect_uri"], nowMilliseconds: nowMilliseconds,
            tokenExpiresAtMilliseconds: nowMilliseconds + client.tokenLifetimeSeconds * 1000)
        return .members([
            "access_token": .string(token), "token_type": "bearer",
            "expires_in": .number(text: String(client.tokenLifetimeSeconds)),
        ])
    }

    /// The account of the token in a request.
    func bearer(_ request: SeenRequest, ledger: OAuthLedger) throws(Refusal) -> SandboxAccount.ID {
        try refuseForeignCallers()
        let parts = (request.header("Authorization") ?? "").split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw .listed(53000) }
        return try ledger.account(ofToken: String(parts[1]), nowMilliseconds: nowMilliseconds)
    }

    /// OKX broker guide, Fast API: makes the one key that a user has with a broker.
    func createKey(_ request: SeenRequest, for account: inout SandboxAccount) throws(Refusal) -> [JSONValue] {
        let body = try RequestBody(request)
        let label = try body.required("label")
        let passphrase = try body.required("passphrase")
        let permissionText = try body.required("perm")
        let permissions: [SandboxPermission]
        switch permissionText {
        case "read_only": permissions = [.read]
        case "trade", "read_only,trade", "trade,read_only": permissions = [.read, .trade]
        default: throw .parameterWrong("perm")
        }
        guard label.count <= 50 else { throw .parameterWrong("label") }
        guard Self.isPassphrase(passphrase) else { throw .listed(59505) }
        var addresses = body["ip"].map { $0.split(separator: ",").map(String.init) } ?? []
        guard addresses.count <= Self.greatestAddressCount else { throw .listed(59503) }
        guard addresses.allSatisfy({ AddressRange($0) != nil }) else { throw .parameterWrong("ip") }
        let bindsApp = body.truth("bindApp") ?? false
        if bindsApp {
            guard !client.reservedAddresses.isEmpty else { throw .listed(50118) }
            addresses = client.reservedAddresses
        }
        guard !account.keys.contains(where: { $0.brokerClientID == client.clientID }) else { throw .listed(50116) }
        guard account.keys.count < Self.greatestKeyCount else { throw .listed(59501) }
        guard !account.keys.contains(where: { $0.label == label }) else { throw .listed(59502) }
        let digits = OAuthLedger.random(bytes: 16)
        var key = SandboxKey(
            apiKey: Self.grouped(digits), secretKey: OAuthLedger.random(bytes: 16).uppercased(), passphrase: passphrase,
            permissions: permissions, boundAddresses: addresses,
            environment: request.header("x-simulated-trading") == "1" ? .demo : .live, site: site, label: label)
        key.brokerClientID = client.clientID
        account.keys.append(key)
        return [
            .members([
                "label": .string(label), "apiKey": .string(key.apiKey), "secretKey": .string(key.secretKey),
                "passphrase": .string(passphrase), "perm": .string(permissionText), "bindApp": .bool(bindsApp),
            ])
        ]
    }

    /// OKX broker guide, Fast API: deletes that key.
    func deleteKey(of account: inout SandboxAccount) throws(Refusal) -> [JSONValue] {
        let before = account.keys.count
        account.keys.removeAll { $0.brokerClientID == client.clientID }
        guard account.keys.count < before else { throw .listed(59506) }
        return [.members(["result": .bool(true)])]
    }

    private func refuseForeignCallers() throws(Refusal) {
        guard client.callerAddresses.contains(where: { AddressRange($0)?.contains(callerAddress) ?? false }) else {
            throw .listed(53014)
        }
    }

    /// 8, 4, 4, 4 and 12 of 32 digits.
    private static func grouped(_ digits: String) -> String {
        var rest = digits[...]
        return [8, 4, 4, 4, 12].map { count in
            defer { rest = rest.dropFirst(count) }
            return String(rest.prefix(count))
        }.joined(separator: "-")
    }

    /// 8 to 32 characters with a digit, a small and a capital letter and another sign (OKX API guide, create sub-account key).
    private static func isPassphrase(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let isPlain = bytes.allSatisfy { (0x21...0x7E).contains($0) }
        return isPlain && (8...32).contains(bytes.count) && text.contains(where: \.isLowercase) && text.contains(where: \.isUppercase)
            && text.contains(where: \.isNumber) && text.contains { !$0.isLetter && !$0.isNumber }
    }
}
