import JSON
import Testing

@testable import Sandbox

@Suite("Bybit: figures agree to the last digit")
struct BybitFiguresTests {
    private static func number(_ view: JSONView?, _ name: String) throws -> SandboxQuantity {
        let text = try #require(view?[name]?.string, "\(name)")
        return try #require(SandboxQuantity(text), "\(name)")
    }

    private static func sum(_ rows: [JSONView], _ name: String) throws -> SandboxQuantity {
        .sum(try rows.map { try number($0, name) })
    }

    private static func positions(_ bench: BybitBench, _ id: String) throws -> [(coin: String, row: JSONView)] {
        var found: [(String, JSONView)] = []
        let queries = [
            "category=linear&settleCoin=USDT", "category=linear&settleCoin=USDC", "category=inverse", "category=option",
        ]
        for query in queries {
            for row in try bench.get("/v5/position/list", query + "&limit=200", as: id).rows {
                let symbol = try #require(row["symbol"]?.string)
                let instrument = try #require(SandboxBybit.Instrument.contract(symbol))
                found.append((instrument.settleCoin, row))
            }
        }
        return found
    }

    private static let ids = SandboxBybit.Account.examples.filter { account in
        account.status != .classic && account.keys.allSatisfy { $0.flaw == .none && $0.lifetime != .expired && $0.usage == .ownPrograms }
            && account.id != "elsewhere"
    }.map(\.id)

    @Test(arguments: ids)
    func walletIsTheSumOfItsCoins(id: String) throws {
        let bench = BybitBench()
        let row = try #require(bench.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: id).rows.first)
        let coins = row["coin"]?.elements ?? []
        #expect(try Self.sum(coins, "usdValue") == Self.number(row, "totalEquity"))
        let positions = try Self.positions(bench, id)
        #expect(try positions.count == bench.account(id).positions.count)
        let account = try bench.account(id)
        for coin in coins {
            let name = try #require(coin["coin"]?.string)
            let own = positions.filter { $0.coin == name }.map(\.row)
            let futures = own.filter { $0["symbol"]?.string?.contains("-") == false }
            let options = own.filter { $0["symbol"]?.string?.contains("-") == true }
            #expect(try Self.sum(futures, "unrealisedPnl") == Self.number(coin, "unrealisedPnl"))
            let worth = try options.map { row in
                let value = try Self.number(row, "positionValue")
                return row["side"]?.string == "Buy" ? value : -value
            }
            let equity = try Self.number(coin, "walletBalance") - Self.number(coin, "spotBorrow") + Self.number(coin, "unrealisedPnl")
            #expect(try equity + .sum(worth) == Self.number(coin, "equity"))
            if account.marginMode == .portfolio {
                for margin in ["totalOrderIM", "totalPositionIM", "totalPositionMM"] { #expect(coin[margin]?.string == "") }
            } else {
                #expect(try Self.sum(own, "positionIM") == Self.number(coin, "totalPositionIM"))
                #expect(try Self.sum(own, "positionMM") == Self.number(coin, "totalPositionMM"))
            }
        }
        let shared = [
            "totalMarginBalance", "totalAvailableBalance", "totalInitialMargin", "totalMaintenanceMargin", "accountIMRate", "accountMMRate",
        ]
        for name in shared {
            let text = try #require(row[name]?.string)
            #expect(text.isEmpty == (account.marginMode == .isolated), "\(name)")
        }
        #expect(
            positions.allSatisfy {
                ($0.row["leverage"]?.string == "") == (account.marginMode == .portfolio || $0.row["symbol"]?.string?.contains("-") == true)
            })
    }

