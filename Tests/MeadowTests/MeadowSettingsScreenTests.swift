import Domain
import Exchanges
import Testing

@testable import Core

/// The screens of the settings show the rows and steps of an exchange that they do not know.
struct MeadowSettingsScreenTests {
    private static let adapter = MeadowAdapter()

    private static func who(_ assets: String) -> MeadowKey {
        MeadowKey(
            identity: .init(
                accountID: "7", kind: .main, label: "scythe", permissions: [.read, .trade], addresses: AddressBinding(["203.0.113.7"]),
                expiry: .never),
            grazing: true, assets: MeadowSettings.assets(assets))
    }

    private static func snapshot(_ assets: String) -> AccountSnapshot {
        adapter.assemble(
            identity: who(assets), parts: [:], clockOffsetMilliseconds: 0,
            asOf: Moment(unixMilliseconds: 1_795_342_392_345, clockTime: "14:03:12", iso8601: "2026-11-22T14:03:12.345Z"),
            options: .init(maskedKey: "Mw7…b3r"))
    }

    private static func findings(_ assets: String, clover: SettingState) -> SettingsFindings {
        let row = adapter.assetMode(who(assets), [])
        let margin = SettingRow(
            MeadowSettings.marginMode(of: "CLOVER"), value: MeadowSettings.margin("cross"), wanted: MeadowSettings.isolated, state: clover,
            blockers: clover == .blocked ? MeadowSettings.herds(["CLOVER"]) : [])
        return SettingsFindings(
            rows: [row, margin],
            plan: (row.state == .fixable ? [MeadowAdapter.assetStep] : [])
                + (clover == .fixable ? [MeadowAdapter.marginStep(of: "CLOVER")] : []))
    }

    /// Connected, in My Exchanges.
    private func connected(_ assets: String, _ language: Language = .english) throws -> MeadowDesk {
        var desk = MeadowDesk(language: language)
        desk.goToEntry()
        desk.paste(Meadow.key + "\n" + Meadow.block)
        desk.press(.enter)
        try answer(&desk, .read(Self.snapshot(assets)))
        desk.press(.enter)
        return desk
    }

    private func answer(_ desk: inout MeadowDesk, _ event: OperationEvent) throws {
        desk.send(.operation(try #require(desk.tickets.last), event))
    }

    private func isShown(_ desk: MeadowDesk, _ words: String) -> Bool { desk.shown.contains { $0.contains(words) } }

    @Test(arguments: [(Language.english, "Asset mode: each asset for itself"), (.simplifiedChinese, "资产模式：各资产独立")])
    func rowsAreInTheWordsOfTheExchange(language: Language, words: String) throws {
        var desk = try connected("single", language)
        desk.press(.character("f"))
        try answer(&desk, .settings(Self.findings("single", clover: .blocked)))
        #expect(isShown(desk, words))
        #expect(isShown(desk, language == .english ? "Margin of CLOVER: cross" : "CLOVER 的保证金：全仓"))
        #expect(isShown(desk, language == .english ? "Herds are out. (CLOVER)" : "有畜群在外。 (CLOVER)"))
    }

    /// The choice stays within the list of settings.
    @Test func theChoiceGoesOverTheRowsThatThereAre() throws {
        var desk = try connected("single")
        desk.press(.character("f"))
        try answer(&desk, .settings(Self.findings("single", clover: .fixable)))
        desk.press(.down, .down, .down, .up)
        desk.press(.character("e"))
        #expect(isShown(desk, "such as CLOVER"), "an instrument of this exchange is proposed")
    }

    /// The plan, what is to be known before it, the typed name, each step as it ends, and what is left.
    @Test func aPlanIsConfirmedAndApplied() throws {
        var desk = try connected("shared")
        desk.press(.character("f"))
        try answer(&desk, .settings(Self.findings("shared", clover: .fixable)))
        desk.press(.enter)
        #expect(isShown(desk, "POST /tend?assets=single") && isShown(desk, "Every parcel follows at once."))
        desk.press(.enter)
        #expect(!desk.started.contains { if case .applySettings = $0 { true } else { false } }, "a live account wants its name")
        desk.type(desk.machine.connections[0].name)
        desk.press(.enter)
        guard case .applySettings(_, let plan, _)? = desk.started.last else {
            Issue.record("not applied")
            return
        }
        #expect(plan == [MeadowAdapter.assetStep, MeadowAdapter.marginStep(of: "CLOVER")])
        try answer(&desk, .settingApplied(AppliedSetting(plan[0], .changed)))
        #expect(isShown(desk, "changed"))
        let left = Self.findings("single", clover: .blocked)
        let failure = SettingBlocker.failure(left.rows[1].blockers)
        try answer(
            &desk,
            .settingsApplied(
                SettingsOutcome(
                    applied: [AppliedSetting(plan[0], .changed), AppliedSetting(plan[1], .refused, failure: failure)], failure: failure,
                    findings: .success(left))))
        #expect(isShown(desk, "refused") && isShown(desk, "Herds are out. (CLOVER)"))
    }

    /// What somebody else changed is told in the exchange's words, in My Exchanges.
    @Test func aChangeByOthersIsANotice() throws {
        var desk = try connected("single")
        desk.press(.character("r"))
        try answer(&desk, .read(Self.snapshot("shared")))
        let notice = desk.machine.connections[0].snapshot?.notices.first { $0.warning == .settingsChanged }
        #expect(notice?.message.english.contains("Asset mode from each asset for itself to all assets together") == true)
        #expect(notice?.message.simplifiedChinese.contains("资产模式由各资产独立变为全部资产合并") == true)
    }
}
