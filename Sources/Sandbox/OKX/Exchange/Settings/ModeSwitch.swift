import JSON

/// A switch of an account to another account mode, looked at before it is made.
struct ModeSwitch: Sendable {
    let account: SandboxAccount
    let target: SandboxAccountMode
    private let figures: AccountFigures

    /// - Throws: the refusal for a mode that the user has never switched to on the website.
    init(_ account: SandboxAccount, to target: SandboxAccountMode, prices: PriceTable) throws(Refusal) {
        guard account.activatedModes.contains(target) else { throw .listed(51070) }
        self.account = account
        self.target = target
        figures = AccountFigures(account, prices: prices)
    }

    /// The contracts with cross margin, whose leverage has to be preset on the way out of portfolio margin.
    private var crossPositions: [SandboxPosition] { account.positions.filter { $0.marginMode == .cross } }

    private var leavesPortfolio: Bool {
        account.accountMode == .portfolio && [.futures, .multiCurrency].contains(target)
    }

    var needsPreset: Bool { leavesPortfolio && !crossPositions.isEmpty }

    var verdict: ModeVerdict {
        guard target != account.accountMode else { return .free }
        let obstacles = ModeObstacle.allCases.filter(stands)
        guard obstacles.isEmpty else { return .obstructed(obstacles) }
        guard needsPreset else { return .free }
        guard let leverage = account.presetLeverage else { return .presetMissing }
        let notional = SandboxQuantity.sum(figures.positions.filter { $0.position.marginMode == .cross }.map(\.notionalUSD))
        let margin = notional.divided(by: leverage, scale: 16) ?? notional
        return margin > figures.tradingUSD ? .marginShort : .free
    }

    private func stands(_ obstacle: ModeObstacle) -> Bool {
        switch obstacle {
        case .borrowings: account.trading.contains { $0.cash.isNegative }
        case .orders: account.orders.contains { $0.kind == .book }
        case .algos: account.botCount > 0 || account.orders.contains { $0.kind == .algo }
        case .assets: !leastAssetsUSD.isZero && figures.tradingUSD < leastAssetsUSD
        case .everyPosition: target == .spot && !account.positions.isEmpty
        case .hedgePositions: target == .portfolio && !hedgePositions.isEmpty
        case .positionsMovedByHand:
            target != .spot && account.isolatedMode == .byHand && !isolatedPositions.isEmpty
        case .copyTrading: [.multiCurrency, .portfolio].contains(target) && account.copyTrading != .none
        }
    }

    private var hedgePositions: [SandboxPosition] { account.positions.filter { $0.side != .net } }
    private var isolatedPositions: [SandboxPosition] { account.positions.filter { $0.marginMode == .isolated } }

    /// The guide names no minimum; these amounts are the sandbox's own.
    private var leastAssetsUSD: SandboxQuantity {
        switch target {
        case .spot, .futures: .zero
        case .multiCurrency: "100"
        case .portfolio: "10000"
        }
    }

    private func positions(in obstacle: ModeObstacle) -> [SandboxPosition] {
        switch obstacle {
        case .everyPosition: account.positions
        case .hedgePositions: hedgePositions
        case .positionsMovedByHand: isolatedPositions
        case .borrowings, .orders, .algos, .assets, .copyTrading: []
        }
    }

    /// OKX API guide, precheck account mode switch.
    func row() -> JSONValue {
        let verdict = verdict
        var unmatched: [JSONValue] = []
        var withoutPreset: [JSONValue] = []
        var tiers: [JSONValue] = []
        var margins = JSONValue.null
        switch verdict {
        case .free: margins = marginRow()
        case .obstructed(let obstacles): unmatched = obstacles.map(described)
        case .presetMissing:
            withoutPreset = crossPositions.map { .row(["posId": $0.id, "lever": "\($0.leverage)"]) }
        case .marginShort:
            margins = marginRow()
            tiers = crossPositions.map { position in
                .row([
                    "instFamily": position.instrument.split(separator: "-").prefix(2).joined(separator: "-"), "instType": "SWAP",
                    "pos": "\(position.contracts.magnitude)", "lever": ModeField.text(account.presetLeverage), "maxSz": "0",
                ])
            }
        }
        return .members([
            "acctLv": .string(target.rawValue), "curAcctLv": .string(account.accountMode.rawValue),
            "mgnAft": margins, "mgnBf": account.accountMode == .spot ? .null : margins,
            "posList": .array(withoutPreset), "posTierCheck": .array(tiers), "riskOffsetType": .string(""),
            "sCode": .string(verdict.checkCode), "unmatchedInfoCheck": .array(unmatched),
        ])
    }

