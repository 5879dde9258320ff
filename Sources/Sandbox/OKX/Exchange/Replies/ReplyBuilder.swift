import JSON

/// Writes the rows that the exchange answers with, from the account and the prices.
struct ReplyBuilder: Sendable {
    let prices: PriceTable
    /// The exchange's clock.
    let nowMilliseconds: Int64

    private var now: String { String(nowMilliseconds) }

    /// OKX API guide, get account configuration.
    func config(_ account: SandboxAccount, key: SandboxKey) -> [JSONValue] {
        let isMain = account.uid == account.mainUid
        return [
            .members([
                "acctLv": .string(account.accountMode.rawValue),
                "acctStpMode": .string("cancel_maker"),
                "autoLoan": .bool(false),
                "ctIsoMode": .string(account.isolatedMode.rawValue),
                "enableSpotBorrow": .bool(account.accountMode == .spot),
                "feeType": .string("0"),
                "greeksType": .string("PA"),
                "ip": .string(key.boundAddresses.joined(separator: ",")),
                "kycLv": .string("2"),
                "label": .string(key.label),
                "level": .string("Lv1"),
                "levelTmp": .string(""),
                "liquidationGear": .string("-1"),
                "mainUid": .string(account.mainUid),
                "mgnIsoMode": .string(account.marginIsolatedMode.rawValue),
                "opAuth": .string("0"),
                "perm": .string(key.permissions.map(\.rawValue).joined(separator: ",")),
                "posMode": .string(account.positionMode.rawValue),
                "roleType": .string(account.copyTrading.roleType),
                // In Spot mode there is nothing to choose, as a recorded reply has it.
                "settleCcy": .string(account.accountMode == .spot ? "USD" : "USDC"),
                "settleCcyList": .array(account.accountMode == .spot ? [] : [.string("USD"), .string("USDC"), .string("USDG")]),
                "spotBorrowAutoRepay": .bool(false),
                "spotOffsetType": .string(""),
                "spotRoleType": .string("0"),
                "spotTraderInsts": .array([]),
                "stgyType": .string("0"),
                "traderInsts": .array([]),
                "type": .string(isMain ? "0" : "1"),
                "uid": .string(account.uid),
            ])
        ]
    }

    /// OKX API guide, get balance of the trading account. Values that the account mode does not have are empty.
    func balance(_ account: SandboxAccount, currencies wanted: [String]?) -> [JSONValue] {
        let figures = AccountFigures(account, prices: prices)
        let field = ModeField(mode: account.accountMode)
        let debtUSD = figures.inUSD(\.debt)
        let initial = figures.inUSD(\.crossInitialMargin) + debtUSD * "0.2"
        let maintenance = figures.inUSD(\.crossMaintenanceMargin) + debtUSD * "0.05"
        let swapUSD = SandboxQuantity.sum(figures.positions.map(\.notionalUSD))
        let details = figures.currencies
            .filter { wanted?.contains($0.holding.currency) ?? true }
            .map { detail($0, field: field) }
        return [
            JSONValue.row([
                "adjEq": field.in134(figures.tradingUSD),
                "availEq": field.in34(figures.inUSD(\.availableEquity)),
                "borrowFroz": field.in134(debtUSD * "0.2"),
                "delta": "0", "deltaLever": "0", "deltaNeutralStatus": "0",
            ]).with(["details": .array(details)]).with([
                "imr": .string(field.in134(initial)),
                "isoEq": .string(field.in234(figures.inUSD(\.isolatedEquity))),
                "mgnRatio": .string(field.in134(figures.tradingUSD.divided(by: maintenance, scale: 8))),
                "mmr": .string(field.in134(maintenance)),
                "notionalUsd": .string(field.in134(debtUSD + swapUSD)),
                "notionalUsdForBorrow": .string(field.in134(debtUSD)),
                "notionalUsdForFutures": .string(field.in34(.zero)),
                "notionalUsdForOption": .string(field.in134(.zero)),
                "notionalUsdForSwap": .string(field.in34(swapUSD)),
                "ordFroz": .string(field.in134(.zero)),
                "totalEq": .string("\(figures.tradingUSD)"),
                "uTime": .string(now),
                "upl": .string(field.in34(figures.inUSD(\.crossProfit))),
            ])
        ]
    }

