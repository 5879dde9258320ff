import Domain

/// Turns what was read into rows, and into a plan of what can be changed. Sends nothing.
struct OKXSettingsPlan {
    let reading: OKXSettingsReading
    let settingsTarget: SettingsTarget

    var findings: SettingsFindings {
        let mode = accountMode
        let rows = [mode.row, positionMode, marginMode, isolatedTransfer, leverage]
        // The order matters: each change may depend on those before it.
        let changes =
            mode.changes + (rows[1].state == .fixable ? [.positionMode] : [])
            + (rows[3].state == .fixable ? [.isolatedTransfer] : []) + (rows[4].state == .fixable ? leverageChanges : [])
        return SettingsFindings(rows: rows, plan: changes.map(\.step))
    }

    // MARK: Account mode

    private var accountMode: (row: SettingRow, changes: [OKXSettingChange]) {
        let value = reading.identity.accountMode
        func row(_ state: SettingState, _ blockers: [SettingBlocker] = [], _ remarks: [Phrase] = [], _ failure: Failure? = nil)
            -> SettingRow
        {
            SettingRow(
                OKXSettings.accountMode, value: value?.setting, wanted: OKXAccountMode.futures.setting, state: state, blockers: blockers,
                remarks: remarks, failure: failure)
        }
        switch value {
        case .futures: return (row(.right), [])
        case nil: return (row(.unknown, [], [Self.newValue]), [])
        case .spot, .multiCurrency, .portfolio: break
        }
        switch reading.switchCheck {
        case nil: return (row(.unknown), [])
        case .failure(let failure):
            if failure.cause == .modeNeedsWebsite { return (row(.needsWebsite, [], failure.remedy, failure), []) }
            guard failure.cause.traits.blocksSetting else { return (row(.unknown, [], [], failure), []) }
            let blocker = SettingBlocker(kind: failure.cause.rawValue, message: failure.message)
            return (row(.blocked, [blocker], failure.remedy, failure), [])
        case .success(.blocked(let blockers)):
            return (row(.blocked, blockers.map(named) + permissionBlocker), [])
        case .success(.free):
            guard reading.mayChange else { return (row(.blocked, permissionBlocker, [Self.byHand]), []) }
            return (row(.fixable), [.accountMode])
        case .success(.presetMissing(let ids)):
            guard let leverage = settingsTarget.leverage else {
                return (row(.blocked, [named(Self.presetBlocker(ids))] + permissionBlocker), [])
            }
            guard reading.mayChange else { return (row(.blocked, permissionBlocker, [Self.byHand]), []) }
            return (row(.fixable), [.leveragePreset(leverage: leverage), .accountMode])
        }
    }

    /// The blocker with its positions by instrument and side instead of by id, where they are known.
    private func named(_ blocker: SettingBlocker) -> SettingBlocker {
        Self.named(blocker, among: reading.contracts)
    }

    static func named(_ blocker: SettingBlocker, among contracts: [OKXOpenPositions.Contract]) -> SettingBlocker {
        SettingBlocker(
            kind: blocker.kind, message: blocker.message,
            subjects: blocker.subjects.map { id in contracts.first { $0.id == id }?.name ?? id }, need: blocker.need)
    }

    static func presetBlocker(_ ids: [String]) -> SettingBlocker {
        SettingBlocker(
            kind: OKXSettings.leveragePreset.id,
            message: Phrase(
                en: "Cross positions leave portfolio margin only with a leverage of your choice: e on this screen, or --leverage.",
                zh: "全仓仓位离开组合保证金模式前须指定杠杆倍数：在本画面按 e，或用 --leverage 指定。"),
            subjects: ids, need: .leverage)
    }

    // MARK: Position mode

    private var positionMode: SettingRow {
        let value = reading.identity.positionMode
        func row(
            _ state: SettingState, _ blockers: [SettingBlocker] = [], _ remarks: [Phrase] = [], _ failure: Failure? = nil
        ) -> SettingRow {
            SettingRow(
                OKXSettings.positionMode, value: value?.setting, wanted: OKXPositionMode.oneWay.setting, state: state, blockers: blockers,
                remarks: remarks, failure: failure)
        }
        switch value {
        case .oneWay: return row(.right)
        case nil: return row(.unknown, [], [Self.newValue])
        case .hedge:
            let blockers = positionBlockers + permissionBlocker + modeBlocker
            if !blockers.isEmpty { return row(.blocked, blockers, reading.mayChange ? [] : [Self.byHand]) }
            // It differs; whether it can be changed depends on the positions.
            if case .failure(let failure) = reading.positions { return row(.unknown, [], [Self.positionsUnread], failure) }
            return row(.fixable)
        }
    }

