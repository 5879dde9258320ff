import Glibc
import JSON

/// Reading and verifying an account of the sandbox's Bybit, beside Bybit's own Python client and ccxt.
struct BybitBench {
    let setup: BenchSetup
    let sandbox: Sandbox

    func run() throws {
        let account = try sandbox.account(of: "bybit", "main")
        Table.heading("Reading an account of Bybit, through a forwarder that delays like a long line (medians of \(runs))")
        var base: (verify: Double, status: Double)?
        for delay in [0.0, 50, 200] {
            let forwarder = try DelayingForwarder(to: account.port, roundTripMilliseconds: delay)
            defer { forwarder.end() }
            let origin = "http://127.0.0.1:\(forwarder.port)"
            let home = setup.workshop.folder("bybit-\(Int(delay))")
            try setup.workshop.write(
                "[sites.lab]\nexchange = \"bybit\"\n[sites.lab.hosts]\nrest = \"\(origin)\"\n", to: "bybit-\(Int(delay))/config.toml")
            let runs = delay == 0 ? runs * 5 : runs
            func ours(_ arguments: [String]) throws -> Double {
                try setup.repeated(runs) {
                    try milliseconds([setup.program] + arguments + ["--site", "lab", "--json", "--home", home], account.lines)
                }.median
            }
            let verify = try ours(["connect", "bybit", "--name", "bench", "--verify-only"])
            let status = try ours(["status", "--exchange", "bybit"])
            let peers = try [("pybit", Self.pybit), ("ccxt", Self.ccxt)].map { name, script in
                (name, try python(script, [origin, account.apiKey, account.secretKey]))
            }
            Table.row(Table.Row(name: "connect and verify Bybit, \(Int(delay)) ms", unit: "ms", ours: verify, peers: []))
            Table.row(Table.Row(name: "status of Bybit, \(Int(delay)) ms", unit: "ms", ours: status, peers: peers))
            if delay == 0 { base = (verify, status) }
            if delay == 200, let base {
                Table.row(
                    Table.Row(
                        name: "round trips to connect and verify, Bybit", unit: "", ours: (verify - base.verify) / delay, peers: [],
                        target: "at most 4"))
                Table.row(Table.Row(name: "round trips of status, Bybit", unit: "", ours: (status - base.status) / delay, peers: []))
            }
        }
    }

    private var runs: Int { max(1, min(5, setup.runs)) }

    private func milliseconds(_ command: [String], _ input: String) throws -> Double {
        let outcome = try Child.run(command, environment: setup.environment, input: input)
        guard outcome.status == 0 else {
            throw BenchProblem("\(command[0]) failed with status \(outcome.status): \(String(decoding: outcome.output, as: UTF8.self))")
        }
        return outcome.milliseconds
    }

    /// `nil` without Python, and where the client does not get through.
    private func python(_ script: String, _ arguments: [String]) throws -> Double? {
        guard let python = setup.python else { return nil }
        var times: [Double] = []
        for _ in 0..<min(3, runs) {
            let outcome = try Child.run([python, "-c", script] + arguments, environment: setup.environment)
            guard outcome.status == 0 else { return nil }
            times.append(outcome.milliseconds)
        }
        return times.median
    }

    // MARK: Peers, which ask what `status` asks

    private static let pybit = """
        from sys import argv
        from pybit.unified_trading import HTTP
        base, key, secret = argv[1:4]
        bybit = HTTP(api_key=key, api_secret=secret)
        bybit.endpoint = base
        bybit.get_server_time()
        bybit.get_api_key_information()
        bybit.get_account_info()
        bybit.get_wallet_balance(accountType="UNIFIED")
        bybit.get_coins_balance(accountType="FUND")
        bybit.get_asset_overview(valuationCurrency="USD")
        bybit.get_tickers(category="spot")
        for kind in [{"category": "linear", "settleCoin": "USDT"}, {"category": "linear", "settleCoin": "USDC"}, {"category": "inverse"}, {"category": "option"}]:
            bybit.get_positions(limit=200, **kind)
        """

    private static let ccxt = """
        from sys import argv
        from ccxt import bybit as client
        base, key, secret = argv[1:4]
        bybit = client({"apiKey": key, "secret": secret, "enableRateLimit": False})
        bybit.urls["api"] = {name: base for name in bybit.urls["api"]}
        bybit.publicGetV5MarketTime()
        bybit.privateGetV5UserQueryApi()
        bybit.privateGetV5AccountInfo()
        bybit.privateGetV5AccountWalletBalance({"accountType": "UNIFIED"})
        bybit.privateGetV5AssetTransferQueryAccountCoinsBalance({"accountType": "FUND"})
        bybit.privateGetV5AssetAssetOverview({"valuationCurrency": "USD"})
        bybit.publicGetV5MarketTickers({"category": "spot"})
        for kind in [{"category": "linear", "settleCoin": "USDT"}, {"category": "linear", "settleCoin": "USDC"}, {"category": "inverse"}, {"category": "option"}]:
            bybit.privateGetV5PositionList(dict(kind, limit=200))
        """
}

extension Sandbox {
    /// A sample account of one of the exchanges, with the live port where its requests go.
    struct SampleAccount {
        let port: Int
        let apiKey: String
        let secretKey: String

        var lines: String { "\(apiKey)\n\(secretKey)\n" }
    }

    func account(of exchange: String, _ id: String) throws -> SampleAccount {
        let played = root["exchanges"]?.elements.first { $0["exchange"]?.string == exchange }
        let host = played?["hosts"]?.elements.first {
            $0["host"]?.string == "rest" && $0["environment"]?.string == "live" && $0["site"]?.string == "global"
        }
        let key = played?["accounts"]?.elements.first { $0["id"]?.string == id }?["keys"]?[0]
        guard let port = host?["address"]?.string?.split(separator: ":").last.flatMap({ Int($0) }), let apiKey = key?["apiKey"]?.string,
            let secretKey = key?["secretKey"]?.string
        else { throw BenchProblem("the sandbox has no account \(id) of \(exchange)") }
        return SampleAccount(port: port, apiKey: apiKey, secretKey: secretKey)
    }
}