    /// A currency of the account. The exchange writes the members in the order of their names.
    private func detail(_ figures: CurrencyFigures, field: ModeField) -> JSONValue {
        let members =
            Self.unusedProducts + holdings(figures, field) + debts(figures, field) + margins(figures, field) + spotProfits(figures)
        return .object(members.sorted { $0.name < $1.name })
    }

    /// What there is of it, and how much of that can be used.
    private func holdings(_ figures: CurrencyFigures, _ field: ModeField) -> [JSONValue.Member] {
        JSONValue.Member.texts([
            "availBal": "\(figures.available)",
            "availEq": field.in234(figures.availableEquity),
            "cashBal": "\(figures.holding.cash)",
            "ccy": figures.holding.currency,
            "disEq": ModeField.text(
                figures.price.map { price in
                    field.mode == .futures ? figures.isolatedEquity * price : figures.equity * price
                }),
            "eq": "\(figures.equity)",
            "eqUsd": ModeField.text(figures.equityUSD),
            "frozenBal": "\(figures.frozen)",
            "ordFrozen": "\(figures.holding.frozenByOrders)",
            "uTime": String(nowMilliseconds - 1_317),
        ])
    }

    private func debts(_ figures: CurrencyFigures, _ field: ModeField) -> [JSONValue.Member] {
        JSONValue.Member.texts([
            "borrowFroz": field.in134(figures.debt * "0.2"),
            "crossLiab": field.in134(figures.debt),
            "interest": field.in134(figures.holding.interest),
            "isoLiab": field.in34(.zero),
            "liab": field.in134(figures.debt),
            "maxLoan": field.in134(.zero),
            "uplLiab": field.in34(.zero),
        ])
    }

    /// What its positions hold and need.
    private func margins(_ figures: CurrencyFigures, _ field: ModeField) -> [JSONValue.Member] {
        let hasCross = !figures.crossInitialMargin.isZero
        let lever = hasCross ? figures.crossNotional.divided(by: figures.crossEquity, scale: 8) : .zero
        return JSONValue.Member.texts([
            "imr": field.in2(figures.crossInitialMargin),
            "isoEq": field.in234(figures.isolatedEquity),
            "isoUpl": field.in234(figures.isolatedProfit),
            "mgnRatio": hasCross ? field.in2(figures.crossEquity.divided(by: figures.crossMaintenanceMargin, scale: 8)) : "",
            "mmr": field.in2(figures.crossMaintenanceMargin),
            "notionalLever": field.in2(lever),
            "upl": field.in234(figures.profit),
        ])
    }

    /// What it has gained since it was bought.
    private func spotProfits(_ figures: CurrencyFigures) -> [JSONValue.Member] {
        let holding = figures.holding
        let profit = holding.averageCost.flatMap { cost in figures.price.map { ($0 - cost) * holding.cash } }
        let ratio = holding.averageCost.flatMap { cost in
            figures.price.flatMap { ($0 - cost).divided(by: cost, scale: 16) }
        }
        let text = ModeField.text
        return JSONValue.Member.texts([
            "accAvgPx": text(holding.averageCost),
            "openAvgPx": text(holding.averageCost),
            "spotBal": text(holding.averageCost.map { _ in holding.cash }),
            "spotUpl": text(profit),
            "spotUplRatio": text(ratio),
            "totalPnl": text(profit),
            "totalPnlRatio": text(ratio),
        ])
    }

    /// Lending, copy trading and the like, of which no account here has any.
    private static let unusedProducts =
        JSONValue.Member.texts([
            "autoLendMtAmt": "0", "autoLendStatus": "off", "clSpotInUseAmt": "", "colBorrAutoConversion": "0", "colRes": "0",
            "fixedBal": "0", "frpType": "0", "maxSpotInUse": "", "rewardBal": "0", "smtSyncEq": "0", "spotCopyTradingEq": "0",
            "spotInUseAmt": "", "spotIsoBal": "0", "stgyEq": "0", "twap": "0",
        ]) + [JSONValue.Member("collateralEnabled", .bool(false)), JSONValue.Member("collateralRestrict", .bool(false))]

