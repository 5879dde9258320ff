import Exchanges
import TestSupport
@testable import Core
@testable import Domain

/// Values that the tests share.
enum Sample {
    // MARK: BenchSetup

    static func live(_ language: Language = .english) -> AppConfiguration {
        withoutStreams(AppConfiguration(language: language, exchanges: [.okx]))
    }

    /// With a stream for each account.
    static func streaming() -> AppConfiguration { AppConfiguration(language: .english, exchanges: [.okx]) }

    /// The scenes count what is under way, and a stream is for as long as its account is there.
    private static func withoutStreams(_ configuration: AppConfiguration) -> AppConfiguration {
        var configuration = configuration
        configuration.streams = false
        return configuration
    }

    static func demo(_ language: Language = .english) -> AppConfiguration {
        var exchange = ExchangeProfile.okx
        exchange.sites = [
            Site(
                id: "sandbox", name: Phrase(en: "Sandbox (this program)", zh: "沙盒（本程序）"), restOrigin: "http://127.0.0.1:8787",
                webOrigin: "http://127.0.0.1:8787", origin: .sandbox)
        ]
        return AppConfiguration(
            language: language, exchanges: [exchange],
            samples: [
                SampleAccount(
                    id: "main", exchange: exchange.id,
                    title: Phrase(
                        en: "Healthy main account: Futures mode, one-way, isolated, bound address",
                        zh: "正常的母账户：合约模式、单向持仓、逐仓、已绑定 IP"),
                    environment: .live),
                SampleAccount(id: "practice", exchange: exchange.id, title: Phrase(en: "Demo trading", zh: "模拟盘"), environment: .demo),
                SampleAccount(id: "empty", exchange: exchange.id, title: Phrase(en: "Empty account", zh: "空账户"), environment: .live),
            ])
    }

    static let lockMilliseconds = 3_600_000

    /// What every key brings while the vault is open.
    static let patience = Effect.startTimer(.lock, milliseconds: lockMilliseconds)

    /// There is a vault, and it is locked.
    static func locked(_ language: Language = .english) -> AppConfiguration {
        withoutStreams(
            AppConfiguration(language: language, exchanges: [.okx], vault: .present(workFactor: 18), lockMilliseconds: lockMilliseconds))
    }

    /// There is no vault yet.
    static func vaultless(_ language: Language = .english) -> AppConfiguration {
        withoutStreams(AppConfiguration(language: language, exchanges: [.okx], vault: .missing, lockMilliseconds: lockMilliseconds))
    }

    /// An exchange that differs from OKX in every name.
    static let otherExchange = ExchangeProfile(
        id: "borrowed", name: "Borrowed Bourse", summary: Phrase(en: "tulips only", zh: "仅郁金香"),
        sites: [
            Site(
                id: "one", name: Phrase(verbatim: "one"), restOrigin: "https://api.bourse.example", webOrigin: "https://bourse.example")
        ],
        hosts: ExchangeProfile.okx.hosts,
        keyFields: zip(ExchangeProfile.okx.keyFields, ["Token", "Seal", "Word"]).map { field, name in
            KeyField(
                id: field.id, name: Phrase(verbatim: name), labels: [], shape: field.shape, secrecy: field.secrecy,
                unusualRemark: field.unusualRemark, lookalikeRemark: field.lookalikeRemark, causes: field.causes)
        }, keyNames: KeyNames(exchange: ["bourse"]),
        keyPagePath: "/keys", keyPageQuery: [:], keyGuide: ExchangeProfile.okx.keyGuide, futuresAdvice: ExchangeProfile.okx.futuresAdvice,
        sampleInstrument: "ONE", fastAPI: ExchangeProfile.okx.fastAPI)

