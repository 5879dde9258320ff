import Domain
import JSON

/// The trading account as the line's channels tell of it (OKX API guide, "Account channel" and "Positions channel"). A regular push is a
/// snapshot like the first one, in one page or several; an event carries what has changed.
struct OKXStreamedAccount {
    private var coins = StreamedRows<Asset>()
    private var positions = StreamedRows<Position>()
    private var coinPages = OKXSnapshotPages()
    private var positionPages = OKXSnapshotPages()
    /// When the total that was told last was pushed.
    private var totalAt: Int64?
    /// When the last transfer happened that was told.
    private var transferAt: Int64?
    /// How many complete snapshots of the coins have come.
    private(set) var coinSnapshots = 0
    /// How the positions stand.
    private(set) var positionsSeen = Completeness.nothing

    /// How much of a list has been told.
    enum Completeness {
        case nothing
        case some
        case all
    }

    /// What follows from a push.
    enum Outcome {
        case nothing
        case changed(AccountDelta)
        /// Money went to or came from another wallet.
        case transferred
        /// More than this program keeps.
        case tooMuch
    }

    /// Takes what a channel has pushed.
    mutating func take(_ push: OKXPush, asOf: Moment) -> Outcome {
        guard !push.rows.isCut else { return .tooMuch }
        do throws(StreamOverflow) {
            switch push.channel {
            case .account: return try takeCoins(push, asOf) ?? .nothing
            case .positions: return try takePositions(push, asOf) ?? .nothing
            case .balanceAndPosition: return takeCause(push)
            }
        } catch {
            return .tooMuch
        }
    }

    // MARK: Coins

    private mutating func takeCoins(_ push: OKXPush, _ asOf: Moment) throws(StreamOverflow) -> Outcome? {
        guard let account = push.rows.views.first, account.kind == .object, let details = account["details"], details.kind == .array else {
            return nil
        }
        var fields = ReplyFields()
        let pushedAt = OKXReplies.time(account, "uTime")
        let total = newerTotal(fields.amount(account, "totalEq"), pushedAt)
        let read = ReplyRows(details.elements)
        guard !read.isCut else { throw StreamOverflow() }
        let rows: AccountDelta.Rows<Asset>?
        switch push.kind(first: coinSnapshots == 0) {
        case .snapshot(let page, let isLast):
            guard let all = try coinPages.add(read.views, page: page, isLast: isLast, byteCount: push.byteCount) else { return nil }
            rows = coins.replace(with: all.compactMap { coin($0, over: nil, pushedAt, &fields) }, pushedAt: pushedAt)
            if rows != nil { coinSnapshots += 1 }
        case .update, .unsaid:
            rows = try coins.merge(
                read.views.compactMap { view in coin(view, over: coins, pushedAt, &fields) }, pushedAt: pushedAt)
        }
        guard rows != nil || total != nil else { return nil }
        return .changed(
            AccountDelta(wallets: [.init(kind: .trading, total: total, assets: rows ?? .some([], gone: []))], asOf: asOf))
    }

    /// `nil` for a total that is older than the one that is known.
    private mutating func newerTotal(_ total: Amount?, _ pushedAt: Int64?) -> Amount? {
        if let pushedAt, let totalAt, pushedAt < totalAt { return nil }
        guard let total else { return nil }
        totalAt = pushedAt ?? totalAt
        return total
    }

    private func coin(_ view: JSONView, over earlier: StreamedRows<Asset>?, _ pushedAt: Int64?, _ fields: inout ReplyFields)
        -> StreamedRows<Asset>.Version?
    {
        guard let code = OKXReplies.assetCode(view, &fields) else { return nil }
        let coin = OKXReplies.coin(view, code, over: earlier?.row(code), &fields)
        let isGone = Self.isNothing(coin, cash: fields.amount(view, "cashBal"))
        return .init(
            key: code, row: isGone ? nil : coin, pushedAt: pushedAt, changedAt: OKXReplies.time(view, "uTime"),
            formerIDs: isGone ? [code] : [])
    }