    /// Spot mode has no position mode; the account mode comes first.
    private var modeBlocker: [SettingBlocker] {
        switch reading.identity.accountMode {
        case .futures, .multiCurrency, .portfolio, nil: return []
        case .spot:
            guard accountMode.changes.isEmpty else { return [] }
            return [
                SettingBlocker(
                    kind: OKXSettings.accountMode.id,
                    message: Phrase(en: "The account mode has to be changed first.", zh: "须先更改账户模式。"))
            ]
        }
    }

    // MARK: Margin mode

    private var marginMode: SettingRow {
        let mode = (try? reading.positions.get())?.marginMode ?? .unavailable
        let isOffered = reading.isolatedContracts
        func row(
            _ value: OKXMarginMode?, _ state: SettingState, _ blockers: [SettingBlocker] = [], _ remarks: [Phrase] = [],
            _ failure: Failure? = nil
        ) -> SettingRow {
            SettingRow(
                OKXSettings.marginMode, value: value?.setting, wanted: OKXMarginMode.wanted, state: state, blockers: blockers,
                remarks: remarks + [Self.noSwitch], failure: failure)
        }
        if isOffered == .notOffered {
            var refusal: Failure?
            if case .failure(let failure) = reading.isolatedSize { refusal = failure }
            return row(.unavailable, .unavailable, [], [], refusal)
        }
        if case .failure(let failure) = reading.positions { return row(nil, .unknown, [], [], failure) }
        switch mode {
        case .cross, .mixed:
            return row(mode, .blocked, [Self.crossBlocker(reading.contracts)])
        case .unavailable: return row(nil, .unknown, [], [Self.newValue])
        case .isolated: return row(mode, .right)
        case .none:
            switch isOffered {
            case .offered, .notOffered: return row(mode, .right)
            case nil:
                var failure: Failure?
                if case .failure(let met) = reading.isolatedSize { failure = met }
                switch reading.identity.accountMode {
                // No position is open, which is all that can be wanted here; the rest shows after the switch.
                case .spot: return row(mode, .right, [], [Self.offerAfterSwitch])
                case .futures, .multiCurrency, .portfolio, nil: return row(mode, .unknown, [], [], failure)
                }
            }
        }
    }

    // MARK: Transfer of margin

    private var isolatedTransfer: SettingRow {
        let value = reading.identity.isolatedTransfer
        func row(
            _ state: SettingState, _ blockers: [SettingBlocker] = [], _ remarks: [Phrase] = [], _ failure: Failure? = nil
        ) -> SettingRow {
            SettingRow(
                OKXSettings.isolatedTransfer, value: value?.setting, wanted: OKXIsolatedTransfer.automatic.setting, state: state,
                blockers: blockers,
                remarks: remarks, failure: failure)
        }
        switch value {
        case .automatic: return row(.right)
        case nil: return row(.unknown)
        case .manual:
            let blockers = positionBlockers + permissionBlocker
            if !blockers.isEmpty { return row(.blocked, blockers, reading.mayChange ? [] : [Self.byHand]) }
            if case .failure(let failure) = reading.positions { return row(.unknown, [], [Self.positionsUnread], failure) }
            return row(.fixable)
        }
    }

    // MARK: Leverage

