import Crypto
import JSON
import Testing

@testable import Sandbox

/// Signatures made by others: by the exchange's own client and by its documentation's rule.
@Suite("Bybit: what is signed")
struct BybitSigningTests {
    private static let time: Int64 = 1_700_000_000_000

    private static let vectors: [(method: String, path: String, content: String, code: String)] = [
        ("GET", "/v5/user/query-api", "", "eed270a557b5b2c3146b2a018e126e463ab9f004d0fd00c68c0a412562f734a8"),
        ("GET", "/v5/account/info", "", "eed270a557b5b2c3146b2a018e126e463ab9f004d0fd00c68c0a412562f734a8"),
        ("GET", "/v5/account/wallet-balance", "accountType=UNIFIED", "543a1469d09ced0a3875e23d0c7232f19bb0cb4e4087f03f13daa67723daba3b"),
        (
            "GET", "/v5/account/wallet-balance", "accountType=UNIFIED&coin=USDT,USDC",
            "62996d24fbec5c804d2b2f975e8cce6dc0bd8410e028d40f602a9ef62322aa99"
        ),
        (
            "GET", "/v5/account/wallet-balance", "accountType=UNIFIED&coin=USDT%2CUSDC",
            "24cb373a3761400d019959409cea105e016fd8a03e0b416535eb0aa778bd90a9"
        ),
        (
            "GET", "/v5/position/list", "category=linear&settleCoin=USDT&limit=200",
            "bcc52dfdbe3b56b426de943a1a74784c5b1208e2cfa64cb3058faee5b50a8eb7"
        ),
        (
            "POST", "/v5/account/set-margin-mode", "{\"setMarginMode\":\"ISOLATED_MARGIN\"}",
            "60fd3d91a93e5c9240ccd74b4abc266c5581bc17eed4b6c40d4cc71777ddc557"
        ),
        (
            "POST", "/v5/account/set-margin-mode", "{\"setMarginMode\": \"ISOLATED_MARGIN\"}",
            "3f2316410c3d00d7123faadd9ac5627b37a41d7a0271081fa076a182a6174f29"
        ),
        (
            "POST", "/v5/position/switch-mode", "{\"category\":\"linear\",\"coin\":\"USDT\",\"mode\":0}",
            "3a7949e71e977d21b251b23783cb09192ad1e0c0e402187864b6230d631464a6"
        ),
        (
            "POST", "/v5/position/set-leverage",
            "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"buyLeverage\":\"6\",\"sellLeverage\":\"6\"}",
            "030e5bfc375717196853d25710cc300068f40d7d78449dd98118e8b8239452bb"
        ),
        (
            "GET", "/v5/asset/transfer/query-account-coins-balance", "accountType=FUND",
            "db6fc2a5cad349a4ba24e580b0031bdb77fd8c347c4ab4438d691ab0e99c2de6"
        ),
        ("GET", "/v5/asset/asset-overview", "valuationCurrency=USD", "ca1ed336256f368eebecbddc0fcad623e7685967e34430e8fc529349a24df666"),
    ]

    private static let publicKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsqUvJ0lWlWa6AKfZwvYX
        pWAxf5NdsRsGfbfaF7EGUdQfHfym7nG8DLwcLOSHvwmzeXDYB8eB2TISS9dofHMX
        mKOyd16G2CohU9cMd+Ys2gURNe0VG4zRKuYhLrP/5nDjUmMDJcEXwljoGMAocJNN
        2vd/y7ll56/DVxCu36M9y5KI5TrQ6940C/PPrPGYvOecGQcwLicmQhxgfmlmyN26
        t2CHbcl+NpRRijH1MdeHxHcSuWX91J7ak5T5wMpARGSU93xOQ1AnhAinl+0wryDZ
        nMjGVkEvO8PnzW158BvjJrCIzzoebyBY8v7+0fWlMjBLrj//m4NRLeoNJ7IN557c
        AQIDAQAB
        -----END PUBLIC KEY-----

