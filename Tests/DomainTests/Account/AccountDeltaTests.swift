import Domain
import TestSupport
import Testing

/// What an exchange pushes, applied to what is known.
struct AccountDeltaTests {
    private static let trading = Wallet.Kind(id: "trading", label: Phrase(verbatim: "trading"), role: .trading)
    private static let funding = Wallet.Kind(id: "funding", label: Phrase(verbatim: "funding"))

    private static func moment(_ milliseconds: Int64) -> Moment {
        Moment(unixMilliseconds: milliseconds, clockTime: "\(milliseconds)", iso8601: "\(milliseconds)")
    }

    private static func asset(_ code: String, _ total: String) -> Asset {
        Asset(code: code, total: Amount(total), available: nil, inUse: nil, value: Amount(total), unrealizedProfit: nil)
    }

    private static func position(_ instrument: String, _ side: PositionSide, _ size: String) -> Position {
        Position(instrument: instrument, kind: .perpetual, side: side, size: Amount(size), marginMode: .isolated)
    }

    private static func account(
        coverage: AccountSnapshot.Equity.Coverage = .whole, positions: PositionsReading = .read([position("A", .long, "1")])
    ) -> Account {
        Account(
            AccountSnapshot(
                key: KeyDescription(masked: "…", label: "", permissions: nil, addresses: .notTold, expiry: .never), kind: nil,
                settings: .untold,
                equity: AccountSnapshot.Equity(currency: "USD", total: Amount(150), coverage: coverage),
                wallets: [
                    Wallet(kind: trading, total: Amount(100), assets: [asset("BTC", "60"), asset("USDT", "40")]),
                    Wallet(kind: funding, total: Amount(50), assets: [asset("ETH", "50")]),
                ], positions: positions, notices: [], clockOffsetMilliseconds: 0, asOf: Self.moment(1_000)))
    }

    private static func after(_ delta: AccountDelta, _ account: Account = account()) throws -> AccountSnapshot {
        var account = account
        account.apply(.delta(delta), futures: .used)
        return try #require(account.snapshot)
    }

    private static func delta(_ kind: Wallet.Kind = trading, total: Int?, _ assets: AccountDelta.Rows<Asset>) -> AccountDelta {
        AccountDelta(
            wallets: [.init(kind: kind, total: total.map { Amount($0) }, assets: assets)], asOf: Self.moment(2_000))
    }

    /// A row keeps its place, so that nothing moves on the screen.
    @Test func changedRowsKeepTheirPlaceAndOthersStay() throws {
        let after = try Self.after(Self.delta(total: 101, .some([Self.asset("SOL", "1"), Self.asset("BTC", "60.5")], gone: ["XRP"])))
        #expect(after.wallets[0].assets == [Self.asset("BTC", "60.5"), Self.asset("USDT", "40"), Self.asset("SOL", "1")])
        #expect(after.wallets[1].assets == [Self.asset("ETH", "50")])
        #expect(after.asOf == Self.moment(2_000))
    }

    /// A stream tells amounts; the price that a reading told still holds.
    @Test func aPriceOutlastsAChangeOfTheAmount() throws {
        var account = Self.account()
        let priced = Self.asset("BTC", "60").priced(Amount(7), dayChange: Amount(-2))
        account.apply(.delta(Self.delta(total: 100, .some([priced], gone: []))), futures: .used)
        for rows in [AccountDelta.Rows.some([Self.asset("BTC", "61")], gone: []), .all([Self.asset("BTC", "61")])] {
            let asset = try Self.after(Self.delta(total: 101, rows), account).wallets[0].assets[0]
            #expect(asset == Self.asset("BTC", "61").priced(Amount(7), dayChange: Amount(-2)))
        }
        let newer = Self.asset("BTC", "61").priced(Amount(8), dayChange: nil)
        #expect(try Self.after(Self.delta(total: 101, .some([newer], gone: [])), account).wallets[0].assets[0] == newer)
    }

    @Test func whatIsAbsentFromAllRowsIsGone() throws {
        let after = try Self.after(Self.delta(total: 40, .all([Self.asset("USDT", "40")])))
        #expect(after.wallets[0].assets == [Self.asset("USDT", "40")])
        #expect(try Self.after(Self.delta(total: 40, .some([], gone: ["BTC"]))).wallets == after.wallets)
    }

