import JSON

/// Writes what the private channels push, from the figures that requests are answered with.
struct StreamWriter: Sendable {
    let account: SandboxAccount
    private let rows: ReplyBuilder
    private let nowMilliseconds: Int64

    /// The rows of one page of a snapshot; the exchange does not tell its own number.
    static let pageSize = 20

    init(account: SandboxAccount, prices: PriceTable, nowMilliseconds: Int64) {
        self.account = account
        self.nowMilliseconds = nowMilliseconds
        rows = ReplyBuilder(prices: prices, nowMilliseconds: nowMilliseconds)
    }

    private var now: String { String(nowMilliseconds) }

    /// Everything, in pages: the first push of a subscription, and the regular ones.
    func snapshot(for argument: StreamArgument) -> [JSONValue] {
        switch argument.channel {
        case .account:
            let (row, details) = balance(currencies: argument["ccy"].map { [$0] })
            return pages(details).enumerated().map { number, page in
                push(argument, [row.with(["details": .array(page.rows)])], page: (number + 1, page.isLast))
            }
        case .positions:
            return pages(positions(account.positions.filter(argument.includes))).enumerated().map { number, page in
                push(argument, page.rows, page: (number + 1, page.isLast))
            }
        case .balanceAndPosition:
            let held = account.trading.filter { !$0.cash.isZero }
            return [
                push(argument, [changes("snapshot", held.map(cash), account.positions.map { changed($0, isClosed: false) }, trade: nil)])
            ]
        case .tickers, .indexTickers: return []
        }
    }

    /// What is different and nothing else; `nil` where that is nothing.
    func event(_ change: AccountChange, for argument: StreamArgument) -> JSONValue? {
        switch argument.channel {
        case .account:
            let wanted = change.currencies.filter { argument["ccy"] == nil || argument["ccy"] == $0 }
            guard !wanted.isEmpty else { return nil }
            let (row, details) = balance(currencies: Array(wanted))
            return push(argument, [row.with(["details": .array(details)])], event: "event_update")
        case .positions:
            let open = account.positions.filter { change.positions.contains($0.id) && argument.includes($0) }
            let closed = change.closed.filter(argument.includes).map(Self.emptied)
            guard !open.isEmpty || !closed.isEmpty else { return nil }
            return push(argument, positions(open + closed), event: "event_update")
        case .balanceAndPosition:
            let held = change.cash.sorted().map { currency in
                account.trading.first { $0.currency == currency } ?? SandboxHolding(currency, cash: .zero)
            }
            let open = account.positions.filter { change.positions.contains($0.id) }.map { changed($0, isClosed: false) }
            let closed = change.closed.map { changed($0, isClosed: true) }
            guard !held.isEmpty || !open.isEmpty || !closed.isEmpty else { return nil }
            return push(argument, [changes(change.cause.rawValue, held.map(cash), open + closed, trade: change.trade)])
        case .tickers, .indexTickers: return nil
        }
    }

    /// What a channel tells of an account, without its currencies, and those. The names that differ from the answers to requests are those of
    /// OKX API guide, "Account channel".
    private func balance(currencies: [String]?) -> (row: JSONValue, details: [JSONValue]) {
        guard case .object(let members)? = rows.balance(account, currencies: currencies).first else { return (.object([]), []) }
        var details: [JSONValue] = []
        if case .array(let rows)? = members.first(where: { $0.name == "details" })?.value { details = rows }
        return (.object(members.filter { $0.name != "details" }), details.map(streamed))
    }

    private func streamed(_ detail: JSONValue) -> JSONValue {
        guard case .object(var members) = detail else { return detail }
        for index in members.indices where members[index].name == "maxSpotInUse" { members[index].name = "maxSpotInUseAmt" }
        if case .string(let currency)? = members.first(where: { $0.name == "ccy" })?.value {
            members.append(JSONValue.Member("coinUsdPrice", .string(rows.prices.usd(currency).map { "\($0)" } ?? "")))
        }
        return .object(members.sorted { $0.name < $1.name })
    }

    private func positions(_ positions: [SandboxPosition]) -> [JSONValue] {
        positions.map { rows.position($0).with(["pTime": .string(now)]) }
    }

    /// A position that is no more is pushed once, with nothing in it.
    private static func emptied(_ position: SandboxPosition) -> SandboxPosition {
        var position = position
        position.contracts = .zero
        return position
    }

    private func cash(_ holding: SandboxHolding) -> JSONValue {
        .row(["ccy": holding.currency, "cashBal": "\(holding.cash)", "uTime": now])
    }

    private func changed(_ position: SandboxPosition, isClosed: Bool) -> JSONValue {
        .row([
            "avgPx": "\(position.averagePrice)", "ccy": position.marginCurrency, "instId": position.instrument, "instType": "SWAP",
            "mgnMode": position.marginMode.rawValue, "nonSettleAvgPx": "", "pos": isClosed ? "0" : "\(position.contracts)", "posCcy": "",
            "posId": position.id, "posSide": position.side.rawValue, "settledPnl": "", "tradeId": position.tradeID, "uTime": now,
        ])
    }

    private func changes(
        _ event: String, _ balances: [JSONValue], _ positions: [JSONValue], trade: (instrument: String, id: String)?
    ) -> JSONValue {
        .members([
            "pTime": .string(now), "eventType": .string(event), "balData": .array(balances), "posData": .array(positions),
            "trades": .array(trade.map { [.row(["instId": $0.instrument, "tradeId": $0.id])] } ?? []),
        ])
    }

    /// A channel without rows has one empty page.
    private func pages(_ rows: [JSONValue]) -> [(rows: [JSONValue], isLast: Bool)] {
        guard !rows.isEmpty else { return [([], true)] }
        return stride(from: 0, to: rows.count, by: Self.pageSize).map { start in
            (Array(rows[start..<min(start + Self.pageSize, rows.count)]), start + Self.pageSize >= rows.count)
        }
    }

    private func push(
        _ argument: StreamArgument, _ rows: [JSONValue], event: String? = nil, page: (number: Int, isLast: Bool)? = nil
    ) -> JSONValue {
        var push = JSONValue.members(["arg": argument.pushed(uid: account.uid)])
        if let page {
            push = push.with([
                "eventType": "snapshot", "curPage": .number(text: String(page.number)), "lastPage": .bool(page.isLast),
            ])
        } else if let event {
            push = push.with(["eventType": .string(event)])
        }
        return push.with(["data": .array(rows)])
    }
}