    /// OKX API guide, get balance of the funding account: only what is not zero.
    func fundingBalances(_ account: SandboxAccount, currencies wanted: [String]?) -> [JSONValue] {
        account.funding
            .filter { !$0.balance.isZero && (wanted?.contains($0.currency) ?? true) }
            .map { deposit in
                .row([
                    "availBal": "\(deposit.balance - deposit.frozen)", "bal": "\(deposit.balance)",
                    "ccy": deposit.currency, "frozenBal": "\(deposit.frozen)",
                ])
            }
    }

    /// OKX API guide, get account asset valuation; the total is the sum of the parts as they are written.
    func valuation(_ account: SandboxAccount, in currency: String) throws(Refusal) -> [JSONValue] {
        let figures = AccountFigures(account, prices: prices)
        guard let trading = prices.value(ofUSD: figures.tradingUSD, in: currency),
            let funding = prices.value(ofUSD: figures.fundingUSD, in: currency),
            let earn = prices.value(ofUSD: figures.earnUSD, in: currency),
            let classic = prices.value(ofUSD: figures.classicUSD, in: currency)
        else { throw .parameterWrong("ccy") }
        return [
            .members([
                "details": .row([
                    "classic": "\(classic)", "earn": "\(earn)", "funding": "\(funding)", "trading": "\(trading)",
                ]),
                "totalBal": .string("\(trading + funding + earn + classic)"),
                "ts": .string(now),
            ])
        ]
    }

    /// OKX API guide, get positions: newest first.
    func positions(_ account: SandboxAccount, target: RequestTarget) throws(Refusal) -> [JSONValue] {
        let instruments = try target.list("instId", limit: 10)
        let ids = try target.list("posId", limit: 20)
        return try figures(account, type: target["instType"])
            .filter { figures in
                (instruments?.contains(figures.position.instrument) ?? true) && (ids?.contains(figures.position.id) ?? true)
            }
            .map(row)
    }

    /// The positions of a type, newest first; all of them are perpetuals.
    private func figures(_ account: SandboxAccount, type: String?) throws(Refusal) -> [PositionFigures] {
        let types = ["MARGIN", "SWAP", "FUTURES", "OPTION", "EVENTS"]
        if let type, !types.contains(type) { throw .parameterWrong("instType") }
        guard (type ?? "SWAP") == "SWAP" else { return [] }
        return AccountFigures(account, prices: prices).positions
            .sorted { $0.position.ageMilliseconds < $1.position.ageMilliseconds }
    }

    /// OKX API guide, get account and position risk.
    func positionRisk(_ account: SandboxAccount, target: RequestTarget) throws(Refusal) -> [JSONValue] {
        let positions = try figures(account, type: target["instType"])
        let figures = AccountFigures(account, prices: prices)
        let field = ModeField(mode: account.accountMode)
        let balances = figures.currencies.map { currency in
            JSONValue.row([
                "ccy": currency.holding.currency,
                "disEq": ModeField.text(
                    currency.price.map { price in
                        account.accountMode == .futures ? currency.isolatedEquity * price : currency.equity * price
                    }),
                "eq": "\(currency.equity)",
            ])
        }
        let rows = positions.map { figures in
            let position = figures.position
            return JSONValue.row([
                "baseBal": "", "ccy": position.marginCurrency, "instId": position.instrument, "instType": "SWAP",
                "mgnMode": position.marginMode.rawValue, "notionalCcy": "\(figures.signedCoins.magnitude)",
                "notionalUsd": "\(figures.notionalUSD)", "pos": "\(position.contracts)", "posCcy": "", "posId": position.id,
                "posSide": position.side.rawValue, "quoteBal": "",
            ])
        }
        return [
            .members([
                "adjEq": .string(field.in34(figures.tradingUSD)), "balData": .array(balances), "posData": .array(rows),
                "ts": .string(now),
            ])
        ]
    }

    /// One position as it is at the prices.
    func position(_ position: SandboxPosition) -> JSONValue {
        row(PositionFigures(position, prices: prices))
    }

