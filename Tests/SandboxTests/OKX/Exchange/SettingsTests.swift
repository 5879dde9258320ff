import Foundation
import JSON
import TestSupport
import Testing

@testable import Sandbox

@Suite("Account settings, and what stands in their way")
struct SettingsTests {
    private static let positionMode = SettingsSample.positionModePath
    private static let level = SettingsSample.accountModePath
    private static let preset = SettingsSample.presetPath
    private static let isolatedMode = SettingsSample.isolatedModePath
    private static let lever = SettingsSample.leveragePath
    private static let precheck = "/api/v5/account/set-account-switch-precheck?acctLv="
    private static let leverOf = "/api/v5/account/leverage-info?"

    private static func account(_ change: (inout SandboxAccount) -> Void = { _ in }) -> SandboxAccount {
        var account = SettingsSample.account()
        account.keys.append(
            SandboxKey(
                apiKey: "00000000-0000-4000-8000-000000000002", secretKey: "0123456789ABCDEF0123456789ABCDEE", passphrase: "Right-Pass.2",
                permissions: [.read], label: "r"))
        change(&account)
        return account
    }

    private static func position(
        _ mode: SandboxMarginMode, _ side: SandboxPositionSide = .net, id: String = "7"
    ) -> SandboxPosition {
        SettingsSample.position(mode, side, id: id)
    }

    private func with(
        _ change: (inout SandboxAccount) -> Void = { _ in }, site: SandboxSite = .global,
        _ body: (SandboxServer, RawClient, SandboxKey) async throws -> Void
    ) async throws {
        var account = Self.account(change)
        for index in account.keys.indices { account.keys[index].site = site }
        try await withSandbox({
            $0.accounts = [account]
            $0.rateLimits = .off
            $0.site = site
        }) { server, client in try await body(server, client, account.keys[0]) }
    }

    // MARK: Position mode

