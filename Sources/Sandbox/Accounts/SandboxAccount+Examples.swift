extension SandboxAccount {
    /// The sample accounts, each in a state worth seeing. Their keys are fixed, public, and good for nothing but a sandbox.
    public static let examples: [SandboxAccount] = [
        healthy, hedge, elsewhere, readOnly, withdrawal, demo, subAccount, empty,
    ]

    private static let healthy = SandboxAccount(
        id: "main",
        title: SandboxTitle(
            english: "Healthy main account: Futures mode, one-way, isolated, bound address",
            chinese: "正常的主账户：合约模式、单向持仓、逐仓、已绑定 IP"
        ),
        keys: [
            SandboxKey(
                apiKey: "f16a3a50-9ce1-436b-82b2-7b6cf3372cd7",
                secretKey: "1E7E68B0265662BC022CC1FDDED39D60",
                passphrase: "Tide-gate.2026",
                label: "terminal01"
            ),
        ],
        uid: "613472058913345536",
        trading: [
            SandboxHolding("BTC", cash: "1.06126645222", frozenByOrders: "0.4", averageCost: "98250.4"),
            SandboxHolding("USDT", cash: "8250.1137"),
            SandboxHolding("SOL", cash: "3.25", averageCost: "151.07"),
        ],
        funding: [
            SandboxDeposit("USDT", balance: "2500.5", frozen: "100"),
            SandboxDeposit("ETH", balance: "1.5"),
        ],
        earn: [
            SandboxDeposit("USDT", balance: "4000"),
            SandboxDeposit("BTC", balance: "0.005"),
        ],
        positions: [
            SandboxPosition(
                id: "2005456500916518912", instrument: "BTC-USDT-SWAP", marginMode: .isolated, side: .net,
                contracts: "25", contractValue: "0.01", averagePrice: "116500", leverage: "10", ageMilliseconds: 7_200_000
            ),
        ]
    )

    private static let hedge = SandboxAccount(
        id: "hedge",
        title: SandboxTitle(
            english: "Hedge mode with cross positions: two futures settings differ",
            chinese: "双向持仓并有全仓仓位：两项合约设置不符"
        ),
        keys: [
            SandboxKey(
                apiKey: "3c351f97-c29e-4024-9313-35d493624ea4",
                secretKey: "902BBC340BC22E0BC90322F7FCC1C404",
                passphrase: "Both_Ways#17",
                label: "hedge01"
            ),
        ],
        uid: "613472058913345601",
        positionMode: .hedge,
        trading: [
            SandboxHolding("USDT", cash: "12003.11"),
            SandboxHolding("ETH", cash: "2.75", averageCost: "3899.9"),
        ],
        funding: [SandboxDeposit("USDT", balance: "310.00000001")],
        positions: [
            SandboxPosition(
                id: "2005456500916519001", instrument: "BTC-USDT-SWAP", marginMode: .cross, side: .long,
                contracts: "10", contractValue: "0.01", averagePrice: "118210.5", leverage: "5", ageMilliseconds: 86_400_000
            ),
            SandboxPosition(
                id: "2005456500916519002", instrument: "ETH-USDT-SWAP", marginMode: .cross, side: .short,
                contracts: "4", contractValue: "0.1", averagePrice: "4240", leverage: "5", ageMilliseconds: 3_600_000
            ),
        ]
    )

    private static let elsewhere = SandboxAccount(
        id: "elsewhere",
        title: SandboxTitle(
            english: "Key bound to another address: refused with 50110",
            chinese: "密钥绑定了别的 IP：被拒绝（50110）"
        ),
        keys: [
            SandboxKey(
                apiKey: "8b5067a9-43d5-46d2-a6d8-8d2bfae75b7f",
                secretKey: "21B58C962AC0F611D61CCF493D206AB6",
                passphrase: "Far+Away.90",
                boundAddresses: ["203.0.113.7", "2001:db8::/48"],
                label: "bot"
            ),
        ],
        uid: "613472058913345602",
        trading: [SandboxHolding("USDT", cash: "999.5")]
    )

    private static let readOnly = SandboxAccount(
        id: "read-only",
        title: SandboxTitle(
            english: "Read-only key: enough for watching, not for changing settings",
            chinese: "只读密钥：可以查看，不能修改设置"
        ),
        keys: [
            SandboxKey(
                apiKey: "9503b535-31b2-4cab-b4e1-b6637f5c1114",
                secretKey: "39CA916A80960CDDDB0F39396B52FBA8",
                passphrase: "Just=Look.ing1",
                permissions: [.read],
                label: "viewer"
            ),
        ],
        uid: "613472058913345603",
        trading: [
            SandboxHolding("USDC", cash: "5400.25"),
            SandboxHolding("BTC", cash: "0.0150000005", averageCost: "58100.4"),
        ],
        funding: [SandboxDeposit("OKB", balance: "12")]
    )

    private static let withdrawal = SandboxAccount(
        id: "withdrawal",
        title: SandboxTitle(
            english: "Key that can withdraw: refused unless insisted upon",
            chinese: "密钥带有提现权限：除非坚持，否则拒绝"
        ),
        keys: [
            SandboxKey(
                apiKey: "830e051c-2a05-43c7-b84d-ab7fc0565abc",
                secretKey: "C99093311124922C43F5A5B576ECADAB",
                passphrase: "Too.Much%4you",
                permissions: [.read, .withdraw, .trade],
                label: "everything"
            ),
        ],
        uid: "613472058913345604",
        trading: [SandboxHolding("USDT", cash: "25000")],
        funding: [SandboxDeposit("BTC", balance: "0.31")]
    )

    private static let demo = SandboxAccount(
        id: "demo",
        title: SandboxTitle(
            english: "Demo-trading key: works in demo trading only (else 50101)",
            chinese: "模拟盘密钥：只能用于模拟盘（否则 50101）"
        ),
        keys: [
            SandboxKey(
                apiKey: "a22eb13c-bd01-48cf-83e5-9cf1680c175f",
                secretKey: "12709B752F8318E40B949EBBD1004D20",
                passphrase: "Play-Money.8",
                environment: .demo,
                label: "practice"
            ),
        ],
        uid: "613472058913345605",
        trading: [
            SandboxHolding("BTC", cash: "1"),
            SandboxHolding("ETH", cash: "1"),
            SandboxHolding("USDT", cash: "5000"),
            SandboxHolding("OKB", cash: "100"),
        ]
    )

    private static let subAccount = SandboxAccount(
        id: "sub",
        title: SandboxTitle(
            english: "Spot-mode sub-account, key bound to no address; a debt, dust, coins without a price",
            chinese: "现货模式子账户，密钥未绑定 IP；有负债、零碎资产和没有价格的币"
        ),
        keys: [
            SandboxKey(
                apiKey: "c5a99340-2ff8-4813-a67e-b5304b013cb7",
                secretKey: "24890A02A95801BC3F69232AB597B020",
                passphrase: "Sub:Marine77",
                boundAddresses: [],
                label: "sub01"
            ),
        ],
        uid: "613472058913345700",
        mainUid: "613472058913345536",
        accountMode: .spot,
        trading: [
            SandboxHolding("ETH", cash: "0.8125", averageCost: "4100"),
            SandboxHolding("USDT", cash: "-152.4", interest: "0.01234567890123"),
            SandboxHolding("PEPE", cash: "12345678.123456", averageCost: "0.0000098"),
            SandboxHolding("BTC", cash: "0.0000000051"),
            SandboxHolding("MARSH", cash: "1500.75"),
        ],
        funding: [
            SandboxDeposit("DOGE", balance: "40.11827078", frozen: "3"),
            SandboxDeposit("1MUDFLAT", balance: "88000000000"),
        ]
    )

    private static let empty = SandboxAccount(
        id: "empty",
        title: SandboxTitle(english: "Empty account: nothing in it, and that is no error", chinese: "空账户：没有资产，也没有错误"),
        keys: [
            SandboxKey(
                apiKey: "025adaf7-a67a-4d82-a5c6-4ba123703dad",
                secretKey: "9446574B0355D74F29FCB7BB99FCC93B",
                passphrase: "No.thing_0here",
                label: "fresh"
            ),
        ],
        uid: "613472058913345606"
    )
}