    private func row(_ figures: PositionFigures) -> JSONValue {
        let position = figures.position
        let isolated = position.marginMode == .isolated
        let text = ModeField.text
        return JSONValue.row([
            "adl": "1", "availPos": "", "avgPx": "\(position.averagePrice)", "baseBal": "", "baseBorrowed": "",
            "baseInterest": "", "bePx": "\(figures.breakEvenPrice)", "bizRefId": "", "bizRefType": "",
            "cTime": String(position.openedAtMilliseconds ?? nowMilliseconds - position.ageMilliseconds), "ccy": position.marginCurrency,
            "clSpotInUseAmt": "",
        ]).with(["closeOrderAlgo": .array([])]).with([
            "deltaBS": .string(""), "deltaPA": .string(""), "fee": .string("\(figures.openingFee)"),
            "fundingFee": .string("0"), "gammaBS": .string(""), "gammaPA": .string(""), "hedgedPos": .string(""),
            "idxPx": .string("\(figures.index)"), "imr": .string(isolated ? "" : "\(figures.initialMargin)"),
            "instId": .string(position.instrument), "instType": .string("SWAP"), "interest": .string(""),
            "last": .string("\(figures.last)"), "lever": .string("\(position.leverage)"),
        ]).with([
            "liab": .string(""), "liabCcy": .string(""), "liqPenalty": .string("0"),
            "liqPx": .string(text(figures.liquidationPrice)), "margin": .string(isolated ? "\(figures.initialMargin)" : ""),
            "markPx": .string("\(figures.mark)"), "maxSpotInUseAmt": .string(""),
            "mgnMode": .string(position.marginMode.rawValue), "mgnRatio": .string(text(figures.marginRatio)),
            "mmr": .string("\(figures.maintenanceMargin)"), "nonSettleAvgPx": .string(""),
            "notionalUsd": .string("\(figures.notionalUSD)"), "optVal": .string(""), "pendingCloseOrdLiabVal": .string(""),
        ]).with([
            "pnl": .string("0"), "pos": .string("\(position.contracts)"), "posCcy": .string(""),
            "posId": .string(position.id), "posSide": .string(position.side.rawValue), "quoteBal": .string(""),
            "quoteBorrowed": .string(""), "quoteInterest": .string(""), "realizedPnl": .string("\(figures.openingFee)"),
            "settledPnl": .string(""), "spotInUseAmt": .string(""), "spotInUseCcy": .string(""),
            "thetaBS": .string(""), "thetaPA": .string(""), "tradeId": .string(position.tradeID),
        ]).with([
            "uTime": .string(String(nowMilliseconds - 1_340)), "upl": .string("\(figures.profit)"),
            "uplLastPx": .string("\(figures.profitAtLast)"),
            "uplRatio": .string(text(figures.profit.divided(by: figures.initialMargin, scale: 16))),
            "uplRatioLastPx": .string(text(figures.profitAtLast.divided(by: figures.initialMargin, scale: 16))),
            "usdPx": .string("\(figures.usdPrice)"), "vegaBS": .string(""), "vegaPA": .string(""),
        ])
    }

    /// OKX API guide, get index tickers.
    func indexTickers(_ target: RequestTarget) throws(Refusal) -> [JSONValue] {
        if let instrument = target["instId"] {
            guard let row = indexTicker(of: instrument) else { throw .indexUnknown }
            return [row]
        }
        guard let quote = target["quoteCcy"] else { throw .parameterMissing("quoteCcy", or: "instId") }
        guard PriceTable.quoteCurrencies.contains(quote) else { throw .parameterWrong("quoteCcy") }
        return prices.currencies.compactMap { base in
            indexTicker(of: "\(base)-\(quote)")
        }
    }

    /// The index of a pair such as `BTC-USDT`; `nil` for one that there is not.
    func indexTicker(of instrument: String) -> JSONValue? {
        let parts = instrument.split(separator: "-").map(String.init)
        guard parts.count == 2, PriceTable.quoteCurrencies.contains(parts[1]),
            let price = prices.index(base: parts[0], quote: parts[1]), let day = day(of: instrument)
        else { return nil }
        return .row([
            "high24h": day.high, "idxPx": "\(price)", "instId": instrument, "low24h": day.low, "open24h": day.open,
            "sodUtc0": day.startUTC, "sodUtc8": day.startHongKong, "ts": now,
        ])
    }

