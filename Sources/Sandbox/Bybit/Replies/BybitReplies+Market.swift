import JSON

extension SandboxBybit.Replies {
    private typealias Instrument = SandboxBybit.Instrument

    func time() -> JSONValue {
        .row(["timeSecond": String(nowMilliseconds / 1_000), "timeNano": String(nowMilliseconds) + "000000"])
    }

    func status() -> JSONValue {
        let rows = maintenance.enumerated().map { number, row in
            let begin = startMilliseconds + row.beginOffsetMilliseconds
            return JSONValue.members([
                "id": .string("4d95b2a0-587f-11f0-bcc9-56f28c94d6\(number % 90 + 10)"), "title": .string(row.title),
                "state": .string(row.state.rawValue), "begin": .string(String(begin)),
                "end": .string(String(begin + row.lengthMilliseconds)), "href": "", "serviceTypes": [1, 2, 3, 4, 5],
                "product": [1, 2, 3, 4],
                "uidSuffix": [], "maintainType": 1, "env": .whole(row.environment),
            ])
        }
        return .members(["list": .array(rows)])
    }

    func tickers() throws(SandboxBybit.Refusal) -> JSONValue {
        let category = try parameters.word("category", as: SandboxBybit.Category.self)
        if category == .option, parameters["symbol"] == nil, parameters["baseCoin"] == nil {
            throw .parameter("baseCoin")
        }
        var found = Instrument.of(category)
        if let symbol = parameters["symbol"] {
            found = found.filter { $0.symbol == symbol }
            guard !found.isEmpty else { throw .parameter("symbol") }
        }
        if let base = parameters["baseCoin"] { found = found.filter { $0.baseCoin == base } }
        var rows = found.map(ticker)
        if category == .spot, parameters["symbol"] == nil, parameters["baseCoin"] == nil { rows += crowd() }
        return .members(["category": .string(category.rawValue), "list": .array(rows)])
    }

    /// The prices of coins that are not listed, while there are any.
    private func crowd() -> [JSONValue] {
        SandboxBybit.Prices.crowdCoins.compactMap { coin in
            prices.usd(coin).map { price in
                .row([
                    "symbol": coin + "USDT", "lastPrice": "\(price)", "bid1Price": "\(price)", "ask1Price": "\(price)",
                    "usdIndexPrice": "\(price)",
                ])
            }
        }
    }

    private func ticker(_ instrument: Instrument) -> JSONValue {
        let mark = prices.mark(instrument)
        let last = "\(mark.cut(toScale: instrument.priceScale))"
        let index = "\(prices.usd(instrument.baseCoin) ?? .zero)"
        switch instrument.category {
        case .spot:
            let hasIndex = SandboxBybit.Prices.listed.first { $0.coin == instrument.baseCoin }?.hasIndex == true
            return .row([
                "symbol": instrument.symbol, "bid1Price": last, "bid1Size": "2", "ask1Price": "\(mark + instrument.tick)",
                "ask1Size": "1.862172",
                "lastPrice": last, "prevPrice24h": last, "price24hPcnt": "0", "highPrice24h": last, "lowPrice24h": last,
                "turnover24h": "243765620.65899866", "volume24h": "11801.27771", "usdIndexPrice": hasIndex ? index : "",
            ])
        case .linear, .inverse:
            return .row([
                "symbol": instrument.symbol, "lastPrice": last, "indexPrice": index, "markPrice": "\(mark)", "prevPrice24h": last,
                "price24hPcnt": "0", "highPrice24h": last, "lowPrice24h": last, "prevPrice1h": last, "openInterest": "373504107",
                "openInterestValue": "22505.67", "turnover24h": "2352.94950046", "volume24h": "49337318", "fundingRate": "0.0001",
                "nextFundingTime": String((nowMilliseconds / 28_800_000 + 1) * 28_800_000), "predictedDeliveryPrice": "", "basisRate": "",
                "deliveryFeeRate": "", "deliveryTime": "0", "ask1Size": "1", "bid1Price": last, "ask1Price": "\(mark + instrument.tick)",
                "bid1Size": "1", "basis": "", "preOpenPrice": "", "preQty": "", "curPreListingPhase": "", "fundingIntervalHour": "8",
                "basisRateYear": "", "fundingCap": "0.005",
            ])
        case .option:
            return .row([
                "symbol": instrument.symbol, "bid1Price": last, "bid1Size": "0.5", "bid1Iv": "0.4011",
                "ask1Price": "\(mark + instrument.tick)",
                "ask1Size": "0.66", "ask1Iv": "0.4302", "lastPrice": last, "highPrice24h": last, "lowPrice24h": last,
                "markPrice": "\(mark)",
                "indexPrice": index, "markIv": "0.4157", "underlyingPrice": index, "openInterest": "6.3", "turnover24h": "2482.73",
                "volume24h": "0.15", "totalVolume": "99", "totalTurnover": "1967653", "delta": "\(instrument.option?.delta ?? .zero)",
                "gamma": "0.00000512", "vega": "188.0312", "theta": "-21.30152", "predictedDeliveryPrice": "0", "change24h": "0",
            ])
        }
    }

