/// Changes of an account that an exchange pushed: rows that replace the earlier ones. What it does not name stays as it was.
public struct AccountDelta: Hashable, Sendable {
    /// The wallets that changed; the others stay as they were.
    public let wallets: [WalletDelta]
    /// `nil` where nothing was said of positions.
    public let positions: Rows<Position>?
    /// When the change arrived, by this machine's clock.
    public let asOf: Moment

    /// What was told of one wallet.
    public struct WalletDelta: Hashable, Sendable {
        /// The wallet, found again in the account by its `id`.
        public let kind: Wallet.Kind
        /// What it is worth now; `nil` where that was not told, and then it is not known to have changed.
        public let total: Amount?
        /// The rows of the wallet that the exchange sent.
        public let assets: Rows<Asset>

        /// A wallet with its rows.
        public init(kind: Wallet.Kind, total: Amount?, assets: Rows<Asset>) {
            self.kind = kind
            self.total = total
            self.assets = assets
        }
    }

    /// Rows as an exchange sends them.
    public enum Rows<Row: AccountRow>: Hashable, Sendable {
        /// All there are: what is absent is gone.
        case all([Row])
        /// Those that changed, and those that are gone.
        case some([Row], gone: [Row.RowID])
    }

    /// Changes that arrived together, with the time by this machine's clock.
    public init(wallets: [WalletDelta] = [], positions: Rows<Position>? = nil, asOf: Moment) {
        self.wallets = wallets
        self.positions = positions
        self.asOf = asOf
    }
}

/// A row of an account that can be matched with its earlier version.
public protocol AccountRow: Hashable, Sendable {
    /// What identifies a row among the others of its kind.
    associatedtype RowID: Hashable & Sendable
    /// The same for every version of a row.
    var rowID: RowID { get }
}

extension Asset: AccountRow {
    /// The asset's code, which is unique within its wallet.
    public var rowID: String { code }
}

extension Position: AccountRow {
    /// Identifies a position: one instrument can be held on both sides, and in either margin mode.
    public struct RowID: Hashable, Sendable {
        /// The exchange's id of the instrument, such as `BTC-USDT-SWAP`.
        public let instrument: String
        /// The direction, since in hedge mode both can be open; `nil` where it could not be read.
        public let side: PositionSide?
        /// Isolated or cross; `nil` for a mode that this program does not know.
        public let marginMode: MarginMode?
        /// What margin and profit are counted in; `nil` where the exchange did not say.
        public let currency: String?

        /// Identifies a position among the others of the same instrument.
        public init(instrument: String, side: PositionSide?, marginMode: MarginMode?, currency: String?) {
            self.instrument = instrument
            self.side = side
            self.marginMode = marginMode
            self.currency = currency
        }
    }

    /// What tells it from the other positions of the account.
    public var rowID: RowID { RowID(instrument: instrument, side: side, marginMode: marginMode, currency: currency) }
}

extension AccountDelta {
    /// Both changes in one.
    public func followed(by later: AccountDelta) -> AccountDelta {
        var wallets = wallets
        for change in later.wallets {
            if let index = wallets.firstIndex(where: { $0.kind.id == change.kind.id }) {
                wallets[index] = wallets[index].followed(by: change)
            } else {
                wallets.append(change)
            }
        }
        let rows = later.positions.map { positions?.followed(by: $0) ?? $0 } ?? positions
        return AccountDelta(
            wallets: wallets, positions: rows, asOf: later.asOf.unixMilliseconds > asOf.unixMilliseconds ? later.asOf : asOf)
    }
}

extension AccountDelta.WalletDelta {
    fileprivate func followed(by later: Self) -> Self {
        Self(kind: kind, total: later.total ?? total, assets: assets.followed(by: later.assets))
    }
}

extension AccountDelta.Rows {
    fileprivate func followed(by later: Self) -> Self {
        switch (self, later) {
        case (_, .all): return later
        case (.all(let rows), .some): return .all(later.applied(to: rows))
        case (.some(let rows, let gone), .some(_, let newlyGone)):
            let rows = later.applied(to: rows)
            let present = Set(rows.map(\.rowID))
            let all = Set(gone).union(newlyGone).subtracting(present)
            return .some(rows, gone: (gone + newlyGone).filter { all.contains($0) })
        }
    }

    /// The rows after the change, those that stay in the order in which they were.
    func applied(to old: [Row]) -> [Row] {
        let (new, gone): ([Row], Set<Row.RowID>) =
            switch self {
            case .all(let rows): (rows, Set(old.map(\.rowID)).subtracting(rows.map(\.rowID)))
            case .some(let rows, let gone): (rows, Set(gone))
            }
        let news = Dictionary(new.map { ($0.rowID, $0) }, uniquingKeysWith: { $1 })
        let known = Set(old.map(\.rowID))
        var added: Set<Row.RowID> = []
        return old.filter { !gone.contains($0.rowID) || news[$0.rowID] != nil }.map { news[$0.rowID] ?? $0 }
            + new.filter { !known.contains($0.rowID) && added.insert($0.rowID).inserted }.map { news[$0.rowID] ?? $0 }
    }
}

