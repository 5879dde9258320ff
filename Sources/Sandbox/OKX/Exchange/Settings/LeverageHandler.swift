import JSON

/// Reads and sets leverage by instrument, margin mode and, for isolated contracts in hedge mode, side.
struct LeverageHandler: Sendable {
    /// What leverage can be asked for.
    private enum Subject: Hashable {
        case contract(String)
        case pair(String)
        case currency(String)

        var name: String {
            switch self {
            case .contract(let name), .pair(let name), .currency(let name): name
            }
        }
    }

    private(set) var account: SandboxAccount
    let prices: PriceTable

    private static let standard: SandboxQuantity = "3"

    init(_ account: SandboxAccount, prices: PriceTable) {
        self.account = account
        self.prices = prices
    }

    /// OKX API guide, get leverage: one row, or one for each side.
    func leverage(_ target: RequestTarget) throws(Refusal) -> [JSONValue] {
        guard let text = target["mgnMode"] else { throw .parameterMissing("mgnMode") }
        guard let mode = SandboxMarginMode(rawValue: text) else { throw .parameterWrong("mgnMode") }
        var rows: [JSONValue] = []
        for subject in try subjects(
            instruments: target.list("instId", limit: 20), currencies: target.list("ccy", limit: 20), mode: mode)
        {
            try refuseWhereImpossible(subject, mode)
            if case .contract = subject, mode == .cross, account.accountMode == .portfolio { throw .listed(59111) }
            for side in sides(of: subject, mode) {
                rows.append(row(subject, mode, side: side, leverage: leverage(SandboxLeverageSlot(subject.name, mode, side: side))))
            }
        }
        return rows
    }

    /// OKX API guide, set leverage.
    mutating func setLeverage(_ body: RequestBody) throws(Refusal) -> [JSONValue] {
        let text = try body.required("lever")
        let mode = try body.required("mgnMode", as: SandboxMarginMode.self)
        guard
            let subject = try subjects(
                instruments: body["instId"].map { [$0] }, currencies: body["ccy"].map { [$0] }, mode: mode
            ).first
        else { throw .parameterMissing("instId", or: "ccy") }
        guard let wanted = SandboxQuantity(text) else { throw .parameterWrong("lever") }
        try refuseWhereImpossible(subject, mode)
        let side = try side(body["posSide"], for: subject, mode)
        guard wanted >= least(subject) else { throw .listed(59105) }
        guard wanted <= greatest(subject) else { throw .listed(59102) }
        if case .contract = subject, mode == .cross, account.accountMode == .portfolio { throw .listed(51039) }
        try refuseWhileOrdersWait(subject, mode)
        try carry(wanted, to: SandboxLeverageSlot(subject.name, mode, side: side))
        return [row(subject, mode, side: side, leverage: wanted)]
    }

    /// OKX API guide, get maximum available balance or equity: coins that can be put up.
    func availableSize(_ target: RequestTarget) throws(Refusal) -> [JSONValue] {
        guard let instruments = try target.list("instId", limit: 5) else { throw .parameterMissing("instId") }
        guard let text = target["tdMode"] else { throw .parameterMissing("tdMode") }
        let mode: SandboxMarginMode
        switch text {
        case "isolated": mode = .isolated
        case "cross", "cash", "spot_isolated": mode = .cross
        default: throw .parameterWrong("tdMode")
        }
        var rows: [JSONValue] = []
        for instrument in instruments {
            let subject = try subject(instrument)
            try refuseWhereImpossible(subject, mode)
            let parts = instrument.split(separator: "-").map(String.init)
            let buy = available(parts[1])
            let sell =
                switch subject {
                case .contract: buy
                case .pair, .currency: available(parts[0])
                }
            rows.append(.row(["availBuy": "\(buy)", "availSell": "\(sell)", "instId": instrument]))
        }
        return rows
    }

    private func available(_ currency: String) -> SandboxQuantity {
        AccountFigures(account, prices: prices).currencies.first { $0.holding.currency == currency }?.available ?? .zero
    }

    private func subjects(
        instruments: [String]?, currencies: [String]?, mode: SandboxMarginMode
    ) throws(Refusal) -> [Subject] {
        if let instruments {
            var subjects: [Subject] = []
            for instrument in instruments { subjects.append(try subject(instrument)) }
            return subjects
        }
        guard let currencies else { throw .parameterMissing("instId", or: "ccy") }
        guard mode == .cross else { throw .parameterWrong("mgnMode") }
        var subjects: [Subject] = []
        for currency in currencies {
            guard prices.usd(currency) != nil else { throw .listed(51012) }
            subjects.append(.currency(currency))
        }
        return subjects
    }

