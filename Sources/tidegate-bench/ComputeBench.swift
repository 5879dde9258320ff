import Crypto
import Domain
import Exchanges
import HTTP
import Session

/// Signing requests and decoding replies, in this process.
struct ComputeBench {
    private static let milliseconds = 500.0

    func run() throws {
        Table.heading("Computing (per second, in this process, which is built as the benchmark is)")
        let adapter = OKXAdapter()
        guard let site = adapter.profile.sites.first else { return }
        func secret(_ text: String) -> SecretBytes { SecretBytes(Array(text.utf8)) }
        let access = Access(site: site, environment: .live, unixMilliseconds: Clock.unixMilliseconds)
        let signer = Signer(
            KeyHandle(
                KeyValues(
                    apiKey: secret("f16a3a50-9ce1-436b-82b2-7b6cf3372cd7"),
                    [
                        (.secretKey, secret("1E7E68B0265662BC022CC1FDDED39D60")),
                        (.passphrase, secret("Tide-gate.2026")),
                    ])))
        rate("requests signed") {
            if case .failure = signer.sign(adapter.accountRequest(.trading, access: access)) { true } else { false }
        }
        for assets in [5, 500] {
            let body = Self.balances(assets)
            let reply = HTTPReply(
                status: 200, headers: [], body: body, startedAtUnixMilliseconds: 0, finishedAtUnixMilliseconds: 0, protocolVersion: .http1_1
            )
            rate("balances of \(assets) assets decoded (\(body.count / 1_024) KiB)") {
                if case .failure = adapter.decode(.trading, reply) { true } else { false }
            }
        }
    }

    /// Prints how often something can be done; it answers whether it failed.
    private func rate(_ name: String, _ body: () -> Bool) {
        var count = 0
        let start = Clock.milliseconds
        var now = start
        while now - start < Self.milliseconds {
            for _ in 0..<16 {
                guard !body() else {
                    Table.note("\(name): failed")
                    return
                }
            }
            count += 16
            now = Clock.milliseconds
        }
        Table.row(Table.Row(name: name, unit: "/s", ours: Double(count) / (now - start) * 1_000, peers: []))
    }

    private static func balances(_ count: Int) -> [UInt8] {
        let rows = (0..<count).map { index in
            #"{"ccy":"C\#(index)","eq":"1.06126645222","cashBal":"1.06126645222","availBal":"0.66126645222","frozenBal":"0.4","eqUsd":"125092.86","upl":"0","uTime":"1700000000000","disEq":"125092.86","liab":"0","interest":"0"}"#
        }
        return Array(#"{"code":"0","msg":"","data":[{"totalEq":"152550.80919105993","details":[\#(rows.joined(separator: ","))]}]}"#.utf8)
    }
}
