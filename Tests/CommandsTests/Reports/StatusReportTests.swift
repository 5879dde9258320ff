import Core
import Domain
import Exchanges
import JSON
import TestSupport
import Testing

@testable import Commands

@Suite struct StatusReportTests {
    /// The sample of the product's description, with the fields that it leaves out.
    static let snapshot = AccountSnapshot(
        key: KeyDescription(
            masked: "37c…418", label: "terminal01", permissions: [.read, .trade], addresses: AddressBinding(["203.0.113.7"]), expiry: .never
        ),
        kind: .main,
        settings: OKXSettingsSample.settings("futures", "one-way", "isolated", transfer: "automatic"),
        equity: .init(currency: "USD", total: Amount("152550.80919105993")!),
        wallets: [
            Wallet(
                kind: .trading, total: Amount("140000.1"),
                assets: [
                    Asset(
                        code: "BTC", total: Amount("1.06126645222"), available: Amount("0.66126645222"), inUse: Amount("0.4"),
                        value: Amount("125092.85636955927"), unrealizedProfit: Amount("0"), price: Amount("117871.3"),
                        dayChange: Amount("-1250.7"))
                ]),
            Wallet(
                kind: .funding, total: nil,
                assets: [Asset(code: "X", total: Amount("1e-8"), available: nil, inUse: nil, value: nil, unrealizedProfit: nil)]),
        ],
        notices: [], clockOffsetMilliseconds: -12,
        asOf: Moment(unixMilliseconds: 1_795_342_272_345, clockTime: "18:11:12", iso8601: "2026-11-22T10:11:12.345Z"))

    static func report(_ outcome: Result<AccountSnapshot, Failure>, _ futures: AccessTarget.FuturesUse = .used) -> ConnectionReport {
        ConnectionReport(
            name: "main", exchange: "okx", site: "global", origin: .builtIn, environment: .live, maskedKey: "37c…418", futures: futures,
            outcome: outcome)
    }

    static func text(_ value: JSONValue) -> String {
        String(decoding: value.encoded(), as: UTF8.self)
    }

