import JSON
import Testing

@testable import Sandbox

/// The names of members, held against replies that the exchange has published and that others have recorded.
@Suite("Bybit: shapes of replies")
struct BybitShapeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let path: String
        let query: String
        let account: String
        let members: Set<String>

        init(_ path: String, _ query: String, as account: String, _ members: String) {
            self.path = path
            self.query = query
            self.account = account
            self.members = Set(members.split(whereSeparator: \.isWhitespace).map(String.init))
        }

        var testDescription: String { path + "?" + query }
    }

    /// The published sample of `wallet-balance` is older than `spotBorrow`, which later ones have.
    static let rows = [
        Row(
            "/v5/account/info", "", as: "main",
            """
            dcpStatus isMasterTrader marginMode smpGroup spotHedgingStatus timeWindow unifiedMarginStatus updatedTime
            """),
        Row(
            "/v5/account/option-asset-info", "", as: "portfolio",
            """
            result result.assetIM result.assetMM result.coin result.sendTime result.totalDelta result.totalRPL 
            result.totalUPL
            """),
        Row(
            "/v5/asset/asset-overview", "valuationCurrency=USD", as: "overview",
            """
            list list.accountType list.categories list.categories.category list.categories.coinDetail 
            list.categories.coinDetail.coin list.categories.coinDetail.equity list.categories.equity list.coinDetail 
            list.coinDetail.coin list.coinDetail.equity list.snapshotTime list.totalEquity list.valuationCurrency 
            totalEquity
            """),
        Row(
            "/v5/asset/total-members-assets", "", as: "main",
            """
            list list.isM list.items list.items.origb list.items.quoteb list.items.stat list.items.type list.origb 
            list.stat list.uid quoteTotal stat total
            """),
        Row(
            "/v5/earn/position", "category=OnChain", as: "main",
            """
            list list.amount list.autoReinvest list.availableAmount list.claimableYield list.coin 
            list.estimateInterestCalculationTime list.estimateRedeemTime list.estimateStakeTime list.freezeDetails 
            list.id list.orderId list.productId list.settlementTime list.status list.totalPnl
            """),
        Row(
            "/v5/market/tickers", "category=inverse", as: "",
            """
            category list list.ask1Price list.ask1Size list.basis list.basisRate list.basisRateYear list.bid1Price 
            list.bid1Size list.curPreListingPhase list.deliveryFeeRate list.deliveryTime list.fundingCap 
            list.fundingIntervalHour list.fundingRate list.highPrice24h list.indexPrice list.lastPrice 
            list.lowPrice24h list.markPrice list.nextFundingTime list.openInterest list.openInterestValue 
            list.preOpenPrice list.preQty list.predictedDeliveryPrice list.prevPrice1h list.prevPrice24h 
            list.price24hPcnt list.symbol list.turnover24h list.volume24h
            """),
        Row(
            "/v5/market/tickers", "category=option&baseCoin=BTC", as: "",
            """
            category list list.ask1Iv list.ask1Price list.ask1Size list.bid1Iv list.bid1Price list.bid1Size 
            list.change24h list.delta list.gamma list.highPrice24h list.indexPrice list.lastPrice list.lowPrice24h 
            list.markIv list.markPrice list.openInterest list.predictedDeliveryPrice list.symbol list.theta 
            list.totalTurnover list.totalVolume list.turnover24h list.underlyingPrice list.vega list.volume24h
            """),
        Row(
            "/v5/market/tickers", "category=spot", as: "",
            """
            category list list.ask1Price list.ask1Size list.bid1Price list.bid1Size list.highPrice24h list.lastPrice 
            list.lowPrice24h list.prevPrice24h list.price24hPcnt list.symbol list.turnover24h list.usdIndexPrice 
            list.volume24h
            """),
        Row(
            "/v5/position/symbol-info", "category=linear&symbol=BTCUSDT", as: "hedge",
            """
            category list list.leverage list.positionIdx list.side list.symbol
            """),
        Row(
            "/v5/position/list", "category=inverse", as: "contracts",
            """
            category list list.adlRankIndicator list.autoAddMargin list.avgPrice list.breakEvenPrice list.bustPrice 
            list.createdTime list.cumRealisedPnl list.curRealisedPnl list.isReduceOnly list.leverage 
            list.leverageSysUpdatedTime list.liqPrice list.markPrice list.mmrSysUpdateTime list.positionBalance 
            list.positionIM list.positionIMByMp list.positionIdx list.positionMM list.positionMMByMp 
            list.positionStatus list.positionValue list.riskId list.riskLimitValue list.seq list.sessionAvgPrice 
            list.side list.size list.stopLoss list.symbol list.takeProfit list.tpslMode list.tradeMode 
            list.trailingStop list.unrealisedPnl list.updatedTime nextPageCursor
            """),
        Row(
            "/v5/system/status", "", as: "",
            """
            list list.begin list.end list.env list.href list.id list.maintainType list.product list.serviceTypes 
            list.state list.title list.uidSuffix
            """),
        Row(
            "/v5/user/query-api", "", as: "main",
            """
            affiliateID affiliateIDInt64 apiKey createdAt deadlineDay expiredAt id inviterID inviterIDInt64 ips 
            isMaster kycLevel kycRegion mktMakerLevel note parentUid permissions permissions.Affiliate 
            permissions.BitCard permissions.BlockTrade permissions.ByXPost permissions.ContractTrade 
            permissions.CopyTrading permissions.Derivatives permissions.Earn permissions.Exchange 
            permissions.FiatBitPay permissions.FiatConvertBroker permissions.FiatGlobalPay permissions.FiatP2P 
            permissions.NFT permissions.Options permissions.Spot permissions.Wallet readOnly rsaPublicKey secret type 
            unified userID userIDInt64 uta vipLevel
            """),
        Row(
            "/v5/user/get-member-type", "", as: "main",
            """
            accounts accounts.accountType accounts.uid
            """),
        Row(
            "/v5/asset/coin/query-info", "", as: "main",
            """
            rows rows.chains rows.chains.chain rows.chains.chainDeposit rows.chains.chainType 
            rows.chains.chainWithdraw rows.chains.confirmation rows.chains.contractAddress rows.chains.depositMin 
            rows.chains.minAccuracy rows.chains.safeConfirmNumber rows.chains.withdrawFee rows.chains.withdrawMin 
            rows.chains.withdrawPercentageFee rows.coin rows.name rows.remainAmount
            """),
        Row(
            "/v5/account/wallet-balance", "accountType=UNIFIED", as: "rsa",
            """
            list list.accountIMRate list.accountLTV list.accountMMRate list.accountType list.coin 
            list.coin.accruedInterest list.coin.availableToBorrow list.coin.availableToWithdraw list.coin.bonus 
            list.coin.borrowAmount list.coin.coin list.coin.collateralSwitch list.coin.cumRealisedPnl 
            list.coin.equity list.coin.locked list.coin.marginCollateral list.coin.spotBorrow 
            list.coin.spotHedgingQty list.coin.totalOrderIM list.coin.totalPositionIM list.coin.totalPositionMM 
            list.coin.unrealisedPnl list.coin.usdValue list.coin.walletBalance list.totalAvailableBalance 
            list.totalEquity list.totalInitialMargin list.totalMaintenanceMargin list.totalMarginBalance 
            list.totalPerpUPL list.totalWalletBalance
            """),
        Row(
            "/v5/account/wallet-balance", "accountType=UNIFIED", as: "isolated",
            """
            list list.accountIMRate list.accountLTV list.accountMMRate list.accountType list.coin 
            list.coin.accruedInterest list.coin.availableToBorrow list.coin.availableToWithdraw list.coin.bonus 
            list.coin.borrowAmount list.coin.coin list.coin.collateralSwitch list.coin.cumRealisedPnl 
            list.coin.equity list.coin.locked list.coin.marginCollateral list.coin.spotBorrow 
            list.coin.spotHedgingQty list.coin.totalOrderIM list.coin.totalPositionIM list.coin.totalPositionMM 
            list.coin.unrealisedPnl list.coin.usdValue list.coin.walletBalance list.totalAvailableBalance 
            list.totalEquity list.totalInitialMargin list.totalMaintenanceMargin list.totalMarginBalance 
            list.totalPerpUPL list.totalWalletBalance
            """),
        Row(
            "/v5/account/collateral-info", "", as: "main",
            """
            list list.availableToBorrow list.borrowAmount list.borrowUsageRate list.borrowable list.collateralRatio 
            list.collateralSwitch list.currency list.freeBorrowAmount list.freeBorrowingAmount 
            list.freeBorrowingLimit list.hourlyBorrowRate list.marginCollateral list.maxBorrowingAmount
            """),
    ]

    @Test(arguments: rows)
    func membersAreThoseOfTheExchange(row: Row) throws {
        let bench = BybitBench()
        let reply = row.account.isEmpty ? bench.open(row.path, row.query) : try bench.get(row.path, row.query, as: row.account)
        #expect(reply.status == 200 && reply.code == 0, "\(reply)")
        #expect(Set(Self.names(try #require(reply.result))) == row.members)
    }

    private static func names(_ view: JSONView, below prefix: String = "") -> [String] {
        view.members.flatMap { [prefix + $0.name] + names($0.value, below: prefix + $0.name + ".") }
            + view.elements.flatMap { names($0, below: prefix) }
    }

    /// Codes and times are numbers, the result is an object, and amounts are text.
    @Test(arguments: SandboxBybit.Endpoint.allCases)
    func everyReplyHasItsEnvelope(endpoint: SandboxBybit.Endpoint) throws {
        let bench = BybitBench()
        let reply =
            endpoint.isPublic
            ? bench.open(endpoint.rawValue, "category=linear")
            : endpoint.isWrite ? try bench.post(endpoint.rawValue, "{}", as: "main") : try bench.get(endpoint.rawValue, as: "main")
        guard endpoint != .demoMoney else {
            #expect(reply.status == 404)
            return
        }
        let json = try #require(reply.json, "\(reply)")
        #expect(json.members.map(\.name) == ["retCode", "retMsg", "result", "retExtInfo", "time"])
        #expect(json["time"]?.numberText == String(bench.now))
        #expect(json["retCode"]?.numberText != nil && json["result"]?.kind == .object)
        #expect(reply.headers["Content-Type"] == "application/json; charset=utf-8")
        #expect((reply.headers["X-Bapi-Limit"] != nil) == !endpoint.isPublic)
        // Without a parameter that has to be there it says so.
        let needsParameters: Set<SandboxBybit.Endpoint> = [
            .walletBalance, .coinsBalance, .earn, .positions, .symbolInfo, .orders, .setMarginMode, .switchMode, .setLeverage,
        ]
        #expect((reply.code == 10001) == needsParameters.contains(endpoint), "\(reply)")
        #expect(reply.code == 0 || reply.code == 10001)
    }

    @Test func figuresArePublishedAsText() throws {
        let bench = BybitBench()
        let queries = [
            ("/v5/account/wallet-balance", "accountType=UNIFIED"), ("/v5/position/list", "category=linear&settleCoin=USDT"),
            ("/v5/asset/asset-overview", "valuationCurrency=USD"), ("/v5/order/realtime", "category=spot"),
        ]
        let numbers: Set<String> = [
            "positionIdx", "riskId", "tradeMode", "autoAddMargin", "adlRankIndicator", "seq", "smpGroup", "triggerDirection",
        ]
        func walk(_ view: JSONView) {
            for (name, value) in view.members {
                if value.kind == .number { #expect(numbers.contains(name), "\(name)") }
                walk(value)
            }
            for element in view.elements { walk(element) }
        }
        for (path, query) in queries { walk(try #require(try bench.get(path, query, as: "main").result)) }
    }

    @Test func listsComeInPages() throws {
        let bench = BybitBench()
        bench.rateLimits = .off
        for escaped in [true, false] {
            var seen: [String] = []
            var cursor = ""
            repeat {
                let text = escaped ? cursor.replacing("%", with: "%25") : cursor
                let query = "category=linear&settleCoin=USDT&limit=1" + (cursor.isEmpty ? "" : "&cursor=" + text)
                let reply = try bench.get("/v5/position/list", query, as: "isolated")
                #expect(reply.rows.count == 1)
                seen += reply.rows.compactMap { $0["symbol"]?.string }
                cursor = try #require(reply.result?["nextPageCursor"]?.string)
            } while !cursor.isEmpty && seen.count < 10
            #expect(seen == ["ETHUSDT", "DOGEUSDT"])
        }
        for query in ["cursor=else", "cursor=page%3A-1", "limit=0", "limit=many"] {
            #expect(try bench.get("/v5/position/list", "category=inverse&" + query, as: "isolated").code == 10001)
        }
        #expect(try bench.get("/v5/position/list", "category=inverse&cursor=page%3A99999", as: "isolated").rows.isEmpty)
    }

    @Test func flatContractsAreToldByName() throws {
        let bench = BybitBench()
        func found(_ symbol: String, as id: String) throws -> [[String?]] {
            try bench.get("/v5/position/list", "category=linear&symbol=" + symbol, as: id).rows.map {
                [$0["positionIdx"]?.numberText, $0["side"]?.string, $0["size"]?.string]
            }
        }
        #expect(try found("ETHUSDT", as: "main") == [["0", "", "0"]])
        #expect(try found("ETHUSDT", as: "hedge") == [["1", "", "0"], ["2", "", "0"]])
        #expect(try found("BTCUSDT", as: "hedge") == [["1", "Buy", "0.1"], ["2", "Sell", "0.04"]])
        #expect(try bench.get("/v5/position/list", "category=linear", as: "main").code == 10001)
        #expect(try bench.get("/v5/position/list", "category=linear&symbol=NONE", as: "main").code == 10001)
    }

    @Test func instrumentsAreThere() throws {
        let bench = BybitBench()
        for category in SandboxBybit.Category.allCases {
            let reply = bench.open("/v5/market/instruments-info", "category=" + category.rawValue)
            #expect(!reply.rows.isEmpty)
            #expect(reply.rows.allSatisfy { $0["status"]?.string == "Trading" && $0["symbol"]?.string != nil })
        }
        #expect(bench.open("/v5/market/instruments-info", "category=linear&status=PreLaunch&limit=1000").rows.isEmpty)
        #expect(bench.open("/v5/market/instruments-info", "category=option&baseCoin=ETH").rows.count == 1)
        #expect(bench.open("/v5/market/instruments-info", "category=future").code == 10001)
        #expect(bench.open("/v5/market/tickers", "category=option").code == 10001)
        let pepe = bench.open("/v5/market/tickers", "category=spot&symbol=PEPEUSDT").rows.first
        #expect(pepe?["usdIndexPrice"]?.string == "" && pepe?["lastPrice"]?.string?.hasPrefix("0.0000101") == true)
    }
}
