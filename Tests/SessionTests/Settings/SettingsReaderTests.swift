import Domain
import Exchanges
import Sandbox
import TestSupport
import Testing

@testable import Session

@Suite(.serialized) struct SettingsReaderTests {
    @Test func allRight() async throws {
        try await SettingsScene.with({ $0.positions = [SettingsSample.position(.isolated)] }) { scene in
            let findings = try await scene.read()
            #expect(findings.states == [.right, .right, .right, .right, .right])
            #expect(findings.rows.map(\.value?.id) == ["futures", "one-way", "isolated", "automatic", "10"])
            #expect(findings.plan.isEmpty && !findings.differs)
        }
    }

    @Test func everythingFixable() async throws {
        try await SettingsScene.with({
            $0.accountMode = .spot
            $0.positionMode = .hedge
            $0.isolatedMode = .byHand
        }) { scene in
            let findings = try await scene.read()
            #expect(findings.rows.map(\.value?.id) == ["spot", "hedge", "none", "manual", nil])
            #expect(findings.states == [.fixable, .fixable, .right, .fixable, .unknown])
            #expect(
                findings.plan.map(\.call) == [
                    #"POST /api/v5/account/set-account-level {"acctLv":"2"}"#,
                    #"POST /api/v5/account/set-position-mode {"posMode":"net_mode"}"#,
                    #"POST /api/v5/account/set-isolated-mode {"isoMode":"automatic","type":"CONTRACTS"}"#,
                ])
        }
    }

    struct Blocked: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (inout SandboxAccount) -> Void
        let kinds: [String]
        var subjects: [String] = []
    }

    static let blocked: [Blocked] = [
        Blocked(
            testDescription: "borrowings, orders, bots",
            change: {
                $0.trading[0].cash = "-5"
                $0.orders = [SandboxOrder("BTC-USDT", .cross)]
                $0.botCount = 2
            },
            kinds: ["repay_borrowings", "pending_orders", "pending_algos"]),
        Blocked(
            testDescription: "positions by instrument and side",
            change: {
                $0.isolatedMode = .byHand
                $0.accountMode = .multiCurrency
                $0.positions = [
                    SettingsSample.position(.isolated), SettingsSample.position(.isolated, id: "8", instrument: "ETH-USDT-SWAP"),
                ]
            },
            kinds: ["isolated_contract"], subjects: ["BTC-USDT-SWAP long", "ETH-USDT-SWAP long"]),
    ]

    @Test(arguments: blocked) func theAccountModeIsBlocked(_ blocked: Blocked) async throws {
        try await SettingsScene.with({
            $0.accountMode = .spot
            blocked.change(&$0)
        }) { scene in
            let findings = try await scene.read()
            let row = try #require(findings["account-mode"])
            #expect(row.state == .blocked)
            #expect(row.blockers.map(\.kind) == blocked.kinds)
            #expect(row.blockers.flatMap(\.subjects) == blocked.subjects)
            #expect(!findings.plan.contains { $0.id == "account-mode" })
        }
    }

    @Test func positionsStandAgainstTheOtherTwo() async throws {
        try await SettingsScene.with({
            $0.positionMode = .hedge
            $0.isolatedMode = .byHand
            $0.positions = [SettingsSample.position(.cross, .long), SettingsSample.position(.isolated, .short, id: "8")]
        }) { scene in
            let findings = try await scene.read()
            #expect(findings.states == [.right, .blocked, .blocked, .blocked, .right])
            for setting in ["position-mode", "isolated-transfer"] {
                #expect(findings[setting]?.blockers.map(\.subjects) == [["BTC-USDT-SWAP long", "BTC-USDT-SWAP short"]])
            }
            #expect(findings["margin-mode"]?.value?.id == "mixed")
            #expect(findings["margin-mode"]?.blockers.first?.subjects == ["BTC-USDT-SWAP long"])
            #expect(findings.plan.isEmpty)
        }
    }

    @Test func aModeThatWasNeverUsedNeedsTheWebsite() async throws {
        try await SettingsScene.with({
            $0.accountMode = .spot
            $0.activatedModes = [.spot]
            $0.positionMode = .hedge
        }) { scene in
            let before = try await scene.read()
            #expect(before["account-mode"]?.state == .needsWebsite && before["account-mode"]?.failure?.code == "51070")
            #expect(before["account-mode"]?.remarks.isEmpty == false)
            #expect(before["position-mode"]?.blockers.map(\.kind) == ["account-mode"])
            #expect(before.plan.isEmpty)
            scene.server.act(.activateMode(.futures), as: "a")
            let after = try await scene.read()
            #expect(after["account-mode"]?.state == .fixable && after["position-mode"]?.state == .fixable)
            #expect(await scene.apply(after).applied.map(\.result) == [.changed, .changed])
        }
    }

    @Test func isolatedContractsMayNotBeOffered() async throws {
        try await SettingsScene.with({ $0.isolatedContracts = .notOffered }) { scene in
            let findings = try await scene.read()
            #expect(findings["margin-mode"]?.state == .unavailable && findings["margin-mode"]?.value?.id == "unavailable")
            #expect(findings["margin-mode"]?.failure?.code == "51010")
            #expect(findings["leverage"]?.state == .unavailable)
            #expect(!findings.differs)
        }
    }

    /// A leverage can be stored where nothing can be held with it.
    @Test(arguments: [("51010", SettingState.unavailable), ("51000", .unavailable), ("50072", .unavailable), ("50011", .right)])
    func theSizeThatCouldBePutUpIsBelievedFirst(code: String, state: SettingState) async throws {
        try await SettingsScene.with { scene in
            scene.server.faults = [SandboxFault(.code(code), path: "/api/v5/account/max-avail-size")]
            let findings = try await scene.read()
            #expect(findings["leverage"]?.state == .right, "the leverage is told all the same")
            #expect(findings["margin-mode"]?.state == state)
        }
    }

    @Test func aPositionModeThatWasNotGivenIsUnknown() async throws {
        try await SettingsScene.with { scene in
            scene.server.faults = [SandboxFault(.membersEmptied(["posMode"]), path: "/api/v5/account/config")]
            let findings = try await scene.read()
            #expect(findings.states == [.right, .unknown, .right, .right, .right] && findings["position-mode"]?.value?.id == nil)
            #expect(findings.plan.isEmpty && !findings.differs)
        }
    }

    @Test func theEuropeanSiteTellsNoLeverageAndStillOffersIsolated() async throws {
        try await SettingsScene.with(site: .eea) { scene in
            let findings = try await scene.read(SettingsTarget(instrument: "BTC-USDT-SWAP", leverage: Amount(5)))
            #expect(findings["leverage"]?.state == .unavailable && findings["leverage"]?.failure?.cause == .featureUnavailable)
            #expect(findings["margin-mode"]?.state == .right)
            #expect(findings.plan.isEmpty)
        }
    }

    @Test func aKeyThatOnlyReads() async throws {
        try await SettingsScene.with({
            $0.keys[0].permissions = [.read]
            $0.accountMode = .spot
            $0.positionMode = .hedge
        }) { scene in
            let findings = try await scene.read()
            #expect(findings["account-mode"]?.state == .blocked && findings["position-mode"]?.state == .blocked)
            #expect(findings["account-mode"]?.blockers.map(\.kind) == ["permission-missing"])
            #expect(findings["account-mode"]?.remarks.isEmpty == false, "it says where to do it by hand")
            #expect(findings.plan.isEmpty)
        }
    }

    @Test func partsThatFailAreUnknownAndNothingElse() async throws {
        try await SettingsScene.with({ $0.accountMode = .spot }) { scene in
            scene.server.faults = [
                "/api/v5/account/positions", "/api/v5/account/set-account-switch-precheck", "/api/v5/account/leverage-info",
                "/api/v5/account/max-avail-size",
            ].map { SandboxFault(.html(status: 403), path: $0) }
            let findings = try await scene.read()
            #expect(findings.states == [.unknown, .right, .unknown, .right, .unknown])
            #expect(findings["account-mode"]?.failure?.cause == .exchangeUnavailable)
            #expect(findings.plan.isEmpty)
            scene.server.faults = [SandboxFault(.cutInBody, path: "/api/v5/account/config")]
            await #expect(throws: Failure.self) { try await scene.read() }
        }
    }

    /// Whether a change is possible hangs on the positions: where those cannot be read, nothing is promised.
    @Test func nothingIsFixableWithoutKnowingThePositions() async throws {
        try await SettingsScene.with({
            $0.positionMode = .hedge
            $0.isolatedMode = .byHand
        }) { scene in
            scene.server.faults = [SandboxFault(.html(status: 403), path: "/api/v5/account/positions")]
            let findings = try await scene.read()
            #expect(findings.states == [.right, .unknown, .unknown, .unknown, .right])
            #expect(findings["position-mode"]?.value?.id == "hedge" && findings["position-mode"]?.failure?.cause == .exchangeUnavailable)
            #expect(findings["isolated-transfer"]?.value?.id == "manual" && findings["isolated-transfer"]?.remarks.isEmpty == false)
            #expect(findings.plan.isEmpty)
        }
    }

    /// What disturbs a reply changes what is known, never what is written, and never for long.
    @Test(arguments: [
        SandboxFaultKind.nullContent, .numbersForStrings, .missingOptionalFields, .invalidUTF8, .bareRow, .hostileText, .gzip, .chunked,
    ])
    func disturbedReplies(_ kind: SandboxFaultKind) async throws {
        try await SettingsScene.with({
            $0.accountMode = .multiCurrency
            $0.positions = [SettingsSample.position(.cross)]
        }) { scene in
            scene.server.faults = [SandboxFault(kind)]
            _ = try? await scene.read()
            #expect(scene.writes.isEmpty)
        }
    }

    @Test func leverageIsLookedAt() async throws {
        try await SettingsScene.with({
            $0.positionMode = .hedge
            $0.positions = [SettingsSample.position(.isolated, .long)]
        }) { scene in
            let looked = try await scene.read(SettingsTarget(instrument: "BTC-USDT-SWAP"))
            #expect(looked["leverage"]?.value?.id == "10/3" && looked["leverage"]?.state == .right)
            let wished = try await scene.read(SettingsTarget(instrument: "BTC-USDT-SWAP", leverage: Amount(10)))
            #expect(wished["leverage"]?.state == .fixable)
            // The long side is as wished already.
            #expect(
                wished.plan.map(\.call) == [
                    #"POST /api/v5/account/set-leverage {"instId":"BTC-USDT-SWAP","lever":"10","mgnMode":"isolated","posSide":"short"}"#
                ])
            let nowhere = try await scene.read(SettingsTarget(instrument: "NO-USDT-SWAP", leverage: Amount(10)))
            #expect(nowhere["leverage"]?.state == .unavailable && nowhere.plan.isEmpty)
            #expect(nowhere["margin-mode"]?.state == .right)
        }
    }
}
