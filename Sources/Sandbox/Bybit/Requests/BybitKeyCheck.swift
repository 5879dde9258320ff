import Crypto

extension SandboxBybit {
    /// Finds the account behind a signed request, checking in the order that the exchange is assumed to follow.
    struct KeyCheck: Sendable {
        let accounts: [Account]
        let place: Place
        let address: String
        let nowMilliseconds: Int64
        let startMilliseconds: Int64

        /// The account and its key.
        /// - Throws: the first refusal that applies.
        func signer(of request: SeenRequest) throws(Refusal) -> (account: Account, key: Key) {
            guard let apiKey = request.header("X-BAPI-API-KEY"), let time = request.header("X-BAPI-TIMESTAMP"),
                let signature = request.header("X-BAPI-SIGN")
            else { throw .headersMissing }
            let (account, key) = try owner(of: apiKey)
            let window = request.header("X-BAPI-RECV-WINDOW")
            guard let timestamp = Self.number(time), let receive = Self.number(window ?? "5000"),
                nowMilliseconds - receive <= timestamp, timestamp < nowMilliseconds + 1_000
            else { throw .timeWrong(time, window ?? "5000", nowMilliseconds: nowMilliseconds) }
            // Bybit v5 guide, "Authentication": what stands behind `?` as it was sent, or the body as it was sent.
            let content = request.method == "GET" ? Array(Self.query(of: request.target.text)) : request.body
            let message = Array((time + apiKey + (window ?? "")).utf8) + content
            guard Self.isSigned(message, by: key, with: signature) else { throw .listed(10004) }
            return (account, key)
        }

        /// The account of a key that may be used here: known in this place, alive, from this address. For requests and for streams.
        func owner(of apiKey: String) throws(Refusal) -> (account: Account, key: Key) {
            guard let (account, key) = entry(apiKey), key.truePlace == place else { throw .listed(10003) }
            if Standing(of: key, startMilliseconds: startMilliseconds).isOver(at: nowMilliseconds) { throw .listed(33004) }
            switch key.usage {
            case .ownPrograms: break
            case .thirdParty: guard !key.addresses.isEmpty else { throw .listed(10010) }
            }
            guard key.addresses.isEmpty || key.addresses.contains(where: { AddressRange($0)?.contains(address) ?? false }) else {
                throw .listed(10010)
            }
            return (account, key)
        }

        private func entry(_ apiKey: String) -> (account: Account, key: Key)? {
            for account in accounts {
                if let key = account.keys.first(where: { $0.apiKey == apiKey && $0.flaw != .gone }) { return (account, key) }
            }
            return nil
        }

        /// Digits alone, and few enough to be a time.
        private static func number(_ text: String) -> Int64? {
            guard (1...15).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return Int64(text)
        }

        private static func query(of target: String) -> Substring.UTF8View {
            let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
            return (parts.count > 1 ? parts[1] : "").utf8
        }

        /// Whether a message was signed by what belongs to a key, for requests and for the logins of streams.
        static func isSigned(_ message: [UInt8], by key: Key, with signature: String) -> Bool {
            guard key.flaw != .secretMistyped else { return false }
            switch key.secret {
            case .systemGenerated(let secret):
                let code = HMACSHA256.code(for: message, key: SecretBytes(secret.utf8))
                return ConstantTime.equal(Array(signature.utf8), Array(hexadecimal(code).utf8))
            case .selfGenerated(_, let publicKey):
                guard let bytes = try? Base64.decode(signature.utf8), let verifier = RSAPublicKey(pem: publicKey) else { return false }
                return verifier.verifies(bytes, of: message)
            }
        }

        private static func hexadecimal(_ bytes: [UInt8]) -> String {
            let digits = Array("0123456789abcdef".utf8)
            return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
        }
    }
}
