extension SandboxBybit.Account {
    /// Debts, and wallets beside the usual ones.
    static let wallets: [SandboxBybit.Account] = [debts, overview, empty, classic]

    /// Keys that are refused or looked at twice.
    static let keyStates: [SandboxBybit.Account] = [
        readOnly, withdrawal, expiring, expired, thirdParty, elsewhere, wrongSecret, mistyped, mixedUp, otherSite,
    ]

    /// Other environments and sites.
    static let elsewhereStates: [SandboxBybit.Account] = [demo, testnet, turkey, kazakhstan]

    private static let debts = SandboxBybit.Account(
        id: "debts",
        title: SandboxTitle(
            english: "Debts: a borrowed coin, a wallet below zero, a loan",
            chinese: "负债：借入的币、负余额、借贷"),
        keys: [
            SandboxBybit.Key(apiKey: "EznBuwBEYmpPj8uqDX", secret: .systemGenerated("4uQ7ziEb1nJiJRJ2o5PQ5GatXKHOPB5eoFT3"), note: "loans")
        ],
        uid: 105300470,
        marginMode: .cross,
        unified: [
            .init("USDT", "1200.44", spotBorrow: "200", interest: "0.50213"), .init("USDC", "-512.33018"),
            .init("ETH", "0", spotBorrow: "0.06142", interest: "0.0000021"), .init("BTC", "0.2"),
        ],
        funding: [.init("BTC", "0.01")],
        others: [.init("CryptoLoans", [.init("BTC", "-0.00100377"), .init("MNT", "50"), .init("USDT", "-883.9175")])])

    private static let overview = SandboxBybit.Account(
        id: "overview",
        title: SandboxTitle(
            english: "Wallets that no list names: pay later, bots, a copy-trading leader",
            chinese: "列表之外的钱包：先享后付、机器人、带单员"),
        keys: [
            SandboxBybit.Key(apiKey: "TwbwREgOhShpcSMfDB", secret: .systemGenerated("G3pyh6MAXcM9QeFhX8Bj0MkXJ1bvvduksF6L"), note: "lead01")
        ],
        uid: 105300507,
        marginMode: .cross,
        isMasterTrader: true,
        unified: [.init("USDT", "37283.5394"), .init("BTC", "2.62897721"), .init("ETH", "1")],
        funding: [.init("BTC", "0.97999988"), .init("SOL", "101"), .init("MNT", "9950")],
        earn: [.init(.flexible, "BTC", "0.3"), .init(.flexible, "MNT", "100"), .init(.flexible, "USDT", "0", profit: "3.1")],
        others: [
            .init(
                "TradingBot",
                categories: [("Futures Grid Bot", [.init("USDT", "4")]), ("Futures Combo Bot", [.init("USDT", "101.5392")])]),
            .init("BybitPayLater", [.init("USDT", "178"), .init("USDC", "76.371564")]),
            .init("CopyTrading", categories: [("Copy Trading Classic", [.init("USDT", "1379.2463")])]),
            .init("CryptoLoans_legacy", [.init("BTC", "0.13"), .init("USDT", "-1000.5547")]),
            .init("Predication", categories: [("Weather", [.init("USDC", "12.5")])]),
            .init("MarginStakedSOL", [.init("SOL", "34.05211088")]),
            .init("Alpha", categories: [("trade", [.init("PEPE", "11246434.565")])]),
        ],
        overviewIsRounded: true)

    private static let empty = SandboxBybit.Account(
        id: "empty",
        title: SandboxTitle(
            english: "Nothing in it yet",
            chinese: "尚无资产"),
        keys: [
            SandboxBybit.Key(apiKey: "PrIYrdtQp4O3Fths5t", secret: .systemGenerated("sF0h1VzyZkYgvYkSGamKgGSgk8peHtd3x87d"), note: "first")
        ],
        uid: 105300544)

    private static let classic = SandboxBybit.Account(
        id: "classic",
        title: SandboxTitle(
            english: "Classic account: has to be upgraded on the website",
            chinese: "经典账户：需要在网页升级"),
        keys: [
            SandboxBybit.Key(apiKey: "yTlQMZgkLYkPfKhuNW", secret: .systemGenerated("hlawfGH6unBAkVUcuEeZQlQykEdBQQQx3h9I"), note: "old")
        ],
        uid: 105300581,
        status: .classic,
        unified: [.init("USDT", "88.8")],
        funding: [.init("USDT", "12")])

