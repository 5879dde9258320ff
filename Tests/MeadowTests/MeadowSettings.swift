import Domain
import Exchanges
import HTTP
import JSON

/// Settings as no other exchange has them: how the assets stand in for one another, for the whole account; and the fence of each parcel.
enum MeadowSettings {
    static let assetMode = Setting(
        "asset-mode", name: Phrase(en: "Asset mode", zh: "资产模式"), unreadBrief: Phrase(en: "asset mode unknown", zh: "资产模式未知"))

    static func marginMode(of parcel: String) -> Setting {
        Setting(
            "margin-mode", of: .instrument(parcel), name: Phrase(en: "Margin of \(parcel)", zh: "\(parcel) 的保证金"), prominence: .details)
    }

    static let single = SettingValue("single", Phrase(en: "each asset for itself", zh: "各资产独立"), brief: Phrase(en: "single", zh: "独立"))
    static let isolated = SettingValue("isolated", Phrase(en: "isolated", zh: "逐仓"))

    /// A value that nobody knows goes by no name, and is not known.
    static func assets(_ word: String) -> SettingValue? {
        switch word {
        case single.id: single
        case "shared": SettingValue(word, Phrase(en: "all assets together", zh: "全部资产合并"), brief: Phrase(en: "shared", zh: "合并"))
        case "half": SettingValue(word, Phrase(en: "some for themselves, some together", zh: "部分独立，部分合并"))
        default: nil
        }
    }

    static func margin(_ word: String) -> SettingValue? {
        switch word {
        case isolated.id: isolated
        case "cross": SettingValue(word, Phrase(en: "cross", zh: "全仓"))
        default: nil
        }
    }

    static let needsAct = SettingBlocker(
        kind: "permission-missing", message: Phrase(en: "The key may only see.", zh: "该 Key 只能查看。"))

    static func herds(_ parcels: [String]) -> [SettingBlocker] {
        parcels.isEmpty ? [] : [SettingBlocker(kind: "herds", message: Phrase(en: "Herds are out.", zh: "有畜群在外。"), subjects: parcels)]
    }

    // MARK: Replies

    static func parcels(_ root: JSONView) -> [(name: String, margin: SettingValue?)]? {
        guard let rows = root["parcels"], rows.kind == .array else { return nil }
        return rows.elements.prefix(100).compactMap { row in
            row["name"]?.string.map { (CleanText.line($0, characters: 24), row["margin"]?.string.flatMap(margin)) }
        }
    }

    static func taken(_ root: JSONView) -> ChangeAccepted? { ChangeAccepted(root["same"] == nil ? .made : .nothing) }

    static func herds(_ root: JSONView) -> [String]? {
        root["herds"]?.elements.prefix(100).compactMap { $0.string.map { CleanText.line($0, characters: 24) } }
    }
}

extension MeadowAdapter: SettingsAdapter {
    func settings(of who: MeadowKey, _ settingsTarget: SettingsTarget, _ access: SettingsAccess<MeadowKey>) async -> SettingsFindings {
        async let parcels = access.client.send(query(at: Meadow.field, "/parcels", decode: MeadowSettings.parcels))
        let herds = await self.herds(access)
        let row = assetMode(who, (try? herds.get()) ?? [])
        var rows = [row]
        var plan: [SettingStep] = []
        if row.state == .fixable { plan.append(Self.assetStep) }
        guard case .success(let parcels) = await parcels else { return SettingsFindings(rows: rows, plan: plan) }
        for parcel in parcels where settingsTarget.instrument == nil || settingsTarget.instrument == parcel.name {
            let blockers =
                MeadowSettings.herds(((try? herds.get()) ?? []).filter { $0 == parcel.name })
                + (who.mayAct ? [] : [MeadowSettings.needsAct])
            let state: SettingState =
                switch parcel.margin?.id {
                case nil: .unknown
                case MeadowSettings.isolated.id?: .right
                case _?: blockers.isEmpty ? .fixable : .blocked
                }
            rows.append(
                SettingRow(
                    MeadowSettings.marginMode(of: parcel.name), value: parcel.margin, wanted: MeadowSettings.isolated, state: state,
                    blockers: state == .blocked ? blockers : []))
            if state == .fixable { plan.append(Self.marginStep(of: parcel.name)) }
        }
        return SettingsFindings(rows: rows, plan: plan)
    }

    /// Both as a reading tells it and where settings are looked at.
    func assetMode(_ who: MeadowKey, _ herds: [String]) -> SettingRow {
        let blockers = MeadowSettings.herds(herds) + (who.mayAct ? [] : [MeadowSettings.needsAct])
        let state: SettingState =
            switch who.assets?.id {
            case nil: .unknown
            case MeadowSettings.single.id?: .right
            case _?: blockers.isEmpty ? .fixable : .blocked
            }
        return SettingRow(
            MeadowSettings.assetMode, value: who.assets, wanted: MeadowSettings.single, state: state,
            blockers: state == .blocked ? blockers : [])
    }

    static let assetStep = SettingStep(
        MeadowSettings.assetMode.key, words: Phrase(en: "Let each asset stand for itself.", zh: "将资产设为各自独立。"),
        call: "POST /tend?assets=single", caution: Phrase(en: "Every parcel follows at once.", zh: "所有地块将立即随之改变。"),
        wanted: MeadowSettings.single, parameters: ["assets": "single"])

    static func marginStep(of parcel: String) -> SettingStep {
        SettingStep(
            MeadowSettings.marginMode(of: parcel).key,
            words: Phrase(en: "Isolate the margin of \(parcel).", zh: "将 \(parcel) 的保证金设为逐仓。"),
            call: "POST /tend?parcel=\(parcel)&margin=isolated", wanted: MeadowSettings.isolated, parameters: ["margin": "isolated"])
    }

    func obstacle(to step: SettingStep, _ access: SettingsAccess<MeadowKey>) async -> Failure? {
        switch await herds(access) {
        case .failure(let failure): return failure
        case .success(let herds):
            let blockers =
                switch step.setting.scope {
                case .account, .coin: MeadowSettings.herds(herds)
                case .instrument(let parcel): MeadowSettings.herds(herds.filter { $0 == parcel })
                }
            return blockers.isEmpty ? nil : SettingBlocker.failure(blockers)
        }
    }

    func query(for step: SettingStep) -> Query<ChangeAccepted>? {
        switch step.setting.scope {
        case .account:
            guard let assets = step.parameters["assets"] else { return nil }
            return query(at: Meadow.ledger, "/tend?assets=\(assets)", .post, decode: MeadowSettings.taken)
        case .instrument(let parcel):
            guard let margin = step.parameters["margin"] else { return nil }
            return query(at: Meadow.field, "/tend?parcel=\(parcel)&margin=\(margin)", .post, decode: MeadowSettings.taken)
        case .coin: return nil
        }
    }

    /// The whole account follows by and by; a parcel at once.
    func pace(of step: SettingStep) -> ChangePace {
        switch step.setting.scope {
        case .account: .deferred
        case .coin, .instrument: .prompt
        }
    }

    private func herds(_ access: SettingsAccess<MeadowKey>) async -> Result<[String], Failure> {
        await access.client.send(query(at: Meadow.field, "/herds", decode: MeadowSettings.herds))
    }
}
