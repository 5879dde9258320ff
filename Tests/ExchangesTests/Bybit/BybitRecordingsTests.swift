import Domain
import Foundation
import HTTP
import JSON
import Testing

@testable import Exchanges

/// Where the recorded replies are.
private enum Recordings {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../shared/recorded/bybit")
        .standardized
    static let areThere = FileManager.default.fileExists(atPath: folder.appending(path: "INDEX.md").path())
}

/// Every reply and push of an account that Bybit documents, or that others recorded, where the folder of them is at hand: read to the digit.
@Suite(.enabled(if: Recordings.areThere)) struct BybitRecordingsTests {
    private static let folder = Recordings.folder

    private static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: name + ".json")))
    }

    private static func names(_ wanted: (String) -> Bool) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
            .filter(wanted).sorted()
    }

    private static func root(_ name: String) throws -> JSONView { try JSONDocument(parsing: bytes(name)).root }

    private static func decode(_ part: BybitPart, _ name: String) throws -> BybitPartReply {
        try BybitAdapter.decode(part, Sample.reply(bytes(name))).get()
    }

    /// The same figure, or none where Bybit gave none.
    private static func agree(_ amount: Amount?, _ written: JSONView?) -> Bool {
        let text = written?.scalarText ?? ""
        return text.isEmpty ? amount == nil : amount?.written == text
    }

    // MARK: Wallets

    private static func check(_ coins: [BybitCoin], _ rows: [JSONView], _ file: String) {
        #expect(coins.map(\.code) == rows.map { $0["coin"]?.string }, "\(file)")
        for (coin, row) in zip(coins, rows) {
            let place = Comment(rawValue: "\(file) \(coin.code)")
            #expect(agree(coin.equity, row["equity"]) && agree(coin.walletBalance, row["walletBalance"]), place)
            #expect(agree(coin.value, row["usdValue"]) && agree(coin.locked, row["locked"]), place)
            #expect(agree(coin.positionMargin, row["totalPositionIM"]) && agree(coin.orderMargin, row["totalOrderIM"]), place)
            #expect(agree(coin.unrealizedProfit, row["unrealisedPnl"]), place)
            let borrowed = row["borrowAmount"]?.string.flatMap { Amount($0) }
            #expect(coin.debt == (borrowed?.isZero == false ? borrowed : nil), place)
        }
    }

    @Test func unifiedBalances() throws {
        let names = try Self.names { $0.contains("wallet_balance") || $0.contains("wallet-balance") || $0.contains("GetBalances") }
        #expect(names.count == 5)
        for name in names {
            guard case .unified(let balance) = try Self.decode(.unified, name) else { continue }
            let account = try #require(Self.root(name)["result"]?["list"]?[0])
            #expect(balance.unreadable.isEmpty && Self.agree(balance.totalEquity, account["totalEquity"]), "\(name)")
            #expect(balance.pooling == (name.contains("isolated") ? .separate : .shared), "\(name)")
            Self.check(balance.coins, account["coin"]?.elements ?? [], name)
        }
    }

    /// An account that was seen live in isolated margin: its own coin tells what is free, and its row is its total.
    @Test func theIsolatedAccount() throws {
        let parts: [BybitPart: Result<BybitPartReply, Failure>] = [
            .unified: .success(try Self.decode(.unified, "observed__wallet-balance_isolated_uta"))
        ]
        let snapshot = BybitAccountScene.snapshot(parts, .isolated)
        let coin = try #require(snapshot.wallet("unified")?.asset("USDT"))
        #expect(coin.written == ["3967.36309513", "1804.74769114", "2466.37380399", "3966.90684837", "-303.7584", "–"])
        #expect(Reconciliation(snapshot).parts.map(\.difference.isZero) == [true])
    }

    @Test func debts() throws {
        guard case .unified(let balance) = try Self.decode(.unified, "nautilus__http_get_wallet_balance_spot_short") else { return }
        let coin = try #require(balance.assets.first { $0.code == "ETH" })
        #expect(coin.written == ["0", "–", "–", "-191.31", "0", "0.06142"] && coin.isDebt)
    }

    @Test func overviews() throws {
        let names = try Self.names { $0.contains("asset-overview") || $0.contains("AssetOverview") }
        #expect(names.count == 2)
        for name in names {
            guard case .overview(let overview) = try Self.decode(.overview, name) else { continue }
            let rows = try #require(Self.root(name)["result"]?["list"]?.elements)
            #expect(overview.unreadable.isEmpty && overview.total?.written == "7457023", "\(name)")
            #expect(overview.accounts.map(\.name) == rows.map { $0["accountType"]?.string })
            for (account, row) in zip(overview.accounts, rows) { #expect(Self.agree(account.total, row["totalEquity"]), "\(account.name)") }
            let held = try #require(overview.account("FundingAccount")).assets
            let listed = try #require(rows.first { $0["accountType"]?.string == "FundingAccount" }?["coinDetail"]?.elements)
            #expect(
                held.map(\.code) == listed.map { $0["coin"]?.string }
                    && held.map { $0.total?.written } == listed.map { $0["equity"]?.string })
            #expect(overview.account("TradingBot")?.assets.map { $0.total?.plain } == ["120.5315"], "one coin of three bots")
            #expect(overview.account("CryptoLoans")?.assets.first?.total?.written == "-0.00100377")
            // The total is rounded, and leaves Alpha out where that is told.
            let (sum, total) = (try #require(overview.sum), try #require(overview.total))
            #expect(sum.nearer(to: total).plain == "7457022.98")
            if let alpha = overview.account("Alpha")?.assets {
                #expect(alpha.map(\.code) == ["TSLAx", "PUMP", "SOL-USDC", "JLP-USDC"])
                #expect(alpha.map { $0.value?.written } == [nil, nil, "3.4268", "3.3879"] && sum.all.plain == "7457358.31")
            } else {
                #expect(!name.hasPrefix("docs") && sum.all == sum.withoutAlpha)
            }
            let snapshot = BybitAccountScene.snapshot([.overview: .success(.overview(overview))])
            #expect(snapshot.wallets.count == rows.count && snapshot.equity?.total.written == "7457023")
            #expect(!snapshot.notices.contains { $0.warning == .totalDiffers })
        }
    }

    @Test func whatEarns() throws {
        guard case .earn(let earn) = try Self.decode(.earn, "docs__finance_earn_easy-onchain_position") else { return }
        #expect(earn.assets.map(\.code) == ["BTC"] && earn.assets.first?.total?.written == "0.1" && earn.unreadable.isEmpty)
    }

    @Test func spotPrices() throws {
        guard case .prices(let prices) = try Self.decode(.prices, "jkorf__ExchangeData_GetSpotTickers") else { return }
        #expect(prices.dollars("BTC")?.written == "20784.12009279" && prices.last["USDT"]?["BTC"]?.price.written == "20533.13")
        #expect(prices.dollars("USDT") == nil, "nothing tells")
    }

    // MARK: Positions

    private static func check(_ position: Position, _ row: JSONView, _ file: String) {
        let place = Comment(rawValue: "\(file) \(position.instrument)")
        #expect(position.instrument == row["symbol"]?.string && agree(position.size, row["size"]), place)
        #expect(position.side == (row["side"]?.string == "Sell" ? .short : .long), place)
        #expect(agree(position.entryPrice, row["avgPrice"] ?? row["entryPrice"]) && agree(position.markPrice, row["markPrice"]), place)
        #expect(agree(position.liquidationPrice, row["liqPrice"]) && agree(position.unrealizedProfit, row["unrealisedPnl"]), place)
        #expect(agree(position.leverage, row["leverage"]), place)
    }

    @Test func positions() throws {
        let names = try Self.names { $0.contains("get_positions") || $0.contains("GetPositions") || $0 == "docs__position_position" }
        #expect(names.count == 4)
        var read = 0
        for name in names {
            let result = try #require(Self.root(name)["result"])
            let category = try #require(result["category"]?.string.flatMap(BybitCategory.init))
            guard
                case .positions(let positions) = try Self.decode(
                    .positions(category == .inverse ? .inverse : .linear(settling: "USDT")), name)
            else { continue }
            let rows = (result["list"]?.elements ?? []).filter { $0["side"]?.string != "" }
            #expect(positions.unreadable.isEmpty && positions.rows.count == rows.count, "\(name)")
            for (position, row) in zip(positions.rows, rows) {
                read += 1
                Self.check(position.shown(.isolated), row, name)
                #expect(Self.agree(position.value, row["positionValue"]))
                #expect(position.currency == (category == .inverse ? "BTC" : "USDT"), "\(name)")
            }
        }
        #expect(read >= 5)
    }

    // MARK: Pushes

    @Test func pushesOfWallets() throws {
        let names = try Self.names { $0.contains("private_wallet") || $0.hasPrefix("nautilus__ws_account_wallet") }
        #expect(names.count == 4)
        for name in names {
            let account = try #require(Self.root(name)["data"]?[0])
            var talk = BybitTalk.live()
            let steps = talk.hear(try Self.bytes(name))
            #expect(steps.words.first == "delta", "\(name)")
            #expect(Self.agree(talk.wallet.total, account["totalEquity"]), "\(name)")
            for row in account["coin"]?.elements ?? [] {
                let coin = try #require(talk.wallet.asset(row["coin"]?.string ?? ""), "\(name)")
                #expect(Self.agree(coin.total, row["equity"]) && Self.agree(coin.value, row["usdValue"]), "\(name)")
                // What holds it back is not all there.
                if row["locked"] == nil || row["totalOrderIM"]?.string == "" { #expect(coin.inUse == nil && coin.available == nil) }
            }
        }
    }

    @Test func pushesOfPositions() throws {
        let names = try Self.names { $0.contains("private_position") || $0.hasPrefix("nautilus__ws_account_position") }
        #expect(names.count == 3)
        for name in names {
            let row = try #require(Self.root(name)["data"]?[0])
            var talk = BybitTalk.live()
            #expect(talk.hear(try Self.bytes(name)).words == ["delta"], "\(name)")
            let shown = talk.snapshot.positions.list?.first { $0.instrument == row["symbol"]?.string }
            if row["side"]?.string == "" {
                #expect(shown == nil && talk.positions.count == 1, "one that was closed")
            } else {
                Self.check(try #require(shown), row, name)
                #expect(talk.positions.count == 1)
            }
        }
    }

    @Test func answersOfTheLine() throws {
        var talk = BybitTalk()
        _ = talk.open()
        talk.hear(BybitPushes.signedIn)
        #expect(talk.hear(try Self.bytes("nautilus__ws_subscription_ack")).words == ["live"])
        var other = BybitTalk()
        _ = other.open()
        other.hear(BybitPushes.signedIn)
        #expect(other.hear(try Self.bytes("nautilus__ws_subscription_failure")).words == ["another: exchangeRefused"])
    }
}