    /// An exchange with a testnet, which one of its two sites does not have.
    static func withTestnet(_ language: Language = .english) -> AppConfiguration {
        let rest = SiteHost("rest")
        func place(_ name: String) -> SiteAddresses { SiteAddresses(web: "https://\(name).example", [rest: "https://api.\(name).example"]) }
        let borrowed = otherExchange
        return AppConfiguration(
            language: language,
            exchanges: [
                ExchangeProfile(
                    id: "canal", name: "Canal", summary: borrowed.summary,
                    sites: [
                        Site(
                            id: "wide", name: Phrase(en: "Wide canal", zh: "大运河"),
                            places: [.live: place("wide"), .demo: place("wide-demo"), .testnet: place("wide-test")]),
                        Site(id: "old", name: Phrase(en: "Old canal", zh: "古运河"), places: [.live: place("old"), .demo: place("old-demo")]),
                        Site(
                            closed: "shut", name: Phrase(en: "Shut canal", zh: "封闭运河"),
                            why: Phrase(
                                en: "The shut canal issues keys to approved barges alone.", zh: "封闭运河仅向获批的驳船开放 API。"),
                            remedy: [
                                Phrase(
                                    en: "An account that is registered at another site can be connected with a key made there.",
                                    zh: "如账户在其他站点注册，可使用该站点创建的 Key 连接。")
                            ], web: "https://shut.example"),
                    ], hosts: [rest], keyFields: ExchangeProfile.okx.keyFields, keyNames: KeyNames(exchange: ["canal"]),
                    keyPagePath: "/keys", keyPageQuery: [:], keyGuide: borrowed.keyGuide, futuresAdvice: borrowed.futuresAdvice,
                    sampleInstrument: "ONE", fastAPI: borrowed.fastAPI)
            ])
    }

    // MARK: Secrets

    static func summary(_ credential: Credential) -> SecretSummary {
        switch credential {
        case .apiKey: SecretSummary(length: 36, shape: .uuid, masked: "37c…418", troubles: [])
        case .secretKey: SecretSummary(length: 32, shape: .hexadecimal32, masked: nil, troubles: [])
        case .passphrase: SecretSummary(length: 14, shape: .passphraseRule, masked: nil, troubles: [])
        default: .empty
        }
    }

    static let vaultPassphrase = SecretSummary(length: 27, shape: .other, masked: nil, troubles: [], strength: .strong)
    static let weakPassphrase = SecretSummary(length: 6, shape: .other, masked: nil, troubles: [], strength: .weak)

    /// What a paste holds.
    enum PasteContent: CaseIterable, Hashable, Sendable {
        case threeValues, keyAndSecret, keyAndSecretBare, secretWithLabel, toldKey, keyInOneLine, plainWord, twoPlainLines, nothing, endless

        func findings(_ paste: PasteFindings.Paste) -> PasteFindings {
            func findings(
                _ length: Int, _ lines: Int, _ layout: PasteFindings.Layout, _ found: [Credential] = [],
                _ secrecy: PasteFindings.Secrecy = .mayBeSecret, trimmed: Int = 0, extent: PasteFindings.Extent = .whole
            ) -> PasteFindings {
                PasteFindings(
                    paste: paste, length: length, lines: lines, layout: layout,
                    credentials: Dictionary(uniqueKeysWithValues: found.map { ($0, Sample.summary($0)) }), secrecy: secrecy,
                    trimmedCharacters: trimmed, extent: extent)
            }
            return switch self {
            case .threeValues: findings(84, 3, .bareLines, Credential.allCases, trimmed: 2)
            case .keyAndSecret: findings(90, 2, .labelledLines, [.apiKey, .secretKey])
            case .keyAndSecretBare: findings(69, 2, .partLines, [.apiKey, .secretKey])
            case .toldKey: findings(36, 1, .singleValue, [.apiKey])
            case .secretWithLabel: findings(44, 1, .labelledLines, [.secretKey])
            case .keyInOneLine: findings(36, 1, .singleValue, trimmed: 1)
            case .plainWord: findings(7, 1, .singleValue, [], .plainText)
            case .twoPlainLines: findings(20, 2, .unrecognised, [], .mayBeSecret)
            case .nothing: findings(0, 0, .empty, [], .plainText)
            case .endless: findings(8_192, 1, .singleValue, extent: .cut)
            }
        }
    }