    @Test(arguments: ids)
    func overviewIsTheSumOfItsWallets(id: String) throws {
        let bench = BybitBench()
        let account = try bench.account(id)
        guard [.init(), .init(.global, .testnet)].contains(account.keys[0].truePlace) else { return }
        let wallet = try bench.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: id).rows.first
        let reply = try bench.get("/v5/asset/asset-overview", "valuationCurrency=USD", as: id)
        let unified = try #require(reply.rows.first { $0["accountType"]?.string == "UnifiedTradingAccount" })
        #expect(try Self.number(unified, "totalEquity") == Self.number(wallet, "totalEquity"))
        let counted = account.overviewIsRounded ? reply.rows.filter { $0["accountType"]?.string != "Alpha" } : reply.rows
        let exact = try Self.sum(counted, "totalEquity")
        #expect(try Self.number(reply.result, "totalEquity") == (account.overviewIsRounded ? exact.cut(toScale: 0) : exact))
        for row in reply.rows {
            if let categories = row["categories"]?.elements {
                #expect(try Self.sum(categories, "equity") == Self.number(row, "totalEquity"))
            }
            let details = row["coinDetail"]?.elements ?? row["categories"]?.elements.flatMap { $0["coinDetail"]?.elements ?? [] } ?? []
            let value = try details.map { bench.state.prices.value(try Self.number($0, "equity"), of: try #require($0["coin"]?.string)) }
            #expect(try SandboxQuantity.sum(value) == Self.number(row, "totalEquity"))
        }
        if !account.funding.isEmpty, account.keys[0].permissions.has("Wallet", "AccountTransfer") {
            let fund = try bench.get("/v5/asset/transfer/query-account-coins-balance", "accountType=FUND", as: id)
            let rows = fund.result?["balance"]?.elements ?? []
            let value = try rows.map {
                bench.state.prices.value(try Self.number($0, "walletBalance"), of: try #require($0["coin"]?.string))
            }
            let funding = reply.rows.first { $0["accountType"]?.string == "FundingAccount" }
            #expect(try SandboxQuantity.sum(value) == Self.number(funding, "totalEquity"))
        }
    }

    @Test func samplesAreWhatTheyAreMeantToBe() throws {
        let bench = BybitBench()
        let forty = try bench.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: "forty").rows.first?["coin"]?.elements ?? []
        #expect(forty.count == 40)
        #expect(forty.allSatisfy { ($0["walletBalance"]?.string?.utf8.count ?? 0) > 12 })
        let debts = try bench.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: "debts").rows.first?["coin"]?.elements ?? []
        let owed = Dictionary(uniqueKeysWithValues: debts.map { ($0["coin"]?.string ?? "", $0["borrowAmount"]?.string ?? "") })
        #expect(owed == ["USDT": "200", "USDC": "512.33018", "ETH": "0.06142", "BTC": "0"])
        let loans = try bench.get("/v5/asset/asset-overview", as: "debts").rows.first { $0["accountType"]?.string == "CryptoLoans" }
        #expect(loans?["totalEquity"]?.string?.hasPrefix("-") == true)
        let names = try bench.get("/v5/asset/asset-overview", as: "overview").rows.compactMap { $0["accountType"]?.string }
        #expect(names.contains("BybitPayLater") && names.contains("Predication"))
        let earn = try bench.get("/v5/earn/position", "category=FlexibleSaving", as: "overview").rows
        #expect(earn.last?["amount"]?.string == "0")
        #expect(Set(try Self.positions(bench, "contracts").map(\.coin)) == ["USDT", "USDC", "BTC", "ETH"])
        let sub = try bench.get("/v5/user/query-api", as: "sub").result
        #expect(sub?["isMaster"]?.bool == false)
        #expect(try sub?["parentUid"]?.string == String(bench.account("main").uid))
        let members = try bench.get("/v5/asset/total-members-assets", as: "main")
        #expect(members.rows.count == 2)
        #expect(try Self.sum(members.rows, "origb") == Self.number(members.result, "total"))
        #expect(try bench.get("/v5/asset/total-members-assets", as: "sub").code == 10005)
        let ids = bench.state.accounts.map(\.id)
        let keys = bench.state.accounts.flatMap(\.keys).map(\.apiKey)
        let uids = bench.state.accounts.map(\.uid)
        #expect(Set(ids).count == ids.count && Set(keys).count == keys.count && Set(uids).count == uids.count)
        #expect(keys.allSatisfy { $0.utf8.count == 18 })
        #expect(bench.state.accounts.allSatisfy { !$0.title.english.isEmpty && !$0.title.chinese.isEmpty })
    }

    /// A classic account has another wallet, whose totals are told by none.
    @Test func classicAccountsHaveNoTotals() throws {
        let bench = BybitBench()
        let row = try #require(bench.get("/v5/account/wallet-balance", "accountType=CONTRACT", as: "classic").rows.first)
        for (name, value) in row.members where name.hasPrefix("total") || name.hasPrefix("account") {
            #expect(value.string == (name == "accountType" ? "CONTRACT" : ""), "\(name)")
        }
        #expect(row["coin"]?[0]?["walletBalance"]?.string == "88.8")
        #expect(try bench.get("/v5/account/info", as: "classic").result?["unifiedMarginStatus"]?.numberText == "1")
        #expect(try bench.get("/v5/account/wallet-balance", "accountType=CONTRACT", as: "main").code == 10001)
    }

    /// Liquidation of a long stands below, a short above what it was opened at.
    @Test func liquidationStandsOnTheRightSide() throws {
        let bench = BybitBench()
        for (_, row) in try Self.positions(bench, "isolated") {
            let (liquidation, average) = (try Self.number(row, "liqPrice"), try Self.number(row, "avgPrice"))
            #expect((liquidation < average) == (row["side"]?.string == "Buy"), "\(row["symbol"]?.string ?? "")")
        }
        #expect(try Self.positions(bench, "contracts").allSatisfy { $0.row["liqPrice"]?.string == "" })
    }

    /// An inverse contract of 300 dollars, by hand: 300 / 117871.34 coins, and 300 · (1/117871.34 − 1/127464.50441675) won by who sold.
    @Test func inverseContractsCountInCoins() throws {
        let bench = BybitBench()
        let row = try #require(Self.positions(bench, "contracts").first { $0.row["symbol"]?.string == "BTCUSD" }?.row)
        #expect(row["positionValue"]?.string == "0.00254514")
        #expect(row["unrealisedPnl"]?.string == "0.00019155")
    }

    @Test func pricesMoveAndFiguresFollow() throws {
        let bench = BybitBench()
        var walk = SplitMix(seed: 7)
        let before = try bench.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: "contracts").rows.first?["totalEquity"]?.string
        for _ in 0..<50 { bench.state.prices.step(using: &walk) }
        let after = try bench.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: "contracts").rows.first?["totalEquity"]?.string
        #expect(before != after)
        for _ in 0..<5_000 { bench.state.prices.step(using: &walk) }
        for row in SandboxBybit.Prices.listed {
            let price = try #require(bench.state.prices.usd(row.coin))
            #expect(price > row.usd * "0.97" && price < row.usd * "1.03")
        }
    }
}
