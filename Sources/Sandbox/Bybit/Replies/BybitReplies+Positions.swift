import JSON

extension SandboxBybit.Replies {
    private typealias Instrument = SandboxBybit.Instrument

    /// A kind of contract and, of it, what was asked for.
    private func asked() throws(SandboxBybit.Refusal) -> (category: SandboxBybit.Category, matches: (Instrument) -> Bool) {
        let category = try parameters.word("category", as: SandboxBybit.Category.self)
        let (symbol, settle, base) = (parameters["symbol"], parameters["settleCoin"], parameters["baseCoin"])
        if category == .linear, symbol == nil, settle == nil, base == nil {
            throw .init(code: 10001, message: "Missing some parameters that must be filled in, symbol or settleCoin or baseCoin")
        }
        return (
            category,
            { instrument in
                instrument.category == category && symbol ?? instrument.symbol == instrument.symbol
                    && settle ?? instrument.settleCoin == instrument.settleCoin && base ?? instrument.baseCoin == instrument.baseCoin
            }
        )
    }

    func positions(_ figures: SandboxBybit.AccountFigures) throws(SandboxBybit.Refusal) -> JSONValue {
        let (category, matches) = try asked()
        guard category != .spot else { throw .parameter("category") }
        var rows = figures.positions.filter { matches($0.instrument) }.map { positionRow($0) }
        // A contract that is named is told when nothing is held, too.
        if category != .option, let symbol = parameters["symbol"] {
            guard let instrument = Instrument.named(symbol, category) else { throw .parameter("symbol") }
            let held = figures.positions.filter { $0.position.symbol == symbol }
            rows = Self.indices(of: instrument, figures.account).map { index in
                held.first { $0.position.index == index }.map { positionRow($0) } ?? flatRow(instrument, index: index, figures.account)
            }
        }
        let (part, next) = try parameters.page(rows)
        return .members(["list": .array(part), "nextPageCursor": .string(next), "category": .string(category.rawValue)])
    }

    /// The indices at which positions of a contract are told.
    private static func indices(of instrument: Instrument, _ account: SandboxBybit.Account) -> [Int] {
        switch account.positionModes.mode(of: instrument) {
        case .oneWay: [0]
        case .hedge: [1, 2]
        }
    }

    private static let firstSequence: Int64 = 5_723_621_632

    /// A row as the reply has it.
    func positionRow(_ figures: SandboxBybit.PositionFigures) -> JSONValue {
        let position = figures.position
        let opened = opening(position)
        return row(
            instrument: figures.instrument, index: position.index, side: position.side.rawValue, size: position.size,
            average: position.averagePrice, mark: figures.mark, leverage: figures.leverage.map { "\($0)" } ?? "",
            margin: (figures.initialMargin, figures.maintenanceMargin), value: figures.value, profit: figures.profit,
            realised: position.realised, liquidation: figures.liquidationPrice.map { "\($0)" } ?? "",
            breakEven: "\(figures.breakEvenPrice)",
            times: (opened, position.changedAtMilliseconds ?? opened), sequence: Self.firstSequence + position.sequence)
    }

    private func opening(_ position: SandboxBybit.Position) -> Int64 {
        position.openedAtMilliseconds ?? startMilliseconds - position.ageMilliseconds
    }

    /// The row of a contract of which nothing is held; with the position that was there, where it has just been closed.
    func flatRow(
        _ instrument: SandboxBybit.Instrument, index: Int, _ account: SandboxBybit.Account, last: SandboxBybit.Position? = nil
    ) -> JSONValue {
        let slot = account.leverage(of: instrument.symbol)
        return row(
            instrument: instrument, index: index, side: "", size: .zero, average: .zero, mark: prices.mark(instrument),
            leverage: account.marginMode == .portfolio ? "" : "\(index == 2 ? slot.sell : slot.buy)", margin: (.zero, .zero), value: .zero,
            profit: .zero, realised: last?.realised ?? .zero, liquidation: "", breakEven: "",
            times: last.map { (opening($0), nowMilliseconds) } ?? (0, 0),
            sequence: last.map { Self.firstSequence + $0.sequence } ?? -1)
    }