    // MARK: Searches

    /// The key belongs to demo trading of the European site, where this machine's address is not allowed.
    static var foundInEurope: ProbeFindings {
        let sites = ExchangeProfile.okx.sites
        return ProbeFindings([
            .init(AccountPlace(site: sites[0], environment: .demo), .notThere),
            .init(AccountPlace(site: sites[1], environment: .live), .notThere),
            .init(AccountPlace(site: sites[1], environment: .demo), .known(failure(.ipNotAllowed))),
            .init(AccountPlace(site: sites[2], environment: .live), .noAnswer(failure(.timeout))),
            .init(AccountPlace(site: sites[2], environment: .demo), .notThere),
        ])
    }

    // MARK: Accounts

    static let moment = Moment(unixMilliseconds: 1_795_342_392_345, clockTime: "14:03:12", iso8601: "2026-11-22T14:03:12.345Z")

    static func asset(
        _ code: String, _ total: String?, available: String? = nil, inUse: String? = nil, value: String? = nil,
        price: String? = nil, dayChange: String? = nil
    ) -> Asset {
        Asset(
            code: code, total: total.flatMap { Amount($0) }, available: available.flatMap { Amount($0) },
            inUse: inUse.flatMap { Amount($0) },
            value: value.flatMap { Amount($0) }, unrealizedProfit: nil, price: price.flatMap { Amount($0) },
            dayChange: dayChange.flatMap { Amount($0) })
    }

    static let goodSettings = OKXSettingsSample.settings("futures", "one-way", "isolated")

    static let otherSettings = OKXSettingsSample.settings("spot", "hedge", nil)

    static let plainWallets = [
        Wallet(
            kind: .trading, total: Amount("140000.00"),
            assets: [
                asset(
                    "BTC", "1.06126645222", available: "0.66126645222", inUse: "0.4", value: "125092.85636955927", price: "117871.3",
                    dayChange: "-1250.7"),
                asset("USDT", "8250.1137", available: "8250.1137", inUse: "0", value: "8249.62", price: "0.99994", dayChange: "0"),
                asset("SOL", "3.25", available: "3.25", inUse: "0", value: "6657.52363044073", price: "2048.46881", dayChange: "61.2"),
            ]),
        Wallet(
            kind: .funding, total: Amount("12550.80919105993"),
            assets: [
                asset("USDT", "2500.5", available: "2400.5", inUse: "100", value: "2500.35"),
                asset("ETH", "1.5", available: "1.5", inUse: "0", value: "10050.45919105993", price: "6700.3061", dayChange: "88.41"),
            ]),
    ]

    static func snapshot(
        kind: AccountKind = .main, label: String = "terminal01", permissions: [Permission] = [.read, .trade],
        addresses: [String] = ["203.0.113.7"], settings: AccountSettings = goodSettings,
        equity: AccountSnapshot.Equity? = AccountSnapshot.Equity(currency: "USD", total: Amount("152550.80919105993")!),
        wallets: [Wallet] = plainWallets, notices: [Notice] = [], accountID: String = ""
    ) -> AccountSnapshot {
        AccountSnapshot(
            key: KeyDescription(
                masked: "37c…418", label: label, permissions: permissions, addresses: AddressBinding(addresses), expiry: .never),
            kind: kind,
            settings: settings, equity: equity, wallets: wallets, notices: notices, clockOffsetMilliseconds: -12, asOf: moment,
            accountID: accountID)
    }

    static let settingsDiffer = Notice(
        .settingsDiffer,
        message: Phrase(en: "The futures settings differ from the recommended ones.", zh: "合约设置与推荐不符。"),
        remedy: [
            Phrase(en: "Change them at the exchange: Trade › Futures › settings icon.", zh: "请在交易所修改：交易 › 合约 › 设置图标。")
        ])

    static let addressUnbound = Notice(
        .addressUnbound,
        message: Phrase(
            en: "The key can trade and is bound to no address; OKX deletes it after 14 days without use.",
            zh: "该 Key 有交易权限但未绑定 IP；连续 14 天未使用会被 OKX 删除。"),
        remedy: [Phrase(en: "Bind an address on the API page.", zh: "请在 API 页面绑定 IP。")])