    /// OKX API guide, get tickers.
    func tickers(_ target: RequestTarget) throws(Refusal) -> [JSONValue] {
        guard let type = target["instType"] else { throw .parameterMissing("instType") }
        switch type {
        case "SPOT":
            return prices.currencies.compactMap { base in
                ticker(of: "\(base)-USDT")
            }
        case "SWAP":
            return PriceTable.perpetuals.compactMap { ticker(of: $0) }
        case "FUTURES", "OPTION", "EVENTS":
            return []
        default:
            throw .parameterWrong("instType")
        }
    }

    /// OKX API guide, get ticker.
    func ticker(_ target: RequestTarget) throws(Refusal) -> [JSONValue] {
        guard let instrument = target["instId"] else { throw .parameterMissing("instId") }
        guard let row = ticker(of: instrument) else { throw .instrumentUnknown }
        return [row]
    }

    /// The ticker of a pair with USDT or of a perpetual; `nil` for one that there is not.
    func ticker(of instrument: String) -> JSONValue? {
        let parts = instrument.split(separator: "-").map(String.init)
        let isPerpetual = PriceTable.perpetuals.contains(instrument)
        let price =
            isPerpetual
            ? prices.mark(instrument) : parts.count == 2 && parts[1] == "USDT" ? prices.index(base: parts[0], quote: parts[1]) : nil
        guard let price, let day = day(of: instrument) else { return nil }
        let ask = (price * "1.0001").cut(toScale: PriceTable.decimals(of: price))
        return .row([
            "askPx": "\(ask)", "askSz": "0.52", "bidPx": "\(price)", "bidSz": "1.1",
            "high24h": day.high, "instId": instrument, "instType": isPerpetual ? "SWAP" : "SPOT", "last": "\(price)",
            "lastSz": "0.0012", "low24h": day.low, "open24h": day.open,
            "sodUtc0": day.startUTC, "sodUtc8": day.startHongKong, "ts": now,
            "vol24h": "8412.33", "volCcy24h": "\((price * "8412.33").cut(toScale: 4))",
        ])
    }

    /// What has been of a pair's price in the last day. It began where the prices began to move; `nil` without a price.
    private func day(of instrument: String) -> (open: String, high: String, low: String, startUTC: String, startHongKong: String)? {
        let parts = instrument.split(separator: "-").map(String.init)
        guard parts.count >= 2, let price = prices.index(base: parts[0], quote: parts[1]),
            let opening = prices.openingIndex(base: parts[0], quote: parts[1])
        else { return nil }
        func at(_ factor: SandboxQuantity) -> SandboxQuantity { (opening * factor).cut(toScale: PriceTable.decimals(of: opening)) }
        return (
            "\(at("0.9835"))", "\(max(price, at("1.0168")))", "\(min(price, at("0.9798")))", "\(at("0.9918"))", "\(at("0.9968"))"
        )
    }

    /// OKX API guide, get exchange rate.
    func exchangeRate() -> [JSONValue] {
        [.row(["usdCny": "\(PriceTable.yuanPerUSD)"])]
    }

    /// OKX API guide, get system time.
    func time() -> [JSONValue] {
        [.row(["ts": now])]
    }

    /// OKX API guide, get status: one that began a minute ago, begins in an hour, or is over.
    func maintenance(_ state: SandboxMaintenanceState, environment: SandboxEnvironment) -> JSONValue {
        let beginsIn: Int64 =
            switch state {
            case .ongoing: -60_000
            case .preOpen: -1_500_000
            case .scheduled: 3_600_000
            case .completed, .canceled: -86_400_000
            }
        return .row([
            "begin": String(nowMilliseconds + beginsIn), "end": String(nowMilliseconds + beginsIn + 1_800_000),
            "env": environment == .live ? "1" : "2", "href": "", "maintType": "1",
            "preOpenBegin": state == .preOpen ? String(nowMilliseconds - 60_000) : "", "scheDesc": "",
            "serviceType": "5", "state": state.rawValue, "system": "unified", "title": "Trading system upgrade",
        ])
    }
}