    private var leverage: SettingRow {
        let wanted = settingsTarget.instrumentLeverage
        func row(
            _ values: [OKXSetLeverage], _ state: SettingState, _ blockers: [SettingBlocker] = [], _ failure: Failure? = nil,
            _ remarks: [Phrase] = []
        ) -> SettingRow {
            let words = values.map { "\($0.place.side.map { "\($0.rawValue) " } ?? "")\($0.leverage.plain)×" }.joined(separator: ", ")
            let distinct = Set(values.map(\.leverage.plain)).count == 1 ? Array(values.prefix(1)) : values
            return SettingRow(
                OKXSettings.leverage(of: reading.instrument),
                value: values.isEmpty
                    ? nil
                    : SettingValue(
                        distinct.map(\.leverage.plain).joined(separator: "/"), Phrase(verbatim: "\(reading.instrument) \(words)")),
                wanted: wanted.map(OKXSettings.value), wantedWords: wanted == nil ? Phrase(en: "as you like", zh: "自定") : nil,
                state: state, blockers: blockers, remarks: remarks, failure: failure)
        }
        switch reading.leverage {
        case .success(let values):
            guard let wanted, values.contains(where: { $0.leverage != wanted }) else { return row(values, .right) }
            if reading.mayChange { return row(values, .fixable) }
            return row(values, .blocked, permissionBlocker, nil, [Self.byHand])
        case .failure(let failure):
            if reading.identity.accountMode == .spot, failure.cause == .settingsDiffer {
                if wanted != nil, !accountMode.changes.isEmpty { return row([], .fixable, [], nil, [Self.afterSwitch]) }
                return row([], .unknown, [], nil, [Self.afterSwitch])
            }
            let isUnavailable =
                failure.cause == .featureUnavailable
                || OKXSettingsReplies.isolatedContracts(after: failure, in: reading.identity.accountMode) == .notOffered
            return row([], isUnavailable ? .unavailable : .unknown, [], failure)
        }
    }

    /// Each side on its own, unless the account will be in one-way mode by then.
    private var leverageChanges: [OKXSettingChange] {
        guard let wanted = settingsTarget.instrumentLeverage else { return [] }
        let sides: [PositionSide?] = reading.identity.positionMode == .hedge && positionMode.state != .fixable ? [.long, .short] : [nil]
        let values = (try? reading.leverage.get()) ?? []
        return sides.filter { side in
            values.first { $0.place.side == side }?.leverage != wanted
        }.map { .leverage(OKXLeveragePlace(instrument: reading.instrument, side: $0), leverage: wanted) }
    }

    // MARK: Blockers and words

    private var positionBlockers: [SettingBlocker] { Self.positionBlockers(reading.contracts) }

    static func crossBlocker(_ contracts: [OKXOpenPositions.Contract]) -> SettingBlocker {
        SettingBlocker(kind: "cross-positions", message: crossWords, subjects: contracts.filter { $0.mode == .cross }.map(\.name))
    }

    static func positionBlockers(_ contracts: [OKXOpenPositions.Contract]) -> [SettingBlocker] {
        guard !contracts.isEmpty else { return [] }
        return [
            SettingBlocker(
                kind: "positions", message: Phrase(en: "Open positions: close them yourself first.", zh: "存在持仓：请先自行平仓。"),
                subjects: contracts.map(\.name))
        ]
    }

    private var permissionBlocker: [SettingBlocker] { Self.permissionBlocker(reading.identity) }

    static func permissionBlocker(_ identity: OKXIdentity) -> [SettingBlocker] {
        guard !identity.mayChange else { return [] }
        return [
            SettingBlocker(
                kind: Cause.permissionMissing.rawValue,
                message: Phrase(
                    en: "The key may read and not trade, so nothing can be changed with it.", zh: "该 API Key 只能读取、不能交易，无法用它修改设置。"))
        ]
    }

    private static let byHand = Phrase(
        en: "Change it by hand: Trade › Futures › settings icon on the website; or give the key the permission Trade.",
        zh: "请手动修改：网页「交易 › 合约 › 设置图标」；或为该 API Key 开启交易权限。")
    private static let newValue = Phrase(en: "The exchange gave no value that this program knows.", zh: "交易所未给出本程序认识的值。")
    private static let afterSwitch = Phrase(
        en: "It can be told once the account is in Futures mode.", zh: "切换到合约模式后才能得知。")
    private static let offerAfterSwitch = Phrase(
        en: "Whether isolated contracts are offered shows once the account is in Futures mode.", zh: "是否提供逐仓合约，须切换到合约模式后才能得知。")
    private static let positionsUnread = Phrase(
        en: "The positions could not be read, so it is not known whether one stands in the way.", zh: "无法读取持仓，因此不知是否受持仓阻碍。")
    private static let crossWords = Phrase(
        en: "Positions with cross margin; only closing them ends it, which this program never does.", zh: "存在全仓仓位；只有平仓才能改变，本程序绝不代您平仓。")
    private static let noSwitch = Phrase(
        en: "OKX chooses margin mode per order; there is no account-wide setting to change.", zh: "OKX 在每次下单时选择保证金模式，没有账户级开关。")
}