    static let attention = snapshot(
        kind: .sub, addresses: [], settings: otherSettings, notices: [settingsDiffer, addressUnbound])

    /// Debts, unknown amounts, dust, amounts of 38 digits, and names that someone chose to do harm.
    static let unusual = snapshot(
        label: "交易机器人 🤖 \u{202E}drowssap\u{1B}[31m\u{7}\u{200B}",
        equity: AccountSnapshot.Equity(currency: "USD", total: Amount("1234.5")!),
        wallets: [
            Wallet(
                kind: .trading, total: Amount("-1500.25"),
                assets: [
                    asset("USDT", "-1600.5", available: "0", inUse: "0", value: "-1599.9"),
                    asset("比特币🚀👨‍👩‍👧", "0.00000001", available: "0.00000001", value: "0.0011"),
                    asset(
                        "PEPE", "123456789012345678901234567890.12345678", available: "1",
                        inUse: "0.00000000000000000000000000000000000001", value: nil),
                    asset("\u{1B}]52;c;x\u{7}\u{202E}EVIL", nil, value: nil),
                ]),
            Wallet(kind: .funding, total: nil, assets: [], failure: failure(.timeout)),
            Wallet(kind: .earn, total: Amount("2734.75"), assets: [asset("ETH", "0.6", available: "0", inUse: "0.6", value: "2734.75")]),
        ])

    static let empty = snapshot(equity: AccountSnapshot.Equity(currency: "USD", total: Amount("0")!), wallets: [])

    // MARK: Failures

    static func failure(_ cause: Cause) -> Failure {
        keyFailure(cause) ?? vaultFailure(cause) ?? exchangeFailure(cause)
    }

    private static func keyFailure(_ cause: Cause) -> Failure? {
        switch cause {
        case .ipNotAllowed:
            failure(
                cause, code: "50110", Phrase(en: "OKX refuses this machine's address 203.0.113.9.", zh: "OKX 拒绝了本机的 IP 203.0.113.9。"),
                [
                    Phrase(
                        en:
                            "Add the address to the key's IP whitelist on the API page of OKX, then try again. A change there takes up to a minute to work.",
                        zh: "请在 OKX 的 API 页面将该 IP 加入此 Key 的白名单后再试，修改最多需要一分钟才生效。"),
                    Phrase(
                        en:
                            "Behind a VPN or a proxy the address is that of its exit, which may change without notice: bind a range, or switch it off.",
                        zh: "使用 VPN 或代理时，显示的是其出口 IP，可能随时变化：请绑定网段，或关闭代理。"),
                    Phrase(
                        en:
                            "A key of the purpose “link a third-party app” works from that app's servers only; make one for API trading instead.",
                        zh: "用途为“关联第三方应用”的 Key 只能从该应用的服务器使用；请另建用途为“API 交易”的 Key。"),
                ], seen: "203.0.113.9")
        case .withdrawalEnabled:
            failure(
                cause,
                Phrase(
                    en: "The key can withdraw. This program never needs that, and a stolen key could empty the account.",
                    zh: "该 API Key 拥有提币权限。本程序从不需要此权限；一旦泄露，资产可能被转走。"),
                [Phrase(en: "Turn Withdraw off on the API page of the exchange.", zh: "请在交易所的 API 页面关闭提币权限。")])
        case _: nil
        }
    }

