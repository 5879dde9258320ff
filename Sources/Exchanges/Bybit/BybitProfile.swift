import Domain

extension ExchangeProfile {
    /// Bybit. Sites: Bybit API, "Integration Guidance" (sites, testnet) and "Demo Trading Service"; words of the key page: the same and
    /// its page in Chinese.
    public static let bybit = ExchangeProfile(
        id: "bybit",
        name: "Bybit",
        summary: Phrase(en: "unified account: spot, futures, options; main and sub-accounts", zh: "统一账户：现货、合约、期权；母账户与子账户"),
        sites: bybitSites,
        hosts: BybitHosts.all, keyFields: bybitKeyFields,
        keyNames: KeyNames(exchange: ["bybit"], before: ["bybit", "v5"], behind: ["bybit", "v5"]),
        keyPagePath: "/app/user/api-management", keyPageQuery: [:],
        keyGuide: bybitKeyGuide, futuresAdvice: bybitFuturesAdvice, sampleInstrument: "BTCUSDT",
        fastAPI: FastAPIOffer(
            needs: Phrase(en: "a broker approved by Bybit", zh: "经 Bybit 批准的经纪商"),
            grants: Phrase(en: "nothing that a program on your own machine could use", zh: "没有可供本机程序使用的授权"),
            unavailable: Phrase(
                en:
                    "Bybit opens its authorization to approved brokers only, for their own servers. Use Manual: a key of your own takes two minutes.",
                zh: "Bybit 仅向获批的经纪商开放授权，且只限其自有服务器。请用手动方式：自行创建 Key 约需两分钟。"),
            revocation: Phrase(en: "Delete the key on {page}.", zh: "请在 {page} 删除该 Key。")),
        unboundKeys: UnboundKeyRule(
            environments: [.live, .demo, .testnet],
            warning: Phrase(en: "Bybit ends keys without an address after three months", zh: "未绑定 IP 的 Key 三个月后会被 Bybit 停用"),
            remedy: Phrase(
                en: "A key that is bound to an address stays; after a change of the password one without ends within 7 days.",
                zh: "绑定 IP 后长期有效；修改登录密码后，未绑定 IP 的 Key 会在 7 天内失效。")),
        keyLifetime: KeyLifetime(
            noticeDays: 14,
            remedy: [
                Phrase(
                    en: "Bind this machine's public address on the API page of Bybit: the key then has no end.",
                    zh: "请在 Bybit 的 API 管理页绑定本机公网地址，绑定后 Key 长期有效。"),
                Phrase(en: "Or make a new key there and replace this one (u).", zh: "或在该页新建 Key，并在此更换（u）。"),
            ]),
        feeds: [BybitHosts.streamPrivate]
    )

    private static let bybitSites: [Site] = [
        .bybit(
            "global", Phrase(en: "Global (www.bybit.com)", zh: "全球站（www.bybit.com）"), web: "https://www.bybit.com",
            rest: "https://api.bybit.com", stream: "wss://stream.bybit.com",
            others: [
                .demo: SiteAddresses(
                    web: "https://www.bybit.com",
                    [BybitHosts.rest: "https://api-demo.bybit.com", BybitHosts.streamPrivate: "wss://stream-demo.bybit.com"]),
                .testnet: SiteAddresses(
                    web: "https://testnet.bybit.com",
                    [BybitHosts.rest: "https://api-testnet.bybit.com", BybitHosts.streamPrivate: "wss://stream-testnet.bybit.com"]),
            ]),
        Site(
            closed: "eu", name: Phrase(en: "Europe, EEA (www.bybit.eu)", zh: "欧洲经济区（www.bybit.eu）"),
            why: Phrase(
                en: "Bybit EU gives keys only to approved platforms; a key of your own cannot be made there.",
                zh: "Bybit EU 仅向获批平台开放 API，用户无法自行创建可用的 Key。"),
            remedy: [
                Phrase(
                    en: "Look at the account on www.bybit.eu. Accounts of other sites of Bybit can be connected here.",
                    zh: "请在 www.bybit.eu 查看该账户。Bybit 其他站点的账户可在此连接。")
            ], web: "https://www.bybit.eu"),
        .bybit(
            "nl", Phrase(en: "Netherlands (www.bybit.nl)", zh: "荷兰站（www.bybit.nl）"), web: "https://www.bybit.nl",
            rest: "https://api.bybit.nl"),
        .bybit(
            "tr", Phrase(en: "Türkiye (www.bybit.tr)", zh: "土耳其站（www.bybit.tr）"), web: "https://www.bybit.tr",
            rest: "https://api.bybit.tr", stream: "wss://stream.bybit.tr"),
        .bybit(
            "kz", Phrase(en: "Kazakhstan (www.bybit.kz)", zh: "哈萨克斯坦站（www.bybit.kz）"), web: "https://www.bybit.kz",
            rest: "https://api.bybit.kz", stream: "wss://stream.bybit.kz"),
        .bybit(
            "ge", Phrase(en: "Georgia (www.bybitgeorgia.ge)", zh: "格鲁吉亚站（www.bybitgeorgia.ge）"), web: "https://www.bybitgeorgia.ge",
            rest: "https://api.bybitgeorgia.ge", stream: "wss://stream.bybitgeorgia.ge"),
        .bybit(
            "ae", Phrase(en: "UAE (www.bybit.ae)", zh: "阿联酋站（www.bybit.ae）"), web: "https://www.bybit.ae", rest: "https://api.bybit.ae"),
        .bybit(
            "id", Phrase(en: "Indonesia (www.bybit.id)", zh: "印度尼西亚站（www.bybit.id）"), web: "https://www.bybit.id",
            rest: "https://api.bybit.id", stream: "wss://stream.bybit.id"),
        .bybit(
            "jp", Phrase(en: "Japan (www.manepa.jp)", zh: "日本站（www.manepa.jp）"), web: "https://www.manepa.jp",
            rest: "https://api.manepa.jp", stream: "wss://stream.manepa.jp",
            others: [.testnet: SiteAddresses(web: "https://www.manepa.jp", [BybitHosts.rest: "https://api-testnet.manepa.jp"])]),
    ]
}
