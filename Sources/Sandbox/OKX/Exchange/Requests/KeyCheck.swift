import Crypto

/// Finds the account behind a signed request, checking in the order that the exchange is assumed to follow.
struct KeyCheck: Sendable {
    let accounts: [SandboxAccount]
    let site: SandboxSite

    /// The account and its key.
    /// - Throws: the first refusal that applies.
    func signer(
        of request: SeenRequest, from address: String, nowMilliseconds: Int64
    ) throws(Refusal) -> (account: SandboxAccount, key: SandboxKey) {
        guard let apiKey = request.header("OK-ACCESS-KEY") else { throw .keyMissing }
        guard let signature = request.header("OK-ACCESS-SIGN") else { throw .signatureMissing }
        guard let timestampText = request.header("OK-ACCESS-TIMESTAMP") else { throw .timestampMissing }
        guard let passphrase = request.header("OK-ACCESS-PASSPHRASE") else { throw .passphraseMissing }
        guard let timestamp = Timestamp(timestampText) else { throw .timestampMalformed }
        guard (timestamp.milliseconds - nowMilliseconds).magnitude <= Timestamp.toleranceMilliseconds else {
            throw .timestampExpired
        }
        let environment: SandboxEnvironment = request.header("x-simulated-trading") == "1" ? .demo : .live
        // OKX API guide, REST authentication: timestamp, method, target as sent, body as sent.
        let message = Array((timestampText + request.method + request.target.text).utf8) + request.body
        return try signer(
            Proof(apiKey: apiKey, passphrase: passphrase, signature: signature, message: message), in: environment, from: address)
    }

    /// What a request or a login gives to show that it comes from a key's owner, its time left out.
    struct Proof {
        let apiKey: String
        let passphrase: String
        let signature: String
        /// What has been signed.
        let message: [UInt8]
    }

    /// The account and its key, for requests and for the logins of streams.
    /// - Throws: the first refusal that applies.
    func signer(
        _ proof: Proof, in environment: SandboxEnvironment, from address: String
    ) throws(Refusal) -> (account: SandboxAccount, key: SandboxKey) {
        guard Self.hasKeyShape(proof.apiKey) else { throw .keyMalformed }
        guard let (account, key) = owner(of: proof.apiKey) else { throw .keyUnknown }
        guard key.trueEnvironment == environment else { throw .environmentWrong }
        guard key.site == site else { throw .keyUnknown }
        guard key.boundAddresses.isEmpty || key.boundAddresses.contains(where: { AddressRange($0)?.contains(address) ?? false })
        else { throw .addressRefused(address, apiKey: proof.apiKey) }
        guard key.flaw != .passphraseMistyped, ConstantTime.equal(Array(proof.passphrase.utf8), Array(key.passphrase.utf8)) else {
            throw .passphraseWrong
        }
        let wanted = try Self.signature(of: proof.message, secretKey: key.secretKey)
        guard key.flaw != .secretMistyped, ConstantTime.equal(Array(proof.signature.utf8), Array(wanted.utf8)) else {
            throw .signatureWrong
        }
        return (account, key)
    }

    private func owner(of apiKey: String) -> (account: SandboxAccount, key: SandboxKey)? {
        for account in accounts {
            if let key = account.keys.first(where: { $0.apiKey == apiKey && $0.flaw != .gone }) { return (account, key) }
        }
        return nil
    }

    /// HMAC-SHA256 in Base64.
    private static func signature(of message: [UInt8], secretKey: String) throws(Refusal) -> String {
        var secret = secretKey
        do {
            let key = try secret.withUTF8 { bytes throws(CryptoError) in
                try SecretBytes(copying: UnsafeRawBufferPointer(bytes))
            }
            return Base64.encode(HMACSHA256.code(for: message, key: key))
        } catch {
            throw .internalError
        }
    }

    /// 8, 4, 4, 4 and 12 hexadecimal digits.
    private static func hasKeyShape(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"):
                    true
                default: false
                }
            }
    }
}