    private func subject(_ instrument: String) throws(Refusal) -> Subject {
        if PriceTable.perpetuals.contains(instrument) { return .contract(instrument) }
        let parts = instrument.split(separator: "-").map(String.init)
        guard parts.count == 2, prices.index(base: parts[0], quote: parts[1]) != nil else { throw .instrumentUnknown }
        return .pair(instrument)
    }

    private func refuseWhereImpossible(_ subject: Subject, _ mode: SandboxMarginMode) throws(Refusal) {
        switch subject {
        case .contract:
            guard account.accountMode != .spot else { throw .modeUnsupported }
            guard mode == .cross || account.isolatedContracts == .offered else { throw .modeUnsupported }
        case .pair, .currency: break
        }
    }

    private func hasSides(_ subject: Subject, _ mode: SandboxMarginMode) -> Bool {
        switch subject {
        case .contract: mode == .isolated && account.positionMode == .hedge
        case .pair, .currency: false
        }
    }

    private func sides(of subject: Subject, _ mode: SandboxMarginMode) -> [SandboxPositionSide] {
        hasSides(subject, mode) ? [.long, .short] : [.net]
    }

    /// A side belongs to isolated contracts in hedge mode, and to nothing else.
    private func side(
        _ text: String?, for subject: Subject, _ mode: SandboxMarginMode
    ) throws(Refusal) -> SandboxPositionSide {
        guard hasSides(subject, mode) else {
            guard text == nil else { throw .parameterWrong("posSide") }
            return .net
        }
        guard let text, let side = SandboxPositionSide(rawValue: text), side != .net else { throw .parameterWrong("posSide") }
        return side
    }

    private func least(_ subject: Subject) -> SandboxQuantity {
        switch subject {
        case .contract: "0.01"
        case .pair, .currency: .one
        }
    }

    /// As the smallest position tiers have it.
    private func greatest(_ subject: Subject) -> SandboxQuantity {
        switch subject {
        case .contract(let name): name.hasPrefix("BTC-") || name.hasPrefix("ETH-") ? "100" : "50"
        case .pair, .currency: "10"
        }
    }

    private func refuseWhileOrdersWait(_ subject: Subject, _ mode: SandboxMarginMode) throws(Refusal) {
        let waiting = account.orders.filter { $0.instrument == subject.name && $0.marginMode == mode }
        switch mode {
        case .isolated:
            if waiting.contains(where: { $0.kind == .book }) { throw .listed(59101) }
            if !waiting.isEmpty { throw .listed(59668) }
        case .cross:
            if waiting.contains(where: { $0.kind == .book }) { throw .listed(59107) }
            if !waiting.isEmpty { throw .listed(59669) }
        }
    }

    private func leverage(_ slot: SandboxLeverageSlot) -> SandboxQuantity {
        account.leverages[slot] ?? account.positions.first { Self.belongs($0, to: slot) }?.leverage ?? Self.standard
    }

    private static func belongs(_ position: SandboxPosition, to slot: SandboxLeverageSlot) -> Bool {
        position.instrument == slot.instrument && position.marginMode == slot.marginMode
            && (slot.side == .net || position.side == slot.side)
    }

    /// Stores a leverage and applies it to open positions: an isolated one takes margin from the cash or returns it.
    private mutating func carry(_ wanted: SandboxQuantity, to slot: SandboxLeverageSlot) throws(Refusal) {
        var changed = account
        for index in changed.positions.indices where Self.belongs(changed.positions[index], to: slot) {
            let before = PositionFigures(changed.positions[index], prices: prices).initialMargin
            changed.positions[index].leverage = wanted
            let after = PositionFigures(changed.positions[index], prices: prices).initialMargin
            guard slot.marginMode == .isolated else { continue }
            let currency = changed.positions[index].marginCurrency
            guard after - before <= available(currency) else { throw .listed(59103) }
            if let holding = changed.trading.firstIndex(where: { $0.currency == currency }) {
                changed.trading[holding].cash = changed.trading[holding].cash - (after - before)
            }
        }
        changed.leverages[slot] = wanted
        account = changed
    }

    private func row(
        _ subject: Subject, _ mode: SandboxMarginMode, side: SandboxPositionSide, leverage: SandboxQuantity
    ) -> JSONValue {
        let byCurrency = if case .currency = subject { true } else { false }
        return .row([
            "ccy": byCurrency ? subject.name : "", "instId": byCurrency ? "" : subject.name, "lever": "\(leverage)",
            "mgnMode": mode.rawValue, "posSide": side.rawValue,
        ])
    }
}