        """

    private static func bench(_ secret: SandboxBybit.Secret) -> BybitBench {
        let key = SandboxBybit.Key(apiKey: "ABCDEFGHIJKLMNOPQR", secret: secret, note: "vectors")
        return BybitBench([BybitBench.account(key)], now: time)
    }

    private static func send(
        _ vector: (method: String, path: String, content: String, code: String), signature: String, to bench: BybitBench
    ) -> BybitBench.Reply {
        let isRead = vector.method == "GET"
        return bench.send(
            SeenRequest(
                method: vector.method,
                target: RequestTarget(isRead && !vector.content.isEmpty ? vector.path + "?" + vector.content : vector.path),
                headers: [
                    ("X-BAPI-API-KEY", "ABCDEFGHIJKLMNOPQR"), ("X-BAPI-TIMESTAMP", "1700000000000"), ("X-BAPI-RECV-WINDOW", "5000"),
                    ("X-BAPI-SIGN", signature),
                ], body: isRead ? [] : Array(vector.content.utf8), peer: "127.0.0.1"))
    }

    /// Each is accepted as it is, and refused with one character changed: of the signature, or of what was signed.
    @Test(arguments: vectors.indices)
    func acceptsExactlyWhatWasSigned(number: Int) {
        let vector = Self.vectors[number]
        let bench = Self.bench(.systemGenerated("abcdefghijklmnopqrstuvwxyz0123456789"))
        let reply = Self.send(vector, signature: vector.code, to: bench)
        #expect(reply.status == 200)
        #expect(reply.code != 10004 && reply.code != 10003 && reply.code != 10002, "\(reply)")
        var other = Array(vector.code)
        other[7] = other[7] == "0" ? "1" : "0"
        #expect(Self.send(vector, signature: String(other), to: bench).code == 10004)
        #expect(Self.send(vector, signature: vector.code.uppercased(), to: bench).code == 10004)
        var changed = vector
        changed.content += vector.method == "GET" ? "&" : " "
        #expect(Self.send(changed, signature: vector.code, to: bench).code == 10004)
    }

    @Test func verifiesRSA() {
        let bench = Self.bench(.selfGenerated(privateKey: "", publicKey: Self.publicKey))
        let signatures = [
            (
                3,
                "PcA1DzybP5rQmSDRmxxnuB91fLTb9x9ryjE8Y3LJsm76i+/Wo+H9SPlsbUJ1UGqnXz1Ot7i2atjtPN4/HL2YhICsBFUaGMUI7Zak"
                    + "yiRNl4tSNjhTYUZhF+Y9wQwGeI4kyEZtQt3JhrRAEZLruEdIqf9vybltOWYVhj0ut3mYjzEisc9+Yro0WL0vPyCie369KfUawNG5"
                    + "eOoVmuG3IAwwc7Bw192RMPhKoe946ufajKYExA/oislx6GGOMBuRhrOr7t5sON4/8ZJB3WZDIBLPrZPieYSzU7OnBk/jllWtzS0a"
                    + "dhsruyEbynRNde6diiNVNoRFiXosCbnDfNJHpo45ng=="
            ),
            (
                7,
                "E57BfdnJTKpaWoatVGYLA4N2cXX2+KLC9djcEkaiE3S6J1m+VQbR74vxlaYkj8jIr4c4IC4wzdrj/dPEWQRDJ3qrJuQoi4AY5FKP"
                    + "z8jOlDTUVbyMa7jlzwc63zsBFrGTGIjmRC0prWC5ud2uCxdH6+Ua05ttwvrPr+fqoImSzKAgW0cZ6gElnzy3xLh4jEDnzX74pkh3"
                    + "N7qR85xWYFgGcE25JZpNM7XwSUvR/7wIbwB3iQ1IjgvmXVDz/0q6Ly5otUkXcOH6PLVJsS4N5XJdBVVJpxWpddT9Z+pXhHUAwxnc"
                    + "zfV8V3DMHu7Wl40z7nzhYPf/xU025+l54bmbcIdquw=="
            ),
        ]
        for (number, signature) in signatures {
            let vector = Self.vectors[number]
            #expect(Self.send(vector, signature: signature, to: bench).code == 0)
            #expect(Self.send(vector, signature: "A" + signature.dropFirst(), to: bench).code == 10004)
            #expect(Self.send(vector, signature: vector.code, to: bench).code == 10004)
            var changed = vector
            changed.content += "x"
            #expect(Self.send(changed, signature: signature, to: bench).code == 10004)
        }
    }

    /// The sample's halves belong together, and a client finds the private one in a form that it reads.
    @Test func sampleKeySigns() throws {
        guard case .selfGenerated(let privateKey, let publicKey) = SandboxBybit.Secret.sampleRSA else {
            Issue.record("the sample is of another kind")
            return
        }
        let key = try PrivateKey(pem: SecretBytes(privateKey.utf8), passphrase: nil)
        #expect(key.kind == .rsa(bits: 2048))
        let verifier = try #require(RSAPublicKey(pem: publicKey))
        let message = Array("1700000000000".utf8)
        let signature = try message.withUnsafeBytes { bytes throws(PrivateKeyProblem) in try key.signature(of: bytes) }
        #expect(verifier.verifies(signature, of: message))
        #expect(!verifier.verifies(signature, of: message + [0]))
        #expect(!verifier.verifies([], of: message))
        #expect(RSAPublicKey(pem: privateKey) == nil)
        #expect(RSAPublicKey(pem: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----") == nil)
    }
}