    private static let readOnly = SandboxBybit.Account(
        id: "read-only",
        title: SandboxTitle(
            english: "Read-only key without the wallet box: the funding wallet is refused (10005)",
            chinese: "只读密钥，未勾选划转：无法读取资金账户（10005）"),
        keys: [
            SandboxBybit.Key(
                apiKey: "S87it8xL2OqXOdlWtz", secret: .systemGenerated("vPQx0y9Tz4IpNAyIEml2BIA6mH1j3SYdp3pD"), note: "viewer",
                readOnly: true,
                permissions: .tradingOnly)
        ],
        uid: 105300618,
        unified: [.init("USDC", "5400.25"), .init("BTC", "0.0150000005")],
        funding: [.init("MNT", "12")])

    private static let withdrawal = SandboxBybit.Account(
        id: "withdrawal",
        title: SandboxTitle(
            english: "Key that can withdraw: refused unless insisted upon",
            chinese: "密钥带有提币权限：除非坚持，否则拒绝"),
        keys: [
            SandboxBybit.Key(
                apiKey: "2FGI7HFzvCGiFqk6RK", secret: .systemGenerated("2zzB9GBcplnPz6bKvCYReA4JEDrnjcpu8D1T"), note: "everything",
                permissions: .trading.adding("Wallet", "SubMemberTransfer").adding("Wallet", "Withdraw"))
        ],
        uid: 105300655,
        unified: [.init("USDT", "25000")],
        funding: [.init("BTC", "0.31")])

    private static let expiring = SandboxBybit.Account(
        id: "expiring",
        title: SandboxTitle(
            english: "Key without an address, twelve days left",
            chinese: "未绑定 IP 的密钥，剩余 12 天"),
        keys: [
            SandboxBybit.Key(
                apiKey: "a2C2njnH6ZE0cHQ6Qz", secret: .systemGenerated("LqbS2Xq1aUKiEFzHfZtVjwtpAjBaQ8dPgmAj"), note: "travel",
                addresses: [],
                lifetime: .days(12))
        ],
        uid: 105300692,
        unified: [.init("USDT", "412.9")])

    private static let expired = SandboxBybit.Account(
        id: "expired",
        title: SandboxTitle(
            english: "Expired key: refused with 33004",
            chinese: "已过期的密钥：被拒绝（33004）"),
        keys: [
            SandboxBybit.Key(
                apiKey: "Gy1TBfzjzdt2jx9QcZ", secret: .systemGenerated("AwyViwLV2gRAbrcJQEjG9029DEuAgJiridEJ"), note: "last-year",
                addresses: [],
                lifetime: .expired)
        ],
        uid: 105300729)

    private static let thirdParty = SandboxBybit.Account(
        id: "third-party",
        title: SandboxTitle(
            english: "Key connected to a third-party application: refused with 10010",
            chinese: "连接第三方应用程序的密钥：被拒绝（10010）"),
        keys: [
            SandboxBybit.Key(
                apiKey: "0SXDOzAJ5edpXoolVj", secret: .systemGenerated("bFAktFzWkUFssQrQiFkfBTbF9VKYX6Q81fHp"), note: "connected app",
                addresses: ["198.51.100.20", "198.51.100.21"], usage: .thirdParty)
        ],
        uid: 105300766,
        region: "DEU")

    private static let elsewhere = SandboxBybit.Account(
        id: "elsewhere",
        title: SandboxTitle(
            english: "Key bound to another address: refused with 10010",
            chinese: "密钥绑定了别的 IP：被拒绝（10010）"),
        keys: [
            SandboxBybit.Key(
                apiKey: "vM5v6oJshXScJUyZT0", secret: .systemGenerated("C9CcEcYykwSVMH235PIYEraK9xILhJdNvBGe"), note: "bot",
                addresses: ["203.0.113.7", "2001:db8::/48"])
        ],
        uid: 105300803,
        unified: [.init("USDT", "999.5")])

    private static let wrongSecret = SandboxBybit.Account(
        id: "wrong-secret",
        title: SandboxTitle(
            english: "Secret of another key: refused with 10004",
            chinese: "密码不属于该密钥：被拒绝（10004）"),
        keys: [
            SandboxBybit.Key(
                apiKey: "pPXGSflxxQJJNhoNDF", secret: .systemGenerated("Mu2Pn9jF7PWG1sYnmSpZ4JpJiiiu6z9SkTIv"), note: "mixed",
                flaw: .secretMistyped)
        ],
        uid: 105300840)

