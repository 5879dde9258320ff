extension SandboxAccount {
    /// The sample accounts, each in another state of interest. Their keys are fixed, public and useless outside of a sandbox.
    public static let examples: [SandboxAccount] = [
        healthy, hedge, elsewhere, readOnly, withdrawal, demo, subAccount, empty,
        otherSite, mistypedKey, wrongSecret, wrongPassphrase, mixedUp, expired, spot, fixable,
    ]

    private static let healthy = SandboxAccount(
        id: "main",
        title: SandboxTitle(
            english: "Healthy main account: Futures mode, one-way, isolated, bound address",
            chinese: "正常的母账户：合约模式、单向持仓、逐仓、已绑定 IP"
        ),
        keys: [
            SandboxKey(
                apiKey: "f16a3a50-9ce1-436b-82b2-7b6cf3372cd7",
                secretKey: "1E7E68B0265662BC022CC1FDDED39D60",
                passphrase: "Tide-gate.2026",
                label: "terminal01"
            )
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
            )
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
            )
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
            )
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
            )
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
            )
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
            )
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
            english: "Spot-mode sub-account, key bound to no address; a debt, small amounts, coins without a price",
            chinese: "现货模式子账户，密钥未绑定 IP；有负债、小额资产和没有价格的币"
        ),
        keys: [
            SandboxKey(
                apiKey: "c5a99340-2ff8-4813-a67e-b5304b013cb7",
                secretKey: "24890A02A95801BC3F69232AB597B020",
                passphrase: "Sub:Marine77",
                boundAddresses: [],
                label: "sub01"
            )
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
            )
        ],
        uid: "613472058913345606"
    )

    private static let otherSite = SandboxAccount(
        id: "other-site",
        title: SandboxTitle(
            english: "Key of the European site: unknown to the global one (50119)",
            chinese: "欧洲站的密钥：全球站不认识（50119）"
        ),
        keys: [
            SandboxKey(
                apiKey: "32833106-536e-45df-80b2-d002cc92d33d",
                secretKey: "7639F74080F56C5AA328F676226E236A",
                passphrase: "Wrong=Site.eu1",
                site: .eea,
                label: "europe"
            )
        ],
        uid: "613472058913345801",
        trading: [SandboxHolding("USDT", cash: "1500")]
    )

    private static let mistypedKey = SandboxAccount(
        id: "mistyped-key",
        title: SandboxTitle(
            english: "API key with a typing mistake: nobody has it (50119)",
            chinese: "API Key 输入有误：不存在（50119）"
        ),
        keys: [
            SandboxKey(
                apiKey: "93af0473-184c-429a-9677-cffcd988d7c6",
                secretKey: "E238E3B1C77FC4C011F1BD38F1F34920",
                passphrase: "Some*Letter.2",
                label: "typo",
                flaw: .gone
            )
        ],
        uid: "613472058913345802",
        trading: [SandboxHolding("USDT", cash: "1500")]
    )

    private static let wrongSecret = SandboxAccount(
        id: "wrong-secret",
        title: SandboxTitle(
            english: "Secret key with a typing mistake: the signature does not fit (50113)",
            chinese: "Secret Key 输入有误：签名不匹配（50113）"
        ),
        keys: [
            SandboxKey(
                apiKey: "5a5ae5a7-ea4e-4659-bc4b-1c03d7efff9e",
                secretKey: "D01F40072E3CF347862554017CDF83FD",
                passphrase: "Not_My.Secret3",
                label: "secret",
                flaw: .secretMistyped
            )
        ],
        uid: "613472058913345803",
        trading: [SandboxHolding("USDT", cash: "1500")]
    )

    private static let wrongPassphrase = SandboxAccount(
        id: "wrong-passphrase",
        title: SandboxTitle(
            english: "Wrong passphrase: it cannot be recovered, only replaced with a new key (50105)",
            chinese: "Passphrase 错误：无法找回，只能新建密钥（50105）"
        ),
        keys: [
            SandboxKey(
                apiKey: "49a2628c-46b8-4671-8a7b-ff5a4b87ec4c",
                secretKey: "E60F210402362D53C9EFC6D892AA68BF",
                passphrase: "Forgot+It.04",
                label: "forgotten",
                flaw: .passphraseMistyped
            )
        ],
        uid: "613472058913345804",
        trading: [SandboxHolding("USDT", cash: "1500")]
    )

    private static let mixedUp = SandboxAccount(
        id: "mixed-up",
        title: SandboxTitle(
            english: "Demo-trading key taken for a live one (50101)",
            chinese: "把模拟盘密钥当成实盘密钥（50101）"
        ),
        keys: [
            SandboxKey(
                apiKey: "c7fbe4f7-c488-4594-bfce-753ffc2a621c",
                secretKey: "CC8C928344B16103485A1C292BE01E4F",
                passphrase: "Live-Or.Demo5",
                label: "mixed",
                flaw: .environmentMistaken
            )
        ],
        uid: "613472058913345805",
        trading: [SandboxHolding("USDT", cash: "1500")]
    )

    private static let expired = SandboxAccount(
        id: "expired",
        title: SandboxTitle(
            english: "Trading key bound to no address and idle for 14 days: dropped by the exchange (50119)",
            chinese: "未绑定 IP 的交易密钥闲置 14 天：已被交易所删除（50119）"
        ),
        keys: [
            SandboxKey(
                apiKey: "887a3563-fb30-4cba-89cc-de216799adf8",
                secretKey: "2D031C41885221C25F6AAF76FDC6C369",
                passphrase: "Long.Asleep_6",
                boundAddresses: [],
                label: "idle",
                flaw: .gone
            )
        ],
        uid: "613472058913345806",
        trading: [SandboxHolding("USDT", cash: "1500")]
    )

    private static let spot = SandboxAccount(
        id: "spot",
        title: SandboxTitle(
            english: "Spot mode, Futures mode never activated: first to be done on the website (51070)",
            chinese: "现货模式，从未开通合约模式：须先在网页上开通（51070）"
        ),
        keys: [
            SandboxKey(
                apiKey: "56ee8a7b-54a9-4365-ab2b-7988a4b8fc62",
                secretKey: "D6B68B75B48E99F73F289509DDDC3EBF",
                passphrase: "Spot.Only_77",
                label: "spot01"
            )
        ],
        uid: "613472058913345807",
        accountMode: .spot,
        activatedModes: [.spot],
        trading: [SandboxHolding("USDT", cash: "1500")]
    )

    private static let fixable = SandboxAccount(
        id: "fixable",
        title: SandboxTitle(
            english: "Hedge mode with nothing open: can be set right from here",
            chinese: "双向持仓且没有仓位：可以在这里改正"
        ),
        keys: [
            SandboxKey(
                apiKey: "e4c45522-61f8-4f9d-aa4a-88c47d79f3c4",
                secretKey: "5CCD8099EE02CAB83BB43E451F9AB284",
                passphrase: "Easy.To_Fix8",
                label: "fixme"
            )
        ],
        uid: "613472058913345808",
        positionMode: .hedge,
        isolatedMode: .byHand,
        trading: [SandboxHolding("USDT", cash: "1500")]
    )
}