    @Test func positionModeIsSetAndReadBack() async throws {
        try await with { server, client, key in
            let reply = client.post(Self.positionMode, #"{"posMode":"long_short_mode"}"#, as: key)
            #expect(reply?.code == "0" && reply?.rows.first?["posMode"]?.string == "long_short_mode")
            #expect(client.get("/api/v5/account/config", as: key)?.rows.first?["posMode"]?.string == "long_short_mode")
            #expect(server.accounts[0].positionMode == .hedge)
        }
    }

    static let positionModeRefusals: [(String, @Sendable (inout SandboxAccount) -> Void, String, String)] = [
        ("position", { $0.positions = [position(.isolated)] }, "long_short_mode", "59000"),
        ("order", { $0.orders = [SandboxOrder("BTC-USDT-SWAP", .isolated)] }, "long_short_mode", "59000"),
        ("bot", { $0.botCount = 1 }, "long_short_mode", "59000"),
        (
            "sub-account",
            {
                $0.mainUid = "2"
                $0.botCount = 1
            }, "long_short_mode", "59002"
        ),
        ("portfolio", { $0.accountMode = .portfolio }, "long_short_mode", "51041"),
        ("spot", { $0.accountMode = .spot }, "net_mode", "51010"),
        (
            "copier",
            {
                $0.positionMode = .hedge
                $0.copyTrading = .copier(traderCount: 2)
            }, "net_mode", "59256"
        ),
        ("nonsense", { _ in }, "both", "51000"),
        ("nothing", { _ in }, "", "50014"),
    ]

    @Test(arguments: positionModeRefusals.indices)
    func positionModeIsRefused(index: Int) async throws {
        let (name, change, wanted, code) = Self.positionModeRefusals[index]
        try await with(change) { server, client, key in
            let before = server.accounts
            let reply = client.post(Self.positionMode, #"{"posMode":"\#(wanted)"}"#, as: key)
            #expect(reply?.code == code, "\(name)")
            #expect(reply?.status == (["51000", "50014"].contains(code) ? 400 : 200))
            #expect(server.accounts == before)
        }
    }

    @Test func theSameModeAgainIsNoRefusal() async throws {
        try await with({ $0.positions = [Self.position(.isolated)] }) { _, client, key in
            #expect(client.post(Self.positionMode, #"{"posMode":"net_mode"}"#, as: key)?.code == "0")
            #expect(client.post(Self.level, #"{"acctLv":"2"}"#, as: key)?.code == "0")
            #expect(client.post(Self.isolatedMode, #"{"isoMode":"automatic","type":"CONTRACTS"}"#, as: key)?.code == "0")
        }
    }

    // MARK: Account mode

    /// The state, the target, the `sCode` (or the code of the precheck itself), the types it lists, and the switch's refusal.
    static let switches: [(@Sendable (inout SandboxAccount) -> Void, String, String, [String], String)] = [
        ({ $0.accountMode = .spot }, "2", "0", [], "0"),
        (
            {
                $0.accountMode = .spot
                $0.activatedModes = [.spot]
            }, "2", "51070", [], "51070"
        ),
        (
            {
                $0.accountMode = .spot
                $0.trading[0].cash = "-5"
            }, "2", "1", ["repay_borrowings"], "59001"
        ),
        (
            {
                $0.accountMode = .spot
                $0.orders = [SandboxOrder("BTC-USDT", .cross)]
            }, "2", "1", ["pending_orders"], "59132"
        ),
        ({ $0.orders = [SandboxOrder("BTC-USDT", .cross, kind: .algo)] }, "3", "1", ["pending_algos"], "59132"),
        ({ $0.botCount = 2 }, "1", "1", ["pending_algos"], "59132"),
        ({ $0.trading[0].cash = "9" }, "3", "1", ["asset_validation"], "59133"),
        ({ $0.trading[0].cash = "9000" }, "4", "1", ["asset_validation"], "59133"),
        ({ $0.positions = [position(.isolated)] }, "1", "1", ["all_positions"], "59134"),
        (
            {
                $0.positionMode = .hedge
                $0.positions = [position(.cross, .long)]
            }, "4", "1", ["contract_long_short"], "59134"
        ),
        (
            {
                $0.isolatedMode = .byHand
                $0.positions = [position(.isolated)]
            }, "3", "1", ["isolated_contract"], "59134"
        ),
        ({ $0.copyTrading = .lead }, "3", "1", ["spot_lead_copy_only_simple_single"], "59135"),
        (
            {
                $0.accountMode = .portfolio
                $0.positions = [position(.cross)]
            }, "2", "3", [], "59136"
        ),
        (
            {
                $0.accountMode = .portfolio
                $0.positions = [position(.cross)]
                $0.presetLeverage = "10"
            }, "2", "0", [], "0"
        ),
        (
            {
                $0.accountMode = .portfolio
                $0.positions = [position(.cross)]
                $0.presetLeverage = "1"
                $0.trading[0].cash = "100"
            }, "2",
            "4", [], "59139"
        ),
        (
            {
                $0.accountMode = .portfolio
                $0.positions = [position(.isolated)]
            }, "2", "0", [], "0"
        ),
        (
            {
                $0.botCount = 1
                $0.trading[0].cash = "-9"
                $0.positions = [position(.isolated)]
            }, "1", "1",
            ["repay_borrowings", "pending_algos", "all_positions"], "59001"
        ),
    ]

    @Test(arguments: switches.indices)
    func precheckAndSwitchAgree(index: Int) async throws {
        let (change, target, checked, types, code) = Self.switches[index]
        try await with(change) { server, client, key in
            let before = server.accounts
            let check = try #require(client.get(Self.precheck + target, as: key))
            if checked.utf8.count == 1 {
                let row = try #require(check.rows.first)
                #expect(row["sCode"]?.string == checked)
                #expect(row["acctLv"]?.string == target && row["curAcctLv"]?.string == before[0].accountMode.rawValue)
                let listed = row["unmatchedInfoCheck"]?.elements ?? []
                #expect(listed.map { $0["type"]?.string } == types)
                #expect((row["mgnAft"]?.isNull == true) == ["1", "3"].contains(checked))
                #expect((row["posList"]?.elements.isEmpty == false) == (checked == "3"))
            } else {
                #expect(check.code == checked)
            }
            #expect(server.accounts == before, "a precheck changes nothing")
            let reply = client.post(Self.level, #"{"acctLv":"\#(target)"}"#, as: key)
            #expect(reply?.code == code)
            #expect(server.accounts[0].accountMode.rawValue == (code == "0" ? target : before[0].accountMode.rawValue))
            if code != "0" { #expect(server.accounts == before) }
        }
    }

    @Test func outOfPortfolioMarginByWayOfThePreset() async throws {
        try await with({
            $0.accountMode = .portfolio
            $0.positions = [Self.position(.cross)]
        }) { server, client, key in
            #expect(client.get(Self.precheck + "2", as: key)?.rows.first?["posList"]?[0]?["posId"]?.string == "7")
            #expect(client.post(Self.preset, #"{"acctLv":"2"}"#, as: key)?.code == "50014")
            #expect(client.post(Self.preset, #"{"acctLv":"2","lever":"1000"}"#, as: key)?.code == "59102")
            let row = client.post(Self.preset, #"{"acctLv":"2","lever":"5"}"#, as: key)?.rows.first
            #expect(row?["lever"]?.string == "5" && row?["curAcctLv"]?.string == "4")
            #expect(client.post(Self.level, #"{"acctLv":"2"}"#, as: key)?.code == "0")
            #expect(server.accounts[0].positions[0].leverage == "5" && server.accounts[0].presetLeverage == nil)
            let told = client.get(Self.leverOf + "instId=BTC-USDT-SWAP&mgnMode=cross", as: key)?.rows.first
            #expect(told?["lever"]?.string == "5")
        }
    }

    @Test func presetWithoutItsEnvelope() async throws {
        try await with { server, client, key in
            server.faults = [SandboxFault(.bareRow)]
            let reply = try #require(client.post(Self.preset, #"{"acctLv":"3"}"#, as: key))
            #expect(reply.json?["curAcctLv"]?.string == "2" && reply.code == nil)
        }
    }

    @Test func theUserOpensTheWayOnTheWebsite() async throws {
        try await with({
            $0.accountMode = .spot
            $0.activatedModes = [.spot]
        }) { server, client, key in
            #expect(client.get(Self.precheck + "2", as: key)?.code == "51070")
            let did = client.send("POST", "/sandbox/user", body: #"{"account":"a","action":"activate-mode","mode":"2"}"#)
            #expect(did?.status == 200)
            #expect(did?.json?["accounts"]?[0]?["activatedModes"]?.elements.map(\.string) == ["1", "2"])
            #expect(server.accounts[0].accountMode == .spot, "activating is not switching")
            #expect(client.get(Self.precheck + "2", as: key)?.rows.first?["sCode"]?.string == "0")
            #expect(client.post(Self.level, #"{"acctLv":"2"}"#, as: key)?.code == "0")
            #expect(client.get("/api/v5/account/config", as: key)?.rows.first?["acctLv"]?.string == "2")
        }
    }

    // MARK: Isolated mode

    @Test func isolatedMode() async throws {
        let body = #"{"isoMode":"automatic","type":"CONTRACTS"}"#
        try await with({
            $0.isolatedMode = .byHand
            $0.orders = [SandboxOrder("BTC-USDT-SWAP", .isolated)]
        }) { server, client, key in
            #expect(client.post(Self.isolatedMode, body, as: key)?.code == "59000")
            #expect(server.act(.cancelOrders, as: "a") == .done)
            #expect(client.post(Self.isolatedMode, body, as: key)?.code == "0")
            #expect(client.get("/api/v5/account/config", as: key)?.rows.first?["ctIsoMode"]?.string == "automatic")
            for wrong in [
                #"{"isoMode":"autonomy","type":"CONTRACTS"}"#, #"{"isoMode":"quick_margin","type":"MARGIN"}"#,
                #"{"isoMode":"automatic","type":"OPTION"}"#,
            ] {
                #expect(client.post(Self.isolatedMode, wrong, as: key)?.code == "51000")
            }
            #expect(client.post(Self.isolatedMode, #"{"isoMode":"auto_transfers_ccy","type":"MARGIN"}"#, as: key)?.code == "0")
            #expect(server.accounts[0].marginIsolatedMode == .autoTransfers)
        }
    }

    // MARK: Leverage

    @Test func leverageIsToldAndSet() async throws {
        try await with { server, client, key in
            let query = Self.leverOf + "mgnMode=isolated&instId=BTC-USDT-SWAP,BTC-USDT"
            #expect(client.get(query, as: key)?.rows.map { $0["posSide"]?.string } == ["net", "net"])
            let reply = client.post(Self.lever, #"{"instId":"BTC-USDT-SWAP","lever":"5","mgnMode":"isolated"}"#, as: key)
            #expect(reply?.code == "0" && reply?.rows.first?["lever"]?.string == "5")
            #expect(client.get(query, as: key)?.rows.first?["lever"]?.string == "5")
            server.act(.switchPositionMode(.hedge), as: "a")
            #expect(client.get(query, as: key)?.rows.map { $0["posSide"]?.string } == ["long", "short", "net"])
            let side = #"{"instId":"BTC-USDT-SWAP","lever":"7.5","mgnMode":"isolated","posSide":"short"}"#
            #expect(client.post(Self.lever, side, as: key)?.code == "0")
            #expect(client.get(query, as: key)?.rows.map { $0["lever"]?.string } == ["3", "7.5", "3"])
            #expect(client.get(Self.leverOf + "mgnMode=cross&ccy=USDT", as: key)?.rows.first?["ccy"]?.string == "USDT")
        }
    }

    static let leverageRefusals: [(@Sendable (inout SandboxAccount) -> Void, String, String)] = [
        ({ _ in }, #""lever":"5","mgnMode":"isolated","posSide":"long""#, "51000"),
        ({ $0.positionMode = .hedge }, #""lever":"5","mgnMode":"isolated""#, "51000"),
        ({ $0.positionMode = .hedge }, #""lever":"5","mgnMode":"cross","posSide":"long""#, "51000"),
        ({ _ in }, #""lever":"101","mgnMode":"isolated""#, "59102"),
        ({ _ in }, #""lever":"0.001","mgnMode":"isolated""#, "59105"),
        ({ _ in }, #""lever":"-3","mgnMode":"isolated""#, "59105"),
        ({ _ in }, #""lever":"five","mgnMode":"isolated""#, "51000"),
        ({ _ in }, #""mgnMode":"isolated""#, "50014"),
        ({ _ in }, #""lever":"5""#, "50014"),
        ({ $0.orders = [SandboxOrder("BTC-USDT-SWAP", .isolated)] }, #""lever":"5","mgnMode":"isolated""#, "59101"),
        ({ $0.orders = [SandboxOrder("BTC-USDT-SWAP", .cross)] }, #""lever":"5","mgnMode":"cross""#, "59107"),
        ({ $0.orders = [SandboxOrder("BTC-USDT-SWAP", .isolated, kind: .algo)] }, #""lever":"5","mgnMode":"isolated""#, "59668"),
        ({ $0.orders = [SandboxOrder("BTC-USDT-SWAP", .cross, kind: .algo)] }, #""lever":"5","mgnMode":"cross""#, "59669"),
        ({ $0.isolatedContracts = .notOffered }, #""lever":"5","mgnMode":"isolated""#, "51010"),
        ({ $0.accountMode = .spot }, #""lever":"5","mgnMode":"isolated""#, "51010"),
        ({ $0.accountMode = .portfolio }, #""lever":"5","mgnMode":"cross""#, "51039"),
        (
            {
                $0.positions = [position(.isolated)]
                $0.trading[0].cash = "3"
            }, #""lever":"2","mgnMode":"isolated""#, "59103"
        ),
    ]

    @Test(arguments: leverageRefusals.indices)
    func leverageIsRefused(index: Int) async throws {
        let (change, members, code) = Self.leverageRefusals[index]
        try await with(change) { server, client, key in
            let before = server.accounts
            let reply = client.post(Self.lever, #"{"instId":"BTC-USDT-SWAP",\#(members)}"#, as: key)
            #expect(reply?.code == code)
            #expect(server.accounts == before)
        }
    }

    @Test func lessLeverageTakesMarginOutOfTheCash() async throws {
        try await with({ $0.positions = [Self.position(.isolated)] }) { _, client, key in
            let total = client.get("/api/v5/account/balance", as: key)?.rows.first?["totalEq"]?.string
            #expect(client.post(Self.lever, #"{"instId":"BTC-USDT-SWAP","lever":"5","mgnMode":"isolated"}"#, as: key)?.code == "0")
            let row = client.get("/api/v5/account/positions", as: key)?.rows.first
            #expect(row?["lever"]?.string == "5" && row?["margin"]?.string == "2340")
            let balance = client.get("/api/v5/account/balance", as: key)?.rows.first
            #expect(balance?["details"]?[0]?["cashBal"]?.string == "48830")
            #expect(balance?["totalEq"]?.string == total && total != nil)
        }
    }

    @Test(arguments: SandboxIsolatedContracts.allCases)
    func bothWorldsOfIsolatedContracts(world: SandboxIsolatedContracts) async throws {
        try await with({ $0.isolatedContracts = world }) { _, client, key in
            let wanted = world == .offered ? "0" : "51010"
            #expect(client.get(Self.leverOf + "instId=BTC-USDT-SWAP&mgnMode=isolated", as: key)?.code == wanted)
            #expect(client.get("/api/v5/account/max-avail-size?instId=BTC-USDT-SWAP&tdMode=isolated", as: key)?.code == wanted)
            #expect(client.get(Self.leverOf + "instId=BTC-USDT-SWAP&mgnMode=cross", as: key)?.code == "0")
            let other = #"{"account":"a","action":"set-isolated-contracts","mode":"\#(world == .offered ? "not-offered" : "offered")"}"#
            #expect(client.send("POST", "/sandbox/user", body: other)?.status == 200)
            #expect(client.get(Self.leverOf + "instId=BTC-USDT-SWAP&mgnMode=isolated", as: key)?.code != wanted)
        }
    }

    @Test(arguments: [
        ("", "50014"), ("mgnMode=isolated", "50015"), ("mgnMode=both&instId=BTC-USDT-SWAP", "51000"),
        ("mgnMode=isolated&instId=NO-USDT-SWAP", "51001"), ("mgnMode=isolated&ccy=USDT", "51000"),
        ("mgnMode=cross&ccy=NOTHING", "51012"), ("mgnMode=cross&instId=BTC-USDT", "0"),
    ])
    func parametersOfLeverage(query: String, code: String) async throws {
        try await with { _, client, key in #expect(client.get(Self.leverOf + query, as: key)?.code == code) }
    }

    @Test func theEuropeanSiteTellsNoLeverage() async throws {
        try await with(site: .eea) { _, client, key in
            let reply = client.get(Self.leverOf + "instId=BTC-USDT-SWAP&mgnMode=isolated", as: key)
            #expect(reply?.status == 404 && reply?.json?["code"]?.kind == .number)
            #expect(client.get("/api/v5/account/max-avail-size?instId=BTC-USDT-SWAP&tdMode=isolated", as: key)?.code == "0")
        }
    }

    @Test func positionRiskAgreesWithPositionsAndBalance() async throws {
        try await withSandbox { _, client in
            let key = SandboxAccount.example("hedge").key
            let risk = try #require(client.get("/api/v5/account/account-position-risk", as: key)?.rows.first)
            let positions = client.get("/api/v5/account/positions", as: key)?.rows ?? []
            let rows = risk["posData"]?.elements ?? []
            #expect(rows.count == 2)
            for name in ["posId", "notionalUsd", "posSide", "mgnMode"] {
                #expect(rows.map { $0[name]?.string } == positions.map { $0[name]?.string })
            }
            #expect(rows.last?["notionalCcy"]?.string == "0.1")
            let details = client.get("/api/v5/account/balance", as: key)?.rows.first?["details"]?.elements ?? []
            #expect(risk["balData"]?.elements.map { $0["eq"]?.string } == details.map { $0["eq"]?.string })
            #expect(
                client.get("/api/v5/account/account-position-risk?instType=OPTION", as: key)?.rows.first?["posData"]?.elements.isEmpty
                    == true)
        }
    }

    // MARK: Writes

    @Test func writesNeedTheTradePermissionAndABody() async throws {
        try await with { server, client, key in
            let reader = server.accounts[0].keys[1]
            #expect(client.post(Self.positionMode, #"{"posMode":"long_short_mode"}"#, as: reader)?.code == "50120")
            #expect(client.get(Self.positionMode, as: key)?.code == "50115")
            let text = client.post(Self.positionMode, "{}", as: key, changing: ["Content-Type": "text/plain"])
            #expect(text?.status == 400 && text?.code == "50006")
            #expect(client.post(Self.positionMode, "", as: key)?.code == "50000")
            for wrong in ["{", "[]", "\"net_mode\"", "{\"posMode\":", String(repeating: "[", count: 900)] {
                #expect(client.post(Self.positionMode, wrong, as: key)?.code == "50002")
            }
            #expect(client.post(Self.positionMode, #"{"posMode":null}"#, as: key)?.code == "50014")
            let spaced = client.post(Self.positionMode, "{ \"posMode\" : \"long_short_mode\" }", as: key)
            #expect(spaced?.code == "0", "white space counts in the signature")
            #expect(server.accounts[0].positionMode == .hedge)
        }
    }

    @Test func theLogTellsWrites() async throws {
        try await with({ $0.accountMode = .spot }) { server, client, key in
            for target in ["/api/v5/account/config", Self.precheck + "2", "/api/v5/account/positions"] {
                #expect(client.get(target, as: key)?.code == "0")
            }
            #expect(server.log.count == 3 && server.log.writes.isEmpty && server.log.writeCount == 0, "a plan writes nothing")
            _ = client.post(Self.positionMode, #"{"posMode":"net_mode"}"#, as: key)
            _ = client.post(Self.level, #"{"acctLv":"2"}"#, as: key)
            let writes = server.log.writes
            #expect(writes.map(\.path) == [Self.positionMode, Self.level])
            #expect(writes.map(\.code) == ["51010", "0"])
            #expect(writes.map(\.account) == ["a", "a"])
            #expect(server.log.writeCount == 2)
            let told = try #require(client.send("GET", "/sandbox/writes")?.json)
            #expect(told["count"]?.numberText == "2")
            #expect(told["entries"]?.elements.map { $0["path"]?.string } == [Self.positionMode, Self.level])
        }
    }

    @Test func theConnectionIsCutAfterTheWrite() async throws {
        try await with { server, client, key in
            server.faults = [SandboxFault(.cutAfterWrite, occurrence: .once)]
            #expect(client.get("/api/v5/account/config", as: key)?.code == "0", "reads do not meet it")
            #expect(server.faults.count == 1)
            #expect(client.post(Self.positionMode, #"{"posMode":"long_short_mode"}"#, as: key) == nil)
            #expect(client.get("/api/v5/account/config", as: key)?.rows.first?["posMode"]?.string == "long_short_mode")
            let write = try #require(server.log.writes.first)
            #expect(write.status == nil && write.code == "0")
            server.faults = [SandboxFault(.cutBeforeReply, path: Self.positionMode, occurrence: .once)]
            #expect(client.post(Self.positionMode, #"{"posMode":"net_mode"}"#, as: key) == nil)
            #expect(server.accounts[0].positionMode == .hedge, "this one was cut before it was carried out")
        }
    }

    @Test func aWriteIsDoneAndItsOutcomeLeftOpen() async throws {
        try await with { server, client, key in
            server.faults = [SandboxFault(.codeAfterWrite("50004"), occurrence: .once)]
            let reply = client.post(Self.positionMode, #"{"posMode":"long_short_mode"}"#, as: key)
            #expect(reply?.status == 400 && reply?.code == "50004")
            #expect(server.accounts[0].positionMode == .hedge)
            server.faults = [SandboxFault(.code("50004"), occurrence: .once)]
            #expect(client.post(Self.positionMode, #"{"posMode":"net_mode"}"#, as: key)?.code == "50004")
            #expect(server.accounts[0].positionMode == .hedge)
        }
    }

    // MARK: The user on the website

    @Test func everyActionHasAWord() async throws {
        let actions: [(String, SandboxUserAction)] = [
            (#""activate-mode","mode":"3""#, .activateMode(.multiCurrency)), (#""switch-mode","mode":"4""#, .switchMode(.portfolio)),
            (#""switch-position-mode","mode":"net_mode""#, .switchPositionMode(.oneWay)),
            (#""switch-isolated-mode","mode":"autonomy""#, .switchIsolatedMode(.byHand)),
            (#""cancel-orders""#, .cancelOrders), (#""stop-bots""#, .stopBots), (#""close-positions""#, .closePositions),
            (#""repay-borrowings""#, .repayBorrowings), (#""end-copy-trading""#, .endCopyTrading),
            (#""set-isolated-contracts","mode":"not-offered""#, .setIsolatedContracts(.notOffered)),
            (#""delete-keys""#, .deleteKeys), (#""set-permissions","permissions":["read_only"]"#, .setPermissions([.read])),
            (#""bind-addresses","addresses":["192.0.2.0/24"]"#, .bindAddresses(["192.0.2.0/24"])),
        ]
        for (text, action) in actions {
            let document = try JSONDocument(parsing: Array(#"{"action":\#(text)}"#.utf8))
            #expect(UserText.action(document.root) == action)
        }
    }

    @Test func whatIsNoActionIsRefused() async throws {
        try await with { server, client, _ in
            let before = server.accounts
            for wrong in [
                "", "[]", #"{"account":"a"}"#, #"{"account":"b","action":"stop-bots"}"#, #"{"account":"a","action":"dance"}"#,
                #"{"account":"a","action":"switch-mode","mode":"9"}"#, #"{"account":"a","action":"bind-addresses","addresses":["x"]}"#,
                #"{"account":"a","action":"set-permissions","permissions":"trade"}"#,
            ] {
                #expect(client.send("POST", "/sandbox/user", body: wrong)?.status == 400)
            }
            #expect(server.accounts == before)
            #expect(server.log.count == 0, "the sandbox's own paths are in no log")
        }
    }

    @Test func closingPositionsKeepsTheWorth() async throws {
        try await with({
            $0.positionMode = .hedge
            $0.positions = [Self.position(.cross, .long, id: "7"), Self.position(.isolated, .short, id: "8")]
            $0.orders = [SandboxOrder("BTC-USDT-SWAP", .cross)]
            $0.botCount = 3
        }) { server, client, key in
            let total = client.get("/api/v5/account/balance", as: key)?.rows.first?["totalEq"]?.string
            for action in [SandboxUserAction.closePositions, .cancelOrders, .stopBots] { server.act(action, as: "a") }
            #expect(client.get("/api/v5/account/positions", as: key)?.json?["data"]?.elements.isEmpty == true)
            #expect(client.get("/api/v5/account/balance", as: key)?.rows.first?["totalEq"]?.string == total)
            #expect(client.post(Self.positionMode, #"{"posMode":"net_mode"}"#, as: key)?.code == "0")
        }
    }

    @Test func keysChangeUnderTheClient() async throws {
        try await with { server, client, key in
            server.act(.setPermissions([.read]), as: "a")
            #expect(client.post(Self.positionMode, #"{"posMode":"net_mode"}"#, as: key)?.code == "50120")
            server.act(.bindAddresses(["192.0.2.1"]), as: "a")
            #expect(client.get("/api/v5/account/config", as: key)?.code == "50110")
            server.act(.deleteKeys, as: "a")
            #expect(client.get("/api/v5/account/config", as: key)?.code == "50119")
            #expect(server.act(.deleteKeys, as: "nobody") == .accountUnknown)
            let accounts = try #require(client.send("GET", "/sandbox/accounts"))
            #expect(accounts.json?["accounts"]?[0]?["keys"]?.numberText == "0")
            #expect(!accounts.text.contains(key.secretKey) && !accounts.text.contains(key.apiKey))
        }
    }

    /// Random bodies on every write: an answer, never a trap, and never a setting that a refusal left behind.
    @Test func strangeBodiesAreJustRefused() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let names = ["posMode", "acctLv", "lever", "mgnMode", "instId", "ccy", "posSide", "isoMode", "type"]
        let values = [
            #""net_mode""#, #""long_short_mode""#, #""1""#, #""2""#, "3", "4", #""""#, "null", "{}", "[]", "1e999", "-0", #""cross""#,
            #""isolated""#, #""BTC-USDT-SWAP""#, #""BTC-USDT""#, #""-""#, #""CONTRACTS""#, #""automatic""#, "true",
            "\"" + String(repeating: "9", count: 60) + "\"", #""0.000000000000000000000000000001""#, #""USDT""#, #""long""#,
        ]
        try await with({ $0.positions = [Self.position(.isolated)] }) { server, client, key in
            for _ in 0..<150 {
                let members = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                    "\"\(names.randomElement(using: &generator)!)\":\(values.randomElement(using: &generator)!)"
                }
                let path = [Self.positionMode, Self.level, Self.preset, Self.isolatedMode, Self.lever].randomElement(using: &generator)!
                let before = server.accounts
                let reply = try #require(client.post(path, "{\(members.joined(separator: ","))}", as: key), "seed \(seed)")
                if reply.code != "0" { #expect(server.accounts == before, "seed \(seed)") }
            }
        }
    }
}