    /// A coin that fell to zero is told once more, and then no longer. What is not known is not nothing.
    private static func isNothing(_ coin: Asset, cash: Amount?) -> Bool {
        coin.total?.isZero == true && coin.debt == nil
            && [coin.available, coin.inUse, coin.value, cash].allSatisfy { $0?.isZero != false }
    }

    // MARK: Positions

    private mutating func takePositions(_ push: OKXPush, _ asOf: Moment) throws(StreamOverflow) -> Outcome? {
        let rows: AccountDelta.Rows<Position>?
        if positionsSeen == .nothing { positionsSeen = .some }
        switch push.kind(first: positionsSeen != .all) {
        case .snapshot(let page, let isLast):
            guard let all = try positionPages.add(push.rows.views, page: page, isLast: isLast, byteCount: push.byteCount) else {
                return nil
            }
            rows = positions.replace(with: all.compactMap(Self.position), pushedAt: Self.pushedAt(all))
            if rows != nil { positionsSeen = .all }
        case .update, .unsaid:
            rows = try positions.merge(push.rows.views.compactMap(Self.position), pushedAt: Self.pushedAt(push.rows.views))
        }
        return rows.map { .changed(AccountDelta(positions: $0, asOf: asOf)) }
    }

    /// A push of positions bears its time in each row, and an empty one none.
    private static func pushedAt(_ views: [JSONView]) -> Int64? { views.compactMap { OKXReplies.time($0, "pTime") }.max() }

    private static func position(_ view: JSONView) -> StreamedRows<Position>.Version? {
        guard view.kind == .object else { return nil }
        var fields = ReplyFields()
        var figures = ReplyFields()
        let row = OKXPositions.row(view, &fields, &figures)
        let name = ["instId", "mgnMode", "posSide", "ccy"].map { fields.text(view, $0) ?? "" }.joined(separator: "|")
        return .init(
            key: fields.text(view, "posId") ?? name, row: row?.position, pushedAt: OKXReplies.time(view, "pTime"),
            changedAt: OKXReplies.time(view, "uTime"), formerIDs: row == nil ? OKXPositions.closedIDs(view) : [])
    }

    // MARK: Causes

    /// The channel's own balances and sizes are fewer than those of the other two, which tell of the same change.
    private mutating func takeCause(_ push: OKXPush) -> Outcome {
        var outcome = Outcome.nothing
        for view in push.rows.views where view["eventType"]?.string == "transferred" {
            let time = OKXReplies.time(view, "pTime")
            if let time, let transferAt, time <= transferAt { continue }
            transferAt = time ?? transferAt
            outcome = .transferred
        }
        return outcome
    }
}

/// The pages of a snapshot, from the first to the last.
struct OKXSnapshotPages {
    private var rows: [JSONView] = []
    private var lastPage: Int64 = 0
    private var byteCount = 0

    /// All rows once the last page is there; `nil` before. A page out of its turn ends the snapshot, since the next one comes by itself.
    mutating func add(_ page: [JSONView], page number: Int64?, isLast: Bool, byteCount: Int) throws(StreamOverflow) -> [JSONView]? {
        let number = number ?? 1
        if number == 1 { self = OKXSnapshotPages() }
        guard number == lastPage + 1 else {
            self = OKXSnapshotPages()
            return nil
        }
        lastPage = number
        rows += page
        self.byteCount += byteCount
        guard rows.count <= ReplyFields.rowLimit, self.byteCount <= Self.byteLimit else { throw StreamOverflow() }
        guard isLast else { return nil }
        defer { self = OKXSnapshotPages() }
        return rows
    }

    private static let byteLimit = 8 << 20
}

extension OKXPush {
    /// Where the server does not say, the first push is everything, and what follows is merged: nothing is then taken away by mistake.
    fileprivate func kind(first: Bool) -> Kind {
        switch kind {
        case .snapshot, .update: kind
        case .unsaid: first ? .snapshot(page: nil, isLast: true) : .update
        }
    }
}