    func instruments() throws(SandboxBybit.Refusal) -> JSONValue {
        let category = try parameters.word("category", as: SandboxBybit.Category.self)
        var found = Instrument.of(category)
        // Everything that there is has been launched.
        if let status = parameters["status"], status != "Trading" { found = [] }
        if let symbol = parameters["symbol"] { found = found.filter { $0.symbol == symbol } }
        // Of options, those of bitcoin where no coin is named (Bybit v5, "Get Instruments Info").
        if let base = parameters["baseCoin"] ?? (category == .option && parameters["symbol"] == nil ? "BTC" : nil) {
            found = found.filter { $0.baseCoin == base }
        }
        if category == .spot { return .members(["category": "spot", "list": .array(found.map(description))]) }
        let (part, next) = try parameters.page(found, usual: 500, greatest: 1_000)
        return .members([
            "category": .string(category.rawValue), "list": .array(part.map(description)), "nextPageCursor": .string(next),
        ])
    }

    private func description(_ instrument: Instrument) -> JSONValue {
        let (tick, step) = ("\(instrument.tick)", "\(instrument.step)")
        let price = JSONValue.row(["minPrice": tick, "maxPrice": "1999999", "tickSize": tick])
        switch instrument.category {
        case .spot:
            let lots = JSONValue.row([
                "basePrecision": step, "quotePrecision": "0.00000001", "minOrderQty": step, "maxOrderQty": "8300", "minOrderAmt": "5",
                "maxOrderAmt": "8000000",
            ])
            return .members([
                "symbol": .string(instrument.symbol), "baseCoin": .string(instrument.baseCoin), "quoteCoin": .string(instrument.quoteCoin),
                "innovation": "0", "status": "Trading", "marginTrading": "both", "lotSizeFilter": lots,
                "priceFilter": .row(["tickSize": tick]),
            ])
        case .linear, .inverse:
            let kind = instrument.category == .linear ? "LinearPerpetual" : "InversePerpetual"
            return .members([
                "symbol": .string(instrument.symbol), "contractType": .string(kind), "status": "Trading",
                "baseCoin": .string(instrument.baseCoin), "quoteCoin": .string(instrument.quoteCoin), "launchTime": "1585526400000",
                "deliveryTime": "0", "deliveryFeeRate": "", "priceScale": .string(String(instrument.priceScale)),
                "leverageFilter": .row([
                    "minLeverage": "1", "maxLeverage": "\(instrument.greatestLeverage)", "leverageStep": "0.01",
                ]),
                "priceFilter": price,
                "lotSizeFilter": .row([
                    "maxOrderQty": "1190", "minOrderQty": step, "qtyStep": step, "postOnlyMaxOrderQty": "1190", "maxMktOrderQty": "500",
                    "minNotionalValue": "5",
                ]),
                "unifiedMarginTrade": true, "fundingInterval": 480, "settleCoin": .string(instrument.settleCoin), "copyTrading": "none",
            ])
        case .option:
            return .members([
                "symbol": .string(instrument.symbol), "status": "Trading", "baseCoin": .string(instrument.baseCoin),
                "quoteCoin": .string(instrument.quoteCoin), "settleCoin": .string(instrument.settleCoin),
                "optionsType": instrument.option?.isCall == true ? "Call" : "Put", "launchTime": "1688630400000",
                "deliveryTime": .string(String(instrument.option?.deliveryMilliseconds ?? 0)), "deliveryFeeRate": "0.00015",
                "priceFilter": price, "lotSizeFilter": .row(["maxOrderQty": "500", "minOrderQty": step, "qtyStep": step]),
            ])
        }
    }
}
