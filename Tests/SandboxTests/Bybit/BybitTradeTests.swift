import Testing

@testable import Sandbox

@Suite("Bybit: what owners do")
struct BybitTradeTests {
    private static let prices = SandboxBybit.Prices()

    private static func account(_ id: String) throws -> SandboxBybit.Account {
        try #require(SandboxBybit.Account.examples.first { $0.id == id })
    }

    private static func equity(_ account: SandboxBybit.Account) -> SandboxQuantity {
        SandboxBybit.AccountFigures(account, prices: prices).totalEquity
    }

    private static func wallet(_ account: SandboxBybit.Account, _ coin: String) -> SandboxQuantity {
        account.unified.first { $0.coin == coin }?.wallet ?? .zero
    }

    @Test func positionsOpenGrowShrinkAndTurn() throws {
        var account = try Self.account("rsa")
        let contract = try #require(SandboxBybit.Instrument.contract("BTCUSDT"))
        let mark = Self.prices.mark(contract)
        let before = Self.wallet(account, "USDT")
        #expect(account.fill(.init("BTCUSDT", size: "0.1"), prices: Self.prices, nowMilliseconds: 5) == .done)
        #expect(account.positions.map(\.size) == ["0.1"] && account.positions[0].side == .buy && account.positions[0].averagePrice == mark)
        // Opening costs the fee and nothing else.
        let fee = (mark * "0.1" * "0.00055").cut(toScale: 8)
        #expect(Self.wallet(account, "USDT") == before - fee)
        account.positions[0].averagePrice = mark - "1000"
        #expect(account.fill(.init("BTCUSDT", size: "0.1"), prices: Self.prices, nowMilliseconds: 6) == .done)
        #expect(account.positions[0].averagePrice == mark - "500")
        let held = Self.wallet(account, "USDT")
        #expect(account.fill(.init("BTCUSDT", size: "-0.05"), prices: Self.prices, nowMilliseconds: 7) == .done)
        #expect(account.positions[0].realised == "25" && account.positions[0].averagePrice == mark - "500")
        #expect(Self.wallet(account, "USDT") == held + "25" - (mark * "0.05" * "0.00055").cut(toScale: 8))
        #expect(account.fill(.init("BTCUSDT", size: "-0.2"), prices: Self.prices, nowMilliseconds: 8) == .done)
        #expect(
            account.positions.map(\.size) == ["0.05"] && account.positions[0].side == .sell && account.positions[0].averagePrice == mark)
        #expect(account.fill(.init("BTCUSDT", size: "0.05"), prices: Self.prices, nowMilliseconds: 9) == .done)
        #expect(account.positions.isEmpty)
    }

    /// At the mark price a trade changes what an account is worth by its fee alone, but for what eight digits of a bitcoin cut off.
    @Test(arguments: ["BTCUSD", "SOLPERP", "ETHUSDT", "BTC-25JUN27-140000-C", "SOL-25JUN27-150-P-USDT"])
    func worthStaysButForTheFee(symbol: String) throws {
        var account = try Self.account("contracts")
        let before = Self.equity(account)
        #expect(account.fill(.init(symbol, size: "3"), prices: Self.prices, nowMilliseconds: 1) == .done)
        let between = Self.equity(account)
        let contract = try #require(SandboxBybit.Instrument.contract(symbol))
        let value = SandboxBybit.PositionFigures.value(of: "3", at: Self.prices.mark(contract), contract)
        let fee = Self.prices.value(value * "0.00055", of: contract.settleCoin)
        #expect((before - between - fee).magnitude < "0.05", "\(before) \(between) \(fee)")
        #expect(account.fill(.init(symbol, size: "-3"), prices: Self.prices, nowMilliseconds: 2) == .done)
        #expect((between - Self.equity(account) - fee).magnitude < "0.05")
    }

    @Test func hedgedSidesAreKeptApart() throws {
        var account = try Self.account("hedge")
        #expect(account.fill(.init("BTCUSDT", size: "-0.01", index: 1), prices: Self.prices, nowMilliseconds: 1) == .done)
        #expect(account.positions.map(\.size) == ["0.09", "0.04"])
        #expect(account.fill(.init("BTCUSDT", size: "-1", index: 1), prices: Self.prices, nowMilliseconds: 1) == .tooLittle)
        #expect(account.fill(.init("BTCUSDT", size: "1", index: 2), prices: Self.prices, nowMilliseconds: 1) == .tooLittle)
        #expect(account.fill(.init("BTCUSDT", size: "1", index: 0), prices: Self.prices, nowMilliseconds: 1) == .notOffered)
        #expect(account.fill(.init("SOLPERP", size: "1", index: 1), prices: Self.prices, nowMilliseconds: 1) == .notOffered)
        #expect(account.carryOut(.closePositions, prices: Self.prices, nowMilliseconds: 1) == .done)
        #expect(account.positions.isEmpty)
    }

    @Test func pairsMoveCoins() throws {
        var account = try Self.account("rsa")
        #expect(account.fill(.init("ETHUSDT", size: "-0.5", isSpot: true), prices: Self.prices, nowMilliseconds: 1) == .done)
        #expect(Self.wallet(account, "ETH") == "2.250000000000000419")
        #expect(Self.wallet(account, "USDT") > "11000")
        #expect(account.fill(.init("ETHUSDT", size: "-5", isSpot: true), prices: Self.prices, nowMilliseconds: 1) == .tooLittle)
        #expect(account.fill(.init("BTCUSDT", size: "5", isSpot: true), prices: Self.prices, nowMilliseconds: 1) == .tooLittle)
        #expect(account.fill(.init("NONEUSDT", size: "5", isSpot: true), prices: Self.prices, nowMilliseconds: 1) == .notOffered)
        #expect(account.fill(.init("ETHUSDT", size: "0"), prices: Self.prices, nowMilliseconds: 1) == .notOffered)
        #expect(account.fill(.init("ETHUSDT", size: "99999999999"), prices: Self.prices, nowMilliseconds: 1) == .notOffered)
    }

    @Test func ownersChangeTheirAccounts() throws {
        let exchange = SandboxBybit.Exchange(SandboxConfiguration())
        func account(_ id: String) throws -> SandboxBybit.Account { try #require(exchange.accounts.first { $0.id == id }) }
        let id = "blocked"
        #expect(exchange.act(.deleteKeys, as: "nobody") == .accountUnknown)
        #expect(exchange.act(.bindAddresses(["192.0.2.1"]), as: id) == .done)
        #expect(try account(id).keys[0].addresses == ["192.0.2.1"])
        #expect(exchange.act(.setPermissions(.tradingOnly, readOnly: true), as: id) == .done)
        #expect(try account(id).keys[0].readOnly && account(id).keys[0].permissions == .tradingOnly)
        #expect(exchange.act(.cancelOrders, as: id) == .done)
        #expect(exchange.act(.closePositions, as: id) == .done)
        #expect(try account(id).orders.isEmpty && account(id).positions.isEmpty)
        #expect(exchange.act(.transfer("USDT", "400"), as: id) == .done)
        #expect(try account(id).funding.first?.amount == "600")
        #expect(exchange.act(.transfer("USDT", "601"), as: id) == .tooLittle)
        #expect(exchange.act(.setMarginMode(.isolated), as: id) == .done)
        #expect(try account(id).marginMode == .isolated)
        let order = SandboxBybit.Order(id: "1", symbol: "BTCUSDT", side: .buy, price: "1", quantity: "1")
        #expect(exchange.act(.place(order), as: id) == .done)
        #expect(exchange.act(.place(.init(id: "2", symbol: "NONE", side: .buy, price: "1", quantity: "1")), as: id) == .notOffered)
        #expect(exchange.act(.setPositionMode(.hedge, coin: "USDT"), as: id) == .done)
        #expect(exchange.trade(.init("SOLUSDT", size: "1", index: 1), as: id) == .done)
        #expect(try account(id).positions.map(\.index) == [1])
        #expect(exchange.trade(.init("SOLUSDT", size: "1"), as: "nobody") == .accountUnknown)
        #expect(exchange.act(.deleteKeys, as: id) == .done)
        #expect(try account(id).keys.isEmpty)
        #expect(exchange.act(.repayBorrowings, as: "debts") == .done)
        #expect(try account("debts").unified.allSatisfy { $0.spotBorrow.isZero })
    }

    /// Waiting orders hold back what they would pay with, and margin where they are for contracts.
    @Test func ordersHoldBack() throws {
        let main = SandboxBybit.AccountFigures(try Self.account("main"), prices: Self.prices)
        #expect(main.coins.first { $0.coin.coin == "SOL" }?.locked == "5")
        let blocked = SandboxBybit.AccountFigures(try Self.account("blocked"), prices: Self.prices)
        // 0.5 · 3900 at ten times; the conditional order holds nothing yet.
        #expect(blocked.coins.first { $0.coin.coin == "USDT" }?.orderMargin == "195")
    }
}