    private func row(
        instrument: SandboxBybit.Instrument, index: Int, side: String, size: SandboxQuantity, average: SandboxQuantity,
        mark: SandboxQuantity,
        leverage: String, margin: (initial: SandboxQuantity, maintenance: SandboxQuantity), value: SandboxQuantity, profit: SandboxQuantity,
        realised: SandboxQuantity, liquidation: String, breakEven: String, times: (created: Int64, updated: Int64), sequence: Int64
    ) -> JSONValue {
        let (initial, maintenance) = ("\(margin.initial)", "\(margin.maintenance)")
        return .members([
            "positionIdx": .whole(index), "riskId": 1, "riskLimitValue": "150", "symbol": .string(instrument.symbol), "side": .string(side),
            "size": .string("\(size)"), "avgPrice": .string("\(average)"), "positionValue": .string("\(value)"), "tradeMode": 0,
            "positionStatus": "Normal", "autoAddMargin": 0, "adlRankIndicator": size.isZero ? 0 : 2, "leverage": .string(leverage),
            "breakEvenPrice": .string(breakEven), "positionBalance": .string(initial), "markPrice": .string("\(mark)"),
            "liqPrice": .string(liquidation), "bustPrice": "", "positionMM": .string(maintenance), "positionMMByMp": .string(maintenance),
            "positionIM": .string(initial), "positionIMByMp": .string(initial), "tpslMode": "Full", "takeProfit": "0", "stopLoss": "0",
            "trailingStop": "0", "unrealisedPnl": .string("\(profit)"), "curRealisedPnl": .string("\(realised)"),
            "cumRealisedPnl": .string("\(realised)"), "seq": .whole(sequence), "isReduceOnly": false, "mmrSysUpdateTime": "",
            "leverageSysUpdatedTime": "", "sessionAvgPrice": "", "createdTime": .string(times.created == 0 ? "" : String(times.created)),
            "updatedTime": .string(times.updated == 0 ? "" : String(times.updated)),
        ])
    }

    func symbolInformation(_ account: SandboxBybit.Account) throws(SandboxBybit.Refusal) -> JSONValue {
        let category = try parameters.word("category", as: SandboxBybit.Category.self)
        guard category == .linear || category == .inverse else { throw .parameter("category") }
        guard account.marginMode != .portfolio else { throw .listed(110077) }
        var found = Instrument.of(category)
        if let symbol = parameters["symbol"] {
            found = found.filter { $0.symbol == symbol }
            guard !found.isEmpty else { throw .parameter("symbol") }
        }
        let rows = found.flatMap { instrument in
            let slot = account.leverage(of: instrument.symbol)
            return Self.indices(of: instrument, account).reversed().map { index in
                // The side says nothing: the exchange's own example has the same for both.
                JSONValue.members([
                    "symbol": .string(instrument.symbol), "leverage": .string("\(index == 2 ? slot.sell : slot.buy)"), "side": "Sell",
                    "positionIdx": .whole(index),
                ])
            }
        }
        let (part, next) = try parameters.page(rows)
        var result: KeyValuePairs<String, JSONValue> = ["category": .string(category.rawValue), "list": .array(part)]
        if !next.isEmpty {
            result = ["category": .string(category.rawValue), "list": .array(part), "nextPageCursor": .string(next)]
        }
        return .members(result)
    }

    func orders(_ account: SandboxBybit.Account) throws(SandboxBybit.Refusal) -> JSONValue {
        let (category, matches) = try asked()
        let found = account.orders.filter { order in
            guard order.isSpot == (category == .spot), let instrument = Instrument.named(order.symbol, category) else { return false }
            return matches(instrument)
        }
        let (part, next) = try parameters.page(found.map(orderRow), greatest: 50)
        return .members(["list": .array(part), "nextPageCursor": .string(next), "category": .string(category.rawValue)])
    }

    private func orderRow(_ order: SandboxBybit.Order) -> JSONValue {
        let time = String(startMilliseconds - 900_000)
        let (price, quantity) = ("\(order.price)", "\(order.quantity)")
        return .members([
            "orderId": .string(order.id), "orderLinkId": "", "blockTradeId": "", "symbol": .string(order.symbol), "price": .string(price),
            "qty": .string(quantity), "side": .string(order.side.rawValue), "isLeverage": "", "positionIdx": .whole(order.index),
            "orderStatus": order.trigger == nil ? "New" : "Untriggered", "cancelType": "UNKNOWN", "rejectReason": "EC_NoError",
            "avgPrice": "", "leavesQty": .string(quantity), "leavesValue": .string("\((order.price * order.quantity).cut(toScale: 8))"),
            "cumExecQty": "0", "cumExecValue": "0", "cumExecFee": "0", "timeInForce": "GTC", "orderType": "Limit",
            "stopOrderType": order.trigger == nil ? "" : "Stop", "orderIv": "",
            "triggerPrice": .string(order.trigger.map { "\($0)" } ?? ""),
            "takeProfit": "", "stopLoss": "", "tpTriggerBy": "", "slTriggerBy": "", "triggerDirection": order.trigger == nil ? 0 : 1,
            "triggerBy": order.trigger == nil ? "" : "LastPrice", "lastPriceOnCreated": .string(price), "reduceOnly": false,
            "closeOnTrigger": false, "placeType": "", "smpType": "None", "smpGroup": 0, "smpOrderId": "", "tpslMode": "",
            "tpLimitPrice": "",
            "slLimitPrice": "", "createdTime": .string(time), "updatedTime": .string(time),
        ])
    }
}
