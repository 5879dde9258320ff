/// What an exchange told of an account without being asked: rows that take the place of those there were. What it does not name stays.
public struct AccountDelta: Hashable, Sendable {
    public let wallets: [WalletDelta]
    /// `nil` where nothing was said of positions.
    public let positions: Rows<Position>?
    public let asOf: Moment

    /// What was told of one wallet.
    public struct WalletDelta: Hashable, Sendable {
        public let kind: Wallet.Kind
        /// What it is worth now; `nil` where that was not told, and then it is not known to have changed.
        public let total: Amount?
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

    /// What was told, as of a moment of this machine's clock.
    public init(wallets: [WalletDelta] = [], positions: Rows<Position>? = nil, asOf: Moment) {
        self.wallets = wallets
        self.positions = positions
        self.asOf = asOf
    }
}

/// A row of an account that is known again when it comes anew.
public protocol AccountRow: Hashable, Sendable {
    associatedtype RowID: Hashable & Sendable
    var rowID: RowID { get }
}

extension Asset: AccountRow {
    /// Within its wallet.
    public var rowID: String { code }
}

extension Position: AccountRow {
    /// One instrument can be held on both sides, and with either margin.
    public struct RowID: Hashable, Sendable {
        public let instrument: String
        public let side: PositionSide?
        public let marginMode: MarginMode?
        public let currency: String?

        /// The position of an instrument by what tells it from others of the same.
        public init(instrument: String, side: PositionSide?, marginMode: MarginMode?, currency: String?) {
            self.instrument = instrument
            self.side = side
            self.marginMode = marginMode
            self.currency = currency
        }
    }

    /// By what it is told from others.
    public var rowID: RowID { RowID(instrument: instrument, side: side, marginMode: marginMode, currency: currency) }
}

extension AccountDelta.Rows {
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
        return Wallet(
            kind: old?.kind ?? kind, total: total ?? old?.total, assets: assets.applied(to: old?.assets ?? []), failure: failure)
    }
}

extension PositionsReading {
    /// After a change. Where they could not be had, only all of them make them known.
    func applying(_ rows: AccountDelta.Rows<Position>) -> PositionsReading {
        switch (self, rows) {
        case (.read(let old), _): .read(rows.applied(to: old))
        case (.failed, .all(let all)), (.unasked, .all(let all)): .read(all)
        case (.failed, .some), (.unasked, .some): self
        }
    }
}

extension AccountSnapshot.Equity {
    /// After one wallet is worth something else: the exchange told that one, and nothing of the others has changed.
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
    /// The same after what an exchange told of it.
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
            positions: delta.positions.map(positions.applying) ?? positions, rates: rates, notices: notices, remarks: remarks,
            clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: delta.asOf.unixMilliseconds > asOf.unixMilliseconds ? delta.asOf : asOf,
            accountID: accountID, limits: limits)
    }
}