    @Test func goldenStatus() {
        #expect(
            Self.text(StatusReport.json([Self.report(.success(Self.snapshot))], exchanges: ExchangeRegistry.all.profiles, .english)) == """
                {"schema":1,"connections":[{"name":"main","exchange":"okx","site":"global","environment":"live","method":"api-key",\
                "status":"connected","error":null,"warnings":[],"remarks":[],\
                "key":{"masked":"37c…418","label":"terminal01","permissions":["read","trade"],"ips":["203.0.113.7"],"ip_bound":true,"expires":null},\
                "account":{"kind":"main"},\
                "futures":{"used":true,"account_mode":{"value":"futures","ok":true},"position_mode":{"value":"one-way","ok":true},\
                "margin_mode":{"value":"isolated","ok":true},"isolated_transfer":{"value":"automatic","ok":true}},\
                "settings":{"used":true,"rows":[\
                {"id":"account-mode","scope":"account","value":"futures","wanted":"futures","state":"right"},\
                {"id":"position-mode","scope":"account","value":"one-way","wanted":"one-way","state":"right"},\
                {"id":"margin-mode","scope":"account","value":"isolated","wanted":"isolated","state":"right"},\
                {"id":"isolated-transfer","scope":"account","value":"automatic","wanted":"automatic","state":"right"}]},\
                "equity":{"currency":"USD","total":"152550.80919105993","trading_only":false},\
                "wallets":[{"kind":"trading","label":"Trading","total":"140000.1","assets":[\
                {"asset":"BTC","total":"1.06126645222","available":"0.66126645222","in_use":"0.4","value":"125092.85636955927","unrealized_pnl":"0","debt":null,"price":"117871.3","change_24h":"-1250.7"}]},\
                {"kind":"funding","label":"Funding","total":null,"assets":[\
                {"asset":"X","total":"1e-8","available":null,"in_use":null,"value":null,"unrealized_pnl":null,"debt":null,"price":null,"change_24h":null}]}],\
                "positions":null,"rates":[],"clock_offset_ms":-12,"as_of":"2026-11-22T10:11:12.345Z"}]}
                """)
    }

    /// Thousands stand apart, every digit is there, and columns line up in both languages.
    @Test func goldenText() {
        func text(_ language: Language) -> String {
            StatusText.text([Self.report(.success(Self.snapshot))], exchanges: ExchangeRegistry.all.profiles, language)
        }
        #expect(
            text(.english).hasSuffix(
                """
                Total    152 550.81 USD

                Trading  140 000.10 USD
                  Asset          Total      Available  In use       Value  Unrealized
                  BTC    1.06126645222  0.66126645222     0.4  125 092.86           0

                Funding  —
                  Asset       Total  Available  In use  Value  Unrealized
                  X      0.00000001          —       —      —           —
                """))
        #expect(
            text(.simplifiedChinese).hasSuffix(
                """
                总额      152 550.81 USD

                交易账户  140 000.10 USD
                  币种           总额           可用  占用        估值  未实现盈亏
                  BTC   1.06126645222  0.66126645222   0.4  125 092.86           0

                资金账户  —
                  币种        总额  可用  占用  估值  未实现盈亏
                  X     0.00000001     —     —     —           —
                """))
    }

    @Test func goldenFailure() {
        let failure = Failure(
            .ipNotAllowed, code: "50110", message: Phrase(en: "Not allowed.", zh: "不允许。"),
            remedy: [Phrase(en: "Add it.", zh: "请添加。")], retry: .later)
        #expect(
            Self.text(
                StatusReport.json([Self.report(.failure(failure), .notUsed)], exchanges: ExchangeRegistry.all.profiles, .simplifiedChinese))
                    == """
                    {"schema":1,"connections":[{"name":"main","exchange":"okx","site":"global","environment":"live","method":"api-key",\
                    "status":"failed","error":{"cause":"ip-not-allowed","code":"50110","message":"不允许。","remedy":["请添加。"],"retryable":true},\
                    "warnings":[],"remarks":[],"key":{"masked":"37c…418","label":null,"permissions":null,"ips":null,"ip_bound":null,"expires":null},"account":{"kind":null},\
                    "futures":{"used":false,"account_mode":{"value":null,"ok":null},"position_mode":{"value":null,"ok":null},\
                    "margin_mode":{"value":null,"ok":null},"isolated_transfer":{"value":null,"ok":null}},"settings":{"used":false,"rows":[]},"equity":null,"wallets":[],"positions":null,"rates":[],"clock_offset_ms":null,"as_of":null}]}
                    """)
        #expect(
            Self.text(FailureReport.json(failure, .english))
                == #"{"schema":1,"error":{"cause":"ip-not-allowed","code":"50110","message":"Not allowed.","remedy":["Add it."],"retryable":true}}"#
        )
        #expect(
            Self.text(
                ExplanationReport.json(
                    [
                        CodeMeaning(
                            exchange: .okx,
                            row: ExchangeCode(
                                "50110", .ipNotAllowed, "Not allowed.", "不允许。", [Phrase(en: "Add it.", zh: "请添加。")], retry: .later))
                    ], code: "50110", .english))
                == #"{"schema":1,"code":"50110","cause":"ip-not-allowed","message":"Not allowed.","remedy":["Add it."],"retryable":true,"retry":"later","meanings":[{"exchange":"okx","host":null,"cause":"ip-not-allowed","message":"Not allowed.","remedy":["Add it."],"retryable":true,"retry":"later"}]}"#
        )
        #expect(FailureReport.text(failure, .english) == "Not allowed. (50110)\n  - Add it.")
        #expect(Self.report(.failure(failure)).exitCode == 11)
    }

    /// A setting of one instrument names it, and an exchange that never had `futures` has none.
    @Test func rowsOfOtherExchanges() {
        let row = SettingRow(
            Setting("margin-mode", of: .instrument("CLOVER"), name: Phrase(en: "Margin of CLOVER", zh: "CLOVER 的保证金")),
            value: SettingValue("cross", Phrase(en: "cross", zh: "全仓")), wanted: nil, state: .unknown)
        let old = Self.snapshot
        let snapshot = AccountSnapshot(
            key: old.key, kind: old.kind, settings: AccountSettings([row]), equity: nil, wallets: [], notices: [],
            clockOffsetMilliseconds: 0, asOf: old.asOf)
        let report = ConnectionReport(
            name: "main", exchange: "other", site: "only", origin: .builtIn, environment: .live, maskedKey: "…", futures: .used,
            outcome: .success(snapshot))
        let json = Self.text(StatusReport.json([report], exchanges: ExchangeRegistry.all.profiles, .english))
        #expect(
            json.contains(
                #""settings":{"used":true,"rows":[{"id":"margin-mode","scope":"instrument","scope_name":"CLOVER","value":"cross","#
                    + #""wanted":null,"state":"unknown"}]}"#))
        #expect(!json.contains(#""futures""#))
    }

    /// The plan shows cautions before confirmation, and a partial change is not reported as a full one.
    @Test func stepsOfAPlan() {
        let step = SettingStep(
            Setting.Key(id: "x", scope: .account), words: Phrase(en: "Do it.", zh: "执行。"), call: "POST /x",
            caution: Phrase(en: "All at once.", zh: "一次全部。"), wanted: nil)
        let plan = SettingsReport(name: "main", rows: [], plan: [step], purpose: .plan).text(.english)
        #expect(plan.hasSuffix("  1. Do it.\n     POST /x\n     ! All at once."))
        let failure = Failure(.settingsDiffer, message: Phrase(en: "In part.", zh: "部分。"), remedy: [])
        #expect(SettingsReport.line(AppliedSetting(step, .changed, failure: failure), .english) == "! Do it. — changed (In part.)")
        #expect(SettingsReport.line(AppliedSetting(step, .changed), .english) == "✓ Do it. — changed")
    }

    @Test func warningsMakeAttention() {
        let notice = Notice(.addressUnbound, message: Phrase(en: "Unbound.", zh: "未绑定。"), remedy: [Phrase(en: "Bind.", zh: "绑定。")])
        let old = Self.snapshot
        let snapshot = AccountSnapshot(
            key: old.key, kind: old.kind, settings: old.settings, equity: nil, wallets: [], notices: [notice], clockOffsetMilliseconds: 0,
            asOf: old.asOf)
        let report = Self.report(.success(snapshot))
        #expect(report.status == .attention && report.exitCode == 0)
        #expect(
            Self.text(StatusReport.json([report], exchanges: ExchangeRegistry.all.profiles, .english)).contains(
                #""status":"attention","error":null,"warnings":[{"warning":"address-unbound","message":"Unbound.","remedy":["Bind."]}]"#))
    }

    @Test func positionsAndRates() throws {
        let old = Self.snapshot
        let short = Position(
            instrument: "BTC-USDT-SWAP", kind: .perpetual, side: .short, size: Amount("-1"), entryPrice: Amount("60000"), markPrice: nil,
            unrealizedProfit: Amount("-0.252"), leverage: Amount("10"), marginMode: .cross, liquidationPrice: Amount("54254.9"),
            currency: "USDT")
        let snapshot = AccountSnapshot(
            key: old.key, kind: old.kind, settings: old.settings, equity: old.equity, wallets: [], positions: .read([short]),
            rates: ExchangeRates([.yuan: .unitsPerDollar(Amount("7.162")!), .bitcoin: .dollarsPerUnit(Amount("60002.3")!)]), notices: [],
            clockOffsetMilliseconds: 0, asOf: old.asOf)
        let json = Self.text(StatusReport.json([Self.report(.success(snapshot))], exchanges: ExchangeRegistry.all.profiles, .english))
        #expect(
            json.contains(
                #""positions":[{"instrument":"BTC-USDT-SWAP","kind":"perpetual","side":"short","size":"-1","entry_price":"60000","mark_price":null,"#
                    + #""unrealized_pnl":"-0.252","currency":"USDT","leverage":"10","margin_mode":"cross","liquidation_price":"54254.9"}]"#)
        )
        #expect(json.contains(#""rates":[{"currency":"BTC","usd_per_unit":"60002.3"},{"currency":"CNY","units_per_usd":"7.162"}]"#))
        for language in Language.allCases {
            let lines = StatusText.text([Self.report(.success(snapshot))], exchanges: ExchangeRegistry.all.profiles, language).split(
                separator: "\n"
            )
            .suffix(2)
            #expect(Set(lines.map { TextWidth.columns(of: $0) }).count == 1, "\(lines)")
            #expect(lines.last?.contains("-0.252 USDT") == true && lines.last?.contains("54 254.9") == true)
        }
    }

    /// A profit is in units of the coin and keeps every digit; what is owed is said although the balance is above zero.
    @Test func profitsKeepTheirDigitsAndDebtsAreSaid() throws {
        let old = Self.snapshot
        let wallet = Wallet(
            kind: .trading, total: Amount("10"),
            assets: [
                Asset(
                    code: "BTC", total: Amount("2"), available: Amount("1"), inUse: Amount("0"), value: Amount("120000"),
                    unrealizedProfit: Amount("-0.01494"),
                    debt: Amount("0.500001"))
            ])
        let snapshot = AccountSnapshot(
            key: old.key, kind: old.kind, settings: old.settings, equity: old.equity, wallets: [wallet], notices: [],
            clockOffsetMilliseconds: 0, asOf: old.asOf)
        for (language, word) in [(Language.english, "! Debt 0.500001 BTC"), (.simplifiedChinese, "! 负债 0.500001 BTC")] {
            let text = StatusText.text([Self.report(.success(snapshot))], exchanges: ExchangeRegistry.all.profiles, language)
            #expect(text.contains("-0.01494") && text.contains(word), "\(text)")
        }
    }

    /// Practice money of the sandbox is not added to the sandbox's, and neither to anything else.
    @Test func eachKindOfMoneyHasItsSum() {
        let places: [(Site.Origin, TradingEnvironment)] = [(.builtIn, .live), (.builtIn, .demo), (.sandbox, .live), (.sandbox, .demo)]
        let reports = places.enumerated().map { number, place in
            ConnectionReport(
                name: "account \(number)", exchange: "okx", site: "here", origin: place.0, environment: place.1, maskedKey: "…",
                futures: .used, outcome: .success(Self.snapshot))
        }
        let text = StatusText.text(reports, exchanges: ExchangeRegistry.all.profiles, .english)
        for kind in ["LIVE", "DEMO", "SANDBOX", "SANDBOX DEMO"] {
            #expect(text.contains("\n\(kind) total of 1  152 550.81 USD"), "\(text)")
        }
        let json = Self.text(StatusReport.jsonWithTotals(reports, exchanges: ExchangeRegistry.all.profiles, .english))
        for kind in ["live", "demo", "sandbox", "sandbox-demo"] {
            #expect(json.contains(#"{"kind":"\#(kind)","currency":"USD","total":"152550.80919105993","connections":1"#), "\(json)")
        }
    }

    @Test(arguments: Language.allCases) func columnsLineUp(_ language: Language) throws {
        let lines = StatusText.text([Self.report(.success(Self.snapshot))], exchanges: ExchangeRegistry.all.profiles, language)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let btc = try #require(lines.firstIndex { $0.hasPrefix("  BTC") })
        #expect(TextWidth.columns(of: lines[btc - 1]) == TextWidth.columns(of: lines[btc]))
        // Money has two decimals; amounts have all they came with.
        #expect(lines[btc].contains("1.06126645222") && lines[btc].contains("125 092.86"))
        #expect(lines.contains { $0.contains("152 550.81 USD") })
        #expect(lines.allSatisfy { $0.last != " " })
    }
}
