extension SandboxBybit {
    /// What is different about an account, for the streams that listen to it.
    struct AccountChange: Sendable {
        /// The account as it is now; as it was, where it is no more.
        let account: Account
        /// Whether it is no more, or has no key left.
        let isClosed: Bool
        /// The coins of the unified wallet that are different, those of changed positions among them.
        let coins: [String]
        /// The positions that are different, those that are gone with a size of zero, and those of contracts for which an order came or went,
        /// whether or not that changes them (Bybit v5, "Position" of the streams).
        let positions: [Position]
        /// The contracts of which nothing is held and the leverage or the mode is another.
        let settings: Bool

        /// `nil` where nothing is different that a stream tells.
        init?(from old: Account, to new: Account?) {
            account = new ?? old
            isClosed = new?.keys.isEmpty ?? true
            let now = new ?? old
            var positions = now.positions.filter { !old.positions.contains($0) }
            for gone in old.positions where !now.positions.contains(where: { $0.symbol == gone.symbol && $0.index == gone.index }) {
                var closed = gone
                closed.size = .zero
                closed.sequence += 1
                positions.append(closed)
            }
            let orders = Set(now.orders).symmetricDifference(old.orders).filter { !$0.isSpot }
            for order in orders.sorted(by: { $0.id < $1.id })
            where !positions.contains(where: { $0.symbol == order.symbol && $0.index == order.index }) {
                let held = now.positions.first { $0.symbol == order.symbol && $0.index == order.index }
                positions.append(held ?? Position(order.symbol, order.side, .zero, at: .zero, index: order.index))
            }
            self.positions = positions
            var coins = now.unified.filter { !old.unified.contains($0) }.map(\.coin)
            let settled = positions.compactMap { Instrument.contract($0.symbol)?.settleCoin }
            let held = (Set(now.orders).symmetricDifference(old.orders)).flatMap(Self.coins)
            for coin in settled + held.sorted() where !coins.contains(coin) { coins.append(coin) }
            for coin in old.unified.map(\.coin) where !now.unified.contains(where: { $0.coin == coin }) { coins.append(coin) }
            self.coins = coins
            settings = old.leverages != now.leverages || old.positionModes != now.positionModes || old.marginMode != now.marginMode
            guard !positions.isEmpty || !coins.isEmpty || settings || isClosed != old.keys.isEmpty || old.keys != now.keys else {
                return nil
            }
        }

        /// The coins that an order holds back.
        private static func coins(of order: Order) -> [String] {
            if order.isSpot { return Instrument.named(order.symbol, .spot).map { [order.side == .buy ? $0.quoteCoin : $0.baseCoin] } ?? [] }
            return Instrument.contract(order.symbol).map { [$0.settleCoin] } ?? []
        }
    }
}