extension AccountDelta.WalletDelta {
    /// The wallet after the change. Rows that change say nothing of others that could not be read.
    func applied(to old: Wallet?) -> Wallet {
        let failure: Failure? =
            switch assets {
            case .all: nil
            case .some: old?.failure
            }
        // Prices come with readings, and a change of an amount says nothing of them.
        let prices = Dictionary((old?.assets ?? []).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let assets = assets.applied(to: old?.assets ?? []).map { asset in
            asset.price == nil ? asset.priced(prices[asset.code]?.price, dayChange: prices[asset.code]?.dayChange) : asset
        }
        return Wallet(kind: old?.kind ?? kind, total: total ?? old?.total, assets: assets, failure: failure)
    }
}

extension PositionsReading {
    /// The positions after a change. Where they could not be read before, only a complete list makes them known.
    func applying(_ rows: AccountDelta.Rows<Position>) -> PositionsReading {
        switch (self, rows) {
        case (.read(let old), _): .read(rows.applied(to: old))
        case (.failed, .all(let all)), (.unasked, .all(let all)): .read(all)
        case (.failed, .some), (.unasked, .some): self
        }
    }
}

extension AccountDelta.Rows<Position> {
    /// The rows with what a push leaves out of them: where the margin mode is one of the whole account, or a contract has one currency, only
    /// readings tell.
    func filled(from known: [Position], _ settings: AccountSettings) -> Self {
        switch self {
        case .all(let rows): .all(rows.map { $0.filled(from: known, settings) })
        case .some(let rows, let gone): .some(rows.map { $0.filled(from: known, settings) }, gone: gone.map { $0.found(among: known) })
        }
    }
}

extension Position {
    fileprivate func filled(from known: [Position], _ settings: AccountSettings) -> Position {
        guard marginMode == nil || currency == nil, !known.contains(where: { $0.rowID == rowID }) else { return self }
        let same = known.first { rowID.isMeant(by: $0) }
        return Position(
            instrument: instrument, kind: kind, side: side, size: size, entryPrice: entryPrice, markPrice: markPrice,
            unrealizedProfit: unrealizedProfit, leverage: leverage, marginMode: marginMode ?? same?.marginMode ?? settings.marginMode,
            liquidationPrice: liquidationPrice, currency: currency ?? same?.currency)
    }
}

extension Position.RowID {
    /// Whether a row may be the one that is meant, where this leaves out how its margin is held or counted.
    fileprivate func isMeant(by row: Position) -> Bool {
        row.instrument == instrument && row.side == side && [nil, row.marginMode].contains(marginMode)
            && [nil, row.currency].contains(currency)
    }

    /// The id of the row that is meant.
    fileprivate func found(among known: [Position]) -> Self {
        guard marginMode == nil || currency == nil, !known.contains(where: { $0.rowID == self }) else { return self }
        return known.first(where: isMeant)?.rowID ?? self
    }
}

extension AccountSettings {
    /// How every position's margin is held, where that is set for the whole account.
    fileprivate var marginMode: Position.MarginMode? {
        guard let row = self[Setting.Key(id: "margin-mode", scope: .account)] else { return nil }
        switch row.setting.nature {
        case .chosen: break
        case .ofPositions: return nil
        }
        // Portfolio margin, too, is that of the whole account.
        return row.value.flatMap { $0.id == "portfolio" ? .cross : Position.MarginMode(rawValue: $0.id) }
    }
}

extension AccountSnapshot.Equity {
    /// The total after the value of one wallet has changed and the others have kept theirs.
    func moved(from old: Wallet?, to new: Wallet) -> AccountSnapshot.Equity {
        guard let total = new.total else { return self }
        switch (coverage, new.kind.role) {
        case (.whole, _):
            guard let old = old?.total else { return self }
            return AccountSnapshot.Equity(currency: currency, total: self.total + total - old, coverage: coverage)
        case (.tradingOnly, .trading): return AccountSnapshot.Equity(currency: currency, total: total, coverage: coverage)
        case (.tradingOnly, .holding), (.tradingOnly, .sum): return self
        }
    }
}

extension AccountSnapshot {
    /// The reading with pushed changes applied.
    func applying(_ delta: AccountDelta) -> AccountSnapshot {
        var (wallets, equity) = (wallets, equity)
        for change in delta.wallets {
            let index = wallets.firstIndex { $0.kind.id == change.kind.id }
            let old = index.map { wallets[$0] }
            let new = change.applied(to: old)
            equity = equity?.moved(from: old, to: new)
            if let index { wallets[index] = new } else { wallets.append(new) }
        }
        return AccountSnapshot(
            key: key, kind: kind, settings: settings, equity: equity, wallets: wallets,
            positions: delta.positions.map { positions.applying($0.filled(from: positions.list ?? [], settings)) } ?? positions,
            rates: rates, notices: notices, remarks: remarks,
            clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: delta.asOf.unixMilliseconds > asOf.unixMilliseconds ? delta.asOf : asOf,
            accountID: accountID, limits: limits)
    }
}