    /// The exchange told one wallet; the account is worth more by what that wallet is worth more.
    @Test func theTotalMovesWithTheWalletThatWasTold() throws {
        #expect(try Self.after(Self.delta(total: 103, .some([], gone: []))).equity?.total == Amount(153))
        #expect(try Self.after(Self.delta(Self.funding, total: 49, .some([], gone: []))).equity?.total == Amount(149))
        #expect(try Self.after(Self.delta(total: nil, .some([], gone: []))).equity?.total == Amount(150), "not told, not changed")
        let partial = Self.account(coverage: .tradingOnly)
        #expect(try Self.after(Self.delta(total: 103, .some([], gone: [])), partial).equity?.total == Amount(103))
        #expect(try Self.after(Self.delta(Self.funding, total: 49, .some([], gone: [])), partial).equity?.total == Amount(150))
    }

    @Test func aWalletThatNobodyHasReadIsAdded() throws {
        let kind = Wallet.Kind(id: "earn", label: Phrase(verbatim: "earn"))
        let after = try Self.after(Self.delta(kind, total: 5, .all([Self.asset("DAI", "5")])))
        #expect(after.wallets.map(\.kind.id) == ["trading", "funding", "earn"])
        #expect(after.equity?.total == Amount(150), "what it was worth before is not known")
    }

    @Test func positionsOfOneInstrumentAreToldApart() throws {
        let rows = AccountDelta.Rows.some([Self.position("A", .short, "2"), Self.position("A", .long, "3")], gone: [])
        let after = try Self.after(AccountDelta(positions: rows, asOf: Self.moment(2_000)))
        #expect(after.positions == .read([Self.position("A", .long, "3"), Self.position("A", .short, "2")]))
        let closed = AccountDelta(positions: .some([], gone: [Self.position("A", .long, "1").rowID]), asOf: Self.moment(2_000))
        #expect(try Self.after(closed).positions == .read([]))
    }

    /// A change of one says nothing of the others.
    @Test func positionsThatCouldNotBeHadAreKnownOnlyByAllOfThem() throws {
        let failure = Failure(.timeout, message: Phrase(verbatim: "…"), remedy: [])
        let account = Self.account(positions: .failed(failure))
        let moment = Self.moment(2_000)
        let some = AccountDelta(positions: .some([Self.position("A", .long, "3")], gone: []), asOf: moment)
        #expect(try Self.after(some, account).positions == .failed(failure))
        let all = AccountDelta(positions: .all([Self.position("A", .long, "3")]), asOf: moment)
        #expect(try Self.after(all, account).positions == .read([Self.position("A", .long, "3")]))
    }

    @Test func nothingIsKnownByAChangeAlone() {
        var account = Account()
        account.apply(.delta(Self.delta(total: 1, .all([]))), futures: .used)
        #expect(account.snapshot == nil)
    }

    /// Two changes in one leave the same account as one after the other.
    @Test(arguments: 1...200) func twoChangesAreOne(seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        let (first, second) = (Self.random(&chance), Self.random(&chance))
        let after = try Self.after(first.followed(by: second))
        var account = Self.account()
        account.apply(.delta(first), futures: .used)
        let expected = try Self.after(second, account)
        #expect(after.equity == expected.equity && after.asOf == expected.asOf)
        #expect(after.wallets.map(\.total) == expected.wallets.map(\.total))
        // A row that went and came back may stand elsewhere.
        #expect(after.wallets.map { Set($0.assets) } == expected.wallets.map { Set($0.assets) }, "seed \(seed): \(first) \(second)")
        #expect(after.positions.list.map(Set.init) == expected.positions.list.map(Set.init), "seed \(seed): \(first) \(second)")
    }

    private static func random(_ chance: inout SeededGenerator) -> AccountDelta {
        func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &chance) }
        let codes = ["BTC", "USDT", "ETH", "SOL"]
        func some() -> [String] { codes.filter { _ in below(2) == 0 } }
        let coins = some().map { asset($0, "\(below(90))") }
        let open = some().map { position($0, below(2) == 0 ? .long : .short, "\(1 + below(9))") }
        let gone = some().flatMap { [position($0, .long, "1").rowID, position($0, .short, "1").rowID] }
        let positions: AccountDelta.Rows<Position>? = below(3) == 0 ? nil : below(3) == 0 ? .all(open) : .some(open, gone: gone)
        let kind = below(4) == 0 ? funding : trading
        let rows: AccountDelta.Rows<Asset> = below(3) == 0 ? .all(coins) : .some(coins, gone: some())
        let wallet = AccountDelta.WalletDelta(kind: kind, total: below(3) == 0 ? nil : Amount(below(500)), assets: rows)
        return AccountDelta(wallets: [wallet], positions: positions, asOf: moment(Int64(2_000 + below(900))))
    }
}
