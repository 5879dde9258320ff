import JSON

/// Changes the settings of an account as the exchange would, or refuses.
struct SettingsHandler: Sendable {
    private(set) var account: SandboxAccount
    let prices: PriceTable

    private static let greatestPreset: SandboxQuantity = "50"

    init(_ account: SandboxAccount, prices: PriceTable) {
        self.account = account
        self.prices = prices
    }

    /// Refuses a change of position mode or transfer mode while there are positions, orders or bots.
    private func refuseWhileTrading() throws(Refusal) {
        guard account.positions.isEmpty, account.orders.isEmpty, account.botCount == 0 else {
            throw .listed(account.uid == account.mainUid ? 59000 : 59002)
        }
    }

    /// OKX API guide, set position mode.
    mutating func setPositionMode(_ body: RequestBody) throws(Refusal) -> [JSONValue] {
        let wanted = try body.required("posMode", as: SandboxPositionMode.self)
        guard account.accountMode != .spot else { throw .modeUnsupported }
        guard account.accountMode != .portfolio || wanted == .oneWay else { throw .listed(51041) }
        if wanted != account.positionMode {
            try refuseWhileTrading()
            if case .copier(let traders) = account.copyTrading, traders > 1, wanted == .oneWay { throw .listed(59256) }
            account.positionMode = wanted
        }
        return [.row(["posMode": wanted.rawValue])]
    }

    /// OKX API guide, set account mode.
    mutating func setAccountLevel(_ body: RequestBody) throws(Refusal) -> [JSONValue] {
        let target = try body.required("acctLv", as: SandboxAccountMode.self)
        let change = try ModeSwitch(account, to: target, prices: prices)
        if let refusal = change.verdict.refusal { throw refusal }
        if change.needsPreset, let leverage = account.presetLeverage {
            for index in account.positions.indices where account.positions[index].marginMode == .cross {
                account.positions[index].leverage = leverage
                account.leverages[SandboxLeverageSlot(account.positions[index].instrument, .cross)] = leverage
            }
        }
        if target != account.accountMode { account.presetLeverage = nil }
        account.accountMode = target
        if target == .portfolio { account.positionMode = .oneWay }
        return [.row(["acctLv": target.rawValue])]
    }

    /// OKX API guide, preset account mode switch.
    mutating func presetSwitch(_ body: RequestBody) throws(Refusal) -> [JSONValue] {
        let target = try body.required("acctLv", as: SandboxAccountMode.self)
        guard target != .spot else { throw .parameterWrong("acctLv") }
        let change = try ModeSwitch(account, to: target, prices: prices)
        var written = ""
        if change.needsPreset {
            let text = try body.required("lever")
            guard let leverage = SandboxQuantity(text), leverage >= .one else { throw .parameterWrong("lever") }
            guard leverage <= Self.greatestPreset else { throw .listed(59102) }
            account.presetLeverage = leverage
            written = "\(leverage)"
        }
        return [
            .row(["acctLv": target.rawValue, "curAcctLv": account.accountMode.rawValue, "lever": written, "riskOffsetType": ""])
        ]
    }

    /// OKX API guide, isolated margin trading settings.
    mutating func setIsolatedMode(_ body: RequestBody) throws(Refusal) -> [JSONValue] {
        let wanted = try body.required("isoMode")
        switch try body.required("type") {
        case "CONTRACTS":
            guard wanted == SandboxIsolatedMode.automatic.rawValue else { throw .parameterWrong("isoMode") }
            if account.isolatedMode != .automatic {
                try refuseWhileTrading()
                account.isolatedMode = .automatic
            }
        case "MARGIN":
            guard let mode = SandboxMarginIsolatedMode(rawValue: wanted), mode != .quick else { throw .parameterWrong("isoMode") }
            if account.marginIsolatedMode != mode {
                try refuseWhileTrading()
                account.marginIsolatedMode = mode
            }
        default: throw .parameterWrong("type")
        }
        return [.row(["isoMode": wanted])]
    }
}
