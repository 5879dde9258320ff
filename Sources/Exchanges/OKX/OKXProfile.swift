import Domain

extension ExchangeProfile {
    /// OKX. Sites and pages: OKX API guide, "Overview", and the API pages of each site.
    public static let okx = ExchangeProfile(
        id: "okx",
        name: "OKX",
        summary: Phrase(en: "spot, futures, options; main and sub-accounts", zh: "现货、合约、期权；母账户与子账户"),
        sites: [
            Site(
                id: "global", name: Phrase(en: "Global (www.okx.com)", zh: "全球站（www.okx.com）"),
                restOrigin: "https://www.okx.com", webOrigin: "https://www.okx.com",
                streams: [.live: "wss://ws.okx.com:8443", .demo: "wss://wspap.okx.com:8443"]),
            Site(
                id: "eea", name: Phrase(en: "Europe (my.okx.com)", zh: "欧洲站（my.okx.com）"),
                restOrigin: "https://eea.okx.com", webOrigin: "https://my.okx.com",
                streams: [.live: "wss://wseea.okx.com:8443", .demo: "wss://wseeapap.okx.com:8443"]),
            Site(
                id: "us", name: Phrase(en: "US and Australia (app.okx.com)", zh: "美国与澳大利亚站（app.okx.com）"),
                restOrigin: "https://us.okx.com", webOrigin: "https://app.okx.com",
                streams: [.live: "wss://wsus.okx.com:8443", .demo: "wss://wsuspap.okx.com:8443"]),
        ],
        hosts: OKXHosts.all, keyFields: okxKeyFields,
        keyNames: KeyNames(exchange: ["okx", "okex", "欧易"], before: ["okx", "okex", "ok", "v5"], behind: ["okx", "okex", "v5"]),
        keyPagePath: "/account/my-api",
        keyPageQuery: [.live: "?go-live-trading=1", .demo: "?go-demo-trading=1"],
        keyGuide: [
            GuideStep(
                title: Phrase(en: "Open API management", zh: "打开 API 管理页"),
                detail: Phrase(
                    en: "{page}  — sign in with the account you want to watch; for a sub-account, choose it there.",
                    zh: "{page}  — 登录要查看的账户；如果是子账户，在该页选择它。")),
            GuideStep(
                title: Phrase(en: "Choose [Create V5 API Key]", zh: "点击 [创建 V5 API Key]"),
                detail: Phrase(
                    en: "Purpose: API trading. Linking a third-party app would bind the key to that app's own servers.",
                    zh: "用途选择“API 交易”。若选“关联第三方应用”，Key 只能从该应用的服务器使用。"),
                linkedDetail: Phrase(
                    en:
                        "Purpose: Link third-party app, then choose “{app}” from the list. The key then works from that app's servers only.",
                    zh: "用途选择“关联第三方应用”，并在列表中选择“{app}”。此 Key 只能从该应用的服务器使用。")),
            GuideStep(
                title: Phrase(en: "Give it a name and a Passphrase", zh: "填写名称和 Passphrase"),
                detail: Phrase(
                    en:
                        "Passphrase: 8 to 32 characters with upper and lower case, a digit and a sign. OKX cannot show it again: note it down.",
                    zh: "Passphrase 为 8 至 32 位，须含大写字母、小写字母、数字和特殊字符。OKX 不会再次显示，请妥善保存。")),
            GuideStep(
                title: Phrase(en: "Permissions: Read on, Trade on, Withdraw off", zh: "权限：勾选“读取”和“交易”，不要勾选“提现”"),
                detail: Phrase(
                    en: "Read is enough to watch balances. Trade lets Tidegate mend the futures settings. Withdraw is never needed.",
                    zh: "仅查看余额只需“读取”；“交易”用于修改合约设置；任何时候都不需要“提现”。")),
            GuideStep(
                title: Phrase(en: "Bind an IP address", zh: "绑定 IP 地址"),
                detail: Phrase(
                    en: "{address} A key that can trade and is bound to no address is deleted after 14 days without use.",
                    zh: "{address}有交易权限而未绑定 IP 的 Key，连续 14 天未使用会被删除。")),
            GuideStep(
                title: Phrase(en: "Pass the security verification (2FA)", zh: "完成安全验证（2FA）"),
                detail: Phrase(en: "OKX asks for the code of your authenticator, e-mail or phone.", zh: "按 OKX 提示输入验证器、邮箱或短信验证码。")),
            GuideStep(
                title: Phrase(en: "Copy API Key, Secret Key and Passphrase", zh: "复制 API Key、Secret Key 和 Passphrase"),
                detail: Phrase(
                    en: "The Secret Key is shown only once. All three can be pasted into the next screen in one go.",
                    zh: "Secret Key 仅显示一次。三项可在下一屏一次性粘贴。")),
        ],
        futuresAdvice: [
            SettingAdvice(
                name: Phrase(en: "Account mode", zh: "账户模式"),
                wanted: Phrase(en: "Futures mode", zh: "合约模式"),
                why: Phrase(
                    en: "Formerly “single-currency margin”. Futures cannot be traded in Spot mode.",
                    zh: "旧称“单币种保证金模式”。现货模式下不能交易合约。"),
                place: Phrase(
                    en: "Web: Trade › Futures › settings icon › Account mode. App: Trade › More (three dots) › Account mode.",
                    zh: "网页：交易 › 合约 › 设置图标 › 账户模式。App：交易 › 更多（三个点）› 账户模式。")),
            SettingAdvice(
                name: Phrase(en: "Position mode", zh: "持仓模式"),
                wanted: Phrase(en: "One-way (buy/sell mode)", zh: "单向持仓（买卖模式）"),
                why: Phrase(
                    en: "One position per contract; orders of bots add up instead of standing against each other.",
                    zh: "每个合约只有一个仓位，程序下单不会形成多空对冲仓。"),
                place: Phrase(
                    en: "Web: Trade › Futures › settings icon › Position mode. App: Trade › More (three dots) › Position mode.",
                    zh: "网页：交易 › 合约 › 设置图标 › 持仓模式。App：交易 › 更多（三个点）› 持仓模式。")),
            SettingAdvice(
                name: Phrase(en: "Margin mode", zh: "保证金模式"),
                wanted: Phrase(en: "Isolated", zh: "逐仓"),
                why: Phrase(
                    en: "Recommended: the risk stays with one position. OKX has no account-wide switch; it is chosen with each order.",
                    zh: "推荐：风险仅限于单个仓位。OKX 没有账户级开关，每次下单时选择。"),
                place: Phrase(
                    en: "In the order form: choose Isolated beside the leverage.",
                    zh: "下单区：在杠杆倍数旁选择“逐仓”。")),
        ],
        sampleInstrument: "BTC-USDT-SWAP",
        fastAPI: FastAPIOffer(
            needs: Phrase(
                en: "a platform approved by OKX (client id and secret, calls from listed addresses)",
                zh: "经 OKX 批准的平台（client id 与 client secret，并从登记的 IP 调用）"),
            grants: Phrase(
                en: "read and trade; no personal data, never withdraw",
                zh: "读取与交易；不含个人资料，绝不含提现"),
            unavailable: Phrase(
                en:
                    "No approved client is configured here. Platforms apply to OKX as OAuth broker or AI Builder (www.okx.com/broker/home). Until then use Manual.",
                zh: "此处未配置获批的 client。平台可向 OKX 申请成为 OAuth 经纪商或 AI Builder（www.okx.com/broker/home）。在此之前请用手动方式。"),
            revocation: Phrase(
                en: "Then revoke it at the exchange: delete the key on {page}, and the consent under Settings › Connected apps.",
                zh: "之后请到交易所撤销：在 {page} 删除该 Key，并在「设置 › 已连接的应用」中撤销授权。"),
            consentPlace: Phrase(en: "Settings › Connected apps", zh: "设置 › 已连接的应用"), audience: .approvedPlatforms),
        unboundKeys: UnboundKeyRule(
            environments: [.live],
            warning: Phrase(
                en: "the exchange removes such live keys after 14 days without use", zh: "实盘 API Key 连续 14 天未使用会被交易所删除"),
            remedy: Phrase(
                en:
                    "Until then read the account at least every few days, here or with tidegate status: each signed request counts as use.",
                zh: "在此之前，请每隔几天读取一次账户（在此处或用 tidegate status）：每次签名请求都算作使用。")),
        futuresReport: ["account-mode", "position-mode", "margin-mode", "isolated-transfer"], feeds: [OKXHosts.streamPrivate]
    )
}
