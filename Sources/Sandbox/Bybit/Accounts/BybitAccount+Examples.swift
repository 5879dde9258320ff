extension SandboxBybit.Account {
    /// The sample accounts, each in another state of interest. Their keys are fixed, public and useless outside of a sandbox.
    public static let examples: [SandboxBybit.Account] = trading + wallets + keyStates + elsewhereStates

    /// Settings and positions.
    private static let trading: [SandboxBybit.Account] = [healthy, rsa, hedge, blocked, isolated, portfolio, contracts, forty, sub]

    private static let healthy = SandboxBybit.Account(
        id: "main",
        title: SandboxTitle(
            english: "Healthy main account: isolated, one-way, bound address",
            chinese: "正常的母账户：逐仓、单向持仓、已绑定 IP"),
        keys: [
            SandboxBybit.Key(
                apiKey: "DhU4XgaOzyx7J3SdoV", secret: .systemGenerated("wgP4FmErxTM1cHho4PAAANvkYfQv9NomBbjl"), note: "terminal01")
        ],
        uid: 105300137,
        leverages: ["BTCUSDT": SandboxBybit.Leverage("5")],
        unified: [
            .init("USDT", "18250.11370481", realised: "821.53233534"), .init("BTC", "0.41126645"), .init("SOL", "33.25017"),
        ],
        funding: [.init("USDT", "2500.500001", frozen: "100"), .init("ETH", "1.5000000000000123"), .init("MNT", "0")],
        earn: [.init(.flexible, "USDT", "4000", profit: "17.20911374"), .init(.onChain, "ETH", "0.75", profit: "0.00021")],
        orders: [
            .init(id: "1f2c7a30-0b4e-4d53-9c6c-0a6a3bd5c001", symbol: "SOLUSDT", isSpot: true, side: .sell, price: "240", quantity: "5")
        ],
        positions: [.init("BTCUSDT", .buy, "0.25", at: "116500.4", realised: "12.00731902", ageMilliseconds: 7_200_000)])

    private static let rsa = SandboxBybit.Account(
        id: "rsa",
        title: SandboxTitle(
            english: "Self-generated RSA key; cross margin with nothing open: can be fixed here",
            chinese: "自行生成的 RSA 密钥；全仓、无持仓：可在此更改"),
        keys: [SandboxBybit.Key(apiKey: "2y4y5qtO2oSoJGr297", secret: .sampleRSA, note: "rsa01")],
        uid: 105300174,
        marginMode: .cross,
        unified: [.init("USDT", "9120.44018277"), .init("ETH", "2.750000000000000419")],
        funding: [.init("USDC", "310.00000001")])

    private static let hedge = SandboxBybit.Account(
        id: "hedge",
        title: SandboxTitle(
            english: "Hedge mode, long and short of one symbol open, cross margin",
            chinese: "双向持仓，一个交易对多空都有仓位，全仓"),
        keys: [
            SandboxBybit.Key(
                apiKey: "09kc24Qo4YXgInJMny", secret: .systemGenerated("ILA98MzEdxuVdZ7JzXB51Dd6Vc5SYBEldzFN"), note: "hedge01")
        ],
        uid: 105300211,
        marginMode: .cross,
        positionModes: SandboxBybit.PositionModes(coins: ["USDT": .hedge]),
        leverages: ["BTCUSDT": SandboxBybit.Leverage("20")],
        unified: [.init("USDT", "12003.11000007"), .init("XRP", "1500")],
        funding: [.init("USDT", "55.1")],
        positions: [
            .init("BTCUSDT", .buy, "0.1", at: "118210.5", index: 1, ageMilliseconds: 86_400_000),
            .init("BTCUSDT", .sell, "0.04", at: "119020", index: 2, realised: "-3.11"),
        ])

    private static let blocked = SandboxBybit.Account(
        id: "blocked",
        title: SandboxTitle(
            english: "Cross margin; positions and waiting orders block the change",
            chinese: "全仓；持仓和委托挂单阻止更改"),
        keys: [
            SandboxBybit.Key(
                apiKey: "1XdtXNMPqAXiuF3XRc", secret: .systemGenerated("NWc0fZ581jIBgb32enswFwTjT7fXwZ8Qz8Ip"), note: "grid-bot")
        ],
        uid: 105300248,
        marginMode: .cross,
        unified: [.init("USDT", "7450.93"), .init("BTC", "0.05")],
        funding: [.init("USDT", "1000")],
        orders: [
            .init(id: "1f2c7a30-0b4e-4d53-9c6c-0a6a3bd5c101", symbol: "ETHUSDT", side: .buy, price: "3900", quantity: "0.5"),
            .init(
                id: "1f2c7a30-0b4e-4d53-9c6c-0a6a3bd5c102", symbol: "BTCUSDT", side: .sell, price: "101000", quantity: "0.02",
                trigger: "102000"),
        ],
        positions: [.init("ETHUSDT", .buy, "1.2", at: "4102.55"), .init("SOLUSDT", .sell, "20", at: "191.3")])

    private static let isolated = SandboxBybit.Account(
        id: "isolated",
        title: SandboxTitle(
            english: "Isolated margin: no totals for the account; the wallet in use almost whole",
            chinese: "逐仓：账户级合计为空；余额几乎全部占用"),
        keys: [
            SandboxBybit.Key(apiKey: "CRMRz5KaeHCk7FeRvH", secret: .systemGenerated("4SUeledHRZHeDFHzMGL3ZDF2gyjniYpMBoCO"), note: "iso")
        ],
        uid: 105300285,
        leverages: ["ETHUSDT": SandboxBybit.Leverage("12.5"), "XRPUSD": SandboxBybit.Leverage("3")],
        unified: [
            .init("USDT", "4271.12149513", locked: "1100.02", bonus: "50", realised: "821.53233534"), .init("USDC", "1805.5"),
            .init("XRP", "5210.118833"),
        ],
        positions: [
            .init("ETHUSDT", .buy, "4", at: "4290.1"), .init("DOGEUSDT", .sell, "9000", at: "0.21877"),
            .init("BTCPERP", .sell, "0.05", at: "117010.5"), .init("XRPUSD", .buy, "2500", at: "2.7713"),
        ])

    private static let portfolio = SandboxBybit.Account(
        id: "portfolio",
        title: SandboxTitle(
            english: "Portfolio margin with options: coins have no margin of their own",
            chinese: "组合保证金，含期权：各币种无单独保证金"),
        keys: [
            SandboxBybit.Key(apiKey: "0WX8SivsTMS2nZnLrO", secret: .systemGenerated("eSbWKBCo8IrKLsA6ukNIMqWwRgmAoIitlZGH"), note: "desk")
        ],
        uid: 105300322,
        marginMode: .portfolio,
        unified: [.init("USDT", "48210.70031"), .init("USDC", "9000"), .init("ETH", "4.2")],
        funding: [.init("USDC", "120.77")],
        positions: [
            .init("BTCUSDT", .sell, "0.3", at: "119400"), .init("BTC-25JUN27-130000-C-USDT", .buy, "0.5", at: "8755"),
            .init("ETH-25JUN27-5000-C-USDT", .sell, "2", at: "455.1"),
        ])

    private static let contracts = SandboxBybit.Account(
        id: "contracts",
        title: SandboxTitle(
            english: "Inverse, USDC and option positions in every settle coin",
            chinese: "反向、USDC 合约和期权持仓，各种结算币"),
        keys: [
            SandboxBybit.Key(apiKey: "VtIgI2rnICQYfkwaEW", secret: .systemGenerated("nr1rhluirLT28usPN5OMmTIFJYEAKr1jwF3k"), note: "arb")
        ],
        uid: 105300359,
        marginMode: .cross,
        unified: [
            .init("USDT", "5120.25"), .init("USDC", "7750.12345678"), .init("BTC", "0.91231234", realised: "0.00013123"),
            .init("ETH", "3.11"),
        ],
        positions: [
            .init("BTCUSD", .sell, "300", at: "127464.50441675", realised: "0.00013123"), .init("ETHUSD", .buy, "1500", at: "4011.2"),
            .init("SOLPERP", .buy, "25", at: "182.9"), .init("XRPUSDT", .buy, "800", at: "2.8041"),
            .init("BTC-25JUN27-140000-C", .buy, "0.1", at: "5880"), .init("SOL-25JUN27-150-P-USDT", .sell, "10", at: "12.05"),
        ])

    private static let forty = SandboxBybit.Account(
        id: "forty",
        title: SandboxTitle(
            english: "Forty assets, some without an index in USD",
            chinese: "四十种资产，部分没有美元指数"),
        keys: [
            SandboxBybit.Key(
                apiKey: "VhpdaCbEjquazkrtQi", secret: .systemGenerated("XCMCgLv8WdEuhHkZna7rjNmpFBwFKA0sayAY"), note: "collector")
        ],
        uid: 105300396,
        unified: manyCoins,
        funding: [.init("USDT", "77.000000000000000001"), .init("TIDE", "1000"), .init("BTC", "0.00000001")])

    private static let sub = SandboxBybit.Account(
        id: "sub",
        title: SandboxTitle(
            english: "Sub-account; its key may move money within the family",
            chinese: "子账户；密钥可在母子账户间划转"),
        keys: [
            SandboxBybit.Key(
                apiKey: "j626HqwZGxomRXKdao", secret: .systemGenerated("NLTAfmlKj4hqogFsPKHLaZDF0yTlzgdqn0f1"), note: "sub-bot",
                permissions: .trading.adding("Wallet", "SubMemberTransferList"))
        ],
        uid: 105300433,
        parentUid: 105300137,
        unified: [.init("USDT", "640.08"), .init("DOGE", "12000.5")],
        funding: [.init("USDT", "3.2")])

    /// Every coin that is listed, with amounts as long as an exchange gives them.
    private static let manyCoins: [SandboxBybit.Coin] = SandboxBybit.Prices.listed.filter { $0.coin != "1000PEPE" }.enumerated()
        .map { number, row in
            let units = Int128(number * number + 7) * 1_000_000_000_000 + 645_222_000_123 + Int128(number)
            // Worth some dollars each, whatever a coin costs.
            let dollars = SandboxQuantity(units: units, scale: 12)
            return SandboxBybit.Coin(row.coin, dollars.divided(by: row.usd, scale: 18) ?? dollars)
        }
}
