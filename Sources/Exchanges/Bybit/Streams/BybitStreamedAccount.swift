import Domain
import JSON

/// The unified account as the line's topics tell of it. Bybit pushes no snapshot: a push has the coins, totals and positions that something
/// happened to, each of them whole, and what it does not name is as it was.
struct BybitStreamedAccount {
    private var coins = StreamedRows<BybitCoin>()
    private var positions = StreamedRows<Position>()
    /// When the total that was told last was pushed.
    private var totalAt: Int64?

    /// What follows from a push.
    enum Outcome {
        case nothing
        /// Whether money may have come from another wallet, which is not pushed, or gone there.
        case changed(AccountDelta, mayBeTransfer: Bool)
        /// More than this program keeps.
        case tooMuch
    }

    /// Takes what a topic has pushed.
    mutating func take(_ push: BybitPush, asOf: Moment) -> Outcome {
        guard !push.rows.isCut else { return .tooMuch }
        do throws(StreamOverflow) {
            switch push.topic {
            case .wallet: return try takeCoins(push, asOf) ?? .nothing
            case .position: return try takePositions(push, asOf) ?? .nothing
            }
        } catch {
            return .tooMuch
        }
    }

    // MARK: Coins

    private mutating func takeCoins(_ push: BybitPush, _ asOf: Moment) throws(StreamOverflow) -> Outcome? {
        // Accounts that were not upgraded have others beside the unified one.
        let account = push.rows.views.first { view in
            view.kind == .object && [nil, "", "UNIFIED"].contains(view["accountType"]?.string)
        }
        guard let account else { return nil }
        var fields = ReplyFields()
        let read = ReplyRows(account["coin"]?.elements ?? [])
        guard !read.isCut else { throw StreamOverflow() }
        var mayBeTransfer = false
        var versions: [StreamedRows<BybitCoin>.Version] = []
        for view in read.views {
            guard let code = BybitCoin.code(view, &fields) else { continue }
            let earlier = coins.row(code)
            guard let coin = BybitCoin(view, over: earlier, &fields) else { continue }
            if earlier?.walletBalance != coin.walletBalance { mayBeTransfer = true }
            let isGone = coin.isNothing
            versions.append(
                .init(key: code, row: isGone ? nil : coin, pushedAt: push.pushedAt, changedAt: nil, formerIDs: isGone ? [code] : []))
        }
        let rows = try coins.merge(versions, pushedAt: push.pushedAt)
        let total = newerTotal(fields.amount(account, "totalEquity"), push.pushedAt)
        guard rows != nil || total != nil else { return nil }
        let pooling = BybitUnifiedBalance.pooling(account)
        let change = AccountDelta.WalletDelta(
            kind: .bybitUnified, total: total, assets: rows.map { Self.assets($0, pooling) } ?? .some([], gone: []))
        return .changed(AccountDelta(wallets: [change], asOf: asOf), mayBeTransfer: mayBeTransfer)
    }

    private static func assets(_ rows: AccountDelta.Rows<BybitCoin>, _ pooling: BybitUnifiedBalance.Pooling) -> AccountDelta.Rows<Asset> {
        switch rows {
        case .all(let coins): .all(coins.map { $0.asset(pooling) })
        case .some(let coins, let gone): .some(coins.map { $0.asset(pooling) }, gone: gone)
        }
    }

    /// `nil` for a total that is older than the one that is known.
    private mutating func newerTotal(_ total: Amount?, _ pushedAt: Int64?) -> Amount? {
        if let pushedAt, let totalAt, pushedAt < totalAt { return nil }
        guard let total else { return nil }
        totalAt = pushedAt ?? totalAt
        return total
    }

    // MARK: Positions

    private mutating func takePositions(_ push: BybitPush, _ asOf: Moment) throws(StreamOverflow) -> Outcome? {
        let versions = push.rows.views.compactMap { Self.position($0, push.pushedAt) }
        guard let rows = try positions.merge(versions, pushedAt: push.pushedAt) else { return nil }
        return .changed(AccountDelta(positions: rows, asOf: asOf), mayBeTransfer: false)
    }

    /// A push tells neither the margin mode, which is the account's, nor which side a position had that it turns or closes.
    private static func position(_ view: JSONView, _ pushedAt: Int64?) -> StreamedRows<Position>.Version? {
        var fields = ReplyFields()
        guard view.kind == .object, let category = view["category"]?.string.flatMap(BybitCategory.init),
            let symbol = fields.text(view, "symbol")
        else { return nil }
        let position = BybitPosition(view, category, &fields)
        let index = fields.whole(view, "positionIdx")
        return .init(
            key: "\(category.rawValue) \(symbol) \(index ?? 0)", row: position?.shown(nil), pushedAt: pushedAt,
            changedAt: BybitReplies.time(view, "updatedTime"),
            formerIDs: BybitPosition.otherIDs(symbol, category, index: index, open: position?.side))
    }
}