    private static func vaultFailure(_ cause: Cause) -> Failure? {
        switch cause {
        case .vaultPassphraseWrong:
            failure(
                cause, Phrase(en: "This passphrase does not open the vault.", zh: "此密码短语无法打开保险库。"),
                [
                    Phrase(
                        en: "Type it again; mind capitals and the keyboard layout. Nobody can recover it.", zh: "请重新输入，注意大小写和键盘布局。密码短语无法找回。"
                    )
                ])
        case .vaultDamaged:
            failure(
                cause,
                Phrase(
                    en: "The vault /home/user/.local/share/tidegate/vault.age cannot be read: it ends too early.",
                    zh: "无法读取保险库 /home/user/.local/share/tidegate/vault.age：文件不完整。"),
                [Phrase(en: "Nothing was changed. The last good generation lies beside it.", zh: "未作任何改动。上一份完好的备份在旁边。")])
        case .vaultBusy:
            failure(
                cause, Phrase(en: "Another program has been writing to the vault for 10 s.", zh: "其他程序占用保险库已 10 秒。"),
                [Phrase(en: "Wait until it has finished, or end it.", zh: "请等待其完成，或结束该程序。")], .later)
        case .vaultUnwritable:
            failure(
                cause, Phrase(en: "The system refused access to the vault: no space left on the disk.", zh: "系统拒绝访问保险库：磁盘空间不足。"),
                [Phrase(en: "Make room on the disk. The vault is as it was before.", zh: "请腾出磁盘空间。保险库保持原样。")])
        case .alreadyConnected:
            failure(
                cause, Phrase(en: "This key is stored already, as main.", zh: "此 Key 已保存为 main。"),
                [Phrase(en: "Use that connection, or replace its credentials.", zh: "请使用该连接，或替换其凭证。")])
        case .configurationInvalid:
            failure(
                cause, Phrase(en: "The site “lab” of this connection is not configured any more.", zh: "此连接所用的站点“lab”已不在配置中。"),
                [Phrase(en: "Add it to config.toml again, or remove the connection.", zh: "请在 config.toml 中重新添加，或移除此连接。")])
        case _: nil
        }
    }

    private static func exchangeFailure(_ cause: Cause) -> Failure {
        switch cause {
        case .timeout, .networkUnreachable:
            failure(
                cause, Phrase(en: "The exchange did not answer in time.", zh: "交易所未及时响应。"),
                [Phrase(en: "Check the network, then try again.", zh: "请检查网络后重试。")], .later)
        case _:
            failure(
                cause, code: "50119", Phrase(en: "OKX does not know this key (\(cause.rawValue)).", zh: "OKX 没有这个 Key（\(cause.rawValue)）。"),
                [
                    Phrase(
                        en: "First suspicion: the wrong site. Choose the site at which the account was registered.",
                        zh: "首先怀疑站点不对：请选择账户注册时所在的站点。")
                ])
        }
    }

    private static func failure(
        _ cause: Cause, code: String? = nil, _ message: Phrase, _ remedy: [Phrase], _ retry: Failure.Retry = .never, seen: String? = nil
    ) -> Failure {
        Failure(cause, code: code, message: message, remedy: remedy, retry: retry, seenAddress: seen)
    }

    /// What each row finds when everything is in order.
    static func good(_ row: VerificationRow) -> VerificationResult {
        switch row {
        case .reach: .ok(Phrase(en: "The exchange answers (12 ms).", zh: "交易所有响应（12 毫秒）。"))
        case .clock: .ok(Phrase(en: "The clocks agree.", zh: "时钟一致。"))
        case .key: .ok(Phrase(en: "The exchange knows the key 37c…418.", zh: "API Key 37c…418 有效。"))
        case .secret: .ok(Phrase(en: "Both are right.", zh: "均正确。"))
        case .address: .ok(Phrase(en: "This address is allowed; the key is bound to 203.0.113.7.", zh: "当前地址可用；该 API Key 已绑定 203.0.113.7。"))
        case .permissions: .ok(Phrase(en: "Read and Trade are on.", zh: "读取和交易权限已开启。"))
        case .withdrawal: .ok(Phrase(en: "Withdraw is off.", zh: "提币权限已关闭。"))
        case .environment: .ok(Phrase(en: "Live trading.", zh: "实盘。"))
        case .settings: .ok(Phrase(en: "The futures settings are as recommended.", zh: "合约设置符合推荐。"))
        case .balances: .ok(Phrase(en: "2 wallets, 5 assets.", zh: "2 个账户，5 种资产。"))
        }
    }
}