    private static let mistyped = SandboxBybit.Account(
        id: "mistyped",
        title: SandboxTitle(
            english: "Key that does not exist: mistyped or deleted (10003)",
            chinese: "不存在的密钥：输入有误或已删除（10003）"),
        keys: [
            SandboxBybit.Key(
                apiKey: "TnJIHI1VQL71hEqDsK", secret: .systemGenerated("Xhddoy4zQw8PIeudPqvpVjcNgZBVQ9VnWpWs"), note: "gone", flaw: .gone)
        ],
        uid: 105300877)

    private static let mixedUp = SandboxBybit.Account(
        id: "mixed-up",
        title: SandboxTitle(
            english: "Key of the testnet, taken for a live one (10003)",
            chinese: "测试网的密钥，误作实盘（10003）"),
        keys: [
            SandboxBybit.Key(
                apiKey: "cf0hB4QxflIK8rzTHF", secret: .systemGenerated("UthQnRt8mX526alBH2PURXSvIY9DChxQSZsr"), note: "which one",
                flaw: .environmentMistaken)
        ],
        uid: 105300914,
        unified: [.init("USDT", "10000")])

    private static let otherSite = SandboxBybit.Account(
        id: "other-site",
        title: SandboxTitle(
            english: "Key of another site, taken for a global one (10003)",
            chinese: "其他站点的密钥，误作全球站（10003）"),
        keys: [
            SandboxBybit.Key(
                apiKey: "hQ8FiwAC2pbsMFqalQ", secret: .systemGenerated("ZqcfIoxR2PCuIqoHIqKpWbrmm2usRy4uVtE5"), note: "which site",
                flaw: .siteMistaken)
        ],
        uid: 105300951,
        region: "KAZ",
        unified: [.init("USDT", "77.01")])

    private static let demo = SandboxBybit.Account(
        id: "demo",
        title: SandboxTitle(
            english: "Demo trading: no funding wallet, no overview",
            chinese: "模拟交易：没有资金账户和资产总览"),
        keys: [
            SandboxBybit.Key(
                apiKey: "hUb3WGA8HA1QrZEJOr", secret: .systemGenerated("iEsIs2rjOy8DK2tsvtyvNgcekaK51f7ayeMI"), note: "practice",
                place: SandboxBybit.Place(.global, .demo))
        ],
        uid: 105300988,
        marginMode: .cross,
        unified: [.init("USDT", "50000"), .init("USDC", "50000"), .init("BTC", "1")],
        positions: [.init("ETHUSDT", .buy, "2", at: "4188.02")])

    private static let testnet = SandboxBybit.Account(
        id: "testnet",
        title: SandboxTitle(
            english: "Testnet account",
            chinese: "测试网账户"),
        keys: [
            SandboxBybit.Key(
                apiKey: "G5Hb2Wr5Cxwiqwe2fa", secret: .systemGenerated("zF5TMa6u4Rv5ZBQZ5xpnwRkU6edJbSVGSwYH"), note: "testnet01",
                place: SandboxBybit.Place(.global, .testnet))
        ],
        uid: 105301025,
        unified: [.init("USDT", "10000.01"), .init("BTC", "1.000000000000000001")],
        funding: [.init("USDT", "500")])

    private static let turkey = SandboxBybit.Account(
        id: "turkey",
        title: SandboxTitle(
            english: "Account of the site in Türkiye: there is no overview there",
            chinese: "土耳其站账户：该站没有资产总览"),
        keys: [
            SandboxBybit.Key(
                apiKey: "k8SlvXgbi4CE8kchNS", secret: .systemGenerated("o995WdgsiKOuQ5K3DepRm7NBtAodpjdxIOft"), note: "istanbul",
                place: SandboxBybit.Place(.turkey))
        ],
        uid: 105301062,
        region: "TUR",
        unified: [.init("USDT", "2210.5"), .init("AVAX", "14.25")],
        funding: [.init("USDT", "300.75"), .init("TRX", "810")],
        earn: [.init(.flexible, "USDT", "150")])

    private static let kazakhstan = SandboxBybit.Account(
        id: "kazakhstan",
        title: SandboxTitle(
            english: "Account of the site in Kazakhstan, cross margin",
            chinese: "哈萨克斯坦站账户，全仓"),
        keys: [
            SandboxBybit.Key(
                apiKey: "MEzlxZ1xVtyi0VnSKp", secret: .systemGenerated("iXlXAIl3umT9RWqeAAPzPXiObwjwbgouDlaB"), note: "almaty",
                place: SandboxBybit.Place(.kazakhstan))
        ],
        uid: 105301099,
        marginMode: .cross,
        region: "KAZ",
        unified: [.init("USDT", "830.19")],
        positions: [.init("SOLUSDT", .buy, "3", at: "179.12")])
}