    private func described(_ obstacle: ModeObstacle) -> JSONValue {
        .members([
            "posList": .array(positions(in: obstacle).map { .string($0.id) }),
            "totalAsset": .string(obstacle == .assets ? "\(leastAssetsUSD)" : ""),
            "type": .string(obstacle.rawValue),
        ])
    }

    private func marginRow() -> JSONValue {
        .members([
            "acctAvailEq": .string(""),
            "details": .array(
                figures.currencies.map { currency in
                    .row(["availEq": "\(currency.availableEquity)", "ccy": currency.holding.currency, "mgnRatio": ""])
                }),
            "mgnRatio": .string(""),
        ])
    }
}

/// The result of the exchange's check of a switch to another account mode.
enum ModeVerdict: Hashable, Sendable {
    case free
    /// In the order in which a switch looks at them; never empty.
    case obstructed([ModeObstacle])
    /// Cross positions would be taken along out of portfolio margin, and their leverage is not preset.
    case presetMissing
    /// With the preset leverage the positions need more margin than there is.
    case marginShort

    /// `sCode` of the precheck; there is no 2.
    var checkCode: String {
        switch self {
        case .free: "0"
        case .obstructed: "1"
        case .presetMissing: "3"
        case .marginShort: "4"
        }
    }

    /// The refusal of the switch; `nil` where it is allowed.
    var refusal: Refusal? {
        switch self {
        case .free: nil
        case .obstructed(let obstacles): obstacles.first?.refusal
        case .presetMissing: .listed(59136)
        case .marginShort: .listed(59139)
        }
    }
}

/// What stands in the way of another account mode, spelled as `unmatchedInfoCheck` spells it (OKX API guide, precheck account mode switch).
enum ModeObstacle: String, Hashable, Sendable, CaseIterable {
    case borrowings = "repay_borrowings"
    case orders = "pending_orders"
    case algos = "pending_algos"
    case assets = "asset_validation"
    case everyPosition = "all_positions"
    case hedgePositions = "contract_long_short"
    case positionsMovedByHand = "isolated_contract"
    case copyTrading = "spot_lead_copy_only_simple_single"

    /// The refusal of a switch that meets this obstacle.
    var refusal: Refusal {
        switch self {
        case .borrowings: .listed(59001)
        case .orders, .algos: .listed(59132)
        case .assets: .listed(59133)
        case .everyPosition, .hedgePositions, .positionsMovedByHand: .listed(59134)
        case .copyTrading: .listed(59135)
        }
    }
}

/// Writes an amount where the account mode has it, and nothing where it does not (OKX API guide, get balance, "applicable to").
struct ModeField: Sendable {
    let mode: SandboxAccountMode

    static func text(_ quantity: SandboxQuantity?) -> String {
        quantity.map { "\($0)" } ?? ""
    }

    func in2(_ quantity: SandboxQuantity?) -> String { only([.futures], quantity) }
    func in34(_ quantity: SandboxQuantity?) -> String { only([.multiCurrency, .portfolio], quantity) }
    func in134(_ quantity: SandboxQuantity?) -> String { only([.spot, .multiCurrency, .portfolio], quantity) }
    func in234(_ quantity: SandboxQuantity?) -> String { only([.futures, .multiCurrency, .portfolio], quantity) }

    private func only(_ modes: [SandboxAccountMode], _ quantity: SandboxQuantity?) -> String {
        modes.contains(mode) ? Self.text(quantity) : ""
    }
}
